// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "drawing.h"

namespace Bench {

namespace {

//! The grey that can be read on white and on black.
const QString Ink = QStringLiteral("#7a7a7a");

} // namespace

QString beginning(double width, double height, const QString &title)
{
    QString svg =
        QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %1 %2\" "
                       "width=\"%1\" height=\"%2\" role=\"img\" aria-labelledby=\"title\">\n")
            .arg(number(width), number(height));
    svg += QStringLiteral("<title id=\"title\">%1</title>\n").arg(title.toHtmlEscaped());
    svg += QStringLiteral(
               "<style>\n"
               "text { font: 13px system-ui, 'Segoe UI', 'DejaVu Sans', sans-serif; fill: %1 }\n"
               ".head { font-size: 17px; font-weight: 600 }\n"
               ".small { font-size: 11.5px }\n"
               ".grid { stroke: %1; stroke-opacity: 0.3 }\n"
               ".one { stroke: %1; stroke-width: 1.5 }\n"
               ".band { fill: %1; fill-opacity: 0.08 }\n"
               "</style>\n")
               .arg(Ink);
    return svg + text(DrawingLeft, 28, title, QStringLiteral("class=\"head\""));
}

QString end()
{
    return QStringLiteral("</svg>\n");
}

QString number(double value)
{
    return QString::number(value, 'f', 1);
}

QString line(double fromX, double fromY, double toX, double toY, const QString &style)
{
    return QStringLiteral("<line x1=\"%1\" y1=\"%2\" x2=\"%3\" y2=\"%4\" %5/>\n")
        .arg(number(fromX), number(fromY), number(toX), number(toY), style);
}

QString rectangle(double x, double y, double width, double height, const QString &style)
{
    return QStringLiteral("<rect x=\"%1\" y=\"%2\" width=\"%3\" height=\"%4\" %5/>\n")
        .arg(number(x), number(y), number(width), number(height), style);
}

QString text(double x, double y, const QString &words, const QString &style)
{
    return QStringLiteral("<text x=\"%1\" y=\"%2\" %3>%4</text>\n")
        .arg(number(x), number(y), style, words.toHtmlEscaped());
}

} // namespace Bench
