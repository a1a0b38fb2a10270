// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>
#include <Actors/Core/directive.h>

#include <QSharedData>
#include <QString>

#include <chrono>
#include <exception>
#include <optional>
#include <type_traits>

QT_BEGIN_NAMESPACE
class QDebug;
QT_END_NAMESPACE

namespace Actors {

class SupervisorStrategyPrivate;

namespace Internal {

using ErrorMatcher = bool (*)(const std::exception_ptr &error);

//! What a strategy says to an error, before limits are looked at.
struct Verdict
{
    Directive directive = Directive::Restart;
    qsizetype rule = -1; //!< Index of the rule that matched; -1 if none did.
};

} // namespace Internal

/*!
 * \brief What is to be done when an actor fails, how often, and after which delay.
 *
 * A strategy is built from one of the static functions and refined step by step; each step returns
 * a new strategy and leaves the old one as it is:
 *
 * \code
 * const auto strategy = Actors::SupervisorStrategy::oneForOne()
 *                           .maxRestarts(3).within(60s)
 *                           .backoff(100ms, 30s)
 *                           .on<ParseError>(Actors::Directive::Resume)
 *                           .otherwise(Actors::Directive::Restart);
 * \endcode
 *
 * Where nothing else is said, a failed actor is restarted at once, at most three times in sixty
 * seconds; the failure after that is escalated. Values that make no sense are taken as the nearest
 * that do: a delay below zero is none, a longest delay below the shortest is the shortest.
 *
 * A strategy is a value: implicitly shared, cheap to copy and usable from any thread. It holds no
 * history; the runtime counts separately for each child.
 */
class ACTORS_CORE_EXPORT SupervisorStrategy
{
public:
    //! How often something may be decided for one child.
    struct Limit
    {
        int count = -1; //!< 0 is never, -1 is without limit.
        std::chrono::nanoseconds within{0}; //!< The sliding window; zero never forgets.
        std::optional<Directive> then; //!< What follows at the limit, if not onLimit().
    };

    //! How long a restart waits.
    struct Backoff
    {
        std::chrono::nanoseconds shortest{0}; //!< Zero is no back-off.
        std::chrono::nanoseconds longest{0}; //!< The delay that is never exceeded, jitter aside.
        double factor = 2.0; //!< From one delay to the next.
        double jitter = 0.0; //!< Each delay is drawn between d and (1 + jitter) d.
        FirstRestart first =
            FirstRestart::Delayed; //!< Whether the first restart is delayed as well.
        std::chrono::nanoseconds resetAfter{0}; //!< A quiet time after which it starts over.
    };

    //! The same as children().
    SupervisorStrategy();
    SupervisorStrategy(const SupervisorStrategy &other);
    SupervisorStrategy &operator=(const SupervisorStrategy &other);
    ~SupervisorStrategy();

    /*! \name Where to begin */
    //! @{
    //! What is decided concerns only the child that failed.
    static SupervisorStrategy oneForOne();
    //! What is decided concerns all children as soon as one of them fails.
    static SupervisorStrategy allForOne();
    //! What is decided concerns the child that failed and those that were spawned after it.
    static SupervisorStrategy restForOne();

    //! The default for actors with a parent: three restarts in 60 s, then escalates.
    static SupervisorStrategy children();
    /*!
     * The default for actors without a parent: restarts for ever, first at once, then after 100 ms,
     * 200 ms and so on up to 30 s.
     */
    static SupervisorStrategy topLevel();

    //! Stops whatever fails.
    static SupervisorStrategy stopping();
    //! Decides nothing itself: each failure goes up.
    static SupervisorStrategy escalating();
    //! Allows one restart in 60 s and then stops the actor.
    static SupervisorStrategy failFast();
    //! Allows 100 restarts in 60 s, with delays from 10 ms to 1 s, and then escalates.
    static SupervisorStrategy aggressive();
    //! Another name for allForOne().
    static SupervisorStrategy oneForAll();
    //! @}

    /*! \name How often */
    //! @{
    //! Allows exactly \a count restarts in the window of within(). 0 is never, -1 is for ever.
    [[nodiscard]] SupervisorStrategy maxRestarts(int count) const;
    /*!
     * Counts restarts in a sliding window: each one is forgotten when it is \a window old. A window
     * of zero never forgets.
     */
    [[nodiscard]] SupervisorStrategy within(std::chrono::nanoseconds window) const;
    //! maxRestarts() and within() at once; nothing else changes.
    [[nodiscard]] SupervisorStrategy withBudget(int maxRestarts,
                                                std::chrono::nanoseconds window) const;
    /*!
     * Allows \a directive exactly \a count times in a sliding \a window, for example to bound how
     * often an actor is resumed. At the limit follows \a then, or onLimit() where that is not
     * given. A directive never follows itself: Escalate takes its place.
     */
    [[nodiscard]] SupervisorStrategy limit(Directive directive, int count,
                                           std::chrono::nanoseconds window,
                                           std::optional<Directive> then = {}) const;
    //! What follows when a limit is reached. Escalate, unless something else was said.
    [[nodiscard]] SupervisorStrategy onLimit(Directive directive) const;
    //! @}

