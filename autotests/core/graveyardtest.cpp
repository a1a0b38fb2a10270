// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell/graveyard_p.h"

#include <QTest>

using namespace Actors::Internal;

namespace {

Tombstone stoneOf(quint32 index, quint32 generation)
{
    Tombstone stone;
    stone.id = {index, generation};
    stone.cause = QString::number(generation);
    return stone;
}

} // namespace

class GraveyardTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLastOfEachPlotAreFound()
    {
        Graveyard graveyard;
        for (quint32 i = 0; i < 3000; ++i)
            graveyard.add(0, stoneOf(i, 1));
        graveyard.add(1, stoneOf(5, 2));
        QVERIFY(!graveyard.find({3000 - 1025, 1}));
        for (quint32 i = 3000 - 1024; i < 3000; ++i)
            QVERIFY(graveyard.find({i, 1}));
        QCOMPARE(graveyard.find({5, 2})->cause, QStringLiteral("2"));
        QVERIFY(!graveyard.find({5, 1}));
    }

    void generationsOfOneSlotAreToldApart()
    {
        Graveyard graveyard;
        for (quint32 generation = 1; generation <= 100; ++generation)
            graveyard.add(generation, stoneOf(7, generation));
        for (quint32 generation = 1; generation <= 100; ++generation)
            QCOMPARE(graveyard.find({7, generation})->cause, QString::number(generation));
        QVERIFY(!graveyard.find({7, 101}));
        QVERIFY(!graveyard.find({8, 1}));
    }

    void oneThatWasOverwrittenEndsTheSearch()
    {
        Graveyard graveyard;
        // All in one chain, so that the oldest leads to what is not there any more.
        for (quint32 i = 0; i < 5000; ++i)
            graveyard.add(0, stoneOf(i * 1024, 1));
        QVERIFY(!graveyard.find({0, 1}));
        QVERIFY(graveyard.find({4999 * 1024, 1}));
        QVERIFY(graveyard.find({(5000 - 1024) * 1024, 1}));
        QVERIFY(!graveyard.find({(5000 - 1025) * 1024, 1}));
    }
};

QTEST_GUILESS_MAIN(GraveyardTest)

#include "graveyardtest.moc"
