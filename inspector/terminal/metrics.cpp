// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "metrics.h"

#include "cellformat.h"
#include "printable.h"

#include <QJsonValue>

#include <algorithm>
#include <array>

namespace Actors::Inspector {

using Inspection::Column;
using Inspection::ColumnKind;
using Inspection::Subscription;

namespace {

struct Label
{
    const char *name;
    Column column;
};

struct Metric
{
    const char *name;
    const char *type;
    const char *help;
    Subscription::Kind table;
    Column column;
};

using Kind = Subscription::Kind;

// What actors have counted goes with them, so that only the system's own counts are counters.
constexpr std::array metrics{
    Metric{"libactors_actors", "gauge", "Actors that live.", Kind::System, Column::Actors},
    Metric{"libactors_mailbox_messages", "gauge", "Messages that wait.", Kind::System,
           Column::Depth},
    Metric{"libactors_failures", "gauge", "Failures of the actors that live.", Kind::System,
           Column::Failed},
    Metric{"libactors_restarts", "gauge", "Restarts of the actors that live.", Kind::System,
           Column::Restarts},
    Metric{"libactors_dead_letters_total", "counter", "Messages that nobody has handled.",
           Kind::System, Column::Dead},
    Metric{"libactors_event_loop_lag_seconds", "gauge",
           "How late the latest of the threads' event loops was.", Kind::System, Column::Lag},
    Metric{"libactors_class_actors", "gauge", "Actors of the class.", Kind::Classes,
           Column::Actors},
    Metric{"libactors_class_mailbox_messages", "gauge", "Messages that wait.", Kind::Classes,
           Column::Depth},
    Metric{"libactors_class_received_per_second", "gauge", "Messages that come.", Kind::Classes,
           Column::In},
    Metric{"libactors_class_handled_per_second", "gauge", "Messages that are handled.",
           Kind::Classes, Column::Out},
    Metric{"libactors_class_failures", "gauge", "Failures of the actors that live.", Kind::Classes,
           Column::Failed},
    Metric{"libactors_thread_actors", "gauge", "Actors on the thread.", Kind::Threads,
           Column::Actors},
    Metric{"libactors_thread_handled_messages_total", "counter", "Messages that were handled.",
           Kind::Threads, Column::Handled},
    Metric{"libactors_thread_busy_ratio", "gauge", "The share of the time that handlers run.",
           Kind::Threads, Column::Busy},
    Metric{"libactors_thread_lag_seconds", "gauge", "How late the thread's event loop was last.",
           Kind::Threads, Column::Lag},
};

std::vector<Label> labelsOf(Subscription::Kind table)
{
    switch (table) {
    case Kind::Classes:
        return {{"class", Column::Class}};
    case Kind::Threads:
        return {{"thread", Column::Name}};
    default:
        return {};
    }
}

QByteArray escapedLabel(const QString &text)
{
    return printable(text).toUtf8().replace('\\', "\\\\").replace('"', "\\\"");
}

//! In seconds, and in parts of 1.
double baseUnit(ColumnKind kind)
{
    switch (kind) {
    case ColumnKind::Duration:
        return 1e-9;
    case ColumnKind::Permille:
        return 1e-3;
    default:
        return 1;
    }
}

} // namespace

std::vector<Subscription::Kind> tablesOfMetrics()
{
    std::vector<Subscription::Kind> tables;
    for (const Metric &metric : metrics) {
        if (std::ranges::find(tables, metric.table) == tables.end())
            tables.push_back(metric.table);
    }
    return tables;
}

QByteArray metricsText(const Tables &tables, const Inspection::Connection &connection)
{
    const Inspection::Welcome welcome = connection.welcome();
    const QByteArray ofTarget = "application=\"" + escapedLabel(welcome.application) + "\",pid=\""
        + QByteArray::number(welcome.pid) + "\",system=\"" + escapedLabel(welcome.system) + '"';
    QByteArray text;
    for (const Metric &metric : metrics) {
        const auto table = tables.find(metric.table);
        if (table == tables.end())
            continue;
        const CellFormat cells(connection, metric.table);
        QByteArray samples;
        for (const Inspection::TableDelta::Row &row : table->second.rows) {
            const QJsonValue value = cells.json(metric.column, cell(row.cells, metric.column));
            if (!value.isDouble())
                continue;
            samples += QByteArray(metric.name) + '{' + ofTarget;
            for (const Label &label : labelsOf(metric.table)) {
                const QJsonValue name = cells.json(label.column, cell(row.cells, label.column));
                samples +=
                    QByteArray(",") + label.name + "=\"" + escapedLabel(name.toString()) + '"';
            }
            const double unit = baseUnit(Inspection::info(metric.column).kind);
            samples += "} " + QByteArray::number(value.toDouble() * unit, 'g', 15) + '\n';
        }
        if (samples.isEmpty())
            continue;
        text += QByteArray("# HELP ") + metric.name + ' ' + metric.help + "\n# TYPE " + metric.name
            + ' ' + metric.type + '\n' + samples;
    }
    return text;
}

} // namespace Actors::Inspector
