// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/column.h>

#include <QColor>
#include <QPalette>

#include <array>

namespace Actors::Inspector {

//! What a colour says. It is never said by colour alone: an icon and a text say it, too.
enum class Tone : quint8 {
    Plain, //!< Nothing.
    Quiet, //!< Of less interest.
    Active, //!< Something is under way.
    Good, //!< As it should be.
    Warning, //!< Worth a look.
    Critical, //!< Wrong.
};

/*!
 * \brief The colours of the window that a palette has no role for.
 *
 * They follow from a palette, whether dark or light, and are made anew when that changes. The hues
 * are those of Okabe and Ito, which people who see colours differently tell apart; their lightness
 * is moved until texts have a contrast of at least LeastContrast on all backgrounds of the palette.
 */
class Theme
{
public:
    //! Of a text with what lies behind it, as WCAG 2.1 asks for (level AA).
    static constexpr double LeastContrast = 4.5;

    explicit Theme(const QPalette &palette);
    //! That of \a palette, made once as long as it is the same; for painting, on the main thread.
    static const Theme &of(const QPalette &palette);

    bool isDark() const { return m_dark; }
    //! For texts, icons and lines of plots on the palette's Base, AlternateBase and Window.
    QColor text(Tone tone) const { return m_texts[static_cast<std::size_t>(tone)]; }
    //! Behind a text of that tone.
    QColor chip(Tone tone) const { return m_chips[static_cast<std::size_t>(tone)]; }
    //! Of lines that part things.
    QColor line() const { return m_line; }

private:
    static constexpr std::size_t Tones = static_cast<std::size_t>(Tone::Critical) + 1;

    bool m_dark;
    std::array<QColor, Tones> m_texts;
    std::array<QColor, Tones> m_chips;
    QColor m_line;
};

//! How well \a text can be read on \a background: from 1, not at all, to 21.
double contrast(const QColor &text, const QColor &background);
//! So much of \a over on top of \a under.
QColor blended(const QColor &under, const QColor &over, double share);
//! How a state looks.
Tone toneOf(Inspection::ActorState state);

//! A palette of our own, for who wants light or dark whatever the system has.
QPalette lightPalette();
//! See lightPalette().
QPalette darkPalette();

} // namespace Actors::Inspector
