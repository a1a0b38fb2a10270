// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "jsonschemas.h"
#include "programrun.h"

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Inspection/Probe>
#include <Actors/Inspection/RecordingReader>

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>

using namespace Actors;
using namespace Actors::Inspector;
using namespace Qt::StringLiterals;

namespace {

class Cashier : public Actor
{
    Q_OBJECT

public:
    void openBranch() { spawn<Cashier>(u"branch"_s); }
    void nothing() { }
};

QStringList pathsIn(const QJsonArray &rows)
{
    QStringList paths;
    for (const QJsonValue row : rows)
        paths.append(row[QLatin1StringView("path")].toString());
    return paths;
}

} // namespace

class TerminalRecordingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void aRecordingEndsWhenItsTimeIsOver();
    void aTargetThatGoesAwayLeavesAWholeFile();
#if defined(Q_OS_UNIX)
    void whoInterruptsGetsAWholeFile();
#endif
    void progressIsShownOnATerminal();
    void aFileThatIsThereStays();
    void aNameThatIsNoneOfARecordingIsRefused();
    void verbsThatLookTakeARecording_data();
    void verbsThatLookTakeARecording();
    void whatARecordingDoesNotHaveIsNotFound();
    void nothingCanBeChangedInARecording();
    void aSpoiltRecordingIsComplainedOf();
    void playTellsEachMoment();
    void playWantsARecording();
    void diffTellsWhoIsNewGoneAndOtherwise();
    void diffOfTheSameFindsNothing();
    void diffNamesTheFileThatCannotBeRead();

private:
    QString path(const QString &name = u"x.actrec"_s) const
    {
        return m_files->filePath(name);
    }
    //! Records the program as it is now.
    void record(const QString &path);
    //! A copy of what was recorded once, of a program with an actor and its child, and a letter
    //! that was lost.
    QString recorded() const;
    void begin();

    QTemporaryDir m_shared;
    std::unique_ptr<QTemporaryDir> m_runtime;
    std::unique_ptr<QTemporaryDir> m_files;
    std::unique_ptr<ActorSystem> m_system;
    std::unique_ptr<Inspection::Probe> m_probe;
    Ref<Cashier> m_cashier;
    const JsonSchemas m_schemas{QStringLiteral(ACTORS_SCHEMAS)};
};

void TerminalRecordingTest::initTestCase()
{
    QCoreApplication::setApplicationName(u"bank"_s);
    qunsetenv("ACTORS_INSPECT");
    begin();
    auto closed = m_system->spawn<Cashier>(u"closed"_s);
    closed.stop();
    QTRY_VERIFY(closed.isStopped());
    closed.tell(&Cashier::nothing);
    record(m_shared.filePath(u"x.actrec"_s));
}

QString TerminalRecordingTest::recorded() const
{
    return QFile::copy(m_shared.filePath(u"x.actrec"_s), path()) ? path() : QString();
}

void TerminalRecordingTest::init()
{
    if (!m_system)
        begin();
}

void TerminalRecordingTest::begin()
{
    m_runtime = std::make_unique<QTemporaryDir>();
    m_files = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_runtime->path()));
    m_system = std::make_unique<ActorSystem>(u"demo"_s);
    m_cashier = m_system->spawn<Cashier>(u"cashier"_s);
    m_cashier.tell(&Cashier::openBranch);
    QTRY_COMPARE(m_cashier.handledMessageCount(), 1U);
    m_probe = std::make_unique<Inspection::Probe>(*m_system);
    QVERIFY2(m_probe->isOpen(), qPrintable(m_probe->error()));
}

void TerminalRecordingTest::cleanup()
{
    m_probe.reset();
    m_cashier = {};
    m_system.reset();
}

