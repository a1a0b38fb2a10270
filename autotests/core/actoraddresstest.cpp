// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Definition>
#include <Actors/Core/Protocol>
#include <Actors/Core/Stage>
#include <Actors/Core/Supervisor>
#include <Actors/TestKit/TestSystem>

#include <QCoreApplication>
#include <QTest>

#include <memory>

using namespace Actors;
using Actors::TestKit::TestSystem;
using namespace std::chrono_literals;

class ICounter
{
public:
    virtual ~ICounter() = default;
    virtual void increment() = 0;
    virtual int value() const = 0;
};
Q_DECLARE_INTERFACE(ICounter, "org.libactors.test.ICounter")

class INamed
{
public:
    virtual ~INamed() = default;
    virtual QString given() const = 0;
};
Q_DECLARE_INTERFACE(INamed, "org.libactors.test.INamed")

class IUnrelated
{
public:
    virtual ~IUnrelated() = default;
    virtual void nothing() = 0;
};
Q_DECLARE_INTERFACE(IUnrelated, "org.libactors.test.IUnrelated")

class Counter : public Actor, public ICounter, public INamed
{
    Q_OBJECT
    Q_INTERFACES(ICounter INamed)

public:
    explicit Counter(int start = 0, const QString &name = {})
        : m_value(start)
        , m_name(name)
    {
    }
    void increment() override { ++m_value; }
    int value() const override { return m_value; }
    QString given() const override { return m_name; }
    void crash() { throw ActorError(QStringLiteral("it broke")); }

private:
    int m_value;
    const QString m_name;
};

//! Derives from an interface and forgets to tell moc.
class Forgetful : public Actor, public ICounter
{
    Q_OBJECT

public:
    void increment() override { }
    int value() const override { return 0; }
};

class Other : public Actor
{
    Q_OBJECT

public:
    ActorRef makeCounter()
    {
        return system()->actorFor<ICounter>(
            Protocol<ICounter>{"Counter", [] { return std::make_unique<Counter>(); }},
            Definition(QStringLiteral("Counter"), NumericAddress(99)), self());
    }
    int childCount() const { return int(childActors().size()); }
};

class Overseer : public Supervisor
{
    Q_OBJECT

public:
    SupervisorStrategy supervisionStrategy() const override
    {
        return SupervisorStrategy::stopping();
    }
};

namespace {

const Protocol<ICounter> counters{QStringLiteral("Counter"), [](const Definition &definition) {
                                      return std::make_unique<Counter>(
                                          definition.parameter<int>(0),
                                          definition.parameter<QString>(1));
                                  }};

template<class T>
T valueOf(TestSystem &system, Reply<T> reply)
{
    system.settle();
    return reply.result();
}

} // namespace

class ActorAddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesEveryActorAnAddressOfItsOwn();
    void keepsTheAddressInARestart();
    void findsAnActorByTheAddressOfItsDefinition();
    void findsNobodyAtTheAddressOfAStoppedActor();
    void findsNoChildOfAParentThatHasStopped();
    void refusesAnAddressThatALivingActorHas();
    void takesTheAddressOfAStoppedActorAgain();
    void usesAddressesOfBothKindsInOneDirectory();
    void makesActorsByProtocolWithParameters();
    void showsTheDefinitionOfAnActor();
    void makesActorsByProtocolBelowAnyParent();
    void makesActorsByProtocolInsideAnActor();
    void makesActorsByProtocolWithASupervisor();
    void refusesAnUnknownSupervisor();
    void knowsTheInterfacesOfAnActor();
    void knowsTheInterfacesBeforeThereIsAnObject();
    void failsACallByAnInterfaceThatIsNotDeclared();
    void findsByTypeAllAndTheLast();
    void hasOneStageForTheProcess();
    void countsToTwoAsDomoActorsDo();
};

