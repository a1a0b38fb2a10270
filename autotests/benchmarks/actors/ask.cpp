// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

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
    Client(Lent<Gate> done, Lent<qint64> sum, const Actors::Ref<Server> &server)
        : m_done(*done)
        , m_sum(*sum)
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
        m_server.ask(&Server::compute, m_left).then([this](qint64 answer) {
            m_sum += answer;
            if (--m_left == 0)
                m_done.arrive();
            else
                next();
        });
    }

    Gate &m_done;
    qint64 &m_sum;
    const Actors::Ref<Server> m_server;
    qint64 m_left = 0;
};

} // namespace

Result ask(Place place, qint64 requests)
{
    Gate done;
    qint64 sum = 0;
    Threads threads;
    const auto server = threads.spawn<Server>(Threads::other(place));
    const auto client = threads.spawn<Client>(0, Lent(done), Lent(sum), server);
    settle(server);
    settle(client);

    const double start = now();
    client.tell(&Client::start, requests);
    done.wait();
    return {double(requests), now() - start, sum == requests * (requests + 3) / 2};
}

} // namespace Bench::OnActors

#include "ask.moc"
