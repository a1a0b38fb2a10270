// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Core/Connect>
#include <Actors/Core/Scheduler>
#include <Actors/Core/diagnostics.h>

#include <QCoreApplication>
#include <QMutex>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTest>
#include <QTimer>

#include <functional>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class Friendly : public Actor
{
    Q_OBJECT

public:
    int answer() const { return 42; }

public Q_SLOTS:
    void increment(int by) { m_value += by; }

private:
    int m_value = 0;
};

class Counted : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;
    int value() const { return 1; }
};

//! Does from inside what it is told.
class Clumsy : public Actor
{
    Q_OBJECT

public:
    static inline std::atomic<Clumsy *> object = nullptr;

    Clumsy() { object = this; }

    void useNegativeReceiveTimeout() { setReceiveTimeout(-1s); }
    void useNegativeInterval() { timers().startSingle(u"tick"_s, -1s, &Clumsy::tick); }
    void useZeroInterval() { timers().startPeriodic(u"tick"_s, 0s, &Clumsy::tick); }
    void watchNobody() { watch(ActorRef()); }
    void linkToNobody() { link(ActorRef()); }
    void forwardToNobody() { forward(ActorRef()); }
    void stopNobody() { stopChild(ActorRef()); }
    void stopStranger(const ActorRef &stranger) { stopChild(stranger); }
    void restartStranger(const ActorRef &stranger) { restartChild(stranger); }
    void move() { moveToThread(nullptr); }
    void adoptParent() { setParent(nullptr); }
    void stashTwice()
    {
        stash();
        stash();
    }
    void spawnTwice()
    {
        spawn<Friendly>(u"child"_s);
        spawn<Friendly>(u"child"_s);
    }
    void removeLater() { deleteLater(); }

    // What is protected, from a thread that is not its own.
    void callSelf() { self(); }
    void callSpawn() { spawn<Friendly>(u"child"_s); }
    void callStop() { stop(); }
    void callTimers() { timers().startSingle(u"tick"_s, 1s, &Clumsy::tick); }
    void callTimersOfBefore() { m_kept->startSingle(u"tick"_s, 1s, &Clumsy::tick); }
    void callCancel() { m_kept->cancelAll(); }
    void keepTimers() { m_kept = &timers(); }
    void callWatch() { watch(ActorRef()); }
    void callReply() { reply(1); }
    void callStash() { stash(); }
    void callBecome() { become(Behavior()); }
    void callReceiveTimeout() { setReceiveTimeout(1s); }

private:
    void tick() { }
    ActorTimers *m_kept = nullptr;
};

struct Place
{
    ActorSystem &system;
    Ref<Clumsy> clumsy;
    Ref<Friendly> friendly;
};

using Mistake = std::function<void(Place &)>;

QString beforeTheApplication;

//! A mailbox that makes no sense, as the place to live of an actor.
Mistake spawnWith(const Mailbox &mailbox)
{
    return [mailbox](Place &place) {
        place.system.spawn(Props<Friendly>().withMailbox(mailbox), u"odd"_s);
    };
}

Mistake spawnNamed(const QString &name)
{
    return [name](Place &place) { place.system.spawn<Friendly>(name); };
}

Mistake inside(void (Clumsy::*method)())
{
    return [method](Place &place) { place.clumsy.tell(method); };
}

Mistake fromForeignThread(void (Clumsy::*method)())
{
    return [method](Place &place) {
        place.clumsy.tell(&Clumsy::keepTimers);
        if (place.clumsy.ask(&Clumsy::observableState).waitForFinished(10s))
            (Clumsy::object.load()->*method)();
    };
}

} // namespace

Q_DECLARE_METATYPE(Mistake)

class BadInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isReportedWithActorCauseAndCure_data();
    void isReportedWithActorCauseAndCure();
    void aRefusedSpawnSaysWhy();
    void aSystemWithoutApplicationIsClosed();
    void anImpossibleMailboxOfTheSystemIsRefusedAtEachSpawn();
    void aRefusedReferenceIsHarmless();
};

