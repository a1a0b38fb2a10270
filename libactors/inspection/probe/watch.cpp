// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

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
        Column::Restarts, Column::Handled, Column::Now,    Column::Since};
    static constexpr Column Tree[] = {
        Column::Path,         Column::Name,     Column::Class,  Column::Thread, Column::Mailbox,
        Column::Parent,       Column::State,    Column::Depth,  Column::High,   Column::Oldest,
        Column::In,           Column::Out,      Column::Growth, Column::Busy,   Column::Failed,
        Column::Restarts,     Column::Handled,  Column::Now,    Column::Since,  Column::Children,
        Column::SubtreeDepth, Column::SubtreeIn};
    static constexpr Column System[] = {
        Column::Name,   Column::Actors,   Column::Depth, Column::In,   Column::Out,
        Column::Failed, Column::Restarts, Column::Dead,  Column::Rate, Column::Lag};
    static constexpr Column Classes[] = {Column::Class, Column::Actors, Column::Depth,
                                         Column::In,    Column::Out,    Column::Failed};
    static constexpr Column Threads[] = {
        Column::Name,        Column::Kind,    Column::Actors, Column::State,   Column::Busy,
        Column::Depth,       Column::Handled, Column::Lag,    Column::LagHigh, Column::Path,
        Column::RecipientId, Column::Now,     Column::Since};
    static constexpr Column Letters[] = {
        Column::Type,        Column::Recipient,     Column::RecipientId, Column::Reason,
        Column::Count,       Column::Rate,          Column::Last,        Column::Sender,
        Column::Explanation, Column::Representation};
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
    case Kind::Self:
        return Self;
    case Kind::Letters:
    case Kind::Lifecycle:
    case Kind::Log:
    case Kind::Alarms:
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

QString wordFor(Dispatcher::Kind kind)
{
    switch (kind) {
    case Dispatcher::Kind::Dedicated:
        return QStringLiteral("dedicated");
    case Dispatcher::Kind::Pool:
        return QStringLiteral("pool");
    case Dispatcher::Kind::Gui:
        return QStringLiteral("gui");
    default:
        return QStringLiteral("all");
    }
}

QCborValue valueOf(const ProbeState &state, const LetterBook::Group &group, Column column)
{
    switch (column) {
    case Column::Type:
        return group.type.isEmpty() ? QStringLiteral("(others)") : group.type;
    case Column::Recipient:
        return group.recipient;
    case Column::RecipientId:
        return qint64(group.recipientId);
    case Column::Reason:
        return group.reason;
    case Column::Count:
        return qint64(group.count);
    case Column::Rate:
        return rateValue(group.rate);
    case Column::Last:
        return qint64(group.last.count());
    case Column::Sender:
        return group.sender;
    case Column::Explanation:
        return group.explanation;
    case Column::Representation:
        return state.payload == PayloadPolicy::Types ? QString() : group.representation;
    default:
        return {};
    }
}

//! A group of lost messages for a filter.
class LetterSource final : public FilterSource
{
public:
    LetterSource(const ProbeState &state, const LetterBook::Group &group)
        : m_state(state)
        , m_group(group)
    {
    }
    double number(Column column) const override
    {
        return valueOf(m_state, m_group, column).toDouble();
    }
    QStringView text(Column column) const override
    {
        // A bare word looks for whom it was.
        m_text = valueOf(m_state, m_group, column == Column::Path ? Column::Recipient : column)
                     .toString();
        return m_text;
    }
    bool has(QStringView) const override { return false; }

private:
    const ProbeState &m_state;
    const LetterBook::Group &m_group;
    mutable QString m_text;
};