void TerminalRecordingTest::record(const QString &path)
{
    const ProgramRun run(
        {u"record"_s, u"bank"_s, u"-o"_s, path, u"--for"_s, u"1500ms"_s, u"--ndjson"_s});
    RUN_ENDS(run, ExitCode::Ok);
    QCOMPARE(run.objects().size(), 1);
    const QJsonObject told = run.objects().at(0);
    QCOMPARE(m_schemas.errorIn(told), QString());
    QCOMPARE(told.value("targetEnded"_L1), QJsonValue(false));
    QCOMPARE(told.value("bytes"_L1).toInteger(), QFileInfo(path).size());
}

void TerminalRecordingTest::aRecordingEndsWhenItsTimeIsOver()
{
    Inspection::RecordingReader reader;
    QVERIFY2(reader.open(recorded()), qPrintable(reader.error()));
    QCOMPARE(reader.damage(), QString());
    QCOMPARE(reader.target().application, u"bank"_s);
    QVERIFY(reader.end() > reader.begin());
}

void TerminalRecordingTest::aTargetThatGoesAwayLeavesAWholeFile()
{
    const ProgramRun run({u"record"_s, u"bank"_s, u"-o"_s, path(), u"--table"_s});
    QTRY_VERIFY(QFileInfo(path()).size() > 1000);
    m_probe.reset();
    RUN_ENDS(run, ExitCode::NoTarget);
    QVERIFY2(run.errors().contains(u"has ended"_s), qPrintable(run.errors()));
    QVERIFY2(run.output().contains(u"2 actors"_s), qPrintable(run.output()));
    Inspection::RecordingReader reader;
    QVERIFY2(reader.open(path()), qPrintable(reader.error()));
    QCOMPARE(reader.damage(), QString());
}

#if defined(Q_OS_UNIX)
void TerminalRecordingTest::whoInterruptsGetsAWholeFile()
{
    const ProgramRun run({u"record"_s, u"bank"_s, u"-o"_s, path()});
    QTRY_VERIFY(QFileInfo(path()).size() > 1000);
    QCOMPARE(std::raise(SIGINT), 0);
    RUN_ENDS(run, ExitCode::Ok);
    Inspection::RecordingReader reader;
    QVERIFY2(reader.open(path()), qPrintable(reader.error()));
    QCOMPARE(reader.damage(), QString());
}
#endif

void TerminalRecordingTest::progressIsShownOnATerminal()
{
    TerminalTraits traits;
    traits.interactive = true;
    traits.columns = 60;
    const ProgramRun run({u"record"_s, u"bank"_s, u"-o"_s, path(), u"--for"_s, u"1500ms"_s},
                         traits);
    RUN_ENDS(run, ExitCode::Ok);
    const QStringList lines = run.output().split(u'\r');
    QVERIFY2(lines.size() > 2, qPrintable(run.output()));
    QVERIFY2(lines.at(1).contains(u"Ctrl-C"_s), qPrintable(lines.at(1)));
    QVERIFY2(lines.constLast().contains(u"2 actors"_s), qPrintable(lines.constLast()));
}

void TerminalRecordingTest::aFileThatIsThereStays()
{
    QFile file(path());
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
    file.close();
    const ProgramRun run({u"record"_s, u"bank"_s, u"-o"_s, path()});
    RUN_ENDS(run, ExitCode::None);
    QVERIFY2(run.errors().contains(path()), qPrintable(run.errors()));
    QCOMPARE(QFileInfo(path()).size(), 4);
}

void TerminalRecordingTest::aNameThatIsNoneOfARecordingIsRefused()
{
    const ProgramRun run({u"record"_s, u"bank"_s, u"-o"_s, path(u"x.log"_s)});
    RUN_ENDS(run, ExitCode::Usage);
    QVERIFY2(run.errors().contains(u".actrec"_s), qPrintable(run.errors()));
}

