// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "messagetext.h"

#include <QCborArray>
#include <QTest>

using namespace Actors::Inspector;

class MessageTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTypeTakesAnyValue_data();
    void aTypeTakesAnyValue();
    void aMethodTakesAnArray();
    void whatIsNoMessageIsExplained_data();
    void whatIsNoMessageIsExplained();
};

void MessageTextTest::aTypeTakesAnyValue_data()
{
    QTest::addColumn<QString>("json");
    QTest::addColumn<QCborValue>("value");
    QTest::newRow("object") << "{\"amount\": 5}"
                            << QCborValue(QCborMap{{QStringLiteral("amount"), 5}});
    QTest::newRow("nothing") << "" << QCborValue(QCborMap());
    QTest::newRow("number") << "42" << QCborValue(42);
    QTest::newRow("text") << "\"a,b\"" << QCborValue(QStringLiteral("a,b"));
    QTest::newRow("truth") << "true" << QCborValue(true);
}

void MessageTextTest::aTypeTakesAnyValue()
{
    QFETCH(const QString, json);
    QFETCH(const QCborValue, value);
    const MessageText message = MessageText::parse(QStringLiteral("Deposit"), json);
    QVERIFY2(message.error.isEmpty(), qPrintable(message.error));
    QCOMPARE(message.arguments.value(QStringLiteral("type")).toString(), QStringLiteral("Deposit"));
    QCOMPARE(message.arguments.value(QStringLiteral("value")), value);
}

void MessageTextTest::aMethodTakesAnArray()
{
    const MessageText with =
        MessageText::parse(QStringLiteral("deposit()"), QStringLiteral("[5, \"x\"]"));
    QCOMPARE(with.arguments.value(QStringLiteral("method")).toString(), QStringLiteral("deposit"));
    QCOMPARE(with.arguments.value(QStringLiteral("arguments")).toArray(),
             QCborArray({5, QStringLiteral("x")}));
    const MessageText without = MessageText::parse(QStringLiteral("deposit()"), {});
    QVERIFY(without.error.isEmpty());
    QVERIFY(without.arguments.value(QStringLiteral("arguments")).toArray().isEmpty());
}

void MessageTextTest::whatIsNoMessageIsExplained_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("json");
    QTest::addColumn<QString>("told");
    QTest::newRow("broken") << "Deposit"
                            << "{\"a\" 5}"
                            << "{\"a\" 5}\n       ^";
    QTest::newRow("two values") << "Deposit"
                                << "1, 2"
                                << "one JSON value";
    QTest::newRow("out of its brackets") << "Deposit"
                                         << "1],[2"
                                         << "no JSON";
    QTest::newRow("arguments that are none") << "deposit()"
                                             << "5"
                                             << "are an array";
    QTest::newRow("a line that a terminal obeys")
        << "Deposit" << QStringLiteral("\x1b[2J") << "\\x1b[2J";
}

void MessageTextTest::whatIsNoMessageIsExplained()
{
    QFETCH(const QString, name);
    QFETCH(const QString, json);
    QFETCH(const QString, told);
    const MessageText message = MessageText::parse(name, json);
    QVERIFY2(message.error.contains(told), qPrintable(message.error));
}

QTEST_GUILESS_MAIN(MessageTextTest)
#include "messagetexttest.moc"
