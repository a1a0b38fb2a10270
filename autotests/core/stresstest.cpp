// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Core/connect.h>

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <atomic>
#include <random>
#include <semaphore>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace Actors;
using namespace std::chrono_literals;

namespace {

/*
 * How much is done: little for each build, much where these say so.
 *   ACTORS_STRESS_MESSAGES  sends in all, over all seeds
 *   ACTORS_STRESS_SEEDS     how many seeds, from ACTORS_STRESS_SEED on
 *   ACTORS_STRESS_WAITING   messages that wait for an actor that is stopped
 *   ACTORS_STRESS_ROUNDS    how often systems, threads and actors come and go
 *   ACTORS_STRESS_HANG      milliseconds that a handler hangs while others look
 */
qint64 setting(const char *name, qint64 usual)
{
    bool isNumber = false;
    const qint64 value = qEnvironmentVariable(name).toLongLong(&isNumber);
    return isNumber ? value : usual;
}

//! The account that the actors of the test keep by themselves.
struct Tally
{
    std::atomic<qint64> sent = 0;
    std::atomic<qint64> handled = 0;
    std::atomic<qint64> left = 0; //!< Sends that are still to be made.
    std::atomic<qint64> restarts = 0;
    std::atomic<qint64> stops = 0;
    qint64 oneStopIn = 0;
    qint64 oneFailureIn = 0;
};
Tally tally;

struct Parcel
{
    Q_GADGET
public:
    int hops = 0;
    QByteArray content;
};

class Node : public Actor
{
    Q_OBJECT

public:
    explicit Node(quint64 seed)
        : m_random(seed)
    {
    }

    void hop(int hops)
    {
        act(hops);
        tally.handled.fetch_add(1, std::memory_order_relaxed);
    }
    void carry(int hops, const QString &text)
    {
        if (text.size() != hops % 7)
            qFatal("a message was changed on its way");
        act(hops);
        tally.handled.fetch_add(1, std::memory_order_relaxed);
    }
    void receive(const Parcel &parcel)
    {
        if (parcel.content.size() != 40)
            qFatal("a message was changed on its way");
        act(parcel.hops);
        tally.handled.fetch_add(1, std::memory_order_relaxed);
    }

    static inline std::vector<Ref<Node>> nodes; //!< Changed only while there is no actor.

    static void send(const Ref<Node> &node, int hops, quint64 choice)
    {
        if (tally.left.fetch_sub(1, std::memory_order_relaxed) <= 0)
            return;
        tally.sent.fetch_add(1, std::memory_order_relaxed);
        switch (choice % 4) {
        case 0:
            node.tell(&Node::carry, hops, QString(hops % 7, u'x'));
            break;
        case 1:
            node.tell(Parcel{hops, QByteArray(40, 'y')});
            break;
        default:
            node.tell(&Node::hop, hops);
            break;
        }
    }

protected:
    void afterRestart(const Failure &) override
    {
        tally.restarts.fetch_add(1, std::memory_order_relaxed);
    }

private:
    void act(int hops)
    {
        if (m_busy)
            qFatal("two handlers of one actor at once");
        m_busy = true;
        const quint64 draw = m_random();
        if (hops > 0)
            send(nodes[draw % nodes.size()], hops - 1, draw >> 32);
        m_busy = false;
        if (m_random() % quint64(tally.oneStopIn) == 0) {
            tally.stops.fetch_add(1, std::memory_order_relaxed);
            stop();
        } else if (m_random() % quint64(tally.oneFailureIn) == 0) {
            throw std::runtime_error("bad luck");
        }
    }

    std::minstd_rand m_random;
    bool m_busy = false;
};

// A handler that stands still says so, and waits.
std::counting_semaphore<> entered(0);
std::counting_semaphore<> mayGoOn(0);

//! Lets all handlers go on, also when a comparison fails.
struct GoOnAtTheEnd
{
    ~GoOnAtTheEnd() { mayGoOn.release(10); }
};

//! Stands still in a handler until it is told to go on.
class Gate : public Actor
{
    Q_OBJECT

public:
    void block()
    {
        entered.release();
        mayGoOn.acquire();
    }
    void count(int) { handled.fetch_add(1); }

