// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/Behavior>
#include <Actors/TestKit/TestSystem>

#include <QTest>

#include <stdexcept>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Knock
{
};
struct Key
{
    int number = 0;
};

class Door : public Actor
{
    Q_OBJECT

public:
    QString receive(const Knock &) { return u"who is there?"_s; }
    int receive(const Key &key) { return -key.number; }

    void open() { become(opened()); }
    void openOnTop() { becomeStacked(opened()); }
    void beSilent()
    {
        becomeStacked(Behavior().on([](const Knock &) { return u"..."_s; }));
    }
    void shut() { unbecome(); }
    void crash() { throw std::runtime_error("it broke"); }
    //! The behaviour changes while its own handler runs.
    void beOneShot()
    {
        become(Behavior().on([this](const Knock &) {
            unbecome();
            self<Door>().tell(Knock());
            return u"once"_s;
        }));
    }
    int openedWith() const { return m_openedWith; }

private:
    Behavior opened()
    {
        return Behavior().on([](const Knock &) { return u"come in"_s; }).on(this, &Door::turn);
    }
    int turn(const Key &key)
    {
        m_openedWith = key.number;
        return key.number;
    }

    int m_openedWith = 0;
};

SupervisorStrategy always(Directive directive)
{
    return SupervisorStrategy::oneForOne().otherwise(directive);
}

} // namespace

class BecomeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aBehaviourHandlesTheValuesThatFollow()
    {
        TestKit::TestSystem system;
        const auto door = system.spawn<Door>(u"door"_s);
        QCOMPARE(door.ask(Knock()).result(), u"who is there?"_s);
        door.tell(&Door::open);
        QCOMPARE(door.ask(Knock()).result(), u"come in"_s);
        QCOMPARE(door.ask(Key{7}).result(), 7);
        QCOMPARE(door.ask(&Door::openedWith).result(), 7);
        door.tell(&Door::shut);
        QCOMPARE(door.ask(Knock()).result(), u"who is there?"_s);
        QCOMPARE(door.ask(Key{7}).result(), -7);
    }

    void whatABehaviourDoesNotHandleGoesToReceive()
    {
        TestKit::TestSystem system;
        const auto door = system.spawn<Door>(u"door"_s);
        door.tell(&Door::beSilent);
        QCOMPARE(door.ask(Knock()).result(), u"..."_s);
        QCOMPARE(door.ask(Key{7}).result(), -7);
    }

    void behavioursAreStackedOrReplaced()
    {
        TestKit::TestSystem system;
        const auto door = system.spawn<Door>(u"door"_s);
        door.tell(&Door::openOnTop);
        door.tell(&Door::beSilent);
        QCOMPARE(door.ask(Knock()).result(), u"..."_s);
        door.tell(&Door::shut);
        QCOMPARE(door.ask(Knock()).result(), u"come in"_s);
        door.tell(&Door::beSilent);
        door.tell(&Door::open);
        QCOMPARE(door.ask(Knock()).result(), u"come in"_s);
        door.tell(&Door::shut);
        QCOMPARE(door.ask(Knock()).result(), u"come in"_s);
        door.tell(&Door::shut);
        QCOMPARE(door.ask(Knock()).result(), u"who is there?"_s);
        door.tell(&Door::shut);
        QCOMPARE(door.ask(Knock()).result(), u"who is there?"_s);
    }

    void theBehaviourMayChangeWhileItHandles()
    {
        TestKit::TestSystem system;
        const auto door = system.spawn<Door>(u"door"_s);
        door.tell(&Door::beOneShot);
        QCOMPARE(door.ask(Knock()).result(), u"once"_s);
        QCOMPARE(door.ask(Knock()).result(), u"who is there?"_s);
    }

    void aRestartEndsTheBehaviourAndAResumeKeepsIt()
    {
        TestKit::TestSystem system;
        const auto resumed =
            system.spawn(Props<Door>().withSupervision(always(Directive::Resume)), u"resumed"_s);
        const auto restarted =
            system.spawn(Props<Door>().withSupervision(always(Directive::Restart)), u"restarted"_s);
        for (const auto &door : {resumed, restarted}) {
            door.tell(&Door::open);
            door.tell(&Door::crash);
        }
        QCOMPARE(resumed.ask(Knock()).result(), u"come in"_s);
        QCOMPARE(restarted.ask(Knock()).result(), u"who is there?"_s);
    }
};

QTEST_GUILESS_MAIN(BecomeTest)

#include "becometest.moc"
