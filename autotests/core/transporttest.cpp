// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "dispatch/worker_p.h"

#include <Actors/Core/asymmetricfence.h>
#include <Actors/Core/clock.h>

#include <QDeadlineTimer>
#include <QEventLoop>
#include <QTest>
#include <QTimer>

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <memory>
#include <semaphore>
#include <set>
#include <thread>
#include <utility>
#include <vector>

using namespace Actors;
using namespace Actors::Internal;

namespace {

//! What a message of the test does when it is handled.
class Receiver;

struct Payload
{
    qint64 number = 0;
    std::shared_ptr<int> alive; //!< So that a leak of a message or a second destruction is seen.

    static void invoke(void *arguments, Target &target);
    static void move(void *from, void *to) noexcept
    {
        auto *source = static_cast<Payload *>(from);
        new (to) Payload(std::move(*source));
        source->~Payload();
    }
    static void destroy(void *arguments) noexcept { static_cast<Payload *>(arguments)->~Payload(); }

    static constexpr MessageTable table{.invoke = &invoke,
                                        .move = &move,
                                        .copy = nullptr,
                                        .destroy = &destroy,
                                        .fail = nullptr,
                                        .route = nullptr,
                                        .name = nullptr,
                                        .describe = nullptr,
                                        .variants = nullptr,
                                        .value = nullptr,
                                        .type = nullptr,
                                        .size = 24,
                                        .alignment = 8,
                                        .kind = MessageKind::Call,
                                        .traits = PlainMessage};
};
static_assert(sizeof(Payload) == 24);

//! As Payload, of another size and alignment.
template<std::size_t Size, std::size_t Alignment = 8>
struct alignas(Alignment) Bulky
{
    Payload payload;
    std::array<std::byte, Size - sizeof(Payload)> ballast;

    static void invoke(void *arguments, Target &target)
    {
        if (quintptr(arguments) % Alignment != 0)
            qFatal("a message lies where it must not");
        Payload::invoke(&static_cast<Bulky *>(arguments)->payload, target);
    }
    static void move(void *from, void *to) noexcept
    {
        auto *source = static_cast<Bulky *>(from);
        new (to) Bulky(std::move(*source));
        source->~Bulky();
    }
    static void destroy(void *arguments) noexcept { static_cast<Bulky *>(arguments)->~Bulky(); }

    static constexpr MessageTable tableOf()
    {
        MessageTable own = Payload::table;
        own.invoke = &invoke;
        own.move = &move;
        own.destroy = &destroy;
        own.size = sizeof(Bulky);
        own.alignment = Alignment;
        return own;
    }
    static constexpr MessageTable table = tableOf();
};

class Receiver final : public Target
{
public:
    explicit Receiver(Inlet &inlet)
    {
        m_inlet = &inlet;
        m_id = {0, 1};
    }

    void deliver(Record &record) override { deliver(Envelope::takeFrom(record)); }
    void deliver(Envelope *envelope) override
    {
        auto &worker = static_cast<Worker &>(inlet());
        if (worker.state() == Inlet::Closed) {
            ++refused;
            Envelope::destroy(envelope);
            return;
        }
        if (worker.handle(*this, *envelope)) {
            envelope->flags |= Envelope::ArgumentsGone;
            Envelope::destroy(envelope);
        }
    }
    void fail(Record &, void *, const std::exception_ptr &) override { ++failures; }
    bool takeTurn(int) override { return false; }
    void retire() override { ++retirements; }
    void catchUp() override { }
    Fate accept(Envelope *envelope) override
    {
        send(envelope);
        return Fate::Accepted;
    }
    //! Everything is refused once the worker has ended, also what lies in a ring.
    void refuseFromNowOn() { m_hindrances |= FirstFreeHindrance; }

