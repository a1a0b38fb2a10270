// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>

#include <QTest>
#include <QTestEventLoop>
#include <QTimer>

#include <atomic>
#include <thread>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class Sleeper : public Actor
{
    Q_OBJECT

public:
    void wake() { ++seen; }

    static inline std::atomic<int> seen = 0;
};

} // namespace

class WakeUpTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Threads sleep as soon as they have nothing to do.
    void initTestCase() { qputenv("ACTORS_SPIN_US", "0"); }

    void noMessageIsSleptThrough_data()
    {
        QTest::addColumn<Dispatcher>("dispatcher");
        QTest::newRow("thread of the application") << Dispatcher::gui();
        QTest::newRow("actor thread") << Dispatcher::dedicated();
        QTest::newRow("actor thread with Qt's event loop")
            << Dispatcher::dedicated().withEventLoop(Dispatcher::EventLoop::Qt);
    }

    //! Each message comes about when the thread falls asleep after the one before.
    void noMessageIsSleptThrough()
    {
        QFETCH(const Dispatcher, dispatcher);
        ActorSystem system(u"test"_s);
        Sleeper::seen = 0;
        const auto sleeper =
            system.spawn(Props<Sleeper>().withDispatcher(dispatcher), u"sleeper"_s);
        QVERIFY(sleeper.started().waitForFinished(10s));
        static constexpr int Count = 30'000;
        std::atomic<bool> isOver = false;
        std::thread sender([&] {
            for (int i = 0; i < Count && !isOver; ++i) {
                for (int pause = 0; pause < i % 2048; ++pause)
                    std::atomic_signal_fence(std::memory_order_seq_cst);
                sleeper.tell(&Sleeper::wake);
                while (Sleeper::seen <= i && !isOver) { }
            }
        });
        // An event loop that blocks: QTest::qWaitFor() would look by itself now and then.
        QTimer look;
        connect(&look, &QTimer::timeout, this, [] {
            if (Sleeper::seen == Count)
                QTestEventLoop::instance().exitLoop();
        });
        look.start(100);
        QTestEventLoop::instance().enterLoop(20);
        isOver = true;
        sender.join();
        QCOMPARE(Sleeper::seen.load(), Count);
    }
};

QTEST_GUILESS_MAIN(WakeUpTest)

#include "wakeuptest.moc"
