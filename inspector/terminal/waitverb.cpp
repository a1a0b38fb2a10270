// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "waitverb.h"

#include "cellformat.h"
#include "printable.h"
#include "terminal.h"

#include <QJsonObject>

namespace Actors::Inspector {

using Inspection::Column;
using Inspection::Stream;
using Inspection::Subscription;
using Inspection::TableDelta;

namespace {

void takeTotal(const TableDelta &delta, std::optional<quint64> *total)
{
    for (const TableDelta::Group &group : delta.groups) {
        if (group.parent == 0)
            *total = group.total;
    }
}

} // namespace

WaitVerb::WaitVerb(const CommandLine &line, Terminal &terminal)
    : TargetVerb(line, terminal)
{
    m_limit.setSingleShot(true);
    connect(&m_limit, &QTimer::timeout, this, &WaitVerb::giveUp);
}

QString WaitVerb::paths() const
{
    return line().text(Option::For, QStringLiteral("/user/**"));
}

void WaitVerb::begin()
{
    m_limit.start(std::chrono::ceil<std::chrono::milliseconds>(
        line().duration(Option::Timeout, std::chrono::seconds(30))));
    Subscription subscription;
    subscription.kind = Subscription::Kind::Top;
    subscription.interval = Subscription::ShortestInterval;
    subscription.rows = 1;
    subscription.filter = QStringLiteral("path:%1").arg(paths());
    m_all = subscribe(subscription);
    connect(m_all.get(), &Stream::changed, this, [this](const TableDelta &delta) {
        takeTotal(delta, &m_allTotal);
        look();
    });
    subscription.filter += QStringLiteral(" -(%1)").arg(line().text(Option::Until));
    m_others = subscribe(subscription);
    connect(m_others.get(), &Stream::changed, this, [this](const TableDelta &delta) {
        takeTotal(delta, &m_othersTotal);
        for (const TableDelta::Row &row : delta.rows) {
            if (const QCborValue path = cell(row.cells, Column::Path); !path.isUndefined())
                m_example = connection().text(path);
        }
        look();
    });
}

void WaitVerb::look()
{
    if (isFinished() || m_allTotal.value_or(0) == 0 || m_othersTotal.value_or(1) != 0)
        return;
    if (format() == Format::Table) {
        terminal().writeLine(QStringLiteral("%1 of %1 actors match").arg(*m_allTotal));
    } else {
        terminal().write(
            jsonLine({{QStringLiteral("schema"), QStringLiteral("actors.inspect.wait.v1")},
                      {QStringLiteral("until"), line().text(Option::Until)},
                      {QStringLiteral("for"), paths()},
                      {QStringLiteral("actors"), qint64(*m_allTotal)}}));
    }
    finish(ExitCode::Ok);
}

void WaitVerb::giveUp()
{
    if (m_allTotal.value_or(0) == 0) {
        fail(ExitCode::Timeout,
             QStringLiteral("the time is over, and there is no actor %1").arg(printable(paths())));
        return;
    }
    fail(ExitCode::Timeout,
         QStringLiteral("the time is over, and %1 of %2 actors do not match %3, as %4")
             .arg(m_othersTotal.value_or(0))
             .arg(*m_allTotal)
             .arg(printable(line().text(Option::Until)), printable(m_example)));
}

} // namespace Actors::Inspector
