// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "treeverb.h"

#include "actorlookup.h"
#include "cellformat.h"
#include "cellsource.h"
#include "printable.h"
#include "terminal.h"
#include "verbinfo.h"

#include <algorithm>
#include <utility>

namespace Actors::Inspector {

using Inspection::Column;
using Inspection::TableDelta;

namespace {

//! Deeper is no tree that people make.
constexpr int DeepestLevel = 256;
constexpr int ManyChildren = 100;
//! The root, and what is above the actors of users and of the system.
constexpr int LevelsAboveActors = 2;

QString indentation(int level)
{
    return QString(qsizetype(level) * 2, QLatin1Char(' '));
}

void setCell(TableDelta::Row *row, Column column, const QCborValue &value)
{
    std::erase_if(row->cells, [column](const auto &told) { return told.first == column; });
    row->cells.emplace_back(column, value);
}

} // namespace

TreeVerb::TreeVerb(const CommandLine &line, Terminal &terminal)
    : TargetVerb(line, terminal)
    , m_filter(line.text(Option::Filter))
    , m_walk(connection(), {levels(), line.count(Option::Children, ManyChildren)})
    , m_report(terminal, connection(), QLatin1StringView(line.verb()->name),
               Inspection::Subscription::Kind::Tree, columns(), format())
{
    connect(&m_walk, &TreeWalk::finished, this, &TreeVerb::print);
    connect(&m_walk, &TreeWalk::failed, this, &TreeVerb::failWith);
}

TreeVerb::~TreeVerb() = default;

std::vector<Column> TreeVerb::columns() const
{
    std::vector<Column> columns = line().columns(line().verb()->columns);
    // Without it a program could not tell who is below whom.
    if (format() != Format::Table && std::ranges::find(columns, Column::Parent) == columns.end())
        columns.push_back(Column::Parent);
    return columns;
}

bool TreeVerb::beginsAboveActors() const
{
    return line().operand(0).lastIndexOf(QLatin1Char('/')) == 0 && line().operand(0).size() > 1;
}

int TreeVerb::levels() const
{
    const int wanted = std::min(line().count(Option::Levels, DeepestLevel), DeepestLevel);
    return beginsAboveActors() ? wanted + LevelsAboveActors : wanted;
}

void TreeVerb::begin()
{
    const QString path = line().operand(0);
    if (path.size() <= 1 || beginsAboveActors()) {
        m_walk.start(0);
        return;
    }
    m_lookup = std::make_unique<ActorLookup>(connection(), path);
    connect(m_lookup.get(), &ActorLookup::found, this, [this](const TableDelta::Row &actor) {
        m_start = actor;
        m_walk.start(actor.id);
    });
    connect(m_lookup.get(), &ActorLookup::failed, this, &TreeVerb::failWith);
}

void TreeVerb::findStart()
{
    const TreeWalk::Family *roots = m_walk.family(0);
    if (!roots || roots->children.empty())
        return;
    const TreeWalk::Family *tops = m_walk.family(roots->children.front().id);
    if (!tops)
        return;
    const auto found = std::ranges::find_if(tops->children, [this](const TableDelta::Row &row) {
        return connection().text(cell(row.cells, Column::Path)) == line().operand(0);
    });
    if (found != tops->children.end())
        m_start = *found;
}

void TreeVerb::print()
{
    Snapshot snapshot;
    snapshot.time = connection().welcome().clock;
    if (beginsAboveActors())
        findStart();
    if (m_start) {
        const auto parent = quint64(cell(m_start->cells, Column::Parent).toInteger());
        snapshot.rows.push_back(placed(*m_start, parent, 0));
        addFamily(m_start->id, 1, &snapshot.rows);
    } else if (!beginsAboveActors()) {
        addFamily(0, 0, &snapshot.rows);
    }
    if (snapshot.rows.empty()) {
        fail(ExitCode::None,
             line().operand(0).isEmpty()
                 ? QStringLiteral("there is nothing to show")
                 : QStringLiteral("there is no actor %1").arg(printable(line().operand(0))));
        return;
    }
    snapshot.total = snapshot.rows.size();
    m_report.print(snapshot);
    finish(ExitCode::Ok);
}

bool TreeVerb::isWanted(const TableDelta::Row &row) const
{
    if (m_filter.isEmpty() || m_filter.matches(CellSource(row.cells, connection())))
        return true;
    const TreeWalk::Family *family = m_walk.family(row.id);
    return family && std::ranges::any_of(family->children, [this](const TableDelta::Row &child) {
               return isWanted(child);
           });
}

void TreeVerb::addFamily(quint64 parent, int level, std::vector<TableDelta::Row> *rows) const
{
    const TreeWalk::Family *family = m_walk.family(parent);
    if (!family)
        return;
    for (const TableDelta::Row &row : family->children) {
        if (!isWanted(row))
            continue;
        rows->push_back(placed(row, parent, level));
        addFamily(row.id, level + 1, rows);
    }
    if (family->total > family->children.size() && format() == Format::Table) {
        const quint64 more = family->total - family->children.size();
        TableDelta::Row rest;
        rest.cells.emplace_back(Column::Path,
                                indentation(level) + QStringLiteral("… and %1 more").arg(more));
        rows->push_back(rest);
    }
}

TableDelta::Row TreeVerb::placed(const TableDelta::Row &row, quint64 parent, int level) const
{
    TableDelta::Row result = row;
    setCell(&result, Column::Parent, qint64(parent));
    if (format() == Format::Table && level > 0) {
        const QString path = connection().text(cell(row.cells, Column::Path));
        setCell(&result, Column::Path, indentation(level) + path.section(QLatin1Char('/'), -1));
    }
    return result;
}

} // namespace Actors::Inspector
