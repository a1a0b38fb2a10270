// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "driver/goals.h"
#include "driver/machinelimits.h"
#include "driver/measurement.h"
#include "driver/nearnames.h"
#include "driver/options.h"
#include "driver/plot.h"
#include "driver/program.h"
#include "driver/report.h"
#include "driver/resultline.h"
#include "driver/scaling.h"
#include "driver/scenario.h"
#include "driver/statistics.h"
#include "driver/table.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QXmlStreamReader>

#include <algorithm>
#include <numeric>

using namespace Bench;

namespace {

std::vector<double> upTo(int count)
{
    std::vector<double> figures(static_cast<std::size_t>(count));
    std::iota(figures.begin(), figures.end(), 1);
    return figures;
}

//! A scenario that has run \a rounds times: we are twice as fast as plain Qt.
Measurement twiceAsFast(int rounds)
{
    Measurement measurement({QStringLiteral("pingpong"), 1000, 100, 2, {}, {}});
    for (int round = 0; round < rounds; ++round) {
        const double mood = 1 + round % 3;
        measurement.add(Name::Ours, {2e6 * mood, {{QStringLiteral("p99_ns"), 100 * mood}}});
        measurement.add(Name::Qt, {1e6 * mood, {}});
    }
    return measurement;
}

const Bar floorOfFive{QStringLiteral("pingpong"), Bar::Beside::Contestant, Name::Qt, 5};
const Bar ceilingOfFive{QStringLiteral("pingpong"), Bar::Beside::Limit, Name::Qt, 5};

//! A ladder of two steps that was climbed twelve times: an item on the second takes \a factor times
//! as long as on the first.
Climb climbed(double factor)
{
    Climb climb({QStringLiteral("scaling-actors"), QStringLiteral("actors"), {10, 100}});
    for (int round = 0; round < 12; ++round) {
        const double mood = 1 + round % 3;
        climb.add(0, 1e6 * mood);
        climb.add(1, 1e6 * mood / factor);
    }
    return climb;
}

QString complaint(const QStringList &arguments)
{
    const auto parsed = parse(QStringList{QStringLiteral("actors-bench")} + arguments);
    const auto *wrong = std::get_if<WrongInput>(&parsed);
    return wrong ? wrong->message : QString();
}

} // namespace

class BenchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo()
    {
        const Spread spread({4, 1, 3, 2});

        QCOMPARE(spread.median, 2.5);
        QCOMPARE(spread.least, 1.0);
        QCOMPARE(spread.most, 4.0);
        QCOMPARE(Spread({3, 1, 2}).median, 2.0);
        QCOMPARE(Spread({}).median, 0.0);
    }

    void theIntervalGoesFromOneRankToAnother_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<double>("lower");
        QTest::addColumn<double>("upper");

        // As the tables of the sign test have them, for 5 % on both sides together.
        QTest::newRow("6") << 6 << 1.0 << 6.0;
        QTest::newRow("8") << 8 << 1.0 << 8.0;
        QTest::newRow("9") << 9 << 2.0 << 8.0;
        QTest::newRow("12") << 12 << 3.0 << 10.0;
        QTest::newRow("15") << 15 << 4.0 << 12.0;
        QTest::newRow("20") << 20 << 6.0 << 15.0;
        QTest::newRow("25") << 25 << 8.0 << 18.0;
    }

    void theIntervalGoesFromOneRankToAnother()
    {
        QFETCH(const int, count);
        auto figures = upTo(count);
        std::reverse(figures.begin(), figures.end());
        const auto interval = medianInterval(figures);

        QVERIFY(interval);
        QTEST(interval->lower, "lower");
        QTEST(interval->upper, "upper");
    }

    void eachBarIsAboutAScenario()
    {
        for (const Bar &bar : bars()) {
            const bool isThere =
                std::any_of(scenarios().begin(), scenarios().end(),
                            [&bar](const Scenario &it) { return it.name == bar.scenario; });
            QVERIFY2(isThere, qPrintable(bar.scenario));
        }
    }

    void fiveFiguresHaveNoInterval()
    {
        QVERIFY(!medianInterval(upTo(5)));
        QVERIFY(!medianInterval({}));
    }

    void ratiosAreThoseOfTheSameRound()
    {
        QCOMPARE(pairByPair({2, 6, 8}, {1, 2}), (std::vector<double>{2, 3}));
        // The mood of the machine is in both and falls out.
        QCOMPARE(twiceAsFast(3).ratios(Name::Ours, Name::Qt), (std::vector<double>{2, 2, 2}));
    }

    void aResultLineIsReadWithAllItsFigures()
    {
        const auto results = resultLines(QStringLiteral(
            "*** failed to set config parameter scheduler.policy\n"
            "libactors ask 1000 0.500000 2000 checksum=right p50_ns=120 p99_ns=3.5e3\n"
            "  disp 0 sleeps=12 spinsWon=1 spinsLost=2 passes=5\n"));

        QCOMPARE(results.size(), std::size_t(1));
        QCOMPARE(results[0].program, QStringLiteral("libactors"));
        QCOMPARE(results[0].work, QStringLiteral("ask"));
        QCOMPARE(results[0].messages, 1000.0);
        QCOMPARE(results[0].seconds, 0.5);
        QCOMPARE(results[0].rate, 2000.0);
        QVERIFY(results[0].isRight);
        QCOMPARE(results[0].figures,
                 (QMap<QString, double>{{QStringLiteral("p50_ns"), 120},
                                        {QStringLiteral("p99_ns"), 3500}}));
    }

    void aWrongChecksumIsSeen()
    {
        const auto results = resultLines(QStringLiteral("qt counting 10 1 10 checksum=wrong\n"));

        QCOMPARE(results.size(), std::size_t(1));
        QVERIFY(!results[0].isRight);
    }

    void whatIsNoResultIsPassedOver_data()
    {
        QTest::addColumn<QString>("output");

        QTest::newRow("nothing") << QString();
        QTest::newRow("words") << QStringLiteral("unknown benchmark, see the list below\n");
        QTest::newRow("cut off") << QStringLiteral("libactors ask 1000 0.5\n");
        QTest::newRow("in no time") << QStringLiteral("libactors ask 1000 0 inf\n");
        QTest::newRow("nothing done") << QStringLiteral("libactors ask 0 1 0\n");
    }

    void whatIsNoResultIsPassedOver()
    {
        QFETCH(const QString, output);

        QVERIFY(resultLines(output).empty());
    }

    void limitsAreReadInNanoseconds()
    {
        MachineLimits limits;
        limits.add(QStringLiteral("limit lineping_hop 6000000 0.150000 40000000 ns=25.00\n"
                                  "limit lineping2_hop 6000000 0.300000 20000000 ns=50.00\n"));
        limits.add(QStringLiteral("limit lineping2_hop 6000000 0.600000 10000000 ns=100.00\n"));

        QCOMPARE(limits.nanoseconds(QStringLiteral("lineping2_hop")),
                 (std::vector<double>{50, 100}));
        QVERIFY(limits.nanoseconds(QStringLiteral("spsc48")).empty());
    }

    void aFloorIsMetByTheLowerEndOfTheInterval_data()
    {
        QTest::addColumn<double>("shift");
        QTest::addColumn<int>("pairs");
        QTest::addColumn<Verdict>("verdict");

        // The interval of 1 to 12 is 3 to 10.
        QTest::newRow("on the bar") << 2.0 << 12 << Verdict::Met;
        QTest::newRow("across the bar") << 1.5 << 12 << Verdict::Unproven;
        QTest::newRow("just across") << -5.0 << 12 << Verdict::Unproven;
        QTest::newRow("below the bar") << -5.5 << 12 << Verdict::Missed;
        QTest::newRow("above, once too little") << 9.0 << 11 << Verdict::TooFewPairs;
        QTest::newRow("above, without an interval") << 9.0 << 3 << Verdict::TooFewPairs;
        QTest::newRow("not at all") << 9.0 << 0 << Verdict::NotMeasured;
    }

    void aFloorIsMetByTheLowerEndOfTheInterval()
    {
        QFETCH(const double, shift);
        QFETCH(const int, pairs);
        auto ratios = upTo(pairs);
        for (double &ratio : ratios)
            ratio += shift;

        QTEST(judge(floorOfFive, ratios).verdict, "verdict");
    }

    void aCeilingIsMetByTheUpperEndOfTheInterval()
    {
        const auto verdict = [](double shift) {
            auto ratios = upTo(12);
            for (double &ratio : ratios)
                ratio += shift;
            return judge(ceilingOfFive, ratios).verdict;
        };

        QCOMPARE(verdict(-5), Verdict::Met);
        QCOMPARE(verdict(0), Verdict::Unproven);
        QCOMPARE(verdict(2.5), Verdict::Missed);
    }

    void aBarFindsWhatItIsHeldAgainst()
    {
        std::vector<Measurement> measurements{twiceAsFast(12)};
        Measurement ask({QStringLiteral("ask"), 1000, 100, 1, {}, {}});
        const QString bytes = QStringLiteral("bytes_per_actor");
        for (int round = 0; round < 12; ++round) {
            ask.add(Name::Ours, {0.5e6 * (1 + round % 3), {{bytes, 300}}});
            ask.add(Name::Qt, {1e6, {{bytes, 600}}});
        }
        measurements.push_back(ask);
        MachineLimits limits;
        for (int round = 0; round < 12; ++round)
            limits.add(QStringLiteral("limit hop 1 1 %1").arg(8e6 * (1 + round % 3), 0, 'f', 0));
        const auto median = [&](Bar::Beside beside, const QString &scenario, const QString &other) {
            const Bar bar{scenario, beside, other, 1};
            return Spread(judge(bar, measurements, limits).ratios).median;
        };
        const QString pingpong = QStringLiteral("pingpong");

        QCOMPARE(median(Bar::Beside::Contestant, pingpong, Name::Qt), 2.0);
        QCOMPARE(median(Bar::Beside::Limit, pingpong, QStringLiteral("hop")), 4.0);
        QCOMPARE(median(Bar::Beside::Memory, ask.scenario().name, Name::Qt), 0.5);
        // An ask takes four times as long as a message, and so twice as long as two.
        QCOMPARE(median(Bar::Beside::Scenario, ask.scenario().name, pingpong), 2.0);
        QCOMPARE(
            judge({QStringLiteral("none"), Bar::Beside::Limit, pingpong, 1}, measurements, limits)
                .verdict,
            Verdict::NotMeasured);
    }

    void namesThatWereMeantAreFound_data()
    {
        QTest::addColumn<QString>("wanted");
        QTest::addColumn<QStringList>("near");

        QTest::newRow("letters swapped")
            << QStringLiteral("pingpnog") << QStringList{QStringLiteral("pingpong")};
        QTest::newRow("a part") << QStringLiteral("fork")
                                << QStringList{QStringLiteral("forkjoin-throughput"),
                                               QStringLiteral("forkjoin-create")};
        QTest::newRow("another case")
            << QStringLiteral("PINGPONG") << QStringList{QStringLiteral("pingpong")};
        QTest::newRow("nothing like it") << QStringLiteral("xyzzy") << QStringList();
        QTest::newRow("nothing") << QString() << QStringList();
    }

    void namesThatWereMeantAreFound()
    {
        QFETCH(const QString, wanted);
        const QStringList known{QStringLiteral("forkjoin-throughput"), QStringLiteral("pingpong"),
                                QStringLiteral("forkjoin-create"), QStringLiteral("ask")};

        QTEST(nearNames(wanted, known), "near");
    }

    void wrongInputIsToldWithItsCure()
    {
        const auto words = [](const char *line) {
            return QString::fromLatin1(line).split(u' ', Qt::SkipEmptyParts);
        };

        QVERIFY(complaint(words("--scenario pingpong,ask --messages 5000")).isEmpty());
        QVERIFY(complaint(words("--scenario pingpnog")).contains(QLatin1String("Is it pingpong")));
        QVERIFY(complaint(words("--scenario xyzzy")).contains(QLatin1String("all, pingpong")));
        QVERIFY(complaint(words("--scenario ,")).contains(QLatin1String("all, pingpong")));
        QVERIFY(complaint(words("pingpong")).contains(QLatin1String("--scenario pingpong")));
        QVERIFY(complaint(words("--rounds many")).contains(QLatin1String("from 1 on")));
        QVERIFY(complaint(words("--messages -5")).contains(QLatin1String("from 1 on")));
        QVERIFY(complaint(words("--messages 5 --scale 2")).contains(QLatin1String("one of them")));
        QVERIFY(complaint(words("--scale nan")).contains(QLatin1String("above 0")));
        QVERIFY(complaint(words("--format xml")).contains(QLatin1String("md and json")));
        QVERIFY(complaint(words("--limits few")).contains(QLatin1String("machine and none")));
        QVERIFY(complaint(words("--goals --rounds 11")).contains(QLatin1String("--rounds 12")));
        QVERIFY(
            complaint(words("--scaling --scenario ask")).contains(QLatin1String("--scenario out")));
        QVERIFY(complaint(words("--no-such")).contains(QLatin1String("--help")));
    }

    void numbersHaveThreeDigits()
    {
        QCOMPARE(shortNumber(0), QStringLiteral("0"));
        QCOMPARE(shortNumber(0.012345), QStringLiteral("0.0123"));
        QCOMPARE(shortNumber(0.9996), QStringLiteral("1.00"));
        QCOMPARE(shortNumber(12.34), QStringLiteral("12.3"));
        QCOMPARE(shortNumber(1234567), QStringLiteral("1234567"));
    }

    void aReportSaysWhatItKnows()
    {
        Results results;
        results.circumstances = {{QStringLiteral("machine"), QStringLiteral("abacus")}};
        results.contestants = {{Name::Ours, {}}, {Name::Qt, {}}};
        results.measurements = {twiceAsFast(6)};
        results.judgements = {judge(floorOfFive, results.measurements, results.limits)};
        const QString text = QString::fromUtf8(markdown(results));
        const QJsonObject object = QJsonDocument::fromJson(json(results)).object();

        QVERIFY(text.contains(QLatin1String("- machine: abacus")));
        QVERIFY(text.contains(QLatin1String("Only 6 pairs")));
        QVERIFY(text.contains(QStringLiteral("2.00 [2.00–2.00]")));
        QVERIFY(text.contains(QStringLiteral("4.00 (2.00–6.00)")));
        QVERIFY(text.contains(QStringLiteral("200 (100–300)")));
        QVERIFY(text.contains(QLatin1String("too few pairs")));
        const QJsonValue pingpong = object[QLatin1String("results")][QLatin1String("pingpong")];
        QCOMPARE(pingpong[QLatin1String("ratioTo")][QLatin1String("qt")][QLatin1String("median")],
                 QJsonValue(2.0));
        QCOMPARE(pingpong[QLatin1String("figures")][QLatin1String("libactors")]
                         [QLatin1String("p99_ns")][QLatin1String("max")],
                 QJsonValue(300.0));
    }

    void twelvePairsNeedNoWarning()
    {
        Results results;
        results.contestants = {{Name::Ours, {}}, {Name::Qt, {}}};
        results.measurements = {twiceAsFast(12)};

        QVERIFY(!markdown(results).contains("Only"));
    }

    void aPlotIsADrawing()
    {
        QXmlStreamReader reader(plot({twiceAsFast(12)}));
        QString words;
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::Characters)
                words += reader.text();
        }

        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(words.contains(QLatin1String("pingpong")));
        QVERIFY(words.contains(QLatin1String("plain Qt")));
        QVERIFY(words.contains(QStringLiteral("2.00×")));
        QVERIFY(!words.contains(QLatin1String("CAF")));
    }

    void aPlotOfNothingIsADrawingToo()
    {
        QXmlStreamReader reader(plot({}));
        while (!reader.atEnd())
            reader.readNext();

        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
    }

    void eachStepIsHeldAgainstTheOneBefore()
    {
        const Climb cheap = climbed(1.9);
        const Climb dear = climbed(2.1);

        QCOMPARE(cheap.judgement(0).verdict, Verdict::NotMeasured);
        QCOMPARE(cheap.judgement(1).verdict, Verdict::Met);
        QCOMPARE(dear.judgement(1).verdict, Verdict::Missed);
        QCOMPARE(cheap.cost(0), 500.0);
    }

    void theLastStepIsHeldAgainstTheThroughputOfTheSecond()
    {
        const auto threeSteps = [](double last) {
            Climb climb({QStringLiteral("scaling-threads"),
                         QStringLiteral("threads"),
                         {1, 2, 4},
                         Ladder::Steady::Throughput});
            for (int round = 0; round < 12; ++round) {
                for (std::size_t step = 0; step < 3; ++step)
                    climb.add(step, step == 2 ? last : 1e6);
            }
            return climb;
        };

        QCOMPARE(threeSteps(0.81e6).judgement(1).verdict, Verdict::NotMeasured);
        QCOMPARE(threeSteps(0.81e6).judgement(2).verdict, Verdict::Met);
        QCOMPARE(threeSteps(0.79e6).judgement(2).verdict, Verdict::Missed);
    }

    void theReportOfALadderNamesItsSteps()
    {
        const std::vector<Climb> climbs{climbed(2.1)};
        const QByteArray report = scalingMarkdown(climbs);
        const QJsonObject json = QJsonDocument::fromJson(scalingJson(climbs)).object();
        QXmlStreamReader reader(scalingPlot(climbs));
        QString words;
        while (!reader.atEnd()) {
            if (reader.readNext() == QXmlStreamReader::Characters)
                words += reader.text();
        }

        QVERIFY(report.contains("|    100 |"));
        QVERIFY(report.contains("missed"));
        QCOMPARE(json[u"scaling"][0][u"steps"][1][u"count"].toInt(), 100);
        QCOMPARE(json[u"scaling"][0][u"steps"][1][u"verdict"].toString(), QStringLiteral("missed"));
        QVERIFY2(!reader.hasError(), qPrintable(reader.errorString()));
        QVERIFY(words.contains(QStringLiteral("actors")));
    }

    void aProgramTellsWhatItHasPrintedAndHowItHasEnded()
    {
        const QString shell = QStringLiteral("/bin/sh");
        const auto script = [](const char *text) {
            return QStringList{QStringLiteral("-c"), QString::fromLatin1(text)};
        };
        const Run good = run(shell, script("echo out; echo err >&2"));
        const Run bad = run(shell, script("echo oh; exit 3"));
        const Run killed = run(shell, script("kill -9 $$"));
        const Run none = run(QStringLiteral("/no/such/program"), {});

        QCOMPARE(good.error, QString());
        QCOMPARE(good.output, QStringLiteral("out\nerr\n"));
        QVERIFY(bad.error.contains(QLatin1String("status 3")));
        QVERIFY(bad.error.contains(QLatin1String("oh")));
        QVERIFY(!killed.error.isEmpty());
        QVERIFY(none.error.contains(QLatin1String("/no/such/program")));
    }
};

QTEST_GUILESS_MAIN(BenchTest)

#include "benchtest.moc"