    std::function<void(Payload &)> onMessage;
    std::vector<qint64> numbers;
    std::atomic<int> refused = 0;
    int failures = 0;
    int disposals = 0;
    int retirements = 0;
};

void Payload::invoke(void *arguments, Target &target)
{
    auto &payload = *static_cast<Payload *>(arguments);
    auto &receiver = static_cast<Receiver &>(target);
    receiver.numbers.push_back(payload.number);
    if (receiver.onMessage)
        receiver.onMessage(payload);
}

//! A worker that the test drains by hand.
class HandWorker final : public Worker
{
public:
    explicit HandWorker(const WorkerEnvironment &environment)
        : Worker(environment)
    {
        m_drainsBeforeSleep = true;
        enter();
    }
    int kicks = 0;

protected:
    void kick() noexcept override { ++kicks; }
};

struct Bench
{
    std::atomic<int> observers = 0;
    WorkerEnvironment environment{Clock::real(), Timers::real(), &observers, {}, {}};
    HandWorker worker{environment};
    Receiver receiver{worker};
    Bench()
    {
        environment.dispose = [](const std::vector<Target *> &targets) {
            for (Target *target : targets)
                ++static_cast<Receiver *>(target)->disposals;
        };
    }
    std::shared_ptr<int> alive = std::make_shared<int>(0);

    void tell(qint64 number)
    {
        Outgoing out(receiver, &Payload::table);
        new (out.arguments()) Payload{number, alive};
        out.commit();
    }
    template<std::size_t Size, std::size_t Alignment>
    void tellBulky(qint64 number)
    {
        using Message = Bulky<Size, Alignment>;
        Outgoing out(receiver, &Message::table);
        new (out.arguments()) Message{{number, alive}, {}};
        out.commit();
    }
    void drainAll()
    {
        while (worker.drain()) { }
    }
    //! As a thread of its own, of which this one sees nothing but the messages.
    template<class Function>
    void elsewhere(Function function)
    {
        std::thread(std::move(function)).join();
    }
    bool isInOrder() const
    {
        for (std::size_t i = 0; i < receiver.numbers.size(); ++i) {
            if (receiver.numbers[i] != qint64(i))
                return false;
        }
        return true;
    }
};

} // namespace

class TransportTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changingFromTheInboxToARingKeepsTheOrder();
    void aRingGrowsAndGivesItsSegmentsBack();
    void messagesOfAllSizesAndAlignmentsArriveInOrder();
    void aThreadSendsToItself();
    void aConversationWithinAThreadUsesTheSameFewKilobytes();
    void aMessageNobodyCommitsIsNone();
    void aRingThatGrewForNothingDoesNotKeepItsThreadAwake();
    void aRingIsDetachedOnceItsSenderHasEnded();
    void aRingOutlivesItsReceiver();
    void aSegmentStaysWhileAHandlerInANestedLoopReadsIt();
    void aTargetIsFreedOnlyAfterAllThatWasSentBefore();
    void aTargetIsFreedBeforeTheThreadSleeps();
    void aTargetIsFreedThoughTheThreadNeverSleeps();
    void whatHasStoppedIsCountedOffBeforeTheThreadSleepsOrEnds();
    void systemMessagesGoBeforeTheNextMessage();
    void everyRingHasItsTurnBehindSlowMessages();
    void whatNeedsTheTimeGetsItBeforeTheThreadMaySleep();
    void aSendAfterTheEndIsRefusedOnce();
    void sendsThatRaceWithTheEndAreHandledOrRefusedOnce();
    void threadsThatEndTogetherRefuseToEachOtherWithoutWaiting();
    void aThreadThatIsAwakeForLongSparesItsSendersTheFence();
    void aSenderThatFoundItsReceiverBusyLooksAgain();
    void aThreadIsNotQuietBeforeItHasLooked();
    void noWakeUpIsLost_data();
    void noWakeUpIsLost();
    void observersWalkRingsWhileTheyAreUsed();
    void announcementsCanBeSeen();
};

void TransportTest::changingFromTheInboxToARingKeepsTheOrder()
{
    Bench bench;
    bench.elsewhere([&] {
        for (int i = 0; i < 1000; ++i)
            bench.tell(i);
    });
    bench.drainAll();
    QCOMPARE(bench.receiver.numbers.size(), std::size_t(1000));
    QVERIFY(bench.isInOrder());
    QCOMPARE(bench.worker.sent(), quint64(1000));
    QCOMPARE(bench.worker.handled(), quint64(1000));
    QCOMPARE(bench.alive.use_count(), 1L);
}

