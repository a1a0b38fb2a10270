// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "theme.h"

#include <QIcon>

QT_FORWARD_DECLARE_CLASS(QPainter)

namespace Actors::Inspector {

//! The icons of the window, all drawn with one pen on a grid of 16.
enum class Symbol : quint8 {
    Hot,
    Tree,
    Classes,
    DeadLetters,
    Details,
    Threads,
    Events,
    Alarm,
    Targets,
    Attach,
    Pause,
    Resume,
    Refresh,
    Search,
    Filter,
    Copy,
    Back,
    Forward,
    Close,
    GoTo,
    Up,
    Warning,
    Check,
    Dot,
    Circle,
    Play,
    Cross,
    Restart,
    Stop,
    Hourglass,
};

/*!
 * \brief An icon that is painted in the colours of the application's palette whenever it is shown.
 *
 * So it is right in a dark and in a light one, and after a change. \a tone colours it otherwise.
 */
QIcon icon(Symbol symbol, Tone tone = Tone::Plain);

//! Paints \a symbol in \a color, in the middle of \a rect.
void paintSymbol(QPainter &painter, const QRectF &rect, Symbol symbol, const QColor &color);

//! What is shown beside the name of a state.
Symbol symbolOf(Inspection::ActorState state);

} // namespace Actors::Inspector
