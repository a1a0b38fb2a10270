// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "rawinspector.h"

#include <Actors/Core/ActorSystem>
#include <Actors/Inspection/Filter>
#include <Actors/Inspection/Probe>

#include <QCborArray>
#include <QCborMap>
#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>

#include <semaphore>

using namespace Actors;
using namespace Actors::Inspection;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

//! Handles its first message until it is let go.
class Doorkeeper : public Actor
{
    Q_OBJECT
    Q_PROPERTY(int guests MEMBER guests)
    Q_PROPERTY(QString password MEMBER password)
    Q_CLASSINFO("actors.redact", "password")

public:
    Q_INVOKABLE void wait()
    {
        entered.release();
        leave.acquire();
    }
    Q_INVOKABLE int admit(int number) { return guests += number; }

    int guests = 0;
    QString password = u"sesame"_s;

    static inline std::binary_semaphore entered{0};
    static inline std::binary_semaphore leave{0};
};

class House : public Actor
{
    Q_OBJECT

public:
    void have(int number)
    {
        for (int i = 0; i < number; ++i)
            spawn<Doorkeeper>(u"door%1"_s.arg(i));
    }
};

class ProbeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_directory.isValid());
        m_options.directory = m_directory.path() + u"/actors"_s;
        m_options.payload = PayloadPolicy::Properties;
    }
    void aGreetingIsAnsweredWithWhatThereIs();
    void whoDoesNotGreetIsRefused();
    void garbageEndsTheConnectionWithAReason();
    void theFifthInspectorIsRefused();
    void theTopIsOrderedAndFollowsTheActors();
    void aFilterIsAppliedInTheProbe();
    void aWrongFilterIsAnErrorOfItsStream();
    void theTreeHasItsChildrenInWindows();
    void deadLettersAreCountedExactlyAndGrouped();
    void aPausedStreamIsSilentAndThenCurrent();
    void aSlowInspectorGetsNewerDataNotMore();
    void itAnswersWhileTheThreadOfTheApplicationIsBlocked();
    void theStateIsThatOfTheProperties();
    void aBusyActorIsDescribedFromOutside();
    void controlIsDeniedToReaders();
    void whoMayControlSuspendsStepsAndResumes();
    void aCallIsAnsweredAsAnAskIs();
    void theEnvironmentOpensAProbe_data();
    void theEnvironmentOpensAProbe();
    void itGoesWhileInspectorsAreAttached();

private:
    QTemporaryDir m_directory;
    ProbeOptions m_options;
};

void ProbeTest::aGreetingIsAnsweredWithWhatThereIs()
{
    ActorSystem system(u"bank"_s);
    const Probe probe(system, m_options);
    QVERIFY2(probe.isOpen(), qPrintable(probe.error()));
    RawInspector inspector(probe.socketPath());
    const Welcome welcome = inspector.greet();
    QCOMPARE(welcome.system, u"bank"_s);
    QCOMPARE(welcome.pid, QCoreApplication::applicationPid());
    QCOMPARE(welcome.mode, AccessMode::Read);
    QCOMPARE(welcome.qt, QString::fromLatin1(qVersion()));
    QVERIFY(welcome.credit > 0);
    const auto age = welcome.wallClock - welcome.started;
    QVERIFY2(age > 0s && age < 10min, qPrintable(QString::number(age.count())));
    const auto permissions = QFile::permissions(probe.socketPath());
    QVERIFY(!(permissions
              & (QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther)));
}

void ProbeTest::whoDoesNotGreetIsRefused()
{
    ActorSystem system(u"test"_s);
    const Probe probe(system, m_options);
    RawInspector inspector(probe.socketPath());
    inspector.write(FrameType::Subscribe, 1, of(Subscription::Kind::Top).toCbor());
    const auto refusal = inspector.next(FrameType::Refusal);
    QVERIFY(refusal);
    QCOMPARE(StreamError::fromCbor(refusal->body)->code, u"protocol"_s);
    QTRY_VERIFY(inspector.isClosed());
}

void ProbeTest::garbageEndsTheConnectionWithAReason()
{
    ActorSystem system(u"test"_s);
    const Probe probe(system, m_options);
    RawInspector inspector(probe.socketPath());
    QCOMPARE(inspector.greet().system, u"test"_s);
    inspector.socket().write(QByteArray(100, '\xff'));
    const auto refusal = inspector.next(FrameType::Refusal);
    QVERIFY(refusal);
    QVERIFY(!StreamError::fromCbor(refusal->body)->text.isEmpty());
    QTRY_VERIFY(inspector.isClosed());
    RawInspector next(probe.socketPath());
    QCOMPARE(next.greet().system, u"test"_s);
}

