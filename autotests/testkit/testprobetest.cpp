// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorTimers>
#include <Actors/TestKit/TestSystem>

#include <QTest>

using namespace Actors;
using namespace Actors::TestKit;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

struct Reading
{
    int value = 0;
};

class Dashboard : public Actor
{
    Q_OBJECT

public:
    int show(int value) { return value; }
    void clear() { }
    void label(const QString &text, int size)
    {
        Q_UNUSED(text)
        Q_UNUSED(size)
    }
    void receive(const Reading &) { }
};

class Poller : public Actor
{
    Q_OBJECT

public:
    Poller(Ref<Dashboard> board, Ref<AnyActor> listener)
        : m_board(std::move(board))
        , m_listener(std::move(listener))
    {
    }

    void receive(const Reading &reading) { m_last = reading.value; }
    int last() const { return m_last; }

protected:
    void beforeStart() override { timers().startPeriodic(u"poll"_s, 10s, &Poller::poll); }

private:
    void poll()
    {
        m_board.ask(&Dashboard::show, 21).then([this](int shown) { m_last = shown; });
        m_listener.tell(Reading{21});
    }

    Ref<Dashboard> m_board;
    Ref<AnyActor> m_listener;
    int m_last = 0;
};

namespace {

QStringList failures;

//! While it exists, unmet expectations are kept as texts.
class Caught
{
public:
    Caught()
        : m_framework(testFramework())
    {
        failures.clear();
        setTestFramework({[](const QString &text, Where) { failures.append(text); }, nullptr});
    }
    ~Caught() { setTestFramework(m_framework); }
    QString text() const { return failures.join(u'\n'); }

private:
    TestFramework m_framework;
};

} // namespace

class TestProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void capturesCallsAndValuesAndAnswers_data() { modes(); }
    void capturesCallsAndValuesAndAnswers()
    {
        QFETCH(const TestSystem::Mode, mode);
        TestSystem system(mode);
        auto board = system.createProbe<Dashboard>();
        auto probe = system.createProbe();
        const auto poller = system.spawn<Poller>(u"poller"_s, board.ref(), probe.ref());
        system.advance(10s);
        QCOMPARE(std::get<0>(board.expectCall(&Dashboard::show)), 21);
        QCOMPARE(board.lastSender(), poller.untyped());
        board.reply(42);
        QCOMPARE(probe.expect<Reading>().value, 21);
        QCOMPARE(poller.ask(&Poller::last).result(), 42);
        QCOMPARE(system.deadLetters()->count(), 0U);
    }

    void keepsArgumentsAsTheyWereSent_data() { modes(); }
    void keepsArgumentsAsTheyWereSent()
    {
        QFETCH(const TestSystem::Mode, mode);
        TestSystem system(mode);
        auto board = system.createProbe<Dashboard>();
        board.ref().tell(&Dashboard::label, u"hello"_s, 7);
        board.ref().tell<&Dashboard::label>(u"again"_s, 8);
        board.ref().tell(Reading{3});
        board.ref().tell(&Dashboard::clear);
        QCOMPARE(board.expectCall(&Dashboard::label), std::make_tuple(u"hello"_s, 7));
        QCOMPARE(board.expectCall(&Dashboard::label), std::make_tuple(u"again"_s, 8));
        QCOMPARE(board.expect<Reading>().value, 3);
        board.expectCall(&Dashboard::clear);
        board.expectNoMessage(1s);
    }

    void saysWhatWasExpectedAndWhatCame_data() { modes(); }
    void saysWhatWasExpectedAndWhatCame()
    {
        QFETCH(const TestSystem::Mode, mode);
        TestSystem system(mode);
        auto board = system.createProbe<Dashboard>();
        auto probe = system.createProbe();
        const Caught caught;
        const auto takes = [](const QString &text) {
            const bool has = failures.size() == 1 && failures.first().contains(text);
            if (!has)
                qWarning() << failures << "lacks" << text;
            failures.clear();
            return has;
        };
        board.ref().tell(&Dashboard::label, u"hello"_s, 7);
        board.expectCall(&Dashboard::show);
        QVERIFY(takes(u"expected Dashboard::show, but Dashboard::label(\"hello\", 7) came"_s));
        probe.ref().tell(Reading{3});
        QCOMPARE(probe.expect<int>(), 0);
        QVERIFY(takes(u"expected int, but Reading"_s));
        probe.expect<Reading>(2s);
        QVERIFY(takes(u"expected Reading, but no message came within 2000 ms"_s));
        probe.ref().tell(4);
        probe.expectNoMessage();
        QVERIFY(takes(u"expected no message, but 4 came"_s));
        probe.ref().tell(5);
        probe.fishFor<int>([](const int &value) { return value == 6; });
        QVERIFY(takes(u"fished in vain; what came: 5"_s));
        probe.ref().tell(1);
        probe.receiveN(2);
        QVERIFY(takes(u"expected message 2 of 2, but no message came"_s));
        probe.ref().tell(1);
        probe.expect<int>();
        probe.reply(1);
        QVERIFY(takes(u"nobody waits for an answer to 1"_s));
        Reply<int> shown = board.ref().ask(&Dashboard::show, 1);
        board.expectCall(&Dashboard::show);
        board.reply(u"text"_s);
        QVERIFY(takes(u"QString does not answer Dashboard::show(1)"_s));
        probe.expectTerminated(board.ref());
        QVERIFY(takes(u"expected the end of "_s));
        probe.within(1s, [&] { system.advance(2s); });
        QVERIFY(takes(u"the block took 2000 ms, but was to end within 1000 ms"_s));
    }

    void fishesReceivesForwardsAndFliesByItself_data() { modes(); }
    void fishesReceivesForwardsAndFliesByItself()
    {
        QFETCH(const TestSystem::Mode, mode);
        TestSystem system(mode);
        auto probe = system.createProbe();
        for (int i = 0; i < 10; ++i)
            probe.ref().tell(i);
        QCOMPARE(probe.fishFor<int>([](const int &value) { return value == 4; }), 4);
        const auto three = probe.receiveN(3);
        QCOMPARE(three.last().value<int>(), 7);
        QCOMPARE(std::get<int>(probe.expectAnyOf<QString, int>()), 8);
        QCOMPARE(probe.expectAny().toString(), u"9"_s);

        auto board = system.createProbe<Dashboard>();
        auto other = system.createProbe<Dashboard>();
        Reply<int> shown = board.ref().ask(&Dashboard::show, 5);
        board.expectCall(&Dashboard::show);
        board.forward(other.ref());
        QCOMPARE(std::get<0>(other.expectCall(&Dashboard::show)), 5);
        other.reply(6);
        QCOMPARE(shown.result(), 6);

        board.setAutopilot([](const CapturedMessage &message) {
            message.reply(11);
            return ProbeBase::Autopilot::Stop;
        });
        QCOMPARE(board.ref().ask(&Dashboard::show, 1).result(), 11);
        Reply<int> unanswered = board.ref().ask(&Dashboard::show, 1);
        system.settle();
        QVERIFY(!unanswered.isFinished());
    }

    void learnsOfTheEndOfWhatItWatches_data() { modes(); }
    void learnsOfTheEndOfWhatItWatches()
    {
        QFETCH(const TestSystem::Mode, mode);
        TestSystem system(mode);
        auto probe = system.createProbe();
        const auto board = system.spawn<Dashboard>(u"board"_s);
        probe.watch(board);
        probe.expectNoMessage();
        board.stop();
        probe.expectTerminated(board);
        probe.watch(board);
        probe.expectTerminated(board);
    }

    void waitsNoLongerThanTheInnermostWithin_data() { modes(); }
    void waitsNoLongerThanTheInnermostWithin()
    {
        QFETCH(const TestSystem::Mode, mode);
        TestSystem system(mode);
        auto board = system.createProbe<Dashboard>();
        auto probe = system.createProbe();
        system.spawn<Poller>(u"poller"_s, board.ref(), probe.ref());
        probe.within(1min, [&] {
            QCOMPARE(probe.expect<Reading>().value, 21);
            QCOMPARE(*probe.remaining(), 50s);
            probe.within(15s, [&] {
                probe.expect<Reading>();
                QCOMPARE(*probe.remaining(), 5s);
                const Caught caught;
                probe.expect<Reading>();
                QVERIFY(caught.text().contains(u"no message came within 5000 ms"_s));
            });
            QCOMPARE(*probe.remaining(), 35s);
        });
    }

private:
    void modes()
    {
        QTest::addColumn<TestSystem::Mode>("mode");
        QTest::newRow("deterministic") << TestSystem::Deterministic;
        QTest::newRow("threads") << TestSystem::RealThreads;
    }
};

QTEST_GUILESS_MAIN(TestProbeTest)

#include "testprobetest.moc"
