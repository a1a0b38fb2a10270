// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "jsonschemas.h"
#include "programrun.h"

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>
#include <Actors/Inspection/Probe>

#include <QDir>
#include <QJsonArray>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Actors;
using namespace Actors::Inspector;

namespace {

class Cashier : public Actor
{
    Q_OBJECT
    Q_PROPERTY(int balance READ balance)

public:
    int balance() const { return m_balance; }
    void openBranch() { spawn<Cashier>(QStringLiteral("branch")); }
    void openBranches(int count)
    {
        for (int i = 0; i < count; ++i)
            spawn<Cashier>(QStringLiteral("branch%1").arg(i));
    }

public Q_SLOTS:
    int deposit(int amount) { return m_balance += amount; }

private:
    int m_balance = 0;
};

QJsonObject rowWithPath(const QJsonArray &rows, const QString &path)
{
    for (const QJsonValue row : rows) {
        if (row[QLatin1StringView("path")].toString() == path)
            return row.toObject();
    }
    return {};
}

} // namespace

class TerminalInspectorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void listTellsWhatTheProgramsAre();
    void whatAProgramCallsItselfIsNotObeyed();
    void withoutProgramsTheCureIsTold();
    void aProgramThatIsNotThereIsNoTarget();
    void topPutsTheLateActorFirstAndSaysWhy();
    void topGoesOnAndPrintsALineEachTime();
    void treePutsParentsBeforeChildren();
    void treeEndsAtItsBounds();
    void aFilteredTreeKeepsWhoIsAbove();
    void aTreeBeginsWhereItIsTold();
    void deadLettersAreCountedExactly();
    void deadLettersAreFollowedAsTheyAreLost();
    void eventsTellWhoCameAndWent();
    void showTellsAllOfAnActor();
    void anActorThatIsNotThereIsNotFound_data();
    void anActorThatIsNotThereIsNotFound();
    void waitEndsOnceTheConditionHolds();
    void waitGivesUpAndSaysWhoDoesNotMatch();
    void aRuleIsAddedItsAlarmAwaitedAndRemoved();
    void aWrongRuleIsToldBeforeItIsSent_data();
    void aWrongRuleIsToldBeforeItIsSent();
    void whoWaitsForNoAlarmGivesUp();
    void metricsAreTextOfPrometheus();
    void jsonIsAsItsSchemaSays_data();
    void jsonIsAsItsSchemaSays();
    void aTableFitsTheTerminal();
    void whoMayOnlyLookIsDenied_data();
    void whoMayOnlyLookIsDenied();
    void anActorIsSuspendedSteppedAndResumed();
    void anActorIsAskedByTheNameOfItsMethod();
    void anActorIsStoppedOnlyWithYes();

private:
    //! Begins again with a probe that allows \a mode.
    void allow(Inspection::AccessMode mode);

    std::unique_ptr<QTemporaryDir> m_runtime;
    std::unique_ptr<ActorSystem> m_system;
    std::unique_ptr<Inspection::Probe> m_probe;
    Ref<Cashier> m_cashier;
    const JsonSchemas m_schemas{QStringLiteral(ACTORS_SCHEMAS)};
};

void TerminalInspectorTest::initTestCase()
{
    QCoreApplication::setApplicationName(QStringLiteral("bank"));
    qunsetenv("ACTORS_INSPECT");
}

void TerminalInspectorTest::init()
{
    m_runtime = std::make_unique<QTemporaryDir>();
    qputenv("XDG_RUNTIME_DIR", QFile::encodeName(m_runtime->path()));
    m_system = std::make_unique<ActorSystem>(QStringLiteral("demo"));
    m_cashier = m_system->spawn<Cashier>(QStringLiteral("cashier"));
    m_cashier.tell(&Cashier::openBranch);
    QTRY_COMPARE(m_cashier.handledMessageCount(), 1U);
    QVERIFY(m_system->lookup(m_cashier.path() + QStringLiteral("/branch")));
    allow(Inspection::AccessMode::Read);
}

void TerminalInspectorTest::cleanup()
{
    m_probe.reset();
    m_cashier = {};
    m_system.reset();
}

