// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "sparkline.h"

#include <QLocale>
#include <QRectF>
#include <QTest>

#include <algorithm>

using namespace Actors::Inspector;
using namespace Qt::StringLiterals;

class SparklineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void hasNoLineForLessThanTwoSamples()
    {
        QVERIFY(Sparkline::line({}, {0, 0, 60, 10}).isEmpty());
        QVERIFY(Sparkline::line({7}, {0, 0, 60, 10}).isEmpty());
    }

    void endsAtTheRightAtNow()
    {
        const QPolygonF line = Sparkline::line({0, 10}, {0, 0, 299, 10});

        QCOMPARE(line.last(), QPointF(299, 0));
        QCOMPARE(line.first(), QPointF(298, 10));
    }

    void keepsAPeakThatIsNarrowerThanAPixel()
    {
        QList<int> samples(Sparkline::MostSamples, 0);
        samples[151] = 1000;
        const QPolygonF line = Sparkline::line(samples, {0, 0, 30, 10});

        const auto highest = std::min_element(
            line.cbegin(), line.cend(),
            [](const QPointF &one, const QPointF &other) { return one.y() < other.y(); });
        QCOMPARE(highest->y(), 0.0);
        QVERIFY(line.size() <= 2 * 31);
    }

    void isDescribedByNumberTrendAndPeak_data()
    {
        QTest::addColumn<QList<int>>("samples");
        QTest::addColumn<QString>("description");

        QTest::newRow("none") << QList<int>{} << QString();
        QTest::newRow("rises") << QList<int>{1, 17'319} << u"17,319, rising, highest 17,319"_s;
        QTest::newRow("falls") << QList<int>{9, 3} << u"3, falling, highest 9"_s;
        QTest::newRow("stays") << QList<int>{5, 5} << u"5, steady, highest 5"_s;
    }

    void isDescribedByNumberTrendAndPeak()
    {
        QFETCH(const QList<int>, samples);
        QTEST(Sparkline::description(samples), "description");
    }
};

QTEST_GUILESS_MAIN(SparklineTest)
#include "sparklinetest.moc"
