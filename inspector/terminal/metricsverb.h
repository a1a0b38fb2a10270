// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "metrics.h"
#include "metricsserver.h"
#include "tablewatch.h"
#include "targetverb.h"

#include <memory>
#include <vector>

namespace Actors::Inspector {

/*!
 * \brief Tells the numbers of a target to Prometheus.
 */
class MetricsVerb : public TargetVerb
{
    Q_OBJECT

public:
    MetricsVerb(const CommandLine &line, Terminal &terminal);
    ~MetricsVerb() override;

protected:
    void begin() override;

private:
    void take(Inspection::Subscription::Kind table, const Snapshot &snapshot);

    std::vector<std::unique_ptr<TableWatch>> m_watches;
    Tables m_tables;
    MetricsServer m_server;
};

} // namespace Actors::Inspector
