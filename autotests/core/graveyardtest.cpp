// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell/graveyard_p.h"

#include <QTest>

using namespace Actors::Internal;

namespace {

void bury(Graveyard &graveyard, quint32 plot, CellId id)
{
    graveyard.add(plot, id,
                  [id](Tombstone &stone) { stone.cause = QString::number(id.generation); });
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
            bury(graveyard, 0, {i, 1});
        bury(graveyard, 1, {5, 2});
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
            bury(graveyard, generation, {7, generation});
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
            bury(graveyard, 0, {i * 1024, 1});
        QVERIFY(!graveyard.find({0, 1}));
        QVERIFY(graveyard.find({4999 * 1024, 1}));
        QVERIFY(graveyard.find({(5000 - 1024) * 1024, 1}));
        QVERIFY(!graveyard.find({(5000 - 1025) * 1024, 1}));
    }
};

QTEST_GUILESS_MAIN(GraveyardTest)

#include "graveyardtest.moc"