    static inline std::atomic<int> handled = 0;
};

//! Stops in the midst of its messages.
class Stopper : public Actor
{
    Q_OBJECT

public:
    void wait() { mayGoOn.acquire(); }
    void count(int number)
    {
        handled.fetch_add(1);
        if (number == 10)
            stop();
    }

    static inline std::atomic<int> handled = 0;
};

//! Runs an event loop when it has stopped.
class Lingerer : public Gate
{
    Q_OBJECT

protected:
    void afterStop() override
    {
        QEventLoop loop;
        QTimer::singleShot(0, &loop, &QEventLoop::quit);
        loop.exec();
    }
};

class Neighbour : public Actor
{
    Q_OBJECT

public:
    int ping(int value) { return value; }
};

//! Asks, and is gone before the answers come.
class Asker : public Actor
{
    Q_OBJECT

public:
    explicit Asker(const Ref<Neighbour> &neighbour)
        : m_neighbour(neighbour)
    {
    }
    void begin()
    {
        for (int i = 0; i < 50; ++i)
            m_neighbour.ask(&Neighbour::ping, i).then(this, [](int) {});
        stop();
    }

private:
    Ref<Neighbour> m_neighbour;
};

//! A picture of a camera, of which we count how many there are.
class Frame
{
public:
    Frame() { appear(); }
    explicit Frame(int bytes)
        : m_pixels(bytes, 'p')
    {
        appear();
    }
    Frame(const Frame &other)
        : m_pixels(other.m_pixels.constData(), other.m_pixels.size()) // a copy of all bytes
    {
        appear();
    }
    Frame(Frame &&other) noexcept
        : m_pixels(std::move(other.m_pixels))
    {
        appear();
    }
    Frame &operator=(const Frame &other) = default;
    Frame &operator=(Frame &&other) noexcept = default;
    ~Frame() { vanish(); }

    static inline std::atomic<qint64> most = 0;
    static inline std::atomic<qint64> living = 0;

private:
    void appear()
    {
        const qint64 now = living.fetch_add(1) + 1;
        qint64 before = most.load();
        while (now > before && !most.compare_exchange_weak(before, now)) { }
    }
    static void vanish() { living.fetch_sub(1); }

    QByteArray m_pixels;
};

class Camera : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void captured(const Frame &frame);
};

// A sanitizer keeps for itself what was freed.
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define ACTORS_TEST_SANITIZED
#endif
#endif
#if defined(ACTORS_TEST_SANITIZED) || defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool IsSanitized = true;
#else
constexpr bool IsSanitized = false;
#endif

enum class Peak { SoFar, FromNowOn };

//! The most bytes of memory that the process had in use at a time; 0 where the system does not say.
qint64 peakOfMemory(Peak peak)
{
    if (peak == Peak::FromNowOn) {
        QFile file(QStringLiteral("/proc/self/clear_refs"));
        if (file.open(QIODevice::WriteOnly))
            file.write("5");
    }
    QFile file(QStringLiteral("/proc/self/status"));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray status = file.readAll();
    const auto place = status.indexOf("VmHWM:");
    return place < 0 ? 0 : status.mid(place + 6).trimmed().split(' ').first().toLongLong() * 1024;
}

class Screen : public Actor
{
    Q_OBJECT

public:
    void show(const Frame &)
    {
        if (shown.fetch_add(1) > 0)
            return;
        entered.release();
        mayGoOn.acquire();
    }

    static inline std::atomic<int> shown = 0;
};

//! Notes whether a message came before its hook.
class Newcomer : public Actor
{
    Q_OBJECT

public:
    void greet(int number)
    {
        if (!m_isStarted || number != m_next++)
            wrong.fetch_add(1);
        greetings.fetch_add(1);
    }

    static inline std::atomic<int> wrong = 0;
    static inline std::atomic<int> greetings = 0;

protected:
    void beforeStart() override { m_isStarted = true; }

private:
    bool m_isStarted = false;
    int m_next = 0;
};