void TerminalInspectorTest::allow(Inspection::AccessMode mode)
{
    m_probe.reset();
    Inspection::ProbeOptions options;
    options.mode = mode;
    options.payload = Inspection::PayloadPolicy::Properties;
    m_probe = std::make_unique<Inspection::Probe>(*m_system, options);
    QVERIFY2(m_probe->isOpen(), qPrintable(m_probe->error()));
}

void TerminalInspectorTest::listTellsWhatTheProgramsAre()
{
    const ProgramRun run({QStringLiteral("list"), QStringLiteral("--json")});
    RUN_ENDS(run, ExitCode::Ok);
    QCOMPARE(run.rows().size(), 1);
    const QJsonObject row = run.rows().at(0).toObject();
    QCOMPARE(row.value(QLatin1StringView("pid")).toInteger(), QCoreApplication::applicationPid());
    QCOMPARE(row.value(QLatin1StringView("application")).toString(), QStringLiteral("bank"));
    QCOMPARE(row.value(QLatin1StringView("system")).toString(), QStringLiteral("demo"));
    QCOMPARE(row.value(QLatin1StringView("mode")).toString(), QStringLiteral("read"));
    QCOMPARE(row.value(QLatin1StringView("socket")).toString(), m_probe->socketPath());
    QVERIFY(row.value(QLatin1StringView("actors")).toInteger() >= 1);
    QVERIFY(row.value(QLatin1StringView("error")).isNull());
}

void TerminalInspectorTest::whatAProgramCallsItselfIsNotObeyed()
{
    m_probe.reset();
    Inspection::ProbeOptions options;
    options.application = QStringLiteral("evil\x1b[2J");
    m_probe = std::make_unique<Inspection::Probe>(*m_system, options);
    const ProgramRun table({QStringLiteral("list"), QStringLiteral("--table")});
    RUN_ENDS(table, ExitCode::Ok);
    QVERIFY2(table.output().contains(QStringLiteral("evil\\x1b[2J")), qPrintable(table.output()));
    const ProgramRun denied({QStringLiteral("suspend"), m_cashier.path()});
    RUN_ENDS(denied, ExitCode::Denied);
    const ProgramRun metrics({QStringLiteral("metrics"), QStringLiteral("--once")});
    RUN_ENDS(metrics, ExitCode::Ok);
    for (const QString &text :
         {table.output(), table.errors(), denied.errors(), metrics.output(), metrics.errors()}) {
        QVERIFY2(!text.contains(QLatin1Char('\x1b')), qPrintable(text));
    }
}

void TerminalInspectorTest::withoutProgramsTheCureIsTold()
{
    m_probe.reset();
    const ProgramRun list({QStringLiteral("list")});
    RUN_ENDS(list, ExitCode::None);
    QVERIFY2(list.errors().contains(QStringLiteral("ACTORS_INSPECT=1")), qPrintable(list.errors()));
    const ProgramRun top({QStringLiteral("top"), QStringLiteral("--once")});
    RUN_ENDS(top, ExitCode::NoTarget);
    QVERIFY2(top.errors().contains(QStringLiteral("ACTORS_INSPECT=1")), qPrintable(top.errors()));
}

void TerminalInspectorTest::aProgramThatIsNotThereIsNoTarget()
{
    const ProgramRun named(
        {QStringLiteral("top"), QStringLiteral("bnak"), QStringLiteral("--once")});
    RUN_ENDS(named, ExitCode::NoTarget);
    QVERIFY2(named.errors().contains(QStringLiteral("did you mean bank?")),
             qPrintable(named.errors()));
    const ProgramRun numbered(
        {QStringLiteral("top"), QStringLiteral("1"), QStringLiteral("--once")});
    RUN_ENDS(numbered, ExitCode::NoTarget);
    QVERIFY(numbered.errors().contains(QString::number(QCoreApplication::applicationPid())));
    const ProgramRun socket({QStringLiteral("top"), m_runtime->filePath(QStringLiteral("x.sock")),
                             QStringLiteral("--once")});
    RUN_ENDS(socket, ExitCode::NoTarget);
    QVERIFY(socket.errors().contains(QStringLiteral("actors-inspect list")));

    for (const QString &target :
         {QStringLiteral("bank"), QString::number(QCoreApplication::applicationPid()),
          m_probe->socketPath()}) {
        const ProgramRun run({QStringLiteral("classes"), target, QStringLiteral("--interval"),
                              QStringLiteral("100ms")});
        RUN_ENDS(run, ExitCode::Ok);
    }
}

