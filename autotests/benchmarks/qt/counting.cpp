// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

namespace Bench::OnQt {

namespace {

class Counter : public QObject
{
public:
    qint64 value = 0;
};

} // namespace

Result counting(Place place, qint64 messages)
{
    Gate done;
    qint64 counted = 0;
    Threads threads;
    Counter *counter = threads.make<Counter>(Threads::other(place));
    QObject *producer = threads.make<QObject>(0);

    const double start = now();
    call(producer, [&, counter, producer] {
        for (qint64 i = 0; i < messages; ++i)
            call(counter, [counter] { counter->value += 1; });
        call(counter, [&, counter, producer] {
            call(producer, [&, value = counter->value] {
                counted = value;
                done.arrive();
            });
        });
    });
    done.wait();
    return {double(messages), now() - start, counted == messages};
}

} // namespace Bench::OnQt
