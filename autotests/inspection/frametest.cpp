// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Inspection/frame.h>

#include <QCborArray>
#include <QCborMap>
#include <QTest>
#include <QtEndian>

#include <limits>
#include <vector>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;

//! With its length before it.
static QByteArray framed(const QByteArray &item)
{
    QByteArray length(4, '\0');
    qToBigEndian(static_cast<quint32>(item.size()), length.data());
    return length + item;
}

//! A frame Reply of stream 7 with the body that is in \a hex.
static QByteArray frameAround(const QByteArray &hex)
{
    return framed(QByteArray::fromHex("830b07" + hex));
}

static QByteArray repeated(const QByteArray &part, int times)
{
    return part.repeated(times);
}

//! The error that \a bytes are refused with; empty if there is a whole frame in them.
static QString errorOf(const QByteArray &bytes,
                       const FrameLimits &limits = FrameLimits::fromProbe())
{
    FrameReader reader(limits);
    reader.append(bytes);
    const bool isThere = reader.next().has_value();
    if (isThere != reader.error().isEmpty())
        return u"neither a frame nor an error"_s;
    return reader.error();
}

class FrameTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesItsLengthAndOneArray()
    {
        QCOMPARE(encodeFrame({FrameType::Acknowledge, 3, 500}).toHex(),
                 "00000006830903"_ba + "1901f4");
        QCOMPARE(encodeFrame({FrameType::Unsubscribe, 1, nullptr}).toHex(), "00000004830601f6"_ba);
    }

    void givesBackWhatWasWritten_data()
    {
        QTest::addColumn<QCborValue>("body");

        QTest::newRow("null") << QCborValue(nullptr);
        QTest::newRow("undefined") << QCborValue();
        QTest::newRow("true") << QCborValue(true);
        QTest::newRow("false") << QCborValue(false);
        QTest::newRow("zero") << QCborValue(0);
        QTest::newRow("highest") << QCborValue(std::numeric_limits<qint64>::max());
        QTest::newRow("lowest") << QCborValue(std::numeric_limits<qint64>::min());
        QTest::newRow("minus one") << QCborValue(-1);
        QTest::newRow("double") << QCborValue(0.1);
        QTest::newRow("infinity") << QCborValue(std::numeric_limits<double>::infinity());
        QTest::newRow("text") << QCborValue(u"Grüße, 日本, 🦆"_s);
        QTest::newRow("empty text") << QCborValue(u""_s);
        QTest::newRow("bytes") << QCborValue(QByteArray("\0\xff", 2));
        QTest::newRow("empty array") << QCborValue(QCborArray());
        QTest::newRow("array") << QCborValue(QCborArray{1, u"two"_s, QCborArray{3.5, nullptr}});
        QTest::newRow("empty map") << QCborValue(QCborMap());
        QTest::newRow("map") << QCborValue(
            QCborMap{{u"one"_s, 1}, {1, u"one"_s}, {-1, QCborMap{{u"in"_s, QCborArray{1}}}}});
    }

    void givesBackWhatWasWritten()
    {
        QFETCH(const QCborValue, body);
        FrameReader reader(FrameLimits::fromProbe());

        reader.append(encodeFrame({FrameType::Reply, 4'294'967'295, body}));

        const std::optional<Frame> frame = reader.next();
        QVERIFY2(frame, qPrintable(reader.error()));
        QCOMPARE(frame->type, FrameType::Reply);
        QCOMPARE(frame->stream, 4'294'967'295U);
        QCOMPARE(frame->body, body);
        QVERIFY(!reader.next());
        QCOMPARE(reader.error(), QString());
        QCOMPARE(reader.pendingBytes(), 0);
    }

    void readsFloatsOfAllSizes()
    {
        for (const QByteArray &hex : {"f93e00"_ba, "fa3fc00000"_ba, "fb3ff8000000000000"_ba}) {
            FrameReader reader(FrameLimits::fromProbe());
            reader.append(frameAround(hex));
            const std::optional<Frame> frame = reader.next();
            QVERIFY2(frame, qPrintable(reader.error()));
            QCOMPARE(frame->body, QCborValue(1.5));
        }
    }

    void passesTypesOnThatItDoesNotKnow()
    {
        FrameReader reader(FrameLimits::fromProbe());
        reader.append(framed(QByteArray::fromHex("8318ff00f6")));

        const std::optional<Frame> frame = reader.next();

        QVERIFY2(frame, qPrintable(reader.error()));
        QCOMPARE(static_cast<int>(frame->type), 255);
    }

    void findsFramesWhereverTheBytesAreCut()
    {
        const QCborValue first = QCborArray{1, u"text"_s, QCborMap{{u"key"_s, 2.5}}};
        const QCborValue second = u"second"_s;
        const QByteArray bytes =
            encodeFrame({FrameType::Table, 1, first}) + encodeFrame({FrameType::Reply, 2, second});

        for (qsizetype cut = 0; cut <= bytes.size(); ++cut) {
            FrameReader reader(FrameLimits::fromProbe());
            std::vector<Frame> frames;
            for (const QByteArray &part : {bytes.first(cut), bytes.sliced(cut)}) {
                reader.append(part);
                while (const std::optional<Frame> frame = reader.next())
                    frames.push_back(*frame);
            }
            QVERIFY2(reader.error().isEmpty(), qPrintable(reader.error()));
            QCOMPARE(frames.size(), 2U);
            QCOMPARE(frames[0].body, first);
            QCOMPARE(frames[1].body, second);
            QCOMPARE(reader.pendingBytes(), 0);
        }
    }

    void waitsForTheWholeFrame()
    {
        const QByteArray bytes = encodeFrame({FrameType::Reply, 1, u"text"_s});
        FrameReader reader(FrameLimits::fromProbe());

        for (qsizetype i = 0; i < bytes.size(); ++i) {
            QVERIFY(!reader.next());
            QCOMPARE(reader.error(), QString());
            QCOMPARE(reader.pendingBytes(), i);
            reader.append(bytes.sliced(i, 1));
        }
        QVERIFY(reader.next());
    }

    void keepsUpWithBytesThatComeOneByOne()
    {
        const QByteArray bytes = encodeFrame({FrameType::Reply, 1, QByteArray(60'000, 'x')})
            + repeated(encodeFrame({FrameType::Pause, 1, nullptr}), 100'000);
        FrameReader reader(FrameLimits::fromProbe());
        int frames = 0;
        for (const char byte : bytes) {
            reader.append(QByteArray(1, byte));
            while (reader.next())
                ++frames;
        }
        QCOMPARE(frames, 100'001);
    }

    // Moving the rest for each frame would move 400 GB.
    void keepsUpWithFramesThatComeInAFlood()
    {
        const QByteArray frame = encodeFrame({FrameType::Pause, 1, nullptr});
        FrameReader reader(FrameLimits::fromProbe());
        int frames = 0;
        for (int i = 0; i < 3; ++i) {
            reader.append(repeated(frame, 300'000) + frame.first(3));
            while (reader.next())
                ++frames;
            reader.append(frame.sliced(3));
        }
        QVERIFY(reader.next());
        QCOMPARE(frames, 900'002);
    }

    void keepsTheBytesOfOthersApartFromItsOwn()
    {
        QByteArray bytes = encodeFrame({FrameType::Reply, 1, u"text"_s});
        FrameReader reader(FrameLimits::fromProbe());
        reader.append(QByteArray::fromRawData(bytes.constData(), bytes.size()));
        bytes.fill('\xff');

        const std::optional<Frame> frame = reader.next();

        QVERIFY2(frame, qPrintable(reader.error()));
        QCOMPARE(frame->body, QCborValue(u"text"_s));
    }

    void refusesWhatIsNoFrame_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QString>("error");

        const auto row = [](const char *name, const QByteArray &bytes, const QString &error) {
            QTest::newRow(name) << bytes << error;
        };
        const auto item = [&row](const char *name, const char *hex, const QString &error) {
            row(name, framed(QByteArray::fromHex(hex)), error);
        };
        const auto body = [&row](const char *name, const char *hex, const QString &error) {
            row(name, frameAround(hex), error);
        };
        const QString parts = u"no array of type, stream and body"_s;
        const QString numbers = u"type or the stream"_s;
        const QString end = u"ends within a value"_s;
        const QString indefinite = u"indefinite length"_s;
        const QString simple = u"simple value"_s;
        const QString integer = u"beyond 64 bits"_s;
        const QString utf8 = u"not UTF-8"_s;

        row("length 0", QByteArray(4, '\0'), u"length 0"_s);
        item("no array", "f6", parts);
        item("a map", "a10102", parts);
        item("two parts", "820b07", parts);
        item("four parts", "840b07f6f6", parts);
        item("type is a text", "83613107f6", numbers);
        item("type is a double", "83f93c0007f6", numbers);
        item("type is negative", "832007f6", numbers);
        item("type is 256", "8319010007f6", numbers);
        item("stream is null", "830bf6f6", numbers);
        item("stream is negative", "830b20f6", numbers);
        item("stream is beyond 32 bits", "830b1b0000000100000000f6", numbers);
        item("a second item", "830b07f6f6", u"bytes after its end"_s);
        item("ends before its body", "830b07", end);
        item("ends within a number", "830b19", end);

        body("body ends within a number", "1b00000000", end);
        body("body ends within a float", "fb3ff80000", end);
        body("body ends within a text", "646162", end);
        body("body ends within bytes", "446162", end);
        body("body ends within an array", "8201", end);
        item("ends within keys that are maps", "83a8a8a8a8a8a8a8", end);
        item("ends within a key", "83a8a161", end);
        body("body ends within a map", "a201f602", end);
        body("a text of 4 GiB that are not there", "7affffffff", end);
        body("bytes of 2^63 that are not there", "5b8000000000000000", QString());
        body("a text of 2^64 that are not there", "7bffffffffffffffff", QString());
        body("an array of 2^32 that are not there", "9affffffff", u"values"_s);
        body("an array of 2^64 that are not there", "9bffffffffffffffff", QString());
        body("a map of 2^63 that are not there", "bb8000000000000000", QString());

        body("array without an end", "9f01ff", indefinite);
        body("map without an end", "bf01f6ff", indefinite);
        body("text without an end", "7f6161ff", indefinite);
        body("bytes without an end", "5f4161ff", indefinite);
        item("frame without an end", "9f0b07f6ff", indefinite);
        body("a break alone", "ff", QString());
        body("a break in an array", "8201ff", QString());

        body("tag", "c101", u"tag"_s);
        body("tag of the self-described", "d9d9f7f6", u"tag"_s);
        body("tag in an array", "81c074323031332d30332d32315432303a30343a30305a", u"tag"_s);

        body("simple value 0", "e0", simple);
        body("simple value 19", "f3", simple);
        body("simple value 32", "f820", simple);
        body("simple value 255", "f8ff", simple);
        body("false in two bytes", "f814", QString());
        body("additional information 28", "1c", QString());
        body("additional information 30", "fe", QString());

        body("2^63", "1b8000000000000000", integer);
        body("2^64 - 1", "1bffffffffffffffff", integer);
        body("-2^63 - 1", "3b8000000000000000", integer);
        body("-2^64", "3bffffffffffffffff", integer);

        body("text of half a letter", "61c3", utf8);
        body("text of a stray byte", "6180", utf8);
        body("text of a long form", "62c0af", utf8);
        body("text of a surrogate", "63eda080", utf8);
        body("key that is not UTF-8", "a161ff01", utf8);

        body("text as a key twice", "a2616101616102", u"key twice"_s);
        body("integer as a key twice", "a201010102", u"key twice"_s);
        body("integer as a key twice, in two lengths", "a20101180102", u"key twice"_s);
        body("key twice with the same value", "a201f601f6", u"key twice"_s);
        body("key twice deep inside", "8181a2010101f6", u"key twice"_s);
        body("double as a key", "a1f93c0001", u"key that is neither"_s);
        body("null as a key", "a1f601", u"key that is neither"_s);
        body("array as a key", "a1800a", u"key that is neither"_s);
        body("bytes as a key", "a1416101", u"key that is neither"_s);
    }

    void refusesWhatIsNoFrame()
    {
        QFETCH(const QByteArray, bytes);
        QFETCH(const QString, error);

        const QString given = errorOf(bytes);

        QVERIFY(!given.isEmpty());
        QVERIFY2(given.contains(error), qPrintable(given));
        QVERIFY2(given.endsWith(u'.'), qPrintable(given));
    }

    void takesAllUpToItsLimitsAndNothingBeyond_data()
    {
        QTest::addColumn<QByteArray>("inside");
        QTest::addColumn<QByteArray>("outside");
        QTest::addColumn<QString>("error");

        // The limits of the test are 2,000 bytes, 600 values, nesting of 4, strings of 1,000 bytes.
        const auto bytesOf = [](int size) { // 0x100 bytes or more
            return "59" + QByteArray::number(size + 0x10000, 16).sliced(1) + repeated("00", size);
        };
        const auto nullsOf = [](int size) { // 0x100 values or more
            return "99" + QByteArray::number(size + 0x10000, 16).sliced(1) + repeated("f6", size);
        };
        QTest::newRow("bytes") << frameAround("82" + bytesOf(990) + bytesOf(1'000))
                               << frameAround("82" + bytesOf(991) + bytesOf(1'000))
                               << u"longer than the 2000"_s;
        // The array around and its three parts are values, too.
        QTest::newRow("values in an array")
            << frameAround(nullsOf(596)) << frameAround(nullsOf(597)) << u"more than 600 values"_s;
        QTest::newRow("values in arrays")
            << frameAround("82" + nullsOf(297) + nullsOf(297))
            << frameAround("82" + nullsOf(297) + nullsOf(298)) << u"more than 600 values"_s;
        QTest::newRow("nesting of arrays")
            << frameAround("818180") << frameAround("81818180") << u"more than 4 arrays"_s;
        QTest::newRow("nesting of maps")
            << frameAround("a101a101a0") << frameAround("a101a101a101a0")
            << u"more than 4 arrays"_s;
        QTest::newRow("text") << frameAround("7903e8" + repeated("61", 1'000))
                              << frameAround("7903e9" + repeated("61", 1'001))
                              << u"string of more than 1000"_s;
        QTest::newRow("byte string")
            << frameAround("5903e8" + repeated("61", 1'000))
            << frameAround("5903e9" + repeated("61", 1'001)) << u"string of more than 1000"_s;

        const auto mapOf = [](int size) {
            QByteArray hex = "b9" + QByteArray::number(size + 0x10000, 16).sliced(1);
            for (int key = 0; key < size; ++key)
                hex += "19" + QByteArray::number(key + 0x10000, 16).sliced(1) + "f6";
            return hex;
        };
        QTest::newRow("keys") << frameAround(mapOf(256)) << frameAround(mapOf(257))
                              << u"more than 256 keys"_s;
    }

    void takesAllUpToItsLimitsAndNothingBeyond()
    {
        QFETCH(const QByteArray, inside);
        QFETCH(const QByteArray, outside);
        QFETCH(const QString, error);
        const FrameLimits limits{2'000, 600, 4, 1'000};

        QCOMPARE(errorOf(inside, limits), QString());
        const QString given = errorOf(outside, limits);
        QVERIFY2(given.contains(error), qPrintable(given));
    }

    void refusesAFrameThatIsTooLongBeforeItHasCome()
    {
        FrameReader reader(FrameLimits::handshake());

        reader.append(QByteArray::fromHex("000010"));
        QVERIFY(!reader.next());
        QCOMPARE(reader.error(), QString());
        reader.append(QByteArray::fromHex("01"));
        QVERIFY(!reader.next());

        QVERIFY2(reader.error().contains(u"4097"), qPrintable(reader.error()));
    }

    void usesNewLimitsForTheFramesAfterThem()
    {
        const QByteArray small = encodeFrame({FrameType::Hello, 0, QByteArray(100, 'x')});
        const QByteArray great = encodeFrame({FrameType::Reply, 0, QByteArray(5'000, 'x')});
        FrameReader reader(FrameLimits::handshake());
        reader.append(small + great);

        QVERIFY(reader.next());
        reader.setLimits(FrameLimits::fromInspector());

        QVERIFY2(reader.next(), qPrintable(reader.error()));
    }

    void takesNothingAfterARefusal()
    {
        FrameReader reader(FrameLimits::fromProbe());
        const QByteArray good = encodeFrame({FrameType::Reply, 1, 1});
        reader.append(good + QByteArray(4, '\0') + good);

        QVERIFY(reader.next());
        QVERIFY(!reader.next());
        const QString error = reader.error();
        QVERIFY(!error.isEmpty());
        QCOMPARE(reader.pendingBytes(), 0);

        reader.append(good);
        QVERIFY(!reader.next());
        QCOMPARE(reader.error(), error);
        QCOMPARE(reader.pendingBytes(), 0);
    }

    void survivesEveryChangeOfOneByte()
    {
        const QByteArray good =
            encodeFrame({FrameType::Table, 1,
                         QCborArray{1, u"text"_s,
                                    QCborMap{{u"key"_s, 2.5}, {7, QByteArray("bytes")}}, nullptr}});
        for (qsizetype place = 0; place < good.size(); ++place) {
            for (int value = 0; value < 256; ++value) {
                QByteArray bytes = good;
                bytes[place] = static_cast<char>(value);
                FrameReader reader(FrameLimits::fromProbe());
                reader.append(bytes);
                while (reader.next()) { }
                QVERIFY(reader.pendingBytes() <= bytes.size());
            }
        }
    }
};

QTEST_GUILESS_MAIN(FrameTest)

#include "frametest.moc"
