// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "rawinspector.h"

#include <Actors/Core/ActorSystem>
#include <Actors/Inspection/Probe>
#include <Actors/TestKit/VirtualClock>

#include <QDir>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

using namespace Actors;
using namespace Actors::Inspection;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class Sorter : public Actor
{
    Q_OBJECT

public:
    Q_INVOKABLE void sort() { }
};

class AlarmsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void anAlarmIsRaisedOnceTheConditionHasHeldAndLoweredOnceItHasNot();
    void nobodyNeedsToLook();
    void whoHasAnAlarmIsMarked();
    void aFloodOfDeadLettersIsAnAlarm();
    void rulesAreAddedAndRemovedWithControlOnly();
    void rulesComeFromTheUsersFile_data();
    void rulesComeFromTheUsersFile();
    void tablesOfAnyKindAreFiltered_data();
    void tablesOfAnyKindAreFiltered();

private:
    //! A probe with these rules.
    void watchFor(const QStringList &rules, AccessMode mode = AccessMode::Read);
    void subscribe(RawInspector &inspector, Subscription::Kind kind, quint32 stream,
                   const QString &filter = {});
    //! A message that is not handled.
    void leaveOne();

    QTemporaryDir m_directory;
    TestKit::VirtualClock m_clock;
    std::unique_ptr<ActorSystem> m_system;
    std::unique_ptr<Probe> m_probe;
    Ref<Sorter> m_sorter;
};

void AlarmsTest::init()
{
    qputenv("XDG_CONFIG_HOME", QFile::encodeName(m_directory.filePath(u"config"_s)));
    QCoreApplication::setOrganizationName(u"Post"_s);
    ActorSystemOptions options;
    options.clock = &m_clock;
    m_clock.advance(1s);
    m_system = std::make_unique<ActorSystem>(u"post"_s, options);
    m_sorter = m_system->spawn<Sorter>(u"sorter"_s);
    m_system->spawn<Sorter>(u"idle"_s);
}

void AlarmsTest::cleanup()
{
    m_probe.reset();
    m_sorter = {};
    m_system.reset();
    QDir(m_directory.filePath(u"config"_s)).removeRecursively();
}

void AlarmsTest::watchFor(const QStringList &rules, AccessMode mode)
{
    ProbeOptions options;
    options.directory = m_directory.filePath(u"actors"_s);
    options.mode = mode;
    options.alarms = rules;
    m_probe = std::make_unique<Probe>(*m_system, options);
    QVERIFY2(m_probe->isOpen(), qPrintable(m_probe->error()));
}

void AlarmsTest::subscribe(RawInspector &inspector, Subscription::Kind kind, quint32 stream,
                           const QString &filter)
{
    Subscription subscription = of(kind);
    subscription.filter = filter;
    inspector.write(FrameType::Subscribe, stream, subscription.toCbor());
}

void AlarmsTest::leaveOne()
{
    m_sorter.suspend();
    m_sorter.tell<&Sorter::sort>();
    QTRY_COMPARE(m_sorter.mailboxSize(), 1U);
}

