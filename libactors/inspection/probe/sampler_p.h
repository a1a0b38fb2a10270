// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/observation.h>
#include <Actors/Inspection/column.h>
#include <Actors/Inspection/filter.h>
#include <Actors/Inspection/subscription.h>

#include <QCborValue>
#include <QString>

#include <chrono>
#include <span>
#include <unordered_map>
#include <vector>

namespace Actors::Inspection {

//! A rate as it is sent: fractions matter only where there is little.
QCborValue rateValue(double perSecond);

/*!
 * \brief What the probe knows about all actors and threads of a system, as of its last look.
 *
 * Rates are smoothed over about a second. Which actor runs is looked at many times a second while
 * somebody wants to know: from that follow how busy each is, and for how long a handler has run.
 * Belongs to the probe's thread.
 */
class Sampler
{
public:
    explicit Sampler(ActorSystem &system);

    //! A look at all actors and threads. Costs some tens of nanoseconds for each actor.
    void survey();
    //! A look at what the threads do now.
    void beat();
    //! When survey() was called last, on the clock of the target.
    std::chrono::nanoseconds time() const { return m_time; }

    //! An actor that was there at the last survey; the tops of the tree have no class.
    struct Actor
    {
        quint32 generation = 0; //!< 0: nobody.
        quint32 parent = None; //!< Its place.
        quint32 born = 0; //!< The order of spawning, modulo 2^32.
        const QMetaObject *type = nullptr;
        const void *address = nullptr;
        quint32 thread = 0;
        quint32 seen = 0; //!< The survey that saw it last.
        quint32 firstSeen = 0; //!< In milliseconds since the first survey.
        quint32 depth = 0;
        quint32 high = 0;
        quint32 age = 0; //!< Of the oldest message; microseconds.
        quint32 come = 0; //!< Messages that had come, modulo 2^32.
        quint32 handled = 0; //!< Modulo 2^32.
        quint32 failures = 0;
        float in = 0;
        float out = 0;
        quint16 restarts = 0;
        quint16 busy = 0; //!< Thousandths.
        ActorState state = ActorState::Starting;
        quint8 alarms = 0; //!< That are raised for it.
        float restarting = 0; //!< Restarts each second, over a minute.
    };
    static constexpr quint32 None = ~quint32(0);

    //! What a thread was seen to do.
    struct Thread
    {
        Internal::ThreadLook look;
        std::chrono::nanoseconds since{0}; //!< When it was first seen at the present message.
        std::chrono::nanoseconds posted{0}; //!< When a call was sent to it; 0 if none is under way.
        std::shared_ptr<std::atomic<qint64>> answered; //!< When that was run; 0 for not yet.
        std::chrono::nanoseconds lag{0}; //!< How long the last call took.
        std::chrono::nanoseconds lagHigh{0};
        quint32 beats = 0; //!< In which somebody ran, since the last survey.
        int busy = 0; //!< Thousandths.
        quint64 depth = 0; //!< Messages that wait for actors there.
        int alarms = 0; //!< That are raised for it.
    };

    //! What a class amounts to.
    struct Class
    {
        const QMetaObject *type = nullptr;
        quint64 actors = 0;
        quint64 depth = 0;
        quint64 failures = 0;
        double in = 0;
        double out = 0;
    };

    //! Sums over all actors.
    struct Totals
    {
        quint64 actors = 0;
        quint64 depth = 0;
        quint64 failures = 0;
        quint64 restarts = 0;
        double in = 0;
        double out = 0;
    };

