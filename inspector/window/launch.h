// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>
#include <QStringList>

namespace Actors::Inspector {

//! What came of launch().
struct Launch
{
    qint64 pid = 0; //!< 0 if it failed.
    QString error; //!< Why it failed, for people.
};

//! Starts a program so that it can be inspected; it outlives the inspector. \a command is the
//! program and its arguments.
Launch launch(const QStringList &command);

} // namespace Actors::Inspector
