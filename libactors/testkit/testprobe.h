// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorref.h>
#include <Actors/Core/actorsystem.h>
#include <Actors/TestKit/actorstestkit_export.h>
#include <Actors/TestKit/testfailure.h>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <tuple>
#include <variant>

namespace Actors::TestKit {

class TestSystem;
class ProbeBasePrivate;
class CapturedMessagePrivate;

/*!
 * \brief What an untyped probe stands for: an actor that receives values of any type.
 *
 * No object of this class is ever made.
 */
class ACTORS_TESTKIT_EXPORT AnyActor : public QObject
{
    Q_OBJECT

public:
    //! Gives each type of value a receiver; never called.
    template<class Message>
    QVariant take(const Message &message)
    {
        Q_UNUSED(message);
        return {};
    }
};

//! Sent to a probe when an actor that it watches has stopped.
struct ProbedTermination
{
    ActorRef actor; //!< The one that has stopped.
};

} // namespace Actors::TestKit

namespace Actors::Internal {

template<typename Message>
struct ReceiveSignature<TestKit::AnyActor, Message>
{
    using Result = QVariant;
    using Pointer = QVariant (TestKit::AnyActor::*)(const Message &);
    static constexpr Pointer pointer = &TestKit::AnyActor::template take<Message>;
    static constexpr bool exists = true;
};

} // namespace Actors::Internal

namespace Actors::TestKit {

/*!
 * \brief A message that a probe has captured: a call with its arguments, or a value.
 *
 * A value; copies share the message. Belongs to the test's thread, in an autopilot to the thread it
 * is called in.
 */
class ACTORS_TESTKIT_EXPORT CapturedMessage
{
public:
    CapturedMessage();
    ~CapturedMessage();
    CapturedMessage(const CapturedMessage &other);
    CapturedMessage &operator=(const CapturedMessage &other);

    //! Whether there is none: what an expectation gives that was not met.
    bool isNull() const { return !d; }
    //! The method or the type of the value.
    QString name() const;
    //! "name(argument, argument)".
    QString toString() const;
    //! The arguments of a call, or the value alone.
    QVariantList arguments() const;
    //! Who has sent it; null if it was no actor.
    ActorRef sender() const;
    //! Whether somebody waits for an answer.
    bool isAsked() const;

    //! Whether it is a value of that type.
    template<class Message>
    bool is() const
    {
        return isValue(Internal::MessageType<Message>::id());
    }
    //! Its value, which must be of that type.
    template<class Message>
    const Message &value() const
    {
        return *static_cast<const Message *>(content());
    }
    //! Whether it is a call of that method.
    template<class T, class R, class... P>
    bool isCallOf(R (T::*method)(P...)) const
    {
        return isCall(Internal::RuntimeCallee<decltype(method)>{method}.type());
    }
    //! \overload
    template<class T, class R, class... P>
    bool isCallOf(R (T::*method)(P...) const) const
    {
        return isCall(Internal::RuntimeCallee<decltype(method)>{method}.type());
    }

    //! Answers it, if somebody waits for an answer of that type; false if not.
    template<class Value>
    bool reply(Value &&value) const
    {
        using Answered = std::remove_cvref_t<Value>;
        if (!canReply(Internal::answerTag<Answered>(), Internal::answerTag<QVariant>()))
            return false;
        Internal::answerChecked(takeRoute(), std::forward<Value>(value));
        return true;
    }
    //! Answers an ask whose handler returns nothing.
    bool reply() const;
    //! Lets the ask fail.
    bool reject(const ActorError &error) const;

private:
    friend class ProbeBase;
    friend class ProbeBasePrivate;
    bool isValue(const void *type) const;
    bool isCall(const void *type) const;
    bool canReply(const QtPrivate::QMetaTypeInterface *type,
                  const QtPrivate::QMetaTypeInterface *any) const;
    Internal::AnswerRoute takeRoute() const;
    const void *content() const;

