// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "theme.h"

#include <algorithm>
#include <cmath>

namespace Actors::Inspector {

namespace {

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &color)
{
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF())
        + 0.0722 * linear(color.blueF());
}

template<std::size_t Count>
double worstContrast(const QColor &text, const std::array<QColor, Count> &backgrounds)
{
    double worst = 21;
    for (const QColor &background : backgrounds)
        worst = std::min(worst, contrast(text, background));
    return worst;
}

//! The hue of \a wanted, as little moved to black or white as reading it needs.
template<std::size_t Count>
QColor readable(const QColor &wanted, const std::array<QColor, Count> &backgrounds, bool dark)
{
    // A little more than is asked for, as painting rounds channels.
    constexpr double Enough = Theme::LeastContrast + 0.1;
    constexpr int Steps = 50;
    const QColor end = dark ? QColor(Qt::white) : QColor(Qt::black);
    for (int step = 0; step < Steps; ++step) {
        const QColor color = blended(wanted, end, double(step) / Steps);
        if (worstContrast(color, backgrounds) >= Enough)
            return color;
    }
    return end;
}

QPalette paletteOf(const QColor &window, const QColor &base, const QColor &alternate,
                   const QColor &button, const QColor &text, const QColor &faint,
                   const QColor &accent, const QColor &accentText)
{
    QPalette palette(text, button, button.lighter(130), button.darker(160), button.darker(115),
                     text, accentText, base, window);
    palette.setColor(QPalette::AlternateBase, alternate);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, accentText);
    palette.setColor(QPalette::ToolTipBase, alternate);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::PlaceholderText, faint);
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::Mid, blended(window, text, 0.2));
    palette.setColor(QPalette::Midlight, blended(window, text, 0.1));
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, blended(window, text, 0.5));
    return palette;
}

} // namespace

double contrast(const QColor &text, const QColor &background)
{
    const double first = luminance(text) + 0.05;
    const double second = luminance(background) + 0.05;
    return std::max(first, second) / std::min(first, second);
}

QColor blended(const QColor &under, const QColor &over, double share)
{
    const auto mix = [share](float below, float above) {
        return float(double(below) * (1 - share) + double(above) * share);
    };
    return QColor::fromRgbF(mix(under.redF(), over.redF()), mix(under.greenF(), over.greenF()),
                            mix(under.blueF(), over.blueF()));
}

Theme::Theme(const QPalette &palette)
    : m_dark(palette.color(QPalette::Window).lightness() < 128)
    , m_line(blended(palette.color(QPalette::Window), palette.color(QPalette::WindowText), 0.2))
{
    const std::array<QColor, 3> backgrounds{palette.color(QPalette::Base),
                                            palette.color(QPalette::AlternateBase),
                                            palette.color(QPalette::Window)};
    const QColor plain = palette.color(QPalette::Text);
    const std::array<QColor, Tones> hues{
        plain,
        blended(backgrounds[0], plain, 0.6),
        m_dark ? QColor(0x56, 0xb4, 0xe9) : QColor(0x00, 0x72, 0xb2),
        QColor(0x00, 0x9e, 0x73),
        QColor(0xe6, 0x9f, 0x00),
        QColor(0xd5, 0x5e, 0x00),
    };
    for (std::size_t i = 0; i < Tones; ++i) {
        m_chips[i] = blended(backgrounds[0], hues[i], m_dark ? 0.24 : 0.14);
        const std::array<QColor, 4> behind{backgrounds[0], backgrounds[1], backgrounds[2],
                                           m_chips[i]};
        m_texts[i] = readable(hues[i], behind, m_dark);
    }
}

const Theme &Theme::of(const QPalette &palette)
{
    static qint64 key = palette.cacheKey();
    static Theme theme(palette);
    if (key != palette.cacheKey()) {
        key = palette.cacheKey();
        theme = Theme(palette);
    }
    return theme;
}

Tone toneOf(Inspection::ActorState state)
{
    using Inspection::ActorState;
    switch (state) {
    case ActorState::Idle:
    case ActorState::Stopping:
    case ActorState::Stopped:
        return Tone::Quiet;
    case ActorState::Starting:
    case ActorState::Restarting:
        return Tone::Active;
    case ActorState::Running:
        return Tone::Good;
    case ActorState::Suspended:
        return Tone::Warning;
    case ActorState::Blocked:
    case ActorState::Failed:
        return Tone::Critical;
    }
    return Tone::Plain;
}

QPalette lightPalette()
{
    return paletteOf(QColor(0xf3, 0xf4, 0xf6), Qt::white, QColor(0xf8, 0xf9, 0xfa),
                     QColor(0xec, 0xee, 0xf1), QColor(0x1d, 0x21, 0x27), QColor(0x62, 0x6a, 0x75),
                     QColor(0x00, 0x5f, 0x99), Qt::white);
}

QPalette darkPalette()
{
    return paletteOf(QColor(0x22, 0x25, 0x2a), QColor(0x1a, 0x1c, 0x20), QColor(0x1f, 0x22, 0x26),
                     QColor(0x31, 0x35, 0x3b), QColor(0xe4, 0xe7, 0xeb), QColor(0x9b, 0xa3, 0xae),
                     QColor(0x2f, 0x6f, 0x9f), Qt::white);
}

} // namespace Actors::Inspector
