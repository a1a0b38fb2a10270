// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "probe/cells_p.h"
#include "probe/watch_p.h"

#include <Actors/Core/actorsystem.h>
#include <Actors/Core/clock.h>

#include <algorithm>
#include <set>

namespace Actors::Inspection {

namespace {

using Kind = Subscription::Kind;

constexpr std::size_t EventsInOneFrame = 500;

std::span<const Column> columnsOf(Kind kind)
{
    // What never changes comes first.
    static constexpr Column Actors[] = {
        Column::Path,     Column::Name,    Column::Class,  Column::Thread, Column::Mailbox,
        Column::Parent,   Column::State,   Column::Depth,  Column::High,   Column::Oldest,
        Column::In,       Column::Out,     Column::Growth, Column::Busy,   Column::Failed,
        Column::Restarts, Column::Handled, Column::Now,    Column::Since,  Column::Alarms};
    static constexpr Column Tree[] = {
        Column::Path,         Column::Name,      Column::Class,  Column::Thread, Column::Mailbox,
        Column::Parent,       Column::State,     Column::Depth,  Column::High,   Column::Oldest,
        Column::In,           Column::Out,       Column::Growth, Column::Busy,   Column::Failed,
        Column::Restarts,     Column::Handled,   Column::Now,    Column::Since,  Column::Children,
        Column::SubtreeDepth, Column::SubtreeIn, Column::Alarms};
    static constexpr Column System[] = {
        Column::Name,     Column::Actors, Column::Depth, Column::In,  Column::Out,   Column::Failed,
        Column::Restarts, Column::Dead,   Column::Rate,  Column::Lag, Column::Alarms};
    static constexpr Column Classes[] = {Column::Class, Column::Actors, Column::Depth,
                                         Column::In,    Column::Out,    Column::Failed};
    static constexpr Column Threads[] = {
        Column::Name,        Column::Kind,    Column::Actors, Column::State,   Column::Busy,
        Column::Depth,       Column::Handled, Column::Lag,    Column::LagHigh, Column::Path,
        Column::RecipientId, Column::Now,     Column::Since,  Column::Alarms};
    static constexpr Column Letters[] = {
        Column::Type,        Column::Recipient,     Column::RecipientId, Column::Reason,
        Column::Count,       Column::Rate,          Column::Last,        Column::Sender,
        Column::Explanation, Column::Representation};
    static constexpr Column AlarmRules[] = {Column::Rule,  Column::Kind,        Column::State,
                                            Column::Path,  Column::RecipientId, Column::Last,
                                            Column::Count, Column::Explanation};
    static constexpr Column Self[] = {Column::Cpu, Column::Bytes, Column::Dropped};
    switch (kind) {
    case Kind::Top:
    case Kind::Rows:
        return Actors;
    case Kind::Tree:
        return Tree;
    case Kind::System:
        return System;
    case Kind::Classes:
        return Classes;
    case Kind::Threads:
        return Threads;
    case Kind::DeadLetters:
        return Letters;
    case Kind::Alarms:
        return AlarmRules;
    case Kind::Self:
        return Self;
    case Kind::Letters:
    case Kind::Lifecycle:
    case Kind::Log:
        break;
    }
    return {};
}

//! Whether a column of an actor stays as it is.
bool isConstant(Column column)
{
    switch (column) {
    case Column::Path:
    case Column::Name:
    case Column::Class:
    case Column::Thread:
    case Column::Mailbox:
    case Column::Parent:
        return true;
    default:
        return false;
    }
}

QCborValue valueOf(const ProbeCost &cost, Column column)
{
    switch (column) {
    case Column::Cpu:
        return cost.cpu;
    case Column::Bytes:
        return qint64(cost.bytes);
    case Column::Dropped:
        return qint64(cost.dropped);
    default:
        return {};
    }
}

//! A number for a class, as long as the program runs.
quint64 idOf(const QMetaObject *type)
{
    return quintptr(type);
}

EventBatch::Event eventOf(const ProbeState &state, const LifeEvent &event)
{
    const QString path = event.path.isNull()
        ? state.sampler.observation().path(Internal::CellId::fromInteger(event.actor))
        : event.path;
    return {{Column::Last, qint64(event.time.count())},
            {Column::Kind, nameOf(event.what)},
            {Column::Path, path},
            {Column::RecipientId, qint64(event.actor)},
            {Column::Explanation, event.text}};
}

EventBatch::Event eventOf(const ProbeState &state, const DeadLetter &letter)
{
    return {{Column::Last, qint64(letter.time().count())},
            {Column::Type, letter.messageType()},
            {Column::Recipient, letter.recipient()},
            {Column::RecipientId, qint64(letter.recipientId())},
            {Column::Reason, DeadLetter::name(letter.reason())},
            {Column::Sender, letter.sender().isEmpty() ? letter.senderThread() : letter.sender()},
            {Column::Explanation, letter.explanation()},
            {Column::Representation,
             state.payload == PayloadPolicy::Types ? QString() : letter.representation()}};
}

} // namespace

Watch::Watch(const Subscription &subscription)
    : m_subscription(subscription)
    , m_filter(subscription.filter)
{
}

void Watch::change(const Subscription &subscription)
{
    m_subscription = subscription;
    m_filter = Filter(subscription.filter);
}

bool Watch::needsSurvey() const
{
    switch (m_subscription.kind) {
    case Kind::System:
    case Kind::Top:
    case Kind::Tree:
    case Kind::Rows:
    case Kind::Classes:
    case Kind::Threads:
        return true;
    default:
        return false;
    }
}

bool Watch::needsBeat() const
{
    return needsSurvey() && m_subscription.kind != Kind::System
        && m_subscription.kind != Kind::Classes;
}

template<class Value>
void Watch::addRow(TableDelta &delta, quint64 id, Value value)
{
    const auto columns = columnsOf(m_subscription.kind);
    const auto [place, isNew] = m_rows.try_emplace(id);
    Sent &sent = place->second;
    // A row may be in the windows of a table once only.
    if (!isNew && sent.mark == m_mark)
        return;
    sent.mark = m_mark;
    if (isNew)
        sent.values.resize(columns.size());
    const bool ofActors = isOfActors(m_subscription.kind);
    TableDelta::Row row{id, {}};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (!isNew && ofActors && isConstant(columns[i]))
            continue;
        QCborValue present = value(columns[i]);
        if (!isNew && present == sent.values[i])
            continue;
        row.cells.emplace_back(columns[i], present);
        sent.values[i] = std::move(present);
    }
    if (!row.cells.empty())
        delta.rows.push_back(std::move(row));
}

