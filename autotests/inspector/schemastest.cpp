// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "jsonschemas.h"
#include "verbinfo.h"

#include <Actors/Inspection/column.h>

#include <QTest>

using namespace Actors::Inspector;

class SchemasTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyColumnIsDescribedWithItsUnit_data();
    void everyColumnIsDescribedWithItsUnit();
    void aFileIsNamedAsItsSchema();
    void whatIsNotAsItShouldBeIsFound_data();
    void whatIsNotAsItShouldBeIsFound();

private:
    const JsonSchemas m_schemas{QStringLiteral(ACTORS_SCHEMAS)};
};

void SchemasTest::everyColumnIsDescribedWithItsUnit_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("kind");
    for (const Actors::Inspection::ColumnInfo &column : Actors::Inspection::columns())
        QTest::newRow(column.name) << QString::fromLatin1(column.name) << int(column.kind);
}

void SchemasTest::everyColumnIsDescribedWithItsUnit()
{
    using Actors::Inspection::ColumnKind;
    QFETCH(const QString, name);
    QFETCH(const int, kind);
    const QJsonObject definitions = m_schemas.file(QStringLiteral("actors.inspect.columns.v1.json"))
                                        .value(QLatin1StringView("$defs"))
                                        .toObject();
    const QString text =
        definitions.value(name).toObject().value(QLatin1StringView("description")).toString();
    QVERIFY(text.size() > 4);
    if (ColumnKind(kind) == ColumnKind::Duration)
        QVERIFY2(text.contains(QStringLiteral("nanoseconds")), qPrintable(text));
    if (ColumnKind(kind) == ColumnKind::Time)
        QVERIFY2(text.contains(QStringLiteral("since 1970")), qPrintable(text));
    if (ColumnKind(kind) == ColumnKind::Permille)
        QVERIFY2(text.contains(QStringLiteral("thousandths")), qPrintable(text));
    const QJsonObject row = definitions.value(QLatin1StringView("row")).toObject();
    QVERIFY(row.value(QLatin1StringView("properties")).toObject().contains(name));
}

void SchemasTest::aFileIsNamedAsItsSchema()
{
    QVERIFY(!m_schemas.names().isEmpty());
    for (const QString &name : m_schemas.names())
        QCOMPARE(m_schemas.file(name).value(QLatin1StringView("$id")).toString(), name);
    for (const VerbInfo &verb : verbs()) {
        const auto options = verb.allOptions();
        const bool printsJson =
            std::find(options.begin(), options.end(), Option::Json) != options.end();
        const QString name = verb.access == Actors::Inspection::AccessMode::Control
            ? QStringLiteral("control")
            : QString::fromLatin1(verb.name);
        QCOMPARE(m_schemas.names().contains(QStringLiteral("actors.inspect.%1.v1.json").arg(name)),
                 printsJson);
    }
}

void SchemasTest::whatIsNotAsItShouldBeIsFound_data()
{
    QTest::addColumn<QJsonObject>("change");
    QTest::addColumn<QString>("error");
    QTest::newRow("nothing") << QJsonObject() << "";
    QTest::newRow("a text for a number")
        << QJsonObject{{QStringLiteral("depth"), QStringLiteral("3")}} << "document.depth";
    QTest::newRow("a fraction for a count")
        << QJsonObject{{QStringLiteral("depth"), 1.5}} << "document.depth";
    QTest::newRow("another schema")
        << QJsonObject{{QStringLiteral("schema"), QStringLiteral("actors.inspect.xy.v1")}}
        << "no schema actors.inspect.xy.v1";
    QTest::newRow("what is not known")
        << QJsonObject{{QStringLiteral("depth"), QJsonValue()}} << "";
    QTest::newRow("what comes later") << QJsonObject{{QStringLiteral("new"), 1}} << "";
}

void SchemasTest::whatIsNotAsItShouldBeIsFound()
{
    QFETCH(const QJsonObject, change);
    QFETCH(const QString, error);
    QJsonObject object{{QStringLiteral("schema"), QStringLiteral("actors.inspect.tree.v1")},
                       {QStringLiteral("id"), 1},
                       {QStringLiteral("depth"), 3}};
    for (auto member = change.begin(); member != change.end(); ++member)
        object.insert(member.key(), member.value());
    const QString found = m_schemas.errorIn(object);
    QCOMPARE(found.isEmpty(), error.isEmpty());
    QVERIFY2(found.contains(error), qPrintable(found));
}

QTEST_GUILESS_MAIN(SchemasTest)
#include "schemastest.moc"
