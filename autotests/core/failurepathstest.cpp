// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "reports.h"

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>

#include <QCoreApplication>
#include <QPointer>
#include <QSocketNotifier>
#include <QTest>
#include <QTimer>

#include <stdexcept>
#include <sys/eventfd.h>
#include <unistd.h>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! Has slots that throw.
class Part : public QObject
{
    Q_OBJECT

public:
    explicit Part(QObject *parent = nullptr)
        : QObject(parent)
    {
    }

public Q_SLOTS:
    void breakDown() { throw std::runtime_error("the part broke"); }

protected:
    void customEvent(QEvent *) override { breakDown(); }
};

class Machine : public Actor
{
    Q_OBJECT

public:
    ~Machine() override
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }

    void failInTimerOfChild()
    {
        auto *timer = new QTimer(this);
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, timer, [] { throw std::runtime_error("the part broke"); });
        timer->start(0);
    }
    void failInTimerOfGrandchild()
    {
        auto *part = new Part(new QObject(new QObject(this)));
        QTimer::singleShot(0, part, &Part::breakDown);
        auto *timer = new QTimer(part);
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, part, &Part::breakDown);
        timer->start(0);
    }
    void failInQueuedCallOfChild()
    {
        QMetaObject::invokeMethod(new Part(this), &Part::breakDown, Qt::QueuedConnection);
    }
    void failInChildThatCameLater()
    {
        auto *part = new Part;
        new QObject(part);
        part->setParent(this);
        QMetaObject::invokeMethod(part, &Part::breakDown, Qt::QueuedConnection);
    }
    void failInSocketOfChild()
    {
        m_fd = ::eventfd(1, EFD_CLOEXEC);
        auto *notifier = new QSocketNotifier(m_fd, QSocketNotifier::Read, this);
        connect(notifier, &QSocketNotifier::activated, notifier, [notifier] {
            notifier->setEnabled(false);
            throw std::runtime_error("the part broke");
        });
    }
    void failInCustomEventOfChild()
    {
        QCoreApplication::postEvent(new Part(this), new QEvent(QEvent::User));
    }
    void failInQueuedCall()
    {
        QMetaObject::invokeMethod(
            this, [] { throw std::runtime_error("the part broke"); }, Qt::QueuedConnection);
    }
    void failInTimer() { startTimer(0); }
    void failInOrphan() { startOrphan(); }
    void startOrphan()
    {
        auto *timer = new QTimer;
        timer->setSingleShot(true);
        connect(timer, &QTimer::timeout, timer, [timer] {
            timer->deleteLater();
            throw std::runtime_error("the part broke");
        });
        timer->start(0);
    }
    void failInPartThatDeletesItself()
    {
        auto *timer = new QTimer(this);
        connect(timer, &QTimer::timeout, this, [timer] {
            delete timer;
            throw std::runtime_error("the part broke");
        });
        timer->start(0);
    }
    int answer() const { return 42; }

protected:
    void timerEvent(QTimerEvent *event) override
    {
        killTimer(event->timerId());
        throw std::runtime_error("the part broke");
    }

private:
    int m_fd = -1;
};

using Method = void (Machine::*)();

} // namespace

Q_DECLARE_METATYPE(Method)

class FailurePathsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatASlotOfAnActorThrowsIsItsFailure_data();
    void whatASlotOfAnActorThrowsIsItsFailure();
    void theOwnerIsFoundAmongTheActorsOfAThread();
    void theOwnerIsFoundOnTheThreadOfTheApplication();
    void anExceptionOfNobodyIsReportedAndTheEventLoopGoesOn();
    void whatWasPostedAfterAnEventThatThrowsIsDelivered();
    void aChildThatMovesAwayIsNotGuardedAnyMore();
};

