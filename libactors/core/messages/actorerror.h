// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QObject>
#include <QSharedData>
#include <QString>

#include <exception>

QT_BEGIN_NAMESPACE
class QDebug;
QT_END_NAMESPACE

namespace Actors {

class ActorErrorPrivate;

/*!
 * \brief Why something failed: a code for programs and a text for people.
 *
 * Each reason that the runtime itself gives has a class of its own below, so that a Reply can be
 * asked for one of them: \c {onFailed([](const Actors::AskTimeout &error) { ... })}. An actor may
 * throw any of them, or hand one to fail() where the program is built without exceptions.
 *
 * An error is a value: implicitly shared, cheap to copy, copied without throwing, and usable from
 * any thread. A copy made as an ActorError loses the class but keeps the code, from which
 * toExceptionPtr() makes the class again. A default-constructed error is null and means that
 * nothing failed.
 */
class ACTORS_CORE_EXPORT ActorError : public std::exception
{
    Q_GADGET
    Q_PROPERTY(Actors::ActorError::Code code READ code)
    Q_PROPERTY(QString text READ text)
    Q_PROPERTY(QString typeName READ typeName)

public:
    //! What kind of error it is; each has a class of its own that derives from ActorError.
    enum class Code {
        NoError, //!< Nothing failed.
        Failed, //!< A handler or a hook threw, or said so by fail().
        AskTimeout, //!< The answer did not come in time.
        ActorStopped, //!< The actor had stopped, or stopped before it handled the message.
        MailboxFull, //!< The bounded mailbox of the actor refused the message.
        Unhandled, //!< The actor does not understand this type of message.
        DeadlockError, //!< The wait could never have ended.
        StartError, //!< The constructor or beforeStart() of the actor failed.
        RestartError, //!< A hook of a restart failed.
        ActorKilled, //!< Somebody called kill().
        NoSuchMethod, //!< The actor has no public slot or invokable of this name and arguments.
        NoSuchActor, //!< The reference is null or leads to an actor that never was.
        TypeMismatch, //!< The answer or an argument is not of the type that was asked for.
        Cancelled, //!< The one who asked lost interest.
        Expired, //!< The message was older than it was allowed to become.
        IncarnationGone, //!< The actor restarted in between; the old object is gone.
        StopTimeout, //!< The actor did not stop in time.
        SystemClosed, //!< The actor system had shut down.
        ThreadGone, //!< The thread that should have run it has finished.
        ForeignThread, //!< The object was used in a thread that it does not belong to.
        NameTaken, //!< A spawn was refused: a living sibling has this name.
        BadName, //!< A spawn was refused: this name cannot stand in a path.
        ShuttingDown, //!< A spawn was refused: the parent or the system is stopping.
        UnknownDispatcher, //!< A spawn was refused: no dispatcher is registered under this name.
        UnknownSupervisor, //!< A spawn was refused: no supervisor is registered under this name.
        BadMailbox, //!< A spawn was refused: the description of the mailbox makes no sense.
        BadProps, //!< A spawn was refused: the description of the actor makes no sense.
    };
    Q_ENUM(Code)

    //! A null error.
    ActorError();

    //! An error of the code Failed.
    explicit ActorError(const QString &text);

    /*!
     * An error of the code \a code.
     *
     * The text of \a cause, if there is one, is appended to \a text. If both are empty, the text
     * is a plain sentence that tells the meaning of the code.
     */
    explicit ActorError(Code code, const QString &text = {}, const std::exception_ptr &cause = {});

    ActorError(const ActorError &other) noexcept;
    ActorError &operator=(const ActorError &other) noexcept;
    ~ActorError() override;

    //! Whether nothing has failed.
    bool isNull() const { return code() == Code::NoError; }
    //! What kind of error it is.
    Code code() const;

    //! The reason in words, with those of the causes.
    QString text() const;

    //! The text in UTF-8. Valid as long as this error or a copy of it.
    const char *what() const noexcept override;

    /*!
     * The C++ type of what was thrown, as a programmer would write it: "std::runtime_error".
     *
     * For an error that nobody threw, the name of the class that belongs to its code.
     */
    QString typeName() const;

