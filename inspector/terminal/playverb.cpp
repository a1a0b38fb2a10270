// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "playverb.h"

#include "livescreen.h"
#include "printable.h"
#include "terminal.h"
#include "verbinfo.h"
#include "verdict.h"

#include <Actors/Inspection/display.h>
#include <Actors/Inspection/recordedscene.h>

#include <QLocale>

#include <algorithm>

namespace Actors::Inspector {

using Inspection::Subscription;
using Inspection::TableDelta;
using namespace std::chrono;

namespace {

constexpr int FewRows = 20;

} // namespace

PlayVerb::PlayVerb(const CommandLine &line, Terminal &terminal)
    : TargetVerb(line, terminal)
    , m_report(reportTo(terminal))
{
    m_subscription.rows = std::min(line.count(Option::Rows, FewRows), Subscription::MostRows);
    m_subscription.sort = line.column(Option::By, m_subscription.sort);
    m_subscription.filter = line.text(Option::Filter);
    connect(&m_steps, &QTimer::timeout, this, &PlayVerb::step);
}

PlayVerb::~PlayVerb() = default;

Report PlayVerb::reportTo(Terminal &terminal) const
{
    return {terminal,
            connection(),
            QLatin1StringView(line().verb()->name),
            Subscription::Kind::Top,
            line().columns(line().verb()->columns),
            format()};
}

void PlayVerb::begin()
{
    if (!isRecorded()) {
        fail(ExitCode::Usage,
             QStringLiteral("play wants a recording, the name of a file that ends in .actrec; top "
                            "shows a program"));
        return;
    }
    const bool isWatched = format() == Format::Table && terminal().traits().interactive;
    if (isWatched) {
        m_screen = std::make_unique<LiveScreen>(terminal());
        connect(m_screen.get(), &LiveScreen::quitRequested, this, [this] { finish(ExitCode::Ok); });
        connect(m_screen.get(), &LiveScreen::resized, this, &PlayVerb::show);
    }
    milliseconds pause(0);
    if (isWatched || line().has(Option::Speed)) {
        const auto wanted =
            duration<double, std::milli>(line().interval()) / line().factor(Option::Speed, 1);
        pause = milliseconds(qRound64(std::min(wanted.count(), double(24 * 3600 * 1000))));
    }
    m_steps.setInterval(pause);
    playback()->seek(nanoseconds(0));
    show();
    m_steps.start();
}

Snapshot PlayVerb::shown()
{
    TableDelta all = playback()->scene().look(m_subscription);
    Snapshot snapshot;
    snapshot.time = playback()->time();
    snapshot.total = all.groups.front().total;
    snapshot.rows = std::move(all.rows);
    if (!snapshot.rows.empty())
        snapshot.verdict = verdict(snapshot.rows.front(), connection());
    return snapshot;
}

QString PlayVerb::title(const Snapshot &snapshot)
{
    using Inspection::displayDuration;
    const Inspection::Welcome target = connection().welcome();
    return QStringLiteral("%1 (%2)  %3 of %4  %5 of %6  %7")
        .arg(printable(target.application))
        .arg(target.pid)
        .arg(displayDuration(playback()->position()), displayDuration(playback()->duration()))
        .arg(snapshot.rows.size())
        .arg(QLocale().toString(snapshot.total), printable(line().text(Option::Filter)))
        .trimmed();
}

void PlayVerb::show()
{
    if (isFinished())
        return;
    const Snapshot snapshot = shown();
    if (!m_screen) {
        if (format() == Format::Table)
            terminal().writeLine(terminal().styled(title(snapshot), Style::Faint));
        m_report.printMoment(snapshot);
        return;
    }
    Terminal &page = m_screen->page();
    const QString text = title(snapshot) + QStringLiteral("  q quits");
    const int columns = page.traits().columns;
    page.writeLine(
        page.styled(columns > 0 ? elided(text, columns, Elide::Right) : text, Style::Faint));
    reportTo(page).print(snapshot);
    m_screen->show();
}

void PlayVerb::step()
{
    if (isFinished())
        return;
    if (playback()->position() < playback()->duration()) {
        playback()->seek(playback()->position() + line().interval());
        show();
        return;
    }
    m_steps.stop();
    // On a screen the end stays until somebody has seen it.
    if (!m_screen)
        finish(ExitCode::Ok);
}

} // namespace Actors::Inspector