void ProbeTest::theFifthInspectorIsRefused()
{
    ActorSystem system(u"test"_s);
    const Probe probe(system, m_options);
    std::vector<std::unique_ptr<RawInspector>> inspectors;
    for (int i = 0; i < 4; ++i) {
        inspectors.push_back(std::make_unique<RawInspector>(probe.socketPath()));
        QCOMPARE(inspectors.back()->greet().system, u"test"_s);
    }
    {
        RawInspector fifth(probe.socketPath());
        const auto refusal = fifth.next(FrameType::Refusal);
        QVERIFY(refusal);
        QCOMPARE(StreamError::fromCbor(refusal->body)->code, u"limit"_s);
    }
    inspectors.pop_back();
    const auto isAdmitted = [&probe] {
        RawInspector next(probe.socketPath());
        return next.greet().system == u"test"_s;
    };
    bool wasAdmitted = false;
    QTRY_VERIFY(wasAdmitted = wasAdmitted || isAdmitted());
}

void ProbeTest::theTopIsOrderedAndFollowsTheActors()
{
    ActorSystem system(u"test"_s);
    const Probe probe(system, m_options);
    const auto keeper = system.spawn<Doorkeeper>(u"keeper"_s);
    const auto idle = system.spawn<Doorkeeper>(u"idle"_s);
    const auto open = qScopeGuard([] { Doorkeeper::leave.release(); });
    keeper.tell<&Doorkeeper::wait>();
    Doorkeeper::entered.acquire();
    for (int i = 0; i < 70; ++i)
        keeper.tell<&Doorkeeper::admit>(1);
    RawInspector inspector(probe.socketPath());
    inspector.greet();
    Subscription subscription = of(Subscription::Kind::Top);
    subscription.sort = Column::Depth;
    inspector.write(FrameType::Subscribe, 7, subscription.toCbor());
    Rows rows;
    QVERIFY(follow(inspector, 7, rows, [&] { return rows.group().total == 2; }));
    QCOMPARE(rows.group().ids, (std::vector<quint64>{keeper.id(), idle.id()}));
    QCOMPARE(rows.value(keeper.id(), Column::Path).toString(), u"/user/keeper"_s);
    QCOMPARE(inspector.text(rows.value(keeper.id(), Column::Class)), u"Doorkeeper"_s);
    QCOMPARE(rows.value(keeper.id(), Column::Depth).toInteger(), 70);
    QVERIFY(follow(inspector, 7, rows, [&] {
        return inspector.text(rows.value(keeper.id(), Column::Now)) == u"Doorkeeper::wait"_s
            && rows.value(keeper.id(), Column::Since).toInteger() > 0
            && rows.value(keeper.id(), Column::Busy).toInteger() > 900;
    }));
    QVERIFY(rows.value(keeper.id(), Column::Oldest).toInteger() > 0);
    idle.stop();
    QVERIFY(follow(inspector, 7, rows, [&] { return rows.group().total == 1; }));
    QCOMPARE(rows.group().ids, std::vector<quint64>{keeper.id()});
}

void ProbeTest::aFilterIsAppliedInTheProbe()
{
    ActorSystem system(u"test"_s);
    const Probe probe(system, m_options);
    const auto house = system.spawn<House>(u"house"_s);
    house.tell<&House::have>(30);
    QTRY_COMPARE(system.actorCount(), 31);
    RawInspector inspector(probe.socketPath());
    inspector.greet();
    Subscription subscription = of(Subscription::Kind::Top);
    subscription.filter = u"class:Door* path:/user/house/*"_s;
    subscription.rows = 10;
    inspector.write(FrameType::Subscribe, 1, subscription.toCbor());
    Rows rows;
    QVERIFY(follow(inspector, 1, rows, [&] { return !rows.isEmpty(); }));
    QCOMPARE(rows.group().total, quint64(30));
    QCOMPARE(rows.group().ids.size(), std::size_t(10));
    subscription.filter = u"name:door7"_s;
    inspector.write(FrameType::Change, 1, subscription.toCbor());
    QVERIFY(follow(inspector, 1, rows, [&] { return rows.group().total == 1; }));
    QCOMPARE(rows.value(rows.group().ids.at(0), Column::Name).toString(), u"door7"_s);
}