void TransportTest::aRingGrowsAndGivesItsSegmentsBack()
{
    Bench bench;
    bench.elsewhere([&] {
        qint64 next = 0;
        // With a backlog the ring grows; without one it lives on its spare segment.
        for (int round = 0; round < 3; ++round) {
            for (int i = 0; i < 20000; ++i)
                bench.tell(next++);
        }
    });
    bench.drainAll();
    QCOMPARE(bench.receiver.numbers.size(), std::size_t(60000));
    QVERIFY(bench.isInOrder());

    Bench small;
    std::counting_semaphore<> mayDrain(0);
    std::counting_semaphore<> maySend(0);
    std::thread sender([&] {
        qint64 next = 0;
        for (int round = 0; round < 500; ++round) {
            for (int i = 0; i < 100; ++i)
                small.tell(next++);
            mayDrain.release();
            maySend.acquire();
        }
    });
    for (int round = 0; round < 500; ++round) {
        mayDrain.acquire();
        small.drainAll();
        maySend.release();
    }
    sender.join();
    small.drainAll();
    QCOMPARE(small.receiver.numbers.size(), std::size_t(50000));
    QVERIFY(small.isInOrder());
}

void TransportTest::messagesOfAllSizesAndAlignmentsArriveInOrder()
{
    Bench bench;
    bench.elsewhere([&] {
        qint64 next = 0;
        while (next < 5000) {
            bench.tell(next++);
            bench.tellBulky<64, 8>(next++);
            bench.tellBulky<64, 64>(next++);
            bench.tellBulky<480, 8>(next++);
            bench.tellBulky<488, 8>(next++);
            bench.tellBulky<4096, 8>(next++);
            bench.tellBulky<4096, 32>(next++);
            bench.tellBulky<256, 128>(next++);
        }
    });
    bench.drainAll();
    QVERIFY(bench.receiver.numbers.size() >= 5000);
    QVERIFY(bench.isInOrder());
    QCOMPARE(bench.alive.use_count(), 1L);
}

void TransportTest::aThreadSendsToItself()
{
    Bench bench;
    bench.worker.own();
    bench.receiver.onMessage = [&](Payload &payload) {
        if (payload.number < 9999)
            bench.tell(payload.number + 1);
    };
    bench.tell(0);
    bench.drainAll();
    QCOMPARE(bench.receiver.numbers.size(), std::size_t(10000));
    QVERIFY(bench.isInOrder());
    bench.worker.disown();
}

void TransportTest::aConversationWithinAThreadUsesTheSameFewKilobytes()
{
    // Of 56 bytes, in two segments of 4 KiB, and in smaller ones before.
    constexpr std::size_t MostPlaces = 300;
    Bench bench;
    qint64 left = 0;
    std::set<const Payload *> places;
    bench.receiver.onMessage = [&](Payload &payload) {
        places.insert(&payload);
        if (left > 0)
            bench.tell(--left);
    };
    const auto talk = [&](qint64 messages) {
        places.clear();
        left = messages;
        bench.tell(0);
        bench.drainAll();
    };
    talk(20000);
    QCOMPARE(left, 0);
    QVERIFY2(places.size() < MostPlaces, QByteArray::number(quint64(places.size())));

    // A flood needs more, and the conversation behind it no more than before.
    const auto answer = std::exchange(bench.receiver.onMessage, [&](Payload &payload) {
        places.insert(&payload);
        while (left > 0)
            bench.tell(--left);
    });
    talk(20000);
    QVERIFY2(places.size() > 10 * MostPlaces, QByteArray::number(quint64(places.size())));
    bench.receiver.onMessage = answer;
    talk(2000); // uses up what the flood has made
    talk(20000);
    QVERIFY2(places.size() < MostPlaces, QByteArray::number(quint64(places.size())));
}

