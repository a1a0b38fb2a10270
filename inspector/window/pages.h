// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "page.h"

/*!
 * \brief What the pages of a target are.
 */
namespace Actors::Inspector::Pages {

PageInfo hot();
PageInfo tree();
PageInfo classes();
PageInfo deadLetters();
PageInfo threads();
PageInfo events();
PageInfo alarms();
//! The events of one actor.
PageInfo history();

} // namespace Actors::Inspector::Pages