void TerminalRecordingTest::verbsThatLookTakeARecording_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("expected");
    const QString json = u"--json"_s;
    QTest::newRow("top") << QStringList{u"top"_s, json} << "/user/cashier";
    QTest::newRow("tree") << QStringList{u"tree"_s, json} << "/user/cashier/branch";
    QTest::newRow("tree from an actor")
        << QStringList{u"tree"_s, u"/user/cashier"_s, json} << "/user/cashier/branch";
    QTest::newRow("show") << QStringList{u"show"_s, u"/user/cashier"_s, json} << "Cashier";
    QTest::newRow("dead letters") << QStringList{u"deadletters"_s, json} << "/user/closed";
    QTest::newRow("followed dead letters")
        << QStringList{u"deadletters"_s, u"--follow"_s, json} << "/user/closed";
    QTest::newRow("classes") << QStringList{u"classes"_s, json} << "Cashier";
    QTest::newRow("threads") << QStringList{u"threads"_s, json} << "actors.inspect.threads.v1";
    QTest::newRow("events") << QStringList{u"events"_s, u"--follow"_s, json} << "stopped";
}

void TerminalRecordingTest::verbsThatLookTakeARecording()
{
    QFETCH(QStringList, arguments);
    QFETCH(const QString, expected);
    m_probe.reset();
    arguments.insert(1, recorded());
    const ProgramRun run(arguments);
    RUN_ENDS(run, ExitCode::Ok);
    QVERIFY2(run.output().contains(expected), qPrintable(run.output()));
    QVERIFY(!run.objects().isEmpty());
    for (const QJsonObject &object : run.objects())
        QCOMPARE(m_schemas.errorIn(object), QString());
}

void TerminalRecordingTest::whatARecordingDoesNotHaveIsNotFound()
{
    const ProgramRun run({u"show"_s, recorded(), u"/user/nobody"_s});
    RUN_ENDS(run, ExitCode::None);
    QVERIFY2(run.errors().contains(u"/user/nobody"_s), qPrintable(run.errors()));
    const ProgramRun nowhere({u"top"_s, path(u"none.actrec"_s)});
    RUN_ENDS(nowhere, ExitCode::NoTarget);
    QVERIFY2(nowhere.errors().contains(u"none.actrec"_s), qPrintable(nowhere.errors()));
}

void TerminalRecordingTest::nothingCanBeChangedInARecording()
{
    const ProgramRun run({u"stop"_s, recorded(), u"/user/cashier"_s, u"--yes"_s});
    RUN_ENDS(run, ExitCode::Denied);
    QVERIFY2(run.errors().contains(u"recording"_s), qPrintable(run.errors()));
}

void TerminalRecordingTest::aSpoiltRecordingIsComplainedOf()
{
    QFile file(recorded());
    QVERIFY(file.resize(file.size() - 5));
    const ProgramRun run({u"top"_s, path(), u"--json"_s});
    RUN_ENDS(run, ExitCode::Ok);
    QVERIFY2(run.errors().contains(u"not whole"_s), qPrintable(run.errors()));
    QVERIFY(pathsIn(run.rows()).contains(u"/user/cashier"_s));

    QVERIFY(file.resize(10));
    const ProgramRun cut({u"top"_s, path()});
    RUN_ENDS(cut, ExitCode::NoTarget);
    QVERIFY2(cut.errors().contains(path()), qPrintable(cut.errors()));
}

void TerminalRecordingTest::playTellsEachMoment()
{
    const ProgramRun run(
        {u"play"_s, recorded(), u"--interval"_s, u"100ms"_s, u"--json"_s, u"--by"_s, u"depth"_s});
    RUN_ENDS(run, ExitCode::Ok);
    QVERIFY(run.objects().size() > 5);
    qint64 last = 0;
    for (const QJsonObject &moment : run.objects()) {
        QCOMPARE(m_schemas.errorIn(moment), QString());
        const qint64 time = moment.value("time"_L1).toInteger();
        QVERIFY(time > last);
        last = time;
    }
    const QJsonArray rows = run.objects().constLast().value("rows"_L1).toArray();
    QVERIFY(pathsIn(rows).contains(u"/user/cashier/branch"_s));
}

void TerminalRecordingTest::playWantsARecording()
{
    const ProgramRun run({u"play"_s, u"bank"_s});
    RUN_ENDS(run, ExitCode::Usage);
    QVERIFY2(run.errors().contains(u"top"_s), qPrintable(run.errors()));
}