void AlarmsTest::anAlarmIsRaisedOnceTheConditionHasHeldAndLoweredOnceItHasNot()
{
    const QString slow = u"depth>0 for 10s"_s;
    const QString quick = u"depth>0"_s;
    const QString later = u"age>%1s name:idle"_s;
    watchFor({slow, quick, later.arg(9), later.arg(16)});
    RawInspector inspector(m_probe->socketPath());
    inspector.greet();
    subscribe(inspector, Subscription::Kind::Alarms, 1);
    Rows rows;
    const auto isRaised = [&rows](const QString &rule) {
        const quint64 id = rows.find(Column::Rule, rule);
        return id != 0 && rows.value(id, Column::State).toInteger() == 1;
    };
    QVERIFY(follow(inspector, 1, rows, [&] { return rows.group().total == 4; }));
    QCOMPARE(rows.value(rows.find(Column::Rule, slow), Column::Last), QCborValue(nullptr));
    QVERIFY(!isRaised(quick));

    leaveOne();
    QVERIFY(follow(inspector, 1, rows, [&] { return isRaised(quick); }));
    QVERIFY(!isRaised(slow));
    const quint64 first = rows.find(Column::Rule, quick);
    QCOMPARE(rows.value(first, Column::Path).toString(), m_sorter.path());
    QCOMPARE(quint64(rows.value(first, Column::RecipientId).toInteger()), m_sorter.id());
    QCOMPARE(rows.value(first, Column::Count).toInteger(), 1);
    QCOMPARE(rows.value(first, Column::Explanation).toString(), u"depth 1"_s);
    QCOMPARE(std::chrono::nanoseconds(rows.value(first, Column::Last).toInteger()), m_clock.now());

    // It has been looked at after 9.5 seconds, which is too early for one.
    m_clock.advance(9500ms);
    QVERIFY(follow(inspector, 1, rows, [&] { return isRaised(later.arg(9)); }));
    QVERIFY(!isRaised(slow));
    m_clock.advance(500ms);
    QVERIFY(follow(inspector, 1, rows, [&] { return isRaised(slow); }));

    m_sorter.resume();
    QTRY_COMPARE(m_sorter.mailboxSize(), 0U);
    m_clock.advance(6500ms);
    QVERIFY(follow(inspector, 1, rows, [&] { return isRaised(later.arg(16)); }));
    QVERIFY(!isRaised(quick));
    QVERIFY(isRaised(slow));
    m_clock.advance(3500ms);
    QVERIFY(follow(inspector, 1, rows, [&] { return !isRaised(slow); }));
    QCOMPARE(rows.value(rows.find(Column::Rule, slow), Column::Count).toInteger(), 0);
}

void AlarmsTest::nobodyNeedsToLook()
{
    QTest::ignoreMessage(
        QtWarningMsg,
        QRegularExpression(u"^alarm raised: depth>0 \\(rule 1\\) by /user/sorter: depth 1$"_s));
    leaveOne();
    watchFor({u"depth>0"_s});
    RawInspector inspector(m_probe->socketPath());
    inspector.greet();
    subscribe(inspector, Subscription::Kind::Lifecycle, 1);
    bool isThere = false;
    while (!isThere) {
        const auto frame = inspector.next(FrameType::Events, 1);
        QVERIFY(frame);
        const auto batch = EventBatch::fromCbor(frame->body);
        QVERIFY(batch);
        for (const EventBatch::Event &event : batch->events) {
            QString kind;
            QString path;
            QString text;
            for (const auto &[column, value] : event) {
                if (column == Column::Kind)
                    kind = inspector.text(value);
                if (column == Column::Path)
                    path = value.toString();
                if (column == Column::Explanation)
                    text = value.toString();
            }
            if (kind != u"alarm raised"_s)
                continue;
            isThere = true;
            QCOMPARE(path, m_sorter.path());
            QCOMPARE(text, u"depth>0: depth 1"_s);
        }
    }
}

void AlarmsTest::whoHasAnAlarmIsMarked()
{
    leaveOne();
    watchFor({u"depth>0"_s, u"depth>0 name:sorter"_s, u"threads: actors>0"_s});
    RawInspector inspector(m_probe->socketPath());
    inspector.greet();
    subscribe(inspector, Subscription::Kind::Top, 1, u"has:alarm"_s);
    Rows rows;
    QVERIFY(follow(inspector, 1, rows, [&] { return rows.group().total == 1; }));
    QCOMPARE(rows.group().ids, std::vector<quint64>{m_sorter.id()});
    QCOMPARE(rows.value(m_sorter.id(), Column::Alarms).toInteger(), 2);

    subscribe(inspector, Subscription::Kind::Threads, 2, u"has:alarm"_s);
    Rows threads;
    QVERIFY(follow(inspector, 2, threads, [&] { return threads.group().total > 0; }));
    QCOMPARE(threads.value(threads.group().ids.front(), Column::Alarms).toInteger(), 1);

    subscribe(inspector, Subscription::Kind::System, 3);
    Rows system;
    QVERIFY(follow(inspector, 3, system, [&] { return !system.isEmpty(); }));
    QCOMPARE(system.value(1, Column::Alarms).toInteger(), 3);

    m_sorter.resume();
    QTRY_COMPARE(m_sorter.mailboxSize(), 0U);
    m_clock.advance(5s);
    QVERIFY(follow(inspector, 1, rows, [&] { return rows.group().total == 0; }));
}

