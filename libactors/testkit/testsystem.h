// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/ActorSystem>
#include <Actors/Core/Executor>
#include <Actors/TestKit/actorstestkit_export.h>
#include <Actors/TestKit/qtestintegration.h>
#include <Actors/TestKit/testfailure.h>
#include <Actors/TestKit/testprobe.h>

#include <QStringList>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace Actors::TestKit {

class TestSystemPrivate;
class VirtualClock;

//! What a random order of delivery is made from; the same one gives the same order.
struct Seed
{
    quint64 value; //!< Any number.
};

//! The parts of a TestSystem that live longer than the system itself.
class ACTORS_TESTKIT_EXPORT TestSystemParts
{
protected:
    TestSystemParts();
    ~TestSystemParts();
    Q_DISABLE_COPY_MOVE(TestSystemParts)

    const std::unique_ptr<TestSystemPrivate> t; //!< For the library.
};

/*!
 * \brief An actor system whose time and order belong to the test.
 *
 * Made, used and destroyed in the test's thread. Its destructor closes it and fails the test if
 * messages were lost without a trace or actors did not stop; see verify().
 *
 * The same test runs in all modes. Without a mode, the environment variable ACTORS_TEST_MODE
 * chooses one: \c deterministic (if it is not set), \c threads or \c realtime.
 *
 * In the modes with threads, ACTORS_DISPATCHER set to \c qt or \c dedicated makes actor threads run
 * Qt's own event dispatcher, or gives each actor a thread; ACTORS_MAILBOX set to \c qtqueued makes
 * Mailbox::qtQueued() the default.
 */
class ACTORS_TESTKIT_EXPORT TestSystem : private TestSystemParts, public ActorSystem
{
public:
    //! How many threads there are, and whose time it is.
    enum Mode {
        Deterministic, //!< One thread, virtual time, an order that a seed or an Executor chooses.
        RealThreads, //!< Threads, virtual time.
        RealTime, //!< Threads, real time: for tests of sockets and processes.
    };

    //! Deterministic, in an order from the environment variable ACTORS_TEST_SEED if that is set,
    //! else always the same; or in the mode that ACTORS_TEST_MODE names.
    TestSystem();
    //! In \a mode, whatever the environment says.
    explicit TestSystem(Mode mode);
    //! As above, where the defaults do not fit.
    TestSystem(Mode mode, const ActorSystemOptions &options);
    //! As TestSystem(), where the defaults do not fit.
    explicit TestSystem(const ActorSystemOptions &options);
    //! Deterministic, in the order of \a seed.
    explicit TestSystem(Seed seed, const ActorSystemOptions &options = {});
    //! Deterministic, in the order that \a executor chooses.
    explicit TestSystem(std::shared_ptr<Executor> executor, const ActorSystemOptions &options = {});
    ~TestSystem() override;

    //! The mode that was chosen.
    Mode mode() const;
    //! Whether one thread runs everything.
    bool isDeterministic() const { return mode() == Deterministic; }
    //! The seed of the order; 0 if an Executor of the test's own chooses.
    quint64 seed() const;

    //! \name Probes
    //! \{

    //! An address of a T whose messages the test looks at; no T is made.
    template<class T>
    TestProbe<T> createProbe()
    {
        return TestProbe<T>(*this);
    }
    //! An address that takes values of any type.
    TestProbe<AnyActor> createProbe() { return TestProbe<AnyActor>(*this); }
    //! \}

    //! \name Time
    //! \{
    /*!
     * Moves the clock on to the time of each timer that becomes due meanwhile, in turn, and settles
     * after each. In real time: waits as long, and serves this thread.
     *
     * Virtual are the timers of actors, the scheduler, time limits of asks and stops, back-off and
     * receive timeouts. A QTimer, process or socket in an actor stays real: the actors that have
     * one are named by a warning.
     */
    void advance(std::chrono::nanoseconds time);
    /*!
     * Returns when no message is waiting, running or under way on any thread, without letting time
     * pass. Answers to this thread are served meanwhile.
     */
    void settle();
    //! The system's time; 0 at the beginning where it is virtual.
    std::chrono::nanoseconds now() const;
    //! When the next timer is due; nothing if none is, or time is real.
    std::optional<std::chrono::nanoseconds> nextDue() const;
    /*!
     * Serves the system until \a isDone; virtual time passes only when all is quiet, from one due
     * timer to the next. False if that has not come about when \a timeout is over.
     */
    bool waitUntil(const std::function<bool()> &isDone, std::chrono::nanoseconds timeout);
    //! \}

    //! \name Steps of the deterministic mode
    //! \{

    //! Handles one message; false if there is none.
    bool step();
    //! How many steps could be taken now.
    int runnable() const;
    //! From now on, records each step; "actor: message" is the text of one.
    void recordTrace();
    //! The steps since recordTrace(), in order.
    QStringList trace() const;
    //! \}

    //! What happens to a message on its way, in the deterministic mode.
    enum class Fault {
        None,
        Drop, //!< It vanishes without a trace, and the account does not balance.
        Duplicate, //!< It comes twice, and the account does not balance.
        Delay, //!< It sets out later.
    };
    /*!
     * Asks \a decide about each message that is sent from now on, by the path of its receiver and
     * its text. Messages that are delayed keep their order among themselves and set out after \a
     * delay.
     */
    void plantFaults(std::function<Fault(const QString &receiver, const QString &message)> decide,
                     std::chrono::nanoseconds delay = std::chrono::milliseconds(10));

    /*!
     * Settles, and returns what is wrong with the system's account of its messages: sent must be
     * handled and dead and still waiting. Empty if all is well. The destructor then does not fail
     * the test for it again.
     */
    QString verify();
    //! Closes the system and gives what is wrong then: as verify(), or actors that did not stop.
    QString close();

    //! Calls \a function before the system is closed.
    void beforeClosing(std::function<void()> function);
    //! The seed or mode, for the text of failures.
    QString description() const;

private:
    void begin(Mode mode);
    static ActorSystemOptions prepared(TestSystemPrivate &t, Mode mode, std::optional<quint64> seed,
                                       std::shared_ptr<Executor> executor,
                                       ActorSystemOptions options);
    TestSystem(Mode mode, std::optional<quint64> seed, std::shared_ptr<Executor> executor,
               const ActorSystemOptions &options);
};

} // namespace Actors::TestKit