void TerminalInspectorTest::topPutsTheLateActorFirstAndSaysWhy()
{
    m_cashier.suspend();
    for (int i = 0; i < 3; ++i)
        m_cashier.tell(&Cashier::deposit, 1);
    const ProgramRun run({QStringLiteral("top"), QStringLiteral("bank"), QStringLiteral("--once"),
                          QStringLiteral("--json"), QStringLiteral("--interval"),
                          QStringLiteral("200ms")});
    RUN_ENDS(run, ExitCode::Ok);
    const QJsonObject first = run.rows().at(0).toObject();
    QCOMPARE(first.value(QLatin1StringView("path")).toString(), m_cashier.path());
    QCOMPARE(first.value(QLatin1StringView("depth")).toInteger(), 3);
    QCOMPARE(first.value(QLatin1StringView("state")).toString(), QStringLiteral("suspended"));
    QVERIFY(first.value(QLatin1StringView("oldest")).toInteger() > 0);
    const QString verdict = run.objects().at(0).value(QLatin1StringView("verdict")).toString();
    QVERIFY2(verdict.contains(m_cashier.path()) && verdict.contains(QStringLiteral("suspended")),
             qPrintable(verdict));
}

void TerminalInspectorTest::topGoesOnAndPrintsALineEachTime()
{
    const ProgramRun run({QStringLiteral("top"), QStringLiteral("--interval"),
                          QStringLiteral("100ms"), QStringLiteral("--fields"),
                          QStringLiteral("path,handled")});
    qsizetype lines = 0;
    for (int i = 0; i < 3; ++i) {
        m_cashier.tell(&Cashier::deposit, 1);
        QTRY_VERIFY(run.objects().size() > lines);
        lines = run.objects().size();
    }
    QVERIFY(!run.code());
    for (const QJsonObject &object : run.objects()) {
        QCOMPARE(m_schemas.errorIn(object), QString());
        QCOMPARE(
            object.value(QLatin1StringView("rows"))[0].toObject().keys(),
            QStringList({QStringLiteral("handled"), QStringLiteral("id"), QStringLiteral("path")}));
    }
}

void TerminalInspectorTest::treePutsParentsBeforeChildren()
{
    const ProgramRun run({QStringLiteral("tree"), QStringLiteral("--json")});
    RUN_ENDS(run, ExitCode::Ok);
    QHash<qint64, QString> paths;
    for (const QJsonValue row : run.rows()) {
        const QString path = row[QLatin1StringView("path")].toString();
        const qint64 parent = row[QLatin1StringView("parent")].toInteger();
        QVERIFY2(parent == 0 || paths.contains(parent), qPrintable(path));
        QVERIFY2(path.startsWith(paths.value(parent)), qPrintable(path));
        paths.insert(row[QLatin1StringView("id")].toInteger(), path);
    }
    QVERIFY(paths.values().contains(m_cashier.path() + QStringLiteral("/branch")));

    const ProgramRun table({QStringLiteral("tree"), QStringLiteral("--table"),
                            QStringLiteral("--fields"), QStringLiteral("path")});
    RUN_ENDS(table, ExitCode::Ok);
    QVERIFY2(table.output().contains(QStringLiteral("  cashier\n"))
                 && table.output().contains(QStringLiteral("    branch\n")),
             qPrintable(table.output()));
}

