// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Clock>
#include <Actors/Core/diagnostics.h>
#include <Actors/Core/logging.h>

#include <QFile>
#include <QMutex>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <set>
#include <thread>

using namespace Actors;
using namespace Actors::Internal;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

class StandingClock : public Clock
{
public:
    std::chrono::nanoseconds now() const override { return m_now; }
    void advance(std::chrono::nanoseconds time) { m_now += time; }

private:
    std::chrono::nanoseconds m_now = 1h;
};

struct Line
{
    QtMsgType severity;
    QString category;
    QString text;
};

QMutex linesMutex;
QList<Line> lines;
std::function<void()> whileLogging;

void keepLine(QtMsgType severity, const QMessageLogContext &context, const QString &text)
{
    {
        const QMutexLocker lock(&linesMutex);
        lines.append({severity, QString::fromLatin1(context.category), text});
    }
    if (whileLogging)
        whileLogging();
}

QStringList texts()
{
    QStringList result;
    for (const Line &line : std::as_const(lines))
        result.append(line.text);
    return result;
}

QStringList sections()
{
    QFile file(QStringLiteral(ACTORS_DOCS_DIR "/errors.md"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return QString::fromUtf8(file.readAll()).split(u"\n## "_s).mid(1);
}

} // namespace

class DiagnosticsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aReportNamesTheActorTheCauseTheCureAndItsNumber();
    void aReportLeavesOutWhatIsNotKnown();
    void aReportIsLoggedInTheCategoryAndSeverityOfItsDiagnostic();
    void aCategoryThatIsSwitchedOffIsSilentButObserved();
    void manyReportsOfOneActorBecomeAFewLinesAndACount();
    void anotherActorIsNotSilencedByTheFirst();
    void whatWasHeldBackIsToldWhenAnyReportComesLater();
    void whatIsHeldBackCanBeToldAtOnce();
    void theObserverSeesEveryReport();
    void theObserverBeforeIsReturned();
    void aReportFromTheMessageHandlerEndsThere();
    void reportsComeFromAnyThread();
    void categoriesHaveTheirDocumentedNames();
    void everyDiagnosticHasItsOwnNumberAndTitle();
    void everyDiagnosticHasItsSectionInTheErrorPages_data();
    void everyDiagnosticHasItsSectionInTheErrorPages();
    void theErrorPagesDescribeNothingElse();

private:
    StandingClock m_clock;
    QtMessageHandler m_before = nullptr;
};

void DiagnosticsTest::init()
{
    lines.clear();
    setReportClock(&m_clock);
    m_before = qInstallMessageHandler(keepLine);
}

void DiagnosticsTest::cleanup()
{
    whileLogging = {};
    qInstallMessageHandler(m_before);
    setReportObserver({});
    setReportClock(nullptr);
    setReportLimit(5);
    QLoggingCategory::setFilterRules({});
}

void DiagnosticsTest::aReportNamesTheActorTheCauseTheCureAndItsNumber()
{
    report(Diagnostic::ForeignThread, u"Account::balance() was called from thread main"_s,
           u"/user/bank/alice"_s, u"An actor is used only in its own thread"_s,
           u"Send a message through its reference."_s);
    QCOMPARE(texts(),
             QStringList(u"Account::balance() was called from thread main: /user/bank/alice. An "
                         "actor is used only in its own thread. Send a message through its "
                         "reference. [ACT-0007]"_s));
}

void DiagnosticsTest::aReportLeavesOutWhatIsNotKnown()
{
    report(Diagnostic::NoApplication, {}, {}, {}, {});
    QCOMPARE(texts(), QStringList(u"Actor system without QCoreApplication. [ACT-0009]"_s));
}

void DiagnosticsTest::aReportIsLoggedInTheCategoryAndSeverityOfItsDiagnostic()
{
    report(Diagnostic::NoApplication, {}, {}, {}, {});
    report(Diagnostic::StashOverflow, {}, {}, {}, {});
    report(Diagnostic::PlacementFellBack, {}, {}, {}, {});
    log(Diagnostic::DeadLetter, QtDebugMsg, u"100 %s"_s);

    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines.at(0).category, u"actors.lifecycle"_s);
    QCOMPARE(lines.at(0).severity, QtCriticalMsg);
    QCOMPARE(lines.at(1).category, u"actors.mailbox"_s);
    QCOMPARE(lines.at(1).severity, QtWarningMsg);
    QCOMPARE(lines.at(2).category, u"actors.dispatch"_s);
    QCOMPARE(lines.at(2).severity, QtInfoMsg);
    QCOMPARE(lines.at(3).category, u"actors.deadletters"_s);
    QCOMPARE(lines.at(3).severity, QtDebugMsg);
    QCOMPARE(lines.at(3).text, u"100 %s [ACT-0030]"_s);
}

