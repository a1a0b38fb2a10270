// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

//! [include]
#include <Actors/TestKit/TestSystem>

#include <QTest>
//! [include]

#include <Actors/Core/Actor>
#include <Actors/TestKit/BehaviorTest>

using namespace std::chrono_literals;

//! [actor]
class Kettle : public Actors::Actor
{
    Q_OBJECT

public:
    void switchOn() { timers().startPeriodic(QStringLiteral("heat"), 1s, &Kettle::heat); }
    int temperature() const { return m_temperature; }

private:
    void heat()
    {
        m_temperature += 10;
        if (m_temperature >= 100)
            timers().cancel(QStringLiteral("heat"));
    }

    int m_temperature = 20;
};
//! [actor]

//! [clerk]
class Clerk : public Actors::Actor
{
    Q_OBJECT

public:
    void add(int amount) { m_sum += amount; }
    void multiply(int factor) { m_sum *= factor; }
    int sum() const { return m_sum; }

private:
    int m_sum = 1;
};

class Customer : public Actors::Actor
{
    Q_OBJECT

public:
    explicit Customer(const Actors::Ref<Clerk> &clerk)
        : m_clerk(clerk)
    {
    }
    void wantAdded(int amount) { m_clerk.tell(&Clerk::add, amount); }
    void wantMultiplied(int factor) { m_clerk.tell(&Clerk::multiply, factor); }

private:
    const Actors::Ref<Clerk> m_clerk;
};
//! [clerk]

class TestKitGuideTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    //! [time]
    void aKettleBoilsInEightSeconds()
    {
        Actors::TestKit::TestSystem system; // one thread, virtual time; nothing sleeps
        auto kettle = system.spawn<Kettle>(QStringLiteral("kettle"));
        kettle.tell(&Kettle::switchOn);
        system.advance(7s);
        QCOMPARE(kettle.ask(&Kettle::temperature).result(), 90);
        system.advance(1h);
        QCOMPARE(kettle.ask(&Kettle::temperature).result(), 100);
        QCOMPARE(system.deadLetters()->count(), 0U);
    }
    //! [time]

    //! [modes]
    void aKettleBoilsOnThreadsToo()
    {
        Actors::TestKit::TestSystem system(Actors::TestKit::TestSystem::RealThreads);
        auto kettle = system.spawn<Kettle>(QStringLiteral("kettle"));
        kettle.tell(&Kettle::switchOn);
        system.settle(); // until no message waits, runs or is under way on any thread
        system.advance(8s);
        QCOMPARE(kettle.ask(&Kettle::temperature).result(), 100);
    }
    //! [modes]

    void twoCustomersMeetInEitherOrder()
    {
        QSet<int> sums;
        //! [seeds]
        for (quint64 seed = 1; seed <= 20; ++seed) {
            Actors::TestKit::TestSystem system(Actors::TestKit::Seed{seed});
            auto clerk = system.spawn<Clerk>(QStringLiteral("clerk"));
            auto first = system.spawn<Customer>(QStringLiteral("first"), clerk);
            auto second = system.spawn<Customer>(QStringLiteral("second"), clerk);
            first.tell(&Customer::wantAdded, 1);
            second.tell(&Customer::wantMultiplied, 10);
            system.settle();
            sums.insert(clerk.ask(&Clerk::sum).result());
        }
        QCOMPARE(sums, QSet<int>({20, 11})); // both orders were seen
        //! [seeds]
    }

    void theStepsOfATestCanBeRead()
    {
        //! [trace]
        Actors::TestKit::TestSystem system;
        auto clerk = system.spawn<Clerk>(QStringLiteral("clerk"));
        system.settle();
        system.recordTrace();
        clerk.tell(&Clerk::add, 1);
        QCOMPARE(system.runnable(), 1);
        QVERIFY(system.step());
        QCOMPARE(system.trace().size(), 1);
        //! [trace]
        QVERIFY2(system.trace().first().contains(QStringLiteral("Clerk::add(1)")),
                 qPrintable(system.trace().first()));
    }

    void anActorIsRunAlone()
    {
        //! [behavior]
        using Actors::TestKit::Effect;
        Actors::TestKit::BehaviorTest<Customer> customer;
        auto clerk = customer.system().createProbe<Clerk>();
        customer.start(clerk.ref());
        customer.run(&Customer::wantAdded, 3);
        const QList<Effect> effects = customer.takeEffects();
        QCOMPARE(effects.size(), 1);
        QCOMPARE(effects[0].kind, Effect::Kind::Told);
        QCOMPARE(effects[0].actor, clerk.ref());
        QCOMPARE(effects[0].arguments, QVariantList{QVariant(3)});
        //! [behavior]
    }

    void theLedgerIsChecked()
    {
        //! [ledger]
        Actors::TestKit::TestSystem system;
        auto clerk = system.spawn<Clerk>(QStringLiteral("clerk"));
        clerk.tell(&Clerk::add, 1);
        QCOMPARE(system.verify(), QString()); // sent = handled + dead + waiting; else what is wrong
        //! [ledger]
    }
};

QTEST_GUILESS_MAIN(TestKitGuideTest)

#include "testkit.moc"