void FailurePathsTest::whatASlotOfAnActorThrowsIsItsFailure_data()
{
    QTest::addColumn<Method>("method");
    QTest::addColumn<Dispatcher::EventLoop>("loop");
    const auto row = [](const char *name, Method method) {
        QTest::addRow("%s, our event loop", name) << method << Dispatcher::EventLoop::Actors;
    };
    const auto both = [row](const char *name, Method method) {
        row(name, method);
        QTest::addRow("%s, Qt's event loop", name) << method << Dispatcher::EventLoop::Qt;
    };
    both("timer of a child", &Machine::failInTimerOfChild);
    both("queued call of a child", &Machine::failInQueuedCallOfChild);
    both("queued call of a child that came later", &Machine::failInChildThatCameLater);
    both("socket of a child", &Machine::failInSocketOfChild);
    both("queued call of the actor", &Machine::failInQueuedCall);
    both("timer of the actor", &Machine::failInTimer);
    both("a child that deletes itself", &Machine::failInPartThatDeletesItself);
    row("custom event of a child", &Machine::failInCustomEventOfChild);
    row("an object without parent", &Machine::failInOrphan);
}

void FailurePathsTest::whatASlotOfAnActorThrowsIsItsFailure()
{
    QFETCH(Method, method);
    QFETCH(Dispatcher::EventLoop, loop);
    Reports reports;
    ActorSystem system(u"test"_s);
    const auto machine = system.spawn(
        Props<Machine>().withDispatcher(Dispatcher::dedicated().withEventLoop(loop)), u"machine"_s);
    machine.tell(method);
    QTRY_COMPARE(machine.restartCount(), 1U);
    QCOMPARE(machine.failureCount(), 1U);
    QCOMPARE(machine.ask(&Machine::answer).result(), 42);
    QCOMPARE(machine.failureCount(), 1U);
    QCOMPARE(reports.count(Diagnostic::UnownedException), 0);
}

void FailurePathsTest::theOwnerIsFoundAmongTheActorsOfAThread()
{
    ActorSystem system(u"test"_s);
    const Dispatcher one = Dispatcher::pool(1);
    const auto first = system.spawn(Props<Machine>().withDispatcher(one), u"first"_s);
    const auto second = system.spawn(Props<Machine>().withDispatcher(one).withSupervision(
                                         SupervisorStrategy::oneForOne().maxRestarts(100)),
                                     u"second"_s);
    const auto third = system.spawn(Props<Machine>().withDispatcher(one), u"third"_s);
    const std::initializer_list<Method> methods = {
        &Machine::failInTimerOfChild, &Machine::failInQueuedCallOfChild,
        &Machine::failInTimerOfGrandchild, &Machine::failInSocketOfChild};
    quint64 failures = 0;
    for (const Method method : methods) {
        second.tell(method);
        ++failures;
        QTRY_VERIFY(second.failureCount() >= failures);
        QTRY_VERIFY(!second.isSuspended());
        QCOMPARE(second.ask(&Machine::answer).result(), 42);
        failures = second.failureCount();
    }
    QCOMPARE(first.ask(&Machine::answer).result(), 42);
    QCOMPARE(first.failureCount(), 0U);
    QCOMPARE(third.failureCount(), 0U);
}

void FailurePathsTest::theOwnerIsFoundOnTheThreadOfTheApplication()
{
    ActorSystem system(u"test"_s);
    const auto machine =
        system.spawn(Props<Machine>()
                         .withDispatcher(Dispatcher::gui())
                         .withSupervision(SupervisorStrategy::oneForOne().maxRestarts(100)),
                     u"machine"_s);
    for (const Method method : {&Machine::failInTimerOfChild, &Machine::failInQueuedCallOfChild,
                                &Machine::failInSocketOfChild}) {
        const quint64 before = machine.failureCount();
        machine.tell(method);
        QTRY_COMPARE(machine.failureCount(), before + 1);
        QTRY_VERIFY(!machine.isSuspended());
    }
}

