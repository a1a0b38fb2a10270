// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/ActorSystem>
#include <Actors/TestKit/TestSystem>

#include <QTest>

#include <deque>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! Answers when it is told to.
class Gate : public Actor
{
    Q_OBJECT

public:
    void pass() { m_waiting.push_back(deferReply<void>()); }
    void open()
    {
        for (auto &one : m_waiting)
            one.resolve();
        m_waiting.clear();
    }
    void shut()
    {
        for (auto &one : m_waiting) {
            one.reject(ActorError(u"shut"_s));
            // The first word counts.
            one.resolve();
            one.reject(ActorError(u"late"_s));
        }
        m_waiting.clear();
    }
    void forget() { m_waiting.clear(); }

private:
    std::deque<Deferred<void>> m_waiting;
};

class Guest : public Actor
{
    Q_OBJECT

public:
    explicit Guest(const Ref<Gate> &gate)
        : m_gate(gate)
    {
    }
    //! Not finished until the gate has answered.
    Reply<void> enter() { return m_gate.ask(&Gate::pass); }
    //! Finished at once; the answer is a message of its own.
    void enterLater()
    {
        m_gate.ask(&Gate::pass).then(this, [this] { ++m_entered; });
    }
    int look() const { return m_entered; }
    int touch() { return m_entered; }
    int entered() const { return m_entered; }

private:
    const Ref<Gate> m_gate;
    int m_entered = 0;
};

} // namespace

class ReentrancyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsHandledMeanwhileDependsOnTheMode_data()
    {
        QTest::addColumn<int>("mode");
        QTest::addColumn<bool>("looks");
        QTest::addColumn<bool>("touches");
        QTest::newRow("Strict") << int(Reentrancy::Strict) << false << false;
        QTest::newRow("CallChain") << int(Reentrancy::CallChain) << false << false;
        QTest::newRow("Interleave") << int(Reentrancy::Interleave) << true << false;
        QTest::newRow("Full") << int(Reentrancy::Full) << true << true;
    }
    void whatIsHandledMeanwhileDependsOnTheMode()
    {
        QFETCH(const int, mode);
        QFETCH(const bool, looks);
        QFETCH(const bool, touches);
        TestKit::TestSystem system;
        const auto gate = system.spawn<Gate>(u"gate"_s);
        const auto guest =
            system.spawn(Props<Guest>(gate).withReentrancy(Reentrancy(mode)), u"guest"_s);
        Reply<void> entered = guest.ask(&Guest::enter);
        system.settle();
        Reply<int> look = guest.ask(&Guest::look);
        Reply<int> touch = guest.ask(&Guest::touch);
        system.settle();
        QVERIFY(!entered.isFinished());
        QCOMPARE(look.isFinished(), looks);
        QCOMPARE(touch.isFinished(), touches);
        gate.tell(&Gate::open);
        QVERIFY(entered.waitForFinished(5s));
        QVERIFY(look.waitForFinished(5s));
        QVERIFY(touch.waitForFinished(5s));
    }

    void aContinuationLeavesTheMailboxOpen()
    {
        TestKit::TestSystem system;
        const auto gate = system.spawn<Gate>(u"gate"_s);
        const auto guest = system.spawn<Guest>(u"guest"_s, gate);
        guest.tell(&Guest::enterLater);
        QCOMPARE(guest.ask(&Guest::touch).result(), 0);
        gate.tell(&Gate::open);
        system.settle();
        QCOMPARE(guest.ask(&Guest::entered).result(), 1);
    }

    void aDeferredAnswerCountsOnce()
    {
        TestKit::TestSystem system;
        const auto gate = system.spawn<Gate>(u"gate"_s);
        Reply<void> passed = gate.ask(&Gate::pass);
        gate.tell(&Gate::open);
        QVERIFY(passed.waitForFinished(5s));
        QVERIFY(passed.isSuccessful());
        Reply<void> refused = gate.ask(&Gate::pass);
        gate.tell(&Gate::shut);
        QVERIFY(refused.waitForFinished(5s));
        QCOMPARE(refused.error().text(), u"shut"_s);
        Reply<void> forgotten = gate.ask(&Gate::pass);
        gate.tell(&Gate::forget);
        QVERIFY(forgotten.waitForFinished(5s));
        QCOMPARE(forgotten.error().code(), ActorError::Code::Cancelled);
        QCOMPARE(system.deadLetters()->count(), 0U);
    }
};

QTEST_GUILESS_MAIN(ReentrancyTest)

#include "reentrancytest.moc"
