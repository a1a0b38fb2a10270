// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "printable.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Actors::Inspector;

class PrintableTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatATerminalObeysIsEscaped_data();
    void whatATerminalObeysIsEscaped();
    void textOfPeopleStaysAsItIs();
    void jsonIsSafeAndStillMeansTheSame();
    void aValueThatStandsAloneIsJson();
    void wideAndCombiningCharactersAreMeasured();
    void aTextThatIsTooLongIsCutWhereItSaysLeast();
    void aCutTextIsNeverWiderThanItsRoom();
};

void PrintableTest::whatATerminalObeysIsEscaped_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("escape") << QStringLiteral("\x1b[2J") << QStringLiteral("\\x1b[2J");
    QTest::newRow("bell") << QStringLiteral("a\ab") << QStringLiteral("a\\x07b");
    QTest::newRow("line feed") << QStringLiteral("a\nb") << QStringLiteral("a\\nb");
    QTest::newRow("carriage return") << QStringLiteral("a\rb") << QStringLiteral("a\\rb");
    QTest::newRow("tab") << QStringLiteral("a\tb") << QStringLiteral("a\\tb");
    QTest::newRow("null") << QString(QChar(u'\0')) << QStringLiteral("\\x00");
    QTest::newRow("delete") << QString(QChar(0x7f)) << QStringLiteral("\\x7f");
    QTest::newRow("C1 control sequence") << QString(QChar(0x9b)) << QStringLiteral("\\x9b");
    QTest::newRow("right to left override")
        << QString(QChar(0x202e)) << QStringLiteral("\\u{202e}");
    QTest::newRow("line separator") << QString(QChar(0x2028)) << QStringLiteral("\\u{2028}");
    QTest::newRow("zero width space") << QString(QChar(0x200b)) << QStringLiteral("\\u{200b}");
    QTest::newRow("half a character") << QString(QChar(0xd800)) << QStringLiteral("\\u{d800}");
    QTest::newRow("tag beyond the first plane")
        << QStringLiteral("\U000e0041") << QStringLiteral("\\u{e0041}");
}

void PrintableTest::whatATerminalObeysIsEscaped()
{
    QFETCH(const QString, text);
    QFETCH(const QString, shown);
    QCOMPARE(printable(text), shown);
}

void PrintableTest::textOfPeopleStaysAsItIs()
{
    const QString text = QStringLiteral("/user/Größe №5 漢字 😀 \\ \"quoted\"");
    QCOMPARE(printable(text), text);
}

void PrintableTest::jsonIsSafeAndStillMeansTheSame()
{
    const QString text =
        QStringLiteral("\x1b[31m\n") + QChar(0x9b) + QChar(0x202e) + QStringLiteral("\U000e0041ü😀");
    const QJsonObject object{{QStringLiteral("text"), text}};
    for (const QByteArray &json : {jsonLine(object), jsonDocument(object)}) {
        QCOMPARE(QJsonDocument::fromJson(json).object(), object);
        const QString written = QString::fromUtf8(json).remove(QLatin1Char('\n'));
        QCOMPARE(printable(written), written);
        QVERIFY(json.endsWith('\n'));
    }
    QCOMPARE(jsonLine(object).count('\n'), 1);
}

void PrintableTest::aValueThatStandsAloneIsJson()
{
    QCOMPARE(jsonText(42), QStringLiteral("42"));
    QCOMPARE(jsonText(QStringLiteral("a\x1b")), QStringLiteral("\"a\\u001b\""));
    QCOMPARE(jsonText(QJsonValue::Null), QStringLiteral("null"));
    QCOMPARE(jsonText(QJsonArray{1, 2}), QStringLiteral("[1,2]"));
}

void PrintableTest::wideAndCombiningCharactersAreMeasured()
{
    QCOMPARE(displayWidth(u"abc"), 3);
    QCOMPARE(displayWidth(u"漢字"), 4);
    QCOMPARE(displayWidth(u"e\u0301"), 1);
    QCOMPARE(displayWidth(u"😀"), 2);
    QCOMPARE(displayWidth(u""), 0);
}

void PrintableTest::aTextThatIsTooLongIsCutWhereItSaysLeast()
{
    const QString path = QStringLiteral("/user/storage/db_writer");
    QCOMPARE(elided(path, 40, Elide::Middle), path);
    QCOMPARE(elided(path, 16, Elide::Middle), QStringLiteral("/user…/db_writer"));
    QCOMPARE(elided(path, 16, Elide::Right), QStringLiteral("/user/storage/d…"));
    QCOMPARE(elided(path, 1, Elide::Middle), QStringLiteral("…"));
    QCOMPARE(elided(path, 0, Elide::Middle), QString());
}

void PrintableTest::aCutTextIsNeverWiderThanItsRoom()
{
    const QString text = QStringLiteral("a漢b字c😀de\u0301f漢字");
    for (int width = 0; width <= displayWidth(text) + 1; ++width) {
        for (const Elide elide : {Elide::Middle, Elide::Right})
            QVERIFY(displayWidth(elided(text, width, elide)) <= width);
    }
}

QTEST_GUILESS_MAIN(PrintableTest)
#include "printabletest.moc"
