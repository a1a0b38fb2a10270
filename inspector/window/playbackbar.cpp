// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "playbackbar.h"

#include "grid.h"
#include "symbollabel.h"
#include "symbols.h"

#include <Actors/Inspection/Playback>

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QLocale>
#include <QSlider>

#include <algorithm>
#include <array>

namespace Actors::Inspector {

namespace {

using std::chrono::milliseconds;
using std::chrono::nanoseconds;

constexpr std::array Speeds{0.1, 1.0, 10.0, 60.0};
constexpr std::size_t UsualSpeed = 1;
constexpr milliseconds Step{1000};
constexpr milliseconds Page{10'000};

int toSlider(nanoseconds time)
{
    return int(std::chrono::duration_cast<milliseconds>(time).count());
}

//! "1:02.5": minutes, seconds and tenths.
QString clock(nanoseconds time)
{
    const auto tenths = time / milliseconds(100);
    return QStringLiteral("%1:%2%3%4")
        .arg(tenths / 600)
        .arg(tenths / 10 % 60, 2, 10, QLatin1Char('0'))
        .arg(QLocale().decimalPoint())
        .arg(tenths % 10);
}

} // namespace

PlaybackBar::PlaybackBar(Inspection::Playback &playback, QWidget *parent)
    : QToolBar(tr("Recording"), parent)
    , m_playback(playback)
    , m_play(addAction(QString()))
    , m_slider(new QSlider(Qt::Horizontal, this))
    , m_time(new QLabel(this))
    , m_speed(new QComboBox(this))
{
    setObjectName(QStringLiteral("playback"));
    setMovable(false);
    setIconSize({Grid::Icon, Grid::Icon});

    m_slider->setAccessibleName(tr("Position in the recording"));
    m_slider->setRange(0, std::max(1, toSlider(playback.duration())));
    m_slider->setSingleStep(int(Step.count()));
    m_slider->setPageStep(int(Page.count()));
    addWidget(m_slider);

    m_time->setTextFormat(Qt::PlainText);
    m_time->setContentsMargins(Grid::Gap, 0, Grid::Gap, 0);
    m_time->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_time->setAccessibleName(tr("Position and length of the recording"));
    addWidget(m_time);

    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("How many seconds of the recording pass in one"));
    for (const double speed : Speeds)
        m_speed->addItem(tr("%1×").arg(QLocale().toString(speed)), speed);
    m_speed->setCurrentIndex(int(UsualSpeed));
    addWidget(m_speed);

    if (const QString damage = playback.damage(); !damage.isEmpty()) {
        auto *warning = new SymbolLabel(Symbol::Warning, Tone::Warning, this);
        warning->setToolTip(damage);
        warning->setAccessibleName(damage);
        addWidget(warning);
    }

    connect(m_play, &QAction::triggered, this,
            [this] { m_playback.setPaused(!m_playback.isPaused()); });
    connect(m_slider, &QSlider::valueChanged, this,
            [this](int value) { m_playback.seek(milliseconds(value)); });
    connect(m_speed, &QComboBox::activated, this,
            [this](int index) { m_playback.setSpeed(m_speed->itemData(index).toDouble()); });
    connect(&playback, &Inspection::Playback::positionChanged, this, &PlaybackBar::showPosition);
    connect(&playback, &Inspection::Playback::pausedChanged, this, &PlaybackBar::showPaused);
    showPosition(playback.position());
    showPaused(playback.isPaused());
}

void PlaybackBar::showPosition(nanoseconds position)
{
    // What the recording tells is not wanted by anybody.
    const QSignalBlocker blocker(m_slider);
    m_slider->setValue(toSlider(position));
    const QString end = clock(m_playback.duration());
    m_time->setText(tr("%1 of %2", "position and length of a recording").arg(clock(position), end));
    // The longest of all positions.
    m_time->setMinimumWidth(m_time->fontMetrics().horizontalAdvance(
                                tr("%1 of %2", "position and length of a recording").arg(end, end))
                            + 3 * Grid::Gap);
}

void PlaybackBar::showPaused(bool isPaused)
{
    m_play->setText(isPaused ? tr("Play") : tr("Pause"));
    m_play->setToolTip(m_play->text());
    m_play->setIcon(icon(isPaused ? Symbol::Resume : Symbol::Pause));
}

} // namespace Actors::Inspector