void ActorAddressTest::givesEveryActorAnAddressOfItsOwn()
{
    TestSystem system;
    const auto first = system.spawn<Counter>(QStringLiteral("first"));
    const auto second = system.spawn<Counter>(QStringLiteral("second"));
    QVERIFY(!first.address().isNull());
    QCOMPARE(first.address(), first.address());
    QVERIFY(first.address() != second.address());
    QCOMPARE(system.actorOf(first.address()), ActorRef(first));
    QCOMPARE(system.actorOf(second.address()), ActorRef(second));
    QVERIFY(system.actorOf(Address()).isNull());
    QVERIFY(system.actorOf(NumericAddress(first.id() + 7)).isNull());
    QVERIFY(ActorRef().address().isNull());
}

void ActorAddressTest::keepsTheAddressInARestart()
{
    TestSystem system;
    const Address address = Uuid7Address::create();
    const auto counter =
        system.actorFor(counters, Definition(QStringLiteral("Counter"), address, {40}));
    counter.tell(&ICounter::increment);
    Ref<Counter> whole = counter.as<Counter>();
    QVERIFY(whole);
    whole.tell(&Counter::crash);
    whole.tell(&Counter::increment);
    system.advance(1s);
    QCOMPARE(system.actorOf(address), ActorRef(counter));
    // Made again from the same parameters.
    QCOMPARE(valueOf(system, counter.ask(&ICounter::value)), 41);
}

void ActorAddressTest::findsAnActorByTheAddressOfItsDefinition()
{
    TestSystem system;
    const Address address = Uuid7Address::create();
    const auto counter = system.actorFor(counters, Definition(QStringLiteral("Tally"), address));
    QCOMPARE(counter.address(), address);
    QCOMPARE(counter.path(), QStringLiteral("/user/Tally-") + address.toString());
    const ActorRef found = system.actorOf(address);
    QCOMPARE(found, ActorRef(counter));
    found.as<ICounter>().tell(&ICounter::increment);
    QCOMPARE(valueOf(system, counter.ask(&ICounter::value)), 1);
    QVERIFY(system.actorOf(Uuid7Address::create()).isNull());
    // That address and no other.
    QVERIFY(system.actorOf(NumericAddress(counter.id())).isNull());
}

void ActorAddressTest::findsNobodyAtTheAddressOfAStoppedActor()
{
    TestSystem system;
    const auto counter = system.actorFor(counters);
    const Address address = counter.address();
    QCOMPARE(address.kind(), Address::Kind::Uuid7);
    counter.stop();
    system.settle();
    QVERIFY(system.actorOf(address).isNull());
    const auto plain = system.spawn<Counter>(QStringLiteral("plain"));
    plain.stop();
    system.settle();
    QVERIFY(system.actorOf(plain.address()).isNull());
}

void ActorAddressTest::findsNoChildOfAParentThatHasStopped()
{
    TestSystem system;
    const auto parent = system.spawn<Other>(QStringLiteral("parent"));
    const auto child = system.actorFor(counters, Definition(), parent);
    system.settle();
    QCOMPARE(system.actorOf(child.address()), ActorRef(child));
    parent.stop();
    system.settle();
    QVERIFY(system.actorOf(child.address()).isNull());
    QVERIFY(child.isStopped());
}

void ActorAddressTest::refusesAnAddressThatALivingActorHas()
{
    TestSystem system;
    const Definition definition(QStringLiteral("Counter"), NumericAddress(7));
    const auto first = system.actorFor(counters, definition);
    const Definition again(QStringLiteral("Sum"), NumericAddress(7));
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("address 7")));
    const auto second = system.actorFor(counters, again);
    QVERIFY(first);
    QVERIFY(second.isNull());
    QCOMPARE(second.error().code(), ActorError::Code::NameTaken);
    QCOMPARE(system.actorCount(), 1);
    QCOMPARE(system.actorOf(NumericAddress(7)), ActorRef(first));
}

void ActorAddressTest::takesTheAddressOfAStoppedActorAgain()
{
    TestSystem system;
    const Definition definition(QStringLiteral("Counter"), NumericAddress(7));
    const auto first = system.actorFor(counters, definition);
    first.stop();
    system.settle();
    const auto second = system.actorFor(counters, definition);
    QVERIFY(second);
    QVERIFY(!(first == second));
    QCOMPARE(system.actorOf(NumericAddress(7)), ActorRef(second));
}

