// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/ActorSystem>
#include <Actors/Core/Context>
#include <Actors/Core/Instrumentation>
#include <Actors/Core/Supervisor>
#include <Actors/TestKit/TestSystem>

#include <QTest>

#include <atomic>
#include <memory>
#include <stdexcept>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct BadInput : std::runtime_error
{
    using std::runtime_error::runtime_error;
};
struct Broken : std::runtime_error
{
    using std::runtime_error::runtime_error;
};

std::atomic<int> constructions = 0;

class Child : public Actor
{
    Q_OBJECT

public:
    Child() { ++constructions; }

    int add(int amount) { return m_total += amount; }
    void badInput() { throw BadInput("bad input"); }
    void broken() { throw Broken("broken"); }
    void throwNumber() { throw 42; }
    void failByWord() { fail(ActorError(u"by its own word"_s)); }
    int incarnationOfMine() const { return constructions; }

private:
    int m_total = 0;
};

//! Fails as often as it is told, whatever it is handed.
class Fragile : public Actor
{
    Q_OBJECT

public:
    static inline std::atomic<int> failuresLeft = 0;

    QString read(const QString &text) { return handle(text); }
    QString take(QString text)
    {
        const QString taken = std::exchange(text, QString());
        return handle(taken);
    }
    QString weigh(const std::unique_ptr<QString> &text) { return handle(*text); }
    QString answerAndFail()
    {
        reply(u"answered"_s);
        return handle(u"later"_s);
    }

private:
    static QString handle(const QString &text)
    {
        if (failuresLeft-- > 0)
            throw Broken("broken");
        return text;
    }
};

//! As Fragile, with a strategy of its class.
class FragileByClass : public Fragile
{
    Q_OBJECT

public:
    static SupervisorStrategy supervision()
    {
        return SupervisorStrategy::oneForOne().redeliver(2).maxRestarts(-1);
    }
};

//! Decides by a strategy that has failed messages handled again.
class Patient : public Supervisor
{
    Q_OBJECT

protected:
    SupervisorStrategy supervisionStrategy() const override
    {
        return SupervisorStrategy::oneForOne().redeliver(1).maxRestarts(-1);
    }
};

//! A parent whose opinion and strategy are given.
class Parent : public Actor
{
    Q_OBJECT

public:
    enum class Opinion { None, Stop, Throws };

    explicit Parent(const SupervisorStrategy &strategy, Opinion opinion = Opinion::None)
        : m_strategy(strategy)
        , m_opinion(opinion)
    {
    }
    Ref<Child> child(const QString &name) { return spawn<Child>(name); }
    Ref<Fragile> fragile() { return spawn<Fragile>(QStringLiteral("fragile")); }
    Ref<Child> childWith(const QString &name, const SupervisorStrategy &strategy)
    {
        return spawn(Props<Child>().withSupervision(strategy), name);
    }
    int children() const { return int(childActors().size()); }

protected:
    SupervisorStrategy supervisorStrategy() const override { return m_strategy; }
    std::optional<Directive> onChildFailure(const ActorRef &, const Failure &) override
    {
        if (m_opinion == Opinion::Throws)
            throw std::runtime_error("no idea");
        return m_opinion == Opinion::Stop ? std::optional(Directive::Stop) : std::nullopt;
    }

private:
    const SupervisorStrategy m_strategy;
    const Opinion m_opinion;
};

class Judge : public Supervisor
{
    Q_OBJECT

public:
    void inform(const ActorError &error, const Supervised &supervised) override
    {
        m_seen.append(error.text() + u'|' + supervised.message() + u'|'
                      + supervised.context().value(u"request"_s).toString());
        supervised.resume();
    }
    QStringList seen() const { return m_seen; }

private:
    QStringList m_seen;
};

SupervisorStrategy always(Directive directive)
{
    return SupervisorStrategy::oneForOne().otherwise(directive);
}

} // namespace

class SupervisionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        constructions = 0;
        Fragile::failuresLeft = 0;
    }

    void eachErrorGetsItsOwnDirective()
    {
        TestKit::TestSystem system;
        const auto child =
            system.spawn(Props<Child>().withSupervision(SupervisorStrategy::oneForOne()
                                                            .on<BadInput>(Directive::Resume)
                                                            .on<Broken>(Directive::Stop)
                                                            .otherwise(Directive::Restart)),
                         u"child"_s);
        QCOMPARE(child.ask(&Child::add, 5).result(), 5);
        child.tell(&Child::badInput);
        QCOMPARE(child.ask(&Child::add, 1).result(), 6);
        child.tell(&Child::throwNumber);
        QCOMPARE(child.ask(&Child::add, 1).result(), 1);
        child.tell(&Child::broken);
        QVERIFY(child.terminated().waitForFinished(5s));
    }

    void whatIsNoExceptionBecomesAnActorErrorWithText()
    {
        TestKit::TestSystem system;
        const auto child =
            system.spawn(Props<Child>().withSupervision(always(Directive::Resume)), u"child"_s);
        Reply<void> number = child.ask(&Child::throwNumber);
        QVERIFY(number.waitForFinished(5s));
        QCOMPARE(number.error().text(), u"42 (int)"_s);
        Reply<void> word = child.ask(&Child::failByWord);
        QVERIFY(word.waitForFinished(5s));
        QCOMPARE(word.error().text(), u"by its own word"_s);
    }

    void queuedMessagesOutliveARestartAndTheFailedOneIsNotRepeated()
    {
        TestKit::TestSystem system;
        const auto child =
            system.spawn(Props<Child>().withSupervision(always(Directive::Restart)), u"child"_s);
        child.suspend();
        child.tell(&Child::add, 10);
        child.tell(&Child::broken);
        child.tell(&Child::add, 1);
        child.tell(&Child::add, 1);
        Reply<int> total = child.ask(&Child::add, 0);
        child.resume();
        QCOMPARE(total.result(), 2);
        QCOMPARE(child.failureCount(), 1U);
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::HandlerFailed), 1U);
    }

    void aFailingActorIsSuspendedUntilItsSupervisorDecides()
    {
        TestKit::TestSystem system;
        const auto parent = system.spawn<Parent>(u"parent"_s, always(Directive::Resume));
        const auto child = parent.ask(&Parent::child, u"child"_s).result();
        for (int i = 0; i < 10; ++i)
            child.tell(&Child::badInput);
        QCOMPARE(child.ask(&Child::add, 3).result(), 3);
        QCOMPARE(child.failureCount(), 10U);
        QVERIFY(!child.isSuspended());
    }

    void theParentsOpinionComesBeforeTheStrategyOfTheChild()
    {
        TestKit::TestSystem system;
        const auto parent =
            system.spawn<Parent>(u"parent"_s, always(Directive::Resume), Parent::Opinion::Stop);
        const auto child =
            parent.ask(&Parent::childWith, u"child"_s, always(Directive::Restart)).result();
        child.tell(&Child::broken);
        QVERIFY(child.terminated().waitForFinished(5s));
    }

    void aParentThatThrowsWhenAskedHasNoOpinion()
    {
        TestKit::TestSystem system;
        const auto parent =
            system.spawn<Parent>(u"parent"_s, always(Directive::Stop), Parent::Opinion::Throws);
        const auto child =
            parent.ask(&Parent::childWith, u"child"_s, always(Directive::Restart)).result();
        QCOMPARE(child.ask(&Child::add, 3).result(), 3);
        child.tell(&Child::broken);
        QCOMPARE(child.ask(&Child::add, 1).result(), 1);
    }

    void aNamedSupervisorIsToldErrorMessageAndContext()
    {
        TestKit::TestSystem system;
        const auto judge = system.spawn<Judge>(u"judge"_s);
        system.registerSupervisor(u"judge"_s, judge);
        const auto child = system.spawn(Props<Child>().withSupervisor(u"judge"_s), u"child"_s);
        executionContext().setValue(u"request"_s, u"r-17"_s);
        child.tell(&Child::broken);
        executionContext().clear();
        QCOMPARE(child.ask(&Child::add, 3).result(), 3);
        QCOMPARE(judge.ask(&Judge::seen).result(), QStringList(u"broken|Child::broken()|r-17"_s));
    }

    void allForOneRestartsAllSiblingsOnce()
    {
        TestKit::TestSystem system;
        const auto parent = system.spawn<Parent>(u"parent"_s, SupervisorStrategy::allForOne());
        const auto a = parent.ask(&Parent::child, u"a"_s).result();
        const auto b = parent.ask(&Parent::child, u"b"_s).result();
        const auto c = parent.ask(&Parent::child, u"c"_s).result();
        for (const auto &child : {a, b, c})
            QCOMPARE(child.ask(&Child::add, 7).result(), 7);
        b.tell(&Child::broken);
        QCOMPARE(b.ask(&Child::add, 1).result(), 1);
        system.settle();
        QCOMPARE(a.restartCount() + b.restartCount() + c.restartCount(), 3U);
        QCOMPARE(a.ask(&Child::add, 1).result(), 1);
        QCOMPARE(c.ask(&Child::add, 1).result(), 1);
        QCOMPARE(constructions, 6);
    }

    void restForOneRestartsThoseSpawnedAfterIt()
    {
        TestKit::TestSystem system;
        const auto parent = system.spawn<Parent>(u"parent"_s, SupervisorStrategy::restForOne());
        const auto a = parent.ask(&Parent::child, u"a"_s).result();
        const auto b = parent.ask(&Parent::child, u"b"_s).result();
        const auto c = parent.ask(&Parent::child, u"c"_s).result();
        for (const auto &child : {a, b, c})
            QCOMPARE(child.ask(&Child::add, 7).result(), 7);
        b.tell(&Child::broken);
        system.settle();
        QCOMPARE(c.restartCount(), 1U);
        system.settle();
        QCOMPARE(b.restartCount(), 1U);
        QCOMPARE(a.ask(&Child::add, 1).result(), 8);
        QCOMPARE(a.restartCount(), 0U);
    }

    void anEscalatedFailureIsThatOfTheParent()
    {
        TestKit::TestSystem system;
        const auto parent = system.spawn(
            Props<Parent>(always(Directive::Escalate)).withSupervision(always(Directive::Stop)),
            u"parent"_s);
        const auto child = parent.ask(&Parent::child, u"child"_s).result();
        child.tell(&Child::broken);
        QVERIFY(parent.terminated().waitForFinished(5s));
        QVERIFY(child.terminated().waitForFinished(5s));
    }

    void aChildThatEscalatedGoesOnWhenItsParentDoes()
    {
        TestKit::TestSystem system;
        const auto parent = system.spawn(
            Props<Parent>(always(Directive::Escalate)).withSupervision(always(Directive::Resume)),
            u"parent"_s);
        const auto child = parent.ask(&Parent::child, u"child"_s).result();
        QCOMPARE(child.ask(&Child::add, 4).result(), 4);
        child.tell(&Child::broken);
        QCOMPARE(child.ask(&Child::add, 1).result(), 5);
        QCOMPARE(parent.ask(&Parent::children).result(), 1);
    }

    void killIsDecidedAsStopByDefault()
    {
        TestKit::TestSystem system;
        const auto child = system.spawn<Child>(u"child"_s);
        QVERIFY(child.kill().waitForFinished(5s));
        QVERIFY(child.isStopped());
    }

    void aTopLevelActorIsRestartedForEver()
    {
        TestKit::TestSystem system;
        const auto child = system.spawn<Child>(u"child"_s);
        child.tell(&Child::broken);
        QCOMPARE(child.ask(&Child::add, 2).result(), 2);
    }

    void redeliveryPutsTheFailedMessageBackOnce()
    {
        TestKit::TestSystem system;
        const auto child = system.spawn(
            Props<Child>().withSupervision(always(Directive::Restart).redeliver(1).maxRestarts(5)),
            u"child"_s);
        child.tell(&Child::broken);
        QCOMPARE(child.ask(&Child::add, 2).result(), 2);
        QCOMPARE(child.failureCount(), 2U);
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::HandlerFailed), 1U);
        QVERIFY(system.shutdown().waitForFinished(5s));
        QVERIFY(system.ledger().isBalanced());
    }

    void redeliveryWorksWhicheverStrategyDecides_data()
    {
        QTest::addColumn<QString>("origin");
        for (const char *origin : {"Props", "class", "parent", "system"})
            QTest::newRow(origin) << QString::fromLatin1(origin);
    }
    void redeliveryWorksWhicheverStrategyDecides()
    {
        QFETCH(const QString, origin);
        const auto patient = SupervisorStrategy::oneForOne().redeliver(2).maxRestarts(-1);
        ActorSystemOptions options;
        if (origin == u"system"_s)
            options.topLevelStrategy = patient;
        TestKit::TestSystem system(options);
        Ref<Fragile> fragile;
        if (origin == u"Props"_s) {
            fragile = system.spawn(Props<Fragile>().withSupervision(patient), u"fragile"_s);
        } else if (origin == u"class"_s) {
            fragile = system.spawn<FragileByClass>(u"fragile"_s).as<Fragile>();
        } else if (origin == u"parent"_s) {
            const auto parent = system.spawn<Parent>(u"parent"_s, patient);
            fragile = parent.ask(&Parent::fragile).result();
        } else {
            fragile = system.spawn<Fragile>(u"fragile"_s);
        }
        // What the handler takes, what it looks at, and what cannot be copied.
        Fragile::failuresLeft = 2;
        QCOMPARE(fragile.ask(&Fragile::take, u"taken"_s).result(), u"taken"_s);
        Fragile::failuresLeft = 2;
        QCOMPARE(fragile.ask(&Fragile::read, u"read"_s).result(), u"read"_s);
        Fragile::failuresLeft = 1;
        QCOMPARE(fragile.ask(&Fragile::weigh, std::make_unique<QString>(u"weighed"_s)).result(),
                 u"weighed"_s);
        QCOMPARE(fragile.restartCount(), 5U);
        QCOMPARE(system.deadLetters()->count(), 0U);
        Fragile::failuresLeft = 3;
        QVERIFY_THROWS_EXCEPTION(Broken, fragile.ask(&Fragile::read, u"lost"_s).result());
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::HandlerFailed), 1U);
    }

    void redeliveryByANamedSupervisorWorksFromItsFirstDecisionOn()
    {
        TestKit::TestSystem system;
        const auto patient = system.spawn<Patient>(u"patient"_s);
        system.registerSupervisor(u"patient"_s, patient);
        const auto fragile =
            system.spawn(Props<Fragile>().withSupervisor(u"patient"_s), u"fragile"_s);
        Fragile::failuresLeft = 1;
        QVERIFY_THROWS_EXCEPTION(Broken, fragile.ask(&Fragile::read, u"first"_s).result());
        Fragile::failuresLeft = 1;
        QCOMPARE(fragile.ask(&Fragile::take, u"second"_s).result(), u"second"_s);
    }

    void aMessageThatIsRedeliveredIsAnsweredOnce()
    {
        TestKit::TestSystem system;
        const auto fragile = system.spawn(
            Props<Fragile>().withSupervision(SupervisorStrategy::oneForOne().redeliver(1)),
            u"fragile"_s);
        Fragile::failuresLeft = 1;
        QCOMPARE(fragile.ask(&Fragile::answerAndFail).result(), u"answered"_s);
        QCOMPARE(fragile.ask(&Fragile::read, u"next"_s).result(), u"next"_s);
        QCOMPARE(system.deadLetters()->count(), 0U);
    }

    void anActorIsSuspendedBeforeItsFailureIsKnown()
    {
        //! Looks at the actor at the moment of its dead letter and its failure.
        class Observer : public Instrumentation
        {
        public:
            void deadLetter(quint64, quint64, const char *reason, const ObservedType &) override
            {
                lines.append(QString::fromLatin1(reason) + (actor.isSuspended() ? u""_s : u"!"_s));
            }
            void failed(quint64, const QString &, const QString &) override
            {
                lines.append(actor.isSuspended() ? u"failed"_s : u"failed!"_s);
            }
            ActorRef actor;
            QStringList lines;
        };
        TestKit::TestSystem system;
        Observer observer;
        const auto child =
            system.spawn(Props<Child>().withSupervision(always(Directive::Stop)), u"child"_s);
        QCOMPARE(child.ask(&Child::add, 1).result(), 1);
        observer.actor = child;
        system.setInstrumentation(&observer);
        child.tell(&Child::broken);
        QVERIFY(child.terminated().waitForFinished(5s));
        system.setInstrumentation(nullptr);
        QCOMPARE(observer.lines, QStringList({u"HandlerFailed"_s, u"failed"_s}));
    }
};

QTEST_GUILESS_MAIN(SupervisionTest)

#include "supervisiontest.moc"
