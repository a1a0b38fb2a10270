// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "tick.h"

#include "cell/runtime_p.h"

#include <Actors/Core/deadletter.h>

namespace Actors::Internal {

namespace {

//! The tick that this thread handles.
struct Handled
{
    const Record *record = nullptr;
    int missed = 0;
};
thread_local constinit Handled handled;

} // namespace

TickMark::~TickMark()
{
    if (!m_ticking)
        return;
    if (m_waits)
        m_ticking->isWaiting = false;
    else
        handled = {};
}

void TickMark::release() noexcept
{
    if (std::exchange(m_waits, false))
        m_ticking->isWaiting = false;
}

bool TickMark::begins(Target &target)
{
    auto &cell = static_cast<Cell &>(target);
    release();
    if (m_ticking->isCancelled) {
        cell.writeOff(int(DeadLetter::Reason::Cancelled));
        return false;
    }
    handled = {cell.worker().handling().record, m_ticking->missed.exchange(0)};
    return true;
}

int TickMark::missed()
{
    Worker *worker = Worker::current();
    return worker && handled.record && worker->handling().record == handled.record ? handled.missed
                                                                                   : 0;
}

} // namespace Actors::Internal