void ActorAddressTest::usesAddressesOfBothKindsInOneDirectory()
{
    ActorSystemOptions options;
    options.directory = DirectoryConfig{1, 0};
    TestSystem system(options);
    QHash<Address, ActorRef> made;
    for (int i = 0; i < 200; ++i) {
        const Address address =
            i % 2 ? Address(NumericAddress::create()) : Address(Uuid7Address::create());
        made.insert(address,
                    system.actorFor(counters, Definition(QStringLiteral("Counter"), address)));
    }
    QCOMPARE(made.size(), 200);
    for (auto it = made.constBegin(); it != made.constEnd(); ++it)
        QCOMPARE(system.actorOf(it.key()), it.value());
}

void ActorAddressTest::makesActorsByProtocolWithParameters()
{
    TestSystem system;
    const auto counter = system.actorFor(
        counters, Definition(QStringLiteral("Counter"), {}, {40, QStringLiteral("forty")}));
    counter.tell(&ICounter::increment);
    QCOMPARE(valueOf(system, counter.ask(&ICounter::value)), 41);
    const Ref<INamed> named = system.actorProxyFor<INamed>(counter);
    QVERIFY(named);
    QCOMPARE(valueOf(system, named.ask(&INamed::given)), QStringLiteral("forty"));
}

void ActorAddressTest::showsTheDefinitionOfAnActor()
{
    TestSystem system;
    const auto plain = system.spawn<Counter>(QStringLiteral("plain"), 3, QStringLiteral("three"));
    QCOMPARE(plain.definition().type, QStringLiteral("Counter"));
    QCOMPARE(plain.definition().address, QStringLiteral("/user/plain"));
    QCOMPARE(plain.definition().parameters, QVariantList({3, QStringLiteral("three")}));

    const auto defined =
        system.actorFor(counters, Definition(QStringLiteral("Tally"), NumericAddress(5), {4}));
    QCOMPARE(defined.definition().type, QStringLiteral("Tally"));
    QCOMPARE(defined.definition().address, QStringLiteral("5"));
    QCOMPARE(defined.definition().parameters, QVariantList{QVariant(4)});
    QCOMPARE(defined.type(), QStringLiteral("Counter"));
    const auto byProtocol = system.actorFor(counters);
    QCOMPARE(byProtocol.definition().type, QStringLiteral("Counter"));
}

void ActorAddressTest::makesActorsByProtocolBelowAnyParent()
{
    ActorSystem system(QStringLiteral("test"));
    const auto parent = system.spawn<Other>(QStringLiteral("parent"));
    const auto child = system.actorFor(counters, Definition(), parent);
    QCOMPARE(child.parent(), ActorRef(parent));
    QVERIFY(child.path().startsWith(QStringLiteral("/user/parent/Counter-")));
    QTRY_COMPARE(parent.ask(&Other::childCount).result(), 1);
    QVERIFY(parent.stop().waitForFinished(10s));
    QVERIFY(child.isStopped());
}

void ActorAddressTest::makesActorsByProtocolInsideAnActor()
{
    TestSystem system;
    const auto parent = system.spawn<Other>(QStringLiteral("parent"));
    const ActorRef child = valueOf(system, parent.ask(&Other::makeCounter));
    QCOMPARE(child.parent(), ActorRef(parent));
    QCOMPARE(valueOf(system, parent.ask(&Other::childCount)), 1);
    QCOMPARE(system.actorOf(NumericAddress(99)), child);
}

void ActorAddressTest::makesActorsByProtocolWithASupervisor()
{
    TestSystem system;
    system.registerSupervisor(QStringLiteral("strict"),
                              system.spawn<Overseer>(QStringLiteral("overseer")));
    const auto counter =
        system.actorFor(counters, Definition(), ActorRef(), QStringLiteral("strict"));
    counter.as<Counter>().tell(&Counter::crash);
    system.settle();
    QVERIFY(counter.isStopped());
}

void ActorAddressTest::refusesAnUnknownSupervisor()
{
    TestSystem system;
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("nobody")));
    const auto counter =
        system.actorFor(counters, Definition(), ActorRef(), QStringLiteral("nobody"));
    QCOMPARE(counter.error().code(), ActorError::Code::UnknownSupervisor);
}