void TerminalInspectorTest::treeEndsAtItsBounds()
{
    m_cashier.tell(&Cashier::openBranches, 5);
    QTRY_VERIFY(m_system->lookup(m_cashier.path() + QStringLiteral("/branch4")));
    const ProgramRun few({QStringLiteral("tree"), m_cashier.path(), QStringLiteral("--table"),
                          QStringLiteral("-n"), QStringLiteral("2")});
    RUN_ENDS(few, ExitCode::Ok);
    QVERIFY2(few.output().contains(QStringLiteral("  … and 4 more")), qPrintable(few.output()));
    QVERIFY(few.output().contains(QStringLiteral("  branch0")));
    QVERIFY(!few.output().contains(QStringLiteral("branch1")));
    const ProgramRun flat({QStringLiteral("tree"), QStringLiteral("/user"),
                           QStringLiteral("--table"), QStringLiteral("--depth"),
                           QStringLiteral("1")});
    RUN_ENDS(flat, ExitCode::Ok);
    QVERIFY2(flat.output().contains(QStringLiteral("\n/user "))
                 && flat.output().contains(QStringLiteral("\n  cashier "))
                 && !flat.output().contains(QStringLiteral("branch")),
             qPrintable(flat.output()));
}

void TerminalInspectorTest::aFilteredTreeKeepsWhoIsAbove()
{
    m_system->spawn<Cashier>(QStringLiteral("other"));
    const ProgramRun run({QStringLiteral("tree"), QStringLiteral("--json"),
                          QStringLiteral("--filter"), QStringLiteral("name:branch")});
    RUN_ENDS(run, ExitCode::Ok);
    QVERIFY(!rowWithPath(run.rows(), m_cashier.path()).isEmpty());
    QVERIFY(!rowWithPath(run.rows(), m_cashier.path() + QStringLiteral("/branch")).isEmpty());
    QVERIFY(rowWithPath(run.rows(), QStringLiteral("/user/other")).isEmpty());
}

void TerminalInspectorTest::aTreeBeginsWhereItIsTold()
{
    const ProgramRun run({QStringLiteral("tree"), m_cashier.path(), QStringLiteral("--json")});
    RUN_ENDS(run, ExitCode::Ok);
    QCOMPARE(run.rows().size(), 2);
    QCOMPARE(run.rows().at(0)[QLatin1StringView("path")].toString(), m_cashier.path());
}

void TerminalInspectorTest::deadLettersAreCountedExactly()
{
    const Ref<Cashier> gone = m_system->spawn<Cashier>(QStringLiteral("gone"));
    gone.stop();
    QTRY_VERIFY(gone.isStopped());
    for (int i = 0; i < 1000; ++i)
        gone.tell(&Cashier::deposit, 1);
    const ProgramRun run({QStringLiteral("deadletters"), QStringLiteral("--json")});
    RUN_ENDS(run, ExitCode::Ok);
    QCOMPARE(run.rows().size(), 1);
    const QJsonObject row = run.rows().at(0).toObject();
    QCOMPARE(row.value(QLatin1StringView("count")).toInteger(), 1000);
    QCOMPARE(row.value(QLatin1StringView("recipient")).toString(), QStringLiteral("/user/gone"));
    QCOMPARE(row.value(QLatin1StringView("reason")).toString(), QStringLiteral("ActorStopped"));

    const ProgramRun filtered({QStringLiteral("deadletters"), QStringLiteral("--json"),
                               QStringLiteral("--filter"), QStringLiteral("reason:Expired")});
    RUN_ENDS(filtered, ExitCode::None);
    QVERIFY(filtered.rows().isEmpty());
}

void TerminalInspectorTest::deadLettersAreFollowedAsTheyAreLost()
{
    const Ref<Cashier> gone = m_system->spawn<Cashier>(QStringLiteral("gone"));
    gone.stop();
    QTRY_VERIFY(gone.isStopped());
    const ProgramRun run(
        {QStringLiteral("deadletters"), QStringLiteral("--follow"), QStringLiteral("--json")});
    for (int i = 1; i <= 3; ++i) {
        gone.tell(&Cashier::deposit, 1);
        QTRY_COMPARE(run.objects().size(), i);
    }
    QVERIFY(!run.code());
    for (const QJsonObject &object : run.objects())
        QCOMPARE(m_schemas.errorIn(object), QString());
}

void TerminalInspectorTest::eventsTellWhoCameAndWent()
{
    const Ref<Cashier> gone = m_system->spawn<Cashier>(QStringLiteral("gone"));
    gone.stop();
    QTRY_VERIFY(gone.isStopped());
    const ProgramRun run(
        {QStringLiteral("events"), QStringLiteral("--filter"), QStringLiteral("path:/user/gone")});
    RUN_ENDS(run, ExitCode::Ok);
    QStringList kinds;
    for (const QJsonObject &object : run.objects()) {
        QCOMPARE(m_schemas.errorIn(object), QString());
        kinds.append(object.value(QLatin1StringView("kind")).toString());
    }
    QVERIFY2(kinds.contains(QStringLiteral("spawned")) && kinds.contains(QStringLiteral("stopped")),
             qPrintable(kinds.join(QLatin1Char(' '))));
}

