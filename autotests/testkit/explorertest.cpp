// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorTimers>
#include <Actors/Core/Behavior>
#include <Actors/TestKit/Explorer>

#include <QTest>

#include <atomic>
#include <stdexcept>

using namespace Actors;
using namespace Actors::TestKit;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! Does something after a number of messages to itself, so that others come first in FIFO order.
class Detour : public Actor
{
    Q_OBJECT

public:
    void go(int hops, const std::function<void()> &then)
    {
        if (hops > 0)
            self<Detour>().tell(&Detour::go, hops - 1, then);
        else
            then();
    }
};

// ---------------------------------------------------------------- lost wake-up

class Consumer;

class Store : public Actor
{
    Q_OBJECT

public:
    bool isEmpty() const { return m_items == 0; }
    void put();
    //! Should look whether something was put meanwhile.
    void wakeMe(const Ref<Consumer> &consumer) { m_waiting = consumer; }

private:
    int m_items = 0;
    Ref<Consumer> m_waiting;
};

class Consumer : public Actor
{
    Q_OBJECT

public:
    void consume(const Ref<Store> &store)
    {
        store.ask(&Store::isEmpty).then([this, store](bool isEmpty) {
            if (isEmpty)
                store.tell(&Store::wakeMe, self<Consumer>());
            else
                m_hasItem = true;
        });
    }
    void wake() { m_hasItem = true; }
    bool hasItem() const { return m_hasItem; }

private:
    bool m_hasItem = false;
};

void Store::put()
{
    ++m_items;
    if (m_waiting)
        m_waiting.tell(&Consumer::wake);
}

static QString lostWakeUp(TestSystem &system)
{
    const auto store = system.spawn<Store>(u"store"_s);
    system.settle();
    const auto consumer = system.spawn<Consumer>(u"consumer"_s);
    system.settle();
    consumer.tell(&Consumer::consume, store);
    store.tell(&Store::put);
    system.settle();
    return consumer.ask(&Consumer::hasItem).result() ? QString() : u"sleeps for ever"_s;
}

// ---------------------------------------------------------------- read, modify, write

class Account : public Actor
{
    Q_OBJECT

public:
    int balance() const { return m_balance; }
    void setBalance(int balance) { m_balance = balance; }

private:
    int m_balance = 0;
};

class Customer : public Actor
{
    Q_OBJECT

public:
    void deposit(const Ref<Account> &account, int amount)
    {
        account.ask(&Account::balance).then([account, amount](int balance) {
            account.tell(&Account::setBalance, balance + amount);
        });
    }
};

static QString readModifyWrite(TestSystem &system)
{
    const auto account = system.spawn<Account>(u"account"_s);
    system.settle();
    const auto alice = system.spawn<Customer>(u"alice"_s);
    system.settle();
    const auto bob = system.spawn<Customer>(u"bob"_s);
    system.settle();
    const auto detour = system.spawn<Detour>(u"detour"_s);
    system.settle();
    alice.tell(&Customer::deposit, account, 10);
    detour.tell(&Detour::go, 3, [=] { bob.tell(&Customer::deposit, account, 5); });
    system.settle();
    const int balance = account.ask(&Account::balance).result();
    return balance == 15 ? QString() : u"the balance is %1"_s.arg(balance);
}

// ---------------------------------------------------------------- restart while waiting

class Session;

class Backend : public Actor
{
    Q_OBJECT

public:
    void compute(int number, const Ref<Session> &session);
};

class Session : public Actor
{
    Q_OBJECT

public:
    explicit Session(Ref<Backend> backend, std::shared_ptr<std::atomic<int>> delivered)
        : m_backend(std::move(backend))
        , m_delivered(std::move(delivered))
    {
    }
    void request(int number)
    {
        m_isWaiting = true;
        m_backend.tell(&Backend::compute, number, self<Session>());
    }
    void result(int number)
    {
        // After a restart it does not know any more that it waits.
        if (m_isWaiting)
            *m_delivered = number;
    }
    void poison() { throw std::runtime_error("poison"); }

private:
    Ref<Backend> m_backend;
    std::shared_ptr<std::atomic<int>> m_delivered;
    bool m_isWaiting = false;
};

