// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/Connect>
#include <Actors/TestKit/TestSystem>

#include <QTest>
#include <QThread>

#include <memory>
#include <stdexcept>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class Slider : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void moved(int value, const QString &unit);
    void released();
};

class Motor : public Actor
{
    Q_OBJECT

public:
    void setSpeed(int speed)
    {
        if (speed < 0)
            throw std::runtime_error("it broke");
        m_speeds.append(speed);
        Q_EMIT speedChanged(speed);
    }
    void setSpeedIn(int speed, const QString &unit)
    {
        m_speeds.append(speed);
        m_unit = unit;
    }
    QList<int> speeds() const { return m_speeds; }
    QString unit() const { return m_unit; }
    bool isAtHome() const { return thread() == QThread::currentThread(); }

Q_SIGNALS:
    void speedChanged(int speed);
    void born(const QString &where);

protected:
    void beforeStart() override { Q_EMIT born(u"beforeStart"_s); }

private:
    QList<int> m_speeds;
    QString m_unit;
};

SupervisorStrategy restarting()
{
    return SupervisorStrategy::oneForOne().otherwise(Directive::Restart);
}

} // namespace

class ConnectTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmissionIsAMessageInOrderWithOthers()
    {
        TestKit::TestSystem system;
        Slider slider;
        const auto motor = system.spawn<Motor>(u"motor"_s);
        Actors::connect(&slider, &Slider::moved, motor, &Motor::setSpeed);
        motor.tell(&Motor::setSpeed, 1);
        Q_EMIT slider.moved(2, {});
        motor.tell(&Motor::setSpeed, 3);
        Q_EMIT slider.moved(4, {});
        QCOMPARE(motor.ask(&Motor::speeds).result(), QList<int>({1, 2, 3, 4}));
        system.settle();
        QCOMPARE(motor.handledMessageCount(), 5U);
        QCOMPARE(motor.plainCallCount(), 0U);
    }

    void anEmissionIsBoundedByTheMailbox()
    {
        TestKit::TestSystem system;
        Slider slider;
        const auto motor = system.spawn(
            Props<Motor>().withMailbox(Mailbox::bounded(2, Overflow::DropOldest)), u"motor"_s);
        Actors::connect(&slider, &Slider::moved, motor, &Motor::setSpeed);
        system.settle();
        motor.suspend();
        system.settle();
        for (int speed = 1; speed <= 5; ++speed)
            Q_EMIT slider.moved(speed, {});
        motor.resume();
        system.settle();
        QCOMPARE(motor.ask(&Motor::speeds).result(), QList<int>({4, 5}));
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::DroppedOldest), 3U);
        QCOMPARE(system.deadLetters()->letters().first().representation(), u"Motor::setSpeed(1)"_s);
    }

    void anErrorInTheHandlerIsAFailureOfTheActor()
    {
        TestKit::TestSystem system;
        Slider slider;
        const auto motor = system.spawn(Props<Motor>().withSupervision(restarting()), u"motor"_s);
        Actors::connect(&slider, &Slider::moved, motor, &Motor::setSpeed);
        Q_EMIT slider.moved(-1, {});
        system.settle();
        QCOMPARE(motor.failureCount(), 1U);
        QCOMPARE(motor.restartCount(), 1U);
    }

    void aHandlerMayTakeFewerArguments()
    {
        TestKit::TestSystem system;
        Slider slider;
        const auto motor = system.spawn<Motor>(u"motor"_s);
        Actors::connect(&slider, &Slider::moved, motor, &Motor::setSpeedIn);
        Q_EMIT slider.moved(9, u"rpm"_s);
        QCOMPARE(motor.ask(&Motor::unit).result(), u"rpm"_s);
        int all = 0;
        int none = 0;
        Actors::connect(motor, &Motor::speedChanged, this, [&all](int speed) { all += speed; });
        Actors::connect(motor, &Motor::speedChanged, this, [&none] { ++none; });
        motor.tell(&Motor::setSpeed, 7);
        system.settle();
        QTRY_COMPARE(all, 7);
        QTRY_COMPARE(none, 1);
    }

    void aSignalOfAnActorArrivesInTheThreadOfTheReceiver()
    {
        TestKit::TestSystem system;
        QThread thread;
        QObject context;
        context.moveToThread(&thread);
        thread.start();
        const auto motor = system.spawn<Motor>(u"motor"_s);
        std::atomic<QThread *> there = nullptr;
        QThread *here = nullptr;
        Actors::connect(motor, &Motor::speedChanged, &context,
                        [&there] { there = QThread::currentThread(); });
        Actors::connect(motor, &Motor::speedChanged, this,
                        [&here] { here = QThread::currentThread(); });
        motor.tell(&Motor::setSpeed, 1);
        system.settle();
        QTRY_COMPARE(there.load(), &thread);
        QTRY_COMPARE(here, QThread::currentThread());
        thread.quit();
        thread.wait();
    }

    void aSignalOfAnActorIsAMessageToAnother()
    {
        TestKit::TestSystem system;
        const auto first = system.spawn<Motor>(u"first"_s);
        const auto second = system.spawn<Motor>(u"second"_s);
        Actors::connect(first, &Motor::speedChanged, second, &Motor::setSpeed);
        first.tell(&Motor::setSpeed, 1);
        first.tell(&Motor::setSpeed, 2);
        system.settle();
        QCOMPARE(second.ask(&Motor::speeds).result(), QList<int>({1, 2}));
        QVERIFY(second.ask(&Motor::isAtHome).result());
    }

    void connectionsSurviveARestart()
    {
        TestKit::TestSystem system;
        Slider slider;
        const auto motor = system.spawn(Props<Motor>().withSupervision(restarting()), u"motor"_s);
        const auto follower = system.spawn<Motor>(u"follower"_s);
        QList<int> seen;
        auto in = Actors::connect(&slider, &Slider::moved, motor, &Motor::setSpeed);
        auto out = Actors::connect(motor, &Motor::speedChanged, this,
                                   [&seen](int speed) { seen.append(speed); });
        Actors::connect(motor, &Motor::speedChanged, follower, &Motor::setSpeed);
        for (int i = 1; i <= 3; ++i) {
            motor.tell(&Motor::setSpeed, -1);
            system.settle();
            QCOMPARE(motor.restartCount(), quint64(i));
        }
        QVERIFY(in.isConnected());
        QVERIFY(out.isConnected());
        Q_EMIT slider.moved(8, {});
        system.settle();
        QCOMPARE(motor.ask(&Motor::speeds).result(), QList<int>({8}));
        QCOMPARE(follower.ask(&Motor::speeds).result(), QList<int>({8}));
        QTRY_COMPARE(seen, QList<int>({8}));
    }

    void aConnectionEndsWithTheActor()
    {
        TestKit::TestSystem system;
        Slider slider;
        const auto motor = system.spawn<Motor>(u"motor"_s);
        auto in = Actors::connect(&slider, &Slider::moved, motor, &Motor::setSpeed);
        auto out = Actors::connect(motor, &Motor::speedChanged, this, [](int) {});
        QVERIFY(motor.started().waitForFinished(5s));
        system.settle();
        QVERIFY(in.isConnected());
        QVERIFY(motor.stop().waitForFinished(5s));
        system.settle();
        QVERIFY(!in.isConnected());
        QVERIFY(!out.isConnected());
        Q_EMIT slider.moved(1, {});
        QCOMPARE(system.deadLetters()->count(), 0U);
    }

    void reportedEmissionsToAStoppedActorAreDeadLetters()
    {
        TestKit::TestSystem system;
        Slider slider;
        const auto motor = system.spawn<Motor>(u"motor"_s);
        Actors::connect(&slider, &Slider::moved, motor, &Motor::setSpeed, Delivery::report());
        QVERIFY(motor.stop().waitForFinished(5s));
        system.settle();
        Q_EMIT slider.moved(1, {});
        Q_EMIT slider.moved(2, {});
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::ActorStopped), 2U);
    }

    void aConnectionEndsWithTheOtherObject()
    {
        TestKit::TestSystem system;
        auto slider = std::make_unique<Slider>();
        auto context = std::make_unique<QObject>();
        const auto motor = system.spawn(Props<Motor>().withSupervision(restarting()), u"motor"_s);
        int seen = 0;
        auto in = Actors::connect(slider.get(), &Slider::moved, motor, &Motor::setSpeed);
        auto out = Actors::connect(motor, &Motor::speedChanged, context.get(), [&seen] { ++seen; });
        Q_EMIT slider->moved(1, {});
        system.settle();
        QTRY_COMPARE(seen, 1);
        slider.reset();
        context.reset();
        QVERIFY(!in.isConnected());
        QVERIFY(!out.isConnected());
        motor.tell(&Motor::setSpeed, -1);
        motor.tell(&Motor::setSpeed, 2);
        system.settle();
        QCoreApplication::processEvents();
        QCOMPARE(seen, 1);
        QCOMPARE(motor.ask(&Motor::speeds).result(), QList<int>({2}));
    }

    void disconnectingEndsIt()
    {
        TestKit::TestSystem system;
        Slider slider;
        const auto motor = system.spawn<Motor>(u"motor"_s);
        int seen = 0;
        auto in = Actors::connect(&slider, &Slider::moved, motor, &Motor::setSpeed);
        auto out = Actors::connect(motor, &Motor::speedChanged, this, [&seen] { ++seen; });
        Q_EMIT slider.moved(1, {});
        system.settle();
        QTRY_COMPARE(seen, 1);
        in.disconnect();
        out.disconnect();
        QVERIFY(!in.isConnected());
        QVERIFY(!out.isConnected());
        Q_EMIT slider.moved(2, {});
        motor.tell(&Motor::setSpeed, 3);
        system.settle();
        QCoreApplication::processEvents();
        QCOMPARE(motor.ask(&Motor::speeds).result(), QList<int>({1, 3}));
        QCOMPARE(seen, 1);
    }

    void atMostTheLatestEmissionWaits()
    {
        TestKit::TestSystem system;
        Slider slider;
        const auto motor = system.spawn<Motor>(u"motor"_s);
        Actors::connect(&slider, &Slider::moved, motor, &Motor::setSpeed, Delivery::latest());
        system.settle();
        motor.suspend();
        system.settle();
        for (int speed = 1; speed <= 100; ++speed)
            Q_EMIT slider.moved(speed, {});
        QCOMPARE(motor.mailboxSize(), 1U);
        motor.resume();
        system.settle();
        QCOMPARE(motor.ask(&Motor::speeds).result(), QList<int>({100}));
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::Coalesced), 99U);
        Q_EMIT slider.moved(101, {});
        system.settle();
        QCOMPARE(motor.ask(&Motor::speeds).result(), QList<int>({100, 101}));
        system.settle();
        QVERIFY(system.ledger().isBalanced());
    }

    void aConnectionOfThePropsSeesTheFirstStart()
    {
        TestKit::TestSystem system;
        QStringList seen;
        const auto note = [&seen](const QString &where) { seen.append(where); };
        const auto motor = system.spawn(
            Props<Motor>().withConnection(&Motor::born, static_cast<QObject *>(this), note),
            u"motor"_s);
        QVERIFY(motor.started().waitForFinished(5s));
        system.settle();
        QTRY_COMPARE(seen, QStringList(u"beforeStart"_s));
    }
};

QTEST_GUILESS_MAIN(ConnectTest)

#include "connecttest.moc"
