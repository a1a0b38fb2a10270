// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "console.h"

#include <Actors/Core/ActorSystem>
#include <Actors/Core/Connect>

#include <QSocketNotifier>
#include <QTextStream>

#include <cerrno>
#include <unistd.h>

using namespace Banking;
using namespace std::chrono_literals;

namespace {

QTextStream &out()
{
    static QTextStream stream(stdout);
    return stream;
}

} // namespace

Console::Console(Actors::ActorSystem &system, const Branch &branch, AtEnd atEnd)
    : m_system(system)
    , m_branch(branch)
    , m_atEnd(atEnd)
{
    Actors::connect(m_branch.teller, &Teller::said, this, &Console::print);
    Actors::connect(m_branch.teller, &Teller::executed, this, [this](const QString &answer) {
        m_isBusy = false;
        if (!std::exchange(m_isSettling, false))
            print(answer);
        next();
    });
    connect(&m_work, &QTimer::timeout, this, &Console::keepWorking);
}

Console::~Console() = default;

void Console::run(const QString &script)
{
    m_echoes = true;
    const QStringList lines = script.split(QLatin1Char('\n'));
    for (const QString &line : lines)
        takeLine(line);
    end();
}

void Console::runStandardInput()
{
    m_isPrompting = isatty(STDIN_FILENO) == 1;
    m_echoes = !m_isPrompting;
    if (m_isPrompting)
        print(QStringLiteral("The bank is open. Type help to see the commands."));
    m_input = std::make_unique<QSocketNotifier>(STDIN_FILENO, QSocketNotifier::Read);
    connect(m_input.get(), &QSocketNotifier::activated, this, &Console::readStandardInput);
    showPrompt();
}

void Console::readStandardInput()
{
    char buffer[4096];
    const ssize_t count = ::read(STDIN_FILENO, buffer, sizeof buffer);
    if (count < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (count > 0) {
        m_partialLine.append(buffer, count);
        for (qsizetype at; m_input && (at = m_partialLine.indexOf('\n')) >= 0;) {
            const QString line = QString::fromUtf8(m_partialLine.left(at));
            m_partialLine.remove(0, at + 1);
            takeLine(line);
        }
        return;
    }
    if (count < 0) {
        QTextStream(stderr) << "bank: cannot read the standard input: " << qt_error_string(errno)
                            << "; give a file or a pipe, or a script as argument\n";
    }
    m_input->setEnabled(false);
    if (!m_partialLine.isEmpty())
        takeLine(QString::fromUtf8(std::exchange(m_partialLine, {})));
    if (m_input)
        end();
}

void Console::takeLine(const QString &line)
{
    const QString command = line.simplified();
    if (command.isEmpty() || command.startsWith(QLatin1Char('#'))) {
        if (m_lines.empty() && !m_isBusy)
            showPrompt();
        return;
    }
    if (command.compare(QLatin1String("quit"), Qt::CaseInsensitive) == 0) {
        if (m_input) {
            // The activation that is handled now belongs to it.
            m_input->setEnabled(false);
            m_input.release()->deleteLater();
            end();
        }
        return;
    }
    if (m_afterwards)
        return;
    m_lines.push_back(command);
    next();
}

void Console::next()
{
    if (m_isBusy)
        return;
    if (!m_lines.empty()) {
        m_isBusy = true;
        const QString line = m_lines.front();
        m_lines.pop_front();
        if (m_echoes)
            print(QStringLiteral("\n> ") + line);
        m_branch.teller.tell(&Teller::execute, line);
        return;
    }
    if (std::exchange(m_mustSettle, false)) {
        m_isBusy = true;
        m_isSettling = true;
        m_branch.teller.tell(&Teller::execute, QStringLiteral("wait"));
        return;
    }
    if (m_afterwards)
        std::exchange(m_afterwards, {})();
    else
        showPrompt();
}

void Console::showPrompt()
{
    if (m_isPrompting && m_input) {
        out() << "bank> ";
        out().flush();
    }
}

void Console::print(const QString &text)
{
    out() << text << '\n';
    out().flush();
}

// ---------------------------------------------------------------- the end

void Console::end()
{
    // Money that is under way arrives, or is given back, before anybody leaves.
    m_mustSettle = true;
    m_afterwards = [this] {
        switch (m_atEnd) {
        case AtEnd::Leave:
            Q_EMIT finished();
            break;
        case AtEnd::Report:
            report();
            break;
        case AtEnd::Stay:
            print(QStringLiteral("\nThe bank goes on working. Ctrl+C ends it."));
            m_echoes = false;
            m_work.start(1s);
            break;
        }
    };
    next();
}

void Console::report()
{
    m_branch.bank.ask(&Bank::accounts)
        .then(this,
              [this](const QList<Actors::Ref<Account>> &accounts) {
                  m_lines = {QStringLiteral("accounts"), QStringLiteral("transfers")};
                  for (const auto &account : accounts)
                      m_lines.push_back(QStringLiteral("history %1").arg(account.name()));
                  m_afterwards = [this] { printState(); };
                  next();
              })
        .onFailed(this, [this](const Actors::ActorError &error) {
            print(QStringLiteral("bank: no report: %1").arg(error.text()));
            Q_EMIT finished();
        });
}

void Console::printState()
{
    print(QStringLiteral("\n== The supervisors"));
    const auto show = [this](const QString &name, int resumed) {
        print(QStringLiteral("  %1 has resumed %2 times").arg(name, -20).arg(resumed));
    };
    const Branch &branch = m_branch;
    branch.bankSupervisor.ask(&BankSupervisor::resumed)
        .then(this,
              [show, branch](int resumed) {
                  show(branch.bankSupervisor.name(), resumed);
                  return branch.accountSupervisor.ask(&AccountSupervisor::resumed);
              })
        .then(this,
              [show, branch](int resumed) {
                  show(branch.accountSupervisor.name(), resumed);
                  return branch.transferSupervisor.ask(&TransferSupervisor::resumed);
              })
        .then(this,
              [this, show, branch](int resumed) {
                  show(branch.transferSupervisor.name(), resumed);
                  print(QStringLiteral("\n== The living actors and how many messages wait"));
                  print(m_system.dumpTree().trimmed());
                  print(QStringLiteral("\n== The dead letters"));
                  const auto letters = m_system.deadLetters()->letters();
                  for (const Actors::DeadLetter &letter : letters)
                      print(QStringLiteral("  ") + letter.toString());
                  print(m_system.deadLetters()->summary());
                  Q_EMIT finished();
              })
        .onFailed(this, [this](const Actors::ActorError &error) {
            print(QStringLiteral("bank: no report: %1").arg(error.text()));
            Q_EMIT finished();
        });
}

void Console::keepWorking()
{
    m_branch.bank.ask(&Bank::accounts)
        .then(this,
              [this](const QList<Actors::Ref<Account>> &accounts) {
                  if (accounts.isEmpty()) {
                      takeLine(QStringLiteral("open Somebody 100"));
                      return;
                  }
                  const qsizetype count = accounts.size();
                  const QString from = accounts.at(m_turn % count).name();
                  const QString to = accounts.at((m_turn + 1) % count).name();
                  takeLine(m_turn % 3 == 0 || count == 1
                               ? QStringLiteral("deposit %1 1.00").arg(from)
                               : QStringLiteral("transfer %1 %2 0.50").arg(from, to));
                  ++m_turn;
              })
        .onFailed(this, [this](const Actors::ActorError &error) {
            print(QStringLiteral("bank: cannot go on: %1").arg(error.text()));
        });
}