void TransportTest::aMessageNobodyCommitsIsNone()
{
    Bench bench;
    bench.elsewhere([&] {
        for (int i = 0; i < 200; ++i) {
            bench.tell(i);
            // A constructor of the arguments has thrown.
            const Outgoing out(bench.receiver, &Payload::table);
        }
    });
    bench.drainAll();
    QCOMPARE(bench.receiver.numbers.size(), std::size_t(200));
    QVERIFY(bench.isInOrder());
}

void TransportTest::aRingThatGrewForNothingDoesNotKeepItsThreadAwake()
{
    Bench bench;
    bench.elsewhere([&] {
        // One of them makes the ring go on to its next segment, and is never sent.
        for (int i = 0; i < 200; ++i) {
            bench.tell(i);
            const Outgoing large(bench.receiver, &Bulky<480>::table);
            bench.drainAll();
            if (bench.worker.hasWork())
                qFatal("nothing is left, but the worker believes there is");
        }
    });
    bench.drainAll();
    QVERIFY(!bench.worker.hasWork());
    QCOMPARE(bench.receiver.numbers.size(), std::size_t(200));
}

void TransportTest::aRingIsDetachedOnceItsSenderHasEnded()
{
    Bench bench;
    for (int i = 0; i < 50; ++i) {
        bench.elsewhere([&] {
            for (int k = 0; k < 200; ++k)
                bench.tell(k);
        });
        bench.drainAll();
    }
    QCOMPARE(bench.worker.sent(), quint64(10000));
    QCOMPARE(bench.worker.waiting(), quint64(0));
    QCOMPARE(bench.alive.use_count(), 1L);
}

void TransportTest::aRingOutlivesItsReceiver()
{
    std::counting_semaphore<> sent(0);
    std::counting_semaphore<> isGone(0);
    auto first = std::make_unique<Bench>();
    std::unique_ptr<Bench> second;
    std::thread sender([&] {
        for (int i = 0; i < 200; ++i)
            first->tell(i);
        sent.release();
        isGone.acquire();
        // The id is used again; the ring of the other receiver must not be.
        for (int i = 0; i < 200; ++i)
            second->tell(i);
    });
    sent.acquire();
    first->drainAll();
    first->worker.leave();
    QCOMPARE(first->receiver.numbers.size(), std::size_t(200));
    const quint32 id = first->worker.id();
    first.reset();
    second = std::make_unique<Bench>();
    QCOMPARE(second->worker.id(), id);
    isGone.release();
    sender.join();
    second->drainAll();
    QCOMPARE(second->receiver.numbers.size(), std::size_t(200));
    QVERIFY(second->isInOrder());
}

void TransportTest::aSegmentStaysWhileAHandlerInANestedLoopReadsIt()
{
    Bench bench;
    std::counting_semaphore<> maySendMore(0);
    std::counting_semaphore<> sentMore(0);
    std::thread sender([&] {
        for (int i = 0; i < 100; ++i)
            bench.tell(i);
        sentMore.release();
        maySendMore.acquire();
        // Passes segment after segment while the first handler looks at its arguments.
        for (int i = 100; i < 20000; ++i)
            bench.tell(i);
        sentMore.release();
        maySendMore.acquire();
        for (int i = 20000; i < 22000; ++i)
            bench.tell(i);
        // What was given back too early, to the ring or to the heap, is used again.
        std::vector<void *> others;
        constexpr auto alignment = std::align_val_t(alignof(Segment));
        for (quint32 size = Ring::FirstCapacity; size <= Ring::LastCapacity; size *= 2) {
            for (int i = 0; i < 32; ++i) {
                others.push_back(::operator new(sizeof(Segment) + size, alignment));
                std::memset(others.back(), 0xff, sizeof(Segment) + size);
            }
        }
        sentMore.release();
        for (void *other : others)
            ::operator delete(other, alignment);
    });
    sentMore.acquire();
    bench.receiver.onMessage = [&](Payload &payload) {
        if (payload.number != 90)
            return;
        maySendMore.release();
        sentMore.acquire();
        QEventLoop loop;
        QTimer::singleShot(0, &loop, [&] {
            bench.drainAll();
            loop.quit();
        });
        loop.exec();
        QCOMPARE(bench.receiver.numbers.size(), std::size_t(20000));
        maySendMore.release();
        sentMore.acquire();
        QCOMPARE(payload.number, qint64(90));
        QCOMPARE(payload.alive, bench.alive);
    };
    bench.drainAll();
    sender.join();
    bench.drainAll();
    QCOMPARE(bench.receiver.numbers.size(), std::size_t(22000));
    QVERIFY(bench.isInOrder());
    QCOMPARE(bench.alive.use_count(), 1L);
}