void DiagnosticsTest::aCategoryThatIsSwitchedOffIsSilentButObserved()
{
    int observed = 0;
    setReportObserver([&](const DiagnosticReport &) { ++observed; });
    QLoggingCategory::setFilterRules(u"actors.mailbox=false"_s);
    report(Diagnostic::StashOverflow, {}, {}, {}, {});
    report(Diagnostic::NameTaken, {}, {}, {}, {});
    QCOMPARE(texts(), QStringList(u"Name taken. [ACT-0002]"_s));
    QCOMPARE(observed, 2);
}

void DiagnosticsTest::manyReportsOfOneActorBecomeAFewLinesAndACount()
{
    for (int i = 0; i < 1209; ++i)
        report(Diagnostic::StashOverflow, {}, u"/user/a"_s, {}, {});
    QCOMPARE(lines.size(), 5);

    m_clock.advance(999ms);
    report(Diagnostic::StashOverflow, {}, u"/user/a"_s, {}, {});
    QCOMPARE(lines.size(), 5);

    m_clock.advance(1ms);
    report(Diagnostic::StashOverflow, {}, u"/user/a"_s, {}, {});
    QCOMPARE(texts().mid(5),
             QStringList({u"… 1,205 more suppressed in 1 s: /user/a [ACT-0025]"_s,
                          u"Stash overflow: /user/a. [ACT-0025]"_s}));
}

void DiagnosticsTest::anotherActorIsNotSilencedByTheFirst()
{
    setReportLimit(1);
    for (int i = 0; i < 3; ++i) {
        report(Diagnostic::StashOverflow, {}, u"/user/a"_s, {}, {});
        report(Diagnostic::StashOverflow, {}, u"/user/b"_s, {}, {});
        report(Diagnostic::StashedTwice, {}, u"/user/a"_s, {}, {});
    }
    QCOMPARE(lines.size(), 3);
}

void DiagnosticsTest::whatWasHeldBackIsToldWhenAnyReportComesLater()
{
    for (int i = 0; i < 8; ++i)
        report(Diagnostic::StashOverflow, {}, u"/user/a"_s, {}, {});
    m_clock.advance(1s);
    report(Diagnostic::NameTaken, {}, {}, {}, {});
    QCOMPARE(texts().mid(5),
             QStringList({u"… 3 more suppressed in 1 s: /user/a [ACT-0025]"_s,
                          u"Name taken. [ACT-0002]"_s}));
}

void DiagnosticsTest::whatIsHeldBackCanBeToldAtOnce()
{
    for (int i = 0; i < 6; ++i)
        report(Diagnostic::NameTaken, {}, {}, {}, {});
    flushReports();
    QCOMPARE(lines.size(), 6);
    QCOMPARE(lines.last().text, u"… 1 more suppressed in 1 s [ACT-0002]"_s);
    flushReports();
    QCOMPARE(lines.size(), 6);
}

void DiagnosticsTest::theObserverSeesEveryReport()
{
    QList<DiagnosticReport> reports;
    setReportObserver([&](const DiagnosticReport &report) { reports.append(report); });
    for (int i = 0; i < 20; ++i)
        report(Diagnostic::NameTaken, u"what"_s, u"/user/a"_s, u"cause"_s, u"cure"_s);

    QCOMPARE(lines.size(), 5);
    QCOMPARE(reports.size(), 20);
    QCOMPARE(reports.first().diagnostic, Diagnostic::NameTaken);
    QCOMPARE(reports.first().actorPath, u"/user/a"_s);
    QCOMPARE(reports.first().toString(), lines.first().text);
}

void DiagnosticsTest::theObserverBeforeIsReturned()
{
    int outer = 0;
    setReportObserver([&](const DiagnosticReport &) { ++outer; });
    ReportObserver before = setReportObserver([](const DiagnosticReport &) {});
    report(Diagnostic::NameTaken, {}, {}, {}, {});
    QCOMPARE(outer, 0);
    setReportObserver(std::move(before));
    report(Diagnostic::NameTaken, {}, {}, {}, {});
    QCOMPARE(outer, 1);
}