void TerminalRecordingTest::diffTellsWhoIsNewGoneAndOtherwise()
{
    auto closed = m_system->spawn<Cashier>(u"closed"_s);
    auto busy = m_system->spawn<Cashier>(u"busy"_s);
    record(path(u"before.actrec"_s));
    closed.stop();
    QTRY_VERIFY(closed.isStopped());
    closed.tell(&Cashier::nothing);
    m_system->spawn<Cashier>(u"opened"_s);
    busy.suspend();
    for (int i = 0; i < 50; ++i)
        busy.tell(&Cashier::nothing);
    record(path(u"after.actrec"_s));

    const QStringList files{path(u"before.actrec"_s), path(u"after.actrec"_s)};
    const ProgramRun json(QStringList{u"diff"_s} + files + QStringList{u"--json"_s});
    RUN_ENDS(json, ExitCode::Ok);
    const QJsonObject document = json.objects().value(0);
    QCOMPARE(m_schemas.errorIn(document), QString());
    QMap<QString, QJsonObject> actors;
    for (const QJsonValue actor : document.value("actors"_L1).toArray())
        actors.insert(actor["path"_L1].toString(), actor.toObject());
    QCOMPARE(actors.value(u"/user/closed"_s).value("change"_L1), QJsonValue(u"gone"_s));
    QCOMPARE(actors.value(u"/user/opened"_s).value("change"_L1), QJsonValue(u"new"_s));
    const QJsonObject changed = actors.value(u"/user/busy"_s);
    QCOMPARE(changed.value("change"_L1), QJsonValue(u"changed"_s));
    QCOMPARE(changed["columns"_L1]["depth"_L1]["before"_L1], QJsonValue(0));
    QCOMPARE(changed["columns"_L1]["depth"_L1]["after"_L1], QJsonValue(50));
    // Who has changed most is first.
    QCOMPARE(document["actors"_L1][0]["path"_L1], QJsonValue(u"/user/busy"_s));
    const QJsonArray letters = document.value("deadletters"_L1).toArray();
    QCOMPARE(letters.size(), 1);
    QCOMPARE(letters.at(0)["after"_L1], QJsonValue(1));

    const ProgramRun lines(QStringList{u"diff"_s} + files + QStringList{u"--ndjson"_s});
    RUN_ENDS(lines, ExitCode::Ok);
    QCOMPARE(lines.objects().size(), actors.size() + letters.size());
    for (const QJsonObject &object : lines.objects())
        QCOMPARE(m_schemas.errorIn(object), QString());

    const ProgramRun table(QStringList{u"diff"_s} + files
                           + QStringList{u"--table"_s, u"-f"_s, u"path:/user/busy"_s});
    RUN_ENDS(table, ExitCode::Ok);
    QVERIFY2(table.output().contains(u"depth 0 → 50"_s), qPrintable(table.output()));
    QVERIFY2(!table.output().contains(u"opened"_s), qPrintable(table.output()));
    busy.resume();
}

void TerminalRecordingTest::diffOfTheSameFindsNothing()
{
    const QString same = recorded();
    const ProgramRun run({u"diff"_s, same, same, u"--table"_s});
    RUN_ENDS(run, ExitCode::None);
    QVERIFY2(run.errors().contains(u"no difference"_s), qPrintable(run.errors()));
}

void TerminalRecordingTest::diffNamesTheFileThatCannotBeRead()
{
    const ProgramRun run({u"diff"_s, recorded(), path(u"none.actrec"_s)});
    RUN_ENDS(run, ExitCode::NoTarget);
    QVERIFY2(run.errors().contains(u"none.actrec"_s), qPrintable(run.errors()));
    const ProgramRun one({u"diff"_s, path()});
    RUN_ENDS(one, ExitCode::Usage);
    QVERIFY2(one.errors().contains(u"AFTER"_s), qPrintable(one.errors()));
}

QTEST_GUILESS_MAIN(TerminalRecordingTest)
#include "terminalrecordingtest.moc"