class Greeter : public Actor
{
    Q_OBJECT

public:
    void greet(const Ref<Newcomer> &newcomer, int times)
    {
        for (int i = 0; i < times; ++i)
            newcomer.tell(&Newcomer::greet, i);
    }
};

class Parent : public Actor
{
    Q_OBJECT

public:
    //! Spawns behind a backlog and gives the reference away at once.
    void bear(const Ref<Gate> &busy, const Ref<Greeter> &greeter, int records, int greetings)
    {
        for (int i = 0; i < records; ++i)
            busy.tell(&Gate::count, i);
        const auto newcomer =
            spawn(Props<Newcomer>().withDispatcher(Dispatcher::named(QStringLiteral("two"))));
        greeter.tell(&Greeter::greet, newcomer, greetings);
    }
};

QByteArray shown(const ActorSystem::Ledger &ledger)
{
    return QStringLiteral("sent %1, handled %2, dead %3, waiting %4")
        .arg(ledger.sent)
        .arg(ledger.handled)
        .arg(ledger.dead)
        .arg(ledger.waiting)
        .toUtf8();
}

} // namespace

class StressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void theLedgerBalancesThroughRestartsStopsFullMailboxesAndShutdown_data();
    void theLedgerBalancesThroughRestartsStopsFullMailboxesAndShutdown();
    void systemsThatComeAndGoWithTheirThreads();
    void dedicatedThreadsThatEndWhileAnswersAreOnTheWay();
    void constructionIsNotOvertakenByAMessageOnAnotherRing();
    void aBacklogHoldsUpNeitherAStopNorTheOtherActorsOfTheThread_data();
    void aBacklogHoldsUpNeitherAStopNorTheOtherActorsOfTheThread();
    void stopTakesEffectBetweenTwoMessagesOfABoundedMailbox();
    void whatComesInANestedLoopOfAfterStopIsLost();
    void aCameraFillsNoMemoryBehindABlockedHandler_data();
    void aCameraFillsNoMemoryBehindABlockedHandler();
    void aLatestConnectionGoesOnAfterItsMessageWasDropped();
    void depthAndAgeAreReadDuringAHang();
};

void StressTest::init()
{
    while (entered.try_acquire()) { }
    while (mayGoOn.try_acquire()) { }
    Gate::handled = 0;
    // Each of the many letters is a line otherwise.
    QLoggingCategory::setFilterRules(QStringLiteral("actors.deadletters=false"));
}

void StressTest::theLedgerBalancesThroughRestartsStopsFullMailboxesAndShutdown_data()
{
    QTest::addColumn<int>("seed");
    const int first = int(setting("ACTORS_STRESS_SEED", 1));
    const int seeds = int(setting("ACTORS_STRESS_SEEDS", 3));
    for (int seed = first; seed < first + seeds; ++seed)
        QTest::addRow("seed %d", seed) << seed;
}

