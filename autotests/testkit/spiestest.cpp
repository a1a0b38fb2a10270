// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorTimers>
#include <Actors/TestKit/ActorTest>
#include <Actors/TestKit/DeadLetterSpy>
#include <Actors/TestKit/LogFilter>
#include <Actors/TestKit/awaiting.h>

#include <QTest>

#include <atomic>

using namespace Actors;
using namespace Actors::TestKit;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class Lamp : public Actor
{
    Q_OBJECT
    Q_PROPERTY(int level MEMBER m_level)

public:
    explicit Lamp(std::shared_ptr<std::atomic<int>> shown = {})
        : m_shown(std::move(shown))
    {
    }
    void dim(int level) { set(level); }
    void dimLater(int level) { timers().startSingle(u"dim"_s, 300ms, &Lamp::set, level); }
    void complain() { qWarning("the lamp complains"); }
    void complainLater() { timers().startSingle(u"complain"_s, 300ms, &Lamp::complain); }
    int level() const { return m_level; }

private:
    void set(int level)
    {
        m_level = level;
        if (m_shown)
            *m_shown = level;
    }

    std::shared_ptr<std::atomic<int>> m_shown;
    int m_level = 0;
};

static QStringList failures;

class SpiesTest : public ActorTest
{
    Q_OBJECT

private Q_SLOTS:
    void spyShowsTheDeadLettersSinceItWasMade()
    {
        const auto lamp = system().spawn<Lamp>(u"lamp"_s);
        lamp.stop().waitForFinished();
        lamp.tell(&Lamp::dim, 1);
        DeadLetterSpy spy(system());
        QCOMPARE(spy.count(), 0U);
        QVERIFY(!spy.first());
        lamp.tell(&Lamp::dim, 2);
        lamp.tell(&Lamp::dim, 3);
        QCOMPARE(spy.count(), 2U);
        QCOMPARE(spy.first()->representation(), u"Lamp::dim(2)"_s);
        QCOMPARE(spy.latest()->representation(), u"Lamp::dim(3)"_s);
        QVERIFY(spy.find(DeadLetter::Reason::ActorStopped));
        QVERIFY(!spy.find(DeadLetter::Reason::Expired));
        spy.clear();
        QCOMPARE(spy.count(), 0U);
        QVERIFY(spy.all().isEmpty());
        QCOMPARE(system().deadLetters()->count(), 3U);
    }

    void filterCatchesLinesOfTheLog()
    {
        const auto lamp = system().spawn<Lamp>(u"lamp"_s);
        LogFilter filter(system(), QtWarningMsg, QRegularExpression(u"lamp compl"_s));
        lamp.tell(&Lamp::complain);
        lamp.tell(&Lamp::complainLater);
        QVERIFY(filter.awaitCount(2, 1s));
        QCOMPARE(filter.lines().first(), u"default: the lamp complains"_s);
        const LogFilter refused(system(), Diagnostic::IllegalName);
        QVERIFY(system().spawn<Lamp>(u"a/b"_s).isNull());
        QCOMPARE(refused.count(), 1);
    }

    void assertionIsRetriedUntilItHoldsAndFailsWithItsLastText()
    {
        const auto shown = std::make_shared<std::atomic<int>>(0);
        const auto lamp = system().spawn<Lamp>(u"lamp"_s, shown);
        const auto check = [shown] {
            return *shown == 7 ? QString() : u"the level is %1"_s.arg(shown->load());
        };
        lamp.tell(&Lamp::dimLater, 7);
        QVERIFY(awaitAssert(system(), check));
        lamp.tell(&Lamp::dim, 8);
        system().settle();
        const TestFramework framework = testFramework();
        failures.clear();
        setTestFramework({[](const QString &text, Where) { failures.append(text); }, nullptr});
        const bool held = awaitAssert(system(), check, 1s);
        const bool came = awaitStateValue(system(), lamp, u"level"_s, 9, 1s);
        setTestFramework(framework);
        QVERIFY(!held);
        QVERIFY(!came);
        QCOMPARE(failures.size(), 2);
        QVERIFY(failures.first().startsWith(u"the level is 8"_s));
        QVERIFY2(failures.last().contains(u"level"_s) && failures.last().contains(u'8'),
                 qUtf8Printable(failures.last()));
    }

    void waitsForAStateThatIsToCome()
    {
        const auto lamp = system().spawn<Lamp>(u"lamp"_s);
        lamp.tell(&Lamp::dimLater, 7);
        QVERIFY(awaitStateValue(system(), lamp, u"level"_s, 7));
    }

    void plantedFaultsUnbalanceTheAccount_data()
    {
        QTest::addColumn<TestSystem::Fault>("fault");
        QTest::addColumn<bool>("balanced");
        QTest::addColumn<int>("handled");
        QTest::newRow("none") << TestSystem::Fault::None << true << 10;
        QTest::newRow("drop") << TestSystem::Fault::Drop << false << 9;
        QTest::newRow("duplicate") << TestSystem::Fault::Duplicate << false << 11;
        QTest::newRow("delay") << TestSystem::Fault::Delay << true << 10;
    }
    void plantedFaultsUnbalanceTheAccount()
    {
        QFETCH(const TestSystem::Fault, fault);
        QFETCH(const bool, balanced);
        QFETCH(const int, handled);
        TestSystem own(TestSystem::Deterministic);
        const auto lamp = own.spawn<Lamp>(u"lamp"_s);
        own.plantFaults([fault](const QString &receiver, const QString &message) {
            return receiver == u"/user/lamp" && message.endsWith(u"(5)") ? fault
                                                                         : TestSystem::Fault::None;
        });
        for (int i = 0; i < 10; ++i)
            lamp.tell(&Lamp::dim, i);
        own.settle();
        if (fault == TestSystem::Fault::Delay) {
            QCOMPARE(lamp.handledMessageCount(), 9U);
            QVERIFY(own.ledger().isBalanced());
            own.advance(10ms);
            QCOMPARE(lamp.ask(&Lamp::level).result(), 5);
        }
        QCOMPARE(int(lamp.handledMessageCount()) - (fault == TestSystem::Fault::Delay ? 1 : 0),
                 handled);
        QCOMPARE(own.verify().isEmpty(), balanced);
    }
};

QTEST_GUILESS_MAIN(SpiesTest)

#include "spiestest.moc"