    quint64 idOf(quint32 place) const
    {
        return (quint64(m_actors[place].generation) << 32) | place;
    }
    //! The place of an actor that was there at the last survey; else None.
    quint32 placeOf(quint64 id) const;
    const Actor &at(quint32 place) const { return m_actors[place]; }
    //! Of all that are there, the tops of the tree too.
    std::span<const quint32> places() const { return m_places; }
    //! How many alarms are raised for an actor; not for one that is gone.
    void setAlarms(quint64 id, int alarms);
    //! How many alarms are raised for each thread, by its number.
    void setThreadAlarms(const std::unordered_map<quint32, int> &alarms);
    //! How often a call is sent to each thread, by which the lag is measured.
    void setLagInterval(std::chrono::nanoseconds interval) { m_lagInterval = interval; }
    const std::vector<Thread> &threads() const { return m_threads; }
    const Totals &totals() const { return m_totals; }
    std::vector<Class> classes() const;
    //! The thread of that number; null if it is gone.
    const Thread *thread(quint32 id) const;
    //! For how long a handler may run on that thread before the actor counts as blocked.
    static std::chrono::nanoseconds patience(const Thread &thread);
    //! Whose handler runs there; None for nobody, or one that is not known yet.
    quint32 running(const Thread &thread) const;
    //! The type of the message that is handled there; empty for none.
    static QString message(const Thread &thread);
    //! For how long it has run.
    std::chrono::nanoseconds runningFor(const Thread &thread) const;

    //! The first \a most actors by \a sort that match, the greatest first, and how many match.
    std::vector<quint32> top(Column sort, const Filter &filter, std::size_t most,
                             quint64 &total) const;
    //! By place: whether an actor matches, or one below it. Empty for everybody.
    std::vector<bool> withAncestors(const Filter &filter) const;
    //! The children of an actor in the order of their spawning. None for the top of the tree.
    std::span<const quint32> children(quint32 parent) const;
    //! Sums over an actor and all below it.
    struct Subtree
    {
        quint64 depth = 0;
        double in = 0;
    };
    Subtree subtree(quint32 place) const;
    //! The value of \a column for that actor; nothing if it has none.
    QCborValue value(quint32 place, Column column) const;
    //! As a number, for sorting and filters.
    double number(quint32 place, Column column) const;
    QString path(quint32 place) const;
    QString name(quint32 place) const;

    const Internal::Observation &observation() const { return m_observation; }

private:
    //! Whom a beat has found running.
    struct Runner
    {
        quint32 beats = 0; //!< Since the last survey.
        quint32 place = None; //!< Not known before the survey after it.
    };
    void take(const Internal::ActorLook &look, double seconds);
    void takeThreads();
    void measureLag(Thread &thread);
    void note(Thread &thread, const Internal::RunningLook &now);
    //! Null if it is gone.
    Thread *threadOf(quint32 id);
    ActorState stateOf(const Internal::ActorLook &look, const Thread *thread) const;
    //! The thread on which a handler of that actor runs; null if none does.
    const Thread *threadRunning(quint32 place) const;
    void buildChildren() const;

    Internal::Observation m_observation;
    ActorSystem &m_system;
    std::chrono::nanoseconds m_begun{0};
    std::chrono::nanoseconds m_lagInterval = std::chrono::seconds(1);
    std::chrono::nanoseconds m_time{0};
    quint32 m_survey = 0;
    quint32 m_beats = 0; //!< Since the last survey.
    std::vector<Actor> m_actors; //!< By the index of the cell.
    std::vector<quint32> m_places; //!< Of those that are there, by birth.
    std::vector<Thread> m_threads;
    std::unordered_map<const void *, Runner> m_runners; //!< By address.
    Totals m_totals;
    // Made when somebody asks.
    mutable quint32 m_childrenOf = 0; //!< The survey that they were made for.
    mutable std::vector<quint32> m_firstChild; //!< By place: where its children begin.
    mutable std::vector<quint32> m_children;
    mutable std::unordered_map<quint32, QString> m_paths; //!< Of actors that were asked for.
};

/*!
 * \brief An actor for a filter.
 */
class ActorSource final : public FilterSource
{
public:
    explicit ActorSource(const Sampler &sampler)
        : m_sampler(sampler)
    {
    }
    void setPlace(quint32 place) { m_place = place; }
    double number(Column column) const override { return m_sampler.number(m_place, column); }
    QStringView text(Column column) const override
    {
        m_text = m_sampler.value(m_place, column).toString();
        return m_text;
    }
    bool has(QStringView) const override { return m_sampler.at(m_place).alarms > 0; }

private:
    const Sampler &m_sampler;
    quint32 m_place = 0;
    mutable QString m_text;
};

} // namespace Actors::Inspection