void ProbeTest::aWrongFilterIsAnErrorOfItsStream()
{
    ActorSystem system(u"test"_s);
    const Probe probe(system, m_options);
    RawInspector inspector(probe.socketPath());
    inspector.greet();
    Subscription subscription = of(Subscription::Kind::Top);
    subscription.filter = u"depht>1"_s;
    inspector.write(FrameType::Subscribe, 3, subscription.toCbor());
    const auto error = inspector.next(FrameType::Error, 3);
    QVERIFY(error);
    QCOMPARE(StreamError::fromCbor(error->body)->code, u"filter"_s);
    QCOMPARE(inspector.ask(u"actor.info"_s, {{u"path"_s, u"/user"_s}}).stream, quint32(1001));
}

void ProbeTest::theTreeHasItsChildrenInWindows()
{
    ActorSystem system(u"test"_s);
    const Probe probe(system, m_options);
    const auto house = system.spawn<House>(u"house"_s);
    house.tell<&House::have>(300);
    QTRY_COMPARE(system.actorCount(), 301);
    RawInspector inspector(probe.socketPath());
    inspector.greet();
    Subscription subscription = of(Subscription::Kind::Tree);
    subscription.windows = {{0, 0, 10}};
    inspector.write(FrameType::Subscribe, 1, subscription.toCbor());
    Rows rows;
    QVERIFY(follow(inspector, 1, rows, [&] { return !rows.isEmpty(); }));
    QCOMPARE(rows.group().total, quint64(1));
    const quint64 root = rows.group().ids.at(0);
    subscription.windows = {{0, 0, 10}, {root, 0, 10}};
    inspector.write(FrameType::Change, 1, subscription.toCbor());
    QVERIFY(follow(inspector, 1, rows, [&] { return rows.find(Column::Path, u"/user"_s) != 0; }));
    const quint64 user = rows.find(Column::Path, u"/user"_s);
    subscription.windows = {{0, 0, 10}, {root, 0, 10}, {user, 0, 10}, {house.id(), 100, 50}};
    inspector.write(FrameType::Change, 1, subscription.toCbor());
    QVERIFY(follow(inspector, 1, rows,
                   [&] { return rows.find(Column::Path, u"/user/house/door149"_s) != 0; }));
    QCOMPARE(rows.group(house.id()).total, quint64(300));
    QCOMPARE(rows.group(house.id()).ids.size(), std::size_t(50));
    QCOMPARE(rows.value(rows.group(house.id()).ids.front(), Column::Name).toString(), u"door100"_s);
    QCOMPARE(rows.value(house.id(), Column::Children).toInteger(), 300);
    QCOMPARE(quint64(rows.value(house.id(), Column::Parent).toInteger()), user);
}

void ProbeTest::deadLettersAreCountedExactlyAndGrouped()
{
    ActorSystem system(u"test"_s);
    system.deadLetters()->setLogLimit(0);
    const Probe probe(system, m_options);
    const auto keeper = system.spawn<Doorkeeper>(u"keeper"_s);
    keeper.stop();
    QTRY_VERIFY(keeper.isStopped());
    constexpr int Letters = 100'000;
    for (int i = 0; i < Letters; ++i)
        keeper.tell<&Doorkeeper::admit>(i);
    keeper.tell<&Doorkeeper::wait>();
    RawInspector inspector(probe.socketPath());
    inspector.greet();
    inspector.write(FrameType::Subscribe, 1, of(Subscription::Kind::DeadLetters).toCbor());
    Rows rows;
    QVERIFY(follow(inspector, 1, rows, [&] { return rows.group().total == 2; }));
    qint64 sum = 0;
    for (const quint64 id : rows.group().ids) {
        sum += rows.value(id, Column::Count).toInteger();
        QCOMPARE(rows.value(id, Column::Recipient).toString(), u"/user/keeper"_s);
        QCOMPARE(quint64(rows.value(id, Column::RecipientId).toInteger()), keeper.id());
        QCOMPARE(inspector.text(rows.value(id, Column::Reason)), u"ActorStopped"_s);
        QVERIFY(rows.value(id, Column::Explanation).toString().contains(u"stopped"_s));
    }
    QCOMPARE(sum, Letters + 1);
    inspector.write(FrameType::Subscribe, 2, of(Subscription::Kind::Letters).toCbor());
    const auto frame = inspector.next(FrameType::Events, 2);
    QVERIFY(frame);
    const auto batch = EventBatch::fromCbor(frame->body);
    QVERIFY(batch);
    QVERIFY(!batch->events.empty() && batch->events.size() < 20);
}

