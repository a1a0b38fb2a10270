// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorerror.h>
#include <Actors/Core/actorref.h>
#include <Actors/Core/executioncontext.h>

#include <memory>

namespace Actors {

namespace Internal {
struct FailureRecord;
} // namespace Internal

/*!
 * \brief What a supervisor and the hooks of a restart are told about a failure.
 *
 * A value, shared by its copies; usable from any thread.
 */
class ACTORS_CORE_EXPORT Failure
{
public:
    //! No failure: an actor that is restarted because a sibling failed, or because somebody said
    //! so.
    Failure() = default;
    // For the library.
    explicit Failure(std::shared_ptr<const Internal::FailureRecord> record, const ActorRef &actor);

    //! A failure of no actor: that of a future whose value was to be delivered; see pipeTo().
    static Failure of(const std::exception_ptr &error);

    //! Whether nothing has failed.
    bool isNull() const { return !d; }
    //! The error in words and by code.
    ActorError error() const;
    //! The very exception.
    std::exception_ptr exception() const;
    //! The message that failed, as text: "withdraw(5000)". Empty if it was no message.
    QString message() const;
    //! What the failing message carried beside its arguments.
    ExecutionContext context() const;
    //! The actor that failed.
    ActorRef actor() const { return m_actor; }
    //! The path of the actor that failed.
    QString path() const;
    //! Which failure of the actor this is, from 1.
    int count() const;

private:
    std::shared_ptr<const Internal::FailureRecord> d;
    ActorRef m_actor;
};

} // namespace Actors

Q_DECLARE_METATYPE(Actors::Failure)
