// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Inspection/RecordingReader>
#include <Actors/Inspection/RecordingWriter>
#include <Actors/Inspection/TableDelta>

#include <QBuffer>
#include <QCborArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>
#include <QtEndian>

#include <memory>
#include <vector>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;
using namespace std::chrono;

namespace {

Welcome robot()
{
    Welcome welcome;
    welcome.pid = 4711;
    welcome.application = u"robotd"_s;
    welcome.host = u"board"_s;
    welcome.clock = 5s;
    welcome.wallClock = 1'000'000s;
    welcome.credit = 1;
    return welcome;
}

Frame frameNumber(int number)
{
    TableDelta delta;
    delta.time = seconds(number);
    delta.rows = {{quint64(number), {{Column::Path, u"/user/actor-%1"_s.arg(number)}}}};
    return {FrameType::Table, 3, delta.toCbor()};
}

//! Frames that hardly get smaller.
Frame noise(int number)
{
    QByteArray bytes(30'000, '\0');
    QRandomGenerator random(quint32(number) + 1);
    for (char &byte : bytes)
        byte = char(random.generate());
    return {FrameType::Reply, 1, bytes};
}

//! Frame n at n seconds, with a key frame every ten.
void writeFrames(RecordingWriter &writer, int count)
{
    for (int i = 0; i < count; ++i) {
        if (writer.wantsKeyFrame(seconds(i)))
            writer.beginKeyFrame(seconds(i));
        writer.append(seconds(i), frameNumber(i));
    }
}

RecordingLimits limits()
{
    RecordingLimits limits;
    limits.keyFrameInterval = 10s;
    return limits;
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool openBytes(RecordingReader &reader, const QByteArray &bytes)
{
    auto buffer = std::make_unique<QBuffer>();
    buffer->setData(bytes);
    buffer->open(QIODevice::ReadOnly);
    return reader.open(std::move(buffer));
}

std::vector<RecordedFrame> readAll(RecordingReader &reader)
{
    std::vector<RecordedFrame> frames;
    while (auto frame = reader.next())
        frames.push_back(std::move(*frame));
    return frames;
}

} // namespace

class RecordingFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void whatWasWrittenIsRead();
    void aRecordingSaysWhatWasRecorded();
    void onlyItsOwnerMayReadIt();
    void aFileThatIsThereIsNotOverwritten();
    void aFolderThatIsNotThereIsNamed();
    void aKeyFrameIsDueFirstAndAfterTheInterval();
    void seekGoesToTheKeyFrameBefore_data();
    void seekGoesToTheKeyFrameBefore();
    void aFileThatIsFullBecomesTheOlderOne();
    void allFilesTogetherKeepToTheLimit();
    void aRecordingThatWasNotClosedIsReadUpToItsEnd();
    void aRecordingThatWasCutAnywhereIsReadUpToThere();
    void anIndexThatLiesIsFoundOut_data();
    void anIndexThatLiesIsFoundOut();
    void aSpoiltPartIsLeftOut();
    void whatIsNoRecordingIsRefused_data();
    void whatIsNoRecordingIsRefused();
    void aChunkThatInflatesBeyondItsSizeIsLeftOut();
    void whatZlibMakesIsInflated_data();
    void whatZlibMakesIsInflated();

private:
    QString path() const { return m_folder->filePath(u"x.actrec"_s); }
    QByteArray recorded(int frames) const
    {
        const QString path = m_folder->filePath(u"recorded.actrec"_s);
        QFile::remove(path);
        RecordingWriter writer(limits());
        if (!writer.open(path, robot()))
            return {};
        writeFrames(writer, frames);
        writer.close();
        return contents(path);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void RecordingFileTest::whatWasWrittenIsRead()
{
    RecordingWriter writer(limits());
    QVERIFY2(writer.open(path(), robot()), qPrintable(writer.error()));
    writeFrames(writer, 25);
    QVERIFY2(writer.close(), qPrintable(writer.error()));
    QCOMPARE(writer.bytes(), QFileInfo(path()).size());

    RecordingReader reader;
    QVERIFY2(reader.open(path()), qPrintable(reader.error()));
    QCOMPARE(reader.begin(), nanoseconds(0));
    QCOMPARE(reader.end(), nanoseconds(24s));
    const auto frames = readAll(reader);
    QCOMPARE(frames.size(), std::size_t(25));
    for (int i = 0; i < 25; ++i) {
        const RecordedFrame &frame = frames[std::size_t(i)];
        QCOMPARE(frame.time, nanoseconds(seconds(i)));
        QCOMPARE(frame.frame.type, FrameType::Table);
        QCOMPARE(frame.frame.stream, 3U);
        QCOMPARE(frame.frame.body, frameNumber(i).body);
    }
    QCOMPARE(reader.damage(), QString());
}

void RecordingFileTest::aRecordingSaysWhatWasRecorded()
{
    RecordingReader reader;
    QVERIFY2(openBytes(reader, recorded(1)), qPrintable(reader.error()));
    QCOMPARE(reader.target().toCbor(), robot().toCbor());
}

void RecordingFileTest::onlyItsOwnerMayReadIt()
{
    RecordingWriter writer;
    QVERIFY(writer.open(path(), robot()));
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup
        | QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QVERIFY(!(QFileInfo(path()).permissions() & others));
}

void RecordingFileTest::aFileThatIsThereIsNotOverwritten()
{
    for (const QString &taken : {path(), RecordingWriter::olderPath(path())}) {
        QFile file(taken);
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write("mine") == 4);
        file.close();
        RecordingWriter writer;
        QVERIFY(!writer.open(path(), robot()));
        QVERIFY2(writer.error().contains(taken), qPrintable(writer.error()));
        QCOMPARE(contents(taken), QByteArray("mine"));
        QVERIFY(QFile::remove(taken));
    }
}

void RecordingFileTest::aFolderThatIsNotThereIsNamed()
{
    RecordingWriter writer;
    const QString nowhere = m_folder->filePath(u"none/x.actrec"_s);
    QVERIFY(!writer.open(nowhere, robot()));
    QVERIFY2(writer.error().contains(nowhere), qPrintable(writer.error()));
    // What comes then is for nobody.
    writer.beginKeyFrame(1s);
    writer.append(1s, frameNumber(1));
    QVERIFY(!writer.close());
}

void RecordingFileTest::aKeyFrameIsDueFirstAndAfterTheInterval()
{
    RecordingWriter writer(limits());
    QVERIFY(writer.open(path(), robot()));
    QVERIFY(writer.wantsKeyFrame(7s));
    writer.beginKeyFrame(7s);
    QVERIFY(!writer.wantsKeyFrame(16s));
    QVERIFY(writer.wantsKeyFrame(17s));
}

void RecordingFileTest::seekGoesToTheKeyFrameBefore_data()
{
    QTest::addColumn<int>("to");
    QTest::addColumn<int>("first");
    QTest::newRow("before all") << -1 << 0;
    QTest::newRow("the begin") << 0 << 0;
    QTest::newRow("just before a key frame") << 9 << 0;
    QTest::newRow("a key frame") << 10 << 10;
    QTest::newRow("behind one") << 19 << 10;
    QTest::newRow("behind all") << 1000 << 20;
}

void RecordingFileTest::seekGoesToTheKeyFrameBefore()
{
    QFETCH(const int, to);
    QFETCH(const int, first);
    const QByteArray whole = recorded(25);
    for (const QByteArray &bytes : {whole, whole.chopped(1)}) {
        RecordingReader reader;
        QVERIFY(openBytes(reader, bytes));
        (void)readAll(reader);
        reader.seek(seconds(to));
        const auto frame = reader.next();
        QVERIFY(frame);
        QCOMPARE(frame->time, nanoseconds(seconds(first)));
    }
}

void RecordingFileTest::aFileThatIsFullBecomesTheOlderOne()
{
    RecordingLimits few;
    few.bytes = qint64(400) * 1024;
    RecordingWriter writer(few);
    QVERIFY(writer.open(path(), robot()));
    const QString older = RecordingWriter::olderPath(path());
    QCOMPARE(QFileInfo(older).fileName(), u"x.1.actrec"_s);
    int count = 0;
    for (; !QFile::exists(older); ++count) {
        QVERIFY(count < 1000);
        if (writer.wantsKeyFrame(seconds(count)))
            writer.beginKeyFrame(seconds(count));
        writer.append(seconds(count), noise(count));
    }
    QVERIFY2(writer.close(), qPrintable(writer.error()));

    RecordingReader before;
    QVERIFY2(before.open(older), qPrintable(before.error()));
    RecordingReader after;
    QVERIFY2(after.open(path()), qPrintable(after.error()));
    QCOMPARE(before.damage(), QString());
    QCOMPARE(after.begin() - before.end(), nanoseconds(1s));
    QCOMPARE(readAll(before).size() + readAll(after).size(), std::size_t(count));
    QCOMPARE(after.target().toCbor(), robot().toCbor());
}

void RecordingFileTest::allFilesTogetherKeepToTheLimit()
{
    RecordingLimits few;
    few.bytes = qint64(1024) * 1024;
    RecordingWriter writer(few);
    QVERIFY(writer.open(path(), robot()));
    for (int i = 0; i < 150; ++i) {
        if (writer.wantsKeyFrame(seconds(i)))
            writer.beginKeyFrame(seconds(i));
        writer.append(seconds(i), noise(i));
        writer.flush();
        QVERIFY2(writer.bytes() <= few.bytes, qPrintable(QString::number(i)));
    }
    QVERIFY(writer.close());
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files).size(), 2);
    QVERIFY(writer.bytes() <= few.bytes);
    QVERIFY(writer.bytes() > few.bytes / 2);
}

