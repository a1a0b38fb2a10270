// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "tableverb.h"

#include "cellformat.h"
#include "livescreen.h"
#include "printable.h"
#include "terminal.h"
#include "verbinfo.h"
#include "verdict.h"

#include <QLocale>

#include <algorithm>

namespace Actors::Inspector {

using Inspection::Column;
using Inspection::Subscription;
using Inspection::TableDelta;

namespace {

constexpr int FewRows = 20; //!< Of what is looked at for its first rows.

} // namespace

TableVerb::TableVerb(const CommandLine &line, Terminal &terminal, Subscription::Kind kind)
    : TargetVerb(line, terminal)
    , m_kind(kind)
    , m_report(reportTo(terminal))
{
}

TableVerb::~TableVerb() = default;

Report TableVerb::reportTo(Terminal &terminal) const
{
    return {terminal,
            connection(),
            QLatin1StringView(line().verb()->name),
            m_kind,
            line().columns(line().verb()->columns),
            format()};
}

bool TableVerb::isEndless() const
{
    if (isRecorded())
        return false;
    return m_kind == Subscription::Kind::Top ? !line().has(Option::Once)
                                             : line().has(Option::Follow);
}

int TableVerb::rows() const
{
    const int byDefault = m_kind == Subscription::Kind::Top ? FewRows : Subscription::MostRows;
    return std::min(line().count(Option::Rows, byDefault), Subscription::MostRows);
}

void TableVerb::begin()
{
    const bool isList = m_kind == Subscription::Kind::DeadLetters;
    if (isEndless() && !isList && format() == Format::Table && terminal().traits().interactive) {
        m_screen = std::make_unique<LiveScreen>(terminal());
        connect(m_screen.get(), &LiveScreen::quitRequested, this, [this] { finish(ExitCode::Ok); });
        connect(m_screen.get(), &LiveScreen::resized, this, &TableVerb::draw);
    }
    Subscription subscription;
    subscription.kind = m_kind;
    subscription.interval = line().interval();
    subscription.rows = rows();
    subscription.sort = line().column(Option::By, subscription.sort);
    subscription.filter = line().text(Option::Filter);
    m_watch = std::make_unique<TableWatch>(connection(), subscription);
    connect(m_watch.get(), &TableWatch::failed, this, &TableVerb::failWith);
    if (isEndless())
        connect(m_watch.get(), &TableWatch::changed, this, &TableVerb::printAgain);
    else if (isRecorded()) // Rates were known when it was recorded.
        connect(m_watch.get(), &TableWatch::changed, this, &TableVerb::printOnce);
    else
        connect(m_watch.get(), &TableWatch::settled, this, &TableVerb::printOnce);
}

Snapshot TableVerb::shown() const
{
    Snapshot snapshot = m_watch->snapshot();
    const bool hasEarliest = line().has(Option::Since);
    const qint64 earliest = (snapshot.time - line().duration(Option::Since, {})).count();
    const auto dropped = std::erase_if(snapshot.rows, [&](const TableDelta::Row &row) {
        return hasEarliest && cell(row.cells, Column::Last).toInteger() < earliest;
    });
    if (dropped > 0)
        snapshot.total = snapshot.rows.size();
    if (m_kind == Subscription::Kind::Top && !snapshot.rows.empty())
        snapshot.verdict = verdict(snapshot.rows.front(), connection());
    return snapshot;
}

void TableVerb::printOnce()
{
    if (isFinished())
        return;
    const Snapshot snapshot = shown();
    if (snapshot.rows.empty() && format() == Format::Table)
        terminal().complain(QStringLiteral("there is nothing to show"));
    else
        m_report.print(snapshot);
    finish(snapshot.rows.empty() ? ExitCode::None : ExitCode::Ok);
}

void TableVerb::printAgain(const TableDelta &delta)
{
    if (isFinished())
        return;
    if (m_screen)
        draw();
    else if (m_kind == Subscription::Kind::DeadLetters)
        printChanged(shown(), delta);
    else
        m_report.printMoment(shown());
}

void TableVerb::printChanged(const Snapshot &snapshot, const TableDelta &delta)
{
    std::vector<TableDelta::Row> changed;
    for (const TableDelta::Row &row : snapshot.rows) {
        const auto news = std::ranges::find(delta.rows, row.id, &TableDelta::Row::id);
        if (news != delta.rows.end() && !cell(news->cells, Column::Count).isUndefined())
            changed.push_back(row);
    }
    if (!changed.empty())
        m_report.append(changed);
}

void TableVerb::draw()
{
    if (!m_watch)
        return;
    const Snapshot snapshot = shown();
    Terminal &page = m_screen->page();
    const Inspection::Welcome target = connection().welcome();
    const QString title =
        QStringLiteral("%1 (%2)  %3 of %4  %5  q quits")
            .arg(printable(target.application))
            .arg(target.pid)
            .arg(snapshot.rows.size())
            .arg(QLocale().toString(snapshot.total), printable(line().text(Option::Filter)));
    const int columns = page.traits().columns;
    page.writeLine(
        page.styled(columns > 0 ? elided(title, columns, Elide::Right) : title, Style::Faint));
    reportTo(page).print(snapshot);
    m_screen->show();
}

} // namespace Actors::Inspector