void BadInputTest::isReportedWithActorCauseAndCure_data()
{
    QTest::addColumn<Mistake>("mistake");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, const Mistake &mistake, const QString &text) {
        QTest::newRow(name) << mistake << text;
    };

    // Names
    row("empty name", spawnNamed(u""_s),
        u"Illegal name: /user/\"\". the name is empty. choose a name that can be in a path, or use "
        "spawnAnonymous(). [ACT-0001]"_s);
    row("null name", spawnNamed(QString()),
        u"Illegal name: /user/\"\". the name is empty. choose a name that can be in a path, or use "
        "spawnAnonymous(). [ACT-0001]"_s);
    row("slash in a name", spawnNamed(u"a/b"_s),
        u"Illegal name: /user/a/b. the name contains a slash. choose a name that can be in a path, "
        "or use spawnAnonymous(). [ACT-0001]"_s);
    row("name of the system's", spawnNamed(u"$1"_s),
        u"Illegal name: /user/$1. names that begin with $ are the system's. choose a name that can "
        "be in a path, or use spawnAnonymous(). [ACT-0001]"_s);
    row("taken name", spawnNamed(u"friendly"_s),
        u"Name taken: /user/friendly. a living actor has that name. stop it first and wait for "
        "terminated(), or choose another name. [ACT-0002]"_s);
    row("taken name of a child", inside(&Clumsy::spawnTwice),
        u"Name taken: /user/clumsy/child. a living actor has that name. stop it first and wait for "
        "terminated(), or choose another name. [ACT-0002]"_s);

    // Mailboxes
    const auto badMailbox = [](int capacity) {
        return u"Bad mailbox: /user/odd. a mailbox of capacity %1, or a limit or timeout below "
               "zero. give it room for one message at least. [ACT-0003]"_s.arg(capacity);
    };
    row("capacity 0", spawnWith(Mailbox::bounded(0)), badMailbox(0));
    row("capacity -1", spawnWith(Mailbox::bounded(-1)), badMailbox(-1));
    row("negative wait", spawnWith(Mailbox::bounded(1, Overflow::Block(-1s))), badMailbox(1));
    row("negative lifetime", spawnWith(Mailbox::bounded(1).expireAfter(-1s)), badMailbox(1));
    row("water marks upside down", spawnWith(Mailbox::bounded(9).waterMarks(2, 5)), badMailbox(9));
    row("unknown mailbox", spawnWith(Mailbox::named(u"tiny"_s)),
        u"Bad mailbox: /user/odd. no mailbox is configured as \"tiny\". call "
        "ActorSystem::configureMailbox() before. [ACT-0003]"_s);

    // Times
    row(
        "negative timeout of an ask",
        [](Place &place) { place.friendly.ask(-1s, &Friendly::answer).waitForFinished(10s); },
        u"ask() with a negative timeout: /user/friendly. a time limit cannot lie in the past. 0 "
        "waits for ever, no argument as long as the system is set to. [ACT-0004]"_s);
    row(
        "negative timeout of a stop",
        [](Place &place) { place.friendly.stop(-1s).waitForFinished(10s); },
        u"stop() with a negative timeout: /user/friendly. a time limit cannot lie in the past. 0 "
        "or no argument waits for ever. [ACT-0004]"_s);
    row("negative receive timeout", inside(&Clumsy::useNegativeReceiveTimeout),
        u"setReceiveTimeout() with a negative time: /user/clumsy. a time limit cannot lie in the "
        "past. 0 ends the timeout. [ACT-0004]"_s);
    row("negative interval", inside(&Clumsy::useNegativeInterval),
        u"timer \"tick\" was not started: /user/clumsy. its interval is -1000000000 ns. give it a "
        "positive interval. [ACT-0028]"_s);
    row("no interval", inside(&Clumsy::useZeroInterval),
        u"timer \"tick\" was not started: /user/clumsy. its interval is 0 ns. give it a positive "
        "interval. [ACT-0028]"_s);
    row(
        "negative delay of the scheduler",
        [](Place &place) {
            place.system.scheduler()->once(-1s, place.friendly, &Friendly::increment, 1);
        },
        u"nothing was scheduled. a delay or interval is below zero. 0 means the next turn. "
        "[ACT-0028]"_s);

    // Who is not there
    row(
        "unknown dispatcher",
        [](Place &place) {
            place.system.spawn(Props<Friendly>().withDispatcher(u"io"_s), u"odd"_s);
        },
        u"Unknown dispatcher: /user/odd. no dispatcher is configured as \"io\". call "
        "ActorSystem::configureDispatcher() before. [ACT-0005]"_s);
    row(
        "unknown supervisor",
        [](Place &place) {
            place.system.spawn(Props<Friendly>().withSupervisor(u"boss"_s), u"odd"_s);
        },
        u"Unknown supervisor: /user/odd. no supervisor is registered as \"boss\". call "
        "ActorSystem::registerSupervisor() before. [ACT-0006]"_s);
    row(
        "supervisor that is none",
        [](Place &place) { place.system.registerSupervisor(u"boss"_s, place.friendly); },
        u"Unknown supervisor: /user/friendly. \"boss\" was to be registered, but is no Supervisor. "
        "derive its class from Actors::Supervisor. [ACT-0006]"_s);
    row(
        "unknown method",
        [](Place &place) { place.friendly.invoke("decrement", 3).waitForFinished(10s); },
        u"Unknown method: /user/friendly*[ACT-0039]"_s);
    row(
        "tell to nobody", [](Place &) { Ref<Friendly>().tell(&Friendly::increment, 1); },
        u"*was sent to nobody. the reference is null. check isNull() after a spawn or a lookup. "
        "[ACT-0011]"_s);
    row(
        "ask of nobody", [](Place &) { Ref<Friendly>().ask(&Friendly::answer); },
        u"*was sent to nobody. the reference is null. check isNull() after a spawn or a lookup. "
        "[ACT-0011]"_s);
    row(
        "value to nobody", [](Place &) { ActorRef().tell(QVariant(1)); },
        u"int was sent to nobody. the reference is null. check isNull() after a spawn or a lookup. "
        "[ACT-0011]"_s);
    row(
        "stop of nobody", [](Place &) { ActorRef().stop(); },
        u"stop() was sent to nobody. the reference is null. check isNull() after a spawn or a "
        "lookup. [ACT-0011]"_s);
    row(
        "suspend of nobody", [](Place &) { ActorRef().suspend(); },
        u"suspend() was sent to nobody. the reference is null. check isNull() after a spawn or a "
        "lookup. [ACT-0011]"_s);
    row("watch of nobody", inside(&Clumsy::watchNobody),
        u"watch() with a null reference: /user/clumsy. the reference leads to nobody. check "
        "isNull() after a spawn or a lookup. [ACT-0011]"_s);
    row("link to nobody", inside(&Clumsy::linkToNobody),
        u"link() with a null reference: /user/clumsy. the reference leads to nobody. check "
        "isNull() after a spawn or a lookup. [ACT-0011]"_s);
    row("forward to nobody", inside(&Clumsy::forwardToNobody),
        u"forward() with a null reference: /user/clumsy. the reference leads to nobody. check "
        "isNull() after a spawn or a lookup. [ACT-0011]"_s);
    row("stop of no child", inside(&Clumsy::stopNobody),
        u"stopChild() with a null reference: /user/clumsy. the reference leads to nobody. check "
        "isNull() after a spawn or a lookup. [ACT-0011]"_s);
    row(
        "stop of a stranger",
        [](Place &place) { place.clumsy.tell(&Clumsy::stopStranger, place.friendly); },
        u"Not a child of this actor: /user/clumsy. /user/friendly is no child of it. ask its "
        "parent, or call ActorRef::stop(). [ACT-0027]"_s);
    row(
        "restart of a stranger",
        [](Place &place) { place.clumsy.tell(&Clumsy::restartStranger, place.friendly); },
        u"Not a child of this actor: /user/clumsy. /user/friendly is no child of it. ask its "
        "parent. [ACT-0027]"_s);
    row(
        "connection to nobody",
        [](Place &) {
            QTimer timer;
            Actors::connect(&timer, &QTimer::timeout, Ref<Clumsy>(), &Clumsy::callSelf);
        },
        u"Connection refused*[ACT-0038]"_s);

    // Threads
    const auto foreign = [](const char *function) {
        return u"%1 was called: /user/clumsy. from thread \"main\"; the actor lives on \"clumsy\". "
               "send the actor a message. [ACT-0007]"_s.arg(QLatin1String(function));
    };
    row("self() on a foreign thread", fromForeignThread(&Clumsy::callSelf), foreign("self()"));
    row("spawn() on a foreign thread", fromForeignThread(&Clumsy::callSpawn), foreign("spawn()"));
    row("stop() on a foreign thread", fromForeignThread(&Clumsy::callStop), foreign("stop()"));
    row("timers() on a foreign thread", fromForeignThread(&Clumsy::callTimers),
        foreign("timers()"));
    row("timers used on a foreign thread", fromForeignThread(&Clumsy::callTimersOfBefore),
        foreign("ActorTimers::start()"));
    row("timers cancelled on a foreign thread", fromForeignThread(&Clumsy::callCancel),
        foreign("ActorTimers::cancelAll()"));
    row("watch() on a foreign thread", fromForeignThread(&Clumsy::callWatch), foreign("watch()"));
    row("reply() on a foreign thread", fromForeignThread(&Clumsy::callReply), foreign("reply()"));
    row("stash() on a foreign thread", fromForeignThread(&Clumsy::callStash), foreign("stash()"));
    row("become() on a foreign thread", fromForeignThread(&Clumsy::callBecome),
        foreign("become()"));
    row("setReceiveTimeout() on a foreign thread", fromForeignThread(&Clumsy::callReceiveTimeout),
        foreign("setReceiveTimeout()"));
    row("moveToThread()", inside(&Clumsy::move),
        u"moveToThread() refused: /user/clumsy. an actor stays on its thread. choose the thread by "
        "Props::withDispatcher(). [ACT-0013]"_s);
    row("setParent()", inside(&Clumsy::adoptParent),
        u"setParent() refused: /user/clumsy. the actor's life is its supervisor's business. spawn "
        "it as a child. [ACT-0014]"_s);

    // Life
    row("deleteLater()", inside(&Clumsy::removeLater),
        u"deleteLater() taken as stop(): /user/clumsy. the object is deleted when the actor has "
        "stopped. call stop(). [ACT-0015]"_s);
    row("stash() twice", inside(&Clumsy::stashTwice),
        u"Message stashed twice: /user/clumsy. the message was put aside already, or none is "
        "handled. return after stash(). [ACT-0026]"_s);
    row(
        "spawn during shutdown",
        [](Place &place) {
            place.system.shutdown().waitForFinished(10s);
            place.system.spawn<Friendly>(u"late"_s);
        },
        u"Spawn during shutdown: /user/late. the system is shutting down. spawn before, or not at "
        "all. [ACT-0008]"_s);
    row(
        "actor without spawn",
        [](Place &) {
            Clumsy alone;
            alone.callSelf();
        },
        u"self() was called: Clumsy. the object was made without spawn and has no address. create "
        "actors by spawn(). [ACT-0012]"_s);
    row(
        "timers of an actor without spawn",
        [](Place &) {
            Clumsy alone;
            alone.callTimers();
        },
        u"timers() was called: Clumsy. the object was made without spawn and has no address. "
        "create actors by spawn(). [ACT-0012]"_s);
    row(
        "factory that makes nothing",
        [](Place &place) {
            place.system.adopt(
                Props<Counted>::from([] {
                    return std::unique_ptr<Counted>();
                }).withSupervision(SupervisorStrategy::oneForOne().otherwise(Directive::Stop)),
                u"odd"_s);
        },
        u"Not a worker: /user/odd. its factory made no object. make a new object without a parent "
        "in the factory. [ACT-0040]"_s);
    row(
        "factory that makes a child",
        [](Place &place) {
            place.system.adopt(
                Props<Counted>::from([] {
                    static auto *owner = new QObject; // on the actor's thread
                    return new Counted(owner);
                }).withSupervision(SupervisorStrategy::oneForOne().otherwise(Directive::Stop)),
                u"odd"_s);
        },
        u"Not a worker: /user/odd. the object * make a new object without a parent in the factory. "
        "[ACT-0040]"_s);
}