void Watch::addGroup(TableDelta &delta, TableDelta::Group group)
{
    const auto [known, isNew] = m_groups.try_emplace(group.parent);
    if (!isNew && known->second.ids == group.ids && known->second.total == group.total)
        return;
    known->second = group;
    delta.groups.push_back(std::move(group));
}

bool Watch::takes(TableDelta::Group &group, quint64 id, const FilterSource &row) const
{
    if (!m_filter.matches(row))
        return false;
    ++group.total;
    if (group.ids.size() == std::size_t(m_subscription.rows))
        return false;
    group.ids.push_back(id);
    return true;
}

void Watch::addActor(const ProbeState &state, TableDelta &delta, quint32 place)
{
    addRow(delta, state.sampler.idOf(place),
           [&](Column column) { return state.sampler.value(place, column); });
}

void Watch::collectActors(const ProbeState &state, TableDelta &delta)
{
    const Sampler &sampler = state.sampler;
    TableDelta::Group group;
    std::vector<quint32> places;
    if (m_subscription.kind == Kind::Rows) {
        for (const quint64 id : m_subscription.ids) {
            const quint32 place = sampler.placeOf(id);
            if (place != Sampler::None && places.size() < std::size_t(m_subscription.rows))
                places.push_back(place);
        }
        group.total = places.size();
    } else {
        places = sampler.top(m_subscription.sort, m_filter, std::size_t(m_subscription.rows),
                             group.total);
    }
    for (const quint32 place : places) {
        group.ids.push_back(sampler.idOf(place));
        addActor(state, delta, place);
    }
    addGroup(delta, std::move(group));
}

