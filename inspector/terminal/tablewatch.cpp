// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "tablewatch.h"

#include <utility>

namespace Actors::Inspector {

using Inspection::Stream;
using Inspection::Subscription;
using Inspection::TableDelta;

namespace {

constexpr std::chrono::milliseconds longestDelay{250};

} // namespace

TableWatch::TableWatch(Inspection::Connection &connection, const Subscription &subscription)
    : m_interval(subscription.interval)
    , m_stream(connection.subscribe(subscription))
{
    m_settling.setSingleShot(true);
    m_settling.setInterval(subscription.interval + longestDelay);
    connect(&m_settling, &QTimer::timeout, this, &TableWatch::settle);
    connect(m_stream.get(), &Stream::changed, this, &TableWatch::take);
    connect(m_stream.get(), &Stream::failed, this, &TableWatch::failed);
}

TableWatch::~TableWatch() = default;

void TableWatch::take(const TableDelta &delta)
{
    m_table.apply(delta);
    auto snapshot = Snapshot::of(m_table);
    if (!snapshot)
        return;
    m_snapshot = std::move(*snapshot);
    const bool isFirst = m_firstTime.count() < 0;
    if (isFirst) {
        m_firstTime = m_snapshot.time;
        m_settling.start();
    }
    const bool isLater = m_snapshot.time - m_firstTime >= m_interval / 2;
    Q_EMIT changed(delta);
    if (!isFirst && isLater)
        settle();
}

void TableWatch::settle()
{
    m_settling.stop();
    if (!std::exchange(m_isSettled, true))
        Q_EMIT settled();
}

} // namespace Actors::Inspector