void BadInputTest::isReportedWithActorCauseAndCure()
{
    QFETCH(Mistake, mistake);
    QFETCH(QString, text);
    Internal::setReportLimit(1000);
    QStringList texts;
    QMutex mutex;
    const auto before = Internal::setReportObserver([&](const Internal::DiagnosticReport &report) {
        const QMutexLocker lock(&mutex);
        texts.append(report.toString());
    });
    const auto restore = qScopeGuard([&] { Internal::setReportObserver(before); });
    QString escaped = QRegularExpression::escape(text);
    const QRegularExpression pattern(u"^%1$"_s.arg(escaped.replace(u"\\*"_s, u".*"_s)));
    const auto seen = [&] {
        const QMutexLocker lock(&mutex);
        return !texts.filter(pattern).isEmpty();
    };
    {
        ActorSystem system(u"test"_s);
        Place place{
            system,
            system.spawn(Props<Clumsy>().withDispatcher(Dispatcher::dedicated()), u"clumsy"_s),
            system.spawn<Friendly>(u"friendly"_s)};
        mistake(place);
        QTRY_VERIFY2_WITH_TIMEOUT(
            seen(), qPrintable(text + u"\n  is not among\n"_s + texts.join(u'\n')), 5000);
    }
}

void BadInputTest::aRefusedSpawnSaysWhy()
{
    ActorSystem system(u"test"_s);
    const auto taken = system.spawn<Friendly>(u"taken"_s);
    const auto check = [](const ActorRef &ref, ActorError::Code code, const QString &path) {
        return ref.isNull() && ref.error().code() == code && ref.error().text().contains(path);
    };
    using Code = ActorError::Code;
    QVERIFY(check(system.spawn<Friendly>(u"taken"_s), Code::NameTaken, u"/user/taken"_s));
    QVERIFY(check(system.spawn<Friendly>(u""_s), Code::BadName, u"/user/"_s));
    QVERIFY(check(system.spawn(Props<Friendly>().withMailbox(Mailbox::bounded(0)), u"a"_s),
                  Code::BadMailbox, u"/user/a"_s));
    QVERIFY(check(system.spawn(Props<Friendly>().withDispatcher(u"x"_s), u"a"_s),
                  Code::UnknownDispatcher, u"/user/a"_s));
    QVERIFY(check(system.spawn(Props<Friendly>().withSupervisor(u"x"_s), u"a"_s),
                  Code::UnknownSupervisor, u"/user/a"_s));
    QVERIFY(system.shutdown().waitForFinished(10s));
    QVERIFY(check(system.spawn<Friendly>(u"a"_s), Code::ShuttingDown, u"/user/a"_s));
}

