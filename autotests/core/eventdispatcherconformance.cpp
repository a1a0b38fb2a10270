// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// What a user can see of an event dispatcher. Run once for each dispatcher, with the same
// expectations: ACTORS_TEST_DISPATCHER is unix, glib (both Qt's) or actors (ours).

#include "fakemessagesource.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QPointer>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QSemaphore>
#include <QSocketNotifier>
#include <QTest>
#include <QThread>
#include <QTimer>

#include <arpa/inet.h>
#include <array>
#include <atomic>
#include <csignal>
#include <fcntl.h>
#include <functional>
#include <limits>
#include <memory>
#include <netinet/in.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>
#include <vector>

using namespace Qt::StringLiterals;
using Actors::Internal::EventDispatcher;

namespace {

class Pipe
{
public:
    Pipe()
    {
        if (::pipe2(m_ends.data(), O_NONBLOCK | O_CLOEXEC) != 0)
            qFatal("no pipe");
    }
    ~Pipe() { close(); }
    Q_DISABLE_COPY_MOVE(Pipe)

    int readEnd() const { return m_ends[0]; }
    int writeEnd() const { return m_ends[1]; }
    void write() const { QCOMPARE(::write(m_ends[1], "x", 1), ssize_t(1)); }
    void read() const
    {
        char byte = 0;
        QCOMPARE(::read(m_ends[0], &byte, 1), ssize_t(1));
    }
    void close()
    {
        for (int &end : m_ends) {
            if (end >= 0)
                ::close(end);
            end = -1;
        }
    }

private:
    std::array<int, 2> m_ends{-1, -1};
};

class Thread : public QThread
{
public:
    explicit Thread(std::function<void()> body)
        : m_body(std::move(body))
    {
        if (qEnvironmentVariable("ACTORS_TEST_DISPATCHER") == "actors"_L1)
            setEventDispatcher(new EventDispatcher(&m_source));
    }
    ~Thread() override { wait(); }

protected:
    void run() override { m_body(); }

private:
    FakeMessageSource m_source;
    std::function<void()> m_body;
};

//! Runs the body of a test on a thread with the dispatcher in question.
void onThread(std::function<void()> body)
{
    Thread thread(std::move(body));
    thread.start();
    thread.wait();
}

//! Calls a function for each of its timer events.
class Ticker : public QObject
{
public:
    explicit Ticker(std::function<void(Ticker &)> tick)
        : m_tick(std::move(tick))
    {
    }