    /*! \name After which delay */
    //! @{
    /*!
     * Delays the first restart by \a shortest and each further one \a factor times as long as the
     * one before, up to \a longest. To each delay up to \a jitter times itself is added at random,
     * so that many actors that failed together do not come back together.
     */
    [[nodiscard]] SupervisorStrategy backoff(std::chrono::nanoseconds shortest,
                                             std::chrono::nanoseconds longest, double factor = 2.0,
                                             double jitter = 0.0) const;
    //! Whether the back-off begins with the first restart or with the second.
    [[nodiscard]] SupervisorStrategy firstRestart(FirstRestart first) const;
    /*!
     * The back-off starts over after a restart that was followed by a \a quiet time without
     * failure. Without this, or if \a quiet is zero, that time is the mean of the shortest and the
     * longest delay.
     */
    [[nodiscard]] SupervisorStrategy resetAfter(std::chrono::nanoseconds quiet) const;
    //! @}

    /*! \name What */
    //! @{
#if defined(__cpp_exceptions) || defined(Q_QDOC)
    /*!
     * Decides \a directive for every error that \c {catch (const E &)} would catch.
     *
     * The rules are tried in the order in which they were added; the first that matches decides.
     * For a StartError or RestartError a rule may match the error itself or its cause. Not
     * available in programs built without exceptions.
     */
    template<typename E>
    [[nodiscard]] SupervisorStrategy on(Directive directive) const
    {
        static_assert(std::is_same_v<E, std::decay_t<E>>,
                      "Name the type of the error itself: on<Error>(), not on<const Error &>().");
        return withRule(
            [](const std::exception_ptr &error) {
                try {
                    std::rethrow_exception(error);
                } catch (const E &) {
                    return true;
                } catch (...) {
                    return false;
                }
            },
            directive);
    }
#endif
    /*!
     * \overload
     * Decides \a directive for every error whose type, or a public base of it, has the full name
     * \a typeName, for example "std::bad_alloc". For rules that come from a configuration.
     */
    [[nodiscard]] SupervisorStrategy on(const QString &typeName, Directive directive) const;
    /*!
     * What is decided if no rule matches. Restart, unless something else was said; an actor that
     * was killed is stopped all the same, unless a rule matches ActorKilled.
     */
    [[nodiscard]] SupervisorStrategy otherwise(Directive directive) const;
    //! @}

    /*! \name How a restart is done */
    //! @{
    //! Whether a restart makes a new object. It does, unless something else was said.
    [[nodiscard]] SupervisorStrategy restartMode(RestartMode mode) const;
    //! What becomes of the children of the failed actor when it is restarted.
    [[nodiscard]] SupervisorStrategy childrenOnRestart(ChildrenOnRestart children) const;
    //! The same as childrenOnRestart(ChildrenOnRestart::Keep).
    [[nodiscard]] SupervisorStrategy keepChildren() const;
    //! The same as childrenOnRestart(ChildrenOnRestart::Stop).
    [[nodiscard]] SupervisorStrategy stopChildren() const;
    /*!
     * After a restart, delivers the message that failed again, before all others, up to \a times
     * times. Without this it is not delivered again. Until the last time it is no dead letter, and
     * whoever asked waits.
     *
     * The strategies of Props, class, parent and system are known when the actor is spawned; that
     * of a named supervisor, and what a parent changes later, from its first decision on.
     */
    [[nodiscard]] SupervisorStrategy redeliver(int times) const;
    //! @}

    /*! \name What was said */
    //! @{
    //! Whom a decision concerns.
    Scope scope() const;
    //! See maxRestarts(int).
    int maxRestarts() const;
    //! See within(std::chrono::nanoseconds).
    std::chrono::nanoseconds within() const;
    //! How often \a directive may be decided.
    Limit limit(Directive directive) const;
    //! See onLimit(Directive).
    Directive onLimit() const;
    //! The back-off, with its time of reset worked out.
    Backoff backoff() const;
    //! See otherwise(Directive).
    Directive otherwise() const;
    //! See restartMode(RestartMode).
    RestartMode restartMode() const;
    //! Either Stop or Keep: ByMode is worked out.
    ChildrenOnRestart childrenOnRestart() const;
    //! See redeliver(int).
    int redeliver() const;
    //! @}

    /*!
     * What this strategy says to \a error, limits aside: the first rule that matches, Stop for
     * ActorKilled, otherwise(). Where there is no object that could go on, after a StartError or
     * RestartError, Resume is decided as Restart.
     */
    Internal::Verdict decide(const std::exception_ptr &error) const;

private:
    explicit SupervisorStrategy(const SupervisorStrategyPrivate &data);
    SupervisorStrategy withRule(Internal::ErrorMatcher matcher, Directive directive) const;
    SupervisorStrategy withScope(Scope scope) const;

    QExplicitlySharedDataPointer<SupervisorStrategyPrivate> d; // never changed once shared
};

//! Writes the strategy as it would be written in source.
ACTORS_CORE_EXPORT QDebug operator<<(QDebug debug, const SupervisorStrategy &strategy);

} // namespace Actors
