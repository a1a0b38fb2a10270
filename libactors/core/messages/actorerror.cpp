// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "actorerror.h"

#include <QByteArray>
#include <QDebug>
#include <QException>
#include <QMetaEnum>
#include <QVariant>

#include <string>
#include <string_view>
#include <system_error>
#include <type_traits>

namespace Actors {

namespace {

const int registered = qRegisterMetaType<ActorError>();

QString nameOf(ActorError::Code code)
{
    return QString::fromLatin1(QMetaEnum::fromType<ActorError::Code>().valueToKey(int(code)));
}

QString meaningOf(ActorError::Code code)
{
    using Code = ActorError::Code;
    switch (code) {
    case Code::NoError:
        return {};
    case Code::Failed:
        return QStringLiteral("The actor failed");
    case Code::AskTimeout:
        return QStringLiteral("The answer did not come in time");
    case Code::ActorStopped:
        return QStringLiteral("The actor has stopped");
    case Code::MailboxFull:
        return QStringLiteral("The mailbox of the actor is full");
    case Code::Unhandled:
        return QStringLiteral("The actor does not understand this message");
    case Code::DeadlockError:
        return QStringLiteral("This wait could never end");
    case Code::StartError:
        return QStringLiteral("The actor could not start");
    case Code::RestartError:
        return QStringLiteral("The actor could not restart");
    case Code::ActorKilled:
        return QStringLiteral("The actor was killed");
    case Code::NoSuchMethod:
        return QStringLiteral("The actor has no such method");
    case Code::NoSuchActor:
        return QStringLiteral("There is no such actor");
    case Code::TypeMismatch:
        return QStringLiteral("The types do not match");
    case Code::Cancelled:
        return QStringLiteral("The request was cancelled");
    case Code::Expired:
        return QStringLiteral("The message has expired");
    case Code::IncarnationGone:
        return QStringLiteral("The actor has restarted in between");
    case Code::StopTimeout:
        return QStringLiteral("The actor did not stop in time");
    case Code::SystemClosed:
        return QStringLiteral("The actor system has shut down");
    case Code::ThreadGone:
        return QStringLiteral("The thread has finished");
    case Code::ForeignThread:
        return QStringLiteral("The object belongs to another thread");
    case Code::NameTaken:
        return QStringLiteral("A living actor has this name");
    case Code::BadName:
        return QStringLiteral("This name cannot stand in a path");
    case Code::ShuttingDown:
        return QStringLiteral("The parent or the system is stopping");
    case Code::UnknownDispatcher:
        return QStringLiteral("There is no dispatcher of this name");
    case Code::UnknownSupervisor:
        return QStringLiteral("There is no supervisor of this name");
    case Code::BadMailbox:
        return QStringLiteral("The description of the mailbox makes no sense");
    case Code::BadProps:
        return QStringLiteral("The description of the actor makes no sense");
    }
    return {};
}

QString className(ActorError::Code code)
{
    using Code = ActorError::Code;
    if (code == Code::NoError)
        return {};
    if (code == Code::Failed)
        return QStringLiteral("Actors::ActorError");
    if (ActorError::isSpawnRefusal(code))
        return QStringLiteral("Actors::SpawnRefused");
    return QStringLiteral("Actors::") + nameOf(code);
}

QString joined(const QString &text, const QString &cause)
{
    if (text.isEmpty() || cause.isEmpty())
        return text + cause;
    return text + QStringLiteral(": ") + cause;
}

// A number alone says little, so its type goes with it.
QString withType(const QString &value, const char *type)
{
    return QStringLiteral("%1 (%2)").arg(value, QString::fromLatin1(type));
}

template<typename T>
QString textOf(const T &value, const char *type)
{
    if constexpr (std::is_same_v<T, bool>)
        return withType(value ? QStringLiteral("true") : QStringLiteral("false"), type);
    else if constexpr (std::is_same_v<T, char>)
        return withType(QString(QLatin1Char(value)), type);
    else
        return withType(QString::number(value), type);
}

QString textOf(const char *text)
{
    return text ? QString::fromUtf8(text) : QString();
}

// Empty if the type is not one that has a text.
QString ownTextOf(const std::exception_ptr &thrown)
{
    try {
        std::rethrow_exception(thrown);
    } catch (const std::exception &error) {
        return textOf(error.what());
    } catch (const QString &text) {
        return text;
    } catch (const QByteArray &text) {
        return QString::fromUtf8(text);
    } catch (const QStringView &text) {
        return text.toString();
    } catch (const QLatin1String &text) {
        return text;
    } catch (const QVariant &value) {
        return value.toString();
    } catch (const std::string &text) {
        return QString::fromStdString(text);
    } catch (const std::string_view &text) {
        return QString::fromUtf8(text.data(), qsizetype(text.size()));
    } catch (const std::wstring &text) {
        return QString::fromStdWString(text);
    } catch (const std::u16string &text) {
        return QString::fromStdU16String(text);
    } catch (const std::u32string &text) {
        return QString::fromStdU32String(text);
    } catch (const std::error_code &error) {
        return QString::fromStdString(error.message());
    } catch (const char *text) {
        return textOf(text);
    } catch (const char16_t *text) {
        return text ? QString::fromUtf16(text) : QString();
    } catch (const wchar_t *text) {
        return text ? QString::fromWCharArray(text) : QString();
    } catch (bool value) {
        return textOf(value, "bool");
    } catch (char value) {
        return textOf(value, "char");
    } catch (short value) {
        return textOf(value, "short");
    } catch (unsigned short value) {
        return textOf(value, "unsigned short");
    } catch (int value) {
        return textOf(value, "int");
    } catch (unsigned int value) {
        return textOf(value, "unsigned int");
    } catch (long value) {
        return textOf(value, "long");
    } catch (unsigned long value) {
        return textOf(value, "unsigned long");
    } catch (long long value) {
        return textOf(value, "long long");
    } catch (unsigned long long value) {
        return textOf(value, "unsigned long long");
    } catch (float value) {
        return textOf(value, "float");
    } catch (double value) {
        return textOf(value, "double");
    } catch (...) {
        return {};
    }
}

std::exception_ptr nestedIn(const std::exception_ptr &thrown)
{
    try {
        std::rethrow_exception(thrown);
    } catch (const QUnhandledException &error) {
        return error.exception();
    } catch (const std::nested_exception &error) {
        return error.nested_ptr();
    } catch (...) {
        return {};
    }
}

template<typename Error>
std::exception_ptr thrownAs(const ActorError &error)
{
    Error typed;
    static_cast<ActorError &>(typed) = error;
    return std::make_exception_ptr(typed);
}

} // namespace

class ActorErrorPrivate : public QSharedData
{
public:
    ActorError::Code code = ActorError::Code::NoError;
    QString text;
    QByteArray utf8; // what() must hand out a pointer that lives on
    QString typeName; // empty where the code tells it
    std::exception_ptr cause;
};

ActorError::ActorError() = default;

ActorError::ActorError(const QString &text)
    : ActorError(Code::Failed, text)
{
}

ActorError::ActorError(Code code, const QString &text, const std::exception_ptr &cause)
{
    if (code == Code::NoError)
        return;
    QString whole = joined(text, errorFrom(cause).text());
    if (whole.isEmpty())
        whole = meaningOf(code);
    d = new ActorErrorPrivate{{}, code, whole, whole.toUtf8(), {}, cause};
}

ActorError::ActorError(const ActorError &other) noexcept = default;

ActorError &ActorError::operator=(const ActorError &other) noexcept = default;

ActorError::~ActorError() = default;

ActorError::Code ActorError::code() const
{
    return d ? d->code : Code::NoError;
}

QString ActorError::text() const
{
    return d ? d->text : QString();
}

const char *ActorError::what() const noexcept
{
    return d ? d->utf8.constData() : "";
}

QString ActorError::typeName() const
{
    if (!d)
        return {};
    return d->typeName.isEmpty() ? className(d->code) : d->typeName;
}

std::exception_ptr ActorError::cause() const
{
    return d ? d->cause : nullptr;
}

std::exception_ptr ActorError::toExceptionPtr() const
{
    switch (code()) {
    case Code::NoError:
        return {};
    case Code::AskTimeout:
        return thrownAs<AskTimeout>(*this);
    case Code::ActorStopped:
        return thrownAs<ActorStopped>(*this);
    case Code::MailboxFull:
        return thrownAs<MailboxFull>(*this);
    case Code::Unhandled:
        return thrownAs<Unhandled>(*this);
    case Code::DeadlockError:
        return thrownAs<DeadlockError>(*this);
    case Code::StartError:
        return thrownAs<StartError>(*this);
    case Code::RestartError:
        return thrownAs<RestartError>(*this);
    case Code::ActorKilled:
        return thrownAs<ActorKilled>(*this);
    case Code::NoSuchMethod:
        return thrownAs<NoSuchMethod>(*this);
    case Code::NoSuchActor:
        return thrownAs<NoSuchActor>(*this);
    case Code::TypeMismatch:
        return thrownAs<TypeMismatch>(*this);
    case Code::Cancelled:
        return thrownAs<Cancelled>(*this);
    case Code::Expired:
        return thrownAs<Expired>(*this);
    case Code::IncarnationGone:
        return thrownAs<IncarnationGone>(*this);
    case Code::StopTimeout:
        return thrownAs<StopTimeout>(*this);
    case Code::SystemClosed:
        return thrownAs<SystemClosed>(*this);
    case Code::ThreadGone:
        return thrownAs<ThreadGone>(*this);
    case Code::ForeignThread:
        return thrownAs<ForeignThread>(*this);
    case Code::NameTaken:
    case Code::BadName:
    case Code::ShuttingDown:
    case Code::UnknownDispatcher:
    case Code::UnknownSupervisor:
    case Code::BadMailbox:
    case Code::BadProps: {
        SpawnRefused typed(code());
        static_cast<ActorError &>(typed) = *this;
        return std::make_exception_ptr(typed);
    }
    case Code::Failed:
        break;
    }
    return std::make_exception_ptr(*this);
}

bool ActorError::isSpawnRefusal(Code code)
{
    switch (code) {
    case Code::NameTaken:
    case Code::BadName:
    case Code::ShuttingDown:
    case Code::UnknownDispatcher:
    case Code::UnknownSupervisor:
    case Code::BadMailbox:
    case Code::BadProps:
        return true;
    default:
        return false;
    }
}

bool operator==(const ActorError &left, const ActorError &right)
{
    return left.d == right.d
        || (left.code() == right.code() && left.text() == right.text()
            && left.typeName() == right.typeName());
}

QDebug operator<<(QDebug debug, const ActorError &error)
{
    const QDebugStateSaver saver(debug);
    if (error.isNull())
        return debug.nospace() << "Actors::ActorError()";
    debug.nospace().noquote() << error.typeName() << '(';
    if (error.typeName() != className(error.code()) || ActorError::isSpawnRefusal(error.code()))
        debug << nameOf(error.code()) << ", ";
    debug.quote() << error.text();
    debug.noquote() << ')';
    return debug;
}

ActorError errorFrom(const std::exception_ptr &thrown)
{
    if (!thrown)
        return {};

    const std::exception_ptr nested = nestedIn(thrown);
    const QString type = exceptionTypeName(thrown);
    ActorError::Code code = ActorError::Code::Failed;
    std::exception_ptr cause = nested;
    try {
        std::rethrow_exception(thrown);
    } catch (const QUnhandledException &) {
        if (nested) // Qt's own wrapping of what the user threw
            return errorFrom(nested);
    } catch (const ActorError &error) {
        const bool own = type == className(error.code()) || error.isNull();
        if (own && !nested)
            return error.isNull() ? ActorError(ActorError::Code::Failed) : error;
        code = error.isNull() ? ActorError::Code::Failed : error.code();
        if (!nested)
            cause = error.cause();
    } catch (...) {
    }

    QString text = joined(ownTextOf(thrown), errorFrom(nested).text());
    if (text.isEmpty())
        text = type;
    ActorError result;
    const QString foreign = type == className(code) ? QString() : type;
    result.d = new ActorErrorPrivate{{}, code, text, text.toUtf8(), foreign, cause};
    return result;
}

AskTimeout::AskTimeout(const QString &text)
    : ActorError(Code::AskTimeout, text)
{
}

AskTimeout::~AskTimeout() = default;

ActorStopped::ActorStopped(const QString &text)
    : ActorError(Code::ActorStopped, text)
{
}

ActorStopped::~ActorStopped() = default;

MailboxFull::MailboxFull(const QString &text)
    : ActorError(Code::MailboxFull, text)
{
}

MailboxFull::~MailboxFull() = default;

Unhandled::Unhandled(const QString &text)
    : ActorError(Code::Unhandled, text)
{
}

Unhandled::~Unhandled() = default;

DeadlockError::DeadlockError(const QString &text)
    : ActorError(Code::DeadlockError, text)
{
}

DeadlockError::~DeadlockError() = default;

StartError::StartError(const QString &text, const std::exception_ptr &cause)
    : ActorError(Code::StartError, text, cause)
{
}

StartError::~StartError() = default;

RestartError::RestartError(const QString &text, const std::exception_ptr &cause)
    : ActorError(Code::RestartError, text, cause)
{
}

RestartError::~RestartError() = default;

ActorKilled::ActorKilled(const QString &text)
    : ActorError(Code::ActorKilled, text)
{
}

ActorKilled::~ActorKilled() = default;

NoSuchMethod::NoSuchMethod(const QString &text)
    : ActorError(Code::NoSuchMethod, text)
{
}

NoSuchMethod::~NoSuchMethod() = default;

NoSuchActor::NoSuchActor(const QString &text)
    : ActorError(Code::NoSuchActor, text)
{
}

NoSuchActor::~NoSuchActor() = default;

TypeMismatch::TypeMismatch(const QString &text)
    : ActorError(Code::TypeMismatch, text)
{
}

TypeMismatch::~TypeMismatch() = default;

Cancelled::Cancelled(const QString &text)
    : ActorError(Code::Cancelled, text)
{
}

Cancelled::~Cancelled() = default;

Expired::Expired(const QString &text)
    : ActorError(Code::Expired, text)
{
}

Expired::~Expired() = default;

IncarnationGone::IncarnationGone(const QString &text)
    : ActorError(Code::IncarnationGone, text)
{
}

IncarnationGone::~IncarnationGone() = default;

StopTimeout::StopTimeout(const QString &text)
    : ActorError(Code::StopTimeout, text)
{
}

StopTimeout::~StopTimeout() = default;

SystemClosed::SystemClosed(const QString &text)
    : ActorError(Code::SystemClosed, text)
{
}

SystemClosed::~SystemClosed() = default;

ThreadGone::ThreadGone(const QString &text)
    : ActorError(Code::ThreadGone, text)
{
}

ThreadGone::~ThreadGone() = default;

ForeignThread::ForeignThread(const QString &text)
    : ActorError(Code::ForeignThread, text)
{
}

ForeignThread::~ForeignThread() = default;

SpawnRefused::SpawnRefused(Code code, const QString &text)
    : ActorError(code, text)
{
    Q_ASSERT(isSpawnRefusal(code));
}

SpawnRefused::~SpawnRefused() = default;

} // namespace Actors