void Watch::collectTree(const ProbeState &state, TableDelta &delta)
{
    const Sampler &sampler = state.sampler;
    const auto isWanted = sampler.withAncestors(m_filter);
    std::size_t left = Subscription::MostRows;
    std::set<quint64> parents;
    for (const Subscription::Window &window : m_subscription.windows) {
        const quint32 parent = window.parent == 0 ? Sampler::None : sampler.placeOf(window.parent);
        if (window.parent != 0 && parent == Sampler::None)
            continue;
        std::vector<quint32> children;
        for (const quint32 child : sampler.children(parent)) {
            if (isWanted.empty() || isWanted[child])
                children.push_back(child);
        }
        TableDelta::Group group{window.parent, children.size(), {}};
        const std::size_t begin = std::min<std::size_t>(window.offset, children.size());
        const std::size_t count =
            std::min({children.size() - begin, std::size_t(window.count), left});
        for (const quint32 place : std::span(children).subspan(begin, count)) {
            group.ids.push_back(sampler.idOf(place));
            addActor(state, delta, place);
        }
        left -= count;
        parents.insert(window.parent);
        addGroup(delta, std::move(group));
    }
    // A parent that has gone, or is not looked at any more, is told by an empty group.
    for (auto known = m_groups.begin(); known != m_groups.end();) {
        if (parents.contains(known->first)) {
            ++known;
            continue;
        }
        delta.groups.push_back({known->first, 0, {}});
        known = m_groups.erase(known);
    }
}

void Watch::collect(const ProbeState &state, TableDelta &delta)
{
    TableDelta::Group group;
    switch (m_subscription.kind) {
    case Kind::Top:
    case Kind::Rows:
        collectActors(state, delta);
        return;
    case Kind::Tree:
        collectTree(state, delta);
        return;
    case Kind::System:
        addRow(delta, 1, [&](Column column) { return valueOfSystem(state, column); });
        group = {0, 1, {1}};
        break;
    case Kind::Self:
        addRow(delta, 1, [&](Column column) { return valueOf(state.cost, column); });
        group = {0, 1, {1}};
        break;
    case Kind::Threads:
        for (const Sampler::Thread &thread : state.sampler.threads()) {
            if (takes(group, idOf(thread), sourceOf(state, thread)))
                addRow(delta, idOf(thread),
                       [&](Column column) { return valueOf(state, thread, column); });
        }
        break;
    case Kind::Classes: {
        auto classes = state.sampler.classes();
        std::sort(classes.begin(), classes.end(), [](const auto &left, const auto &right) {
            return left.actors != right.actors ? left.actors > right.actors
                                               : idOf(left.type) < idOf(right.type);
        });
        for (const Sampler::Class &sum : classes) {
            if (takes(group, idOf(sum.type), sourceOf(sum)))
                addRow(delta, idOf(sum.type), [&](Column column) { return valueOf(sum, column); });
        }
        break;
    }
    case Kind::DeadLetters:
        for (const LetterBook::Group *letters : state.letters.latest()) {
            if (takes(group, letters->id, sourceOf(state, *letters)))
                addRow(delta, letters->id,
                       [&](Column column) { return valueOf(state, *letters, column); });
        }
        break;
    case Kind::Alarms:
        for (const Alarms::Entry &entry : state.alarms.entries()) {
            if (takes(group, entry.id, sourceOf(entry)))
                addRow(delta, entry.id, [&](Column column) { return valueOf(entry, column); });
        }
        break;
    case Kind::Letters:
    case Kind::Lifecycle:
    case Kind::Log:
        break;
    }
    addGroup(delta, std::move(group));
}

std::optional<TableDelta> Watch::delta(const ProbeState &state)
{
    ++m_mark;
    TableDelta delta;
    delta.time = state.system.clock().now();
    collect(state, delta);
    std::erase_if(m_rows, [this](const auto &row) { return row.second.mark != m_mark; });
    if (delta.groups.empty() && delta.rows.empty() && m_begun)
        return {};
    m_begun = true;
    return delta;
}

std::optional<EventBatch> Watch::events(const ProbeState &state)
{
    EventBatch batch;
    batch.first = m_next;
    if (m_subscription.kind == Kind::Lifecycle) {
        for (const LifeEvent &event :
             state.recorder->lives(m_next, EventsInOneFrame, batch.dropped))
            batch.events.push_back(eventOf(state, event));
    } else if (m_subscription.kind == Kind::Letters) {
        for (const DeadLetter &letter :
             state.letters.examples(m_next, EventsInOneFrame, batch.dropped))
            batch.events.push_back(eventOf(state, letter));
    }
    batch.first += batch.dropped;
    m_dropped += batch.dropped;
    if (batch.events.empty() && batch.dropped == 0)
        return {};
    return batch;
}

} // namespace Actors::Inspection