void RecordingFileTest::aRecordingThatWasNotClosedIsReadUpToItsEnd()
{
    RecordingWriter writer(limits());
    QVERIFY(writer.open(path(), robot()));
    writeFrames(writer, 15);
    writer.flush();
    RecordingReader reader;
    QVERIFY2(reader.open(path()), qPrintable(reader.error()));
    QVERIFY(!reader.damage().isEmpty());
    QCOMPARE(reader.end(), nanoseconds(14s));
    QCOMPARE(readAll(reader).size(), std::size_t(15));
}

void RecordingFileTest::aRecordingThatWasCutAnywhereIsReadUpToThere()
{
    const QByteArray whole = recorded(25);
    std::size_t most = 0;
    for (qsizetype size = 0; size < whole.size(); ++size) {
        RecordingReader reader;
        if (!openBytes(reader, whole.first(size))) {
            QCOMPARE(most, std::size_t(0));
            QVERIFY(!reader.error().isEmpty());
            continue;
        }
        const auto frames = readAll(reader);
        QVERIFY(!reader.damage().isEmpty());
        QVERIFY(frames.size() >= most);
        most = frames.size();
        for (std::size_t i = 0; i < frames.size(); ++i)
            QCOMPARE(frames[i].time, nanoseconds(seconds(i)));
    }
    QCOMPARE(most, std::size_t(25));
}