void AlarmsTest::aFloodOfDeadLettersIsAnAlarm()
{
    watchFor({u"deadletters: count>2 recipient:/user/sorter"_s, u"system: dead>2"_s,
              u"deadletters: count>3"_s});
    m_sorter.stop();
    QTRY_VERIFY(m_sorter.isStopped());
    for (int i = 0; i < 3; ++i)
        m_sorter.tell<&Sorter::sort>();
    RawInspector inspector(m_probe->socketPath());
    inspector.greet();
    subscribe(inspector, Subscription::Kind::Alarms, 1, u"has:alarm"_s);
    Rows rows;
    QVERIFY(follow(inspector, 1, rows, [&] { return rows.group().total == 2; }));
    QCOMPARE(rows.value(1, Column::Path).toString(), m_sorter.path());
    QCOMPARE(rows.value(1, Column::Explanation).toString(), u"count 3"_s);
    QCOMPARE(rows.value(2, Column::Path).toString(), u"post"_s);
}

void AlarmsTest::rulesAreAddedAndRemovedWithControlOnly()
{
    watchFor({}, AccessMode::Control);
    {
        RawInspector reader(m_probe->socketPath());
        reader.greet(AccessMode::Read);
        const Frame denied = reader.ask(u"alarm.add"_s, {{u"rule"_s, u"depth>0"_s}});
        QCOMPARE(StreamError::fromCbor(denied.body)->code, u"denied"_s);
        const Frame kept = reader.ask(u"alarm.remove"_s, {{u"id"_s, 1}});
        QCOMPARE(StreamError::fromCbor(kept.body)->code, u"denied"_s);
    }
    RawInspector inspector(m_probe->socketPath());
    inspector.greet(AccessMode::Control);
    const Frame wrong = inspector.ask(u"alarm.add"_s, {{u"rule"_s, u"lag>0s"_s}});
    QCOMPARE(StreamError::fromCbor(wrong.body)->code, u"filter"_s);
    leaveOne();
    const Frame added = inspector.ask(u"alarm.add"_s, {{u"rule"_s, u"depth>0"_s}});
    QCOMPARE(added.type, FrameType::Reply);
    const Frame twice = inspector.ask(u"alarm.add"_s, {{u"rule"_s, u" depth>0"_s}});
    QCOMPARE(StreamError::fromCbor(twice.body)->code, u"limit"_s);

    subscribe(inspector, Subscription::Kind::Alarms, 1);
    subscribe(inspector, Subscription::Kind::Top, 2, u"has:alarm"_s);
    const auto id = quint64(added.body.toInteger());
    Rows rows;
    QVERIFY(follow(inspector, 1, rows, [&] {
        return rows.group().total == 1 && rows.value(id, Column::State).toInteger() == 1;
    }));
    QCOMPARE(inspector.text(rows.value(id, Column::Kind)), u"added"_s);

    const Frame removed = inspector.ask(u"alarm.remove"_s, {{u"id"_s, qint64(id)}});
    QCOMPARE(removed.type, FrameType::Reply);
    QVERIFY(follow(inspector, 1, rows, [&] { return rows.group().total == 0; }));
    Rows marked;
    QVERIFY(follow(inspector, 2, marked, [&] { return marked.group().total == 0; }));
    const Frame gone = inspector.ask(u"alarm.remove"_s, {{u"id"_s, qint64(id)}});
    QCOMPARE(StreamError::fromCbor(gone.body)->code, u"gone"_s);
}