void StressTest::theLedgerBalancesThroughRestartsStopsFullMailboxesAndShutdown()
{
    QFETCH(const int, seed);
    constexpr int Actors = 1000;
    constexpr int Injectors = 2;
    constexpr qint64 MostOnTheWay = 50000;
    const qint64 messages =
        setting("ACTORS_STRESS_MESSAGES", 150000) / setting("ACTORS_STRESS_SEEDS", 3);
    tally.sent = tally.handled = tally.restarts = tally.stops = 0;
    tally.left = messages;
    tally.oneStopIn = std::max<qint64>(messages / 300, 20);
    tally.oneFailureIn = std::max<qint64>(messages / 1000, 10);

    ActorSystemOptions options;
    options.dispatcher = Dispatcher::pool(4);
    options.topLevelStrategy = SupervisorStrategy::oneForOne().maxRestarts(-1);
    ActorSystem system(QStringLiteral("stress"), options);
    QRandomGenerator random{quint32(seed)};
    std::vector<Ref<Node>> &nodes = Node::nodes;
    nodes.clear();
    nodes.reserve(Actors);
    const std::vector<Mailbox> mailboxes = {
        Mailbox::bounded(4, Overflow::DropOldest),
        Mailbox::bounded(4, Overflow::DropNewest),
        Mailbox::bounded(4, Overflow::Reject),
        Mailbox::bounded(4, Overflow::Fail),
        Mailbox::priority(),
        Mailbox::qtQueued(),
    };
    for (int i = 0; i < Actors; ++i) {
        auto props = Props<Node>(random.generate64());
        if (random.bounded(4) == 0)
            props = props.withMailbox(mailboxes[random.bounded(quint32(mailboxes.size()))]);
        nodes.push_back(system.spawn(props));
    }

    std::vector<std::thread> injectors;
    injectors.reserve(std::size_t(Injectors));
    for (int i = 0; i < Injectors; ++i) {
        injectors.emplace_back([&, start = random.generate64()] {
            std::minstd_rand draw{quint32(start) | 1};
            while (tally.left.load(std::memory_order_relaxed) > 0) {
                while (tally.sent.load() - tally.handled.load()
                           - qint64(system.deadLetters()->count())
                       > MostOnTheWay)
                    std::this_thread::yield();
                for (int k = 0; k < 16; ++k)
                    Node::send(nodes[draw() % Actors], 20, draw());
            }
        });
    }
    while (tally.left.load() > messages / 2)
        QThread::yieldCurrentThread();
    Reply<void> closed = system.shutdown(60s);
    for (std::thread &injector : injectors)
        injector.join();
    QTRY_COMPARE_WITH_TIMEOUT(system.state(), ActorSystem::State::Closed, 60000);
    QTRY_VERIFY(closed.isFinished());
    QTRY_VERIFY(system.isQuiet());

    const ActorSystem::Ledger ledger = system.ledger();
    QVERIFY2(ledger.isBalanced(), shown(ledger));
    QCOMPARE(ledger.waiting, quint64(0));
    // One message is not of the test's own: the answer to shutdown().
    QCOMPARE(qint64(ledger.sent), tally.sent.load() + 1);
    QCOMPARE(qint64(ledger.handled), tally.handled.load() + 1);
    QVERIFY(tally.restarts.load() > 0);
    QVERIFY(tally.stops.load() > 0);
    nodes.clear();
}

void StressTest::systemsThatComeAndGoWithTheirThreads()
{
    const int rounds = int(setting("ACTORS_STRESS_ROUNDS", 15));
    for (int round = 0; round < rounds; ++round) {
        ActorSystemOptions options;
        options.dispatcher = Dispatcher::pool(3);
        ActorSystem system(QStringLiteral("brief"), options);
        std::vector<Ref<Neighbour>> actors;
        actors.reserve(20);
        for (int i = 0; i < 20; ++i)
            actors.push_back(system.spawnAnonymous<Neighbour>());
        std::vector<std::thread> askers;
        askers.reserve(3);
        for (int i = 0; i < 3; ++i) {
            askers.emplace_back([&] {
                for (int k = 0; k < 40; ++k) {
                    const auto reply =
                        actors[std::size_t(k) % actors.size()].ask(&Neighbour::ping, k);
                    if (!reply.waitForFinished(10s))
                        qFatal("no answer");
                }
            });
        }
        for (int k = 0; k < 100; ++k)
            actors[std::size_t(k) % actors.size()].tell(&Neighbour::ping, k);
        for (std::thread &asker : askers)
            asker.join();
    }
}

void StressTest::dedicatedThreadsThatEndWhileAnswersAreOnTheWay()
{
    ActorSystem system(QStringLiteral("ending"));
    const auto neighbour = system.spawnAnonymous<Neighbour>();
    const int rounds = int(setting("ACTORS_STRESS_ROUNDS", 15)) * 10;
    for (int i = 0; i < rounds; ++i) {
        const auto asker =
            system.spawn(Props<Asker>(neighbour).withDispatcher(Dispatcher::dedicated()));
        asker.tell(&Asker::begin);
    }
    QTRY_COMPARE_WITH_TIMEOUT(system.actorCount(), 1, 30000);
    QTRY_VERIFY(system.isQuiet());
    QTRY_VERIFY2(system.ledger().isBalanced(), shown(system.ledger()));
}