void RecordingFileTest::anIndexThatLiesIsFoundOut_data()
{
    QTest::addColumn<int>("byte");
    QTest::newRow("about the place") << 7;
    QTest::newRow("about the first time") << 15;
    QTest::newRow("about the last time") << 23;
    QTest::newRow("about the key frame") << 31;
}

void RecordingFileTest::anIndexThatLiesIsFoundOut()
{
    QFETCH(const int, byte);
    QByteArray bytes = recorded(25);
    // The second of three chunks, before the trailer.
    const qsizetype place = bytes.size() - 11 - 2 * 32 + byte;
    bytes[place] = char(bytes.at(place) ^ 1);
    RecordingReader reader;
    QVERIFY(openBytes(reader, bytes));
    QCOMPARE(readAll(reader).size(), std::size_t(15));
    QVERIFY(!reader.damage().isEmpty());
}

void RecordingFileTest::aSpoiltPartIsLeftOut()
{
    QByteArray bytes = recorded(25);
    const auto place = qFromBigEndian<quint64>(bytes.constData() + bytes.size() - 11 - 2 * 32);
    const qsizetype inside = qsizetype(place) + 40;
    bytes[inside] = char(~bytes.at(inside));
    RecordingReader reader;
    QVERIFY(openBytes(reader, bytes));
    const auto frames = readAll(reader);
    QCOMPARE(frames.size(), std::size_t(15));
    QCOMPARE(frames[10].time, nanoseconds(20s));
    QVERIFY(!reader.damage().isEmpty());
}

