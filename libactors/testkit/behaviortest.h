// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/Actor>
#include <Actors/TestKit/testsystem.h>

#include <QDebug>
#include <QList>
#include <QString>
#include <QVariantList>

#include <memory>
#include <utility>

namespace Actors::TestKit {

/*!
 * \brief Something that an actor has done, as a BehaviorTest has recorded it.
 *
 * A value, equal to another of the same kind, actor and text.
 */
struct ACTORS_TESTKIT_EXPORT Effect
{
    //! What it was.
    enum class Kind {
        Told, //!< A message was sent to \c actor; \c text is the message.
        Asked, //!< As Told, and an answer is waited for.
        Spawned, //!< \c actor is a new child; \c text is its class.
        Watched, //!< \c actor is watched from now on.
        Unwatched,
        TimerStarted, //!< \c text is the key.
        TimerEnded,
        ReceiveTimeoutSet, //!< \c text is the time in milliseconds, 0 for none.
        Stashed, //!< A message was put aside; \c text is how many there are now.
        Unstashed,
        BehaviorChanged, //!< \c text is how many behaviours are in force and kept now.
        Failed, //!< \c text is the error.
        Restarted,
        Stopped, //!< \c text is the cause.
    };

    Kind kind = Kind::Told; //!< What it was.
    QString text = {}; //!< As the kind says; empty where it says nothing.
    ActorRef actor = {}; //!< The other one, if there is one.
    QVariantList arguments = {}; //!< Of a message.

    friend bool operator==(const Effect &left, const Effect &right)
    {
        return left.kind == right.kind && left.text == right.text && left.actor == right.actor;
    }
    //! "Told /user/door: Door::open()".
    QString toString() const;
    ACTORS_TESTKIT_EXPORT friend QDebug operator<<(QDebug debug, const Effect &effect);
};

class BehaviorTestPrivate;

//! What a BehaviorTest is, whatever the class of the actor.
class ACTORS_TESTKIT_EXPORT BehaviorTestBase
{
public:
    ~BehaviorTestBase();
    Q_DISABLE_COPY_MOVE(BehaviorTestBase)

    //! A system of the test's own. Its probes take messages, its time is virtual.
    TestSystem &system() const;
    //! What the actor has done since the last call, in order; what it has set up for itself comes
    //! behind what it has sent.
    QList<Effect> takeEffects();

protected:
    BehaviorTestBase();
    //! Makes the actor and runs it until it has started.
    void startAlone(const PropsBase &props);
    //! The address of the actor.
    ActorRef untyped() const;
    //! Has the actor handle what waits for it.
    void runAlone();

private:
    const std::unique_ptr<BehaviorTestPrivate> d;
};

/*!
 * \brief Runs one actor of class T alone, a message at a time, and records what it does.
 *
 * Nobody else runs: the children that it spawns are never made, and what it tells others waits,
 * except for probes. Messages to bounded mailboxes are not recorded. Belongs to the test's thread.
 *
 * \code
 * BehaviorTest<Door> test;
 * test.start(bell);
 * QCOMPARE(test.run(&Door::knock, 3).result(), true);
 * QCOMPARE(test.takeEffects(), QList<Effect>({{Effect::Kind::Stashed, QStringLiteral("1")}}));
 * \endcode
 */
template<class T>
class BehaviorTest : public BehaviorTestBase
{
public:
    //! Makes the actor and starts it; what it does then is recorded as well.
    template<class... Arguments>
    void start(Arguments &&...arguments)
    {
        startAlone(Props<T>(std::forward<Arguments>(arguments)...));
    }
    //! As above, with options.
    void start(const Props<T> &props) { startAlone(props); }

    //! Its address.
    Ref<T> ref() const { return Ref<T>(untyped()); }
    //! The object itself, to look at; null if it has stopped or was not made.
    T *object() const
    {
        Internal::Cell *cell = untyped().cell();
        return cell ? static_cast<T *>(cell->object()) : nullptr;
    }

    //! Has the actor handle a call now, and gives what the handler returns or throws.
    template<class F, class... Arguments>
    requires std::is_member_function_pointer_v<F>
    auto run(F handler, Arguments &&...arguments)
    {
        auto reply = ref().ask(handler, std::forward<Arguments>(arguments)...);
        runAlone();
        return reply;
    }
    //! As above, for a value.
    template<class Message>
    requires(!std::is_member_function_pointer_v<std::decay_t<Message>>) auto run(Message &&message)
    {
        auto reply = ref().ask(std::forward<Message>(message));
        runAlone();
        return reply;
    }
};

} // namespace Actors::TestKit
