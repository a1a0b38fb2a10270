// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "recordedscene.h"

#include "protocol/tableframes_p.h"
#include "recording/recordingformat_p.h"

#include <Actors/Inspection/filter.h>
#include <Actors/Inspection/recordingreader.h>

#include <algorithm>
#include <set>

namespace Actors::Inspection {

using Kind = Subscription::Kind;

namespace {

constexpr std::size_t RowsInFrame = 200;
constexpr std::size_t MostCommonTexts = 65'536;

qsizetype textBytes(const QCborValue &value)
{
    return value.isString() ? value.toString().size() * qsizetype(sizeof(QChar)) : 0;
}

//! A row for a filter.
class CellsSource final : public FilterSource
{
public:
    explicit CellsSource(const RecordedScene::Cells &cells)
        : m_cells(cells)
    {
    }
    double number(Column column) const override { return cellOf(m_cells, column).toDouble(); }
    QStringView text(Column column) const override
    {
        QCborValue value = cellOf(m_cells, column);
        // A bare word looks for whom a letter was.
        if (column == Column::Path && value.isUndefined())
            value = cellOf(m_cells, Column::Recipient);
        m_text = value.toString();
        return m_text;
    }
    bool has(QStringView what) const override
    {
        return what == QLatin1StringView("alarm") && number(Column::Alarms) > 0;
    }

private:
    const RecordedScene::Cells &m_cells;
    mutable QString m_text;
};

void setCell(RecordedScene::Cells &cells, Column column, QCborValue value)
{
    const auto place = std::find_if(cells.begin(), cells.end(),
                                    [column](const auto &cell) { return cell.first == column; });
    if (place == cells.end())
        cells.emplace_back(column, std::move(value));
    else
        place->second = std::move(value);
}

void appendFrames(std::vector<Frame> &frames, quint32 stream, const TableDelta &delta)
{
    forEachFrame(stream, delta, [&frames](Frame &&frame, const QByteArray &) {
        frames.push_back(std::move(frame));
    });
}

} // namespace

QCborValue cellOf(const RecordedScene::Cells &cells, Column column)
{
    const auto place = std::find_if(cells.begin(), cells.end(),
                                    [column](const auto &cell) { return cell.first == column; });
    return place == cells.end() ? QCborValue() : place->second;
}

bool matches(const Filter &filter, const RecordedScene::Cells &cells)
{
    return filter.matches(CellsSource(cells));
}

void RecordedScene::clear()
{
    *this = RecordedScene();
}

// ---------------------------------------------------------------- what is taken

void RecordedScene::apply(const RecordedFrame &recorded)
{
    const Frame &frame = recorded.frame;
    m_time = recorded.time;
    if (frame.type == FrameType::Subscribe) {
        if (const auto subscription = Subscription::fromCbor(frame.body))
            m_streams[frame.stream] =
                isOfActors(subscription->kind) ? Kind::Tree : subscription->kind;
        return;
    }
    const auto stream = m_streams.find(frame.stream);
    if (stream == m_streams.end())
        return;
    if (frame.type == FrameType::Table && !isEvents(stream->second)) {
        if (const auto delta = TableDelta::fromCbor(frame.body))
            take(stream->second, *delta);
    } else if (frame.type == FrameType::Events && isEvents(stream->second)) {
        if (const auto batch = EventBatch::fromCbor(frame.body))
            take(stream->second, *batch);
    }
}

QCborValue RecordedScene::kept(Column column, const QCborValue &value)
{
    if (!value.isString())
        return value;
    QString text = value.toString();
    if (text.size() > LongestText)
        text.truncate(LongestText);
    if (!repeatsTexts(column))
        return text;
    if (m_common.size() >= MostCommonTexts)
        m_common.clear();
    return m_common.try_emplace(text, text).first->second;
}

void RecordedScene::take(Kind kind, const TableDelta &delta)
{
    if (isOfActors(kind)) {
        for (const TableDelta::Row &row : delta.rows)
            takeActor(row);
        return;
    }
    Table &table = m_tables[kind];
    for (const TableDelta::Group &group : delta.groups) {
        if (group.parent != 0 || group.ids.size() > std::size_t(Subscription::MostRows))
            continue;
        table.total = group.total;
        table.ids = group.ids;
        const std::set<quint64> wanted(group.ids.begin(), group.ids.end());
        std::erase_if(table.rows, [&](const auto &row) { return !wanted.contains(row.first); });
        for (const quint64 id : wanted)
            table.rows.try_emplace(id);
    }
    for (const TableDelta::Row &row : delta.rows) {
        const auto known = table.rows.find(row.id);
        if (known == table.rows.end())
            continue;
        for (const auto &[column, value] : row.cells) {
            if (info(column).name)
                setCell(known->second, column, kept(column, value));
        }
    }
}

void RecordedScene::takeActor(const TableDelta::Row &row)
{
    auto known = m_actors.find(row.id);
    if (known == m_actors.end()) {
        // Who it is comes first, always.
        if (m_actors.size() >= MostActors || m_text >= MostText
            || !cellOf(row.cells, Column::Path).isString())
            return;
        known = m_actors.emplace(row.id, Actor{++m_lastOrder, 0, 0, {}}).first;
        m_children.reset();
    }
    Actor &actor = known->second;
    for (const auto &[column, value] : row.cells) {
        if (!info(column).name || (column == Column::Path && !value.isString()))
            continue;
        const qsizetype before = textBytes(cellOf(actor.cells, column));
        QCborValue now = kept(column, value);
        const qsizetype more = textBytes(now) - before;
        if (more > 0 && m_text + more > MostText && column != Column::Path)
            continue;
        m_text += more;
        actor.text += more;
        if (column == Column::Parent && actor.parent != quint64(now.toInteger())) {
            actor.parent = quint64(now.toInteger());
            m_children.reset();
        }
        setCell(actor.cells, column, std::move(now));
    }
    if (cellOf(actor.cells, Column::State).toInteger() == qint64(ActorState::Stopped)) {
        m_text -= actor.text;
        m_actors.erase(known);
        m_children.reset();
    }
}

void RecordedScene::take(Kind kind, const EventBatch &batch)
{
    std::deque<Event> &events = m_events[kind];
    for (std::size_t i = 0; i < batch.events.size(); ++i) {
        const quint64 number = batch.first + i;
        // A key frame tells again what has been.
        if (!events.empty() && number <= events.back().number)
            continue;
        Event event{number, {}};
        for (const auto &[column, value] : batch.events[i]) {
            if (info(column).name)
                setCell(event.cells, column, kept(column, value));
        }
        events.push_back(std::move(event));
        if (events.size() > MostEvents)
            events.pop_front();
    }
}

// ---------------------------------------------------------------- what is told

std::size_t RecordedScene::actorCount() const
{
    return std::size_t(std::count_if(m_actors.begin(), m_actors.end(), [](const auto &actor) {
        return !cellOf(actor.second.cells, Column::Class).toString().isEmpty();
    }));
}

std::vector<quint64> RecordedScene::actors() const
{
    std::vector<std::pair<quint64, quint64>> ordered;
    ordered.reserve(m_actors.size());
    for (const auto &[id, actor] : m_actors)
        ordered.emplace_back(actor.order, id);
    std::sort(ordered.begin(), ordered.end());
    std::vector<quint64> ids;
    ids.reserve(ordered.size());
    for (const auto &[order, id] : ordered)
        ids.push_back(id);
    return ids;
}

const RecordedScene::Cells &RecordedScene::actor(quint64 id) const
{
    static const Cells none;
    const auto known = m_actors.find(id);
    return known == m_actors.end() ? none : known->second.cells;
}

std::optional<quint64> RecordedScene::actorAt(const QString &path) const
{
    for (const auto &[id, actor] : m_actors) {
        if (cellOf(actor.cells, Column::Path).toString() == path)
            return id;
    }
    return {};
}

const std::deque<RecordedScene::Event> &RecordedScene::events(Kind kind) const
{
    static const std::deque<Event> none;
    const auto known = m_events.find(kind);
    return known == m_events.end() ? none : known->second;
}

TableDelta RecordedScene::look(const Subscription &subscription) const
{
    if (subscription.kind == Kind::Top)
        return lookAtTop(subscription);
    if (subscription.kind == Kind::Tree)
        return lookAtTree(subscription);
    const auto most = std::size_t(subscription.rows);
    TableDelta all{m_time, {{}}, {}};
    TableDelta::Group &group = all.groups.front();
    if (subscription.kind == Kind::Rows) {
        for (const quint64 id : subscription.ids) {
            if (!m_actors.contains(id) || group.ids.size() == most)
                continue;
            group.ids.push_back(id);
            all.rows.push_back({id, actor(id)});
        }
        group.total = group.ids.size();
        return all;
    }
    const auto table = m_tables.find(subscription.kind);
    if (table == m_tables.end())
        return all;
    const Filter filter(subscription.filter);
    for (const quint64 id : table->second.ids) {
        const Cells &cells = table->second.rows.at(id);
        if (!matches(filter, cells))
            continue;
        ++group.total;
        if (group.ids.size() == most)
            continue;
        group.ids.push_back(id);
        all.rows.push_back({id, cells});
    }
    // Those that the recording has no rows of count as well.
    if (filter.isEmpty())
        group.total = std::max(group.total, table->second.total);
    return all;
}

TableDelta RecordedScene::lookAtTop(const Subscription &subscription) const
{
    struct Candidate
    {
        double key;
        quint64 order;
        quint64 id;
    };
    const Filter filter(subscription.filter);
    std::vector<Candidate> candidates;
    for (const auto &[id, actor] : m_actors) {
        if (!cellOf(actor.cells, Column::Class).toString().isEmpty()
            && matches(filter, actor.cells))
            candidates.push_back(
                {cellOf(actor.cells, subscription.sort).toDouble(), actor.order, id});
    }
    const auto end = candidates.begin()
        + std::ptrdiff_t(std::min(candidates.size(), std::size_t(subscription.rows)));
    std::partial_sort(candidates.begin(), end, candidates.end(),
                      [](const Candidate &left, const Candidate &right) {
                          return left.key != right.key ? left.key > right.key
                                                       : left.order < right.order;
                      });
    TableDelta all{m_time, {{0, candidates.size(), {}}}, {}};
    for (auto candidate = candidates.begin(); candidate != end; ++candidate) {
        all.groups.front().ids.push_back(candidate->id);
        all.rows.push_back({candidate->id, actor(candidate->id)});
    }
    return all;
}

const std::unordered_map<quint64, std::vector<quint64>> &RecordedScene::children() const
{
    if (!m_children) {
        m_children.emplace();
        for (const quint64 id : actors())
            (*m_children)[m_actors.at(id).parent].push_back(id);
    }
    return *m_children;
}

TableDelta RecordedScene::lookAtTree(const Subscription &subscription) const
{
    const Filter filter(subscription.filter);
    std::set<quint64> wanted;
    if (!filter.isEmpty()) {
        for (const auto &[id, actor] : m_actors) {
            if (!matches(filter, actor.cells))
                continue;
            // Who is above is wanted, too; a recording that is spoilt may have circles.
            for (quint64 above = id; m_actors.contains(above) && wanted.insert(above).second;)
                above = m_actors.at(above).parent;
        }
    }
    TableDelta all{m_time, {}, {}};
    std::set<quint64> parents;
    std::set<quint64> told;
    std::size_t left = Subscription::MostRows;
    for (const Subscription::Window &window : subscription.windows) {
        if ((window.parent != 0 && !m_actors.contains(window.parent))
            || !parents.insert(window.parent).second)
            continue;
        std::vector<quint64> ids;
        if (const auto below = children().find(window.parent); below != children().end())
            ids = below->second;
        if (!filter.isEmpty())
            std::erase_if(ids, [&wanted](quint64 id) { return !wanted.contains(id); });
        TableDelta::Group group{window.parent, ids.size(), {}};
        const std::size_t begin = std::min<std::size_t>(window.offset, ids.size());
        const std::size_t count = std::min({ids.size() - begin, std::size_t(window.count), left});
        left -= count;
        for (std::size_t i = begin; i < begin + count; ++i) {
            group.ids.push_back(ids[i]);
            if (told.insert(ids[i]).second)
                all.rows.push_back({ids[i], actor(ids[i])});
        }
        all.groups.push_back(std::move(group));
    }
    return all;
}

// ---------------------------------------------------------------- key frames

std::vector<Frame> RecordedScene::keyFrames() const
{
    std::vector<Frame> frames;
    std::set<Kind> kinds;
    for (const auto &[stream, kind] : m_streams)
        kinds.insert(kind);
    for (const Kind kind : kinds) {
        Subscription subscription;
        subscription.kind = kind;
        frames.push_back({FrameType::Subscribe, streamOf(kind), subscription.toCbor()});
    }
    for (const auto &[kind, table] : m_tables) {
        TableDelta all{m_time, {{0, table.total, table.ids}}, {}};
        for (const quint64 id : table.ids)
            all.rows.push_back({id, table.rows.at(id)});
        appendFrames(frames, streamOf(kind), all);
    }
    TableDelta part{m_time, {}, {}};
    for (const quint64 id : actors()) {
        part.rows.push_back({id, actor(id)});
        if (part.rows.size() == RowsInFrame) {
            appendFrames(frames, streamOf(Kind::Tree), part);
            part.rows.clear();
        }
    }
    if (!part.rows.empty())
        appendFrames(frames, streamOf(Kind::Tree), part);
    for (const auto &[kind, events] : m_events) {
        const std::size_t count = std::min(events.size(), EventsInKeyFrame);
        EventBatch batch;
        const auto finish = [&frames, &batch, stream = streamOf(kind)] {
            if (!batch.events.empty())
                frames.push_back({FrameType::Events, stream, batch.toCbor()});
            batch.events.clear();
        };
        for (auto event = events.end() - std::ptrdiff_t(count); event != events.end(); ++event) {
            const bool isNext = event->number == batch.first + batch.events.size();
            if (!isNext || batch.events.size() == RecordingFormat::EventsInFrame)
                finish();
            if (batch.events.empty())
                batch.first = event->number;
            batch.events.push_back(event->cells);
        }
        finish();
    }
    return frames;
}

} // namespace Actors::Inspection