void AlarmsTest::rulesComeFromTheUsersFile_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QString>("warning");
    QTest::addColumn<QString>("kind");
    QTest::addColumn<int>("count");

    QTest::newRow("no file") << QByteArray() << QString() << u"built-in"_s << 6;
    QTest::newRow("rules") << QByteArray(R"({"rules": ["depth>7 for 1s", "system: dead>7"]})")
                           << QString() << u"configured"_s << 2;
    QTest::newRow("no rules") << QByteArray(R"({"rules": []})") << QString() << QString() << 0;
    QTest::newRow("a wrong rule")
        << QByteArray(R"({"rules": ["depth>7", "dept>7"]})")
        << u"Post/actors-alarms.json, rule 2 is left out: .*character 1: .*did you mean 'depth'"_s
        << u"configured"_s << 1;
    QTest::newRow("a number for a rule")
        << QByteArray(R"({"rules": ["depth>7", 7]})")
        << u"rule 2 is left out: .*A condition is missing"_s << u"configured"_s << 1;
    QTest::newRow("the same twice") << QByteArray(R"({"rules": ["depth>7", " depth>7"]})")
                                    << u"rule 2 is left out: .*twice"_s << u"configured"_s << 1;
    QTest::newRow("no JSON") << QByteArray("{\n\"rules\": [,]\n}")
                             << u"Post/actors-alarms.json: line 2 is no JSON"_s << u"built-in"_s
                             << 6;
    QTest::newRow("no array") << QByteArray(R"({"rule": "depth>7"})")
                              << u"has no array \"rules\"; write, for example"_s << u"built-in"_s
                              << 6;
    QTest::newRow("too long") << QByteArray(70'000, ' ') << u"is longer than 65536 bytes"_s
                              << u"built-in"_s << 6;
}

void AlarmsTest::rulesComeFromTheUsersFile()
{
    QFETCH(const QByteArray, content);
    QFETCH(const QString, warning);
    QFETCH(const QString, kind);
    QFETCH(const int, count);
    if (!content.isEmpty()) {
        QVERIFY(QDir().mkpath(m_directory.filePath(u"config/Post"_s)));
        QFile file(m_directory.filePath(u"config/Post/actors-alarms.json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    if (!warning.isEmpty())
        QTest::ignoreMessage(QtWarningMsg, QRegularExpression(warning));
    ProbeOptions options;
    options.directory = m_directory.filePath(u"actors"_s);
    m_probe = std::make_unique<Probe>(*m_system, options);
    RawInspector inspector(m_probe->socketPath());
    inspector.greet();
    subscribe(inspector, Subscription::Kind::Alarms, 1);
    Rows rows;
    QVERIFY(follow(inspector, 1, rows, [&] { return !rows.isEmpty(); }));
    QCOMPARE(int(rows.group().total), count);
    if (count > 0)
        QCOMPARE(inspector.text(rows.value(1, Column::Kind)), kind);
}

void AlarmsTest::tablesOfAnyKindAreFiltered_data()
{
    QTest::addColumn<Subscription::Kind>("kind");
    QTest::addColumn<QString>("matching");
    QTest::addColumn<QString>("other");

    using Kind = Subscription::Kind;
    QTest::newRow("classes") << Kind::Classes << u"actors=2 sort"_s << u"class:Sort"_s;
    QTest::newRow("threads") << Kind::Threads << u"actors>0 state:idle"_s << u"state:blocked"_s;
    QTest::newRow("alarms") << Kind::Alarms << u"rule:depth* kind:configured"_s << u"has:alarm"_s;
}

void AlarmsTest::tablesOfAnyKindAreFiltered()
{
    QFETCH(const Subscription::Kind, kind);
    QFETCH(const QString, matching);
    QFETCH(const QString, other);
    watchFor({u"depth>7"_s});
    RawInspector inspector(m_probe->socketPath());
    inspector.greet();
    subscribe(inspector, kind, 1, matching);
    Rows rows;
    QVERIFY(follow(inspector, 1, rows, [&] { return rows.group().total > 0; }));
    subscribe(inspector, kind, 2, other);
    Rows others;
    QVERIFY(follow(inspector, 2, others, [&] { return !others.isEmpty(); }));
    QCOMPARE(others.group().total, quint64(0));
}

QTEST_GUILESS_MAIN(AlarmsTest)
#include "alarmstest.moc"
