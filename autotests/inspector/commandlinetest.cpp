// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "commandline.h"

#include "help.h"
#include "verbinfo.h"

#include <QTest>

using namespace Actors::Inspector;
using namespace std::chrono_literals;
using Actors::Inspection::Column;

namespace {

CommandLine parsed(const QString &text)
{
    return CommandLine(text.split(QLatin1Char(' '), Qt::SkipEmptyParts));
}

} // namespace

class CommandLineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsWrongIsNamedWithItsCure_data();
    void whatIsWrongIsNamedWithItsCure();
    void anInvalidFilterHasACaretUnderItsError();
    void theFirstOperandIsATargetOrAPath_data();
    void theFirstOperandIsATargetOrAPath();
    void theFormatSuitsTheOutputUnlessItIsChosen_data();
    void theFormatSuitsTheOutputUnlessItIsChosen();
    void valuesAreReadInTheirUnits();
    void whatIsNotGivenHasItsDefault();
    void aFilterMayBeginWithMinus();
    void helpOfAVerbTellsAllItTakes_data();
    void helpOfAVerbTellsAllItTakes();
    void helpListsAllVerbsWithinALine();
    void namesOfVerbsAndLettersOfTheirOptionsAreUnique();
};

void CommandLineTest::whatIsWrongIsNamedWithItsCure_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("told");
    const auto row = [](const char *text, const QStringList &told) {
        QTest::newRow(text) << QString::fromLatin1(text) << told;
    };
    row("", {QStringLiteral("no verb"), QStringLiteral("Usage:"), QStringLiteral("deadletters")});
    row("tpo", {QStringLiteral("\"tpo\""), QStringLiteral("did you mean top?")});
    row("deadleters", {QStringLiteral("did you mean deadletters?")});
    row("dead", {QStringLiteral("did you mean deadletters?")});
    row("xyzzyx", {QStringLiteral("\"xyzzyx\""), QStringLiteral("--help lists the verbs")});
    row("top --filtre x",
        {QStringLiteral("no option --filtre"), QStringLiteral("did you mean --filter?")});
    row("top --state", {QStringLiteral("no option --state"), QStringLiteral("top --help")});
    row("top -z", {QStringLiteral("no option -z")});
    row("top -n many", {QStringLiteral("--rows"), QStringLiteral("\"many\"")});
    row("top -n 0", {QStringLiteral("above 0")});
    row("top -n", {QStringLiteral("top --help")});
    row("top --interval 5", {QStringLiteral("with a unit"), QStringLiteral("\"5\"")});
    row("wait --until depth<1 --timeout -5s", {QStringLiteral("\"-5s\"")});
    row("top --interval 99ms", {QStringLiteral("100ms or more")});
    row("top --by dept", {QStringLiteral("\"dept\""), QStringLiteral("did you mean depth?")});
    row("top --by path", {QStringLiteral("column of numbers")});
    row("top --fields path,oldset", {QStringLiteral("\"oldset\""), QStringLiteral("oldest")});
    row("top --fields path,,depth", {QStringLiteral("\"\"")});
    row("top one two", {QStringLiteral("\"two\""), QStringLiteral("actors-inspect top [TARGET]")});
    row("show", {QStringLiteral("PATH is missing")});
    row("show robotd", {QStringLiteral("PATH is missing")});
    row("send robotd /user/a", {QStringLiteral("MESSAGE is missing")});
    row("wait", {QStringLiteral("--until is missing")});
    row("metrics --listen 9464", {QStringLiteral("127.0.0.1:9464"), QStringLiteral("\"9464\"")});
    row("metrics --listen localhost:99999", {QStringLiteral("\"localhost:99999\"")});
}

void CommandLineTest::whatIsWrongIsNamedWithItsCure()
{
    QFETCH(const QString, text);
    QFETCH(const QStringList, told);
    const CommandLine line = parsed(text);
    QVERIFY(!line.isValid());
    QVERIFY(!line.verb());
    for (const QString &part : told)
        QVERIFY2(line.error().contains(part), qPrintable(line.error()));
}

void CommandLineTest::anInvalidFilterHasACaretUnderItsError()
{
    const CommandLine line(
        {QStringLiteral("top"), QStringLiteral("--filter"), QStringLiteral("depth>1 oldset>1s")});
    const QStringList lines = line.error().split(QLatin1Char('\n'));
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(0).startsWith(QStringLiteral("--filter: ")));
    QCOMPARE(lines.at(1), QStringLiteral("  depth>1 oldset>1s"));
    QCOMPARE(lines.at(2), QStringLiteral("          ^"));
}

void CommandLineTest::theFirstOperandIsATargetOrAPath_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QString>("path");
    QTest::newRow("nothing") << "tree"
                             << ""
                             << "";
    QTest::newRow("a name") << "tree robotd"
                            << "robotd"
                            << "";
    QTest::newRow("a pid") << "tree 4711"
                           << "4711"
                           << "";
    QTest::newRow("an actor") << "tree /user/a"
                              << ""
                              << "/user/a";
    QTest::newRow("both") << "tree robotd /user/a"
                          << "robotd"
                          << "/user/a";
    QTest::newRow("a socket") << "tree /run/x.sock"
                              << "/run/x.sock"
                              << "";
    QTest::newRow("a socket and an actor") << "tree /run/x.sock /user/a"
                                           << "/run/x.sock"
                                           << "/user/a";
    QTest::newRow("a verb without a path") << "top /run/x"
                                           << "/run/x"
                                           << "";
}

