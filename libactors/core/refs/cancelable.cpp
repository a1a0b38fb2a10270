// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cancelable.h"

namespace Actors {

Cancelable::State::~State() = default;

bool Cancelable::State::cancel()
{
    if (m_cancelled.exchange(true, std::memory_order_acq_rel))
        return false;
    cancelled();
    return true;
}

Cancelable::Cancelable(std::shared_ptr<State> state)
    : d(std::move(state))
{
}

bool Cancelable::cancel()
{
    return d && d->cancel();
}

bool Cancelable::isCancelled() const
{
    return d && d->isCancelled();
}

} // namespace Actors
