// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/ActorError>
#include <Actors/Core/SupervisorStrategy>

#include <QMetaEnum>
#include <QTest>

#include <limits>
#include <new>
#include <stdexcept>
#include <string>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_DECLARE_METATYPE(std::exception_ptr)

// Named in a rule as a configuration would, so not in an anonymous namespace.
namespace Shop {

class Error : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

class Tagged
{
public:
    virtual ~Tagged() = default;
};

class PaymentError : public Error, public Tagged
{
public:
    using Error::Error;
};

} // namespace Shop

namespace {

template<typename T>
std::exception_ptr thrown(const T &value)
{
    return std::make_exception_ptr(value);
}

Directive decided(const SupervisorStrategy &strategy, const std::exception_ptr &error)
{
    return strategy.decide(error).directive;
}

} // namespace

class SupervisorStrategyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void restartsChildrenThreeTimesAMinuteAndThenEscalates()
    {
        for (const auto &strategy : {SupervisorStrategy(), SupervisorStrategy::children(),
                                     SupervisorStrategy::oneForOne()}) {
            QCOMPARE(strategy.scope(), Scope::One);
            QCOMPARE(strategy.maxRestarts(), 3);
            QCOMPARE(strategy.within(), 60s);
            QCOMPARE(strategy.onLimit(), Directive::Escalate);
            QCOMPARE(strategy.otherwise(), Directive::Restart);
            QCOMPARE(strategy.backoff().shortest, 0ns);
            QCOMPARE(strategy.restartMode(), RestartMode::NewInstance);
            QCOMPARE(strategy.redeliver(), 0);
            QCOMPARE(strategy.limit(Directive::Resume).count, -1);
        }
    }

    void restartsTopLevelActorsForEverWithABackoff()
    {
        const auto strategy = SupervisorStrategy::topLevel();

        QCOMPARE(strategy.maxRestarts(), -1);
        QCOMPARE(strategy.backoff().first, FirstRestart::AtOnce);
        QCOMPARE(strategy.backoff().shortest, 100ms);
        QCOMPARE(strategy.backoff().longest, 30s);
        QCOMPARE(decided(strategy, thrown(42)), Directive::Restart);
    }

    void decidesPresets_data()
    {
        QTest::addColumn<SupervisorStrategy>("strategy");
        QTest::addColumn<Directive>("directive");
        QTest::addColumn<Directive>("onLimit");
        QTest::addColumn<Scope>("scope");
        QTest::addColumn<int>("maxRestarts");

        QTest::newRow("stopping") << SupervisorStrategy::stopping() << Directive::Stop
                                  << Directive::Escalate << Scope::One << 3;
        QTest::newRow("escalating") << SupervisorStrategy::escalating() << Directive::Escalate
                                    << Directive::Escalate << Scope::One << 3;
        QTest::newRow("failFast") << SupervisorStrategy::failFast() << Directive::Restart
                                  << Directive::Stop << Scope::One << 1;
        QTest::newRow("aggressive") << SupervisorStrategy::aggressive() << Directive::Restart
                                    << Directive::Escalate << Scope::One << 100;
        QTest::newRow("oneForAll") << SupervisorStrategy::oneForAll() << Directive::Restart
                                   << Directive::Escalate << Scope::All << 3;
        QTest::newRow("allForOne") << SupervisorStrategy::allForOne() << Directive::Restart
                                   << Directive::Escalate << Scope::All << 3;
        QTest::newRow("restForOne") << SupervisorStrategy::restForOne() << Directive::Restart
                                    << Directive::Escalate << Scope::Rest << 3;
    }

    void decidesPresets()
    {
        QFETCH(const SupervisorStrategy, strategy);
        QFETCH(const Directive, directive);
        QFETCH(const Directive, onLimit);
        QFETCH(const Scope, scope);
        QFETCH(const int, maxRestarts);

        QCOMPARE(decided(strategy, thrown(std::runtime_error("x"))), directive);
        QCOMPARE(decided(strategy, thrown(ActorKilled())), Directive::Stop);
        QCOMPARE(strategy.onLimit(), onLimit);
        QCOMPARE(strategy.scope(), scope);
        QCOMPARE(strategy.maxRestarts(), maxRestarts);
    }

    void theFirstRuleThatMatchesDecides_data()
    {
        QTest::addColumn<std::exception_ptr>("error");
        QTest::addColumn<Directive>("directive");
        QTest::addColumn<int>("rule");

        QTest::newRow("exactly") << thrown(std::bad_alloc()) << Directive::Stop << 0;
        QTest::newRow("derived before its base")
            << thrown(Shop::PaymentError("x")) << Directive::Resume << 1;
        QTest::newRow("base") << thrown(Shop::Error("x")) << Directive::Escalate << 2;
        QTest::newRow("no exception class") << thrown(u"x"_s) << Directive::Stop << 3;
        QTest::newRow("pointer") << thrown<const char *>("x") << Directive::Escalate << 4;
        QTest::newRow("by code") << ActorError(ActorError::Code::AskTimeout).toExceptionPtr()
                                 << Directive::Stop << 5;
        QTest::newRow("no rule") << thrown(std::runtime_error("x")) << Directive::Resume << -1;
        QTest::newRow("unknown") << thrown(42) << Directive::Resume << -1;
        QTest::newRow("nothing") << std::exception_ptr() << Directive::Resume << -1;
    }

    void theFirstRuleThatMatchesDecides()
    {
        QFETCH(const std::exception_ptr, error);
        QFETCH(const Directive, directive);
        QFETCH(const int, rule);

        const auto strategy = SupervisorStrategy::oneForOne()
                                  .on<std::bad_alloc>(Directive::Stop)
                                  .on<Shop::PaymentError>(Directive::Resume)
                                  .on<Shop::Error>(Directive::Escalate)
                                  .on<QString>(Directive::Stop)
                                  .on<const char *>(Directive::Escalate)
                                  .on<AskTimeout>(Directive::Stop)
                                  .on<std::bad_alloc>(Directive::Restart)
                                  .otherwise(Directive::Resume);

        QCOMPARE(strategy.decide(error).directive, directive);
        QCOMPARE(strategy.decide(error).rule, rule);
    }

    void rulesMayNameTypesAsText_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<std::exception_ptr>("error");
        QTest::addColumn<Directive>("directive");

        const std::exception_ptr payment = thrown(Shop::PaymentError("x"));
        QTest::newRow("itself") << u"Shop::PaymentError"_s << payment << Directive::Stop;
        QTest::newRow("base") << u"Shop::Error"_s << payment << Directive::Stop;
        QTest::newRow("second base") << u"Shop::Tagged"_s << payment << Directive::Stop;
        QTest::newRow("base of its base") << u"std::exception"_s << payment << Directive::Stop;
        QTest::newRow("derived") << u"Shop::PaymentError"_s << thrown(Shop::Error("x"))
                                 << Directive::Restart;
        QTest::newRow("other") << u"std::bad_alloc"_s << payment << Directive::Restart;
        QTest::newRow("part of the name") << u"PaymentError"_s << payment << Directive::Restart;
        QTest::newRow("empty") << QString() << payment << Directive::Restart;
        QTest::newRow("no class") << u"int"_s << thrown(42) << Directive::Stop;
        QTest::newRow("our own") << u"Actors::AskTimeout"_s << thrown(AskTimeout())
                                 << Directive::Stop;
        QTest::newRow("nothing thrown") << u"int"_s << std::exception_ptr() << Directive::Restart;
    }

    void rulesMayNameTypesAsText()
    {
        QFETCH(const QString, name);
        QFETCH(const std::exception_ptr, error);
        QFETCH(const Directive, directive);

        QCOMPARE(decided(SupervisorStrategy::oneForOne().on(name, Directive::Stop), error),
                 directive);
    }

    void aKilledActorStopsUnlessARuleSaysOtherwise()
    {
        const std::exception_ptr killed = thrown(ActorKilled());

        QCOMPARE(decided(SupervisorStrategy::topLevel(), killed), Directive::Stop);
        QCOMPARE(decided(SupervisorStrategy::escalating(), killed), Directive::Stop);
        QCOMPARE(
            decided(SupervisorStrategy::oneForOne().on<ActorKilled>(Directive::Restart), killed),
            Directive::Restart);
    }

    void anActorThatCannotStartIsDecidedByTheErrorOrItsCause()
    {
        const std::exception_ptr plain = thrown(StartError(u"x"_s));
        const std::exception_ptr caused =
            StartError(u"x"_s, thrown(Shop::PaymentError("y"))).toExceptionPtr();
        const auto strategy = SupervisorStrategy::oneForOne().on<Shop::Error>(Directive::Stop);

        QCOMPARE(decided(strategy, plain), Directive::Restart);
        QCOMPARE(decided(strategy, caused), Directive::Stop);
        QCOMPARE(
            decided(SupervisorStrategy::oneForOne().on<StartError>(Directive::Escalate), caused),
            Directive::Escalate);
    }

    void nothingResumesWithoutAnObject()
    {
        const auto resuming = SupervisorStrategy::oneForOne().otherwise(Directive::Resume);

        QCOMPARE(decided(resuming, thrown(StartError())), Directive::Restart);
        QCOMPARE(decided(resuming, thrown(RestartError())), Directive::Restart);
        QCOMPARE(decided(resuming, thrown(42)), Directive::Resume);
    }

    void aStepLeavesTheStrategyItStartedFromAsItWas()
    {
        const auto base = SupervisorStrategy::oneForOne();
        const auto derived = base.maxRestarts(7).within(5s).on<int>(Directive::Stop).redeliver(2);

        QCOMPARE(base.maxRestarts(), 3);
        QCOMPARE(decided(base, thrown(42)), Directive::Restart);
        QCOMPARE(derived.maxRestarts(), 7);
        QCOMPARE(derived.within(), 5s);
        QCOMPARE(derived.redeliver(), 2);
        QCOMPARE(decided(derived, thrown(42)), Directive::Stop);
    }

    void aBudgetChangesNothingElse()
    {
        const auto strategy = SupervisorStrategy::allForOne()
                                  .onLimit(Directive::Stop)
                                  .backoff(1s, 2s)
                                  .on<int>(Directive::Stop)
                                  .withBudget(2, 10s);

        QCOMPARE(strategy.maxRestarts(), 2);
        QCOMPARE(strategy.within(), 10s);
        QCOMPARE(strategy.scope(), Scope::All);
        QCOMPARE(strategy.onLimit(), Directive::Stop);
        QCOMPARE(strategy.backoff().longest, 2s);
        QCOMPARE(decided(strategy, thrown(42)), Directive::Stop);
    }

    void childrenFollowTheRestartModeUnlessTold()
    {
        const auto strategy = SupervisorStrategy::oneForOne();

        QCOMPARE(strategy.childrenOnRestart(), ChildrenOnRestart::Stop);
        QCOMPARE(strategy.restartMode(RestartMode::InPlace).childrenOnRestart(),
                 ChildrenOnRestart::Keep);
        QCOMPARE(strategy.keepChildren().childrenOnRestart(), ChildrenOnRestart::Keep);
        QCOMPARE(strategy.stopChildren().restartMode(RestartMode::InPlace).childrenOnRestart(),
                 ChildrenOnRestart::Stop);
    }

    void theBackoffStartsOverAfterTheMeanDelayUnlessTold()
    {
        const auto strategy = SupervisorStrategy::oneForOne().backoff(100ms, 1s);

        QCOMPARE(strategy.backoff().resetAfter, 550ms);
        QCOMPARE(strategy.resetAfter(3s).backoff().resetAfter, 3s);
        QCOMPARE(strategy.resetAfter(3s).resetAfter(0s).backoff().resetAfter, 550ms);
    }

    void takesValuesWithoutSenseAsTheNearestThatHaveIt()
    {
        const auto strategy =
            SupervisorStrategy::oneForOne().maxRestarts(-7).within(-1s).redeliver(-1).backoff(
                2s, 1s, 0.5, -1.0);

        QCOMPARE(strategy.maxRestarts(), -1);
        QCOMPARE(strategy.within(), 0s);
        QCOMPARE(strategy.redeliver(), 0);
        QCOMPARE(strategy.backoff().longest, 2s);
        QCOMPARE(strategy.backoff().factor, 1.0);
        QCOMPARE(strategy.backoff().jitter, 0.0);
        QCOMPARE(strategy.backoff(-1s, -2s).backoff().shortest, 0s);
        const double nan = std::numeric_limits<double>::quiet_NaN();
        QCOMPARE(strategy.backoff(1s, 2s, nan, nan).backoff().factor, 2.0);
        QCOMPARE(strategy.backoff(1s, 2s, nan, nan).backoff().jitter, 0.0);
    }

    void printsItself()
    {
        QString printed;
        QDebug(&printed).nospace() << SupervisorStrategy::allForOne().backoff(100ms, 30s);

        QVERIFY2(printed.contains(u"at most 3 restarts in 60 s"_s), qPrintable(printed));
        QVERIFY2(printed.contains(u"back-off 0.1 s to 30 s"_s), qPrintable(printed));
        QVERIFY2(printed.contains(u"Restart"_s) && printed.contains(u"All"_s), qPrintable(printed));
    }

    void directivesAreKnownByName()
    {
        QCOMPARE(QMetaEnum::fromType<Directive>().valueToKey(int(Directive::Escalate)), "Escalate");
        QCOMPARE(QMetaEnum::fromType<RestartMode>().keyCount(), 2);
    }
};

QTEST_GUILESS_MAIN(SupervisorStrategyTest)

#include "supervisorstrategytest.moc"