void CommandLineTest::theFirstOperandIsATargetOrAPath()
{
    QFETCH(const QString, text);
    QFETCH(const QString, target);
    QFETCH(const QString, path);
    const CommandLine line = parsed(text);
    QVERIFY2(line.isValid(), qPrintable(line.error()));
    QCOMPARE(line.target(), target);
    QCOMPARE(line.operand(0), path);
}

void CommandLineTest::theFormatSuitsTheOutputUnlessItIsChosen_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<Format>("onTerminal");
    QTest::addColumn<Format>("elsewhere");
    QTest::newRow("none") << "tree" << Format::Table << Format::NdJson;
    QTest::newRow("json") << "tree --json" << Format::Json << Format::Json;
    QTest::newRow("ndjson") << "tree --ndjson" << Format::NdJson << Format::NdJson;
    QTest::newRow("table") << "tree --table" << Format::Table << Format::Table;
    QTest::newRow("json without an end")
        << "events --json --follow" << Format::NdJson << Format::NdJson;
}

void CommandLineTest::theFormatSuitsTheOutputUnlessItIsChosen()
{
    QFETCH(const QString, text);
    QFETCH(const Format, onTerminal);
    QFETCH(const Format, elsewhere);
    QCOMPARE(parsed(text).format(true), onTerminal);
    QCOMPARE(parsed(text).format(false), elsewhere);
}

void CommandLineTest::valuesAreReadInTheirUnits()
{
    const CommandLine line = parsed(
        QStringLiteral("top robotd -n 7 --by busy --interval 1.5s --fields path,depth --once"));
    QVERIFY2(line.isValid(), qPrintable(line.error()));
    QCOMPARE(line.count(Option::Rows, 20), 7);
    QCOMPARE(line.column(Option::By, Column::Oldest), Column::Busy);
    QCOMPARE(line.interval(), 1500ms);
    QVERIFY(line.columns({}) == std::vector({Column::Path, Column::Depth}));
    QVERIFY(line.has(Option::Once));

    const CommandLine metrics = parsed(QStringLiteral("metrics --listen [::1]:9464"));
    QCOMPARE(metrics.address(Option::Listen).first, QHostAddress(QHostAddress::LocalHostIPv6));
    QCOMPARE(metrics.address(Option::Listen).second, quint16(9464));
}

void CommandLineTest::whatIsNotGivenHasItsDefault()
{
    const CommandLine line = parsed(QStringLiteral("top"));
    QCOMPARE(line.count(Option::Rows, 20), 20);
    QCOMPARE(line.interval(), 1000ms);
    QCOMPARE(line.duration(Option::Since, 3s), 3s);
    QVERIFY(line.columns({Column::Now}) == std::vector({Column::Now}));
    QVERIFY(!line.has(Option::Once));
}

void CommandLineTest::aFilterMayBeginWithMinus()
{
    const CommandLine line =
        CommandLine({QStringLiteral("top"), QStringLiteral("-f"), QStringLiteral("-depth>3")});
    QVERIFY2(line.isValid(), qPrintable(line.error()));
    QCOMPARE(line.text(Option::Filter), QStringLiteral("-depth>3"));
}

void CommandLineTest::helpOfAVerbTellsAllItTakes_data()
{
    QTest::addColumn<QString>("name");
    for (const VerbInfo &verb : verbs())
        QTest::newRow(verb.name) << QString::fromLatin1(verb.name);
}

void CommandLineTest::helpOfAVerbTellsAllItTakes()
{
    QFETCH(const QString, name);
    const VerbInfo &verb = *verbNamed(name);
    const QString help = CommandLine({name, QStringLiteral("--help")}).answer();
    QCOMPARE(CommandLine({QStringLiteral("help"), name}).answer(), help);
    QVERIFY(help.startsWith(QStringLiteral("Usage: actors-inspect ") + name));
    for (const Option option : verb.allOptions()) {
        QVERIFY(help.contains(QStringLiteral("--") + QLatin1StringView(info(option).name)));
        QVERIFY(info(option).value == OptionValue::None || info(option).valueName);
    }
    for (const Operand &operand : verb.operands)
        QVERIFY(help.contains(QLatin1StringView(operand.text).left(20)));
    for (const Column column : verb.columns)
        QVERIFY(help.contains(QLatin1StringView(Actors::Inspection::info(column).name)));
    for (const QString &line : help.split(QLatin1Char('\n')))
        QVERIFY2(line.size() <= 80 || line.startsWith(QStringLiteral("Usage")), qPrintable(line));
}

void CommandLineTest::helpListsAllVerbsWithinALine()
{
    const QString help = parsed(QStringLiteral("--help")).answer();
    for (const VerbInfo &verb : verbs())
        QVERIFY(help.contains(QStringLiteral("\n  ") + QLatin1StringView(verb.name)));
    for (const QString &line : help.split(QLatin1Char('\n')))
        QVERIFY2(line.size() <= 80, qPrintable(line));
}

void CommandLineTest::namesOfVerbsAndLettersOfTheirOptionsAreUnique()
{
    QStringList names;
    for (const VerbInfo &verb : verbs()) {
        names.append(QLatin1StringView(verb.name));
        QStringList letters{QStringLiteral("h")};
        QStringList words{QStringLiteral("help")};
        for (const Option option : verb.allOptions()) {
            words.append(QLatin1StringView(info(option).name));
            if (info(option).letter)
                letters.append(QString(QLatin1Char(info(option).letter)));
        }
        QCOMPARE(words.removeDuplicates(), 0);
        QCOMPARE(letters.removeDuplicates(), 0);
    }
    QCOMPARE(names.removeDuplicates(), 0);
}

QTEST_GUILESS_MAIN(CommandLineTest)
#include "commandlinetest.moc"
