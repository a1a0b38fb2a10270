// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Inspection/display.h>

#include <QTest>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;

class DisplayTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesAreShownAsPeopleReadThem_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QCborValue>("value");
        QTest::addColumn<QString>("text");
        const auto row = [](ColumnKind kind, const QCborValue &value, const QString &text) {
            QTest::addRow("%d %s", int(kind), qPrintable(text)) << int(kind) << value << text;
        };
        row(ColumnKind::Text, u"/user"_s, u"/user"_s);
        row(ColumnKind::Text, qint64(7), u""_s);
        row(ColumnKind::Count, qint64(17'319), u"17,319"_s);
        row(ColumnKind::Count, qint64(0), u"0"_s);
        row(ColumnKind::Count, QCborValue(), u""_s);
        row(ColumnKind::Count, u"many"_s, u""_s);
        row(ColumnKind::Rate, qint64(0), u"0"_s);
        row(ColumnKind::Rate, 2.5, u"2.5"_s);
        row(ColumnKind::Rate, 1'240.4, u"1,240"_s);
        row(ColumnKind::Rate, qint64(12'345), u"12.3 k"_s);
        row(ColumnKind::Rate, qint64(812'000), u"812 k"_s);
        row(ColumnKind::Rate, qint64(1'500'000), u"1.50 M"_s);
        row(ColumnKind::Rate, qint64(-1'220), u"-1,220"_s);
        row(ColumnKind::Duration, qint64(0), u"0 s"_s);
        row(ColumnKind::Duration, qint64(800), u"800 ns"_s);
        row(ColumnKind::Duration, qint64(12'000), u"12 µs"_s);
        row(ColumnKind::Duration, qint64(49'000'000), u"49 ms"_s);
        row(ColumnKind::Duration, qint64(999'999'999), u"1 s"_s);
        row(ColumnKind::Duration, qint64(4'100'000'000), u"4.1 s"_s);
        row(ColumnKind::Duration, qint64(41'200'000'000), u"41.2 s"_s);
        row(ColumnKind::Duration, qint64(59'990'000'000), u"1 min"_s);
        row(ColumnKind::Duration, qint64(200'000'000'000), u"3 min 20 s"_s);
        row(ColumnKind::Duration, qint64(183'600'000'000'000), u"2 d 3 h"_s);
        row(ColumnKind::Duration, qint64(-4'100'000'000), u"-4.1 s"_s);
        row(ColumnKind::Permille, qint64(990), u"99 %"_s);
        row(ColumnKind::Permille, qint64(4), u"0.4 %"_s);
        row(ColumnKind::Permille, qint64(1'000), u"100 %"_s);
        row(ColumnKind::State, int(ActorState::Blocked), u"blocked"_s);
    }
    void valuesAreShownAsPeopleReadThem()
    {
        QFETCH(const int, kind);
        QFETCH(const QCborValue, value);
        QFETCH(QString, text);
        const QString shown = displayText(ColumnKind(kind), value, QLocale(QLocale::English));
        QCOMPARE(QString(shown).replace(QChar(QChar::Nbsp), u' '), text);
    }

    void numbersFollowTheLocale()
    {
        const QLocale german(QLocale::German);
        QCOMPARE(displayText(ColumnKind::Count, qint64(17'319), german), u"17.319"_s);
        QCOMPARE(displayText(ColumnKind::Duration, qint64(4'100'000'000), german)
                     .replace(QChar(QChar::Nbsp), u' '),
                 u"4,1 s"_s);
    }
};

QTEST_GUILESS_MAIN(DisplayTest)
#include "displaytest.moc"