    std::shared_ptr<CapturedMessagePrivate> d;
};

/*!
 * \brief What all probes have in common: an address whose messages are captured, never handled, in
 * the order in which they came.
 *
 * Expectations wait as long as it takes the system to settle; where a \a timeout is given, or
 * within() is in force, virtual time passes until then. In real time they wait for 3 s unless told.
 * What is not met fails the test, by a text that says what was expected and what came; the
 * expectation then gives a default value.
 *
 * Belongs to the test's thread and to its TestSystem, which must outlive it.
 */
class ACTORS_TESTKIT_EXPORT ProbeBase
{
public:
    //! Times are durations of the system's clock.
    using Duration = std::chrono::nanoseconds;
    //! The time that is usual: settle in virtual time, 3 s in real time.
    static constexpr Duration Usual{-1};

    ~ProbeBase();
    ProbeBase(const ProbeBase &other);
    ProbeBase &operator=(const ProbeBase &other);

    //! \name Expectations
    //! \{

    //! The next message must be a value of that type.
    template<class Message>
    Message expect(Duration timeout = Usual, Where where = Where::here())
    {
        const QString wanted = QString::fromUtf8(Internal::typeName<Message>());
        const CapturedMessage next = this->next(wanted, timeout, where);
        if (next.isNull())
            return Message();
        if (!next.is<Message>()) {
            mismatch(wanted, next, where);
            return Message();
        }
        return next.value<Message>();
    }
    //! The next message must be a value of one of these types.
    template<class... Messages>
    std::variant<Messages...> expectAnyOf(Duration timeout = Usual, Where where = Where::here())
    {
        QStringList names{QString::fromUtf8(Internal::typeName<Messages>())...};
        const QString wanted = QStringLiteral("one of ") + names.join(QStringLiteral(", "));
        const CapturedMessage next = this->next(wanted, timeout, where);
        std::optional<std::variant<Messages...>> found;
        if (!next.isNull()) {
            static_cast<void>(
                ((next.is<Messages>() ? (found.emplace(next.value<Messages>()), true) : false)
                 || ...));
            if (!found)
                mismatch(wanted, next, where);
        }
        return found ? *found : std::variant<Messages...>();
    }
    //! The next message, whatever it is.
    CapturedMessage expectAny(Duration timeout = Usual, Where where = Where::here());
    //! Nothing is left, and nothing comes within \a time.
    void expectNoMessage(Duration time = Duration(0), Where where = Where::here());
    //! The next message must be the end of \a actor, which is watched.
    void expectTerminated(const ActorRef &actor, Duration timeout = Usual,
                          Where where = Where::here());
    //! The next \a count messages.
    QList<CapturedMessage> receiveN(int count, Duration timeout = Usual,
                                    Where where = Where::here());
    //! The first message that \a wanted takes; those before it are thrown away.
    CapturedMessage fishFor(const std::function<bool(const CapturedMessage &message)> &wanted,
                            Duration timeout = Usual, Where where = Where::here());
    //! The first value of that type that \a wanted takes.
    template<class Message>
    Message fishFor(const std::function<bool(const Message &message)> &wanted,
                    Duration timeout = Usual, Where where = Where::here())
    {
        const CapturedMessage found = fishFor(
            std::function<bool(const CapturedMessage &)>([&](const CapturedMessage &message) {
                return message.is<Message>() && wanted(message.value<Message>());
            }),
            timeout, where);
        return found.isNull() ? Message() : found.value<Message>();
    }
    //! How many messages wait to be looked at.
    int count() const;
    //! \}

    //! \name Answers
    //! \{

