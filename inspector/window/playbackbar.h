// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QToolBar>

#include <chrono>

QT_FORWARD_DECLARE_CLASS(QAction)
QT_FORWARD_DECLARE_CLASS(QComboBox)
QT_FORWARD_DECLARE_CLASS(QLabel)
QT_FORWARD_DECLARE_CLASS(QSlider)

namespace Actors::Inspection {
class Playback;
} // namespace Actors::Inspection

namespace Actors::Inspector {

/*!
 * \brief Where a recording is, as a slider, and how fast it goes on.
 */
class PlaybackBar : public QToolBar
{
    Q_OBJECT

public:
    //! Of \a playback, which must outlive it.
    explicit PlaybackBar(Inspection::Playback &playback, QWidget *parent = nullptr);

private:
    void showPosition(std::chrono::nanoseconds position);
    void showPaused(bool isPaused);

    Inspection::Playback &m_playback;
    QAction *const m_play;
    QSlider *const m_slider;
    QLabel *const m_time;
    QComboBox *const m_speed;
};

} // namespace Actors::Inspector
