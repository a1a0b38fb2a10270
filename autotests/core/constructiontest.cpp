// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>

#include <QTest>

#include <mutex>
#include <semaphore>
#include <thread>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! Holds the thread of the other actors, so that the test decides what has come when it goes on.
class Gate : public Actor
{
    Q_OBJECT

public:
    void block()
    {
        entered.release();
        mayGoOn.acquire();
    }
    void count() { }

    static inline std::counting_semaphore<> entered{0};
    static inline std::counting_semaphore<> mayGoOn{0};
};

//! Writes down what happens to it.
class Newcomer : public Actor
{
    Q_OBJECT

public:
    Newcomer() { note(u"constructor"_s); }
    ~Newcomer() override { note(u"destructor"_s); }
    void greet() { note(u"greeting"_s); }

    static QStringList lines()
    {
        const std::lock_guard lock(mutex);
        return noted;
    }
    static void clear()
    {
        const std::lock_guard lock(mutex);
        noted.clear();
    }

protected:
    void beforeStart() override { note(u"beforeStart"_s); }
    void beforeStop() override { note(u"beforeStop"_s); }

private:
    static void note(const QString &line)
    {
        const std::lock_guard lock(mutex);
        noted.append(line);
    }

    static inline std::mutex mutex;
    static inline QStringList noted;
};

//! One thread of actors that is held, and to which this thread sends through a ring.
class House
{
public:
    House()
        : system(u"house"_s, options())
        , gate(system.spawn<Gate>(u"gate"_s))
    {
        Newcomer::clear();
        // Many enough that a ring is opened.
        for (int i = 0; i < 200; ++i)
            gate.tell(&Gate::count);
        gate.ask(&Gate::count).waitForFinished(5s);
        gate.tell(&Gate::block);
        Gate::entered.acquire();
    }
    ~House() { goOn(); }
    Q_DISABLE_COPY_MOVE(House)

    void goOn()
    {
        if (std::exchange(m_isHeld, false))
            Gate::mayGoOn.release();
    }

    ActorSystem system;
    const Ref<Gate> gate;

private:
    static ActorSystemOptions options()
    {
        ActorSystemOptions options;
        options.dispatcher = Dispatcher::pool(1);
        return options;
    }

    bool m_isHeld = true;
};

void livesThoughItIsStoppedAtOnce(House &house, const Ref<Newcomer> &newcomer)
{
    newcomer.tell(&Newcomer::greet);
    Reply<void> stopped = newcomer.stop();
    house.goOn();
    QVERIFY(stopped.waitForFinished(5s));
    QCOMPARE(Newcomer::lines(),
             QStringList({u"constructor"_s, u"beforeStart"_s, u"beforeStop"_s, u"destructor"_s}));
}

} // namespace

/*!
 * What comes to an actor before the record that constructs it, which travels like a message.
 */
class ConstructionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aStopThatOvertakesItFindsAnActor();
    void aMessageFromElsewhereThatOvertakesItFindsAnActor();
    void itIsNoMessage();
    void thoseWithOptionsAreConstructedOnceAsWell();
};

void ConstructionTest::aStopThatOvertakesItFindsAnActor()
{
    House house;
    livesThoughItIsStoppedAtOnce(house, house.system.spawnAnonymous<Newcomer>());
    QTRY_COMPARE(house.system.deadLetters()->count(), quint64(1));
}

void ConstructionTest::aMessageFromElsewhereThatOvertakesItFindsAnActor()
{
    House house;
    const auto newcomer = house.system.spawn<Newcomer>(u"newcomer"_s);
    // Not through the ring that the construction is in.
    std::thread([&] { newcomer.tell(&Newcomer::greet); }).join();
    house.goOn();
    QTRY_COMPARE(Newcomer::lines(),
                 QStringList({u"constructor"_s, u"beforeStart"_s, u"greeting"_s}));
    QTRY_VERIFY(house.system.isQuiet());
    QVERIFY(house.system.ledger().isBalanced());
    QCOMPARE(newcomer.handledMessageCount(), quint64(1));
}

void ConstructionTest::itIsNoMessage()
{
    House house;
    const quint64 before = house.system.ledger().sent;
    QList<Ref<Newcomer>> newcomers;
    for (int i = 0; i < 100; ++i)
        newcomers.append(house.system.spawnAnonymous<Newcomer>());
    newcomers.first().tell(&Newcomer::greet);
    QCOMPARE(house.system.ledger().sent, before + 1);
    QCOMPARE(newcomers.first().mailboxSize(), quint64(1));
    QCOMPARE(newcomers.last().mailboxSize(), quint64(0));
    house.goOn();
    QTRY_COMPARE(newcomers.first().handledMessageCount(), quint64(1));
    QTRY_VERIFY(house.system.isQuiet());
    QCOMPARE(newcomers.last().handledMessageCount(), quint64(0));
    QCOMPARE(newcomers.first().mailboxSize(), quint64(0));
    QVERIFY(house.system.ledger().isBalanced());
    QCOMPARE(Newcomer::lines().count(u"constructor"_s), 100);
}

void ConstructionTest::thoseWithOptionsAreConstructedOnceAsWell()
{
    House house;
    livesThoughItIsStoppedAtOnce(
        house,
        house.system.spawn(Props<Newcomer>().withMailbox(Mailbox::bounded(4)), u"newcomer"_s));
}

QTEST_GUILESS_MAIN(ConstructionTest)

#include "constructiontest.moc"
