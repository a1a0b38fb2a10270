// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Inspection/AlarmRule>

#include <QTest>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Subject = AlarmRule::Subject;

class AlarmRuleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRuleIsAFilterAndATime_data();
    void aRuleIsAFilterAndATime();
    void itsTextMakesAnEqualRule_data() { aRuleIsAFilterAndATime_data(); }
    void itsTextMakesAnEqualRule();
    void whatIsWrongIsNamedWithItsPlaceAndTheCure_data();
    void whatIsWrongIsNamedWithItsPlaceAndTheCure();
    void everyColumnOfASubjectCanBeLookedAt();
};

void AlarmRuleTest::aRuleIsAFilterAndATime_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<AlarmRule::Subject>("subject");
    QTest::addColumn<QString>("filter");
    QTest::addColumn<qint64>("milliseconds");
    QTest::addColumn<QString>("canonical");

    QTest::newRow("a condition") << u"oldest>5s"_s << Subject::Actors << u"oldest>5s"_s << qint64(0)
                                 << u"oldest>5s"_s;
    QTest::newRow("a time") << u"depth>10k for 10s"_s << Subject::Actors << u"depth>10k"_s
                            << qint64(10'000) << u"depth>10k for 10s"_s;
    QTest::newRow("some actors") << u"  depth>1 path:/user/** |  high>9   for 90s "_s
                                 << Subject::Actors << u"depth>1 path:/user/** |  high>9"_s
                                 << qint64(90'000) << u"depth>1 path:/user/** |  high>9 for 90s"_s;
    QTest::newRow("actors by name")
        << u"actors: restartRate>5/min for 0.5h"_s << Subject::Actors << u"restartRate>5/min"_s
        << qint64(1'800'000) << u"restartRate>5/min for 30min"_s;
    QTest::newRow("threads") << u"threads: name:main lag>1s for 250ms"_s << Subject::Threads
                             << u"name:main lag>1s"_s << qint64(250)
                             << u"threads: name:main lag>1s for 250ms"_s;
    QTest::newRow("dead letters") << u"deadletters: rate>3/s type:Tick"_s << Subject::DeadLetters
                                  << u"rate>3/s type:Tick"_s << qint64(0)
                                  << u"deadletters: rate>3/s type:Tick"_s;
    QTest::newRow("the system") << u"system: rate>100"_s << Subject::System << u"rate>100"_s
                                << qint64(0) << u"system: rate>100"_s;
    QTest::newRow("for as a part of a path")
        << u"depth>1 \"for\""_s << Subject::Actors << u"depth>1 \"for\""_s << qint64(0)
        << u"depth>1 \"for\""_s;
    QTest::newRow("blanks in quotes")
        << u"class:\"a for b\" for 1s"_s << Subject::Actors << u"class:\"a for b\""_s
        << qint64(1'000) << u"class:\"a for b\" for 1s"_s;
}

void AlarmRuleTest::aRuleIsAFilterAndATime()
{
    QFETCH(const QString, text);
    QFETCH(const AlarmRule::Subject, subject);
    QFETCH(const QString, filter);
    QFETCH(const qint64, milliseconds);
    QFETCH(const QString, canonical);
    const AlarmRule rule(text);
    QCOMPARE(rule.error(), QString());
    QCOMPARE(rule.errorPosition(), -1);
    QCOMPARE(rule.subject(), subject);
    QCOMPARE(rule.filter().text(), filter);
    QCOMPARE(rule.time(), std::chrono::milliseconds(milliseconds));
    QCOMPARE(rule.text(), canonical);
}

void AlarmRuleTest::itsTextMakesAnEqualRule()
{
    QFETCH(const QString, text);
    const AlarmRule rule(text);
    const AlarmRule again(rule.text());
    QVERIFY(again == rule);
    QCOMPARE(again.time(), rule.time());
    QCOMPARE(again.subject(), rule.subject());
    QCOMPARE(again.filter().text(), rule.filter().text());
    QVERIFY(!(AlarmRule(u"depth>7 for 1s"_s) == rule));
}

void AlarmRuleTest::whatIsWrongIsNamedWithItsPlaceAndTheCure_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("position");
    QTest::addColumn<QString>("part");

    QTest::newRow("nothing") << u""_s << 0 << u"such as oldest>5s"_s;
    QTest::newRow("no condition") << u"for 5s"_s << 0 << u"such as oldest>5s"_s;
    QTest::newRow("a subject only") << u"threads:"_s << 8 << u"such as oldest>5s"_s;
    QTest::newRow("no such subject") << u"thread: lag>1s"_s << 0 << u"threads:"_s;
    QTest::newRow("a wrong filter") << u"threads: lag>1x for 5s"_s << 13 << u"lag>1.5s"_s;
    QTest::newRow("no time") << u"depth>5 for"_s << 11 << u"as in for 10s"_s;
    QTest::newRow("no unit") << u"depth>5 for 10"_s << 12 << u"as in for 10s"_s;
    QTest::newRow("no time at all") << u"depth>5 for 0s"_s << 12 << u"as in for 10s"_s;
    QTest::newRow("too long a time") << u"depth>5 for 25h"_s << 12 << u"at most 24h"_s;
    QTest::newRow("a term after the time")
        << u"depth>5 for 10s path:/user"_s << 16 << u"before 'for'"_s;
    QTest::newRow("a column of others") << u"lag>1s"_s << 0 << u"it can at path, name"_s;
    QTest::newRow("what is known only while somebody looks")
        << u"depth>1 busy>90%"_s << 8 << u"it can at"_s;
    QTest::newRow("an alarm about alarms") << u"depth>1 has:alarm"_s << 8 << u"'alarms'"_s;
}

void AlarmRuleTest::whatIsWrongIsNamedWithItsPlaceAndTheCure()
{
    QFETCH(const QString, text);
    QFETCH(const int, position);
    QFETCH(const QString, part);
    const AlarmRule rule(text);
    QVERIFY(!rule.isValid());
    QVERIFY2(rule.error().contains(part), qPrintable(rule.error()));
    QCOMPARE(rule.errorPosition(), position);
    QCOMPARE(rule.text(), text);
}

void AlarmRuleTest::everyColumnOfASubjectCanBeLookedAt()
{
    for (const Subject subject :
         {Subject::Actors, Subject::Threads, Subject::DeadLetters, Subject::System}) {
        for (const Column column : AlarmRule::columns(subject)) {
            const ColumnInfo &known = info(column);
            const QString term = known.kind == ColumnKind::Duration ? u"%1>1s"_s
                : known.kind == ColumnKind::State                   ? u"%1:blocked"_s
                                                                    : u"%1:1"_s;
            const AlarmRule rule(nameOf(subject) + u": "_s
                                 + term.arg(QLatin1StringView(known.name)));
            QCOMPARE(rule.error(), QString());
        }
    }
}

QTEST_GUILESS_MAIN(AlarmRuleTest)
#include "alarmruletest.moc"
