// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "symbols.h"

#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <initializer_list>

namespace Actors::Inspector {

namespace {

//! The edge of the square that all shapes are drawn in.
constexpr qreal Edge = 16;
constexpr qreal Stroke = 1.5;

//! Lines that a pen draws, and areas that are filled.
struct Shape
{
    QPainterPath lines;
    QPainterPath areas;

    void line(std::initializer_list<QPointF> points)
    {
        lines.addPolygon(QPolygonF(QList<QPointF>(points)));
    }
    void outline(std::initializer_list<QPointF> points)
    {
        line(points);
        lines.closeSubpath();
    }
    void area(std::initializer_list<QPointF> points)
    {
        areas.addPolygon(QPolygonF(QList<QPointF>(points)));
        areas.closeSubpath();
    }
    void ring(qreal x, qreal y, qreal radius) { lines.addEllipse(QPointF(x, y), radius, radius); }
    void disc(qreal x, qreal y, qreal radius) { areas.addEllipse(QPointF(x, y), radius, radius); }
    void arc(qreal x, qreal y, qreal radius, qreal from, qreal length)
    {
        const QRectF box(x - radius, y - radius, 2 * radius, 2 * radius);
        lines.arcMoveTo(box, from);
        lines.arcTo(box, from, length);
    }
};

Shape shapeOf(Symbol symbol)
{
    Shape shape;
    switch (symbol) {
    case Symbol::Hot:
        shape.lines.moveTo(8, 1.75);
        shape.lines.cubicTo(8.5, 5, 12.75, 6.5, 12.75, 10);
        shape.lines.cubicTo(12.75, 12.75, 10.5, 14.25, 8, 14.25);
        shape.lines.cubicTo(5.5, 14.25, 3.25, 12.75, 3.25, 10);
        shape.lines.cubicTo(3.25, 8.25, 4.25, 7, 5, 6.25);
        shape.lines.cubicTo(5.5, 7.5, 6, 8, 6.75, 8.25);
        shape.lines.cubicTo(6.5, 6, 6.75, 3.5, 8, 1.75);
        break;
    case Symbol::Tree:
        shape.line({{3.5, 5}, {3.5, 12.5}, {8, 12.5}});
        shape.line({{3.5, 8}, {8, 8}});
        shape.disc(3.5, 3.5, 2);
        shape.disc(10, 8, 2);
        shape.disc(10, 12.5, 2);
        break;
    case Symbol::Classes:
        shape.outline({{2, 2.75}, {14, 2.75}, {14, 13.25}, {2, 13.25}});
        shape.line({{2, 6.5}, {14, 6.5}});
        shape.line({{6.5, 6.5}, {6.5, 13.25}});
        break;
    case Symbol::DeadLetters:
        shape.line({{8, 12.25}, {1.75, 12.25}, {1.75, 3.25}, {14.25, 3.25}, {14.25, 7.5}});
        shape.line({{1.75, 4}, {8, 8.5}, {14.25, 4}});
        shape.line({{10.5, 10}, {14.5, 14}});
        shape.line({{14.5, 10}, {10.5, 14}});
        break;
    case Symbol::Details:
        shape.ring(8, 8, 6.25);
        shape.line({{8, 7.5}, {8, 11.25}});
        shape.disc(8, 4.9, 1);
        break;
    case Symbol::Threads:
        for (const qreal x : {3.5, 8.0, 12.5}) {
            shape.lines.moveTo(x, 1.75);
            shape.lines.cubicTo(x - 2.5, 5, x + 2.5, 11, x, 14.25);
        }
        break;
    case Symbol::Events:
        shape.line({{3, 2.5}, {3, 13.5}});
        shape.line({{6.5, 4}, {14, 4}});
        shape.line({{6.5, 8}, {12, 8}});
        shape.line({{6.5, 12}, {14, 12}});
        shape.disc(3, 4, 1.6);
        shape.disc(3, 8, 1.6);
        shape.disc(3, 12, 1.6);
        break;
    case Symbol::Alarm:
        shape.lines.moveTo(2.5, 11.75);
        shape.lines.cubicTo(5, 9.5, 3, 2.5, 8, 2.5);
        shape.lines.cubicTo(13, 2.5, 11, 9.5, 13.5, 11.75);
        shape.lines.closeSubpath();
        shape.arc(8, 12, 2, 200, 140);
        break;
    case Symbol::Targets:
        shape.outline({{1.75, 2.5}, {14.25, 2.5}, {14.25, 10.75}, {1.75, 10.75}});
        shape.line({{5, 13.75}, {11, 13.75}});
        shape.line({{8, 10.75}, {8, 13.75}});
        break;
    case Symbol::Attach:
        shape.line({{8, 2.5}, {8, 13.5}});
        shape.line({{2.5, 8}, {13.5, 8}});
        break;
    case Symbol::Pause:
        shape.areas.addRect(4, 3, 2.75, 10);
        shape.areas.addRect(9.25, 3, 2.75, 10);
        break;
    case Symbol::Resume:
    case Symbol::Play:
        shape.area({{4.5, 2.75}, {13, 8}, {4.5, 13.25}});
        break;
    case Symbol::Refresh:
    case Symbol::Restart:
        shape.arc(8, 8, 5.5, 60, 290);
        shape.line({{10.75, 0.75}, {10.75, 4.25}, {14.25, 4.25}});
        break;
    case Symbol::Search:
        shape.ring(6.75, 6.75, 4.5);
        shape.line({{10.25, 10.25}, {14, 14}});
        break;
    case Symbol::Filter:
        shape.outline({{2, 3}, {14, 3}, {9.5, 8.5}, {9.5, 13.25}, {6.5, 11.5}, {6.5, 8.5}});
        break;
    case Symbol::Copy:
        shape.outline({{5.5, 5.5}, {13.75, 5.5}, {13.75, 13.75}, {5.5, 13.75}});
        shape.line({{3.5, 10.5}, {2.25, 10.5}, {2.25, 2.25}, {10.5, 2.25}, {10.5, 3.5}});
        break;
    case Symbol::Back:
        shape.line({{10, 3}, {5, 8}, {10, 13}});
        break;
    case Symbol::Forward:
        shape.line({{6, 3}, {11, 8}, {6, 13}});
        break;
    case Symbol::Close:
    case Symbol::Cross:
        shape.line({{3.5, 3.5}, {12.5, 12.5}});
        shape.line({{12.5, 3.5}, {3.5, 12.5}});
        break;
    case Symbol::GoTo:
        shape.line({{2.5, 8}, {13, 8}});
        shape.line({{8.75, 3.75}, {13, 8}, {8.75, 12.25}});
        break;
    case Symbol::Up:
        shape.line({{8, 13.5}, {8, 3}});
        shape.line({{3.75, 7.25}, {8, 3}, {12.25, 7.25}});
        break;
    case Symbol::Warning:
        shape.outline({{8, 2}, {14.5, 13.5}, {1.5, 13.5}});
        shape.line({{8, 6.25}, {8, 9.25}});
        shape.disc(8, 11.4, 0.9);
        break;
    case Symbol::Check:
        shape.line({{2.75, 8.5}, {6.25, 12}, {13.25, 4.25}});
        break;
    case Symbol::Dot:
        shape.disc(8, 8, 3);
        break;
    case Symbol::Circle:
        shape.ring(8, 8, 4);
        break;
    case Symbol::Stop:
        shape.areas.addRect(4, 4, 8, 8);
        break;
    case Symbol::Hourglass:
        shape.outline({{3.5, 2.25}, {12.5, 2.25}, {8, 8}});
        shape.outline({{3.5, 13.75}, {12.5, 13.75}, {8, 8}});
        break;
    }
    return shape;
}

class SymbolEngine final : public QIconEngine
{
public:
    SymbolEngine(Symbol symbol, Tone tone)
        : m_symbol(symbol)
        , m_tone(tone)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        paintSymbol(*painter, rect, m_symbol, colorFor(mode));
    }

    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override
    {
        return scaledPixmap(size, mode, state, 1);
    }

    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state,
                         qreal /*scale*/) override
    {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return pixmap;
    }

