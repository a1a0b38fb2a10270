// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "common/qtcalls.h"

#include "threads.h"
#include "workloads.h"

namespace Bench::OnQt {

Result qtCalls(QtCall kind, qint64 roundTrips)
{
    Gate done;
    Threads threads;
    QtPlayer *first = threads.make<QtPlayer>(0, kind, done);
    QtPlayer *second = threads.make<QtPlayer>(1, kind, done);
    QtPlayer::introduce(*first, *second);

    const double start = now();
    call(first, [first, roundTrips] { first->hit(2 * roundTrips - 1); });
    done.wait();
    return {2.0 * double(roundTrips), now() - start,
            first->handled == roundTrips && second->handled == roundTrips};
}

} // namespace Bench::OnQt