void ProbeTest::aPausedStreamIsSilentAndThenCurrent()
{
    ActorSystem system(u"test"_s);
    const Probe probe(system, m_options);
    RawInspector inspector(probe.socketPath());
    inspector.greet();
    inspector.write(FrameType::Subscribe, 1, of(Subscription::Kind::Top).toCbor());
    inspector.write(FrameType::Subscribe, 2, of(Subscription::Kind::Top).toCbor());
    QVERIFY(inspector.next(FrameType::Table, 1));
    inspector.write(FrameType::Pause, 1, {});
    // What is answered comes behind the pause.
    inspector.ask(u"actor.info"_s, {{u"path"_s, u"/user"_s}});
    const auto keeper = system.spawn<Doorkeeper>(u"keeper"_s);
    // The other stream tells of it; were the first not paused, it would have, before.
    Rows other;
    const auto seen = follow(inspector, 2, other, [&] { return other.group().total == 1; });
    QVERIFY(seen);
    inspector.write(FrameType::Resume, 1, {});
    Rows rows;
    QVERIFY(follow(inspector, 1, rows, [&] { return rows.group().total == 1; }));
    QCOMPARE(rows.group().ids, std::vector<quint64>{keeper.id()});
}

void ProbeTest::aSlowInspectorGetsNewerDataNotMore()
{
    ActorSystem system(u"test"_s);
    const Probe probe(system, m_options);
    const auto house = system.spawn<House>(u"house"_s);
    house.tell<&House::have>(500);
    QTRY_COMPARE(system.actorCount(), 501);
    RawInspector inspector(probe.socketPath());
    const Welcome welcome = inspector.greet();
    Subscription subscription = of(Subscription::Kind::Top);
    subscription.rows = Subscription::MostRows;
    for (quint32 stream = 1; stream <= 30; ++stream)
        inspector.write(FrameType::Subscribe, stream, subscription.toCbor());
    // It acknowledges nothing: what comes ends soon after the credit.
    quint64 bytes = 0;
    const auto isSilent = [&] {
        const qint64 before = inspector.socket().bytesAvailable();
        const bool more =
            QTest::qWaitFor([&] { return inspector.socket().bytesAvailable() > before; }, 500);
        bytes = quint64(inspector.socket().bytesAvailable());
        return !more;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isSilent(), 20'000);
    QVERIFY2(bytes >= quint64(welcome.credit)
                 && bytes < quint64(welcome.credit) + quint64(256) * 1024,
             qPrintable(QString::number(bytes)));
    const auto late = system.spawn<Doorkeeper>(u"late"_s);
    inspector.acknowledge();
    Rows rows;
    QVERIFY(follow(inspector, 30, rows, [&] { return rows.group().total == 502; }));
}

void ProbeTest::itAnswersWhileTheThreadOfTheApplicationIsBlocked()
{
    ActorSystem system(u"test"_s);
    const Probe probe(system, m_options);
    const auto keeper =
        system.spawn(Props<Doorkeeper>().withDispatcher(Dispatcher::gui()), u"ui"_s);
    keeper.tell<&Doorkeeper::wait>();
    std::atomic<bool> isSeen = false;
    std::unique_ptr<QThread> other(QThread::create([&] {
        Doorkeeper::entered.acquire();
        RawInspector inspector(probe.socketPath());
        inspector.greet();
        inspector.write(FrameType::Subscribe, 1, of(Subscription::Kind::Threads).toCbor());
        Rows rows;
        isSeen = follow(inspector, 1, rows, [&] {
            for (const quint64 id : rows.group().ids) {
                if (rows.value(id, Column::State).toInteger() == 1)
                    return rows.value(id, Column::Path).toString() == u"/user/ui"_s
                        && inspector.text(rows.value(id, Column::Now)) == u"Doorkeeper::wait"_s
                        && inspector.text(rows.value(id, Column::Kind)) == u"gui"_s;
            }
            return false;
        });
        Doorkeeper::leave.release();
    }));
    other->start();
    QTRY_VERIFY(other->isFinished());
    QVERIFY(isSeen);
}

void ProbeTest::theStateIsThatOfTheProperties()
{
    ActorSystem system(u"test"_s);
    const Probe probe(system, m_options);
    const auto keeper = system.spawn<Doorkeeper>(u"keeper"_s);
    keeper.tell<&Doorkeeper::admit>(5);
    RawInspector inspector(probe.socketPath());
    inspector.greet();
    const Frame answer = inspector.ask(u"actor.state"_s, {{u"path"_s, u"/user/keeper"_s}});
    QCOMPARE(answer.type, FrameType::Reply);
    const QCborArray properties = answer.body.toMap().value("properties"_L1).toArray();
    QCOMPARE(properties.size(), 2);
    QCOMPARE(properties.at(0).toMap().value("name"_L1).toString(), u"guests"_s);
    QCOMPARE(properties.at(0).toMap().value("value"_L1).toInteger(), 5);
    QCOMPARE(properties.at(1).toMap().value("redacted"_L1), QCborValue(true));
    QVERIFY(!properties.at(1).toMap().contains("value"_L1));
}

void ProbeTest::aBusyActorIsDescribedFromOutside()
{
    ActorSystem system(u"test"_s);
    const Probe probe(system, m_options);
    const auto keeper = system.spawn<Doorkeeper>(u"keeper"_s);
    const auto open = qScopeGuard([] { Doorkeeper::leave.release(); });
    keeper.tell<&Doorkeeper::wait>();
    Doorkeeper::entered.acquire();
    RawInspector inspector(probe.socketPath());
    inspector.greet();
    inspector.write(FrameType::Subscribe, 1, of(Subscription::Kind::Top).toCbor());
    QVERIFY(inspector.next(FrameType::Table, 1));
    const Frame answer = inspector.ask(u"actor.state"_s, {{u"path"_s, u"/user/keeper"_s}});
    QCOMPARE(answer.type, FrameType::Reply);
    QCOMPARE(answer.body.toMap().value("busy"_L1), QCborValue(true));
    QCOMPARE(answer.body.toMap().value("now"_L1).toString(), u"Doorkeeper::wait"_s);
}

void ProbeTest::controlIsDeniedToReaders()
{
    ActorSystem system(u"test"_s);
    const Probe probe(system, m_options);
    const auto keeper = system.spawn<Doorkeeper>(u"keeper"_s);
    RawInspector inspector(probe.socketPath());
    QCOMPARE(inspector.greet(AccessMode::Control).mode, AccessMode::Read);
    QTest::ignoreMessage(QtInfoMsg,
                         QRegularExpression(u"pid \\d+: actor.stop /user/keeper: denied"_s));
    const Frame answer = inspector.ask(u"actor.stop"_s, {{u"path"_s, u"/user/keeper"_s}});
    QCOMPARE(answer.type, FrameType::Error);
    QCOMPARE(StreamError::fromCbor(answer.body)->code, u"denied"_s);
    QVERIFY(!keeper.isStopped());
}

void ProbeTest::whoMayControlSuspendsStepsAndResumes()
{
    ActorSystem system(u"test"_s);
    m_options.mode = AccessMode::Control;
    const auto readOnly = qScopeGuard([this] { m_options.mode = AccessMode::Read; });
    const Probe probe(system, m_options);
    const auto keeper = system.spawn<Doorkeeper>(u"keeper"_s);
    RawInspector inspector(probe.socketPath());
    QCOMPARE(inspector.greet(AccessMode::Control).mode, AccessMode::Control);
    const QCborMap which{{u"id"_s, qint64(keeper.id())}};
    QCOMPARE(inspector.ask(u"actor.suspend"_s, which).type, FrameType::Reply);
    QTRY_VERIFY(keeper.isSuspended());
    for (int i = 0; i < 3; ++i)
        keeper.tell<&Doorkeeper::admit>(1);
    QCOMPARE(keeper.handledMessageCount(), quint64(0));
    QCOMPARE(inspector.ask(u"actor.step"_s, which).type, FrameType::Reply);
    QTRY_COMPARE(keeper.handledMessageCount(), quint64(1));
    QTRY_VERIFY(keeper.isSuspended());
    QCOMPARE(inspector.ask(u"actor.resume"_s, which).type, FrameType::Reply);
    QTRY_COMPARE(keeper.handledMessageCount(), quint64(3));
    QCOMPARE(inspector.ask(u"actor.restart"_s, which).type, FrameType::Reply);
    QTRY_COMPARE(keeper.restartCount(), quint64(1));
    QCOMPARE(inspector.ask(u"actor.stop"_s, which).type, FrameType::Reply);
    QTRY_VERIFY(keeper.isStopped());
    QCOMPARE(StreamError::fromCbor(inspector.ask(u"actor.stop"_s, which).body)->code, u"gone"_s);
}

void ProbeTest::aCallIsAnsweredAsAnAskIs()
{
    ActorSystem system(u"test"_s);
    m_options.mode = AccessMode::Control;
    const auto readOnly = qScopeGuard([this] { m_options.mode = AccessMode::Read; });
    const Probe probe(system, m_options);
    const auto keeper = system.spawn<Doorkeeper>(u"keeper"_s);
    RawInspector inspector(probe.socketPath());
    inspector.greet(AccessMode::Control);
    const auto call = [&](const QString &method, const QCborArray &arguments) {
        return inspector.ask(
            u"actor.ask"_s,
            {{u"path"_s, u"/user/keeper"_s}, {u"method"_s, method}, {u"arguments"_s, arguments}});
    };
    QCOMPARE(call(u"admit"_s, {4}).body.toInteger(), 4);
    QCOMPARE(call(u"admit"_s, {3}).body.toInteger(), 7);
    const Frame unknown = call(u"admitt"_s, {3});
    QCOMPARE(unknown.type, FrameType::Error);
    QVERIFY(!StreamError::fromCbor(unknown.body)->text.isEmpty());
}

void ProbeTest::theEnvironmentOpensAProbe_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<bool>("opens");
    QTest::addColumn<AccessMode>("mode");
    QTest::newRow("1") << QByteArray("1") << true << AccessMode::Read;
    QTest::newRow("read") << QByteArray("read") << true << AccessMode::Read;
    QTest::newRow("control") << QByteArray("control") << true << AccessMode::Control;
    QTest::newRow("0") << QByteArray("0") << false << AccessMode::Read;
    QTest::newRow("another word") << QByteArray("yes") << false << AccessMode::Read;
}