void StressTest::constructionIsNotOvertakenByAMessageOnAnotherRing()
{
    constexpr int Records = 10000;
    constexpr int Greetings = 200;
    const int rounds = int(setting("ACTORS_STRESS_ROUNDS", 15)) / 5 + 1;
    for (int round = 0; round < rounds; ++round) {
        init();
        Newcomer::wrong = Newcomer::greetings = 0;
        ActorSystem system(QStringLiteral("overtaking"));
        const GoOnAtTheEnd goOn;
        for (const char *name : {"one", "two", "three"})
            system.configureDispatcher(QString::fromLatin1(name), Dispatcher::pool(1));
        const auto busy =
            system.spawn(Props<Gate>().withDispatcher(Dispatcher::named(QStringLiteral("two"))));
        const auto parent =
            system.spawn(Props<Parent>().withDispatcher(Dispatcher::named(QStringLiteral("one"))));
        const auto greeter = system.spawn(
            Props<Greeter>().withDispatcher(Dispatcher::named(QStringLiteral("three"))));
        busy.tell(&Gate::block);
        entered.acquire();
        parent.tell(&Parent::bear, busy, greeter, Records, Greetings);
        // Everything is on its way before the second thread goes on.
        QTRY_COMPARE(greeter.handledMessageCount(), quint64(1));
        mayGoOn.release();
        QTRY_COMPARE(Newcomer::greetings.load(), Greetings);
        QTRY_COMPARE(Gate::handled.load(), Records);
        QCOMPARE(Newcomer::wrong.load(), 0);
    }
}

enum class Ending { Stop, Suspend, Kill, StopWhileSuspended };

void StressTest::aBacklogHoldsUpNeitherAStopNorTheOtherActorsOfTheThread_data()
{
    QTest::addColumn<int>("ending");
    QTest::newRow("stop") << int(Ending::Stop);
    QTest::newRow("suspend") << int(Ending::Suspend);
    QTest::newRow("kill") << int(Ending::Kill);
    QTest::newRow("stop while suspended") << int(Ending::StopWhileSuspended);
}

void StressTest::aBacklogHoldsUpNeitherAStopNorTheOtherActorsOfTheThread()
{
    QFETCH(const int, ending);
    const qint64 waiting = setting("ACTORS_STRESS_WAITING", 200000);
    ActorSystemOptions options;
    options.dispatcher = Dispatcher::pool(1);
    ActorSystem system(QStringLiteral("backlog"), options);
    const GoOnAtTheEnd goOn;
    const auto neighbour = system.spawnAnonymous<Neighbour>();
    const auto gate = system.spawn(Props<Gate>());
    gate.tell(&Gate::block);
    entered.acquire();
    std::thread([&] {
        for (qint64 i = 0; i < waiting; ++i)
            gate.tell(&Gate::count, int(i));
    }).join();
    QCOMPARE(gate.mailboxSize(), quint64(waiting));
    const auto isOver = [&] { return qint64(system.deadLetters()->count()) >= waiting; };

    switch (Ending(ending)) {
    case Ending::Stop:
        gate.stop();
        break;
    case Ending::Suspend:
        gate.suspend();
        break;
    case Ending::Kill:
        gate.kill();
        break;
    case Ending::StopWhileSuspended:
        gate.suspend();
        break;
    }
    mayGoOn.release();
    if (Ending(ending) == Ending::Suspend) {
        QTRY_VERIFY(gate.isSuspended());
        QVERIFY(Gate::handled.load() <= 1);
        // They move from the ring to the actor's own queue: none is missed or seen twice, but the
        // one that moves just now.
        const qint64 left = waiting - Gate::handled.load();
        bool isQuiet = false;
        do {
            isQuiet = system.isQuiet();
            const qint64 seen = qint64(gate.mailboxSize());
            QVERIFY2(qAbs(seen - left) <= (isQuiet ? 0 : 1), QByteArray::number(seen));
        } while (!isQuiet);
        gate.resume();
        QTRY_COMPARE_WITH_TIMEOUT(qint64(Gate::handled.load()), waiting, 120000);
        return;
    }
    if (Ending(ending) == Ending::StopWhileSuspended) {
        // All have moved from the ring to the actor's own queue.
        QTRY_VERIFY(gate.isSuspended());
        QTRY_VERIFY_WITH_TIMEOUT(system.isQuiet(), 120000);
        QCOMPARE(gate.mailboxSize(), quint64(waiting));
        gate.stop();
    }
    // Another thread asks, so that its messages do not stand behind those of the backlog.
    int pingsMeanwhile = 0;
    std::thread asker([&] {
        while (!isOver()) {
            const auto reply = neighbour.ask(&Neighbour::ping, 1);
            if (!reply.waitForFinished(10s) || !reply.isSuccessful())
                qFatal("the neighbour starves");
            if (!isOver())
                ++pingsMeanwhile;
        }
    });
    asker.join();
    QVERIFY(Gate::handled.load() <= 1);
    QVERIFY2(pingsMeanwhile > 0, QByteArray::number(pingsMeanwhile));
    QTRY_VERIFY(gate.isStopped());
    QCOMPARE(qint64(system.deadLetters()->count()), waiting - Gate::handled.load());
}

