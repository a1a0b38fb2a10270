// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Inspection/Filter>

#include <QHash>
#include <QTest>

#include <algorithm>
#include <limits>
#include <memory>
#include <vector>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;

//! A row of which every column is known.
class Row : public FilterSource
{
public:
    Row()
    {
        m_texts = {
            {Column::Path, u"/user/io/Sensor-7"_s},
            {Column::Name, u"Sensor-7"_s},
            {Column::Class, u"SensorActor"_s},
            {Column::Thread, u"pool 2"_s},
            {Column::Now, QString()},
            {Column::Reason, u"Ärger|(*)"_s},
        };
        m_numbers = {
            {Column::State, static_cast<double>(ActorState::Running)},
            {Column::Depth, 1'500},
            {Column::Oldest, 1.5e9},
            {Column::Growth, -20.5},
            {Column::Busy, 905},
            {Column::In, std::numeric_limits<double>::quiet_NaN()},
        };
    }
    explicit Row(const QString &path)
        : m_texts({{Column::Path, path}})
    {
    }

    double number(Column column) const override
    {
        ++m_numbersAskedFor;
        return m_numbers.value(column);
    }
    QStringView text(Column column) const override
    {
        ++m_textsAskedFor;
        const auto found = m_texts.constFind(column);
        return found == m_texts.constEnd() ? QStringView() : *found;
    }
    bool has(QStringView what) const override { return what == u"alarm"; }

    int textsAskedFor() const { return m_textsAskedFor; }
    int numbersAskedFor() const { return m_numbersAskedFor; }

private:
    QHash<Column, QString> m_texts;
    QHash<Column, double> m_numbers;
    mutable int m_textsAskedFor = 0;
    mutable int m_numbersAskedFor = 0;
};

static QString repeated(const QString &part, int times)
{
    return part.repeated(times);
}

class FilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matchesEverythingWhereNothingIsSaid_data()
    {
        QTest::addColumn<QString>("text");

        QTest::newRow("null") << QString();
        QTest::newRow("empty") << u""_s;
        QTest::newRow("blanks") << u" \t "_s;
    }

    void matchesEverythingWhereNothingIsSaid()
    {
        QFETCH(const QString, text);
        const Filter filter(text);

        QVERIFY(filter.isValid());
        QVERIFY(filter.isEmpty());
        QVERIFY(filter.matches(Row()));
        QVERIFY(!filter.uses(Column::Path));
        QCOMPARE(filter.errorPosition(), -1);
        QVERIFY(Filter().matches(Row()));
    }