void TransportTest::aTargetIsFreedOnlyAfterAllThatWasSentBefore()
{
    Bench bench;
    Receiver other(bench.worker);
    bench.elsewhere([&] {
        for (int i = 0; i < 5000; ++i)
            bench.tell(i);
    });
    bench.worker.setBudget(std::chrono::nanoseconds(0));
    bench.receiver.onMessage = [&](Payload &) { QCOMPARE(bench.receiver.disposals, 0); };
    bench.worker.call(nullptr, [&] { bench.worker.bury(&bench.receiver); });
    int passes = 0;
    while (bench.worker.drain()) {
        ++passes;
        if (bench.receiver.numbers.size() < 5000)
            QCOMPARE(bench.receiver.disposals, 0);
    }
    QVERIFY(passes > 2);
    QCOMPARE(bench.receiver.numbers.size(), std::size_t(5000));
    bench.worker.setAsleep();
    QCOMPARE(bench.receiver.disposals, 1);
    QCOMPARE(other.disposals, 0);
}

void TransportTest::aTargetIsFreedBeforeTheThreadSleeps()
{
    Bench bench;
    bench.worker.call(nullptr, [&] { bench.worker.bury(&bench.receiver); });
    bench.drainAll();
    bench.worker.setAsleep();
    QCOMPARE(bench.receiver.disposals, 1);
}

void TransportTest::aTargetIsFreedThoughTheThreadNeverSleeps()
{
    Bench bench;
    // However slow the machine is, a pass ends because nothing is left.
    bench.worker.setBudget(std::chrono::seconds(10));
    bench.worker.call(nullptr, [&] { bench.worker.bury(&bench.receiver); });
    int passes = 0;
    do {
        bench.worker.call(nullptr, [] {});
        QVERIFY(!bench.worker.drain());
    } while (bench.receiver.disposals == 0 && ++passes < 1000);
    QVERIFY(passes < 100);
}

void TransportTest::whatHasStoppedIsCountedOffBeforeTheThreadSleepsOrEnds()
{
    Bench bench;
    bench.worker.call(nullptr, [&] { bench.worker.departLater(bench.receiver); });
    bench.drainAll();
    bench.worker.setAsleep();
    QCOMPARE(bench.receiver.retirements, 1);
    bench.worker.setAwake();
    bench.worker.call(nullptr, [&] { bench.worker.departLater(bench.receiver); });
    bench.drainAll();
    bench.worker.leave();
    QCOMPARE(bench.receiver.retirements, 2);
}

void TransportTest::systemMessagesGoBeforeTheNextMessage()
{
    Bench bench;
    bench.elsewhere([&] {
        for (int i = 0; i < 1000; ++i)
            bench.tell(i);
    });
    std::size_t handledBefore = 0;
    bench.receiver.onMessage = [&](Payload &payload) {
        if (payload.number == 500)
            bench.worker.call(nullptr, [&] { handledBefore = bench.receiver.numbers.size(); });
    };
    bench.drainAll();
    QCOMPARE(handledBefore, std::size_t(501));
}

