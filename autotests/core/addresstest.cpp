// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Address>
#include <Actors/Core/Clock>
#include <Actors/Core/NumericAddress>
#include <Actors/Core/Random>
#include <Actors/Core/Uuid7Address>

#include <QHash>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <random>
#include <thread>
#include <vector>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::milliseconds Start{0x0123'4567'89ab};

class SteppedClock final : public Clock
{
public:
    std::chrono::nanoseconds now() const override { return {}; }
    std::chrono::milliseconds wallTime() const override { return m_time; }
    void setTime(std::chrono::milliseconds time) { m_time = time; }

private:
    std::chrono::milliseconds m_time = Start;
};

class SeededRandom final : public Random
{
public:
    quint64 next() override { return m_random(); }

private:
    std::mt19937_64 m_random{1};
};

// Leaves it to the counter to tell addresses apart.
class NoRandom final : public Random
{
public:
    quint64 next() override { return 0; }
};

template<class T, class Create>
std::vector<T> createOnThreads(int threadCount, int each, const Create &create)
{
    std::vector<std::vector<T>> parts(std::size_t(threadCount), std::vector<T>{});
    std::vector<std::thread> threads;
    threads.reserve(parts.size());
    for (std::vector<T> &part : parts) {
        threads.emplace_back([&part, &create, each] {
            for (int i = 0; i < each; ++i)
                part.push_back(create());
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    std::vector<T> all;
    for (const std::vector<T> &part : parts) {
        if (!std::is_sorted(part.begin(), part.end()))
            return {};
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

} // namespace

class AddressTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void uuidsAreUniqueAndSortedByCreation()
    {
        std::vector<Uuid7Address> addresses;
        addresses.reserve(10'000);
        for (int i = 0; i < 10'000; ++i)
            addresses.push_back(Uuid7Address::create());
        for (std::size_t i = 1; i < addresses.size(); ++i) {
            QVERIFY(addresses[i - 1] < addresses[i]);
            QVERIFY(addresses[i - 1].toString() < addresses[i].toString());
        }
        const std::chrono::milliseconds now = Clock::real()->wallTime();
        QVERIFY(addresses.front().time() <= now);
        QVERIFY(addresses.front().time() > now - 60s);
    }

    void uuidsOfAllThreadsAreUnique()
    {
        const auto addresses = createOnThreads<Uuid7Address>(4, 20'000, Uuid7Address::create);
        QCOMPARE(addresses.size(), std::size_t(80'000));
        QCOMPARE(QSet<Uuid7Address>(addresses.begin(), addresses.end()).size(), 80'000);

        const SteppedClock clock;
        NoRandom random;
        Uuid7Address::Generator generator(&clock, &random);
        const auto counted =
            createOnThreads<Uuid7Address>(4, 20'000, [&] { return generator.create(); });
        QCOMPARE(counted.size(), std::size_t(80'000));
        QCOMPARE(QSet<Uuid7Address>(counted.begin(), counted.end()).size(), 80'000);
    }

    void uuidsAreWhatRfc9562Says()
    {
        SteppedClock clock;
        SeededRandom random;
        Uuid7Address::Generator generator(&clock, &random);
        for (int i = 0; i < 1000; ++i) {
            const QUuid uuid = generator.create().toUuid();
            QCOMPARE(uuid.variant(), QUuid::DCE);
            QCOMPARE(uuid.data3 >> 12, 7);
            QCOMPARE(uuid.toRfc4122().left(6).toHex(), "0123456789ab");
        }
    }

    void uuidsRepeatWithTheirClockAndSeed()
    {
        const auto sequence = [] {
            SteppedClock clock;
            SeededRandom random;
            Uuid7Address::Generator generator(&clock, &random);
            QStringList texts;
            for (int i = 0; i < 100; ++i) {
                clock.setTime(1000ms + i / 10 * 1ms);
                texts.append(generator.create().toString());
            }
            return texts;
        };
        QCOMPARE(sequence(), sequence());
    }

    void uuidsStaySortedWhereTheClockStandsOrGoesBack()
    {
        SteppedClock clock;
        SeededRandom random;
        Uuid7Address::Generator generator(&clock, &random);
        Uuid7Address last = generator.create();
        for (int i = 0; i < 200'000; ++i) {
            if (i == 150'000)
                clock.setTime(5ms);
            const Uuid7Address next = generator.create();
            QVERIFY(last < next);
            last = next;
        }
        // More than a millisecond can count: the time goes ahead, by no more than it must.
        QVERIFY(last.time() <= Start + 4ms);
        QVERIFY(last.time() >= Start + 2ms);
        clock.setTime(Start + 1s);
        QCOMPARE(generator.create().time(), Start + 1s);
    }

    void uuidsReturnFromTheirText()
    {
        const Uuid7Address address = Uuid7Address::create();
        QCOMPARE(address.toString().size(), 36);
        QCOMPARE(Uuid7Address::fromString(address.toString()), address);
        QCOMPARE(Uuid7Address::fromString(address.toUuid().toString()), address);
        QCOMPARE(Uuid7Address::fromUuid(address.toUuid()), address);
    }

    void refusesTextsThatAreNoAddress_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("empty") << u""_s;
        QTest::newRow("word") << u"main"_s;
        QTest::newRow("sign") << u"-1"_s;
        QTest::newRow("plus") << u"+1"_s;
        QTest::newRow("space") << u" 1"_s;
        QTest::newRow("fraction") << u"1.5"_s;
        QTest::newRow("too large") << u"18446744073709551616"_s;
        QTest::newRow("null uuid") << u"00000000-0000-0000-0000-000000000000"_s;
        QTest::newRow("version 4") << u"919108f7-52d1-4320-9bac-f847db4148a8"_s;
        QTest::newRow("wrong variant") << u"017f22e2-79b0-7cc3-18c4-dc0c0c07398f"_s;
        QTest::newRow("cut off") << u"017f22e2-79b0-7cc3-98c4-dc0c0c07398"_s;
    }

    void refusesTextsThatAreNoAddress()
    {
        QFETCH(const QString, text);
        QVERIFY(!Address::fromString(text));
        QVERIFY(!NumericAddress::fromString(text));
        QVERIFY(!Uuid7Address::fromString(text));
    }

    void readsTheExampleOfTheRfc()
    {
        const auto address = Uuid7Address::fromString(u"017F22E2-79B0-7CC3-98C4-DC0C0C07398F"_s);
        QVERIFY(address);
        QCOMPARE(address->time(), 1645557742000ms);
        QCOMPARE(address->toString(), u"017f22e2-79b0-7cc3-98c4-dc0c0c07398f"_s);
    }

    void numbersIncreaseOverAllThreads()
    {
        const NumericAddress before = NumericAddress::create();
        const auto addresses = createOnThreads<NumericAddress>(4, 20'000, NumericAddress::create);
        QCOMPARE(addresses.size(), std::size_t(80'000));
        QCOMPARE(QSet<NumericAddress>(addresses.begin(), addresses.end()).size(), 80'000);
        QVERIFY(*std::min_element(addresses.begin(), addresses.end()) > before);
        QVERIFY(NumericAddress::create() > *std::max_element(addresses.begin(), addresses.end()));
    }

    void numbersMayBeChosen()
    {
        const NumericAddress address(42);
        QCOMPARE(address.value(), quint64(42));
        QCOMPARE(address.toString(), u"42"_s);
        QCOMPARE(NumericAddress::fromString(u"42"), address);
        QCOMPARE(NumericAddress(42), address);
        QVERIFY(NumericAddress(43) != address);
        QVERIFY(NumericAddress().isNull());
        QVERIFY(Uuid7Address().isNull());
    }

    void kindsAreNeverEqualAndLiveInOneDirectory()
    {
        QHash<Address, int> directory;
        for (int i = 0; i < 5000; ++i) {
            directory.insert(NumericAddress::create(), i);
            directory.insert(Uuid7Address::create(), i);
        }
        QCOMPARE(directory.size(), 10'000);

        const auto uuid = Uuid7Address::fromString(u"00000000-0000-7000-8000-000000000001"_s);
        const Address number = NumericAddress(quint64(1) << 63 | 1); // the same low bits
        QVERIFY(Address(*uuid) != number);
        QVERIFY(Address(*uuid) > number);
        QVERIFY(Address() < number);
        QCOMPARE(Address(NumericAddress()), Address(Uuid7Address()));
        QVERIFY(Address(NumericAddress()).isNull());
    }

    void remembersItsKindAndReturnsFromItsText()
    {
        const Address number = NumericAddress(7);
        QCOMPARE(number.kind(), Address::Kind::Numeric);
        QCOMPARE(number.toNumeric(), NumericAddress(7));
        QVERIFY(number.toUuid7().isNull());
        QCOMPARE(Address::fromString(number.toString()), number);

        const Uuid7Address uuid = Uuid7Address::create();
        const Address other = uuid;
        QCOMPARE(other.kind(), Address::Kind::Uuid7);
        QCOMPARE(other.toUuid7(), uuid);
        QVERIFY(other.toNumeric().isNull());
        QCOMPARE(Address::fromString(other.toString()), other);
        QCOMPARE(QVariant::fromValue(other).value<Address>(), other);

        QCOMPARE(Address().toString(), QString());
        QString text;
        QDebug(&text) << number;
        QCOMPARE(text.trimmed(), u"Address(7)"_s);
    }
};

QTEST_GUILESS_MAIN(AddressTest)

#include "addresstest.moc"
