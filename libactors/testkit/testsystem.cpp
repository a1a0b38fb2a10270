// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "testsystem.h"

#include "testsystem_p.h"

#include <Actors/Core/Clock>
#include <Actors/Core/diagnostics.h>

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QIODevice>
#include <QThread>

#include <algorithm>

namespace Actors::TestKit {

using namespace std::chrono_literals;
using Internal::TestAccess;

namespace {

constexpr quint64 UsualSeed = 1;
constexpr qsizetype PayloadBudget = qsizetype(16) * 1024 * 1024;

TestSystem::Mode modeFromEnvironment()
{
    const QByteArray mode = qgetenv("ACTORS_TEST_MODE");
    if (mode == "threads")
        return TestSystem::RealThreads;
    if (mode == "realtime")
        return TestSystem::RealTime;
    if (!mode.isEmpty() && mode != "deterministic")
        qWarning("ACTORS_TEST_MODE is %s, which is none of deterministic, threads and realtime",
                 mode.constData());
    return TestSystem::Deterministic;
}

quint64 seedFromEnvironment()
{
    bool ok = false;
    const quint64 seed = qEnvironmentVariable("ACTORS_TEST_SEED").toULongLong(&ok);
    return ok ? seed : UsualSeed;
}

//! What in \a object keeps real time, for people; empty if nothing does.
QString realTimeIn(QObject *object)
{
    QObjectList all = object->findChildren<QObject *>();
    all.prepend(object);
    auto *dispatcher = QAbstractEventDispatcher::instance();
    for (QObject *part : std::as_const(all)) {
        if (dispatcher && !dispatcher->registeredTimers(part).isEmpty())
            return QStringLiteral("a running %1")
                .arg(QString::fromLatin1(
                    part->inherits("QTimer") ? "QTimer" : "timer of QObject::startTimer()"));
        if (part->inherits("QProcess") || part->inherits("QAbstractSocket")
            || part->inherits("QLocalSocket")) {
            if (static_cast<QIODevice *>(part)->isOpen())
                return QStringLiteral("an open %1")
                    .arg(QString::fromLatin1(part->metaObject()->className()));
        }
    }
    return {};
}

} // namespace

TestSystemParts::TestSystemParts()
    : t(std::make_unique<TestSystemPrivate>())
{
}

TestSystemParts::~TestSystemParts() = default;

// ---------------------------------------------------------------- made and destroyed

TestSystem::TestSystem()
    : TestSystem(modeFromEnvironment())
{
}

TestSystem::TestSystem(Mode mode)
    : TestSystem(mode, std::nullopt, nullptr, {})
{
}

TestSystem::TestSystem(Mode mode, const ActorSystemOptions &options)
    : TestSystem(mode, std::nullopt, nullptr, options)
{
}

TestSystem::TestSystem(const ActorSystemOptions &options)
    : TestSystem(modeFromEnvironment(), std::nullopt, nullptr, options)
{
}

TestSystem::TestSystem(Seed seed, const ActorSystemOptions &options)
    : TestSystem(Deterministic, seed.value, nullptr, options)
{
}

TestSystem::TestSystem(std::shared_ptr<Executor> executor, const ActorSystemOptions &options)
    : TestSystem(Deterministic, std::nullopt, std::move(executor), options)
{
}

TestSystem::TestSystem(Mode mode, std::optional<quint64> seed, std::shared_ptr<Executor> executor,
                       const ActorSystemOptions &options)
    : ActorSystem(QStringLiteral("test"), prepared(*t, mode, seed, std::move(executor), options))
{
    begin(mode);
}

ActorSystemOptions TestSystem::prepared(TestSystemPrivate &t, Mode mode,
                                        std::optional<quint64> seed,
                                        std::shared_ptr<Executor> executor,
                                        ActorSystemOptions options)
{
    t.mode = mode;
    if (mode != RealTime) {
        options.clock = &t.clock;
        options.timers = &t.timers;
    }
    if (mode == Deterministic) {
        if (!executor) {
            t.seed = seed.value_or(seedFromEnvironment());
            executor = Executor::seeded(t.seed);
        }
        options.executor = std::move(executor);
        return options;
    }
    const QByteArray dispatcher = qgetenv("ACTORS_DISPATCHER");
    if (dispatcher == "qt")
        options.eventLoop = Dispatcher::EventLoop::Qt;
    else if (dispatcher == "dedicated" && options.dispatcher.kind() == Dispatcher::Kind::Automatic)
        options.dispatcher = Dispatcher::dedicated();
    if (qgetenv("ACTORS_MAILBOX") == "qtqueued"
        && options.mailbox.kind() == Mailbox::Kind::Unbounded)
        options.mailbox = Mailbox::qtQueued();
    return options;
}

void TestSystem::begin(Mode mode)
{
    t->access.emplace(*this);
    deadLetters()->setPayloadBudget(PayloadBudget);
    if (mode == RealTime)
        return;
    t->access->setWait([this](const TestAccess::Predicate &isDone, TestAccess::Until until) {
        return t->waitFor(isDone, until);
    });
}

TestSystem::~TestSystem()
{
    const QString problems = close();
    const TestFramework framework = testFramework();
    const bool failed = framework.hasFailed && framework.hasFailed();
    if (!problems.isEmpty()) {
        const QString text = problems + u'\n' + description();
        if (framework.fail)
            framework.fail(text, Where::here());
        else
            qFatal("%s", qUtf8Printable(text));
    } else if (failed) {
        qInfo().noquote() << description();
    }
}

TestSystem::Mode TestSystem::mode() const
{
    return t->mode;
}

quint64 TestSystem::seed() const
{
    return t->seed;
}

QString TestSystem::description() const
{
    switch (mode()) {
    case Deterministic:
        return t->seed != 0
            ? QStringLiteral("deterministic, ACTORS_TEST_SEED=%1 repeats it").arg(t->seed)
            : QStringLiteral("deterministic, in an order of the test's own");
    case RealThreads:
        return QStringLiteral("on threads, in virtual time");
    case RealTime:
        return QStringLiteral("on threads, in real time");
    }
    Q_UNREACHABLE();
}

// ---------------------------------------------------------------- time

std::chrono::nanoseconds TestSystem::now() const
{
    return clock().now();
}

std::optional<std::chrono::nanoseconds> TestSystem::nextDue() const
{
    if (mode() == RealTime)
        return std::nullopt;
    return t->timers.nextDue();
}

void TestSystemPrivate::settle()
{
    // An event of Qt's may send a message, and the other way round.
    for (;;) {
        access->serve([] { return false; });
        const quint64 before = access->activity();
        access->deliverEvents();
        access->serve([] { return false; });
        if (access->activity() == before)
            return;
    }
}

bool TestSystemPrivate::letPass(std::optional<std::chrono::nanoseconds> until)
{
    // Several threads may wait, and each may find that time has to pass.
    const std::lock_guard lock(passing);
    const auto next = timers.nextDue();
    if (next && (!until || *next <= *until)) {
        clock.setNow(*next);
        timers.fireDue();
        return true;
    }
    if (until)
        clock.setNow(*until);
    return false;
}

bool TestSystemPrivate::waitFor(const std::function<bool()> &isDone,
                                std::optional<std::chrono::nanoseconds> until)
{
    for (;;) {
        if (access->serve(isDone) == TestAccess::Outcome::Done)
            return true;
        const quint64 before = access->activity();
        access->deliverEvents();
        if (access->serve(isDone) == TestAccess::Outcome::Done)
            return true;
        if (access->activity() != before)
            continue;
        if (!letPass(until))
            return isDone();
    }
}

void TestSystem::settle()
{
    t->settle();
}

void TestSystem::advance(std::chrono::nanoseconds time)
{
    if (mode() == RealTime) {
        waitUntil([] { return false; }, time);
        return;
    }
    settle();
    t->access->visitObjects([this](const ActorRef &actor, QObject *object) {
        const QString what = realTimeIn(object);
        if (what.isEmpty() || t->named.contains(actor.path()))
            return;
        t->named.append(actor.path());
        Actors::Internal::report(
            Diagnostic::PlainTimerUnderVirtualTime, QString(), actor.path(),
            QStringLiteral("%1 keeps real time; advance() does not move it").arg(what),
            QStringLiteral("use timers(), or TestSystem::RealTime"));
    });
    const auto until = clock().now() + time;
    while (t->letPass(until))
        settle();
    settle();
}

bool TestSystem::waitUntil(const std::function<bool()> &isDone, std::chrono::nanoseconds timeout)
{
    const auto until = clock().now() + timeout;
    if (mode() == RealTime)
        return t->access->serveUntil(isDone, until);
    return t->waitFor(isDone, until);
}

// ---------------------------------------------------------------- steps

bool TestSystem::step()
{
    return isDeterministic() && t->access->step();
}

int TestSystem::runnable() const
{
    return isDeterministic() ? t->access->runnable() : 0;
}

void TestSystem::recordTrace()
{
    if (!isDeterministic())
        return;
    t->access->observeSteps([this](Internal::Cell *receiver, const QString &what) {
        t->trace.append((receiver ? receiver->path() : QStringLiteral("-")) + QStringLiteral(": ")
                        + what);
    });
}

QStringList TestSystem::trace() const
{
    return t->trace;
}

void TestSystem::plantFaults(
    std::function<Fault(const QString &receiver, const QString &message)> decide,
    std::chrono::nanoseconds delay)
{
    if (!isDeterministic()) {
        failTest(QStringLiteral("faults can be planted in the deterministic mode only"));
        return;
    }
    if (!decide) {
        t->access->plantFaults({});
        return;
    }
    t->access->plantFaults(
        [this, decide = std::move(decide), delay](const Internal::Envelope &envelope) {
            auto &open = const_cast<Internal::Envelope &>(envelope);
            const QString receiver = static_cast<Internal::Cell *>(open.record.target)->path();
            switch (decide(receiver, open.record.table->describe(open.arguments()))) {
            case Fault::None:
                break;
            case Fault::Drop:
                return TestAccess::Fault::Drop;
            case Fault::Duplicate:
                return TestAccess::Fault::Duplicate;
            case Fault::Delay:
                t->delays.push_back(t->timers.createAlarm(QStringLiteral("delay"),
                                                          [this] { t->access->releaseHeld(1); }));
                t->delays.back()->set(clock().now() + delay);
                return TestAccess::Fault::Hold;
            }
            return TestAccess::Fault::None;
        });
}

// ---------------------------------------------------------------- the end

QString TestSystem::verify()
{
    settle();
    const Ledger ledger = this->ledger();
    t->verified = true;
    if (ledger.isBalanced())
        return {};
    return QStringLiteral("the account of the messages does not balance: sent %1, but handled %2, "
                          "dead letters %3 and waiting %4 make %5")
        .arg(ledger.sent)
        .arg(ledger.handled)
        .arg(ledger.dead)
        .arg(ledger.waiting)
        .arg(ledger.handled + ledger.dead + ledger.waiting);
}

void TestSystem::beforeClosing(std::function<void()> function)
{
    t->atEnd.push_back(std::move(function));
}

QString TestSystem::close()
{
    if (std::exchange(t->closed, true))
        return {};
    QStringList problems;
    const bool wasVerified = t->verified;
    if (const QString problem = verify(); !problem.isEmpty() && !wasVerified)
        problems.append(problem);
    const bool balanced = problems.isEmpty() && !wasVerified;
    for (const auto &end : std::exchange(t->atEnd, {}))
        end();
    if (state() != State::Closed) {
        Reply<void> closed = shutdown();
        closed.waitForFinished();
        if (!closed.isSuccessful())
            problems.append(
                QStringLiteral("the system did not close: %1").arg(closed.error().text()));
    }
    if (balanced) {
        if (const QString problem = verify(); !problem.isEmpty())
            problems.append(QStringLiteral("after closing, ") + problem);
    }
    return problems.join(u'\n');
}

} // namespace Actors::TestKit