void TerminalInspectorTest::showTellsAllOfAnActor()
{
    m_cashier.tell(&Cashier::deposit, 42);
    const ProgramRun run({QStringLiteral("show"), m_cashier.path(), QStringLiteral("--state"),
                          QStringLiteral("--json")});
    RUN_ENDS(run, ExitCode::Ok);
    const QJsonObject object = run.objects().at(0);
    QCOMPARE(m_schemas.errorIn(object), QString());
    QCOMPARE(object.value(QLatin1StringView("path")).toString(), m_cashier.path());
    QVERIFY(object.value(QLatin1StringView("handled")).toInteger() >= 2);
    const QJsonValue property =
        object[QLatin1StringView("told")][QLatin1StringView("properties")][0];
    QCOMPARE(property[QLatin1StringView("name")].toString(), QStringLiteral("balance"));
    QCOMPARE(property[QLatin1StringView("value")].toInteger(), 42);

    const ProgramRun table({QStringLiteral("show"), m_cashier.path(), QStringLiteral("--state"),
                            QStringLiteral("--table")});
    RUN_ENDS(table, ExitCode::Ok);
    QVERIFY2(table.output().contains(QStringLiteral("balance: 42")), qPrintable(table.output()));
}

void TerminalInspectorTest::anActorThatIsNotThereIsNotFound_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QString path = QStringLiteral("/user/nobody");
    QTest::newRow("show") << QStringList{QStringLiteral("show"), path};
    QTest::newRow("tree") << QStringList{QStringLiteral("tree"), path};
}

void TerminalInspectorTest::anActorThatIsNotThereIsNotFound()
{
    QFETCH(const QStringList, arguments);
    const ProgramRun run(arguments);
    RUN_ENDS(run, ExitCode::None);
    QVERIFY2(run.errors().contains(QStringLiteral("/user/nobody")), qPrintable(run.errors()));
    QVERIFY(run.output().isEmpty());
}

void TerminalInspectorTest::waitEndsOnceTheConditionHolds()
{
    m_cashier.suspend();
    m_cashier.tell(&Cashier::deposit, 1);
    const ProgramRun run({QStringLiteral("wait"), QStringLiteral("--until"),
                          QStringLiteral("depth=0"), QStringLiteral("--for"), m_cashier.path()});
    const ProgramRun nobody({QStringLiteral("wait"), QStringLiteral("--until"),
                             QStringLiteral("depth=0"), QStringLiteral("--for"),
                             QStringLiteral("/user/late")});
    // It has looked while the message waited.
    const ProgramRun seen({QStringLiteral("wait"), QStringLiteral("--until"),
                           QStringLiteral("depth=1"), QStringLiteral("--for"), m_cashier.path()});
    RUN_ENDS(seen, ExitCode::Ok);
    QVERIFY(!run.code());
    m_cashier.resume();
    RUN_ENDS(run, ExitCode::Ok);
    QVERIFY(!nobody.code());
    m_system->spawn<Cashier>(QStringLiteral("late"));
    RUN_ENDS(nobody, ExitCode::Ok);
    QCOMPARE(m_schemas.errorIn(nobody.objects().at(0)), QString());
}

void TerminalInspectorTest::waitGivesUpAndSaysWhoDoesNotMatch()
{
    m_cashier.suspend();
    m_cashier.tell(&Cashier::deposit, 1);
    const ProgramRun run({QStringLiteral("wait"), QStringLiteral("--until"),
                          QStringLiteral("depth=0"), QStringLiteral("--timeout"),
                          QStringLiteral("300ms")});
    RUN_ENDS(run, ExitCode::Timeout);
    QVERIFY2(run.errors().contains(m_cashier.path()), qPrintable(run.errors()));
    const ProgramRun nobody({QStringLiteral("wait"), QStringLiteral("--until"),
                             QStringLiteral("depth=0"), QStringLiteral("--for"),
                             QStringLiteral("/user/x"), QStringLiteral("--timeout"),
                             QStringLiteral("300ms")});
    RUN_ENDS(nobody, ExitCode::Timeout);
    QVERIFY2(nobody.errors().contains(QStringLiteral("no actor /user/x")),
             qPrintable(nobody.errors()));
}

