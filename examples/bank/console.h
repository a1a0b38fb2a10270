// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "branch.h"

#include <QByteArray>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>

QT_BEGIN_NAMESPACE
class QSocketNotifier;
QT_END_NAMESPACE

/*!
 * \brief Hands lines of a script or of the standard input to the Teller and prints what it says.
 *
 * Never blocks: the standard input is read when there is something to read.
 */
class Console : public QObject
{
    Q_OBJECT

public:
    //! What is done when all commands are answered.
    enum class AtEnd {
        Leave, //!< The program ends.
        Report, //!< Histories, actors and dead letters are printed; then it ends.
        Stay, //!< Small transactions go on until the program is interrupted.
    };

    Console(Actors::ActorSystem &system, const Banking::Branch &branch, AtEnd atEnd);
    ~Console() override;

    //! Executes the lines of \a script; empty ones and those that begin with # are passed over.
    void run(const QString &script);
    //! Executes what comes from the standard input, with a prompt if that is a terminal.
    void runStandardInput();

Q_SIGNALS:
    void finished();

private:
    void print(const QString &text);
    void takeLine(const QString &line);
    void next();
    void readStandardInput();
    void showPrompt();
    void end();
    void report();
    void printState();
    void keepWorking();

    Actors::ActorSystem &m_system;
    const Banking::Branch m_branch;
    const AtEnd m_atEnd;
    std::deque<QString> m_lines;
    std::function<void()> m_afterwards; //!< When there are no more lines.
    bool m_isBusy = false;
    bool m_isPrompting = false;
    bool m_echoes = false;
    bool m_mustSettle = false; //!< When there are no more lines, before m_afterwards.
    bool m_isSettling = false; //!< Nobody has typed the command that is executed.
    std::unique_ptr<QSocketNotifier> m_input;
    QByteArray m_partialLine;
    QTimer m_work;
    int m_turn = 0;
};
