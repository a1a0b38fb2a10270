// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "metricsverb.h"

#include "terminal.h"

namespace Actors::Inspector {

using Inspection::Subscription;

MetricsVerb::MetricsVerb(const CommandLine &line, Terminal &terminal)
    : TargetVerb(line, terminal)
    , m_server([this] { return metricsText(m_tables, connection()); })
{
}

MetricsVerb::~MetricsVerb() = default;

void MetricsVerb::begin()
{
    if (line().has(Option::Listen)) {
        const auto [address, port] = line().address(Option::Listen);
        if (const QString error = m_server.listen(address, port); !error.isEmpty()) {
            fail(ExitCode::Usage,
                 QStringLiteral("cannot listen at %1: %2; is it taken by another program?")
                     .arg(line().text(Option::Listen), error));
            return;
        }
        terminal().writeLine(m_server.url());
    }
    for (const Subscription::Kind kind : tablesOfMetrics()) {
        Subscription subscription;
        subscription.kind = kind;
        subscription.rows = Subscription::MostRows;
        const auto &watch =
            m_watches.emplace_back(std::make_unique<TableWatch>(connection(), subscription));
        connect(watch.get(), &TableWatch::failed, this, &MetricsVerb::failWith);
        connect(watch.get(), &TableWatch::changed, this,
                [this, kind, watch = watch.get()] { take(kind, watch->snapshot()); });
    }
}

void MetricsVerb::take(Subscription::Kind table, const Snapshot &snapshot)
{
    m_tables[table] = snapshot;
    if (!line().has(Option::Listen) && m_tables.size() == m_watches.size() && !isFinished()) {
        terminal().write(metricsText(m_tables, connection()));
        finish(ExitCode::Ok);
    }
}

} // namespace Actors::Inspector
