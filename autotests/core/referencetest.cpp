// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/TestKit/TestSystem>

#include <QPoint>
#include <QSet>
#include <QTest>

#include <memory>
#include <stdexcept>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Parcel
{
    int number = 0;
};

class Counter : public Actor
{
    Q_OBJECT

public:
    explicit Counter(int start = 0)
        : m_value(start)
    {
    }
    int value() const { return m_value; }
    void increment() { ++m_value; }
    void add(int amount) { m_value += amount; }
    void decrement() { --m_value; }
    void reset() { m_value = 0; }
    void resetTo(int value) { m_value = value; }
    void crash() { throw std::runtime_error("it broke"); }

private:
    int m_value;
};

//! Notes what comes, and from whom.
class Clerk : public Actor
{
    Q_OBJECT

public:
    void note(const QString &line) { m_lines.append(line); }
    Q_INVOKABLE int receive(const Parcel &parcel)
    {
        if (m_substitute) {
            forward(m_substitute);
            return -1;
        }
        m_lines.append(QString::number(parcel.number) + u' ' + currentSender().name());
        return parcel.number;
    }
    void passOnTo(const ActorRef &substitute) { m_substitute = substitute; }
    QStringList lines() const { return m_lines; }

protected:
    void unhandled(const QVariant &message) override
    {
        m_lines.append(u"unhandled "_s + QString::fromLatin1(message.typeName()));
    }

private:
    QStringList m_lines;
    ActorRef m_substitute;
};

class Sender : public Actor
{
    Q_OBJECT

public:
    explicit Sender(const Ref<Clerk> &clerk)
        : m_clerk(clerk)
    {
    }
    void send(int number) { m_clerk.tell(Parcel{number}); }
    void sendAs(int number, const ActorRef &sender)
    {
        m_clerk.tell(Parcel{number}, SendOptions{.sender = &sender});
    }
    QString receive(const Parcel &)
    {
        forward(m_clerk);
        return u"not me"_s;
    }
    QString receive(const QPoint &)
    {
        forward(m_clerk);
        return u"not me"_s;
    }
    int passOn(int number)
    {
        forward(m_clerk);
        return number;
    }
    void sendMany(int count)
    {
        for (int i = 0; i < count; ++i)
            m_clerk.tell(&Clerk::note, name() + QString::number(i));
    }

private:
    QString name() const { return self().name(); }

    const Ref<Clerk> m_clerk;
};

//! Keeps what it was given.
class Safe : public Actor
{
    Q_OBJECT

public:
    void keep(std::unique_ptr<int> treasure) { m_treasure = std::move(treasure); }
    void receive(std::unique_ptr<int> &&treasure) { m_treasure = std::move(treasure); }
    int treasure() const { return m_treasure ? *m_treasure : 0; }

private:
    std::unique_ptr<int> m_treasure;
};

} // namespace

class ReferenceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsWhatItIsTold()
    {
        TestKit::TestSystem system;
        const auto counter = system.spawn<Counter>(u"counter"_s);
        counter.tell(&Counter::increment);
        counter.tell(&Counter::increment);
        QCOMPARE(counter.ask(&Counter::value).result(), 2);
        const auto other = system.spawn<Counter>(u"other"_s, 40);
        other.tell(&Counter::add, 3);
        other.tell(&Counter::decrement);
        QCOMPARE(other.ask(&Counter::value).result(), 42);
        other.tell(&Counter::reset);
        QCOMPARE(other.ask(&Counter::value).result(), 0);
        other.tell(&Counter::resetTo, 9);
        QCOMPARE(other.ask(&Counter::value).result(), 9);
        QCOMPARE(counter.ask(&Counter::value).result(), 2);
    }

    void isEqualAndHashesAlikeForOneActorOnly()
    {
        TestKit::TestSystem system;
        const auto first = system.spawn<Counter>(u"first"_s);
        const auto second = system.spawn<Counter>(u"second"_s);
        const ActorRef found = system.lookup(u"/user/first"_s);
        QCOMPARE(found, first.untyped());
        QCOMPARE(qHash(found), qHash(first.untyped()));
        QCOMPARE(found.address(), first.address());
        QVERIFY(first != second);
        QVERIFY(first.address() != second.address());
        QCOMPARE((QSet<ActorRef>{first, second, found}).size(), 2);
        QCOMPARE(QVariant::fromValue(found).value<ActorRef>(), first.untyped());
        QCOMPARE(found.toString(), u"Counter(/user/first)"_s);
    }

    void staysEqualAndUsableAfterARestart()
    {
        TestKit::TestSystem system;
        const auto counter =
            system.spawn(Props<Counter>(5).withSupervision(
                             SupervisorStrategy::oneForOne().otherwise(Directive::Restart)),
                         u"counter"_s);
        const ActorRef &before = counter;
        counter.tell(&Counter::increment);
        counter.tell(&Counter::crash);
        // Made again from the same argument.
        QCOMPARE(counter.ask(&Counter::value).result(), 5);
        QCOMPARE(counter.restartCount(), 1U);
        QCOMPARE(system.lookup(u"/user/counter"_s), before);
        QCOMPARE(before.as<Counter>().ask(&Counter::value).result(), 5);
    }

    void isNotThatOfANewActorAtTheSamePath()
    {
        TestKit::TestSystem system;
        const auto first = system.spawn<Counter>(u"counter"_s);
        QVERIFY(first.stop().waitForFinished(5s));
        const auto second = system.spawn<Counter>(u"counter"_s);
        QCOMPARE(first.path(), second.path());
        QVERIFY(first != second);
        QVERIFY(first.isStopped());
        QVERIFY(!second.isStopped());
        first.tell(&Counter::increment);
        QCOMPARE(second.ask(&Counter::value).result(), 0);
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::ActorStopped), 1U);
    }

    void isTypedAgainOnlyIfTheActorIsOne()
    {
        TestKit::TestSystem system;
        const ActorRef untyped = system.spawn<Counter>(u"counter"_s);
        QVERIFY(!untyped.as<Counter>().isNull());
        QVERIFY(!untyped.as<Actor>().isNull());
        QVERIFY(untyped.as<Clerk>().isNull());
        QVERIFY(ActorRef().as<Counter>().isNull());
    }

    void takesWhatCanOnlyBeMoved()
    {
        TestKit::TestSystem system;
        const auto safe = system.spawn<Safe>(u"safe"_s);
        safe.tell(&Safe::keep, std::make_unique<int>(3));
        QCOMPARE(safe.ask(&Safe::treasure).result(), 3);
        safe.tell(std::make_unique<int>(4));
        QCOMPARE(safe.ask(&Safe::treasure).result(), 4);
        QVERIFY(safe.stop().waitForFinished(5s));
        // Lost, and freed.
        safe.tell(&Safe::keep, std::make_unique<int>(5));
        QCOMPARE(system.deadLetters()->count(), 1U);
    }

    void keepsTheOrderOfEachSender()
    {
        TestKit::TestSystem system;
        const auto clerk = system.spawn<Clerk>(u"clerk"_s);
        clerk.tell(&Clerk::note, u"first"_s);
        clerk.tell(&Clerk::note, u"second"_s);
        clerk.tell(&Clerk::note, u"third"_s);
        QCOMPARE(clerk.ask(&Clerk::lines).result(),
                 QStringList({u"first"_s, u"second"_s, u"third"_s}));
        const auto a = system.spawn<Sender>(u"a"_s, clerk);
        const auto b = system.spawn<Sender>(u"b"_s, clerk);
        a.tell(&Sender::sendMany, 500);
        b.tell(&Sender::sendMany, 500);
        system.settle();
        const QStringList lines = clerk.ask(&Clerk::lines).result();
        QCOMPARE(lines.size(), 1003);
        QHash<QChar, int> next;
        for (const QString &line : lines.mid(3))
            QCOMPARE(line.mid(1).toInt(), next[line.front()]++);
    }

    void knowsTheSenderWhileAMessageIsHandled()
    {
        TestKit::TestSystem system;
        const auto clerk = system.spawn<Clerk>(u"clerk"_s);
        const auto sender = system.spawn<Sender>(u"sender"_s, clerk);
        clerk.tell(Parcel{1});
        system.settle();
        sender.tell(&Sender::send, 2);
        sender.tell(&Sender::sendAs, 3, ActorRef(clerk));
        system.settle();
        QCOMPARE(clerk.ask(&Clerk::lines).result(),
                 QStringList({u"1 "_s, u"2 sender"_s, u"3 clerk"_s}));
    }

    void forwardsAMessageWithItsSenderAndItsAsker()
    {
        TestKit::TestSystem system;
        const auto chief = system.spawn<Clerk>(u"chief"_s);
        const auto clerk = system.spawn<Clerk>(u"clerk"_s);
        const auto sender = system.spawn<Sender>(u"sender"_s, chief);
        chief.tell(&Clerk::passOnTo, ActorRef(clerk));
        QCOMPARE(chief.ask(Parcel{5}).result(), 5);
        sender.tell(&Sender::send, 6);
        system.settle();
        QCOMPARE(clerk.ask(&Clerk::lines).result(), QStringList({u"5 "_s, u"6 sender"_s}));
        QCOMPARE(chief.ask(&Clerk::lines).result(), QStringList());
        system.settle();
        QVERIFY(system.ledger().isBalanced());
    }

    void forwardsAValueToAnActorOfAnotherClass()
    {
        TestKit::TestSystem system;
        const auto clerk = system.spawn<Clerk>(u"clerk"_s);
        const auto sender = system.spawn<Sender>(u"sender"_s, clerk);
        const ActorRef other = system.spawn<Clerk>(u"other"_s);
        sender.tell(Parcel{6}, SendOptions{.sender = &other});
        system.settle();
        QCOMPARE(clerk.ask(&Clerk::lines).result(), QStringList(u"6 other"_s));
        // What the clerk answers is no QString.
        Reply<QString> asked = sender.ask(Parcel{7});
        QVERIFY(asked.waitForFinished(5s));
        QCOMPARE(asked.error().code(), ActorError::Code::TypeMismatch);
        // It has a handler neither for this value nor for this call.
        Reply<QString> unknown = sender.ask(QPoint(1, 2));
        QVERIFY(unknown.waitForFinished(5s));
        QCOMPARE(unknown.error().code(), ActorError::Code::Unhandled);
        Reply<int> call = sender.ask(&Sender::passOn, 3);
        QVERIFY(call.waitForFinished(5s));
        QCOMPARE(call.error().code(), ActorError::Code::Unhandled);
        QCOMPARE(clerk.ask(&Clerk::lines).result(),
                 QStringList({u"6 other"_s, u"7 "_s, u"unhandled QPoint"_s}));
        system.settle();
        QVERIFY(system.ledger().isBalanced());
    }

    void aLostMessageIsSentAgainOnceItsPayloadWasKept()
    {
        TestKit::TestSystem system;
        system.deadLetters()->setPayloadBudget(1 << 20);
        const auto gone = system.spawn<Clerk>(u"gone"_s);
        const auto clerk = system.spawn<Clerk>(u"clerk"_s);
        QVERIFY(gone.stop().waitForFinished(5s));
        gone.tell(Parcel{4});
        const DeadLetter letter = system.deadLetters()->letters().constLast();
        QVERIFY(system.replay(letter.id(), clerk));
        QVERIFY(!system.replay(letter.id(), clerk));
        QVERIFY(!system.replay(999, clerk));
        QCOMPARE(clerk.ask(&Clerk::lines).result(), QStringList(u"4 "_s));
        system.settle();
        QVERIFY(system.ledger().isBalanced());
    }

    void aValueThatNobodyHandlesIsADeadLetter()
    {
        TestKit::TestSystem system;
        const auto clerk = system.spawn<Clerk>(u"clerk"_s);
        clerk.untyped().tell(QVariant(QPoint(1, 2)));
        Reply<QVariant> asked = clerk.untyped().ask(QVariant(QPoint(3, 4)));
        QVERIFY(asked.waitForFinished(5s));
        QCOMPARE(asked.error().code(), ActorError::Code::Unhandled);
        QCOMPARE(system.deadLetters()->count(DeadLetter::Reason::Unhandled), 2U);
        QCOMPARE(clerk.ask(&Clerk::lines).result(),
                 QStringList({u"unhandled QPoint"_s, u"unhandled QPoint"_s}));
        QCOMPARE(clerk.failureCount(), 0U);
    }
};

QTEST_GUILESS_MAIN(ReferenceTest)

#include "referencetest.moc"