void TerminalInspectorTest::aRuleIsAddedItsAlarmAwaitedAndRemoved()
{
    allow(Inspection::AccessMode::Control);
    m_cashier.suspend();
    m_cashier.tell(&Cashier::deposit, 1);
    const QString rule = QStringLiteral("depth>0 name:cashier");
    const ProgramRun added(
        {QStringLiteral("alarm"), QStringLiteral("add"), rule, QStringLiteral("--json")});
    RUN_ENDS(added, ExitCode::Ok);
    QCOMPARE(m_schemas.errorIn(added.objects().at(0)), QString());
    const qint64 id = added.objects().at(0).value(QLatin1StringView("reply")).toInteger();
    QVERIFY(id > 0);

    const ProgramRun raised({QStringLiteral("wait-alarm"), QStringLiteral("bank"),
                             QStringLiteral("--filter"), QStringLiteral("kind:added"),
                             QStringLiteral("--json")});
    RUN_ENDS(raised, ExitCode::Ok);
    const QJsonObject told = raised.objects().at(0);
    QCOMPARE(m_schemas.errorIn(told), QString());
    QCOMPARE(told.value(QLatin1StringView("id")).toInteger(), id);
    QCOMPARE(told.value(QLatin1StringView("rule")).toString(), rule);
    QCOMPARE(told.value(QLatin1StringView("path")).toString(), m_cashier.path());

    const ProgramRun table({QStringLiteral("alarms"), QStringLiteral("--filter"),
                            QStringLiteral("has:alarm"), QStringLiteral("--interval"),
                            QStringLiteral("100ms"), QStringLiteral("--table")});
    RUN_ENDS(table, ExitCode::Ok);
    QVERIFY2(table.output().contains(QStringLiteral("raised")) && table.output().contains(rule),
             qPrintable(table.output()));
    const ProgramRun marked({QStringLiteral("top"), QStringLiteral("--once"),
                             QStringLiteral("--json"), QStringLiteral("--filter"),
                             QStringLiteral("has:alarm"), QStringLiteral("--interval"),
                             QStringLiteral("100ms")});
    RUN_ENDS(marked, ExitCode::Ok);
    QCOMPARE(marked.rows().size(), 1);

    const ProgramRun removed({QStringLiteral("alarm"), QStringLiteral("bank"),
                              QStringLiteral("remove"), QString::number(id)});
    RUN_ENDS(removed, ExitCode::Ok);
    const ProgramRun gone({QStringLiteral("alarm"), QStringLiteral("remove"), QString::number(id)});
    RUN_ENDS(gone, ExitCode::None);
}

void TerminalInspectorTest::aWrongRuleIsToldBeforeItIsSent_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("part");
    QTest::newRow("a wrong rule") << QStringList{QStringLiteral("add"), QStringLiteral("dept>5")}
                                  << QStringLiteral("did you mean 'depth'?");
    QTest::newRow("no number") << QStringList{QStringLiteral("remove"), QStringLiteral("oldest>5s")}
                               << QStringLiteral("is no number of a rule");
    QTest::newRow("neither") << QStringList{QStringLiteral("bank"), QStringLiteral("drop"),
                                            QStringLiteral("5")}
                             << QStringLiteral("wants add or remove");
}

void TerminalInspectorTest::aWrongRuleIsToldBeforeItIsSent()
{
    QFETCH(const QStringList, arguments);
    QFETCH(const QString, part);
    const ProgramRun run(QStringList{QStringLiteral("alarm")} + arguments);
    RUN_ENDS(run, ExitCode::Usage);
    QVERIFY2(run.errors().contains(part), qPrintable(run.errors()));
}

