// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/TestKit/testsystem.h>

#include <QList>
#include <QStringList>

#include <functional>

namespace Actors::TestKit {

/*!
 * \brief Runs a small test in many orders of delivery, and repeats the one that failed.
 *
 * Each run has a deterministic TestSystem of its own. A run fails if the body returns a text, if
 * one of its expectations is not met, or if the system does not close in good order. What is chosen
 * while the system closes does not count.
 */
class ACTORS_TESTKIT_EXPORT Explorer
{
public:
    //! The test: says what is wrong, or returns an empty text. It is called once for each run.
    using Body = std::function<QString(TestSystem &system)>;

    //! What came of the runs.
    struct Result
    {
        //! How many orders were run, the failed one included.
        quint64 runs = 0;
        //! Whether all orders there are were run.
        bool isComplete = false;
        //! What went wrong; empty if nothing did.
        QString failure;
        //! The seed of the run that failed; 0 if the choices were made in turn.
        quint64 seed = 0;
        //! What the run that failed, or else the last, chose where there was a choice.
        QList<quint32> choices;
        //! The steps of that run.
        QStringList trace;

        //! Whether a run failed.
        bool hasFailed() const { return !failure.isEmpty(); }
        //! The failure, how it was found and the steps that lead to it.
        QString toString() const;
    };

    //! Nothing runs yet.
    explicit Explorer(Body body);
    ~Explorer();
    Q_DISABLE_COPY_MOVE(Explorer)

    //! Runs it in the order in which things are sent.
    Result inOrder() const;
    //! Runs it in the orders of \a seeds many seeds, from \a first, until one fails.
    Result random(quint64 seeds, quint64 first = 1) const;
    //! Runs it in every order, until one fails or \a limit many were run.
    Result exhaustive(quint64 limit = 100'000) const;
    //! Repeats a run by what it chose.
    Result replay(const QList<quint32> &choices) const;

private:
    class Choices;
    Result run(const std::shared_ptr<Choices> &choices) const;

    const Body m_body;
};

} // namespace Actors::TestKit