void TransportTest::everyRingHasItsTurnBehindSlowMessages()
{
    Bench bench;
    std::counting_semaphore<> sent(0);
    std::counting_semaphore<> mayEnd(0);
    std::vector<std::thread> senders;
    for (int number : {0, 1, 2}) {
        senders.emplace_back([&, number] {
            for (int i = 0; i < 1000; ++i)
                bench.tell(number);
            sent.release();
            mayEnd.acquire();
        });
        sent.acquire();
    }
    // Each message takes longer than a whole pass may.
    bench.worker.setBudget(std::chrono::microseconds(20));
    bench.receiver.onMessage = [](Payload &) {
        const auto end = Clock::real()->now() + std::chrono::microseconds(50);
        while (Clock::real()->now() < end) { }
    };
    bench.receiver.numbers.reserve(3000);
    // What came by the inbox, and a pass or two with a batch that is too large yet.
    while (bench.receiver.numbers.size() < 700)
        bench.worker.drain();
    bench.receiver.numbers.clear();
    for (int pass = 0; pass < 30; ++pass)
        bench.worker.drain();
    const std::vector<qint64> numbers = bench.receiver.numbers;
    mayEnd.release(3);
    for (std::thread &sender : senders)
        sender.join();
    bench.receiver.onMessage = {};
    bench.drainAll();
    for (qint64 number : {0, 1, 2}) {
        const auto turns = std::count(numbers.begin(), numbers.end(), number);
        QVERIFY2(turns > 5, QByteArray::number(qint64(turns)));
    }
    // A pass that went on after its time would let sockets and timers wait.
    QVERIFY2(numbers.size() < 60, QByteArray::number(quint64(numbers.size())));
}

void TransportTest::whatNeedsTheTimeGetsItBeforeTheThreadMaySleep()
{
    struct Waiting final : Unsettled
    {
        explicit Waiting(std::vector<Waiting *> &settled)
            : order(settled)
        {
        }
        void settle(std::chrono::nanoseconds now) override
        {
            order.push_back(this);
            time = now;
        }
        std::vector<Waiting *> &order;
        std::chrono::nanoseconds time{0};
    };
    Bench bench;
    std::vector<Waiting *> settled;
    Waiting outside(settled);
    Waiting first(settled);
    Waiting takenBack(settled);
    Waiting second(settled);
    bench.worker.settleLater(outside);
    QCOMPARE(settled, std::vector{&outside});

    std::chrono::nanoseconds asked{0};
    bench.receiver.onMessage = [&](Payload &) {
        asked = Clock::real()->now();
        bench.worker.settleLater(first);
        bench.worker.settleLater(takenBack);
        bench.worker.settleLater(second);
        takenBack.takeBack();
        QVERIFY(!takenBack.isUnsettled());
        QVERIFY(first.isUnsettled());
        // An event loop in the handler comes to drain before it sleeps.
        QVERIFY(bench.worker.hasWork());
    };
    bench.tell(1);
    bench.drainAll();
    QCOMPARE(settled, (std::vector{&outside, &first, &second}));
    QVERIFY(first.time >= asked);
    QVERIFY(!first.isUnsettled());
    QVERIFY(!bench.worker.hasWork());
}

void TransportTest::aSendAfterTheEndIsRefusedOnce()
{
    Bench bench;
    bench.elsewhere([&] {
        for (int i = 0; i < 100; ++i)
            bench.tell(i);
    });
    bench.receiver.refuseFromNowOn();
    bench.worker.leave();
    QCOMPARE(bench.receiver.refused.load(), 100);
    bench.elsewhere([&] {
        for (int i = 0; i < 300; ++i)
            bench.tell(i);
    });
    QCOMPARE(bench.receiver.refused.load(), 400);
    QVERIFY(bench.receiver.numbers.empty());
    QCOMPARE(bench.alive.use_count(), 1L);
}

void TransportTest::sendsThatRaceWithTheEndAreHandledOrRefusedOnce()
{
    constexpr int Senders = 3;
    constexpr int Messages = 2000;
    for (int round = 0; round < 30; ++round) {
        auto bench = std::make_unique<Bench>();
        std::vector<std::thread> senders;
        senders.reserve(std::size_t(Senders));
        for (int i = 0; i < Senders; ++i) {
            senders.emplace_back([&] {
                for (int k = 0; k < Messages; ++k)
                    bench->tell(k);
            });
        }
        while (bench->receiver.numbers.size() < std::size_t(round) * 100)
            bench->worker.drain();
        bench->receiver.refuseFromNowOn();
        bench->worker.leave();
        for (std::thread &sender : senders)
            sender.join();
        QCOMPARE(int(bench->receiver.numbers.size()) + bench->receiver.refused.load(),
                 Senders * Messages);
        QCOMPARE(bench->alive.use_count(), 1L);
        QVERIFY(!bench->worker.hasWork());
    }
}