void TerminalInspectorTest::whoWaitsForNoAlarmGivesUp()
{
    const ProgramRun run({QStringLiteral("wait-alarm"), QStringLiteral("--filter"),
                          QStringLiteral("rule:none"), QStringLiteral("--timeout"),
                          QStringLiteral("300ms")});
    RUN_ENDS(run, ExitCode::Timeout);
    QVERIFY2(run.errors().contains(QStringLiteral("no alarm is raised")), qPrintable(run.errors()));
}

void TerminalInspectorTest::metricsAreTextOfPrometheus()
{
    const ProgramRun run({QStringLiteral("metrics"), QStringLiteral("--once")});
    RUN_ENDS(run, ExitCode::Ok);
    static const QRegularExpression line(
        QStringLiteral("^(# HELP [a-z0-9_]+ .+|# TYPE [a-z0-9_]+ (gauge|counter)|"
                       "[a-z0-9_]+\\{([a-z]+=\"[^\"]*\",?)+\\} [-+0-9.e]+)$"));
    for (const QString &text : run.output().split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        QVERIFY2(line.match(text).hasMatch(), qPrintable(text));
    QVERIFY(run.output().contains(QStringLiteral("# TYPE libactors_dead_letters_total counter")));
    QVERIFY2(run.output().contains(QStringLiteral("libactors_actors{application=\"bank\"")),
             qPrintable(run.output()));
    QVERIFY(run.output().contains(QStringLiteral("class=\"")));
}

void TerminalInspectorTest::jsonIsAsItsSchemaSays_data()
{
    QTest::addColumn<QStringList>("arguments");
    const auto row = [](const char *text) {
        for (const char *format : {"--json", "--ndjson"}) {
            const QString line =
                QString::fromLatin1(text) + QLatin1Char(' ') + QLatin1String(format);
            QTest::newRow(qPrintable(line)) << line.split(QLatin1Char(' '));
        }
    };
    row("list");
    row("tree");
    row("top --once --interval 100ms");
    row("top --once --interval 100ms --fields path,growth,mailbox,since,explanation");
    row("deadletters --interval 100ms");
    row("classes --interval 100ms");
    row("threads --interval 100ms");
    row("events");
    row("alarms --interval 100ms");
    row("show /user/cashier --state");
    row("wait --until depth>=0");
}

void TerminalInspectorTest::jsonIsAsItsSchemaSays()
{
    QFETCH(const QStringList, arguments);
    const Ref<Cashier> gone = m_system->spawn<Cashier>(QStringLiteral("gone"));
    gone.stop();
    QTRY_VERIFY(gone.isStopped());
    gone.tell(&Cashier::deposit, 1);
    const ProgramRun run(arguments);
    RUN_ENDS(run, ExitCode::Ok);
    QVERIFY(!run.objects().isEmpty());
    for (const QJsonObject &object : run.objects())
        QCOMPARE(m_schemas.errorIn(object), QString());
}

void TerminalInspectorTest::aTableFitsTheTerminal()
{
    for (const QString &verb : {QStringLiteral("tree"), QStringLiteral("threads")}) {
        const ProgramRun run({verb}, {true, false, 50, 20});
        RUN_ENDS(run, ExitCode::Ok);
        QVERIFY(!run.output().contains(QLatin1Char('\x1b')));
        for (const QString &line : run.output().split(QLatin1Char('\n')))
            QVERIFY2(line.size() <= 50, qPrintable(line));
    }
}

void TerminalInspectorTest::whoMayOnlyLookIsDenied_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QString path = QStringLiteral("/user/cashier");
    QTest::newRow("suspend") << QStringList{QStringLiteral("suspend"), path};
    QTest::newRow("alarm") << QStringList{QStringLiteral("alarm"), QStringLiteral("add"),
                                          QStringLiteral("depth>0")};
    QTest::newRow("stop") << QStringList{QStringLiteral("stop"), path, QStringLiteral("--yes")};
    QTest::newRow("send") << QStringList{QStringLiteral("send"), path, QStringLiteral("deposit()"),
                                         QStringLiteral("[1]")};
}

void TerminalInspectorTest::whoMayOnlyLookIsDenied()
{
    QFETCH(const QStringList, arguments);
    const ProgramRun run(arguments);
    RUN_ENDS(run, ExitCode::Denied);
    QVERIFY2(run.errors().contains(QStringLiteral("ACTORS_INSPECT=control")),
             qPrintable(run.errors()));
    QVERIFY(!m_cashier.isStopped());
}

