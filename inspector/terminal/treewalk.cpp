// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "treewalk.h"

#include "cellformat.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace Actors::Inspector {

using Inspection::Column;
using Inspection::Stream;
using Inspection::Subscription;
using Inspection::TableDelta;

namespace {

constexpr std::chrono::seconds patience{2};

} // namespace

TreeWalk::TreeWalk(Inspection::Connection &connection, const Bounds &bounds)
    : m_connection(connection)
    , m_bounds(bounds)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &TreeWalk::finishQuestion);
}

const TreeWalk::Family *TreeWalk::family(quint64 parent) const
{
    const auto found = m_families.find(parent);
    return found == m_families.end() ? nullptr : &found->second;
}

void TreeWalk::start(quint64 root)
{
    add(root, 0, quint64(m_bounds.children), 1);
    askForMore();
}

void TreeWalk::add(quint64 parent, quint64 offset, quint64 count, int level)
{
    while (count > 0) {
        const quint64 part = std::min<quint64>(count, Subscription::MostRows);
        m_gaps.push_back({{parent, quint32(offset), quint32(part)}, level});
        offset += part;
        count -= part;
    }
}

void TreeWalk::askForMore()
{
    if (m_gaps.empty()) {
        m_stream.reset();
        Q_EMIT finished();
        return;
    }
    m_asked.clear();
    m_groups.clear();
    m_rows.clear();
    Subscription subscription;
    subscription.kind = Subscription::Kind::Tree;
    subscription.interval = Subscription::ShortestInterval;
    subscription.rows = Subscription::MostRows;
    quint32 rows = 0;
    // Of one parent there is one window in a question, as its group tells no offset.
    while (!m_gaps.empty()) {
        const Subscription::Window &window = m_gaps.front().window;
        const bool isAsked = std::ranges::any_of(
            m_asked, [&](const Gap &gap) { return gap.window.parent == window.parent; });
        if (isAsked || rows + window.count > quint32(Subscription::MostRows))
            break;
        rows += window.count;
        subscription.windows.push_back(window);
        m_asked.push_back(m_gaps.front());
        m_gaps.pop_front();
    }
    m_stream = m_connection.subscribe(subscription);
    connect(m_stream.get(), &Stream::changed, this, &TreeWalk::take);
    connect(m_stream.get(), &Stream::failed, this, &TreeWalk::failed);
    m_patience.start();
}

void TreeWalk::take(const TableDelta &delta)
{
    for (const TableDelta::Group &group : delta.groups)
        m_groups[group.parent] = group;
    for (const TableDelta::Row &row : delta.rows) {
        TableDelta::Row &known = m_rows[row.id];
        known.id = row.id;
        for (const auto &told : row.cells) {
            std::erase_if(known.cells, [&](const auto &old) { return old.first == told.first; });
            known.cells.push_back(told);
        }
    }
    if (isAnswered())
        finishQuestion();
}

bool TreeWalk::isAnswered() const
{
    return std::ranges::all_of(m_asked, [this](const Gap &gap) {
        const auto group = m_groups.find(gap.window.parent);
        return group != m_groups.end()
            && std::ranges::all_of(group->second.ids,
                                   [this](quint64 id) { return m_rows.contains(id); });
    });
}

void TreeWalk::finishQuestion()
{
    m_patience.stop();
    disconnect(m_stream.get(), nullptr, this, nullptr);
    for (const Gap &gap : m_asked) {
        const auto group = m_groups.find(gap.window.parent);
        if (group != m_groups.end())
            accept(gap, group->second);
    }
    askForMore();
}

void TreeWalk::accept(const Gap &gap, const TableDelta::Group &group)
{
    Family &family = m_families[gap.window.parent];
    family.total = group.total;
    for (const quint64 id : group.ids) {
        const auto row = m_rows.find(id);
        // A child that has moved from one window into the next is told twice.
        if (row == m_rows.end() || !m_told.insert(id).second)
            continue;
        family.children.push_back(row->second);
        const qint64 children = cell(row->second.cells, Column::Children).toInteger();
        if (children > 0 && gap.level < m_bounds.levels)
            add(id, 0, std::min(quint64(children), quint64(m_bounds.children)), gap.level + 1);
    }
}

} // namespace Actors::Inspector
