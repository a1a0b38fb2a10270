// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "showverb.h"

#include "actorlookup.h"
#include "cellformat.h"
#include "printable.h"
#include "terminal.h"

#include <QCborMap>
#include <QJsonArray>
#include <QJsonObject>

namespace Actors::Inspector {

using Inspection::Column;
using Inspection::Connection;
using Inspection::Subscription;
using Inspection::TableDelta;

namespace {

//! \a value in lines for people, \a indent blanks before each.
void writeValue(Terminal &terminal, const QString &title, const QJsonValue &value, int indent)
{
    const QString begin = QString(indent, QLatin1Char(' ')) + printable(title) + QLatin1Char(':');
    if (value.isObject()) {
        terminal.writeLine(begin);
        const QJsonObject object = value.toObject();
        for (auto member = object.begin(); member != object.end(); ++member)
            writeValue(terminal, member.key(), member.value(), indent + 2);
        return;
    }
    if (value.isArray() && !value.toArray().isEmpty() && value.toArray().at(0).isObject()) {
        terminal.writeLine(begin);
        for (const QJsonValue element : value.toArray()) {
            const QJsonObject object = element.toObject();
            const QString name = object.value(QLatin1StringView("name")).toString();
            const QJsonValue told = object.value(QLatin1StringView("value"));
            writeValue(terminal, name, told.isUndefined() ? element : told, indent + 2);
        }
        return;
    }
    terminal.writeLine(begin + QLatin1Char(' ')
                       + (value.isString() ? printable(value.toString()) : jsonText(value)));
}

} // namespace

ShowVerb::ShowVerb(const CommandLine &line, Terminal &terminal)
    : TargetVerb(line, terminal)
    , m_state(QJsonValue::Undefined)
{
}

ShowVerb::~ShowVerb() = default;

void ShowVerb::begin()
{
    m_expected = line().has(Option::State) ? 2 : 1;
    m_lookup = std::make_unique<ActorLookup>(connection(), line().operand(0));
    connect(m_lookup.get(), &ActorLookup::failed, this, &ShowVerb::failWith);
    connect(m_lookup.get(), &ActorLookup::settled, this, &ShowVerb::take);
    if (line().has(Option::State))
        connect(m_lookup.get(), &ActorLookup::found, this, &ShowVerb::askState);
}

void ShowVerb::take(const TableDelta::Row &actor)
{
    m_actor = actor;
    printWhenComplete();
}

void ShowVerb::askState(const TableDelta::Row &actor)
{
    connection().request(QStringLiteral("actor.state"), {{QStringLiteral("id"), qint64(actor.id)}},
                         this, [this](const Connection::Answer &answer) {
                             if (!answer.error.code.isEmpty()) {
                                 failWith(answer.error);
                                 return;
                             }
                             m_state = answer.value.toJsonValue();
                             printWhenComplete();
                         });
}

void ShowVerb::printWhenComplete()
{
    if (isFinished() || --m_expected > 0)
        return;
    if (format() == Format::Table) {
        printTable();
    } else {
        const CellFormat cells(connection(), Subscription::Kind::Rows);
        std::vector<Column> columns;
        for (const auto &told : m_actor.cells)
            columns.push_back(told.first);
        QJsonObject object = cells.json(columns, m_actor.cells);
        object.insert(QStringLiteral("schema"), QStringLiteral("actors.inspect.show.v1"));
        object.insert(QStringLiteral("id"), qint64(m_actor.id));
        if (!m_state.isUndefined())
            object.insert(QStringLiteral("told"), m_state);
        terminal().write(format() == Format::Json ? jsonDocument(object) : jsonLine(object));
    }
    finish(ExitCode::Ok);
}

void ShowVerb::printTable() const
{
    constexpr int widest = 15;
    const CellFormat cells(connection(), Subscription::Kind::Rows);
    for (const auto &[column, value] : m_actor.cells) {
        const TextTable::Cell text = cells.text(column, value);
        const QString title =
            QString(QLatin1StringView(Inspection::info(column).name)).leftJustified(widest);
        terminal().writeLine(terminal().styled(title, Style::Heading)
                             + terminal().styled(text.text, text.style));
    }
    if (!m_state.isUndefined()) {
        terminal().writeLine({});
        writeValue(terminal(), QStringLiteral("told"), m_state, 0);
    }
}

} // namespace Actors::Inspector
