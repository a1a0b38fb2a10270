// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "eventsverb.h"

#include "cellformat.h"
#include "cellsource.h"
#include "terminal.h"
#include "verbinfo.h"

namespace Actors::Inspector {

using Inspection::Column;
using Inspection::EventBatch;
using Inspection::Stream;
using Inspection::Subscription;
using Inspection::TableDelta;

namespace {

//! Told nothing for so long after the beginning, we know all that has happened before.
constexpr std::chrono::milliseconds silence{500};

} // namespace

EventsVerb::EventsVerb(const CommandLine &line, Terminal &terminal,
                       std::vector<Subscription::Kind> kinds, const std::vector<Column> &columns)
    : TargetVerb(line, terminal)
    , m_kinds(std::move(kinds))
    , m_filter(line.text(Option::Filter))
    , m_report(terminal, connection(), QLatin1StringView(line.verb()->name), m_kinds.front(),
               line.columns(columns), format())
{
    m_silence.setSingleShot(true);
    m_silence.setInterval(silence);
    connect(&m_silence, &QTimer::timeout, this, &EventsVerb::endUnlessFollowing);
}

void EventsVerb::begin()
{
    if (line().has(Option::Since))
        m_earliest = connection().welcome().clock - line().duration(Option::Since, {});
    for (const Subscription::Kind kind : m_kinds) {
        Subscription subscription;
        subscription.kind = kind;
        subscription.interval = Subscription::ShortestInterval;
        subscription.filter = line().text(Option::Filter);
        m_streams.push_back(subscribe(subscription));
        connect(m_streams.back().get(), &Stream::happened, this, &EventsVerb::take);
    }
    m_silence.start();
}

void EventsVerb::take(const EventBatch &batch)
{
    if (isFinished())
        return;
    if (m_silence.isActive())
        m_silence.start();
    if (batch.dropped > 0) {
        terminal().complain(
            QStringLiteral("%1 events were lost: this output is slower than the program")
                .arg(batch.dropped));
    }
    std::vector<TableDelta::Row> rows;
    for (std::size_t i = 0; i < batch.events.size(); ++i) {
        const EventBatch::Event &event = batch.events[i];
        const bool isWanted =
            m_filter.isEmpty() || m_filter.matches(CellSource(event, connection()));
        if (isWanted && cell(event, Column::Last).toInteger() >= m_earliest.count())
            rows.push_back({batch.first + i, event});
    }
    if (rows.empty())
        return;
    m_printed += rows.size();
    m_report.append(rows);
}

void EventsVerb::endUnlessFollowing()
{
    if (line().has(Option::Follow) && !isRecorded())
        return;
    if (m_printed == 0 && format() == Format::Table)
        terminal().complain(
            isRecorded() ? QStringLiteral("nothing has happened")
                         : QStringLiteral("nothing has happened; --follow waits for what will"));
    finish(m_printed > 0 ? ExitCode::Ok : ExitCode::None);
}

} // namespace Actors::Inspector
