// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "reports.h"

#include <Actors/Core/ActorSystem>
#include <Actors/TestKit/TestSystem>

#include <QTest>

#include <memory>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class IPackage
{
public:
    virtual ~IPackage() = default;
    virtual int wrap(int count) = 0;
};

Q_DECLARE_INTERFACE(IPackage, "org.libactors.test.IPackage")

namespace {

struct Order
{
    int number = 0;
};

using Parcel = std::unique_ptr<int>;

//! Sends everything on, if it has somebody to send it to.
class Clerk : public Actor
{
    Q_OBJECT

public:
    explicit Clerk(const ActorRef &next = {})
        : m_next(next)
    {
    }
    int receive(const Order &order) { return pass(order.number); }
    // NOLINTNEXTLINE(performance-unnecessary-value-param): taken out of the message
    int take(QString text) { return pass(int(text.size())); }
    int weigh(const Parcel &parcel)
    {
        const int passed = pass(*parcel);
        // The message is still this handler's.
        return *parcel == passed ? passed : -1;
    }
    Reply<int> later(int number)
    {
        pass(number);
        return self<Clerk>().ask(&Clerk::twice, number);
    }
    Reply<int> weighLater(const Parcel &parcel)
    {
        pass(*parcel);
        return self<Clerk>().ask(&Clerk::twice, 1);
    }
    void failAfterForward(const Parcel &parcel)
    {
        pass(*parcel);
        throw std::runtime_error("broken");
    }
    int twice(int number) { return 2 * number; }
    Q_INVOKABLE int count() const { return m_count; }
    ActorRef customer() const { return m_customer; }
    void visit(const Ref<Clerk> &other) { other.tell(Order{1}); }

private:
    int pass(int number)
    {
        ++m_count;
        m_customer = currentSender();
        if (m_next.isNull())
            return 10 * number;
        forward(m_next);
        return number;
    }

    ActorRef m_next;
    ActorRef m_customer;
    int m_count = 0;
};

class SeniorClerk : public Clerk
{
    Q_OBJECT
};

//! Without a Q_OBJECT: for moc it is a plain Actor.
class Temp : public Actor
{
public:
    explicit Temp(const ActorRef &next = {})
        : m_next(next)
    {
    }
    int work(int number)
    {
        if (m_next.isNull())
            return 5 * number;
        forward(m_next);
        return 0;
    }

private:
    ActorRef m_next;
};

class OtherTemp : public Actor
{
};

class Packer : public Actor, public IPackage
{
    Q_OBJECT
    Q_INTERFACES(IPackage)

public:
    explicit Packer(const ActorRef &next = {})
        : m_next(next)
    {
    }
    int wrap(int count) override
    {
        if (m_next.isNull())
            return count;
        forward(m_next);
        return 0;
    }

private:
    ActorRef m_next;
};

//! Has a handler of the same name for the same value, but is another class.
class Robot : public Actor
{
    Q_OBJECT

public:
    int receive(const Order &) { return ++m_count; }
    int count() const { return m_count; }

    qint64 padding[64] = {};

private:
    int m_count = 0;
};

const auto resuming = SupervisorStrategy::oneForOne().otherwise(Directive::Resume);

} // namespace

class ForwardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aForwardedMessageKeepsItsSenderAndItsAsker()
    {
        TestKit::TestSystem system;
        const auto last = system.spawn<Clerk>(u"last"_s);
        const auto first = system.spawn<Clerk>(u"first"_s, last.untyped());
        const auto customer = system.spawn<Clerk>(u"customer"_s);
        QCOMPARE(first.ask(Order{3}).result(), 30);
        QCOMPARE(first.ask(&Clerk::count).result(), 1);
        customer.tell(&Clerk::visit, first);
        system.settle();
        QCOMPARE(last.ask(&Clerk::customer).result(), customer.untyped());
    }

    void aMessageThatIsForwardedToAnotherClassIsUnhandled()
    {
        TestKit::TestSystem system;
        const auto robot = system.spawn<Robot>(u"robot"_s);
        const auto clerk = system.spawn<Clerk>(u"clerk"_s, robot.untyped());
        Reply<int> answer = clerk.ask(Order{3});
        QVERIFY(answer.waitForFinished(5s));
        QCOMPARE(answer.error().code(), ActorError::Code::Unhandled);
        QCOMPARE(robot.ask(&Robot::count).result(), 0);
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::Unhandled), 1U);
    }

    void aMessageMayBeForwardedToADerivedClass()
    {
        TestKit::TestSystem system;
        const auto senior = system.spawn<SeniorClerk>(u"senior"_s);
        const auto clerk = system.spawn<Clerk>(u"clerk"_s, senior.untyped());
        QCOMPARE(clerk.ask(Order{3}).result(), 30);
    }

    void classesWithoutMetaObjectAreToldApart()
    {
        const Reports reports;
        TestKit::TestSystem system;
        const auto same = system.spawn<Temp>(u"same"_s);
        const auto other = system.spawn<OtherTemp>(u"other"_s);
        const auto first = system.spawn<Temp>(u"first"_s, same.untyped());
        const auto second = system.spawn<Temp>(u"second"_s, other.untyped());
        QCOMPARE(first.ask(&Temp::work, 2).result(), 10);
        Reply<int> answer = second.ask(&Temp::work, 2);
        QVERIFY(answer.waitForFinished(5s));
        QCOMPARE(answer.error().code(), ActorError::Code::Unhandled);
        QCOMPARE(reports.count(Diagnostic::NotItsMessage), 1);
        const auto report = reports.last(Diagnostic::NotItsMessage);
        QCOMPARE(report.actorPath, u"/user/other"_s);
        QVERIFY2(report.cause.contains(u"another class"_s), qPrintable(report.cause));
        QVERIFY(other.untyped().as<Temp>().isNull());
        QVERIFY(!same.untyped().as<Temp>().isNull());
    }

    void interfacesAreToldApart()
    {
        TestKit::TestSystem system;
        const auto robot = system.spawn<Robot>(u"robot"_s);
        const auto last = system.spawn<Packer>(u"last"_s);
        const auto first = system.spawn<Packer>(u"first"_s, last.untyped());
        const auto second = system.spawn<Packer>(u"second"_s, robot.untyped());
        QCOMPARE(first.as<IPackage>().ask(&IPackage::wrap, 4).result(), 4);
        Reply<int> answer = second.as<IPackage>().ask(&IPackage::wrap, 4);
        QVERIFY(answer.waitForFinished(5s));
        QCOMPARE(answer.error().code(), ActorError::Code::Unhandled);
    }

    void aDynamicValueIsUnhandledWhereNothingTakesIt()
    {
        TestKit::TestSystem system;
        const auto robot = system.spawn<Robot>(u"robot"_s);
        auto probe = system.createProbe();
        Reply<QVariant> answer = probe.ref().untyped().ask(QVariant::fromValue(Order{1}));
        probe.expect<Order>();
        probe.forward(robot);
        QVERIFY(answer.waitForFinished(5s));
        QCOMPARE(answer.error().code(), ActorError::Code::Unhandled);
    }

    void whatAProbeForwardsToAnotherClassIsUnhandled()
    {
        TestKit::TestSystem system;
        const auto robot = system.spawn<Robot>(u"robot"_s);
        const auto clerk = system.spawn<Clerk>(u"clerk"_s);
        auto probe = system.createProbe<Clerk>();
        Reply<int> refused = probe.ref().ask(Order{1});
        QCOMPARE(probe.expect<Order>().number, 1);
        probe.forward(robot);
        QVERIFY(refused.waitForFinished(5s));
        QCOMPARE(refused.error().code(), ActorError::Code::Unhandled);
        Reply<int> answered = probe.ref().ask(Order{2});
        QCOMPARE(probe.expect<Order>().number, 2);
        probe.forward(clerk);
        QCOMPARE(answered.result(), 20);
    }

    void aDeadLetterIsReplayedToItsClassOnly()
    {
        TestKit::TestSystem system;
        const auto gone = system.spawn<Clerk>(u"gone"_s);
        const auto robot = system.spawn<Robot>(u"robot"_s);
        const auto clerk = system.spawn<Clerk>(u"clerk"_s);
        QVERIFY(gone.stop().waitForFinished(5s));
        gone.tell(Order{1});
        gone.tell(Order{2});
        const auto letters = system.deadLetters()->letters();
        QCOMPARE(letters.size(), 2);
        QVERIFY(!system.replay(letters[0].id(), robot));
        QVERIFY(system.replay(letters[1].id(), clerk));
        QCOMPARE(clerk.ask(&Clerk::count).result(), 1);
        QCOMPARE(robot.ask(&Robot::count).result(), 0);
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::Unhandled), 1U);
    }

    void argumentsThatWereTakenAreForwardedWholeOrNotAtAll()
    {
        const Reports reports;
        TestKit::TestSystem system;
        const auto last = system.spawn<Clerk>(u"last"_s);
        const auto keeping = system.spawn(Props<Clerk>(last.untyped()).withStash(1), u"keeping"_s);
        QCOMPARE(keeping.ask(&Clerk::take, u"twelve chars"_s).result(), 120);
        QCOMPARE(reports.count(Diagnostic::ArgumentsTaken), 0);
        const auto taking =
            system.spawn(Props<Clerk>(last.untyped()).withSupervision(resuming), u"taking"_s);
        Reply<int> answer = taking.ask(&Clerk::take, u"twelve chars"_s);
        QVERIFY(answer.waitForFinished(5s));
        QCOMPARE(answer.error().code(), ActorError::Code::Failed);
        QCOMPARE(reports.count(Diagnostic::ArgumentsTaken), 1);
        QCOMPARE(last.ask(&Clerk::count).result(), 1);
    }

    void whatOnlyMovesIsForwardedOnceItsHandlerHasReturned()
    {
        TestKit::TestSystem system;
        const auto last = system.spawn<Clerk>(u"last"_s);
        const auto first = system.spawn<Clerk>(u"first"_s, last.untyped());
        QCOMPARE(first.ask(&Clerk::weigh, std::make_unique<int>(7)).result(), -1);
        QCOMPARE(last.ask(&Clerk::count).result(), 1);
    }

    void aHandlerThatForwardsAndReturnsAReplyAnswersNothing()
    {
        TestKit::TestSystem system;
        const auto last = system.spawn<Clerk>(u"last"_s);
        const auto first = system.spawn<Clerk>(u"first"_s, last.untyped());
        QCOMPARE(first.ask(&Clerk::later, 4).result(), 8);
        QCOMPARE(first.ask(&Clerk::weighLater, std::make_unique<int>(4)).result(), 2);
        QCOMPARE(last.ask(&Clerk::count).result(), 2);
    }

    void aMessageThatFailsAfterForwardMovesNoFurther()
    {
        TestKit::TestSystem system;
        const auto last = system.spawn<Clerk>(u"last"_s);
        const auto first =
            system.spawn(Props<Clerk>(last.untyped()).withSupervision(resuming), u"first"_s);
        Reply<void> answer = first.ask(&Clerk::failAfterForward, std::make_unique<int>(7));
        QVERIFY(answer.waitForFinished(5s));
        QCOMPARE(answer.error().text(), u"broken"_s);
        QCOMPARE(last.ask(&Clerk::count).result(), 0);
    }
};

QTEST_GUILESS_MAIN(ForwardTest)

#include "forwardtest.moc"
