// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "threads.h"
#include "workloads.h"

#include <QFuture>
#include <QPromise>

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
    Client(Gate &done, Server &server)
        : m_done(done)
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
        auto promise = std::make_shared<QPromise<qint64>>();
        QFuture<qint64> future = promise->future();
        promise->start();
        // Attached first: beside a promise that another thread finishes, then() may be lost.
        future.then(this, [this](qint64 answer) {
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
    Server &m_server;
    qint64 m_left = 0;
};

} // namespace

Result ask(Place place, qint64 requests)
{
    Gate done;
    Threads threads;
    Server *server = threads.make<Server>(Threads::other(place));
    Client *client = threads.make<Client>(0, done, *server);

    const double start = now();
    call(client, [client, requests] { client->start(requests); });
    done.wait();
    return {double(requests), now() - start, client->sum == requests * (requests + 3) / 2};
}

} // namespace Bench::OnQt