void TransportTest::threadsThatEndTogetherRefuseToEachOtherWithoutWaiting()
{
    // A refused message is answered by one to the other thread, which has ended as well.
    for (int round = 0; round < 200; ++round) {
        Bench left;
        Bench right;
        left.worker.leave();
        right.worker.leave();
        struct Answering final : SystemMessage
        {
            Answering(Worker &to, Worker &back, int left)
                : m_to(to)
                , m_back(back)
                , m_left(left)
            {
            }
            void run() override
            {
                if (m_left > 0)
                    m_back.post(new Answering(m_back, m_to, m_left - 1));
            }
            Worker &m_to;
            Worker &m_back;
            int m_left;
        };
        std::thread one([&] { left.worker.post(new Answering(left.worker, right.worker, 50)); });
        std::thread two([&] { right.worker.post(new Answering(right.worker, left.worker, 50)); });
        one.join();
        two.join();
        QVERIFY(!left.worker.hasWork());
        QVERIFY(!right.worker.hasWork());
    }
}

void TransportTest::aThreadThatIsAwakeForLongSparesItsSendersTheFence()
{
    Bench bench;
    QCOMPARE(bench.worker.state(), Inlet::Awake);
    // Without a heavy fence it cannot spare them theirs, however long it is awake.
    const QDeadlineTimer end(hasHeavyFence() ? 5000 : 5);
    while (bench.worker.state() == Inlet::Awake && !end.hasExpired())
        bench.drainAll();
    QCOMPARE(bench.worker.state(), hasHeavyFence() ? Inlet::Busy : Inlet::Awake);
    bench.elsewhere([&] {
        for (int i = 0; i < 1000; ++i)
            bench.tell(i);
    });
    QCOMPARE(bench.worker.kicks, 0);
    bench.drainAll();
    QVERIFY(bench.isInOrder());

    // Whoever sleeps, and whoever has just risen, is fenced against by its senders.
    bench.worker.setAsleep();
    QCOMPARE(bench.worker.state(), Inlet::Asleep);
    bench.worker.setAwake();
    bench.drainAll();
    QCOMPARE(bench.worker.state(), Inlet::Awake);
}

void TransportTest::aSenderThatFoundItsReceiverBusyLooksAgain()
{
    Bench bench;
    bench.worker.setAsleep();
    bench.worker.notify(Inlet::Busy);
    QCOMPARE(bench.worker.kicks, 1);
    QCOMPARE(bench.worker.state(), Inlet::Awake);
    // It has slept and risen meanwhile.
    bench.worker.notify(Inlet::Busy);
    QCOMPARE(bench.worker.kicks, 1);
    bench.worker.setAsleep();
    bench.worker.notify(Inlet::Awake);
    QCOMPARE(bench.worker.kicks, 2);
    bench.worker.setAsleep();
    bench.worker.notify(Inlet::Asleep);
    QCOMPARE(bench.worker.kicks, 3);
}

void TransportTest::aThreadIsNotQuietBeforeItHasLooked()
{
    //! Says how quiet it was whenever it was asked for work.
    class Watched final : public Worker
    {
    public:
        explicit Watched(const WorkerEnvironment &environment)
            : Worker(environment)
        {
        }
        bool hasWork() const noexcept override
        {
            wasQuiet |= isQuiet();
            return Worker::hasWork();
        }
        mutable bool wasQuiet = false;

    protected:
        void kick() noexcept override { }
    };

    Bench bench;
    Watched worker(bench.environment);
    worker.enter();
    worker.setAsleep();
    QVERIFY(worker.isQuiet());
    QVERIFY(!worker.wasQuiet);
    worker.setAwake();
    QVERIFY(!worker.isQuiet());
    worker.call(nullptr, [] {});
    worker.setAsleep();
    QVERIFY(!worker.isQuiet());
    worker.setAwake();
    while (worker.drain()) { }
}