    void findsTheRowsThatFit_data()
    {
        QTest::addColumn<bool>("fits");

        const auto yes = [](const char *text) { QTest::newRow(text) << true; };
        const auto no = [](const char *text) { QTest::newRow(text) << false; };

        // Parts of the path
        yes("io");
        yes("/USER");
        yes("sensor-7");
        yes("/user/io/sensor-7");
        yes("io/*7");
        no("user*7");
        yes("user**7");
        no("sensors");
        yes("io sensor");
        no("io actor");

        // Numbers
        yes("depth>1499");
        no("depth>1500");
        yes("depth>=1500");
        no("depth>=1501");
        yes("depth<1501");
        no("depth<1500");
        yes("depth<=1500");
        no("depth<=1499");
        yes("depth:1500");
        yes("depth=1500");
        no("depth:1501");
        no("depth!=1500");
        yes("depth!=1501");
        yes("depth:1.5k");
        no("depth>1M");
        yes("DEPTH>1k");
        yes("growth<-20");
        yes("growth:-20.5");
        no("growth>-20");
        yes("busy>90%");
        no("busy>90.5%");
        no("in>0");
        no("in<=0");
        no("in:0");
        yes("in!=0");

        // Durations
        yes("oldest:1.5s");
        yes("oldest:1500ms");
        yes("oldest:1500000us");
        yes("oldest:1500000000ns");
        yes("oldest<1min");
        yes("oldest<1h");
        yes("oldest>0.01min");
        yes("oldest>0.0001h");
        no("oldest>1.5s");

        // States
        yes("state:running");
        yes("state=Running");
        no("state:idle");
        yes("state!=idle");
        no("state!=running");

        // Texts
        yes("class:SensorActor");
        yes("class=sensoractor");
        no("class:Sensor");
        no("class:Actor");
        yes("class:Sensor*");
        yes("class:*Actor");
        yes("class:*nsor*");
        yes("class:S*r*A*r");
        no("class:S*x*r");
        no("class!=Sensor*");
        yes("class!=Timer*");
        yes("name:*7");
        yes("now:\"\"");
        no("now!=\"\"");
        yes("now:*");
        no("now:?*");
        yes("thread:\"pool 2\"");
        yes("thread:pool\" \"2");
        yes("thread:pool*2");
        no("thread:\"pool*2\"");
        yes("reason:\"Ärger|(*)\"");
        yes("reason:är*");
        yes("reason:ÄRGER*");
        no("reason:ar*");

        // Paths
        yes("path:/user/io/sensor-7");
        yes("path:/user/io/*");
        no("path:/user/*");
        yes("path:/user/**");
        yes("path:/user/*/sensor-*");
        no("path:/*/sensor-*");
        yes("path:/**/sensor-*");
        yes("path:**");
        no("path:*");
        yes("path:***7");
        yes("path:**/io/**");
        no("path:io");
        yes("path!=/user/*");

        // Whether there is something
        yes("has:alarm");
        no("-has:alarm");

        // All together
        yes("depth>100 class:Sensor*");
        no("depth>100 class:Timer*");
        yes("class:Timer* | class:Sensor*");
        no("class:Timer*|class:Dog*");
        yes("depth>100 class:Timer* | state:running");
        no("depth>100 (class:Timer* | state:idle)");
        yes("-class:Timer*");
        no("-class:Sensor*");
        yes("--class:Sensor*");
        yes("-(class:Timer* depth>1)");
        no("-(class:Timer* | depth>1)");
        yes("-idle -(state:idle)");
        yes("((((((((depth>1))))))))");
        yes("(io)(sensor)");
        yes("\"io\"");
        yes("\"\"");
        no("\"io/*\"");
        yes("-\"a b\"");
    }

    void findsTheRowsThatFit()
    {
        QFETCH(const bool, fits);
        const Filter filter(QString::fromUtf8(QTest::currentDataTag()));

        QVERIFY2(filter.isValid(), qPrintable(filter.error()));
        QVERIFY(!filter.isEmpty());
        QCOMPARE(filter.matches(Row()), fits);
    }

    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("position");
        QTest::addColumn<QString>("cause");
        QTest::addColumn<QString>("cure");