void Backend::compute(int number, const Ref<Session> &session)
{
    session.tell(&Session::result, number * 2);
}

static QString restartWhileWaiting(TestSystem &system)
{
    const auto delivered = std::make_shared<std::atomic<int>>(0);
    const auto backend = system.spawn<Backend>(u"backend"_s);
    system.settle();
    const auto session = system.spawn(
        Props<Session>(backend, delivered).withSupervision(SupervisorStrategy::aggressive()),
        u"session"_s);
    system.settle();
    const auto detour = system.spawn<Detour>(u"detour"_s);
    system.settle();
    session.tell(&Session::request, 21);
    detour.tell(&Detour::go, 3, [=] { session.tell(&Session::poison); });
    system.advance(1s);
    return *delivered == 42 ? QString() : u"the result is lost"_s;
}

// ---------------------------------------------------------------- timer against stop

class Writer : public Actor
{
    Q_OBJECT

public:
    explicit Writer(std::shared_ptr<std::atomic<bool>> written)
        : m_written(std::move(written))
    {
    }
    void write() { timers().startSingle(u"flush"_s, 10ms, &Writer::flush); }
    //! Should flush what was not yet written.
    void finish() { stop(); }

private:
    void flush() { *m_written = true; }

    std::shared_ptr<std::atomic<bool>> m_written;
};

class Closer : public Actor
{
    Q_OBJECT

public:
    void closeLater(const Ref<Writer> &writer)
    {
        m_writer = writer;
        timers().startSingle(u"close"_s, 10ms, &Closer::close);
    }

private:
    void close() { m_writer.tell(&Writer::finish); }

    Ref<Writer> m_writer;
};

static QString timerAgainstStop(TestSystem &system)
{
    const auto written = std::make_shared<std::atomic<bool>>(false);
    const auto writer = system.spawn<Writer>(u"writer"_s, written);
    system.settle();
    const auto closer = system.spawn<Closer>(u"closer"_s);
    system.settle();
    writer.tell(&Writer::write);
    system.settle();
    closer.tell(&Closer::closeLater, writer);
    system.advance(10ms);
    return *written ? QString() : u"what was written is lost"_s;
}

// ---------------------------------------------------------------- stash against become

struct Job
{
};
struct Refresh
{
};
struct Loaded
{
};

class Catalogue : public Actor
{
    Q_OBJECT

public:
    void receive(const Job &) { ++m_done; }
    void receive(const Refresh &) { become(loading()); }
    void receive(const Loaded &) { }
    //! Should put back what was put aside.
    void cancel() { unbecome(); }
    int done() const { return m_done; }

private:
    Behavior loading()
    {
        return Behavior().on([this](const Job &) { stash(); }).on([this](const Loaded &) {
            unbecome();
            unstashAll();
        });
    }

    int m_done = 0;
};

static QString stashAgainstBecome(TestSystem &system)
{
    const auto catalogue = system.spawn(Props<Catalogue>().withStash(10), u"catalogue"_s);
    system.settle();
    const auto detour = system.spawn<Detour>(u"detour"_s);
    system.settle();
    const auto canceller = system.spawn<Detour>(u"canceller"_s);
    system.settle();
    catalogue.tell(Refresh());
    system.settle();
    canceller.tell(&Detour::go, 0, [=] { catalogue.tell(&Catalogue::cancel); });
    detour.tell(&Detour::go, 1, [=] { catalogue.tell(Job()); });
    system.settle();
    return catalogue.ask(&Catalogue::done).result() == 1 ? QString() : u"the job is forgotten"_s;
}

// ---------------------------------------------------------------- correct programs

class Sink : public Actor
{
    Q_OBJECT

public:
    void take(int) { ++m_count; }
    int count() const { return m_count; }

private:
    int m_count = 0;
};

class Source : public Actor
{
    Q_OBJECT

public:
    void send(const Ref<Sink> &sink, int count)
    {
        for (int i = 0; i < count; ++i)
            sink.tell(&Sink::take, i);
    }
    void askFor(const Ref<Sink> &sink)
    {
        sink.ask(&Sink::count).then([this](int count) { m_count = count; });
    }

private:
    int m_count = 0;
};

class ExplorerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsPlantedBugsThatFifoOrderHides_data()
    {
        QTest::addColumn<QString (*)(TestSystem &)>("body");
        QTest::addColumn<quint64>("seeds");
        QTest::addColumn<quint64>("orders");
        const auto row = [](const char *name, QString (*body)(TestSystem &), quint64 seeds,
                            quint64 orders) { QTest::newRow(name) << body << seeds << orders; };
        row("lost wake-up", &lostWakeUp, 20, 20);
        row("read, modify, write", &readModifyWrite, 20, 20);
        row("restart while waiting", &restartWhileWaiting, 20, 20);
        row("timer against stop", &timerAgainstStop, 20, 20);
        row("stash against become", &stashAgainstBecome, 20, 20);
    }
    void findsPlantedBugsThatFifoOrderHides()
    {
        using Body = QString (*)(TestSystem &);
        QFETCH(const Body, body);
        QFETCH(const quint64, seeds);
        QFETCH(const quint64, orders);
        const Explorer explorer(body);
        const Explorer::Result plain = explorer.inOrder();
        QVERIFY2(!plain.hasFailed(), qUtf8Printable(plain.toString()));

        const Explorer::Result random = explorer.random(seeds);
        QVERIFY(random.hasFailed());
        const Explorer::Result exhaustive = explorer.exhaustive(orders);
        QVERIFY(exhaustive.hasFailed());
        qInfo("found by seed %llu and in order %llu", random.seed, exhaustive.runs);

        for (const Explorer::Result &found : {random, exhaustive}) {
            const Explorer::Result again = explorer.replay(found.choices);
            QCOMPARE(again.failure, found.failure);
            QCOMPARE(again.trace, found.trace);
            QVERIFY(!found.trace.isEmpty());
        }
        QCOMPARE(explorer.random(1, random.seed).trace, random.trace);
    }

    void countsTheOrdersThatTheGuaranteesLeaveOpen()
    {
        // One message for each of three actors: 3! orders.
        const Explorer three([](TestSystem &system) {
            QList<Ref<Sink>> sinks;
            for (int i = 0; i < 3; ++i) {
                sinks.append(system.spawn<Sink>(u"sink%1"_s.arg(i)));
                system.settle();
            }
            for (const auto &sink : sinks)
                sink.tell(&Sink::take, 1);
            system.settle();
            return QString();
        });
        const Explorer::Result permutations = three.exhaustive();
        QVERIFY(permutations.isComplete);
        QCOMPARE(permutations.runs, 6U);

        // Two sources send two messages each, in their order: two chains of three, 6! / (3! 3!).
        const Explorer chains([](TestSystem &system) {
            const auto sink = system.spawn<Sink>(u"sink"_s);
            system.settle();
            const auto first = system.spawn<Source>(u"first"_s);
            system.settle();
            const auto second = system.spawn<Source>(u"second"_s);
            system.settle();
            first.tell(&Source::send, sink, 2);
            second.tell(&Source::send, sink, 2);
            system.settle();
            return sink.ask(&Sink::count).result() == 4 ? QString() : u"lost"_s;
        });
        const Explorer::Result merged = chains.exhaustive();
        QVERIFY(merged.isComplete);
        QCOMPARE(merged.runs, 20U);

        // A request and its answer beside two messages for another: 5! / (3! 2!).
        const Explorer request([](TestSystem &system) {
            const auto sink = system.spawn<Sink>(u"sink"_s);
            system.settle();
            const auto source = system.spawn<Source>(u"source"_s);
            system.settle();
            const auto other = system.spawn<Sink>(u"other"_s);
            system.settle();
            source.tell(&Source::askFor, sink);
            other.tell(&Sink::take, 1);
            other.tell(&Sink::take, 2);
            system.settle();
            return QString();
        });
        const Explorer::Result asked = request.exhaustive();
        QVERIFY(asked.isComplete);
        QCOMPARE(asked.runs, 10U);
    }
};

QTEST_GUILESS_MAIN(ExplorerTest)

#include "explorertest.moc"
