// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "stoppolicy.h"

namespace Actors {

StopPolicy StopPolicy::AfterOneMessage()
{
    StopPolicy policy;
    policy.m_kind = Kind::AfterOneMessage;
    return policy;
}

StopPolicy StopPolicy::AfterMessage(std::function<bool(const QVariant &message)> matches)
{
    StopPolicy policy;
    policy.m_kind = Kind::AfterMessage;
    policy.m_matches = std::move(matches);
    return policy;
}

StopPolicy StopPolicy::AfterIdle(std::chrono::nanoseconds time)
{
    StopPolicy policy;
    policy.m_kind = Kind::AfterIdle;
    policy.m_time = time;
    return policy;
}

} // namespace Actors
