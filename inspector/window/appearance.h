// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

namespace Actors::Inspector {

//! Which colours the window has.
enum class Appearance : quint8 {
    System, //!< Those of the desktop.
    Light,
    Dark,
};

//! The one that was chosen last, on this machine by this user.
Appearance savedAppearance();
//! Keeps \a appearance for the next time.
void saveAppearance(Appearance appearance);
//! Gives all windows of the application \a appearance.
void apply(Appearance appearance);

} // namespace Actors::Inspector