        const auto wrong = [](const char *text, int position, const QString &cause,
                              const QString &cure) {
            QTest::newRow(text) << QString::fromUtf8(text) << position << cause << cure;
        };
        wrong("dept>100", 0, u"no column 'dept'"_s, u"'depth'"_s);
        wrong("io oldets>1s", 3, u"no column 'oldets'"_s, u"'oldest'"_s);
        wrong("strategi:x", 0, u"no column 'strategi'"_s, u"'strategy'"_s);
        wrong("hat:alarm", 0, u"no column 'hat'"_s, u"'has'"_s);
        wrong("quantum:1", 0, u"no column 'quantum'"_s, u"for example"_s);
        wrong("http://x", 0, u"no column 'http'"_s, u"needs quotes"_s);
        wrong(":5", 0, u"column is missing before ':'"_s, u"depth>100"_s);
        wrong("io !=5", 3, u"column is missing before '!='"_s, u"depth>100"_s);
        wrong("depth>", 6, u"value is missing after 'depth>'"_s, u"write one"_s);
        wrong("depth> 5", 6, u"value is missing"_s, u"write one"_s);
        wrong("depth>many", 6, u"'many'"_s, u"depth>100"_s);
        wrong("depth>1m", 6, u"'1m'"_s, u">1M"_s);
        wrong("depth>1K", 6, u"'1K'"_s, u">2.5k"_s);
        wrong("depth>0x10", 6, u"'0x10'"_s, u"number"_s);
        wrong("depth>nan", 6, u"'nan'"_s, u"number"_s);
        wrong("depth>inf", 6, u"'inf'"_s, u"number"_s);
        wrong("depth>1e3", 6, u"'1e3'"_s, u"number"_s);
        wrong("depth>-", 6, u"'-'"_s, u"number"_s);
        wrong("depth>1.2.3", 6, u"'1.2.3'"_s, u"number"_s);
        wrong("depth>>5", 6, u"'>5'"_s, u"number"_s);
        wrong("depth>5s", 6, u"'5s'"_s, u"number"_s);
        wrong("oldest>5", 7, u"'5'"_s, u"with ns, us, ms, s, min or h"_s);
        wrong("oldest>5sec", 7, u"'5sec'"_s, u"oldest>1.5s"_s);
        wrong("oldest>5k", 7, u"'5k'"_s, u"oldest>1.5s"_s);
        wrong("busy>90", 5, u"'90'"_s, u"busy>90%"_s);
        wrong("last>5s", 4, u"moment"_s, u"leave it out"_s);
        wrong("state:runing", 6, u"no state 'runing'"_s, u"'running'"_s);
        wrong("state:walking-about", 6, u"no state"_s, u"starting, idle"_s);
        wrong("state:run*", 6, u"no state"_s, u"running"_s);
        wrong("state>idle", 5, u"no number"_s, u"use :"_s);
        wrong("class<Sensor", 5, u"no number"_s, u"use :"_s);
        wrong("has>alarm", 3, u"After 'has'"_s, u"has:alarm"_s);
        wrong("has:fun", 4, u"No row has 'fun'"_s, u"has:alarm"_s);
        wrong("(io", 0, u"not closed"_s, u"add a ')'"_s);
        wrong("a (b (c)", 2, u"not closed"_s, u"add a ')'"_s);
        wrong("io)", 2, u"closes nothing"_s, u"remove it"_s);
        wrong(")", 0, u"missing"_s, u"write one"_s);
        wrong("()", 1, u"missing"_s, u"write one"_s);
        wrong("|", 0, u"missing"_s, u"write one"_s);
        wrong("io|", 3, u"missing"_s, u"write one"_s);
        wrong("io||sensor", 3, u"missing"_s, u"write one"_s);
        wrong("(|io)", 1, u"missing"_s, u"write one"_s);
        wrong("-", 1, u"missing after '-'"_s, u"write one"_s);
        wrong("- io", 1, u"missing after '-'"_s, u"write one"_s);
        wrong("\"io", 0, u"quote is not closed"_s, u"add a \""_s);
        wrong("class:\"io", 6, u"quote is not closed"_s, u"add a \""_s);
        wrong("io!", 2, u"no operator"_s, u"quotes"_s);
        wrong("(((((((((io)))))))))", 8, u"More than 8 parentheses"_s, u"leave some out"_s);
    }

    void saysWhatIsWrongAndWhere()
    {
        QFETCH(const QString, text);
        QFETCH(const int, position);
        QFETCH(const QString, cause);
        QFETCH(const QString, cure);
        const Filter filter(text);

        QVERIFY(!filter.isValid());
        QVERIFY(!filter.isEmpty());
        QVERIFY(!filter.matches(Row()));
        QVERIFY2(filter.error().contains(cause), qPrintable(filter.error()));
        QVERIFY2(filter.error().contains(cure), qPrintable(filter.error()));
        QVERIFY2(filter.error().endsWith(u'.'), qPrintable(filter.error()));
        QCOMPARE(filter.errorPosition(), position);
        QCOMPARE(filter.text(), text);
    }

    void takesAsManyTermsAsItSays()
    {
        const QString most = repeated(u"io "_s, Filter::MostTerms);
        QVERIFY(Filter(most).matches(Row()));

        const Filter more(most + u"io"_s);
        QVERIFY(!more.isValid());
        QVERIFY2(more.error().contains(u"more than 32 terms"), qPrintable(more.error()));
        QCOMPARE(more.errorPosition(), int(most.size()));

        const Filter alternatives(repeated(u"(io|io)"_s, 16) + u"|io"_s);
        QVERIFY(!alternatives.isValid());
    }

    void takesAsLongATextAsItSays()
    {
        QVERIFY(Filter(repeated(u"x"_s, 1024)).isValid());
        const Filter letters(repeated(u"x"_s, 1025));
        QVERIFY2(letters.error().contains(u"longer than 1024 bytes"), qPrintable(letters.error()));
        QCOMPARE(letters.errorPosition(), 1024);

        QVERIFY(Filter(repeated(u"ä"_s, 512)).isValid());
        const Filter umlauts(repeated(u"ä"_s, 513));
        QVERIFY(!umlauts.isValid());
        QCOMPARE(umlauts.errorPosition(), 512);

        QVERIFY(!Filter(repeated(u" "_s, 100'000)).isValid());
        QVERIFY(!Filter(repeated(u"("_s, 100'000)).isValid());
    }

    // With states in more than one word of bits.
    void looksForLongTextsToo_data()
    {
        QTest::addColumn<int>("size");

        for (const int size : {62, 63, 64, 65, 127, 128, 500})
            QTest::addRow("%d", size) << size;
    }

    void looksForLongTextsToo()
    {
        QFETCH(const int, size);
        const QString text = repeated(u"äb"_s, size / 2) + repeated(u"c"_s, size % 2);

        QVERIFY(Filter(u"path:"_s + text).matches(Row(text)));
        QVERIFY(!Filter(u"path:"_s + text).matches(Row(text + u'b')));
        QVERIFY(!Filter(u"path:"_s + text).matches(Row(text.chopped(1))));
        QVERIFY(!Filter(u"path:"_s + text.chopped(1)).matches(Row(text)));
        QVERIFY(Filter(text).matches(Row(u"before"_s + text + u"after"_s)));
        QVERIFY(!Filter(text).matches(Row(u"before"_s + text.chopped(1) + u"after"_s)));
        QVERIFY(Filter(u"path:"_s + text + u"*z"_s).matches(Row(text + u"xyz"_s)));
        QVERIFY(!Filter(u"path:"_s + text + u"*z"_s).matches(Row(text + u"x/z"_s)));
        QVERIFY(Filter(u"path:"_s + text + u"**z"_s).matches(Row(text + u"x/z"_s)));
    }

    // 250 gaps and 60,000 letters: what tries one way after the other does not come back.
    void isNotHeldUpByGaps()
    {
        const Row row(repeated(u"/aaa"_s, 15'000));

        QVERIFY(!Filter(u"path:"_s + repeated(u"**a"_s, 250) + u'b').matches(row));
        QVERIFY(!Filter(u"path:**"_s + repeated(u"a*"_s, 250) + u'b').matches(row));
        QVERIFY(Filter(u"path:"_s + repeated(u"**a"_s, 250)).matches(row));
    }

    void foldsLettersThatFoldIntoAscii()
    {
        QVERIFY(Filter(u"k"_s).matches(Row(u"\u212a"_s))); // the sign of the kelvin
        QVERIFY(Filter(u"\u212a"_s).matches(Row(u"K"_s)));
    }

    void looksAtNumbersFirst()
    {
        Row row;
        QVERIFY(!Filter(u"sensor (io|user) depth>1M"_s).matches(row));
        QCOMPARE(row.textsAskedFor(), 0);
        QCOMPARE(row.numbersAskedFor(), 1);

        QVERIFY(Filter(u"sensor|depth>1"_s).matches(row));
        QCOMPARE(row.textsAskedFor(), 0);
    }

    void knowsWhatItLooksAt()
    {
        const Filter filter(u"depth>1 (-class:x | oldest>1s) has:alarm"_s);

        QVERIFY(filter.uses(Column::Depth));
        QVERIFY(filter.uses(Column::Class));
        QVERIFY(filter.uses(Column::Oldest));
        QVERIFY(!filter.uses(Column::Path));
        QVERIFY(filter.uses(Column::Alarms));
        QVERIFY(Filter(u"word"_s).uses(Column::Path));
    }

    void isAValue()
    {
        Filter copy;
        {
            const Filter original(u"depth>1"_s);
            copy = original;
        }
        QVERIFY(copy.uses(Column::Depth));
        const Filter moved = std::move(copy);
        QVERIFY(moved.uses(Column::Depth));
        QVERIFY(moved.matches(Row()));
    }

    void canCompareEveryColumnThatIsNoMoment()
    {
        for (const ColumnInfo &column : columns()) {
            const QString name = QString::fromLatin1(column.name);
            QString value;
            switch (column.kind) {
            case ColumnKind::Text:
                value = u"text"_s;
                break;
            case ColumnKind::Count:
            case ColumnKind::Rate:
                value = u"1"_s;
                break;
            case ColumnKind::Duration:
                value = u"1s"_s;
                break;
            case ColumnKind::Permille:
                value = u"1%"_s;
                break;
            case ColumnKind::State:
                value = u"idle"_s;
                break;
            case ColumnKind::Time:
                QVERIFY(!Filter(name + u":1s"_s).isValid());
                continue;
            }
            const Filter filter(name + u':' + value);
            QVERIFY2(filter.isValid(), qPrintable(filter.error()));
            QVERIFY(filter.uses(column.column));
        }
    }

    void takesRatesOfAnyPeriod()
    {
        const Row row; // grows by -20.5 each second
        const auto fits = [&row](const QString &text) { return Filter(text).matches(row); };
        QVERIFY(fits(u"growth<-20/s"_s) && !fits(u"growth<-21/s"_s));
        QVERIFY(fits(u"growth<-1.2k/min"_s) && !fits(u"growth<-1260/min"_s));
        QVERIFY(fits(u"growth<-72000/h"_s) && !fits(u"growth<-75600/h"_s));
        QVERIFY(fits(u"growth>-0.021k/s"_s) && !fits(u"growth>-0.02k/s"_s));
        QVERIFY(Filter(u"in>2/d"_s).error().contains(u">5/min"_s));
        QVERIFY(!Filter(u"depth>2/s"_s).isValid());
    }

    void readsDurations()
    {
        QCOMPARE(durationFrom(u"1.5s"), std::chrono::nanoseconds(1'500'000'000));
        QCOMPARE(durationFrom(u"2h"), std::chrono::nanoseconds(std::chrono::hours(2)));
        for (const QStringView text : {u"", u"5", u"s", u"5 s", u"5d", u"1e99h", u"9999999999h"})
            QVERIFY(!durationFrom(text));
    }

    void looksThroughManyPaths()
    {
        std::vector<std::unique_ptr<Row>> rows;
        rows.reserve(100'000);
        for (int i = 0; i < 100'000; ++i)
            rows.push_back(
                std::make_unique<Row>(u"/user/sessions/region-%1/Session-%2"_s.arg(i % 10).arg(i)));
        const Filter filter(u"path:/user/sessions/*-7/**7"_s);
        qsizetype found = 0;
        QBENCHMARK {
            found = std::count_if(rows.begin(), rows.end(),
                                  [&filter](const auto &row) { return filter.matches(*row); });
        }
        QCOMPARE(found, 10'000);
    }
};

QTEST_GUILESS_MAIN(FilterTest)

#include "filtertest.moc"
