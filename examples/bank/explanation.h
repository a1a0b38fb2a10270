// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QMetaType>
#include <QString>

namespace Banking {

//! Tells the customer why a request has failed and what can be done about it.
struct Explanation
{
    int request = 0; //!< Its number.
    QString command; //!< As it was typed.
    QString error;
    QString suggestion;
    QString decision; //!< Of the supervisor; empty if no actor has failed.

    //! "Command: ...", "Error: ...", "Suggestion: ...", a line each.
    QString toString() const;
};

} // namespace Banking