    //! What led to this error: for a StartError what the constructor threw. Null if there is none.
    std::exception_ptr cause() const;

    /*!
     * This error as if it had been thrown, in the class that belongs to its code. Null if the error
     * is null.
     *
     * Also callable from programs built without exceptions, which cannot throw themselves.
     */
    std::exception_ptr toExceptionPtr() const;

    //! True for each code with which a spawn is refused.
    static bool isSpawnRefusal(Code code);

private:
    friend ACTORS_CORE_EXPORT bool operator==(const ActorError &left, const ActorError &right);
    friend ACTORS_CORE_EXPORT ActorError errorFrom(const std::exception_ptr &thrown);

    QExplicitlySharedDataPointer<ActorErrorPrivate> d;
};

//! True if code, text and type are the same. The causes are compared by their texts only.
ACTORS_CORE_EXPORT bool operator==(const ActorError &left, const ActorError &right);

//! Writes ActorError::text().
ACTORS_CORE_EXPORT QDebug operator<<(QDebug debug, const ActorError &error);

/*!
 * Turns anything that can be thrown into an error with a readable text.
 *
 * An ActorError stays what it is. Of a std::exception the text is its what(), of a thrown string
 * the string itself, of a number its value and type; of everything else there is only the name of
 * its type. The texts of nested exceptions are appended. A null \a thrown gives a null error. Never
 * throws; may be called from any thread.
 */
ACTORS_CORE_EXPORT ActorError errorFrom(const std::exception_ptr &thrown);

/*!
 * The C++ type of \a thrown, as a programmer would write it: "std::runtime_error".
 *
 * Empty if \a thrown is null; "unknown type" where the platform cannot tell.
 */
ACTORS_CORE_EXPORT QString exceptionTypeName(const std::exception_ptr &thrown);

//! The answer to an ask did not come in time.
class ACTORS_CORE_EXPORT AskTimeout : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit AskTimeout(const QString &text = {});
    AskTimeout(const AskTimeout &other) noexcept = default;
    AskTimeout &operator=(const AskTimeout &other) noexcept = default;
    ~AskTimeout() override;
};

//! The actor had stopped, or stopped before it handled the message.
class ACTORS_CORE_EXPORT ActorStopped : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit ActorStopped(const QString &text = {});
    ActorStopped(const ActorStopped &other) noexcept = default;
    ActorStopped &operator=(const ActorStopped &other) noexcept = default;
    ~ActorStopped() override;
};

//! The bounded mailbox of the actor refused the message.
class ACTORS_CORE_EXPORT MailboxFull : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit MailboxFull(const QString &text = {});
    MailboxFull(const MailboxFull &other) noexcept = default;
    MailboxFull &operator=(const MailboxFull &other) noexcept = default;
    ~MailboxFull() override;
};

//! The actor does not understand this type of message.
class ACTORS_CORE_EXPORT Unhandled : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit Unhandled(const QString &text = {});
    Unhandled(const Unhandled &other) noexcept = default;
    Unhandled &operator=(const Unhandled &other) noexcept = default;
    ~Unhandled() override;
};

//! The wait could never have ended: it is refused, and the text names who waits for whom.
class ACTORS_CORE_EXPORT DeadlockError : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit DeadlockError(const QString &text = {});
    DeadlockError(const DeadlockError &other) noexcept = default;
    DeadlockError &operator=(const DeadlockError &other) noexcept = default;
    ~DeadlockError() override;
};

//! The constructor or beforeStart() of an actor failed; cause() is what they threw.
class ACTORS_CORE_EXPORT StartError : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit StartError(const QString &text = {}, const std::exception_ptr &cause = {});
    StartError(const StartError &other) noexcept = default;
    StartError &operator=(const StartError &other) noexcept = default;
    ~StartError() override;
};

//! A hook of a restart failed; cause() is what it threw.
class ACTORS_CORE_EXPORT RestartError : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit RestartError(const QString &text = {}, const std::exception_ptr &cause = {});
    RestartError(const RestartError &other) noexcept = default;
    RestartError &operator=(const RestartError &other) noexcept = default;
    ~RestartError() override;
};