void StressTest::stopTakesEffectBetweenTwoMessagesOfABoundedMailbox()
{
    ActorSystem system(QStringLiteral("bounded"));
    const GoOnAtTheEnd goOn;
    Stopper::handled = 0;
    const auto stopper = system.spawn(Props<Stopper>().withMailbox(Mailbox::bounded(1000)));
    stopper.tell(&Stopper::wait);
    for (int i = 0; i < 100; ++i)
        stopper.tell(&Stopper::count, i);
    mayGoOn.release();
    QTRY_VERIFY(stopper.isStopped());
    QCOMPARE(Stopper::handled.load(), 11);
    QTRY_COMPARE(system.deadLetters()->count(), quint64(89));
}

void StressTest::whatComesInANestedLoopOfAfterStopIsLost()
{
    ActorSystem system(QStringLiteral("lingering"));
    const GoOnAtTheEnd goOn;
    Gate::handled = 0;
    const auto lingerer = system.spawn(Props<Lingerer>());
    lingerer.tell(&Gate::block);
    entered.acquire();
    for (int i = 0; i < 100; ++i)
        lingerer.tell(&Gate::count, i);
    lingerer.stop();
    mayGoOn.release();
    QTRY_VERIFY(lingerer.isStopped());
    QCOMPARE(Gate::handled.load(), 0);
    QTRY_COMPARE(system.deadLetters()->count(DeadLetter::Reason::ActorStopped), quint64(100));
    QTRY_VERIFY(system.isQuiet());
    QVERIFY2(system.ledger().isBalanced(), shown(system.ledger()));
}

void StressTest::aCameraFillsNoMemoryBehindABlockedHandler_data()
{
    QTest::addColumn<bool>("latest");
    QTest::newRow("bounded mailbox") << false;
    QTest::newRow("latest only") << true;
}

