// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/TestKit/BehaviorTest>

#include <QTest>

#include <stdexcept>

using namespace Actors;
using namespace Actors::TestKit;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

int housesBuilt = 0;

class House : public Actor
{
    Q_OBJECT

public:
    House() { ++housesBuilt; }
    void paint(const QString &) { }
};

struct Question
{
    int number = 0;
};

//! Does a little of everything.
class Builder : public Actor
{
    Q_OBJECT

public:
    explicit Builder(const Ref<House> &neighbour = {})
        : m_neighbour(neighbour)
    {
    }
    int build(const QString &name)
    {
        const auto house = spawn<House>(name);
        house.tell(&House::paint, u"white"_s);
        m_neighbour.tell(&House::paint, u"green"_s);
        watch(house);
        return ++m_houses;
    }
    int receive(const Question &question)
    {
        if (m_houses < question.number) {
            stash();
            return 0;
        }
        return m_houses;
    }
    void goOn() { unstashAll(); }
    void rest()
    {
        timers().startSingle(u"alarm"_s, 1s, &Builder::wakeUp);
        setReceiveTimeout(5s);
        become(Behavior().on([](const Question &) { return -1; }));
    }
    void wakeUp() { m_neighbour.ask(&House::paint, u"blue"_s); }
    void fail() { throw std::runtime_error("too tired"); }
    void retire() { stop(); }
    int houses() const { return m_houses; }

protected:
    void beforeStart() override { setReceiveTimeout(1min); }

private:
    const Ref<House> m_neighbour;
    int m_houses = 0;
};

} // namespace

class BehaviorTestTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { housesBuilt = 0; }

    void whatAnActorDoesIsRecordedAndNobodyElseRuns()
    {
        BehaviorTest<Builder> builder;
        const auto neighbour = builder.system().spawn<House>(u"neighbour"_s);
        builder.start(neighbour);
        QCOMPARE(builder.takeEffects(),
                 QList<Effect>({{Effect::Kind::ReceiveTimeoutSet, u"60000"_s}}));
        QCOMPARE(builder.run(&Builder::build, u"villa"_s).result(), 1);
        QCOMPARE(builder.object()->houses(), 1);
        const auto effects = builder.takeEffects();
        QCOMPARE(effects.size(), 4);
        QCOMPARE(effects[0].toString(), u"Spawned /user/tested/villa: House"_s);
        QCOMPARE(effects[1].toString(), u"Told /user/tested/villa: House::paint(\"white\")"_s);
        QCOMPARE(effects[1].arguments, QVariantList({u"white"_s}));
        QCOMPARE(effects[2].toString(), u"Told /user/neighbour: House::paint(\"green\")"_s);
        QCOMPARE(effects[3].toString(), u"Watched /user/tested/villa"_s);
        QCOMPARE(builder.takeEffects(), QList<Effect>());
        // Neither the neighbour nor the child was ever made.
        QCOMPARE(housesBuilt, 0);
    }

    void probesTakeWhatTheyAreTold()
    {
        BehaviorTest<Builder> builder;
        auto neighbour = builder.system().createProbe<House>();
        builder.start(neighbour.ref());
        QCOMPARE(builder.run(&Builder::build, u"villa"_s).result(), 1);
        QCOMPARE(std::get<0>(neighbour.expectCall(&House::paint)), u"green"_s);
    }

    void theStashShowsInTheEffects()
    {
        BehaviorTest<Builder> builder;
        builder.start();
        builder.takeEffects();
        auto answer = builder.run(Question{1});
        QVERIFY(!answer.isFinished());
        QCOMPARE(builder.takeEffects(), QList<Effect>({{Effect::Kind::Stashed, u"1"_s}}));
        builder.run(&Builder::build, u"villa"_s);
        builder.takeEffects();
        builder.run(&Builder::goOn);
        QCOMPARE(builder.takeEffects(), QList<Effect>({{Effect::Kind::Unstashed, u"0"_s}}));
        QCOMPARE(answer.result(), 1);
    }

    void timersBehavioursAndTimeoutsShowInTheEffects()
    {
        BehaviorTest<Builder> builder;
        builder.start();
        builder.takeEffects();
        builder.run(&Builder::rest);
        QCOMPARE(builder.takeEffects(),
                 QList<Effect>({{Effect::Kind::TimerStarted, u"alarm"_s},
                                {Effect::Kind::ReceiveTimeoutSet, u"5000"_s},
                                {Effect::Kind::BehaviorChanged, u"1"_s}}));
        QCOMPARE(builder.run(Question{7}).result(), -1);
        builder.system().advance(1s);
        QCOMPARE(builder.takeEffects(), QList<Effect>({{Effect::Kind::TimerEnded, u"alarm"_s}}));
    }

    void failuresAndStopsAreEffects()
    {
        BehaviorTest<Builder> builder;
        builder.start(Props<Builder>().withSupervision(
            SupervisorStrategy::oneForOne().otherwise(Directive::Restart)));
        builder.takeEffects();
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, builder.run(&Builder::fail).result());
        QCOMPARE(
            builder.takeEffects(),
            QList<Effect>({{Effect::Kind::Failed, u"too tired"_s}, {Effect::Kind::Restarted}}));
        builder.run(&Builder::retire);
        QCOMPARE(builder.takeEffects().first().toString(), u"Stopped: itself"_s);
        QVERIFY(!builder.object());
    }
};

QTEST_GUILESS_MAIN(BehaviorTestTest)

#include "behaviortesttest.moc"