    QIconEngine *clone() const override { return new SymbolEngine(m_symbol, m_tone); }

private:
    QColor colorFor(QIcon::Mode mode) const
    {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Selected)
            return palette.color(QPalette::HighlightedText);
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::ButtonText);
        return Theme::of(palette).text(m_tone);
    }

    const Symbol m_symbol;
    const Tone m_tone;
};

} // namespace

QIcon icon(Symbol symbol, Tone tone)
{
    return QIcon(new SymbolEngine(symbol, tone));
}

void paintSymbol(QPainter &painter, const QRectF &rect, Symbol symbol, const QColor &color)
{
    const qreal size = std::min(rect.width(), rect.height());
    const Shape shape = shapeOf(symbol);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(rect.center() - QPointF(size, size) / 2);
    painter.scale(size / Edge, size / Edge);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, Stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.drawPath(shape.lines);
    painter.fillPath(shape.areas, color);
    painter.restore();
}

Symbol symbolOf(Inspection::ActorState state)
{
    using Inspection::ActorState;
    switch (state) {
    case ActorState::Starting:
        return Symbol::Hourglass;
    case ActorState::Idle:
        return Symbol::Circle;
    case ActorState::Running:
        return Symbol::Play;
    case ActorState::Blocked:
        return Symbol::Warning;
    case ActorState::Suspended:
        return Symbol::Pause;
    case ActorState::Failed:
        return Symbol::Cross;
    case ActorState::Restarting:
        return Symbol::Restart;
    case ActorState::Stopping:
    case ActorState::Stopped:
        return Symbol::Stop;
    }
    return Symbol::Dot;
}

} // namespace Actors::Inspector