void TerminalInspectorTest::anActorIsSuspendedSteppedAndResumed()
{
    allow(Inspection::AccessMode::Control);
    const ProgramRun suspend({QStringLiteral("suspend"), m_cashier.path()});
    RUN_ENDS(suspend, ExitCode::Ok);
    QCOMPARE(m_schemas.errorIn(suspend.objects().at(0)), QString());
    for (int i = 0; i < 3; ++i)
        m_cashier.tell(&Cashier::deposit, 1);
    const ProgramRun stopped({QStringLiteral("wait"), QStringLiteral("--until"),
                              QStringLiteral("state:suspended depth=3"), QStringLiteral("--for"),
                              m_cashier.path()});
    RUN_ENDS(stopped, ExitCode::Ok);
    QCOMPARE(m_cashier.handledMessageCount(), 1U);
    const ProgramRun step({QStringLiteral("step"), m_cashier.path()});
    RUN_ENDS(step, ExitCode::Ok);
    const ProgramRun stepped({QStringLiteral("wait"), QStringLiteral("--until"),
                              QStringLiteral("state:suspended depth=2"), QStringLiteral("--for"),
                              m_cashier.path()});
    RUN_ENDS(stepped, ExitCode::Ok);
    QCOMPARE(m_cashier.handledMessageCount(), 2U);
    const ProgramRun resume({QStringLiteral("resume"), m_cashier.path()});
    RUN_ENDS(resume, ExitCode::Ok);
    QTRY_COMPARE(m_cashier.handledMessageCount(), 4U);
}

void TerminalInspectorTest::anActorIsAskedByTheNameOfItsMethod()
{
    allow(Inspection::AccessMode::Control);
    const ProgramRun ask({QStringLiteral("ask"), m_cashier.path(), QStringLiteral("deposit()"),
                          QStringLiteral("[42]")});
    RUN_ENDS(ask, ExitCode::Ok);
    QCOMPARE(m_schemas.errorIn(ask.objects().at(0)), QString());
    QCOMPARE(ask.objects().at(0).value(QLatin1StringView("reply")).toInteger(), 42);
    const ProgramRun table({QStringLiteral("ask"), m_cashier.path(), QStringLiteral("deposit()"),
                            QStringLiteral("[1]"), QStringLiteral("--table")});
    RUN_ENDS(table, ExitCode::Ok);
    QCOMPARE(table.output(), QStringLiteral("43\n"));
    const ProgramRun wrong(
        {QStringLiteral("send"), m_cashier.path(), QStringLiteral("NoSuchType")});
    RUN_ENDS(wrong, ExitCode::Usage);
    QVERIFY2(wrong.errors().contains(QStringLiteral("NoSuchType")), qPrintable(wrong.errors()));
    const ProgramRun broken({QStringLiteral("send"), m_cashier.path(), QStringLiteral("deposit()"),
                             QStringLiteral("[1")});
    RUN_ENDS(broken, ExitCode::Usage);
    const ProgramRun nobody({QStringLiteral("send"), QStringLiteral("/user/nobody"),
                             QStringLiteral("deposit()"), QStringLiteral("[1]")});
    RUN_ENDS(nobody, ExitCode::None);
}

void TerminalInspectorTest::anActorIsStoppedOnlyWithYes()
{
    allow(Inspection::AccessMode::Control);
    const ProgramRun without({QStringLiteral("stop"), m_cashier.path()});
    RUN_ENDS(without, ExitCode::Usage);
    QVERIFY2(without.errors().contains(QStringLiteral("Cashier"))
                 && without.errors().contains(QStringLiteral("--yes")),
             qPrintable(without.errors()));
    QVERIFY(!m_cashier.isStopped());
    const ProgramRun with({QStringLiteral("stop"), m_cashier.path(), QStringLiteral("--yes")});
    RUN_ENDS(with, ExitCode::Ok);
    QTRY_VERIFY(m_cashier.isStopped());
}

QTEST_GUILESS_MAIN(TerminalInspectorTest)
#include "terminalinspectortest.moc"
