// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "program.h"

#include <QMap>
#include <QString>

#include <vector>

namespace Bench {

//! What a measuring program says of one piece of work.
struct ResultLine
{
    QString program;
    QString work;
    double messages = 0;
    double seconds = 0;
    double rate = 0; //!< Messages in a second.
    bool isRight = true; //!< False if the program says that it has counted wrong.
    QMap<QString, double> figures; //!< The numbers among its words key=value.
};

//! The lines of \a output that look so, in their order; what else a program prints is passed over.
std::vector<ResultLine> resultLines(const QString &output);

//! What a program that was called so has to say of its work; if that is not right, or nothing, the
//! error of \a run says so.
ResultLine rightResult(Run &run, const QString &program, const QStringList &arguments);

} // namespace Bench
