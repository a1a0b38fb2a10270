// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "common/latencies.h"
#include "common/load.h"
#include "threads.h"
#include "workloads.h"

#include <QFuture>
#include <QPromise>
#include <QTimer>

namespace Bench::OnQt {

namespace {

class Server : public QObject
{
public:
    qint64 compute(qint64 value) const { return value + 1; }
};

class Client : public QObject
{
public:
    Client(Gate &done, Latencies &latencies, Mood mood, Server &server)
        : m_done(done)
        , m_latencies(latencies)
        , m_mood(mood)
        , m_server(server)
    {
    }
    void start(qint64 requests)
    {
        m_left = requests;
        next();
    }

    qint64 sum = 0;

private:
    void next()
    {
        if (m_mood == Mood::Asleep)
            QTimer::singleShot(1, Qt::PreciseTimer, this, &Client::request);
        else
            request();
    }
    void request()
    {
        m_asked = nanoseconds();
        auto promise = std::make_shared<QPromise<qint64>>();
        QFuture<qint64> future = promise->future();
        promise->start();
        // Attached first: beside a promise that another thread finishes, then() may be lost.
        future.then(this, [this](qint64 answer) {
            m_latencies.add(nanoseconds() - m_asked);
            sum += answer;
            if (--m_left == 0)
                m_done.arrive();
            else
                next();
        });
        call(&m_server, [server = &m_server, promise, value = m_left] {
            promise->addResult(server->compute(value));
            promise->finish();
        });
    }

    Gate &m_done;
    Latencies &m_latencies;
    const Mood m_mood;
    Server &m_server;
    qint64 m_left = 0;
    qint64 m_asked = 0;
};

} // namespace

Result askLatency(Mood mood, qint64 requests)
{
    Gate done;
    Latencies latencies;
    latencies.reserve(requests);
    Threads threads;
    Server *server = threads.make<Server>(1);
    Client *client = threads.make<Client>(0, done, latencies, mood, *server);
    Saturation saturation(threads, mood == Mood::Saturated ? 2 : 0);

    const double start = now();
    call(client, [client, requests] { client->start(requests); });
    done.wait();
    Result result{double(requests), now() - start, client->sum == requests * (requests + 3) / 2,
                  latencies.figures()};
    if (mood == Mood::Saturated)
        result.figures.push_back({"load_per_s", saturation.end()});
    return result;
}

} // namespace Bench::OnQt
