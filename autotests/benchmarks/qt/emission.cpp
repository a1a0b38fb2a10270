// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "common/emitter.h"
#include "threads.h"
#include "workloads.h"

namespace Bench::OnQt {

namespace {

class Counter : public QObject
{
public:
    void add(qint64 value) { sum += value; }

    qint64 sum = 0;
};

} // namespace

Result emission(qint64 emissions)
{
    Gate done;
    qint64 sum = 0;
    Threads threads;
    Counter *counter = threads.make<Counter>(1);
    Emitter *emitter = threads.make<Emitter>(0);
    QObject::connect(emitter, &Emitter::emitted, counter, &Counter::add, Qt::QueuedConnection);

    const double start = now();
    call(emitter, [&, emitter, counter] {
        for (qint64 i = 0; i < emissions; ++i)
            Q_EMIT emitter->emitted(i);
        call(counter, [&, emitter, counter] {
            call(emitter, [&, value = counter->sum] {
                sum = value;
                done.arrive();
            });
        });
    });
    done.wait();
    return {double(emissions), now() - start, sum == emissions * (emissions - 1) / 2};
}

} // namespace Bench::OnQt