void DiagnosticsTest::aReportFromTheMessageHandlerEndsThere()
{
    int observed = 0;
    setReportObserver([&](const DiagnosticReport &) { ++observed; });
    whileLogging = [] { report(Diagnostic::TellToNullReference, {}, {}, {}, {}); };
    report(Diagnostic::NameTaken, {}, {}, {}, {});
    QCOMPARE(lines.size(), 1);
    QCOMPARE(observed, 2);
}

void DiagnosticsTest::reportsComeFromAnyThread()
{
    std::atomic<int> observed = 0;
    setReportObserver([&](const DiagnosticReport &) { ++observed; });
    setReportLimit(0);
    std::vector<std::thread> threads;
    threads.reserve(4);
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([t] {
            for (int i = 0; i < 1000; ++i)
                report(Diagnostic::NameTaken, {}, QString::number(t), {}, {});
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(observed.load(), 4000);

    flushReports();
    QCOMPARE(lines.size(), 4);
    for (const Line &line : std::as_const(lines))
        QVERIFY(line.text.startsWith(u"… 1,000 more"));
}

void DiagnosticsTest::categoriesHaveTheirDocumentedNames()
{
    const auto name = [](const QLoggingCategory &category) { return category.categoryName(); };
    QCOMPARE(name(Logging::core()), "actors.core");
    QCOMPARE(name(Logging::mailbox()), "actors.mailbox");
    QCOMPARE(name(Logging::supervision()), "actors.supervision");
    QCOMPARE(name(Logging::deadLetters()), "actors.deadletters");
    QCOMPARE(name(Logging::ask()), "actors.ask");
    QCOMPARE(name(Logging::dispatch()), "actors.dispatch");
    QCOMPARE(name(Logging::lifecycle()), "actors.lifecycle");
    QCOMPARE(name(Logging::timers()), "actors.timers");
    QCOMPARE(name(Logging::directory()), "actors.directory");
}

void DiagnosticsTest::everyDiagnosticHasItsOwnNumberAndTitle()
{
    std::set<QString> ids;
    std::set<QString> titles;
    for (const DiagnosticEntry &known : diagnostics()) {
        QCOMPARE(entry(known.diagnostic).title, known.title);
        ids.insert(idOf(known.diagnostic));
        titles.insert(QString::fromLatin1(known.title));
    }
    QCOMPARE(ids.size(), diagnostics().size());
    QCOMPARE(titles.size(), diagnostics().size());
    QCOMPARE(*ids.begin(), u"ACT-0001"_s);
}

void DiagnosticsTest::everyDiagnosticHasItsSectionInTheErrorPages_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("title");
    QTest::addColumn<QString>("category");

    for (const DiagnosticEntry &known : diagnostics()) {
        const QString id = idOf(known.diagnostic);
        QTest::newRow(qPrintable(id)) << id << QString::fromLatin1(known.title)
                                      << QString::fromLatin1(known.category().categoryName());
    }
}

void DiagnosticsTest::everyDiagnosticHasItsSectionInTheErrorPages()
{
    QFETCH(const QString, id);
    QFETCH(const QString, title);
    QFETCH(const QString, category);

    const QStringList mine = sections().filter(QRegularExpression(u'^' + id + u'\\' + u'b'));
    QCOMPARE(mine.size(), 1);
    QCOMPARE(mine.first().section(u'\n', 0, 0), id + u" "_s + title);
    for (const QString &part : {u"**What happened.** "_s, u"**Likely cause.** "_s, u"**Cure.** "_s,
                                u"**To silence it.** "_s}) {
        QVERIFY2(mine.first().contains(part), qPrintable(part));
    }
    QVERIFY(mine.first().contains(u"\""_s + category + u"=false\""_s));
}

void DiagnosticsTest::theErrorPagesDescribeNothingElse()
{
    QSet<QString> known;
    for (const DiagnosticEntry &each : diagnostics())
        known.insert(idOf(each.diagnostic));
    const QStringList all = sections();
    QCOMPARE(all.size(), known.size());
    for (const QString &section : all)
        QVERIFY2(known.contains(section.section(u' ', 0, 0)), qPrintable(section.left(40)));
}

QTEST_GUILESS_MAIN(DiagnosticsTest)

#include "diagnosticstest.moc"