void ProbeTest::theEnvironmentOpensAProbe()
{
    QFETCH(const QByteArray, word);
    QFETCH(const bool, opens);
    QFETCH(const AccessMode, mode);
    const QByteArray runtime = qgetenv("XDG_RUNTIME_DIR");
    const auto restore = qScopeGuard([&runtime] {
        qputenv("XDG_RUNTIME_DIR", runtime);
        qunsetenv("ACTORS_INSPECT");
    });
    qputenv("XDG_RUNTIME_DIR", m_directory.path().toUtf8());
    qputenv("ACTORS_INSPECT", word);
    if (word == "yes")
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(u"ACTORS_INSPECT is \"yes\""_s));
    const QDir directory(m_directory.path() + u"/actors"_s);
    const QDir::Filters sockets = QDir::System | QDir::Files;
    {
        ActorSystem system(u"test"_s);
        const QStringList names = directory.entryList({u"*.sock"_s}, sockets);
        QCOMPARE(names.size(), opens ? 1 : 0);
        if (opens) {
            RawInspector inspector(directory.filePath(names.at(0)));
            QCOMPARE(inspector.greet(AccessMode::Control).mode, mode);
        }
    }
    QCOMPARE(directory.entryList({u"*.sock"_s}, sockets), QStringList());
}

void ProbeTest::itGoesWhileInspectorsAreAttached()
{
    ActorSystem system(u"test"_s);
    auto probe = std::make_unique<Probe>(system, m_options);
    RawInspector inspector(probe->socketPath());
    inspector.greet();
    inspector.write(FrameType::Subscribe, 1, of(Subscription::Kind::Top).toCbor());
    QVERIFY(inspector.next(FrameType::Table, 1));
    probe.reset();
    QTRY_VERIFY(inspector.socket().state() == QLocalSocket::UnconnectedState);
    system.spawn<Doorkeeper>(u"after"_s);
    QTRY_COMPARE(system.actorCount(), 1);
}

QTEST_GUILESS_MAIN(ProbeTest)
#include "probetest.moc"