QCborValue valueOf(const ProbeState &state, const Sampler::Thread &thread, Column column)
{
    const Sampler &sampler = state.sampler;
    const quint32 running = sampler.running(thread);
    const bool isKnown = running != Sampler::None && sampler.at(running).generation != 0;
    switch (column) {
    case Column::Name:
        return thread.look.name;
    case Column::Kind:
        return wordFor(thread.look.kind);
    case Column::Actors:
        return thread.look.actors;
    case Column::State:
        return sampler.runningFor(thread) > Sampler::patience(thread) ? 1 : 0;
    case Column::Busy:
        return thread.busy;
    case Column::Depth:
        return qint64(thread.depth);
    case Column::Handled:
        return qint64(thread.look.running.handled);
    case Column::Lag:
        return qint64(thread.lag.count());
    case Column::LagHigh:
        return qint64(thread.lagHigh.count());
    case Column::Path:
        return isKnown ? sampler.path(running) : QString();
    case Column::RecipientId:
        return isKnown ? qint64(sampler.idOf(running)) : 0;
    case Column::Now:
        return Sampler::message(thread);
    case Column::Since:
        return qint64(sampler.runningFor(thread).count());
    default:
        return {};
    }
}

QCborValue valueOf(const Sampler::Class &sum, Column column)
{
    switch (column) {
    case Column::Class:
        return QString::fromLatin1(sum.type->className());
    case Column::Actors:
        return qint64(sum.actors);
    case Column::Depth:
        return qint64(sum.depth);
    case Column::In:
        return rateValue(sum.in);
    case Column::Out:
        return rateValue(sum.out);
    case Column::Failed:
        return qint64(sum.failures);
    default:
        return {};
    }
}

QCborValue valueOfSystem(const ProbeState &state, Column column)
{
    const Sampler::Totals &totals = state.sampler.totals();
    switch (column) {
    case Column::Name:
        return state.system.name();
    case Column::Actors:
        return qint64(totals.actors);
    case Column::Depth:
        return qint64(totals.depth);
    case Column::In:
        return rateValue(totals.in);
    case Column::Out:
        return rateValue(totals.out);
    case Column::Failed:
        return qint64(totals.failures);
    case Column::Restarts:
        return qint64(totals.restarts);
    case Column::Dead:
        return qint64(state.letters.total());
    case Column::Rate:
        return rateValue(state.letters.rate());
    case Column::Lag: {
        qint64 worst = 0;
        for (const Sampler::Thread &thread : state.sampler.threads())
            worst = std::max<qint64>(worst, thread.lag.count());
        return worst;
    }
    default:
        return {};
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

bool Watch::isEvents() const
{
    switch (m_subscription.kind) {
    case Kind::Letters:
    case Kind::Lifecycle:
    case Kind::Log:
        return true;
    default:
        return false;
    }
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
    const bool ofActors = m_subscription.kind == Kind::Top || m_subscription.kind == Kind::Rows
        || m_subscription.kind == Kind::Tree;
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
            const quint64 id = thread.look.running.thread + quint64(1);
            group.ids.push_back(id);
            addRow(delta, id, [&](Column column) { return valueOf(state, thread, column); });
        }
        group.total = group.ids.size();
        break;
    case Kind::Classes: {
        auto classes = state.sampler.classes();
        std::sort(classes.begin(), classes.end(), [](const auto &left, const auto &right) {
            return left.actors != right.actors ? left.actors > right.actors
                                               : idOf(left.type) < idOf(right.type);
        });
        group.total = classes.size();
        classes.resize(std::min(classes.size(), std::size_t(m_subscription.rows)));
        for (const Sampler::Class &sum : classes) {
            group.ids.push_back(idOf(sum.type));
            addRow(delta, idOf(sum.type), [&](Column column) { return valueOf(sum, column); });
        }
        break;
    }
    case Kind::DeadLetters:
        for (const LetterBook::Group *letters : state.letters.latest()) {
            if (!m_filter.matches(LetterSource(state, *letters)))
                continue;
            ++group.total;
            if (group.ids.size() == std::size_t(m_subscription.rows))
                continue;
            group.ids.push_back(letters->id);
            addRow(delta, letters->id,
                   [&](Column column) { return valueOf(state, *letters, column); });
        }
        break;
    case Kind::Alarms:
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
