// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorTimers>
#include <Actors/TestKit/TestSystem>

#include <QRegularExpression>
#include <QTest>
#include <QTimer>

#include <thread>

using namespace Actors;
using namespace Actors::TestKit;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class Counter : public Actor
{
    Q_OBJECT

public:
    void add(int n) { m_sum += n; }
    int sum() const { return m_sum; }
    void pass(int hops)
    {
        ++m_sum;
        if (hops > 0)
            self<Counter>().tell(&Counter::pass, hops - 1);
    }
    void tick() { timers().startPeriodic(u"tick"_s, 10ms, &Counter::add, 1); }
    void startPlainTimer()
    {
        auto *timer = new QTimer(this);
        timer->start(1h);
    }
    int answerAfter(std::chrono::nanoseconds delay)
    {
        timers().startSingle(u"answer"_s, delay, &Counter::answer);
        m_answer = deferReply<int>();
        return 0;
    }
    void answer() { m_answer.resolve(7); }

private:
    Deferred<int> m_answer;
    int m_sum = 0;
};

class TestSystemTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersWhatItIsAsked_data() { modes(); }
    void answersWhatItIsAsked()
    {
        QFETCH(const TestSystem::Mode, mode);
        TestSystem system(mode);
        const auto counter = system.spawn<Counter>(u"counter"_s);
        for (int i = 1; i <= 1000; ++i)
            counter.tell(&Counter::add, i);
        QCOMPARE(counter.ask(&Counter::sum).result(), 500'500);
        QCOMPARE(system.verify(), QString());
    }

    void settlesWhenAllChainsHaveEnded_data() { modes(); }
    void settlesWhenAllChainsHaveEnded()
    {
        QFETCH(const TestSystem::Mode, mode);
        TestSystem system(mode);
        QList<Ref<Counter>> counters;
        for (int i = 0; i < 4; ++i)
            counters.append(system.spawn<Counter>(u"c%1"_s.arg(i)));
        for (const auto &counter : counters)
            counter.tell(&Counter::pass, 5000);
        system.settle();
        for (const auto &counter : counters)
            QCOMPARE(counter.handledMessageCount(), 5001U);
        // A wake-up that a thread no longer needed may still reach it, and it looks once more.
        QTRY_VERIFY(system.isQuiet());
    }

    void firesEveryTimerInItsTurn_data() { virtualModes(); }
    void firesEveryTimerInItsTurn()
    {
        QFETCH(const TestSystem::Mode, mode);
        TestSystem system(mode);
        const auto counter = system.spawn<Counter>(u"counter"_s);
        counter.tell(&Counter::tick);
        system.advance(1s);
        QCOMPARE(system.now(), 1s);
        QCOMPARE(counter.ask(&Counter::sum).result(), 100);
        system.advance(995ms);
        QCOMPARE(counter.ask(&Counter::sum).result(), 199);
    }

    void letsVirtualTimePassWhileAReplyIsWaitedFor_data() { virtualModes(); }
    void letsVirtualTimePassWhileAReplyIsWaitedFor()
    {
        QFETCH(const TestSystem::Mode, mode);
        TestSystem system(mode);
        const auto counter = system.spawn<Counter>(u"counter"_s);
        QCOMPARE(counter.ask(1h, &Counter::answerAfter, 30min).result(), 7);
        QCOMPARE(system.now(), 30min);
        Reply<int> late = counter.ask(&Counter::answerAfter, 10s);
        QVERIFY(late.waitForFinished());
        QCOMPARE(late.error().code(), ActorError::Code::AskTimeout);
        QCOMPARE(system.now(), 30min + 5s);
        Reply<int> later = counter.ask(1h, &Counter::answerAfter, 10s);
        QVERIFY(!later.waitForFinished(2s));
        QCOMPARE(system.now(), 30min + 7s);
        QVERIFY(later.waitForFinished());
    }

    void servesOtherThreadsThatAsk()
    {
        TestSystem system(TestSystem::RealThreads);
        const auto counter = system.spawn<Counter>(u"counter"_s);
        std::atomic<int> answer = 0;
        std::thread thread(
            [&] { answer = counter.ask(1h, &Counter::answerAfter, 30min).result(); });
        thread.join();
        QCOMPARE(answer.load(), 7);
    }

    void namesActorsThatKeepRealTime_data() { virtualModes(); }
    void namesActorsThatKeepRealTime()
    {
        QFETCH(const TestSystem::Mode, mode);
        TestSystem system(mode);
        const auto counter = system.spawn<Counter>(u"counter"_s);
        counter.tell(&Counter::startPlainTimer);
        QTest::ignoreMessage(QtWarningMsg,
                             QRegularExpression(u"/user/counter.*a running QTimer.*ACT-0036"_s));
        system.advance(1s);
        system.advance(1s);
    }

    void repeatsAnOrderFromItsSeed()
    {
        const auto run = [](quint64 seed) {
            TestSystem system(Seed{seed});
            system.recordTrace();
            QList<Ref<Counter>> counters;
            for (int i = 0; i < 4; ++i) {
                counters.append(system.spawn<Counter>(u"c%1"_s.arg(i)));
                counters.last().tell(&Counter::pass, 3);
            }
            system.settle();
            return system.trace();
        };
        QSet<QString> different;
        for (quint64 seed = 1; seed <= 20; ++seed) {
            const QStringList trace = run(seed);
            QCOMPARE(trace.size(), 4 + 4 * 4);
            QCOMPARE(run(seed), trace);
            different.insert(trace.join(u' '));
        }
        QVERIFY(different.size() > 15);
    }

private:
    void virtualModes()
    {
        QTest::addColumn<TestSystem::Mode>("mode");
        QTest::newRow("deterministic") << TestSystem::Deterministic;
        QTest::newRow("threads") << TestSystem::RealThreads;
    }

    void modes()
    {
        QTest::addColumn<TestSystem::Mode>("mode");
        QTest::newRow("deterministic") << TestSystem::Deterministic;
        QTest::newRow("threads") << TestSystem::RealThreads;
        QTest::newRow("real time") << TestSystem::RealTime;
    }
};

QTEST_GUILESS_MAIN(TestSystemTest)

#include "testsystemtest.moc"