void FailurePathsTest::anExceptionOfNobodyIsReportedAndTheEventLoopGoesOn()
{
    Reports reports;
    ActorSystem system(u"test"_s);
    const Dispatcher one = Dispatcher::pool(1);
    const auto first = system.spawn(Props<Machine>().withDispatcher(one), u"first"_s);
    const auto second = system.spawn(Props<Machine>().withDispatcher(one), u"second"_s);
    QCOMPARE(second.ask(&Machine::answer).result(), 42);
    first.tell(&Machine::startOrphan);
    QTRY_COMPARE(reports.count(Diagnostic::UnownedException), 1);
    const auto report = reports.last(Diagnostic::UnownedException);
    QVERIFY2(report.cause.contains(u"a slot of QTimer"_s), qPrintable(report.cause));
    QVERIFY2(report.cause.contains(u"the part broke"_s), qPrintable(report.cause));
    QVERIFY2(report.cause.contains(u"on thread \"pool"_s), qPrintable(report.cause));
    QCOMPARE(first.ask(&Machine::answer).result(), 42);
    QCOMPARE(second.ask(&Machine::answer).result(), 42);
    QCOMPARE(first.failureCount() + second.failureCount(), 0U);
}

namespace {

class Sequence : public Actor
{
    Q_OBJECT

public:
    void post()
    {
        auto *orphan = new Part;
        for (int i = 0; i < 3; ++i) {
            QMetaObject::invokeMethod(
                this, [this] { ++m_seen; }, Qt::QueuedConnection);
            QCoreApplication::postEvent(orphan, new QEvent(QEvent::User));
        }
        QMetaObject::invokeMethod(
            this, [this] { ++m_seen; }, Qt::QueuedConnection);
        orphan->deleteLater();
        m_orphan = orphan;
    }
    int seen() const { return m_seen; }
    bool isOrphanGone() const { return !m_orphan; }

private:
    int m_seen = 0;
    QPointer<QObject> m_orphan;
};

} // namespace

void FailurePathsTest::whatWasPostedAfterAnEventThatThrowsIsDelivered()
{
    Reports reports;
    ActorSystem system(u"test"_s);
    const Dispatcher one = Dispatcher::pool(1);
    const auto other = system.spawn(Props<Machine>().withDispatcher(one), u"other"_s);
    const auto sequence = system.spawn(Props<Sequence>().withDispatcher(one), u"sequence"_s);
    sequence.tell(&Sequence::post);
    QTRY_COMPARE(sequence.ask(&Sequence::seen).result(), 4);
    QTRY_VERIFY(sequence.ask(&Sequence::isOrphanGone).result());
    QCOMPARE(reports.count(Diagnostic::UnownedException), 3);
    QCOMPARE(sequence.failureCount() + other.failureCount(), 0U);
}

namespace {

class Parent : public Actor
{
    Q_OBJECT

public:
    explicit Parent(QThread *elsewhere)
        : m_elsewhere(elsewhere)
    {
    }
    static inline std::atomic<bool> ran = false;
    void sendChildAway()
    {
        auto *child = new QObject(this);
        child->setParent(nullptr);
        child->moveToThread(m_elsewhere);
        QMetaObject::invokeMethod(
            child,
            [child] {
                ran = true;
                delete child;
            },
            Qt::QueuedConnection);
    }

private:
    QThread *const m_elsewhere;
};

} // namespace

void FailurePathsTest::aChildThatMovesAwayIsNotGuardedAnyMore()
{
    QTest::failOnWarning(QRegularExpression(u"cannot be in a different thread"_s));
    ActorSystem system(u"test"_s);
    QThread *here = QThread::currentThread();
    const auto parent = system.spawn(
        Props<Parent>::from([here] { return std::make_unique<Parent>(here); }), u"parent"_s);
    parent.tell(&Parent::sendChildAway);
    QTRY_VERIFY(Parent::ran);
    QCOMPARE(parent.failureCount(), 0U);
}

QTEST_GUILESS_MAIN(FailurePathsTest)

#include "failurepathstest.moc"
