// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell/childlist_p.h"

#include <QTest>

#include <algorithm>
#include <random>
#include <vector>

using Actors::Internal::Cell;
using Actors::Internal::ChildList;

namespace {

constexpr std::size_t Most = 100'000;

//! Nobody looks into it.
Cell *child(std::size_t number)
{
    static std::vector<std::byte> addresses(64 * (Most + 1));
    return reinterpret_cast<Cell *>(&addresses[64 * number]);
}

} // namespace

class ChildListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoeverIsNoChildIsNotRemoved()
    {
        ChildList list;
        QVERIFY(list.isEmpty());
        QVERIFY(!list.remove(child(0)));
        for (std::size_t i = 0; i < 100; ++i) {
            list.add(child(i));
            QVERIFY(!list.remove(child(i + 1)));
        }
        QVERIFY(list.remove(child(7)));
        QVERIFY(!list.remove(child(7)));
        QCOMPARE(list.all().size(), 99u);
    }

    void keepsTheOrderInWhichTheyCame()
    {
        ChildList list;
        std::vector<Cell *> expected;
        std::mt19937 random(1);
        std::size_t next = 0;
        for (int i = 0; i < 20000; ++i) {
            // Grows to some thousand, and becomes small again.
            const bool grows = i < 10000;
            if (expected.empty() || random() % 10 < (grows ? 7U : 2U)) {
                list.add(child(next));
                expected.push_back(child(next++));
            } else {
                const auto place = expected.begin() + long(random() % expected.size());
                QVERIFY(list.remove(*place));
                expected.erase(place);
            }
            QCOMPARE(list.isEmpty(), expected.empty());
            if (random() % 100 == 0)
                QCOMPARE(list.all(), expected);
        }
        QCOMPARE(list.all(), expected);
    }

    void aHundredThousandLeaveInAnyOrder()
    {
        ChildList list;
        std::vector<std::size_t> order(Most);
        for (std::size_t i = 0; i < Most; ++i) {
            list.add(child(i));
            order[i] = i;
        }
        std::shuffle(order.begin(), order.end(), std::mt19937(1));
        for (const std::size_t number : order)
            QVERIFY(list.remove(child(number)));
        QVERIFY(list.isEmpty());
        QVERIFY(list.all().empty());
    }
};

QTEST_APPLESS_MAIN(ChildListTest)

#include "childlisttest.moc"
