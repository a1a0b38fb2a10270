// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "teller.h"

#include "bankerror.h"

#include <Actors/Core/ActorSystem>
#include <Actors/Core/EventStream>

#include <algorithm>
#include <vector>

namespace Banking {

using namespace std::chrono_literals;

namespace {

//! A transfer that is retried and refunded takes longer than other answers.
constexpr auto TransferTimeout = 60s;

//! "1 transfer", "2 transfers".
QString counted(qsizetype count, const QString &what)
{
    return QStringLiteral("%1 %2%3").arg(count).arg(what,
                                                    count == 1 ? QString() : QStringLiteral("s"));
}

} // namespace

struct Teller::Command
{
    QString name;
    QString arguments; //!< As the help shows them.
    QString purpose;
    int least; //!< How many arguments it needs.
    int most; //!< -1 for any number.
    void (Teller::*run)();
};

const std::vector<Teller::Command> &Teller::commands()
{
    static const std::vector<Command> commands{
        {QStringLiteral("open"), QStringLiteral("<owner> [amount]"),
         QStringLiteral("opens an account"), 1, -1, &Teller::open},
        {QStringLiteral("deposit"), QStringLiteral("<account> <amount>"),
         QStringLiteral("puts money in"), 2, 2, &Teller::deposit},
        {QStringLiteral("withdraw"), QStringLiteral("<account> <amount>"),
         QStringLiteral("takes money out"), 2, 2, &Teller::withdraw},
        {QStringLiteral("transfer"), QStringLiteral("<from> <to> <amount>"),
         QStringLiteral("moves money between two accounts"), 3, 3, &Teller::transfer},
        {QStringLiteral("balance"), QStringLiteral("<account>"),
         QStringLiteral("says what an account holds"), 1, 1, &Teller::balance},
        {QStringLiteral("history"), QStringLiteral("<account> [limit]"),
         QStringLiteral("lists the transactions of an account, newest first"), 1, 2,
         &Teller::history},
        {QStringLiteral("accounts"), QString(), QStringLiteral("lists the open accounts"), 0, 0,
         &Teller::accounts},
        {QStringLiteral("transfers"), QString(),
         QStringLiteral("lists the transfers, newest first"), 0, 0, &Teller::transfers},
        {QStringLiteral("close"), QStringLiteral("<account>"),
         QStringLiteral("pays out what an account holds and stops it"), 1, 1, &Teller::close},
        {QStringLiteral("wait"), QString(), QStringLiteral("until no transfer is pending"), 0, 0,
         &Teller::wait},
        {QStringLiteral("help"), QString(), QStringLiteral("shows this"), 0, 0, &Teller::help},
    };
    return commands;
}

Teller::Teller(const Actors::Ref<Bank> &bank)
    : m_bank(bank)
{
}

void Teller::beforeStart()
{
    system()->eventStream()->subscribe<Explanation>(self<Teller>(), &Teller::onExplanation);
    system()->eventStream()->subscribe<Transfer>(self<Teller>(), &Teller::onTransfer);
}

QString Teller::execute(const QString &line)
{
    Waiting waiting;
    waiting.request.number = ++m_lastRequest;
    waiting.request.arguments = line.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    if (!waiting.request.arguments.isEmpty())
        waiting.request.command = waiting.request.arguments.takeFirst().toLower();
    waiting.answer = deferReply<QString>();
    m_requests.push_back(std::move(waiting));
    if (m_requests.size() == 1)
        next();
    return {};
}

void Teller::next()
{
    // All that is sent from here on is sent on behalf of this request.
    executionContext().clear();
    request().writeTo(executionContext());

    const auto &known = commands();
    const auto command = std::find_if(known.begin(), known.end(), [this](const Command &candidate) {
        return candidate.name == request().command;
    });
    const int given = int(request().arguments.size());
    if (command == known.end()) {
        refuse(request().command.isEmpty()
                   ? QStringLiteral("there is no command on this line")
                   : QStringLiteral("there is no command %1").arg(request().command),
               QStringLiteral("type help to see all commands"));
    } else if (given < command->least || (command->most >= 0 && given > command->most)) {
        refuse(given < command->least
                   ? QStringLiteral("%1 needs more than that").arg(command->name)
                   : QStringLiteral("%1 takes less than that").arg(command->name),
               QStringLiteral("write %1 %2").arg(command->name, command->arguments).trimmed());
    } else {
        (this->*command->run)();
    }
}

// ---------------------------------------------------------------- answers

void Teller::answer(const QString &text)
{
    m_unexplained = nullptr;
    timers().cancel(QStringLiteral("explanation"));
    Waiting answered = std::move(m_requests.front());
    m_requests.pop_front();
    Q_EMIT executed(text);
    answered.answer.resolve(text);
    if (!m_requests.empty())
        self<Teller>().tell(&Teller::next);
}

void Teller::refuse(const QString &error, const QString &suggestion)
{
    Explanation explanation;
    explanation.command = request().text();
    explanation.error = error;
    explanation.suggestion = suggestion;
    answer(explanation.toString());
}

void Teller::failed(const std::exception_ptr &error)
{
    if (BankError::from(error)) {
        // The supervisor of the actor that has refused explains it, before or after the refusal
        // arrives here.
        if (m_explanation.request == request().number) {
            answer(m_explanation.toString());
        } else {
            m_unexplained = error;
            timers().startSingle(QStringLiteral("explanation"), 10s, &Teller::explanationMissing,
                                 request().number);
        }
        return;
    }
    const Actors::ActorError reason = Actors::errorFrom(error);
    switch (reason.code()) {
    case Actors::ActorError::Code::ActorStopped:
        refuse(QStringLiteral("the account is closed (%1)").arg(reason.text()),
               QStringLiteral("type accounts to see the open ones, then %1 again")
                   .arg(request().command));
        break;
    case Actors::ActorError::Code::AskTimeout:
        refuse(reason.text(),
               QStringLiteral("type transfers and history to see what was done, "
                              "before you try again"));
        break;
    default:
        refuse(reason.text(),
               QStringLiteral("try again; if it fails again, this is a fault of the "
                              "bank"));
    }
}

void Teller::onExplanation(const Explanation &explanation)
{
    // The later attempts of a transfer fail on behalf of a request that is answered.
    if (m_requests.empty() || explanation.request != request().number)
        return;
    m_explanation = explanation;
    if (m_unexplained)
        answer(explanation.toString());
}

void Teller::explanationMissing(int number)
{
    if (m_unexplained && !m_requests.empty() && number == request().number) {
        refuse(Actors::errorFrom(m_unexplained).text(),
               QStringLiteral("type help; the supervisor has not explained this"));
    }
}

void Teller::onTransfer(const Transfer &transfer)
{
    // How the first attempt went is the answer to the command.
    const bool isFirstOutcome =
        transfer.attempts == 1 && transfer.state != Transfer::State::Refunded;
    if (transfer.state != Transfer::State::Withdrawn && !isFirstOutcome)
        Q_EMIT said(transfer.toString());
}

// ---------------------------------------------------------------- commands

Actors::Reply<Actors::Ref<Account>> Teller::account() const
{
    return m_bank.ask(&Bank::account, request().argument(0));
}

std::optional<Cents> Teller::amount(int index)
{
    const auto cents = parseAmount(request().argument(index));
    if (!cents) {
        refuse(QStringLiteral("%1 is no amount of money").arg(request().argument(index)),
               QStringLiteral("write at most ten digits and two decimals: 12.50"));
    }
    return cents;
}

void Teller::open()
{
    QStringList names = request().arguments;
    Cents initial = 0;
    if (names.size() > 1) {
        if (const auto cents = parseAmount(names.last())) {
            initial = *cents;
            names.removeLast();
        }
    }
    afterwards(
        m_bank.ask(&Bank::open, names.join(QLatin1Char(' ')), initial)
            .then(this,
                  [this](const QString &number) { return m_bank.ask(&Bank::account, number); })
            .then(
                this,
                [](const Actors::Ref<Account> &account) { return account.ask(&Account::summary); }),
        [this](const AccountSummary &summary) {
            answer(QStringLiteral("%1 is open for %2, balance %3")
                       .arg(summary.number, summary.owner, amountText(summary.balance)));
        });
}

void Teller::deposit()
{
    const auto cents = amount(1);
    if (!cents)
        return;
    afterwards(account().then(this,
                              [cents = *cents](const Actors::Ref<Account> &account) {
                                  return account.ask(&Account::deposit, cents);
                              }),
               [this, cents = *cents](Cents balance) {
                   answer(QStringLiteral("%1 deposited, balance %2")
                              .arg(amountText(cents), amountText(balance)));
               });
}

void Teller::withdraw()
{
    const auto cents = amount(1);
    if (!cents)
        return;
    afterwards(account().then(this,
                              [cents = *cents](const Actors::Ref<Account> &account) {
                                  return account.ask(&Account::withdraw, cents);
                              }),
               [this, cents = *cents](Cents balance) {
                   answer(QStringLiteral("%1 withdrawn, balance %2")
                              .arg(amountText(cents), amountText(balance)));
               });
}

void Teller::transfer()
{
    const auto cents = amount(2);
    if (!cents)
        return;
    afterwards(
        m_bank.ask(&Bank::transfers)
            .then(this,
                  [this, cents = *cents](const Actors::Ref<TransferCoordinator> &coordinator) {
                      return coordinator
                          .ask(TransferTimeout, &TransferCoordinator::transfer,
                               request().argument(0), request().argument(1), cents)
                          .then(this, [coordinator](const QString &id) {
                              return coordinator.ask(TransferTimeout,
                                                     &TransferCoordinator::firstOutcome, id);
                          });
                  }),
        [this](const Transfer &transfer) { answer(transfer.toString()); });
}

void Teller::balance()
{
    afterwards(account().then(this,
                              [](const Actors::Ref<Account> &account) {
                                  return account.ask(&Account::summary);
                              }),
               [this](const AccountSummary &summary) {
                   answer(QStringLiteral("%1 (%2) holds %3")
                              .arg(summary.number, summary.owner, amountText(summary.balance)));
               });
}

void Teller::history()
{
    bool isNumber = true;
    int limit = -1;
    if (request().arguments.size() > 1)
        limit = request().argument(1).toInt(&isNumber);
    if (!isNumber || limit < -1 || (limit < 0 && request().arguments.size() > 1)) {
        refuse(QStringLiteral("%1 is no limit").arg(request().argument(1)),
               QStringLiteral("write how many transactions you want to see: history %1 5")
                   .arg(request().argument(0)));
        return;
    }
    afterwards(account().then(this,
                              [limit](const Actors::Ref<Account> &account) {
                                  return account.ask(&Account::history, limit);
                              }),
               [this](const QList<Transaction> &transactions) {
                   QStringList lines{
                       QStringLiteral("%1: %2, newest first")
                           .arg(request().argument(0).toUpper(),
                                counted(transactions.size(), QStringLiteral("transaction")))};
                   for (const Transaction &transaction : transactions)
                       lines.append(QStringLiteral("  ") + transaction.toString());
                   answer(lines.join(QLatin1Char('\n')));
               });
}

void Teller::accounts()
{
    afterwards(m_bank.ask(&Bank::accounts), [this](const QList<Actors::Ref<Account>> &accounts) {
        summarize(accounts, {counted(accounts.size(), QStringLiteral("open account"))});
    });
}

void Teller::summarize(const QList<Actors::Ref<Account>> &accounts, const QStringList &lines)
{
    if (accounts.isEmpty()) {
        answer(lines.join(QLatin1Char('\n')));
        return;
    }
    afterwards(accounts.first().ask(&Account::summary),
               [this, accounts, lines](const AccountSummary &summary) {
                   summarize(accounts.mid(1),
                             lines
                                 + QStringList(QStringLiteral("  %1  %2  %3")
                                                   .arg(summary.number, -6)
                                                   .arg(amountText(summary.balance), 12)
                                                   .arg(summary.owner)));
               });
}

void Teller::transfers()
{
    afterwards(m_bank.ask(&Bank::transfers)
                   .then(this,
                         [](const Actors::Ref<TransferCoordinator> &coordinator) {
                             return coordinator.ask(&TransferCoordinator::transfers);
                         }),
               [this](const QList<Transfer> &transfers) {
                   QStringList lines{counted(transfers.size(), QStringLiteral("transfer"))
                                     + QStringLiteral(", newest first")};
                   for (const Transfer &transfer : transfers)
                       lines.append(QStringLiteral("  ") + transfer.toString());
                   answer(lines.join(QLatin1Char('\n')));
               });
}

void Teller::close()
{
    afterwards(account().then(
                   this,
                   [this](const Actors::Ref<Account> &account) {
                       return account.ask(&Account::payOut).then(this, [this, account](Cents paid) {
                           return account.stopWhenDrained().then(this, [paid] { return paid; });
                       });
                   }),
               [this](Cents paid) {
                   answer(QStringLiteral("%1 is closed, %2 paid out")
                              .arg(request().argument(0).toUpper(), amountText(paid)));
               });
}

void Teller::wait()
{
    afterwards(m_bank.ask(&Bank::transfers)
                   .then(this,
                         [](const Actors::Ref<TransferCoordinator> &coordinator) {
                             return coordinator.ask(TransferTimeout, &TransferCoordinator::settled);
                         }),
               [this](int transfers) {
                   answer(QStringLiteral("no transfer is pending, of %1").arg(transfers));
               });
}

void Teller::help()
{
    QStringList lines;
    for (const Command &command : commands()) {
        lines.append(QStringLiteral("  %1 %2  %3")
                         .arg(command.name, -9)
                         .arg(command.arguments, -20)
                         .arg(command.purpose));
    }
    lines.append(QStringLiteral("  %1 %2  ends the program")
                     .arg(QStringLiteral("quit"), -9)
                     .arg(QString(), -20));
    answer(lines.join(QLatin1Char('\n')));
}

} // namespace Banking
