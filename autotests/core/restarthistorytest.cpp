// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "supervision/restarthistory_p.h"

#include <Actors/Core/Random>

#include <QTest>

#include <limits>
#include <vector>

using namespace Actors;
using namespace std::chrono_literals;
using std::chrono::nanoseconds;
using Bounds = RestartHistory::Bounds;

using Times = std::vector<nanoseconds>;
using Directives = std::vector<Directive>;

Q_DECLARE_METATYPE(Times)
Q_DECLARE_METATYPE(Directives)

namespace {

class GivenRandom final : public Random
{
public:
    explicit GivenRandom(quint64 value = 0)
        : m_value(value)
    {
    }
    quint64 next() override
    {
        ++m_draws;
        return m_value;
    }
    int draws() const { return m_draws; }

private:
    const quint64 m_value;
    int m_draws = 0;
};

constexpr Directive restart = Directive::Restart;
constexpr Directive resume = Directive::Resume;
constexpr Directive stop = Directive::Stop;
constexpr Directive escalate = Directive::Escalate;

// The delays of successive failures, each of which comes as soon as the restart is done.
Times delaysOf(const SupervisorStrategy &strategy, int failures, Random &random)
{
    RestartHistory history;
    Times delays;
    nanoseconds now = 0ns;
    for (int i = 0; i < failures; ++i) {
        delays.push_back(history.next(strategy, restart, now, random).delay);
        now += delays.back();
    }
    return delays;
}

} // namespace

class RestartHistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void allowsExactlySoManyRestartsInASlidingWindow_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<nanoseconds>("window");
        QTest::addColumn<Times>("failures");
        QTest::addColumn<Directives>("directives");

        QTest::newRow("sliding: the first has left the window")
            << 3 << nanoseconds(1s) << Times{0ms, 400ms, 800ms, 1500ms}
            << Directives{restart, restart, restart, restart};
        QTest::newRow("the failure after the last")
            << 3 << nanoseconds(1s) << Times{0ms, 300ms, 600ms, 900ms}
            << Directives{restart, restart, restart, escalate};
        QTest::newRow("not tumbling: the window does not begin anew")
            << 2 << nanoseconds(1s) << Times{0ms, 900ms, 1050ms, 1100ms}
            << Directives{restart, restart, restart, escalate};
        QTest::newRow("as old as the window is out of it")
            << 1 << nanoseconds(1s) << Times{0ms, 1000ms} << Directives{restart, restart};
        QTest::newRow("a little younger is in it")
            << 1 << nanoseconds(1s) << Times{0ns, 999'999'999ns} << Directives{restart, escalate};
        QTest::newRow("what was refused does not count")
            << 1 << nanoseconds(1s) << Times{0ms, 900ms, 1000ms}
            << Directives{restart, escalate, restart};
        QTest::newRow("never") << 0 << nanoseconds(1s) << Times{0ms} << Directives{escalate};
        QTest::newRow("for ever") << -1 << nanoseconds(1s) << Times{0ms, 0ms, 0ms, 0ms}
                                  << Directives{restart, restart, restart, restart};
        QTest::newRow("without a window nothing is forgotten")
            << 2 << nanoseconds(0) << Times{0h, 100h, 100000h}
            << Directives{restart, restart, escalate};
    }

    void allowsExactlySoManyRestartsInASlidingWindow()
    {
        QFETCH(const int, count);
        QFETCH(const nanoseconds, window);
        QFETCH(const Times, failures);
        QFETCH(const Directives, directives);

        const auto strategy = SupervisorStrategy::oneForOne().maxRestarts(count).within(window);
        RestartHistory history;
        GivenRandom random;

        Directives results;
        for (const nanoseconds failure : failures)
            results.push_back(history.next(strategy, restart, failure, random).directive);
        QCOMPARE(results, directives);
    }

    void tellsHowManyRestartsAreInTheWindow()
    {
        const auto strategy = SupervisorStrategy::oneForOne().maxRestarts(2).within(1s);
        RestartHistory history;
        GivenRandom random;

        QCOMPARE(history.next(strategy, restart, 0ms, random).restartsInWindow, 1);
        QCOMPARE(history.next(strategy, restart, 500ms, random).restartsInWindow, 2);
        const auto refused = history.next(strategy, restart, 600ms, random);
        QCOMPARE(refused.restartsInWindow, 2);
        QVERIFY(refused.bounds == Bounds::Reached);
        const auto later = history.next(strategy, restart, 1100ms, random);
        QCOMPARE(later.restartsInWindow, 2);
        QVERIFY(later.bounds == Bounds::Kept);
        QCOMPARE(history.next(strategy, resume, 9s, random).restartsInWindow, 0);
    }

    void tellsHowManyRestartsCameSinceAQuietTimeIfThereIsNoLimit()
    {
        const auto strategy = SupervisorStrategy::topLevel();
        RestartHistory history;
        GivenRandom random;

        QCOMPARE(history.next(strategy, restart, 0s, random).restartsInWindow, 1);
        QCOMPARE(history.next(strategy, restart, 1s, random).restartsInWindow, 2);
        QCOMPARE(history.next(strategy, restart, 60s, random).restartsInWindow, 1);
    }

    void doesAtTheLimitWhatTheStrategySays()
    {
        GivenRandom random;
        RestartHistory history;
        const auto strategy = SupervisorStrategy::oneForOne().maxRestarts(0).onLimit(stop);

        QCOMPARE(history.next(strategy, restart, 0s, random).directive, stop);
        QCOMPARE(history.next(strategy, resume, 0s, random).directive, resume);
    }

    void boundsEveryDirective()
    {
        GivenRandom random;
        RestartHistory history;
        const auto strategy = SupervisorStrategy::oneForOne()
                                  .maxRestarts(1)
                                  .within(60s)
                                  .limit(resume, 2, 10s, restart)
                                  .limit(escalate, 1, 60s)
                                  .onLimit(escalate);

        Directives results;
        for (int second = 0; second < 6; ++second)
            results.push_back(
                history.next(strategy, resume, std::chrono::seconds(second), random).directive);
        results.push_back(history.next(strategy, resume, 11s, random).directive);

        QCOMPARE(results, (Directives{resume, resume, restart, escalate, stop, stop, resume}));
    }

    void aDirectiveNeverFollowsItself()
    {
        GivenRandom random;
        RestartHistory history;
        const auto strategy = SupervisorStrategy::oneForOne().maxRestarts(0).onLimit(restart);

        QCOMPARE(history.next(strategy, restart, 0s, random).directive, escalate);
        QCOMPARE(history.next(strategy.limit(resume, 0, 1s), resume, 0s, random).directive,
                 escalate);
    }

    void aStopForWantOfAnythingElseIsNotCounted()
    {
        GivenRandom random;
        RestartHistory history;
        const auto strategy = SupervisorStrategy::oneForOne()
                                  .maxRestarts(0)
                                  .limit(escalate, 1, 60s)
                                  .limit(stop, 1, 60s, resume);

        Directives results;
        for (const Directive decided : {restart, restart, stop, stop})
            results.push_back(history.next(strategy, decided, 0s, random).directive);

        QCOMPARE(results, (Directives{escalate, stop, stop, resume}));
    }

    void doublesTheDelayUpToTheLongest()
    {
        GivenRandom random;
        const auto strategy = SupervisorStrategy::oneForOne().maxRestarts(-1).backoff(100ms, 1s);

        QCOMPARE(delaysOf(strategy, 6, random),
                 (Times{100ms, 200ms, 400ms, 800ms, 1000ms, 1000ms}));
        QCOMPARE(random.draws(), 0);
    }

    void restartsTopLevelActorsAtOnceAndThenLaterAndLater()
    {
        GivenRandom random;

        QCOMPARE(delaysOf(SupervisorStrategy::topLevel(), 12, random),
                 (Times{0ms, 100ms, 200ms, 400ms, 800ms, 1600ms, 3200ms, 6400ms, 12800ms, 25600ms,
                        30s, 30s}));
    }

    void restartsWithoutDelayIfThereIsNoBackoff()
    {
        GivenRandom random;

        QCOMPARE(delaysOf(SupervisorStrategy::oneForOne(), 3, random), (Times{0ms, 0ms, 0ms}));
    }

    void startsOverAfterAQuietTime_data()
    {
        QTest::addColumn<SupervisorStrategy>("strategy");
        QTest::addColumn<nanoseconds>("quiet");
        QTest::addColumn<nanoseconds>("delay");

        const auto strategy = SupervisorStrategy::oneForOne().maxRestarts(-1).backoff(100ms, 1s);
        QTest::newRow("mean of shortest and longest")
            << strategy << nanoseconds(550ms) << nanoseconds(100ms);
        QTest::newRow("a little less") << strategy << nanoseconds(549ms) << nanoseconds(400ms);
        QTest::newRow("as told") << strategy.resetAfter(5s) << nanoseconds(5s)
                                 << nanoseconds(100ms);
        QTest::newRow("a little less than told")
            << strategy.resetAfter(5s) << nanoseconds(4999ms) << nanoseconds(400ms);
        QTest::newRow("at once again")
            << strategy.firstRestart(FirstRestart::AtOnce) << nanoseconds(550ms) << nanoseconds(0);
    }

    // The time during which the actor waits for its restart is not quiet.
    void startsOverAfterAQuietTime()
    {
        QFETCH(const SupervisorStrategy, strategy);
        QFETCH(const nanoseconds, quiet);
        QFETCH(const nanoseconds, delay);

        RestartHistory history;
        GivenRandom random;
        nanoseconds now = 10s;
        now += history.next(strategy, restart, now, random).delay;
        now += history.next(strategy, restart, now, random).delay;
        now += quiet;

        QCOMPARE(history.next(strategy, restart, now, random).delay, delay);
    }

    void onlyRestartsAreDelayed()
    {
        GivenRandom random;
        RestartHistory history;
        const auto strategy =
            SupervisorStrategy::oneForOne().maxRestarts(1).within(60s).backoff(100ms, 1s);

        QCOMPARE(history.next(strategy, resume, 0s, random).delay, 0ns);
        QCOMPARE(history.next(strategy, restart, 0s, random).delay, 100ms);
        QCOMPARE(history.next(strategy, restart, 0s, random).delay, 0ns);
    }

    void addsUpToTheRandomFactorToEachDelay()
    {
        const auto strategy =
            SupervisorStrategy::oneForOne().maxRestarts(-1).backoff(100ms, 1s, 2.0, 0.2);

        GivenRandom lowest(0);
        QCOMPARE(delaysOf(strategy, 5, lowest), (Times{100ms, 200ms, 400ms, 800ms, 1000ms}));
        GivenRandom middle(quint64(1) << 63);
        QCOMPARE(delaysOf(strategy, 5, middle), (Times{110ms, 220ms, 440ms, 880ms, 1100ms}));
        GivenRandom highest(std::numeric_limits<quint64>::max());
        const Times most = delaysOf(strategy, 5, highest);
        QVERIFY(most.front() > 119ms && most.front() <= 120ms);
        QVERIFY(most.back() > 1199ms && most.back() <= 1200ms);
    }

    void survivesManyRestartsAndLongDelays()
    {
        GivenRandom random(std::numeric_limits<quint64>::max());
        const auto strategy = SupervisorStrategy::oneForOne().maxRestarts(-1);

        const Times delays = delaysOf(strategy.backoff(1ms, 1s), 5000, random);
        QCOMPARE(delays.back(), 1s);
        RestartHistory history;
        const auto endless = strategy.backoff(nanoseconds::max(), nanoseconds::max(), 10.0, 1e300);
        QVERIFY(history.next(endless, restart, 0s, random).delay > 24h);
        QVERIFY(history.next(endless, restart, 1s, random).delay > 24h);
    }
};

QTEST_GUILESS_MAIN(RestartHistoryTest)

#include "restarthistorytest.moc"