    int id = 0;
    int count = 0;
    void start(int interval, Qt::TimerType type = Qt::PreciseTimer)
    {
        id = startTimer(interval, type);
    }
    void stop()
    {
        killTimer(id);
        id = 0;
    }

protected:
    void timerEvent(QTimerEvent *event) override
    {
        if (event->timerId() != id)
            qFatal("a timer event with a foreign id");
        ++count;
        m_tick(*this);
    }

private:
    std::function<void(Ticker &)> m_tick;
};

void spendTime(int milliseconds)
{
    QElapsedTimer elapsed;
    elapsed.start();
    while (elapsed.elapsed() < milliseconds) { }
}

bool isGlib()
{
    return qgetenv("ACTORS_TEST_DISPATCHER") == "glib";
}

QAbstractEventDispatcher *dispatcher()
{
    return QAbstractEventDispatcher::instance();
}

//! Passes of the loop until nothing has happened in a few of them.
void processPending()
{
    for (int quiet = 0; quiet < 3;)
        quiet = dispatcher()->processEvents(QEventLoop::AllEvents) ? 0 : quiet + 1;
}

template<typename Function>
void post(QObject *context, Function &&function)
{
    QMetaObject::invokeMethod(context, std::forward<Function>(function), Qt::QueuedConnection);
}

//! Runs the loop until \a isDone, checked after each timer, socket and posted event.
template<typename Condition>
bool runUntil(Condition isDone, int milliseconds = 5000)
{
    QElapsedTimer elapsed;
    elapsed.start();
    QTimer poll;
    poll.start(1);
    while (!isDone()) {
        if (elapsed.elapsed() > milliseconds)
            return false;
        dispatcher()->processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

} // namespace

class EventDispatcherConformance : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void runsTheDispatcherItIsMeantFor()
    {
        onThread([] {
            const QByteArray wanted = qgetenv("ACTORS_TEST_DISPATCHER");
            const QByteArray name = dispatcher()->metaObject()->className();
            if (wanted == "unix")
                QCOMPARE(name, "QEventDispatcherUNIX");
            else if (wanted == "glib")
                QCOMPARE(name, "QEventDispatcherGlib");
            else
                QCOMPARE(name, "Actors::Internal::EventDispatcher");
        });
    }

    // Timers

    void firesTimersThatAreDueInTheOrderOfTheirTimes()
    {
        onThread([] {
            QByteArray order;
            Ticker late([&](Ticker &t) {
                order += 'l';
                t.stop();
            });
            Ticker middle([&](Ticker &t) {
                order += 'm';
                t.stop();
            });
            Ticker early([&](Ticker &t) {
                order += 'e';
                t.stop();
            });
            late.start(9);
            middle.start(6);
            early.start(3);
            spendTime(15);
            processPending();
            QCOMPARE(order, "eml");
        });
    }

    void firesTimersOfEqualTimesInTheOrderOfTheirStart()
    {
        onThread([] {
            QByteArray order;
            std::vector<std::unique_ptr<Ticker>> tickers;
            for (char c = 'a'; c <= 'j'; ++c) {
                tickers.push_back(std::make_unique<Ticker>([&order, c](Ticker &t) {
                    order += c;
                    t.stop();
                }));
                tickers.back()->start(5);
            }
            spendTime(10);
            processPending();
            QCOMPARE(order, "abcdefghij");
        });
    }

    void firesEachTimerOfIntervalZeroOnceInAPass()
    {
        onThread([] {
            QByteArray order;
            Ticker a([&](Ticker &) { order += 'a'; });
            Ticker b([&](Ticker &) { order += 'b'; });
            Ticker c([&](Ticker &) { order += 'c'; });
            a.start(0);
            b.start(0);
            c.start(0);
            for (int i = 0; i < 3; ++i)
                dispatcher()->processEvents(QEventLoop::AllEvents);
            QCOMPARE(order, "abcabcabc");
        });
    }

    void doesNotFireATimerThatAnEarlierOneKilled()
    {
        onThread([] {
            Ticker second([](Ticker &t) { t.stop(); });
            Ticker first([&](Ticker &t) {
                second.stop();
                t.stop();
            });
            first.start(2);
            second.start(2);
            spendTime(6);
            processPending();
            QCOMPARE(first.count, 1);
            QCOMPARE(second.count, 0);
        });
    }

    void survivesThatATimersHandlerDeletesItsObject()
    {
        onThread([] {
            auto *ticker = new Ticker([](Ticker &t) { delete &t; });
            const QPointer<QObject> alive(ticker);
            ticker->start(1);
            Ticker other([](Ticker &t) { t.stop(); });
            other.start(1);
            QVERIFY(runUntil([&] { return !alive && other.count == 1; }));
        });
    }

    void waitsTheWholeIntervalAfterARestartInsideTheTimeout()
    {
        onThread([] {
            QElapsedTimer sinceRestart;
            qint64 waited = -1;
            Ticker ticker([&](Ticker &t) {
                t.stop();
                if (sinceRestart.isValid()) {
                    waited = sinceRestart.elapsed();
                    return;
                }
                spendTime(30); // longer than the interval
                sinceRestart.start();
                t.start(20);
            });
            ticker.start(1);
            QVERIFY(runUntil([&] { return waited >= 0; }));
            QVERIFY2(waited >= 19, QByteArray::number(waited));
            QCOMPARE(ticker.count, 2);
        });
    }

    void restartsASingleShotTimerInsideItsTimeout()
    {
        onThread([] {
            int count = 0;
            QTimer timer;
            timer.setSingleShot(true);
            timer.callOnTimeout([&] {
                if (++count < 5)
                    timer.start(1);
            });
            timer.start(0);
            QVERIFY(runUntil([&] { return count == 5; }));
            processPending();
            QCOMPARE(count, 5);
            QVERIFY(!timer.isActive());
        });
    }

    void letsPostedEventsThroughBetweenTicksOfIntervalZero()
    {
        onThread([] {
            QByteArray order;
            QObject context;
            Ticker ticker([&](Ticker &) {
                order += 't';
                post(&context, [&] { order += 'p'; });
            });
            ticker.start(0);
            post(&context, [&] { order += 'p'; });
            while (order.size() < 9)
                dispatcher()->processEvents(QEventLoop::AllEvents);
            QCOMPARE(order.first(9), "ptptptptp");
        });
    }

    void doesNotEnterATimersHandlerAgainWhileItRuns()
    {
        onThread([] {
            int inner = 0;
            Ticker other([](Ticker &) {});
            Ticker ticker([&](Ticker &t) {
                ++inner;
                QCOMPARE(inner, 1);
                const int before = other.count;
                QVERIFY(runUntil([&] { return other.count >= before + 5; }));
                --inner;
                if (t.count == 2)
                    t.stop();
            });
            ticker.start(1);
            other.start(2);
            QVERIFY(runUntil([&] { return ticker.count == 2; }));
        });
    }

    void skipsIntervalsThatItMissed()
    {
        onThread([] {
            Ticker ticker([](Ticker &) {});
            ticker.start(200);
            spendTime(900);
            processPending();
            QCOMPARE(ticker.count, 1);
            QVERIFY(dispatcher()->remainingTime(ticker.id) > 50);
        });
    }

    void firesPreciseTimersNeverEarly()
    {
        onThread([] {
            for (int interval = 1; interval <= 20; ++interval) {
                QElapsedTimer elapsed;
                qint64 waited = -1;
                Ticker ticker([&](Ticker &t) {
                    waited = elapsed.nsecsElapsed();
                    t.stop();
                });
                elapsed.start();
                ticker.start(interval);
                QEventLoop loop;
                while (waited < 0)
                    loop.processEvents(QEventLoop::WaitForMoreEvents);
                QVERIFY2(waited >= interval * qint64(1000000), QByteArray::number(waited));
            }
        });
    }

    void staysWithinTheToleranceOfATimersType_data()
    {
        QTest::addColumn<Qt::TimerType>("type");
        QTest::addColumn<int>("interval");
        QTest::addColumn<int>("tolerance");
        for (const int interval : {1, 20, 1000, 60000})
            QTest::addRow("precise %d", interval) << Qt::PreciseTimer << interval << 0;
        for (const int interval : {1, 10, 20})
            QTest::addRow("coarse %d", interval) << Qt::CoarseTimer << interval << 0;
        for (const int interval : {21, 39, 40, 55, 99, 100, 130, 250, 777, 1000, 5000, 19999})
            QTest::addRow("coarse %d", interval)
                << Qt::CoarseTimer << interval << std::max(4, interval / 20) + 1;
        QTest::addRow("coarse 30000") << Qt::CoarseTimer << 30000 << 1000;
        for (const int interval : {5000, 7400, 60000})
            QTest::addRow("very coarse %d", interval) << Qt::VeryCoarseTimer << interval << 1000;
    }

    void staysWithinTheToleranceOfATimersType()
    {
        QFETCH(const Qt::TimerType, type);
        QFETCH(const int, interval);
        QFETCH(const int, tolerance);
        onThread([=] {
            Ticker ticker([](Ticker &) {});
            for (int i = 0; i < 20; ++i) {
                QElapsedTimer elapsed;
                elapsed.start();
                ticker.start(interval, type);
                const int remaining = dispatcher()->remainingTime(ticker.id);
                const int passed = int(elapsed.elapsed()) + 1;
                QVERIFY2(remaining <= interval + tolerance, QByteArray::number(remaining));
                QVERIFY2(remaining >= interval - tolerance - passed, QByteArray::number(remaining));
                ticker.stop();
                spendTime(3);
            }
        });
    }

    void firesCoarseTimersWithinTheirTolerance()
    {
        onThread([] {
            for (const int interval : {25, 60, 110}) {
                QElapsedTimer elapsed;
                qint64 waited = -1;
                Ticker ticker([&](Ticker &t) {
                    waited = elapsed.elapsed();
                    t.stop();
                });
                elapsed.start();
                ticker.start(interval, Qt::CoarseTimer);
                QVERIFY(runUntil([&] { return waited >= 0; }));
                QVERIFY2(waited >= interval - std::max(4, interval / 20) - 1,
                         QByteArray::number(waited));
            }
        });
    }

    void tellsWhichTimersAnObjectHas()
    {
        onThread([] {
            QObject object;
            QObject other;
            QVERIFY(dispatcher()->registeredTimers(&object).isEmpty());
            const int late = object.startTimer(3000, Qt::CoarseTimer);
            const int precise = object.startTimer(40, Qt::PreciseTimer);
            const int shortCoarse = object.startTimer(10, Qt::CoarseTimer);
            const int longCoarse = object.startTimer(25600, Qt::CoarseTimer);
            other.startTimer(1000);

            const auto timers = dispatcher()->registeredTimers(&object);
            QCOMPARE(timers.size(), 4);
            QCOMPARE(timers[0].timerId, shortCoarse);
            QCOMPARE(timers[0].interval, 10);
            QCOMPARE(timers[0].timerType, Qt::PreciseTimer);
            QCOMPARE(timers[1].timerId, precise);
            QCOMPARE(timers[1].interval, 40);
            QCOMPARE(timers[1].timerType, Qt::PreciseTimer);
            QCOMPARE(timers[2].timerId, late);
            QCOMPARE(timers[2].interval, 3000);
            QCOMPARE(timers[2].timerType, Qt::CoarseTimer);
            QCOMPARE(timers[3].timerId, longCoarse);
            QCOMPARE(timers[3].interval, 26000);
            QCOMPARE(timers[3].timerType, Qt::VeryCoarseTimer);
        });
    }

    void roundsShortVeryCoarseTimersToSeconds()
    {
        onThread([] {
            QObject object;
            const int shortest = object.startTimer(499, Qt::VeryCoarseTimer);
            const int second = object.startTimer(500, Qt::VeryCoarseTimer);
            QHash<int, int> intervals;
            for (const auto &timer : dispatcher()->registeredTimers(&object))
                intervals.insert(timer.timerId, timer.interval);
            QCOMPARE(intervals.value(shortest), 0);
            QCOMPARE(intervals.value(second), 1000);
        });
    }

    void knowsNoTimerThatWasUnregistered()
    {
        onThread([] {
            QObject object;
            const int id = object.startTimer(1000);
            object.startTimer(1000);
            const auto *anyTimer = dispatcher();
            QVERIFY(anyTimer);
            QVERIFY(dispatcher()->remainingTime(id) > 0);
            QVERIFY(dispatcher()->unregisterTimer(id));
            QVERIFY(!dispatcher()->unregisterTimer(id));
            QCOMPARE(dispatcher()->registeredTimers(&object).size(), 1);
            QVERIFY(dispatcher()->unregisterTimers(&object));
            QVERIFY(dispatcher()->registeredTimers(&object).isEmpty());
        });
    }

    void forgetsTheTimersOfAnObjectThatDies()
    {
        onThread([] {
            auto object = std::make_unique<QObject>();
            const QObject *const address = object.get();
            object->startTimer(1);
            object->startTimer(1);
            object.reset();
            // NOLINTNEXTLINE(clang-analyzer-cplusplus.NewDelete): an address is asked for
            QVERIFY(dispatcher()->registeredTimers(const_cast<QObject *>(address)).isEmpty());
            spendTime(3);
            processPending();
        });
    }

    void takesTimersOfCenturies()
    {
        onThread([] {
            Ticker ticker([](Ticker &) {});
            ticker.start(std::numeric_limits<int>::max());
            QVERIFY(dispatcher()->remainingTime(ticker.id)
                    > std::numeric_limits<int>::max() - 60000);
            processPending();
            QCOMPARE(ticker.count, 0);
        });
    }

    void keepsATimerThatMovesToTheThreadWithItsObject()
    {
        QSemaphore ready;
        QObject *context = nullptr;
        Thread thread([&] {
            QObject here;
            context = &here;
            ready.release();
            QEventLoop loop;
            loop.exec();
        });
        thread.start();
        ready.acquire();
        std::atomic<QThread *> fired{nullptr};
        auto *timer = new QTimer;
        QObject::connect(timer, &QTimer::timeout, timer, [&, timer] {
            fired = QThread::currentThread();
            timer->stop();
            thread.quit();
        });
        timer->start(5);
        timer->moveToThread(&thread);
        thread.wait();
        QCOMPARE(fired.load(), &thread);
        delete timer;
    }

    void leavesTimersAloneWhereTheyAreExcluded()
    {
        onThread([] {
            Ticker ticker([](Ticker &t) { t.stop(); });
            ticker.start(1);
            spendTime(4);
            for (int i = 0; i < 5; ++i)
                dispatcher()->processEvents(QEventLoop::X11ExcludeTimers);
            QCOMPARE(ticker.count, 0);
            QVERIFY(runUntil([&] { return ticker.count == 1; }));
        });
    }

    // Socket notifiers

    void activatesAReaderForAsLongAsThereIsSomethingToRead()
    {
        onThread([] {
            Pipe pipe;
            int count = 0;
            QSocketNotifier reader(pipe.readEnd(), QSocketNotifier::Read);
            connect(&reader, &QSocketNotifier::activated, &reader,
                    [&](QSocketDescriptor socket, QSocketNotifier::Type type) {
                        QCOMPARE(int(socket), pipe.readEnd());
                        QCOMPARE(type, QSocketNotifier::Read);
                        if (++count == 3)
                            pipe.read();
                    });
            processPending();
            QCOMPARE(count, 0);
            pipe.write();
            QVERIFY(runUntil([&] { return count >= 3; }));
            processPending();
            QCOMPARE(count, 3);
        });
    }

    void activatesAWriterUntilItIsDisabled()
    {
        onThread([] {
            Pipe pipe;
            int count = 0;
            QSocketNotifier writer(pipe.writeEnd(), QSocketNotifier::Write);
            connect(&writer, &QSocketNotifier::activated, &writer, [&] {
                if (++count == 2)
                    writer.setEnabled(false);
            });
            QVERIFY(runUntil([&] { return count >= 2; }));
            processPending();
            QCOMPARE(count, 2);
            writer.setEnabled(true);
            QVERIFY(runUntil([&] { return count >= 3; }));
        });
    }

    void activatesAReaderWhenTheOtherEndHangsUp()
    {
        onThread([] {
            std::array<int, 2> sockets{};
            QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM, 0, sockets.data()), 0);
            int count = 0;
            QSocketNotifier reader(sockets[0], QSocketNotifier::Read);
            connect(&reader, &QSocketNotifier::activated, &reader, [&] {
                ++count;
                reader.setEnabled(false);
            });
            ::close(sockets[1]);
            QVERIFY(runUntil([&] { return count == 1; }));
            reader.setEnabled(false);
            ::close(sockets[0]);
        });
    }

    void activatesANotifierOfExceptionsForUrgentData()
    {
        onThread([] {
            const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
            const auto closeListener = qScopeGuard([&] { ::close(listener); });
            sockaddr_in address{};
            address.sin_family = AF_INET;
            address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
            socklen_t length = sizeof address;
            auto *const generic = reinterpret_cast<sockaddr *>(&address);
            QCOMPARE(::bind(listener, generic, length), 0);
            QCOMPARE(::listen(listener, 1), 0);
            QCOMPARE(::getsockname(listener, generic, &length), 0);
            const int client = ::socket(AF_INET, SOCK_STREAM, 0);
            QCOMPARE(::connect(client, generic, length), 0);
            const int server = ::accept(listener, nullptr, nullptr);
            const auto closeBoth = qScopeGuard([&] {
                ::close(client);
                ::close(server);
            });

            int urgent = 0;
            int readable = 0;
            QSocketNotifier exception(server, QSocketNotifier::Exception);
            QSocketNotifier reader(server, QSocketNotifier::Read);
            connect(&exception, &QSocketNotifier::activated, &exception,
                    [&](QSocketDescriptor, QSocketNotifier::Type type) {
                        QCOMPARE(type, QSocketNotifier::Exception);
                        ++urgent;
                        exception.setEnabled(false);
                    });
            connect(&reader, &QSocketNotifier::activated, &reader, [&] {
                ++readable;
                reader.setEnabled(false);
            });
            processPending();
            QCOMPARE(urgent, 0);
            QCOMPARE(::send(client, "!", 1, MSG_OOB), ssize_t(1));
            QVERIFY(runUntil([&] { return urgent == 1; }));
            QCOMPARE(::send(client, "x", 1, 0), ssize_t(1));
            QVERIFY(runUntil([&] { return readable == 1; }));
            exception.setEnabled(false);
            reader.setEnabled(false);
        });
    }

    void doesNotActivateANotifierThatAnotherDisabled()
    {
        onThread([] {
            Pipe one;
            Pipe two;
            int count = 0;
            QSocketNotifier first(one.readEnd(), QSocketNotifier::Read);
            QSocketNotifier second(two.readEnd(), QSocketNotifier::Read);
            const auto activated = [&] {
                ++count;
                first.setEnabled(false);
                second.setEnabled(false);
            };
            connect(&first, &QSocketNotifier::activated, &first, activated);
            connect(&second, &QSocketNotifier::activated, &second, activated);
            one.write();
            two.write();
            processPending();
            QCOMPARE(count, 1);
        });
    }

    void doesNotActivateANotifierThatAnotherDeleted()
    {
        onThread([] {
            Pipe one;
            Pipe two;
            int count = 0;
            auto *first = new QSocketNotifier(one.readEnd(), QSocketNotifier::Read);
            auto *second = new QSocketNotifier(two.readEnd(), QSocketNotifier::Read);
            connect(first, &QSocketNotifier::activated, first, [&] {
                ++count;
                first->setEnabled(false);
                delete second;
                second = nullptr;
            });
            connect(second, &QSocketNotifier::activated, second, [&] {
                ++count;
                second->setEnabled(false);
                delete first;
                first = nullptr;
            });
            one.write();
            two.write();
            processPending();
            QCOMPARE(count, 1);
            delete first;
            delete second;
        });
    }

    void keepsTheReaderOfASocketWhoseWriterIsDisabled()
    {
        onThread([] {
            std::array<int, 2> sockets{};
            QCOMPARE(::socketpair(AF_UNIX, SOCK_STREAM, 0, sockets.data()), 0);
            int reads = 0;
            int writes = 0;
            QSocketNotifier reader(sockets[0], QSocketNotifier::Read);
            QSocketNotifier writer(sockets[0], QSocketNotifier::Write);
            connect(&reader, &QSocketNotifier::activated, &reader, [&] {
                ++reads;
                reader.setEnabled(false);
            });
            connect(&writer, &QSocketNotifier::activated, &writer, [&] {
                ++writes;
                writer.setEnabled(false);
            });
            QVERIFY(runUntil([&] { return writes == 1; }));
            QCOMPARE(reads, 0);
            QCOMPARE(::write(sockets[1], "x", 1), ssize_t(1));
            QVERIFY(runUntil([&] { return reads == 1; }));
            QCOMPARE(writes, 1);
            ::close(sockets[0]);
            ::close(sockets[1]);
        });
    }

    void warnsOfAClosedDescriptorAndDisablesItsNotifier()
    {
        QTest::ignoreMessage(
            QtWarningMsg,
            QRegularExpression(u"^QSocketNotifier: Invalid socket \\d+.*disabling"_s));
        onThread([] {
            Pipe pipe;
            int count = 0;
            QSocketNotifier reader(pipe.readEnd(), QSocketNotifier::Read);
            connect(&reader, &QSocketNotifier::activated, &reader, [&] { ++count; });
            pipe.close();
            QVERIFY(runUntil([&] { return !reader.isEnabled(); }));
            QCOMPARE(count, 0);
        });
    }

    void leavesSocketsAloneWhereTheyAreExcluded()
    {
        onThread([] {
            Pipe pipe;
            int count = 0;
            QSocketNotifier reader(pipe.readEnd(), QSocketNotifier::Read);
            connect(&reader, &QSocketNotifier::activated, &reader, [&] {
                ++count;
                pipe.read();
            });
            pipe.write();
            for (int i = 0; i < 5; ++i)
                dispatcher()->processEvents(QEventLoop::ExcludeSocketNotifiers);
            if (isGlib())
                QEXPECT_FAIL("", "Qt 6.4's glib dispatcher ignores the flag", Continue);
            QCOMPARE(count, 0);

            QTimer::singleShot(5, &reader, [] {});
            dispatcher()->processEvents(QEventLoop::ExcludeSocketNotifiers
                                        | QEventLoop::WaitForMoreEvents);
            if (isGlib())
                QEXPECT_FAIL("", "Qt 6.4's glib dispatcher ignores the flag", Continue);
            QCOMPARE(count, 0);

            QVERIFY(runUntil([&] { return count == 1; }));
        });
    }

    void treatsNothingHereAsUserInput()
    {
        onThread([] {
            Pipe pipe;
            QObject context;
            int count = 0;
            int posted = 0;
            QSocketNotifier reader(pipe.readEnd(), QSocketNotifier::Read);
            connect(&reader, &QSocketNotifier::activated, &reader, [&] {
                ++count;
                pipe.read();
            });
            Ticker ticker([](Ticker &t) { t.stop(); });
            ticker.start(1);
            pipe.write();
            post(&context, [&] { ++posted; });
            spendTime(3);
            for (int i = 0; i < 5; ++i)
                dispatcher()->processEvents(QEventLoop::ExcludeUserInputEvents);
            QCOMPARE(count, 1);
            QCOMPARE(posted, 1);
            QCOMPARE(ticker.count, 1);
        });
    }

    void servesHundredsOfDescriptors()
    {
        onThread([] {
            constexpr int Number = 300;
            std::vector<std::unique_ptr<Pipe>> pipes;
            std::vector<std::unique_ptr<QSocketNotifier>> readers;
            std::vector<int> counts(Number, 0);
            int all = 0;
            for (int i = 0; i < Number; ++i) {
                pipes.push_back(std::make_unique<Pipe>());
                readers.push_back(std::make_unique<QSocketNotifier>(pipes.back()->readEnd(),
                                                                    QSocketNotifier::Read));
                connect(readers.back().get(), &QSocketNotifier::activated, [&, i] {
                    ++counts[size_t(i)];
                    ++all;
                    pipes[size_t(i)]->read();
                });
            }
            for (const auto &pipe : pipes)
                pipe->write();
            QVERIFY(runUntil([&] { return all >= Number; }));
            processPending();
            QCOMPARE(counts, std::vector<int>(Number, 1));
            readers.clear();
        });
    }

    void servesSocketsInANestedLoopOfASocketsHandler()
    {
        onThread([] {
            Pipe one;
            Pipe two;
            int inner = 0;
            int outer = 0;
            QSocketNotifier second(two.readEnd(), QSocketNotifier::Read);
            connect(&second, &QSocketNotifier::activated, &second, [&] {
                two.read();
                ++inner;
            });
            QSocketNotifier first(one.readEnd(), QSocketNotifier::Read);
            connect(&first, &QSocketNotifier::activated, &first, [&] {
                one.read();
                two.write();
                QVERIFY(runUntil([&] { return inner == 1; }));
                ++outer;
            });
            one.write();
            QVERIFY(runUntil([&] { return outer == 1; }));
        });
    }

    void starvesNeitherSocketsNorEventsBesideATimerOfIntervalZero()
    {
        onThread([] {
            Pipe pipe;
            QObject context;
            int reads = 0;
            int posted = 0;
            QSocketNotifier reader(pipe.readEnd(), QSocketNotifier::Read);
            connect(&reader, &QSocketNotifier::activated, &reader, [&] { ++reads; });
            pipe.write();
            Ticker ticker([&](Ticker &) { post(&context, [&] { ++posted; }); });
            ticker.start(0);
            QEventLoop loop;
            Ticker end([&](Ticker &t) {
                if (reads > 20 && posted > 20 && ticker.count > 20) {
                    t.stop();
                    loop.quit();
                }
            });
            end.start(1);
            QTimer::singleShot(5000, &loop, [&] { loop.exit(1); });
            QCOMPARE(loop.exec(), 0);
        });
    }

    // Waiting and waking

    void tellsWhetherAnythingHappened()
    {
        onThread([] {
            QObject context;
            processPending();
            QVERIFY(!dispatcher()->processEvents(QEventLoop::AllEvents));
            post(&context, [] {});
            QVERIFY(dispatcher()->processEvents(QEventLoop::AllEvents));
            Ticker ticker([](Ticker &t) { t.stop(); });
            ticker.start(1);
            spendTime(3);
            QVERIFY(dispatcher()->processEvents(QEventLoop::AllEvents));
            processPending();
            QVERIFY(!dispatcher()->processEvents(QEventLoop::AllEvents));
        });
    }

    void blocksUntilAnotherThreadPostsAnEvent()
    {
        onThread([] {
            QEventLoop loop;
            QSemaphore go;
            const std::unique_ptr<QThread> sender(QThread::create([&] {
                go.acquire();
                post(&loop, [&] { loop.exit(3); });
            }));
            sender->start();
            processPending();
            // The sender sends only when the loop is about to block.
            connect(
                dispatcher(), &QAbstractEventDispatcher::aboutToBlock, &loop, [&] { go.release(); },
                Qt::SingleShotConnection);
            QCOMPARE(loop.exec(), 3);
            sender->wait();
        });
    }

    void isWokenByAnotherThread()
    {
        onThread([] {
            processPending();
            QAbstractEventDispatcher *const here = dispatcher();
            QObject context;
            QSemaphore go;
            std::atomic<bool> woken{false};
            const std::unique_ptr<QThread> waker(QThread::create([&] {
                go.acquire();
                woken = true;
                here->wakeUp();
            }));
            connect(
                here, &QAbstractEventDispatcher::aboutToBlock, &context, [&] { go.release(); },
                Qt::SingleShotConnection);
            waker->start();
            here->processEvents(QEventLoop::WaitForMoreEvents);
            QVERIFY(woken);
            waker->wait();
        });
    }

    void doesNotBlockWhenItWasWokenBefore()
    {
        onThread([] {
            processPending();
            dispatcher()->wakeUp();
            dispatcher()->wakeUp();
            QVERIFY(dispatcher()->processEvents(QEventLoop::WaitForMoreEvents));
            QVERIFY(!dispatcher()->processEvents(QEventLoop::AllEvents));
        });
    }

    void isInterruptedByAnotherThread()
    {
        onThread([] {
            processPending();
            QAbstractEventDispatcher *const here = dispatcher();
            QObject context;
            QSemaphore go;
            const std::unique_ptr<QThread> waker(QThread::create([&] {
                go.acquire();
                here->interrupt();
            }));
            connect(
                here, &QAbstractEventDispatcher::aboutToBlock, &context, [&] { go.release(); },
                Qt::SingleShotConnection);
            waker->start();
            here->processEvents(QEventLoop::WaitForMoreEvents);
            waker->wait();
        });
    }

    void blocksUntilATimerIsDue()
    {
        onThread([] {
            processPending();
            Ticker ticker([](Ticker &t) { t.stop(); });
            QElapsedTimer elapsed;
            elapsed.start();
            ticker.start(30);
            int passes = 0;
            while (ticker.count == 0) {
                dispatcher()->processEvents(QEventLoop::WaitForMoreEvents);
                ++passes;
            }
            QVERIFY(elapsed.elapsed() >= 30);
            QVERIFY2(passes <= 3, QByteArray::number(passes));
        });
    }

    void announcesThatItBlocksAndThatItIsAwake()
    {
        onThread([] {
            QByteArray order;
            QObject context;
            connect(dispatcher(), &QAbstractEventDispatcher::aboutToBlock, &context,
                    [&] { order += 'b'; });
            connect(dispatcher(), &QAbstractEventDispatcher::awake, &context,
                    [&] { order += 'a'; });
            QEventLoop loop;
            Ticker ticker([&](Ticker &t) {
                order += 't';
                if (t.count == 3)
                    loop.quit();
            });
            ticker.start(10);
            loop.exec();
            // Before each tick it blocked, and after it blocked it was awake again.
            qsizetype from = 0;
            for (int i = 0; i < 3; ++i) {
                const qsizetype block = order.indexOf('b', from);
                const qsizetype tick = order.indexOf('t', from);
                QVERIFY2(block >= 0 && block < tick, order);
                from = tick + 1;
            }
            QVERIFY2(order.contains('a'), order);
            QVERIFY2(!order.contains("bb"), order);
        });
    }

    void doesNotAnnounceABlockWhereItMayNotWait()
    {
        onThread([] {
            int blocks = 0;
            QObject context;
            connect(dispatcher(), &QAbstractEventDispatcher::aboutToBlock, &context,
                    [&] { ++blocks; });
            for (int i = 0; i < 5; ++i)
                dispatcher()->processEvents(QEventLoop::AllEvents);
            QCOMPARE(blocks, 0);
        });
    }

    void deliversWhatASlotOfAboutToBlockPosts()
    {
        onThread([] {
            QObject context;
            QEventLoop loop;
            connect(
                dispatcher(), &QAbstractEventDispatcher::aboutToBlock, &context,
                [&] { post(&context, [&] { loop.quit(); }); }, Qt::SingleShotConnection);
            QTimer::singleShot(5000, &loop, [&] { loop.exit(1); });
            QCOMPARE(loop.exec(), 0);
        });
    }

    void sleepsOnAfterASignal()
    {
        struct sigaction action = {};
        struct sigaction old = {};
        action.sa_handler = [](int) {};
        QCOMPARE(::sigaction(SIGUSR2, &action, &old), 0);
        const auto restore = qScopeGuard([&] { ::sigaction(SIGUSR2, &old, nullptr); });
        onThread([] {
            const pthread_t self = ::pthread_self();
            std::atomic<bool> stop{false};
            const std::unique_ptr<QThread> signaller(QThread::create([&] {
                while (!stop) {
                    ::pthread_kill(self, SIGUSR2);
                    spendTime(1);
                }
            }));
            signaller->start();
            QElapsedTimer elapsed;
            QEventLoop loop;
            Ticker ticker([&](Ticker &) { loop.quit(); });
            elapsed.start();
            ticker.start(50);
            loop.exec();
            QVERIFY(elapsed.elapsed() >= 50);
            QCOMPARE(ticker.count, 1);
            stop = true;
            signaller->wait();
        });
    }

    void returnsInTimeFromAProcessEventsWithALimit()
    {
        onThread([] {
            Ticker ticker([](Ticker &) {});
            ticker.start(0);
            QElapsedTimer elapsed;
            elapsed.start();
            QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
            QVERIFY(elapsed.elapsed() < 3000);
            QVERIFY(ticker.count > 0);
        });
    }

    // Posted events

    void deliversPostedEventsByPriorityThenInOrder()
    {
        onThread([] {
            class Receiver : public QObject
            {
            public:
                QList<int> types;

            protected:
                bool event(QEvent *event) override
                {
                    types.append(int(event->type()) - QEvent::User);
                    return true;
                }
            };
            Receiver receiver;
            const auto send = [&](int type, int priority) {
                QCoreApplication::postEvent(
                    &receiver, new QEvent(QEvent::Type(QEvent::User + type)), priority);
            };
            send(1, Qt::NormalEventPriority);
            send(2, Qt::LowEventPriority);
            send(3, Qt::HighEventPriority);
            send(4, Qt::NormalEventPriority);
            processPending();
            QCOMPARE(receiver.types, QList<int>({3, 1, 4, 2}));
        });
    }

    void losesNoEventOfSeveralSenders()
    {
        constexpr int Senders = 3;
        constexpr int Events = 5000;
        QSemaphore ready;
        QEventLoop *loop = nullptr;
        int count = 0;
        std::array<int, Senders> last{};
        bool inOrder = true;
        Thread thread([&] {
            QEventLoop here;
            loop = &here;
            ready.release();
            here.exec();
        });
        thread.start();
        ready.acquire();
        std::vector<std::unique_ptr<QThread>> senders;
        for (int s = 0; s < Senders; ++s) {
            senders.emplace_back(QThread::create([&, s] {
                for (int i = 1; i <= Events; ++i) {
                    post(loop, [&, s, i] {
                        inOrder &= std::exchange(last[size_t(s)], i) == i - 1;
                        if (++count == Senders * Events)
                            loop->quit();
                    });
                }
            }));
            senders.back()->start();
        }
        for (const auto &sender : senders)
            sender->wait();
        thread.wait();
        QCOMPARE(count, Senders * Events);
        QVERIFY(inOrder);
    }

    void answersQueuedCallsBetweenTwoThreads()
    {
        constexpr int Rounds = 5000;
        QSemaphore ready;
        std::array<QObject *, 2> ends{};
        const auto body = [&](size_t i) {
            return [&, i] {
                QEventLoop loop;
                ends[i] = &loop;
                ready.release();
                loop.exec();
            };
        };
        Thread one(body(0));
        Thread two(body(1));
        one.start();
        two.start();
        ready.acquire(2);
        int rounds = 0;
        std::function<void()> ping;
        const std::function<void()> pong = [&] { post(ends[0], ping); };
        ping = [&] {
            if (++rounds < Rounds) {
                post(ends[1], pong);
                return;
            }
            for (QObject *end : ends)
                post(end, [end] { static_cast<QEventLoop *>(end)->quit(); });
        };
        post(ends[0], ping);
        one.wait();
        two.wait();
        QCOMPARE(rounds, Rounds);
    }

    // Event loops

    void runsLoopsThreeDeepAndLeavesThemOneByOne()
    {
        onThread([] {
            QByteArray order;
            QObject context;
            QEventLoop first;
            QEventLoop second;
            QEventLoop third;
            Ticker ticker([](Ticker &) {});
            ticker.start(1);
            post(&context, [&] {
                order += '1';
                post(&context, [&] {
                    order += '2';
                    post(&context, [&] {
                        order += '3';
                        const int before = ticker.count;
                        QVERIFY(runUntil([&] { return ticker.count > before + 2; }));
                        post(&context, [&] { third.exit(3); });
                        order += QByteArray::number(third.exec());
                        QTimer::singleShot(1, &context, [&] { second.exit(2); });
                    });
                    order += QByteArray::number(second.exec());
                    post(&context, [&] { first.exit(1); });
                });
            });
            order += QByteArray::number(first.exec());
            QCOMPARE(order, "123321");
        });
    }

    void leavesAllLoopsWhenTheOutermostQuitsFirst()
    {
        onThread([] {
            QByteArray order;
            QObject context;
            QEventLoop first;
            QEventLoop second;
            post(&context, [&] {
                post(&context, [&] {
                    first.exit(1);
                    QTimer::singleShot(5, &context, [&] { second.exit(2); });
                });
                order += QByteArray::number(second.exec());
            });
            order += QByteArray::number(first.exec());
            QCOMPARE(order, "21");
        });
    }

    void deletesLaterAtTheLevelOfTheLoop()
    {
        onThread([] {
            QObject context;
            QPointer<QObject> outer;
            QPointer<QObject> middle;
            QPointer<QObject> inner;
            QEventLoop first;
            QEventLoop second;
            QEventLoop third;
            const auto deleteLater = [](QPointer<QObject> &pointer) {
                pointer = new QObject;
                pointer->deleteLater();
            };
            post(&context, [&] {
                deleteLater(outer);
                QTimer::singleShot(1, &context, [&] {
                    QVERIFY(outer);
                    deleteLater(middle);
                    QTimer::singleShot(1, &context, [&] {
                        QVERIFY(middle);
                        deleteLater(inner);
                        QTimer::singleShot(1, &context, [&] {
                            QVERIFY(!inner);
                            QVERIFY(middle);
                            QVERIFY(outer);
                            third.quit();
                        });
                    });
                    third.exec();
                    QVERIFY(middle);
                    QTimer::singleShot(1, &context, [&] {
                        QVERIFY(!middle);
                        QVERIFY(outer);
                        second.quit();
                    });
                });
                second.exec();
                QVERIFY(outer);
                QTimer::singleShot(1, &context, [&] {
                    QVERIFY(!outer);
                    first.quit();
                });
            });
            first.exec();
            QVERIFY(!outer);
        });
    }

    void deletesLaterFromTimersAndSockets()
    {
        onThread([] {
            Pipe pipe;
            QEventLoop loop;
            QPointer<QObject> byTimer(new QObject);
            QPointer<QSocketNotifier> bySocket(
                new QSocketNotifier(pipe.readEnd(), QSocketNotifier::Read));
            connect(bySocket, &QSocketNotifier::activated, bySocket, [&] {
                pipe.read();
                bySocket->deleteLater();
            });
            pipe.write();
            QTimer::singleShot(1, &loop, [&] { byTimer->deleteLater(); });
            Ticker end([&](Ticker &) {
                if (!byTimer && !bySocket)
                    loop.quit();
            });
            end.start(1);
            QTimer::singleShot(5000, &loop, [&] { loop.exit(1); });
            QCOMPARE(loop.exec(), 0);
        });
    }

    void returnsAtOnceFromTheExecOfAThreadThatWasToldToQuit()
    {
        class Quitter : public Thread
        {
        public:
            Quitter()
                : Thread([this] {
                    running.release();
                    told.acquire();
                    result = exec();
                })
            {
            }
            QSemaphore running;
            QSemaphore told;
            int result = -1;
        };
        Quitter thread;
        thread.start();
        thread.running.acquire();
        thread.exit(7);
        thread.told.release();
        thread.wait();
        QCOMPARE(thread.result, 7);
    }

    void ignoresAQuitOfALoopThatDoesNotRunYet()
    {
        onThread([] {
            QEventLoop loop;
            loop.exit(5);
            QTimer::singleShot(1, &loop, [&] { loop.exit(6); });
            QCOMPARE(loop.exec(), 6);
        });
    }

    void quitsALoopFromAnotherThread()
    {
        for (int i = 0; i < 200; ++i) {
            QSemaphore ready;
            QEventLoop *loop = nullptr;
            Thread thread([&] {
                QEventLoop here;
                loop = &here;
                post(&here, [&] { ready.release(); });
                here.exec();
            });
            thread.start();
            ready.acquire();
            loop->quit();
            QVERIFY(thread.wait(5000));
        }
    }

    void deletesWhatIsLeftWhenTheThreadEnds()
    {
        QPointer<QObject> object;
        onThread([&] {
            object = new QObject;
            object->deleteLater();
        });
        QVERIFY(!object);
    }
};

QTEST_GUILESS_MAIN(EventDispatcherConformance)

#include "eventdispatcherconformance.moc"