void ActorAddressTest::knowsTheInterfacesOfAnActor()
{
    TestSystem system;
    const auto counter = system.spawn<Counter>(QStringLiteral("counter"), 1);
    const ActorRef &untyped = counter;
    QVERIFY(untyped.as<ICounter>());
    QVERIFY(untyped.as<INamed>());
    QVERIFY(untyped.as<Actor>());
    QVERIFY(untyped.as<IUnrelated>().isNull());
    QVERIFY(untyped.as<Other>().isNull());
    QVERIFY(counter.as<ICounter>());
    QVERIFY(counter.as<ICounter>().as<INamed>());
    QVERIFY(counter.as<IUnrelated>().isNull());
    QVERIFY(ActorRef().as<ICounter>().isNull());
    QCOMPARE(valueOf(system, untyped.as<ICounter>().ask(&ICounter::value)), 1);
}

void ActorAddressTest::knowsTheInterfacesBeforeThereIsAnObject()
{
    int made = 0;
    TestSystem system;
    const ActorRef counter = system.spawn(Props<Counter>::from([&made] {
                                              ++made;
                                              return std::make_unique<Counter>();
                                          }),
                                          QStringLiteral("counter"));
    QVERIFY(counter.as<ICounter>());
    QVERIFY(counter.as<IUnrelated>().isNull());
    QCOMPARE(made, 0);
}

void ActorAddressTest::failsACallByAnInterfaceThatIsNotDeclared()
{
    TestSystem system;
    const auto forgetful =
        system.spawn(Props<Forgetful>().withSupervision(SupervisorStrategy::stopping()),
                     QStringLiteral("forgetful"));
    auto reply = forgetful.as<ICounter>().ask(&ICounter::value);
    system.settle();
    QCOMPARE(reply.error().code(), ActorError::Code::NoSuchMethod);
    QVERIFY(reply.error().text().contains(QStringLiteral("Q_INTERFACES")));
}

void ActorAddressTest::findsByTypeAllAndTheLast()
{
    TestSystem system;
    QVERIFY(system.findLastByType<Counter>().isNull());
    const auto first = system.spawn<Counter>(QStringLiteral("first"));
    const auto tally = system.actorFor(counters, Definition(QStringLiteral("Tally")));
    const auto other = system.spawn<Other>(QStringLiteral("other"));
    QCOMPARE(system.findByType<Counter>().size(), 2);
    QCOMPARE(ActorRef(system.findLastByType<Counter>()), ActorRef(tally));
    QCOMPARE(system.findByType<ICounter>().size(), 2);
    QCOMPARE(ActorRef(system.findLastByType<ICounter>()), ActorRef(tally));
    QCOMPARE(system.findByType<Actor>().size(), 3);
    QCOMPARE(system.findByTypeName(QStringLiteral("Tally")), QList<ActorRef>({tally}));
    QCOMPARE(system.findByTypeName(QStringLiteral("Other")), QList<ActorRef>({other}));
    tally.stop();
    system.settle();
    QCOMPARE(ActorRef(system.findLastByType<ICounter>()), ActorRef(first));
}

void ActorAddressTest::hasOneStageForTheProcess()
{
    ActorSystem &first = stage();
    QCOMPARE(&stage(), &first);
    QCOMPARE(first.state(), ActorSystem::State::Running);
    QCOMPARE(first.name(), QStringLiteral("stage"));
    QCOMPARE(first.thread(), QCoreApplication::instance()->thread());
}

void ActorAddressTest::countsToTwoAsDomoActorsDo()
{
    auto counter = stage().actorFor<ICounter>(
        Protocol<ICounter>{"Counter", [] { return std::make_unique<Counter>(); }},
        Definition(QStringLiteral("Counter"), Uuid7Address::create(), {}));
    counter.tell(&ICounter::increment);
    counter.tell(&ICounter::increment);
    int count = 0;
    counter.ask(&ICounter::value).then(this, [&count](int value) { count = value; });
    QTRY_COMPARE(count, 2);
}

QTEST_GUILESS_MAIN(ActorAddressTest)
#include "actoraddresstest.moc"