//! Somebody called kill(). The default strategies decide it as Directive::Stop.
class ACTORS_CORE_EXPORT ActorKilled : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit ActorKilled(const QString &text = {});
    ActorKilled(const ActorKilled &other) noexcept = default;
    ActorKilled &operator=(const ActorKilled &other) noexcept = default;
    ~ActorKilled() override;
};

//! The actor has no public slot or invokable of this name and arguments.
class ACTORS_CORE_EXPORT NoSuchMethod : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit NoSuchMethod(const QString &text = {});
    NoSuchMethod(const NoSuchMethod &other) noexcept = default;
    NoSuchMethod &operator=(const NoSuchMethod &other) noexcept = default;
    ~NoSuchMethod() override;
};

//! The reference is null or leads to an actor that never was.
class ACTORS_CORE_EXPORT NoSuchActor : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit NoSuchActor(const QString &text = {});
    NoSuchActor(const NoSuchActor &other) noexcept = default;
    NoSuchActor &operator=(const NoSuchActor &other) noexcept = default;
    ~NoSuchActor() override;
};

//! The answer or an argument is not of the type that was asked for.
class ACTORS_CORE_EXPORT TypeMismatch : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit TypeMismatch(const QString &text = {});
    TypeMismatch(const TypeMismatch &other) noexcept = default;
    TypeMismatch &operator=(const TypeMismatch &other) noexcept = default;
    ~TypeMismatch() override;
};

//! The one who asked lost interest.
class ACTORS_CORE_EXPORT Cancelled : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit Cancelled(const QString &text = {});
    Cancelled(const Cancelled &other) noexcept = default;
    Cancelled &operator=(const Cancelled &other) noexcept = default;
    ~Cancelled() override;
};

//! The message was older than it was allowed to become.
class ACTORS_CORE_EXPORT Expired : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit Expired(const QString &text = {});
    Expired(const Expired &other) noexcept = default;
    Expired &operator=(const Expired &other) noexcept = default;
    ~Expired() override;
};

//! The actor restarted in between; the object that was meant is gone.
class ACTORS_CORE_EXPORT IncarnationGone : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit IncarnationGone(const QString &text = {});
    IncarnationGone(const IncarnationGone &other) noexcept = default;
    IncarnationGone &operator=(const IncarnationGone &other) noexcept = default;
    ~IncarnationGone() override;
};

//! The actor did not stop in time.
class ACTORS_CORE_EXPORT StopTimeout : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit StopTimeout(const QString &text = {});
    StopTimeout(const StopTimeout &other) noexcept = default;
    StopTimeout &operator=(const StopTimeout &other) noexcept = default;
    ~StopTimeout() override;
};

//! The actor system had shut down.
class ACTORS_CORE_EXPORT SystemClosed : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit SystemClosed(const QString &text = {});
    SystemClosed(const SystemClosed &other) noexcept = default;
    SystemClosed &operator=(const SystemClosed &other) noexcept = default;
    ~SystemClosed() override;
};

//! The thread that should have run it has finished.
class ACTORS_CORE_EXPORT ThreadGone : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit ThreadGone(const QString &text = {});
    ThreadGone(const ThreadGone &other) noexcept = default;
    ThreadGone &operator=(const ThreadGone &other) noexcept = default;
    ~ThreadGone() override;
};

//! The object was used in a thread that it does not belong to.
class ACTORS_CORE_EXPORT ForeignThread : public ActorError
{
public:
    //! Says \a text, or what its code means.
    explicit ForeignThread(const QString &text = {});
    ForeignThread(const ForeignThread &other) noexcept = default;
    ForeignThread &operator=(const ForeignThread &other) noexcept = default;
    ~ForeignThread() override;
};

//! An actor could not be spawned; the code says why.
class ACTORS_CORE_EXPORT SpawnRefused : public ActorError
{
public:
    //! \a code is one for which isSpawnRefusal() is true.
    explicit SpawnRefused(Code code, const QString &text = {});
    SpawnRefused(const SpawnRefused &other) noexcept = default;
    SpawnRefused &operator=(const SpawnRefused &other) noexcept = default;
    ~SpawnRefused() override;
};

} // namespace Actors
