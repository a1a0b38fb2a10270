// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "failure.h"

#include "cell/runtime_p.h"

namespace Actors {

Failure::Failure(std::shared_ptr<const Internal::FailureRecord> record, const ActorRef &actor)
    : d(std::move(record))
    , m_actor(actor)
{
}

Failure Failure::of(const std::exception_ptr &error)
{
    auto record = std::make_shared<Internal::FailureRecord>();
    record->error = error;
    return Failure(std::move(record), {});
}

ActorError Failure::error() const
{
    return d ? errorFrom(d->error) : ActorError();
}

std::exception_ptr Failure::exception() const
{
    return d ? d->error : std::exception_ptr();
}

QString Failure::message() const
{
    return d ? d->message : QString();
}

ExecutionContext Failure::context() const
{
    return d ? d->context : ExecutionContext();
}

QString Failure::path() const
{
    return d ? d->path : QString();
}

int Failure::count() const
{
    return d ? d->count : 0;
}

} // namespace Actors