void TransportTest::noWakeUpIsLost_data()
{
    QTest::addColumn<int>("messages");
    QTest::addColumn<std::chrono::microseconds>("busy");
    QTest::newRow("of a thread that sleeps after each message")
        << 20000 << std::chrono::microseconds(0);
    // Each message keeps it awake for long.
    QTest::newRow("of a thread that was busy") << 1500 << std::chrono::microseconds(600);
}

void TransportTest::noWakeUpIsLost()
{
    QFETCH(const int, messages);
    QFETCH(const std::chrono::microseconds, busy);
    // Some messages at a time to a worker that goes to sleep after them.
    class Sleeper final : public Worker
    {
    public:
        explicit Sleeper(const WorkerEnvironment &environment)
            : Worker(environment)
        {
        }
        std::binary_semaphore kicked{0};

    protected:
        void kick() noexcept override { kicked.release(); }
    };

    Bench bench;
    Sleeper sleeper(bench.environment);
    Receiver receiver(sleeper);
    std::atomic<int> handled = 0;
    int busySleeps = 0;
    receiver.onMessage = [&](Payload &) {
        const auto end = Clock::real()->now() + busy;
        while (Clock::real()->now() < end) { }
        handled.fetch_add(1);
    };
    std::thread thread([&] {
        sleeper.own();
        sleeper.enter();
        while (handled.load() < messages) {
            do {
                while (sleeper.drain()) { }
            } while (sleeper.hasWork());
            // A pass looks at the clock when it begins.
            while (sleeper.drain()) { }
            if (handled.load() == messages)
                break;
            busySleeps += sleeper.state() == Inlet::Busy ? 1 : 0;
            sleeper.setAsleep();
            if (sleeper.hasWork()) {
                sleeper.setAwake();
                continue;
            }
            sleeper.kicked.acquire();
        }
        sleeper.leave();
        sleeper.disown();
    });
    for (int i = 0; i < messages; ++i) {
        Outgoing out(receiver, &Payload::table);
        new (out.arguments()) Payload{i, {}};
        out.commit();
        // Three at once, then one alone: before the worker says that it sleeps, just then, or
        // after.
        if (i % 4 < 2)
            continue;
        while (handled.load() <= i)
            std::this_thread::yield();
        for (int pause = 0; pause < i * 7 % 4096; ++pause)
            std::atomic_signal_fence(std::memory_order_seq_cst);
        while (i % 40 == 3 && sleeper.state() != Inlet::Asleep)
            std::this_thread::yield();
    }
    thread.join();
    QCOMPARE(handled.load(), messages);
    if (busy.count() > 0 && hasHeavyFence())
        QVERIFY2(busySleeps > 0, "it never fell asleep with its senders not fencing");
}

void TransportTest::observersWalkRingsWhileTheyAreUsed()
{
    Bench bench;
    constexpr int Messages = 100000;
    std::atomic<bool> isOver = false;
    std::thread sender([&] {
        for (int i = 0; i < Messages; ++i)
            bench.tell(i);
    });
    std::thread observer([&] {
        while (!isOver.load()) {
            const Backlog backlog = bench.worker.backlog(bench.receiver);
            if (backlog.count > Messages)
                qFatal("more than was ever sent");
            bench.worker.waiting();
            bench.worker.sent();
        }
    });
    while (bench.receiver.numbers.size() < std::size_t(Messages))
        bench.worker.drain();
    isOver = true;
    sender.join();
    observer.join();
    QVERIFY(bench.isInOrder());
}

void TransportTest::announcementsCanBeSeen()
{
    Bench bench;
    Bench other;
    QVERIFY(!Announcement::exists(bench.worker));
    std::counting_semaphore<> isMade(0);
    std::counting_semaphore<> mayEnd(0);
    std::thread sender([&] {
        const Announcement outer(bench.worker);
        {
            const Announcement inner(other.worker);
        }
        isMade.release();
        mayEnd.acquire();
    });
    isMade.acquire();
    QVERIFY(Announcement::exists(bench.worker));
    QVERIFY(!Announcement::exists(other.worker));
    mayEnd.release();
    sender.join();
    QVERIFY(!Announcement::exists(bench.worker));
}

QTEST_GUILESS_MAIN(TransportTest)
#include "transporttest.moc"
