// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/ExecutionContext>

#include <QTest>

using namespace Actors;
using namespace Qt::StringLiterals;

class ExecutionContextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isEmptyAtFirst()
    {
        const ExecutionContext context;
        QVERIFY(context.isEmpty());
        QVERIFY(context.keys().isEmpty());
        QVERIFY(!context.contains(u"command"_s));
        QVERIFY(!context.value(u"command"_s).isValid());
        QCOMPARE(context.value(u"command"_s, 7), QVariant(7));
    }

    void keepsOverwritesAndRemovesValues()
    {
        ExecutionContext context;
        context.setValue(u"command"_s, u"deposit"_s);
        context.setValue(u"attempt"_s, 1);
        context.setValue(u"attempt"_s, 2);
        context.setValue(u"nothing"_s, QVariant());
        QCOMPARE(context.value(u"command"_s), QVariant(u"deposit"_s));
        QCOMPARE(context.value(u"attempt"_s, 7), QVariant(2));
        QVERIFY(context.contains(u"nothing"_s));
        QVERIFY(!context.value(u"nothing"_s, 7).isValid());
        QCOMPARE(context.keys(), QStringList({u"attempt"_s, u"command"_s, u"nothing"_s}));

        context.remove(u"attempt"_s);
        context.remove(u"unknown"_s);
        QCOMPARE(context.keys(), QStringList({u"command"_s, u"nothing"_s}));
        context.clear();
        QVERIFY(context.isEmpty());
        QVERIFY(!context.contains(u"command"_s));
    }

    void neverChangesACopy()
    {
        ExecutionContext original;
        original.setValue(u"request"_s, 1);
        ExecutionContext copy = original;
        QCOMPARE(copy, original);

        copy.setValue(u"request"_s, 2);
        copy.setValue(u"more"_s, true);
        QCOMPARE(original.value(u"request"_s), QVariant(1));
        QCOMPARE(original.keys(), QStringList{u"request"_s});

        const ExecutionContext second = original;
        original.clear();
        QCOMPARE(second.value(u"request"_s), QVariant(1));
        original = second;
        original.remove(u"request"_s);
        QVERIFY(second.contains(u"request"_s));
        QVERIFY(original.isEmpty());
    }

    void emptyContextsStayEmptyWhateverIsSetOnACopy()
    {
        const ExecutionContext empty;
        ExecutionContext copy = empty;
        copy.setValue(u"key"_s, 1);
        QVERIFY(empty.isEmpty());
        QVERIFY(ExecutionContext().isEmpty());
        QVERIFY(copy != empty);
        copy.remove(u"key"_s);
        QCOMPARE(copy, empty);
        QCOMPARE(sizeof(ExecutionContext), sizeof(void *));
    }

    void comparesKeysAndValues()
    {
        ExecutionContext left;
        ExecutionContext right;
        left.setValue(u"a"_s, 1);
        left.setValue(u"b"_s, u"x"_s);
        right.setValue(u"b"_s, u"x"_s);
        QVERIFY(left != right);
        right.setValue(u"a"_s, 1);
        QCOMPARE(left, right);
        right.setValue(u"a"_s, 2);
        QVERIFY(left != right);
    }

    void travelsInAVariantAndIsReadable()
    {
        ExecutionContext context;
        context.setValue(u"b"_s, u"x"_s);
        context.setValue(u"a"_s, 1);
        const QVariant variant = QVariant::fromValue(context);
        QCOMPARE(variant.value<ExecutionContext>(), context);
        QCOMPARE(variant, QVariant::fromValue(context));
        QCOMPARE(variant.metaType().name(), "Actors::ExecutionContext");

        QString text;
        QDebug(&text) << context;
        QCOMPARE(text.trimmed(),
                 uR"(ExecutionContext("a": QVariant(int, 1), "b": QVariant(QString, "x")))"_s);
    }
};

QTEST_GUILESS_MAIN(ExecutionContextTest)

#include "executioncontexttest.moc"
