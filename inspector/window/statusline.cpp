// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "statusline.h"

#include "grid.h"
#include "pulse.h"
#include "targetpane.h"

#include <Actors/Inspection/display.h>

#include <QCborValue>
#include <QLabel>
#include <QLocale>

#include <algorithm>
#include <limits>

namespace Actors::Inspector {

using Inspection::Column;
using Inspection::ColumnKind;

namespace {

//! For plural forms, which know no larger numbers.
int plural(double number)
{
    return int(std::min(number, double(std::numeric_limits<int>::max())));
}

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent)
{
    setSizeGripEnabled(false);
    setContentsMargins(Grid::Tight, 0, Grid::Tight, 0);
    const std::array<QString, Figures> descriptions{
        tr("Actors that live"),
        tr("Messages that come to actors in a second"),
        tr("Messages that nobody handled, in a second"),
        tr("How much of a processor the probe in the program takes"),
        tr("Bytes that come from the program in a second"),
        tr("How old the numbers are when they arrive"),
        tr("Events that this inspector was too slow for"),
    };
    for (int figure = 0; figure < Figures; ++figure) {
        auto *label = new QLabel(this);
        label->setTextFormat(Qt::PlainText);
        label->setToolTip(descriptions[std::size_t(figure)]);
        label->setContentsMargins(Grid::Tight, 0, Grid::Gap, 0);
        // What is about the target stands left, what is about looking at it right.
        if (figure < Probe)
            addWidget(label);
        else
            addPermanentWidget(label);
        m_figures[std::size_t(figure)] = label;
    }
}

void StatusLine::follow(const TargetPane *pane)
{
    const bool isKnown = pane && pane->pulse().isKnown();
    // Looking at a recording costs no program anything.
    const bool isRecorded = pane && pane->playback();
    for (int figure = 0; figure < Figures; ++figure)
        m_figures[std::size_t(figure)]->setVisible(isKnown && (figure < Probe || !isRecorded));
    if (!isKnown)
        return;
    const QLocale locale;
    const Pulse &pulse = pane->pulse();
    const auto display = [&](ColumnKind kind, double value) {
        return Inspection::displayText(kind, QCborValue(qint64(value)), locale);
    };
    const auto say = [this](Figure figure, const QString &text) {
        m_figures[figure]->setText(text);
        m_figures[figure]->setAccessibleName(text);
    };
    const double actors = pulse.value(Column::Actors);
    say(LivingActors,
        tr("%1 actor(s)", nullptr, plural(actors)).arg(display(ColumnKind::Count, actors)));
    say(Messages, tr("%1 messages/s").arg(display(ColumnKind::Rate, pulse.value(Column::In))));
    say(Dead, tr("%1 dead/s").arg(display(ColumnKind::Rate, pulse.value(Column::Rate))));
    say(Probe, tr("probe %1").arg(display(ColumnKind::Permille, pulse.value(Column::Cpu))));
    say(Link, tr("link %1/s").arg(locale.formattedDataSize(pulse.linkRate(), 0)));
    say(Delay, tr("lag %1").arg(display(ColumnKind::Duration, double(pulse.delay().count()))));
    const auto dropped = double(pane->droppedEvents()) + pulse.value(Column::Dropped);
    say(Dropped,
        tr("%1 event(s) dropped", nullptr, plural(dropped))
            .arg(display(ColumnKind::Count, dropped)));
}

} // namespace Actors::Inspector
