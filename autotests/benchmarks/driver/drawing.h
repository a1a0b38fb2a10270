// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

//! Pieces of SVG that can stand on a white or a dark page. Lengths are in its units, from the upper
//! left.
namespace Bench {

//! Where everything begins that has names at its left; their end is a little before.
constexpr double DrawingLeft = 168;

//! A drawing with a title, which is also drawn. Its classes of lines and text: head, small, grid,
//! one and band.
QString beginning(double width, double height, const QString &title);
QString end();

//! With one decimal.
QString number(double value);
QString line(double fromX, double fromY, double toX, double toY, const QString &style);
QString rectangle(double x, double y, double width, double height, const QString &style);
//! \a y is that of its base line.
QString text(double x, double y, const QString &words, const QString &style = {});

} // namespace Bench