    //! Answers the ask that was looked at last.
    template<class Value>
    void reply(Value &&value, Where where = Where::here())
    {
        if (!last().reply(std::forward<Value>(value)))
            cannotReply(QString::fromUtf8(Internal::typeName<std::remove_cvref_t<Value>>()), where);
    }
    //! Answers the ask that was looked at last, whose handler returns nothing.
    void reply(Where where = Where::here());
    //! Lets the ask that was looked at last fail.
    void reject(const ActorError &error, Where where = Where::here());
    //! Who has sent the message that was looked at last.
    ActorRef lastSender() const;
    //! Sends the message that was looked at last on, with its sender and its asker. The receiver
    //! must handle it.
    void forward(const ActorRef &receiver, Where where = Where::here());
    //! What an autopilot returns.
    enum class Autopilot {
        Continue, //!< It is called with the next message as well.
        Stop, //!< It is not called again.
    };
    //! Calls \a pilot with each message as it comes, on the probe's thread, before it is captured.
    void setAutopilot(std::function<Autopilot(const CapturedMessage &message)> pilot);
    //! \}

    //! From now on, the end of \a actor comes as a message.
    void watch(const ActorRef &actor);

    /*!
     * Calls \a block, which must end before \a duration of the system's time is over; expectations
     * in it wait that long. In another within(), the shorter time counts.
     */
    void within(Duration duration, const std::function<void()> &block, Where where = Where::here());
    //! The time that is left of the innermost within(); nothing outside of one.
    std::optional<Duration> remaining() const;

protected:
    //! For an actor of the class of \a metaObject.
    ProbeBase(TestSystem &system, const QMetaObject *metaObject);
    //! The address of the probe.
    ActorRef untyped() const;
    //! Waits for the next message; fails the test, and gives a null one, if none comes.
    CapturedMessage next(const QString &wanted, Duration timeout, Where where);
    //! Fails the test: another message came than \a wanted.
    void mismatch(const QString &wanted, const CapturedMessage &came, Where where) const;
    //! The tuple of a call's arguments.
    static void *argumentsOf(const CapturedMessage &message);

private:
    CapturedMessage last() const;
    void cannotReply(const QString &type, Where where) const;

    std::shared_ptr<ProbeBasePrivate> d;
};

/*!
 * \brief Stands for an actor of class T, or for one that implements the interface T.
 *
 * No T is ever made. Made by TestSystem::createProbe().
 */
template<class T>
class TestProbe : public ProbeBase
{
public:
    //! As TestSystem::createProbe().
    explicit TestProbe(TestSystem &system)
        : ProbeBase(system, metaObject())
    {
    }

    //! The address to be given to the actors that are tested.
    Ref<T> ref() const { return Ref<T>(untyped()); }

    //! The next message must be a call of that method; its arguments, as sent.
    template<class C, class R, class... P>
    std::tuple<Internal::Stored<P>...> expectCall(R (C::*method)(P...), Duration timeout = Usual,
                                                  Where where = Where::here())
    {
        return call<Internal::Stored<P>...>(method, timeout, where);
    }
    //! \overload
    template<class C, class R, class... P>
    std::tuple<Internal::Stored<P>...>
    expectCall(R (C::*method)(P...) const, Duration timeout = Usual, Where where = Where::here())
    {
        return call<Internal::Stored<P>...>(method, timeout, where);
    }

private:
    static const QMetaObject *metaObject()
    {
        if constexpr (std::is_base_of_v<QObject, T>)
            return &T::staticMetaObject;
        else
            return &QObject::staticMetaObject;
    }

    template<class... Arguments, class F>
    std::tuple<Arguments...> call(F method, Duration timeout, Where where)
    {
        using Tuple = std::tuple<Arguments...>;
        const QString wanted = QString::fromUtf8(Internal::methodName(metaObject(), method));
        const CapturedMessage next = this->next(wanted, timeout, where);
        if (next.isNull())
            return Tuple();
        if (!next.isCallOf(method)) {
            mismatch(wanted, next, where);
            return Tuple();
        }
        auto &arguments = *static_cast<Tuple *>(argumentsOf(next));
        if constexpr (std::is_copy_constructible_v<Tuple>)
            return arguments;
        else
            return std::move(arguments);
    }
};

} // namespace Actors::TestKit
