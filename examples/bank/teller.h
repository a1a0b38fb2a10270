// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "bank.h"
#include "explanation.h"
#include "request.h"

#include <Actors/Core/Actor>

#include <deque>
#include <optional>
#include <vector>

namespace Banking {

/*!
 * \brief Serves the customer: takes commands as text and answers as text, one after the other.
 *
 * It knows no figure: each one is asked from the actor that has it.
 */
class Teller : public Actors::Actor
{
    Q_OBJECT
    Q_PROPERTY(int waiting READ waiting)

public:
    explicit Teller(const Actors::Ref<Bank> &bank);

    //! Answers \a line; commands that come meanwhile wait.
    QString execute(const QString &line);
    //! How many commands are not answered.
    int waiting() const { return int(m_requests.size()); }

Q_SIGNALS:
    //! News of a transfer, after the answer to its command.
    void said(const QString &text);
    //! A command is answered.
    void executed(const QString &answer);

protected:
    void beforeStart() override;

private:
    struct Command;
    struct Waiting
    {
        Request request;
        Actors::Deferred<QString> answer;
    };

    static const std::vector<Command> &commands();

    //! \name What the commands do
    //! \{
    void open();
    void deposit();
    void withdraw();
    void transfer();
    void balance();
    void history();
    void accounts();
    void transfers();
    void close();
    void wait();
    void help();
    //! \}

    void next();
    void answer(const QString &text);
    void refuse(const QString &error, const QString &suggestion);
    void failed(const std::exception_ptr &error);
    void onExplanation(const Explanation &explanation);
    void explanationMissing(int request);
    void onTransfer(const Transfer &transfer);

    //! The answer to a request, followed by what is done with it; a failure is explained.
    template<class T, class Function>
    void afterwards(Actors::Reply<T> reply, Function function)
    {
        std::move(reply)
            .then(this, std::move(function))
            .onFailed(this, [this](const std::exception_ptr &error) { failed(error); });
    }
    Actors::Reply<Actors::Ref<Account>> account() const;
    std::optional<Cents> amount(int index);
    void summarize(const QList<Actors::Ref<Account>> &accounts, const QStringList &lines);
    const Request &request() const { return m_requests.front().request; }

    const Actors::Ref<Bank> m_bank;
    std::deque<Waiting> m_requests; //!< The first one is served.
    int m_lastRequest = 0;
    Explanation m_explanation; //!< The last one for the request that was served then.
    std::exception_ptr m_unexplained; //!< The request has failed; its explanation is on its way.
};

} // namespace Banking
