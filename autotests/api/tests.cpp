// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// Section 7: a test, in virtual time on one thread and on several.

#include <Actors/Core/Actor>
#include <Actors/TestKit/TestSystem>

#include <QTest>

using namespace Actors::TestKit;
using namespace std::chrono_literals;

struct Reading
{
    int value = 0;
};

class Dashboard : public Actors::Actor
{
    Q_OBJECT

public:
    int show(int value) { return value; }
};

class Poller : public Actors::Actor
{
    Q_OBJECT

public:
    Poller(const Actors::Ref<Dashboard> &board, const Actors::Ref<AnyActor> &listener)
        : m_board(board)
        , m_listener(listener)
    {
    }
    int shown() const { return m_shown; }

protected:
    void beforeStart() override
    {
        timers().startPeriodic(QStringLiteral("poll"), 10s, &Poller::poll);
    }

private:
    void poll()
    {
        m_board.ask(&Dashboard::show, 21).then(this, [this](int shown) { m_shown = shown; });
        m_listener.tell(Reading{21});
    }

    const Actors::Ref<Dashboard> m_board;
    const Actors::Ref<AnyActor> m_listener;
    int m_shown = 0;
};

class ApiTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testsOnOneThread()
    {
        TestSystem system;
        testIn(system);
    }
    void testsOnThreads()
    {
        TestSystem system(TestSystem::RealThreads);
        testIn(system);
    }

private:
    void testIn(TestSystem &system)
    {
        auto board = system.createProbe<Dashboard>();
        auto probe = system.createProbe();
        auto poller = system.spawn<Poller>(QStringLiteral("poller"), board.ref(), probe.ref());
        system.advance(10s);
        QCOMPARE(std::get<0>(board.expectCall(&Dashboard::show)), 21);
        board.reply(42);
        QCOMPARE(probe.expect<Reading>().value, 21);
        system.settle();
        QCOMPARE(poller.ask(&Poller::shown).result(), 42);
        QCOMPARE(system.deadLetters()->count(), 0U);
    }
};

QTEST_GUILESS_MAIN(ApiTest)

#include "tests.moc"
