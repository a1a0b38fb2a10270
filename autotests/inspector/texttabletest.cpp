// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "texttable.h"

#include "terminal.h"

#include <QBuffer>
#include <QTest>

using namespace Actors::Inspector;

namespace {

//! A terminal whose output can be looked at.
class Sheet
{
public:
    explicit Sheet(const TerminalTraits &traits)
        : terminal(m_buffer, m_buffer, [traits] { return traits; })
    {
        m_buffer.open(QIODevice::WriteOnly);
    }
    QStringList lines() const
    {
        return QString::fromUtf8(m_buffer.data()).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    }

private:
    QBuffer m_buffer;

public:
    Terminal terminal;
};

TextTable pathsAndDepths()
{
    return TextTable({{QStringLiteral("path"), TextTable::Align::Left, Elide::Middle},
                      {QStringLiteral("depth"), TextTable::Align::Right}});
}

} // namespace

class TextTableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void columnsAreAligned();
    void wideCharactersAreAlignedToo();
    void textGivesWayToNumbers();
    void noLineIsWiderThanTheTerminal();
    void withoutAnEndNothingIsCut();
    void titlesAreWrittenOnce();
    void laterRowsKeepTheColumns();
    void coloursAreOnlyWhereTheyAreWanted();
};

void TextTableTest::columnsAreAligned()
{
    Sheet sheet({});
    TextTable table = pathsAndDepths();
    table.add({{QStringLiteral("/user/a")}, {QStringLiteral("17")}});
    table.add({{QStringLiteral("/user/longer")}, {QStringLiteral("3")}});
    table.write(sheet.terminal);
    QCOMPARE(
        sheet.lines(),
        QStringList({QStringLiteral("path          depth"), QStringLiteral("/user/a          17"),
                     QStringLiteral("/user/longer      3")}));
}

void TextTableTest::wideCharactersAreAlignedToo()
{
    Sheet sheet({});
    TextTable table = pathsAndDepths();
    table.add({{QStringLiteral("漢字")}, {QStringLiteral("1")}});
    table.add({{QStringLiteral("abcd")}, {QStringLiteral("2")}});
    table.write(sheet.terminal);
    QCOMPARE(sheet.lines().at(1), QStringLiteral("漢字      1"));
    QCOMPARE(sheet.lines().at(2), QStringLiteral("abcd      2"));
}

void TextTableTest::textGivesWayToNumbers()
{
    Sheet sheet({true, false, 24, 10});
    TextTable table = pathsAndDepths();
    table.add({{QStringLiteral("/user/storage/warehouse/db_writer")}, {QStringLiteral("17319")}});
    table.write(sheet.terminal);
    QCOMPARE(sheet.lines().at(1), QStringLiteral("/user…e/db_writer  17319"));
}

void TextTableTest::noLineIsWiderThanTheTerminal()
{
    for (int columns = 1; columns < 60; ++columns) {
        Sheet sheet({true, false, columns, 10});
        TextTable table({{QStringLiteral("path"), TextTable::Align::Left, Elide::Middle},
                         {QStringLiteral("class")},
                         {QStringLiteral("depth"), TextTable::Align::Right},
                         {QStringLiteral("now")}});
        table.add({{QStringLiteral("/user/storage/db_writer")},
                   {QStringLiteral("Warehouse::DbWriter")},
                   {QStringLiteral("1,234,567")},
                   {QStringLiteral("WriteRow")}});
        table.write(sheet.terminal);
        for (const QString &line : sheet.lines())
            QVERIFY2(displayWidth(line) <= columns, qPrintable(line));
    }
}

void TextTableTest::withoutAnEndNothingIsCut()
{
    Sheet sheet({});
    TextTable table = pathsAndDepths();
    const QString path(5000, QLatin1Char('x'));
    table.add({{path}, {QStringLiteral("1")}});
    table.write(sheet.terminal);
    QVERIFY(sheet.lines().at(1).startsWith(path));
}

void TextTableTest::titlesAreWrittenOnce()
{
    Sheet sheet({});
    TextTable table = pathsAndDepths();
    table.write(sheet.terminal);
    table.add({{QStringLiteral("/user/a")}, {QStringLiteral("1")}});
    table.write(sheet.terminal);
    QCOMPARE(sheet.lines().size(), 2);
}

void TextTableTest::laterRowsKeepTheColumns()
{
    Sheet sheet({});
    TextTable table = pathsAndDepths();
    table.add({{QStringLiteral("/user/longer")}, {QStringLiteral("1")}});
    table.write(sheet.terminal);
    table.add({{QStringLiteral("/a")}, {QStringLiteral("2")}});
    table.write(sheet.terminal);
    QCOMPARE(sheet.lines().at(2).indexOf(QLatin1Char('2')),
             sheet.lines().at(1).indexOf(QLatin1Char('1')));
}

void TextTableTest::coloursAreOnlyWhereTheyAreWanted()
{
    for (const bool colours : {false, true}) {
        Sheet sheet({true, colours, 80, 10});
        TextTable table({{QStringLiteral("state")}});
        table.add({{QStringLiteral("blocked"), Style::Alarm}});
        table.write(sheet.terminal);
        QCOMPARE(sheet.lines().at(1).contains(QLatin1Char('\x1b')), colours);
        QVERIFY(sheet.lines().at(1).contains(QStringLiteral("blocked")));
    }
}

QTEST_GUILESS_MAIN(TextTableTest)
#include "texttabletest.moc"
