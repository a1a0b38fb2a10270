// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "common/latencies.h"
#include "common/load.h"
#include "threads.h"
#include "workloads.h"

#include <QTimer>

namespace Bench::OnActors {

namespace {

class Server : public Actors::Actor
{
    Q_OBJECT

public:
    qint64 compute(qint64 value) { return value + 1; }
};

class Client : public Actors::Actor
{
    Q_OBJECT

public:
    Client(Lent<Gate> done, Lent<Latencies> latencies, Lent<qint64> sum, Mood mood,
           const Actors::Ref<Server> &server)
        : m_done(*done)
        , m_latencies(*latencies)
        , m_sum(*sum)
        , m_mood(mood)
        , m_server(server)
    {
    }
    void start(qint64 requests)
    {
        m_left = requests;
        next();
    }

private:
    void next()
    {
        // Long after both threads have given up to wait for something.
        if (m_mood == Mood::Asleep)
            QTimer::singleShot(1, Qt::PreciseTimer, this, &Client::request);
        else
            request();
    }
    void request()
    {
        m_asked = nanoseconds();
        m_server.ask(&Server::compute, m_left).then([this](qint64 answer) {
            m_latencies.add(nanoseconds() - m_asked);
            m_sum += answer;
            if (--m_left == 0)
                m_done.arrive();
            else
                next();
        });
    }

    Gate &m_done;
    Latencies &m_latencies;
    qint64 &m_sum;
    const Mood m_mood;
    const Actors::Ref<Server> m_server;
    qint64 m_left = 0;
    qint64 m_asked = 0;
};

} // namespace

Result askLatency(Mood mood, qint64 requests)
{
    Gate done;
    Latencies latencies;
    latencies.reserve(requests);
    qint64 sum = 0;
    Threads threads;
    const auto server = threads.spawn<Server>(1);
    const auto client =
        threads.spawn<Client>(0, Lent(done), Lent(latencies), Lent(sum), mood, server);
    settle(server);
    settle(client);
    Saturation saturation(threads, mood == Mood::Saturated ? 2 : 0);

    const double start = now();
    client.tell(&Client::start, requests);
    done.wait();
    Result result{double(requests), now() - start, sum == requests * (requests + 3) / 2,
                  latencies.figures()};
    if (mood == Mood::Saturated)
        result.figures.push_back({"load_per_s", saturation.end()});
    return result;
}

} // namespace Bench::OnActors

#include "asklatency.moc"