void RecordingFileTest::whatIsNoRecordingIsRefused_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("error");
    const QByteArray whole = recorded(1);
    QTest::newRow("nothing") << QByteArray() << "no recording";
    QTest::newRow("a text") << QByteArray("Dear Sir,") << "no recording";
    QTest::newRow("the begin only") << whole.first(3) << "at its begin";
    QByteArray newer = whole;
    newer[5] = 2;
    QTest::newRow("a newer one") << newer << "format 2";
    QByteArray nameless = whole;
    nameless[20] = char(0xff);
    QTest::newRow("without a target") << nameless << "begin is spoilt";
}

void RecordingFileTest::whatIsNoRecordingIsRefused()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const QString, error);
    RecordingReader reader;
    QVERIFY(!openBytes(reader, bytes));
    QVERIFY2(reader.error().contains(error), qPrintable(reader.error()));
    QVERIFY(!reader.next());
}

void RecordingFileTest::aChunkThatInflatesBeyondItsSizeIsLeftOut()
{
    const QByteArray good = recorded(1);
    // The header ends where the only chunk begins, as the index has it.
    const auto header = qFromBigEndian<quint64>(good.constData() + good.size() - 11 - 32);
    const QByteArray bomb = qCompress(QByteArray(50'000'000, '\0'), 9).sliced(4);
    QByteArray bytes = good.first(qsizetype(header)) + QByteArray::fromHex("860200010119040059");
    bytes.append(char(bomb.size() >> 8)).append(char(bomb.size())).append(bomb);
    RecordingReader hostile;
    QVERIFY2(openBytes(hostile, bytes), qPrintable(hostile.error()));
    QVERIFY(!hostile.next());
    QVERIFY(!hostile.damage().isEmpty());
}

void RecordingFileTest::whatZlibMakesIsInflated_data()
{
    QTest::addColumn<int>("level");
    QTest::addColumn<QByteArray>("content");
    QByteArray text;
    for (int i = 0; text.size() < 200'000; ++i)
        text += "/user/storage/writer-" + QByteArray::number(i * 7919 % 1000) + ' ';
    const QByteArray random = noise(3).body.toByteArray();
    for (const int level : {0, 1, 6, 9}) {
        QTest::addRow("a byte, level %d", level) << level << QByteArray("x");
        QTest::addRow("one byte again and again, level %d", level)
            << level << QByteArray(100'000, 'a');
        QTest::addRow("text, level %d", level) << level << text;
        QTest::addRow("noise, level %d", level) << level << random;
    }
}

void RecordingFileTest::whatZlibMakesIsInflated()
{
    QFETCH(const int, level);
    QFETCH(const QByteArray, content);
    // As a frame in a chunk of a recording that is made by hand.
    const QByteArray frame = encodeFrame({FrameType::Reply, 1, QCborArray{content.left(60'000)}});
    const QByteArray frames = QByteArray(8, '\0') + frame;
    const QByteArray compressed = qCompress(frames, level).sliced(4);
    const QByteArray good = recorded(1);
    const auto header = qFromBigEndian<quint64>(good.constData() + good.size() - 11 - 32);
    QByteArray bytes = good.first(qsizetype(header)) + QByteArray::fromHex("86020000011a");
    const auto append = [&bytes](qsizetype number) {
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes.append(char(number >> shift));
    };
    append(frames.size());
    bytes.append('\x5a');
    append(compressed.size());
    bytes.append(compressed);
    RecordingReader reader;
    QVERIFY2(openBytes(reader, bytes), qPrintable(reader.error()));
    const auto read = reader.next();
    QVERIFY2(read, qPrintable(reader.damage()));
    QCOMPARE(read->frame.body.toArray().at(0).toByteArray(), content.left(60'000));
}

QTEST_GUILESS_MAIN(RecordingFileTest)
#include "recordingfiletest.moc"
