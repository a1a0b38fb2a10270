// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "dispatch/spingovernor_p.h"

#include <QScopeGuard>
#include <QTest>

using namespace std::chrono_literals;
using Actors::Internal::monotonicNow;
using Actors::Internal::SpinGovernor;
using Found = SpinGovernor::Found;
using WokenBy = SpinGovernor::WokenBy;

class SpinGovernorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void startsWithTheWholeAllowance()
    {
        QCOMPARE(SpinGovernor(50us).allowance(), 50us);
        QCOMPARE(SpinGovernor().allowance(), 50us);
    }

    void halvesTheAllowanceAfterLongSleepsDownToNothing()
    {
        SpinGovernor governor(50us);
        governor.slept(1s, WokenBy::Sender);
        QCOMPARE(governor.allowance(), 25us);
        for (int i = 0; i < 10; ++i)
            governor.slept(1s, WokenBy::Sender);
        QCOMPARE(governor.allowance(), 0us);
        QVERIFY(!governor.maySpin());
    }

    void doublesTheAllowanceAfterShortSleepsUpToTheMost()
    {
        SpinGovernor governor(50us);
        for (int i = 0; i < 10; ++i)
            governor.slept(1s, WokenBy::Sender);
        governor.slept(60us, WokenBy::Sender);
        QCOMPARE(governor.allowance(), 4us);
        governor.slept(60us, WokenBy::Sender);
        QCOMPARE(governor.allowance(), 8us);
        for (int i = 0; i < 10; ++i)
            governor.slept(60us, WokenBy::Sender);
        QCOMPARE(governor.allowance(), 50us);
    }

    void doesNotSpinLongerForSocketsAndTimers()
    {
        SpinGovernor governor(50us);
        governor.slept(10us, WokenBy::Other);
        QCOMPARE(governor.allowance(), 25us);
    }

    void neverSpinsWhenItIsSwitchedOff()
    {
        SpinGovernor governor(0us);
        for (int i = 0; i < 10; ++i)
            governor.slept(1us, WokenBy::Sender);
        QVERIFY(!governor.maySpin());
        int looks = 0;
        QCOMPARE(governor.wait([&] { return ++looks > 1; }), Found::Nothing);
        QCOMPARE(looks, 1);
    }

    void readsTheMostFromTheEnvironment_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<int>("microseconds");
        QTest::newRow("number") << QByteArray("20") << 20;
        QTest::newRow("off") << QByteArray("0") << 0;
        QTest::newRow("negative") << QByteArray("-1") << 50;
        QTest::newRow("no number") << QByteArray("long") << 50;
        QTest::newRow("empty") << QByteArray("") << 50;
    }

    void readsTheMostFromTheEnvironment()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const int, microseconds);
        qputenv("ACTORS_SPIN_US", value);
        const auto unset = qScopeGuard([] { qunsetenv("ACTORS_SPIN_US"); });
        QCOMPARE(SpinGovernor().allowance(), std::chrono::microseconds(microseconds));
    }

    void looksOnceBeforeAnythingElse()
    {
        SpinGovernor governor(50us);
        QCOMPARE(governor.wait([] { return true; }), Found::AtOnce);
    }

    void tellsSpinningFromYielding()
    {
        SpinGovernor governor(10s);
        int looks = 0;
        QCOMPARE(governor.wait([&] { return ++looks == 5; }), Found::Spinning);
        looks = 0;
        QCOMPARE(governor.wait([&] { return ++looks == 42; }), Found::FirstYield);
        looks = 0;
        QCOMPARE(governor.wait([&] { return ++looks == 100; }), Found::Later);
    }

    void givesUpWhenTheAllowanceIsUsed()
    {
        SpinGovernor governor(2ms);
        const auto start = monotonicNow();
        QCOMPARE(governor.wait([] { return false; }), Found::Nothing);
        QVERIFY(monotonicNow() - start >= 2ms);
    }

    void givesUpAtTheDeadline()
    {
        SpinGovernor governor(1h);
        const auto start = monotonicNow();
        QCOMPARE(governor.wait([] { return false; }, start + 1ms), Found::Nothing);
        QVERIFY(monotonicNow() - start >= 1ms);
    }

    void yieldsAtOnceWhenThatIsWhatBroughtTheWork()
    {
        SpinGovernor governor(10s);
        QVERIFY(!governor.yieldsAtOnce());
        for (int i = 0; i < 5; ++i)
            governor.learn(Found::FirstYield);
        QVERIFY(governor.yieldsAtOnce());
        int looks = 0;
        QCOMPARE(governor.wait([&] { return ++looks == 2; }), Found::FirstYield);
    }

    void spinsAgainWhenAProbeShowsThatItHelps()
    {
        SpinGovernor governor(50us);
        int probes = 0;
        for (int i = 0; i < 200; ++i) {
            if (i > 10 && !governor.yieldsAtOnce())
                ++probes;
            governor.learn(Found::FirstYield);
        }
        QVERIFY(probes > 0);
        QVERIFY(probes < 20);
        governor.learn(Found::Spinning);
        QVERIFY(!governor.yieldsAtOnce());
    }

    void yieldsOnceWhileMoreThreadsAreAwakeThanThereAreCores()
    {
        for (int i = 0; i <= SpinGovernor::cores(); ++i)
            SpinGovernor::threadAwoke();
        const auto asleep = qScopeGuard([] {
            for (int i = 0; i <= SpinGovernor::cores(); ++i)
                SpinGovernor::threadWentToSleep();
        });
        SpinGovernor governor(50us);
        int looks = 0;
        QCOMPARE(governor.wait([&] { return ++looks == 2; }), Found::Later);
        looks = 0;
        QCOMPARE(governor.wait([&] { return ++looks == 3; }), Found::Nothing);
        QCOMPARE(looks, 2);

        // The others may keep the processor for longer than that.
        looks = 0;
        QCOMPARE(governor.wait([&] { return ++looks == 2; }, monotonicNow() + 1ms), Found::Nothing);
        QCOMPARE(looks, 1);

        // Nobody has sent soon after this one fell asleep.
        for (int i = 0; i < 10; ++i)
            governor.slept(1s, WokenBy::Sender);
        looks = 0;
        QCOMPARE(governor.wait([&] { return ++looks == 2; }), Found::Nothing);
        QCOMPARE(looks, 1);
    }

    void doesNotSpinWhileMoreThreadsAreAwakeThanThereAreCores()
    {
        const SpinGovernor governor(50us);
        QVERIFY(governor.maySpin());
        for (int i = 0; i <= SpinGovernor::cores(); ++i)
            SpinGovernor::threadAwoke();
        QVERIFY(!governor.maySpin());
        SpinGovernor::threadWentToSleep();
        QVERIFY(governor.maySpin());
        for (int i = 0; i < SpinGovernor::cores(); ++i)
            SpinGovernor::threadWentToSleep();
        QCOMPARE(SpinGovernor::awakeThreads(), 0);
    }
};

QTEST_GUILESS_MAIN(SpinGovernorTest)

#include "spingovernortest.moc"