void BadInputTest::aSystemWithoutApplicationIsClosed()
{
    QCOMPARE(
        beforeTheApplication,
        u"Actor system without QCoreApplication: early. there is no QCoreApplication. make the "
        "application object first. [ACT-0009]\n"
        "Spawn during shutdown: /user/friendly. the system is shutting down. spawn before, or "
        "not at all. [ACT-0008]\n"_s);
}

void BadInputTest::aRefusedReferenceIsHarmless()
{
    ActorSystem system(u"test"_s);
    const auto refused = system.spawn<Friendly>(u""_s);
    QVERIFY(refused.isNull());
    refused.tell(&Friendly::increment, 1);
    QVERIFY(refused.ask(&Friendly::answer).isNull());
    QVERIFY(!refused.ask(&Friendly::answer).waitForFinished(1s));
    QVERIFY(refused.stop().isNull());
    QVERIFY(refused.kill().isNull());
    refused.suspend();
    refused.resume();
    QCOMPARE(refused.path(), QString());
    QCOMPARE(refused.mailboxSize(), 0U);
    QVERIFY(refused.isStopped());
    QVERIFY(system.lookup(u"no/body"_s).isNull());
    QVERIFY(system.lookup(u"///"_s).isNull());
    QVERIFY(system.lookup(QString()).isNull());
}

void BadInputTest::anImpossibleMailboxOfTheSystemIsRefusedAtEachSpawn()
{
    ActorSystemOptions options;
    options.mailbox = Mailbox::unbounded().expireAfter(-1s);
    ActorSystem system(u"impossible"_s, options);

    const auto refused = system.spawnAnonymous<Friendly>();

    QVERIFY(refused.isNull());
    QCOMPARE(refused.error().code(), ActorError::Code::BadMailbox);
}

int main(int argc, char *argv[])
{
    {
        const auto before =
            Internal::setReportObserver([](const Internal::DiagnosticReport &report) {
                beforeTheApplication += report.toString() + u'\n';
            });
        ActorSystem early(u"early"_s);
        early.spawn<Friendly>(u"friendly"_s);
        Internal::setReportObserver(before);
    }
    QCoreApplication app(argc, argv);
    BadInputTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "badinputtest.moc"