void StressTest::aCameraFillsNoMemoryBehindABlockedHandler()
{
    QFETCH(const bool, latest);
    constexpr int Frames = 5000; // five seconds of a camera of 1,000 frames a second
    constexpr int Bytes = 640 * 480 * 4; // as QImage keeps it
    Frame::most = 0;
    Screen::shown = 0;
    {
        ActorSystem system(QStringLiteral("camera"));
        const GoOnAtTheEnd goOn;
        auto props = Props<Screen>();
        if (!latest)
            props = props.withMailbox(Mailbox::bounded(4, Overflow::DropOldest));
        const auto screen = system.spawn(props);
        Camera camera;
        Actors::connect(&camera, &Camera::captured, screen, &Screen::show,
                        latest ? Delivery::latest() : Delivery());
        const Frame picture(Bytes);
        const qint64 before = peakOfMemory(Peak::FromNowOn);
        Q_EMIT camera.captured(picture);
        entered.acquire();
        for (int i = 1; i < Frames; ++i)
            Q_EMIT camera.captured(picture);
        QVERIFY2(Frame::most.load() <= 1 + 8, QByteArray::number(Frame::most.load()));
        const qint64 grown = peakOfMemory(Peak::SoFar) - before;
        qInfo() << "peak of memory grown by" << double(grown) / Bytes << "frames,"
                << Frame::most.load() << "frames at a time with that of the camera";
        if (!IsSanitized)
            QVERIFY2(grown <= 8 * qint64(Bytes), QByteArray::number(grown));
        const int kept = latest ? 1 : 4;
        QCOMPARE(system.deadLetters()->count(latest ? DeadLetter::Reason::Coalesced
                                                    : DeadLetter::Reason::DroppedOldest),
                 quint64(Frames - 1 - kept));
        mayGoOn.release();
        QTRY_COMPARE(Screen::shown.load(), 1 + kept);
        QTRY_VERIFY(system.isQuiet());
        QVERIFY2(system.ledger().isBalanced(), shown(system.ledger()));
    }
    QCOMPARE(Frame::living.load(), qint64(0));
}

void StressTest::aLatestConnectionGoesOnAfterItsMessageWasDropped()
{
    Screen::shown = 0;
    ActorSystem system(QStringLiteral("camera"));
    const GoOnAtTheEnd goOn;
    const auto screen =
        system.spawn(Props<Screen>().withMailbox(Mailbox::bounded(1, Overflow::DropOldest)));
    Camera first;
    Camera second;
    for (Camera *camera : {&first, &second})
        Actors::connect(camera, &Camera::captured, screen, &Screen::show, Delivery::latest());
    Q_EMIT first.captured(Frame(1));
    entered.acquire();
    Q_EMIT first.captured(Frame(1));
    Q_EMIT second.captured(Frame(1)); // takes the place of the one before
    Q_EMIT first.captured(Frame(1)); // and loses it again
    mayGoOn.release();
    QTRY_COMPARE(Screen::shown.load(), 2);
    Q_EMIT second.captured(Frame(1));
    QTRY_COMPARE(Screen::shown.load(), 3);
    QTRY_VERIFY(system.isQuiet());
    QVERIFY2(system.ledger().isBalanced(), shown(system.ledger()));
}

void StressTest::depthAndAgeAreReadDuringAHang()
{
    constexpr quint64 Waiting = 100000;
    ActorSystem system(QStringLiteral("hang"));
    const GoOnAtTheEnd goOn;
    const auto gate = system.spawn(Props<Gate>());
    gate.tell(&Gate::block);
    entered.acquire();
    QElapsedTimer timer;
    timer.start();
    gate.tell(&Gate::count, 0);
    const qint64 uncertainty = timer.nsecsElapsed();
    for (quint64 i = 1; i < Waiting; ++i)
        gate.tell(&Gate::count, int(i));
    const qint64 hang = setting("ACTORS_STRESS_HANG", 0);
    for (int look = 0; look < 20 || timer.elapsed() < hang; ++look) {
        const quint64 depth = gate.mailboxSize();
        QVERIFY2(depth >= Waiting * 99 / 100 && depth <= Waiting * 101 / 100,
                 QByteArray::number(depth));
        const qint64 before = timer.nsecsElapsed();
        const qint64 age = gate.oldestMessageAge().count();
        const qint64 after = timer.nsecsElapsed();
        QVERIFY2(age >= before - uncertainty - 10'000'000 && age <= after + 10'000'000,
                 qPrintable(QStringLiteral("%1 ns, but it waits for %2 to %3")
                                .arg(age)
                                .arg(before)
                                .arg(after)));
    }
    mayGoOn.release();
    QTRY_COMPARE_WITH_TIMEOUT(quint64(Gate::handled.load()), Waiting, 60000);
    QTRY_COMPARE(gate.mailboxSize(), quint64(0));
    QCOMPARE(gate.oldestMessageAge(), std::chrono::nanoseconds(0));
}

QTEST_GUILESS_MAIN(StressTest)
#include "stresstest.moc"
