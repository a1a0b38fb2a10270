// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// What our event dispatcher does beyond Qt's: the messages of actors, cheap wake-ups, looking for
// work before sleeping. What it has in common with Qt's is in eventdispatcherconformance.cpp.

#include "fakemessagesource.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPointer>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSocketNotifier>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <array>
#include <atomic>
#include <fcntl.h>
#include <functional>
#include <memory>
#include <stdexcept>
#include <unistd.h>
#include <utility>
#include <vector>

using Actors::Internal::EventDispatcher;
using Actors::Internal::SpinGovernor;

namespace {

class Thread : public QThread
{
public:
    explicit Thread(std::function<void()> body)
        : dispatcher(new EventDispatcher(&source))
        , m_body(std::move(body))
    {
        setEventDispatcher(dispatcher);
    }
    //! Runs an event loop.
    Thread()
        : Thread([this] { exec(); })
    {
    }
    ~Thread() override
    {
        quit();
        wait();
    }

    void tell(FakeMessageSource::Message message) { source.tell(dispatcher, std::move(message)); }

    FakeMessageSource source;
    EventDispatcher *const dispatcher;

protected:
    void run() override { m_body(); }

private:
    std::function<void()> m_body;
};

template<typename Function>
void post(QObject *context, Function &&function)
{
    QMetaObject::invokeMethod(context, std::forward<Function>(function), Qt::QueuedConnection);
}

class Ticker : public QObject
{
public:
    explicit Ticker(std::function<void()> tick)
        : m_tick(std::move(tick))
    {
    }

protected:
    void timerEvent(QTimerEvent *) override { m_tick(); }

private:
    std::function<void()> m_tick;
};

} // namespace

class EventDispatcherTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void cleanup() { QTRY_COMPARE(SpinGovernor::awakeThreads(), 0); }

    void handlesMessagesInTheirOrder()
    {
        Thread thread;
        thread.start();
        std::vector<int> handled;
        QSemaphore done;
        for (int i = 0; i < 1000; ++i)
            thread.tell([&, i] { handled.push_back(i); });
        thread.tell([&] { done.release(); });
        QVERIFY(done.tryAcquire(1, 5000));
        QCOMPARE(handled.size(), size_t(1000));
        QVERIFY(std::is_sorted(handled.begin(), handled.end()));
    }

    void wakesForAMessageAndForAnEventFromSleep()
    {
        Thread thread;
        thread.start();
        QObject receiver;
        receiver.moveToThread(&thread);
        const auto movesBack = qScopeGuard([&] {
            thread.quit();
            thread.wait();
        });
        QSemaphore done;
        for (int i = 0; i < 100; ++i) {
            QTRY_VERIFY(thread.source.isAsleep);
            if (i % 2)
                thread.tell([&] { done.release(); });
            else
                post(&receiver, [&] { done.release(); });
            QVERIFY(done.tryAcquire(1, 5000));
        }
    }

    void losesNoWakeUpBetweenTwoThreads()
    {
        constexpr int Rounds = 20000;
        Thread one;
        Thread two;
        one.start();
        two.start();
        QSemaphore done;
        int rounds = 0;
        std::function<void()> ping;
        const std::function<void()> pong = [&] { one.tell(ping); };
        ping = [&] {
            if (++rounds == Rounds)
                done.release();
            else
                two.tell(pong);
        };
        one.tell(ping);
        QVERIFY(done.tryAcquire(1, 30000));
        QCOMPARE(rounds, Rounds);
    }

    void looksOnceMoreWhenItHasSaidThatItSleeps_data()
    {
        QTest::addColumn<bool>("event");
        QTest::newRow("for messages") << false;
        QTest::newRow("for events") << true;
    }

    void looksOnceMoreWhenItHasSaidThatItSleeps()
    {
        QFETCH(const bool, event);
        QSemaphore done;
        bool isSent = false;
        Thread thread;
        // Nobody wakes a thread that has not yet said it.
        thread.source.aboutToSleep = [&] {
            if (std::exchange(isSent, true))
                return;
            if (event)
                post(thread.dispatcher, [&] { done.release(); });
            else
                thread.tell([&] { done.release(); });
        };
        thread.start();
        QVERIFY(done.tryAcquire(1, 5000));
    }

    void isNotKickedWhileItIsAwake()
    {
        quint64 kicks = 0;
        Thread thread([&] {
            auto *const dispatcher =
                static_cast<EventDispatcher *>(QAbstractEventDispatcher::instance());
            QObject receiver;
            int delivered = 0;
            const std::unique_ptr<QThread> sender(QThread::create([&] {
                for (int i = 0; i < 1000; ++i)
                    post(&receiver, [&] { ++delivered; });
                for (int i = 0; i < 1000; ++i)
                    dispatcher->wakeUp();
            }));
            sender->start();
            sender->wait();
            while (delivered < 1000)
                dispatcher->processEvents(QEventLoop::AllEvents);
            kicks = dispatcher->counters().kicks;
        });
        thread.start();
        thread.wait();
        QCOMPARE(kicks, 0u);
    }

    void isKickedOnceForOneSleep()
    {
        Thread thread;
        thread.start();
        QTRY_VERIFY(thread.source.isAsleep);
        const quint64 before = thread.dispatcher->counters().kicks;
        QSemaphore held;
        QSemaphore running;
        thread.tell([&] {
            running.release();
            held.acquire();
        });
        running.acquire();
        for (int i = 0; i < 100; ++i) {
            thread.tell([] {});
            thread.dispatcher->wakeUp();
        }
        QCOMPARE(thread.dispatcher->counters().kicks, before + 1);
        held.release();
    }

    void sleepsOnWhenAKickComesLate()
    {
        Thread thread;
        std::atomic<int> rises = 0;
        QObject::connect(
            thread.dispatcher, &EventDispatcher::awake, thread.dispatcher, [&] { ++rises; },
            Qt::DirectConnection);
        thread.start();
        QTRY_VERIFY(thread.dispatcher->counters().sleeps > 0);
        const int before = rises;
        // Of somebody whose message was found before he got to it.
        thread.dispatcher->kick();
        QTRY_COMPARE(thread.dispatcher->counters().lateKicks, 1u);
        QVERIFY(thread.source.isAsleep);
        QCOMPARE(rises.load(), before);
        QSemaphore done;
        thread.tell([&] { done.release(); });
        QVERIFY(done.tryAcquire(1, 5000));
        QCOMPARE(thread.dispatcher->counters().lateKicks, 1u);
    }

    void drainsBeforeItBlocksWhatASlotToldItself_data()
    {
        QTest::addColumn<int>("origin");
        QTest::newRow("timer") << 0;
        QTest::newRow("queued slot") << 1;
        QTest::newRow("socket") << 2;
        QTest::newRow("aboutToBlock") << 3;
        QTest::newRow("message") << 4;
    }

    void drainsBeforeItBlocksWhatASlotToldItself()
    {
        QFETCH(const int, origin);
        QSemaphore handled;
        Thread thread([&] {
            QEventLoop loop;
            std::array<int, 2> pipe{};
            QCOMPARE(::pipe2(pipe.data(), O_CLOEXEC), 0);
            QSocketNotifier reader(pipe[0], QSocketNotifier::Read);
            const auto tellSelf = [&] {
                thread.tell([&] {
                    handled.release();
                    loop.quit();
                });
            };
            connect(&reader, &QSocketNotifier::activated, &reader, [&] {
                reader.setEnabled(false);
                tellSelf();
            });
            switch (origin) {
            case 0:
                QTimer::singleShot(1, &loop, tellSelf);
                break;
            case 1:
                post(&loop, tellSelf);
                break;
            case 2:
                QCOMPARE(::write(pipe[1], "x", 1), ssize_t(1));
                break;
            case 3:
                connect(thread.dispatcher, &QAbstractEventDispatcher::aboutToBlock, &loop, tellSelf,
                        Qt::SingleShotConnection);
                break;
            case 4:
                thread.tell(tellSelf);
                break;
            }
            loop.exec();
            reader.setEnabled(false);
            ::close(pipe[0]);
            ::close(pipe[1]);
        });
        thread.start();
        QVERIFY(handled.tryAcquire(1, 5000));
        thread.wait();
    }

    void handlesMessagesInANestedLoopOfAHandler()
    {
        Thread thread;
        thread.start();
        QByteArray order;
        QSemaphore done;
        thread.tell([&] {
            QEventLoop loop;
            order += '1';
            thread.tell([&] {
                order += '2';
                loop.quit();
            });
            loop.exec();
            order += '3';
            done.release();
        });
        QVERIFY(done.tryAcquire(1, 5000));
        QCOMPARE(order, "123");
    }

    void deletesLaterWhatAHandlerLeaves()
    {
        Thread thread;
        thread.start();
        QSemaphore done;
        QPointer<QObject> object;
        QSemaphore deleted;
        bool survivedNestedLoop = false;
        thread.tell([&] {
            object = new QObject;
            connect(object, &QObject::destroyed, object, [&] { deleted.release(); });
            object->deleteLater();
            QEventLoop loop;
            QTimer::singleShot(1, &loop, [&] {
                survivedNestedLoop = object;
                loop.quit();
            });
            loop.exec();
        });
        QVERIFY(deleted.tryAcquire(1, 5000));
        QVERIFY(survivedNestedLoop);
    }

    void deletesLaterWhatAHandlerInTheNestedLoopOfASlotLeaves()
    {
        bool deletedInNestedLoop = false;
        Thread thread([&] {
            QEventLoop outer;
            post(&outer, [&] {
                QEventLoop nested;
                QPointer<QObject> object;
                thread.tell([&] {
                    object = new QObject;
                    object->deleteLater();
                    QTimer::singleShot(5, &nested, &QEventLoop::quit);
                });
                nested.exec();
                deletedInNestedLoop = !object;
                outer.quit();
            });
            outer.exec();
        });
        thread.start();
        QVERIFY(thread.wait(5000));
        QVERIFY(deletedInNestedLoop);
    }

    void quitsFromAHandler()
    {
        Thread thread;
        thread.tell([&] { thread.exit(4); });
        thread.start();
        QVERIFY(thread.wait(5000));
    }

    void endsAWaitOfItsCallerAfterAMessage()
    {
        std::atomic<int> handled = 0;
        Thread thread([&] {
            while (handled < 100)
                thread.dispatcher->processEvents(QEventLoop::WaitForMoreEvents);
        });
        thread.start();
        for (int i = 0; i < 100; ++i) {
            if (i % 10 == 0)
                QTRY_VERIFY(thread.source.isAsleep || handled == 100);
            thread.tell([&] { ++handled; });
        }
        QVERIFY(thread.wait(5000));
    }

    void endsAWaitOfItsCallerAfterAnEvent()
    {
        std::atomic<int> handled = 0;
        QSemaphore ready;
        QObject *receiver = nullptr;
        Thread thread([&] {
            QObject here;
            receiver = &here;
            ready.release();
            while (handled < 10)
                thread.dispatcher->processEvents(QEventLoop::WaitForMoreEvents);
        });
        thread.start();
        ready.acquire();
        for (int i = 0; i < 10; ++i) {
            QTRY_VERIFY(thread.source.isAsleep);
            post(receiver, [&] { ++handled; });
            QTRY_COMPARE(handled.load(), i + 1);
        }
        QVERIFY(thread.wait(5000));
    }

    void quitsTheOuterLoopAlthoughAnInnerPassSawIt()
    {
        Thread thread([] {
            QEventLoop loop;
            post(&loop, [&] {
                loop.exit(1);
                QCoreApplication::processEvents();
            });
            QCOMPARE(loop.exec(), 1);
        });
        thread.start();
        QVERIFY(thread.wait(5000));
    }

    void goesOnAfterAnException()
    {
        int caught = 0;
        int ticks = 0;
        QByteArray order;
        Thread thread([&] {
            Ticker ticker([&] {
                if (++ticks == 1)
                    throw std::runtime_error("timer");
                thread.quit();
            });
            ticker.startTimer(1);
            thread.tell([] { throw std::runtime_error("message"); });
            while (ticks < 2) {
                try {
                    thread.dispatcher->processEvents(QEventLoop::WaitForMoreEvents);
                } catch (const std::runtime_error &error) {
                    order += error.what();
                    ++caught;
                }
            }
        });
        thread.start();
        QVERIFY(thread.wait(5000));
        QCOMPARE(caught, 2);
        QCOMPARE(order, "messagetimer");
    }

    void drainsWithoutAnApplicationsHelp()
    {
        // An event filter that swallows everything must not stop the actors.
        class Swallower : public QObject
        {
        protected:
            bool eventFilter(QObject *, QEvent *) override { return true; }
        };
        QSemaphore handled;
        Thread thread([&] {
            Swallower swallower;
            thread.dispatcher->installEventFilter(&swallower);
            QEventLoop loop;
            thread.tell([&] {
                handled.release();
                loop.quit();
            });
            loop.exec();
        });
        thread.start();
        QVERIFY(handled.tryAcquire(1, 5000));
        thread.wait();
    }

    void firesTimersInTimeUnderAFloodOfMessages()
    {
        // In passes, not in microseconds: this machine may have more to do than this test.
        int ticks = 0;
        int passesWhileDue = 0;
        int mostPassesWhileDue = 0;
        Thread thread([&] {
            QEventLoop loop;
            int timerId = 0;
            int drains = 0;
            Ticker ticker([&] {
                passesWhileDue = 0;
                if (++ticks == 200)
                    loop.quit();
            });
            thread.source.budget = 100;
            thread.source.flood = [&] {
                if (std::exchange(drains, thread.source.drains) == drains)
                    return;
                if (thread.dispatcher->remainingTime(timerId) == 0)
                    mostPassesWhileDue = std::max(mostPassesWhileDue, ++passesWhileDue);
            };
            timerId = ticker.startTimer(1, Qt::PreciseTimer);
            loop.exec();
        });
        thread.start();
        QVERIFY(thread.wait(30000));
        QVERIFY2(mostPassesWhileDue <= 1, QByteArray::number(mostPassesWhileDue));
    }

    void aPassEndsWhenATimerIsDueAndWhenSocketsAreToBePolled()
    {
        std::chrono::nanoseconds alone{0};
        std::chrono::nanoseconds withTimer{0};
        std::chrono::nanoseconds withDueTimer{0};
        std::chrono::nanoseconds withSocket{0};
        Thread thread([&] {
            const auto drained = [&] {
                QEventLoop loop;
                thread.tell([&] { loop.quit(); });
                loop.exec();
                return thread.source.atMost;
            };
            alone = drained();
            Ticker ticker([] {});
            ticker.startTimer(10000, Qt::PreciseTimer);
            withTimer = drained();
            {
                Ticker always([] {});
                always.startTimer(0);
                withDueTimer = drained();
            }
            std::array<int, 2> pipe{};
            QCOMPARE(::pipe2(pipe.data(), O_CLOEXEC), 0);
            {
                QSocketNotifier reader(pipe[0], QSocketNotifier::Read);
                withSocket = drained();
            }
            ::close(pipe[0]);
            ::close(pipe[1]);
        });
        thread.start();
        QVERIFY(thread.wait(5000));
        QVERIFY(alone > std::chrono::seconds(10));
        QVERIFY(withTimer > std::chrono::seconds(1) && withTimer <= std::chrono::seconds(10));
        QCOMPARE(withDueTimer, std::chrono::microseconds(20));
        QCOMPARE(withSocket, std::chrono::microseconds(20));
    }

    void servesSocketsAndEventsUnderAFloodOfMessages()
    {
        quint64 sleeps = 1;
        Thread thread([&] {
            std::array<int, 2> pipe{};
            QCOMPARE(::pipe2(pipe.data(), O_CLOEXEC), 0);
            QEventLoop loop;
            int reads = 0;
            QSocketNotifier reader(pipe[0], QSocketNotifier::Read);
            connect(&reader, &QSocketNotifier::activated, &reader, [&] {
                if (++reads == 50)
                    post(&loop, [&] { loop.quit(); });
            });
            QCOMPARE(::write(pipe[1], "x", 1), ssize_t(1));
            thread.source.flood = [] {};
            loop.exec();
            sleeps = thread.dispatcher->counters().sleeps;
            reader.setEnabled(false);
            ::close(pipe[0]);
            ::close(pipe[1]);
        });
        thread.start();
        QVERIFY(thread.wait(5000));
        QCOMPARE(sleeps, 0u);
    }

    void pollsSocketsWhileMessagesKeepComing()
    {
        // Not a flood: each drain leaves nothing, but the next message is there at the next look.
        Thread thread([&] {
            std::array<int, 2> pipe{};
            QCOMPARE(::pipe2(pipe.data(), O_CLOEXEC), 0);
            QEventLoop loop;
            QSocketNotifier reader(pipe[0], QSocketNotifier::Read);
            connect(&reader, &QSocketNotifier::activated, &loop, &QEventLoop::quit);
            QCOMPARE(::write(pipe[1], "x", 1), ssize_t(1));
            thread.source.budget = 1;
            std::function<void()> again = [&] { thread.tell(again); };
            thread.tell(again);
            loop.exec();
            reader.setEnabled(false);
            ::close(pipe[0]);
            ::close(pipe[1]);
        });
        thread.start();
        QVERIFY(thread.wait(5000));
    }

    void announcesEachBlockAlsoAfterMessages()
    {
        // Whoever flushes in aboutToBlock() must be called after the last message.
        QSemaphore flushed;
        bool dirty = false;
        Thread thread;
        connect(
            thread.dispatcher, &QAbstractEventDispatcher::aboutToBlock, thread.dispatcher,
            [&] {
                if (std::exchange(dirty, false))
                    flushed.release();
            },
            Qt::DirectConnection);
        thread.start();
        for (int i = 0; i < 200; ++i) {
            thread.tell([&] { dirty = true; });
            QVERIFY(flushed.tryAcquire(1, 5000));
        }
    }

    void answersWithSpinningOnAndOff_data()
    {
        QTest::addColumn<QByteArray>("microseconds");
        QTest::newRow("off") << QByteArray("0");
        QTest::newRow("5") << QByteArray("5");
        QTest::newRow("50") << QByteArray("50");
        QTest::newRow("nonsense") << QByteArray("soon");
    }

    void answersWithSpinningOnAndOff()
    {
        QFETCH(const QByteArray, microseconds);
        qputenv("ACTORS_SPIN_US", microseconds);
        const auto unset = qScopeGuard([] { qunsetenv("ACTORS_SPIN_US"); });
        Thread one;
        Thread two;
        one.start();
        two.start();
        QSemaphore done;
        int rounds = 0;
        std::function<void()> ping;
        const std::function<void()> pong = [&] { one.tell(ping); };
        ping = [&] {
            if (++rounds == 1000)
                done.release();
            else
                two.tell(pong);
        };
        one.tell(ping);
        QVERIFY(done.tryAcquire(1, 10000));
        // Without spinning a thread sleeps after almost each message.
        if (microseconds == "0")
            QVERIFY(one.dispatcher->counters().sleeps + two.dispatcher->counters().sleeps > 500);
    }

    void countsTheThreadsThatAreAwake()
    {
        QCOMPARE(SpinGovernor::awakeThreads(), 0);
        {
            Thread one;
            Thread two;
            one.start();
            two.start();
            QTRY_VERIFY(one.source.isAsleep && two.source.isAsleep);
            QTRY_COMPARE(SpinGovernor::awakeThreads(), 0);
            QSemaphore held;
            QSemaphore running;
            const auto hold = [&] {
                running.release();
                held.acquire();
            };
            one.tell(hold);
            two.tell(hold);
            running.acquire(2);
            QCOMPARE(SpinGovernor::awakeThreads(), 2);
            held.release(2);
        }
        QCOMPARE(SpinGovernor::awakeThreads(), 0);
    }

    void keepsThousandsOfTimersAndNotifiersQuick()
    {
        constexpr int Number = 20000;
        qint64 milliseconds = 0;
        Thread thread([&] {
            QElapsedTimer elapsed;
            elapsed.start();
            std::vector<std::unique_ptr<QObject>> objects;
            for (int i = 0; i < Number; ++i) {
                objects.push_back(std::make_unique<QObject>());
                objects.back()->startTimer(Number - i + 60000);
                objects.back()->startTimer(60000 + i % 100, Qt::PreciseTimer);
            }
            while (!objects.empty())
                objects.pop_back();
            milliseconds = elapsed.elapsed();
        });
        thread.start();
        thread.wait();
        qInfo("%lld ms", milliseconds);
        QVERIFY(milliseconds < 10000);
    }

    void survivesAStormOfQuitsAndMessages()
    {
        for (int i = 0; i < 100; ++i) {
            Thread thread;
            std::atomic<int> handled = 0;
            const std::unique_ptr<QThread> sender(QThread::create([&] {
                for (int k = 0; k < 50; ++k)
                    thread.tell([&] { ++handled; });
            }));
            thread.start();
            sender->start();
            sender->wait();
            QTRY_COMPARE(handled.load(), 50);
        }
    }
};

QTEST_GUILESS_MAIN(EventDispatcherTest)

#include "eventdispatchertest.moc"
