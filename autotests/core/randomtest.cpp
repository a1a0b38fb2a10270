// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Random>

#include <QTest>

using namespace Actors;

class RandomTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRealNumberLiesBetweenZeroAndOne_data()
    {
        QTest::addColumn<quint64>("drawn");
        QTest::addColumn<double>("expected");

        QTest::newRow("lowest") << quint64(0) << 0.0;
        QTest::newRow("middle") << (quint64(1) << 63) << 0.5;
        QTest::newRow("highest") << ~quint64(0) << 1.0 - 0x1.0p-53;
    }

    void aRealNumberLiesBetweenZeroAndOne()
    {
        class FixedRandom final : public Random
        {
        public:
            explicit FixedRandom(quint64 number)
                : m_number(number)
            {
            }
            quint64 next() override { return m_number; }

        private:
            const quint64 m_number;
        };
        QFETCH(const quint64, drawn);
        QFETCH(const double, expected);
        FixedRandom random(drawn);

        QVERIFY(random.nextReal() == expected);
    }

    void theRealOneDrawsDifferentNumbers()
    {
        QVERIFY(Random::real()->next() != Random::real()->next());
    }
};

QTEST_GUILESS_MAIN(RandomTest)

#include "randomtest.moc"
