// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

/*!
 * \brief The grid that everything in the window lies on, in device-independent pixels.
 */
namespace Actors::Inspector::Grid {

inline constexpr int Unit = 4;
inline constexpr int Tight = Unit; //!< Between an icon and its text.
inline constexpr int Gap = 2 * Unit; //!< Between widgets of one group; around a page.
inline constexpr int Wide = 4 * Unit; //!< Between groups.
inline constexpr int Margin = 6 * Unit; //!< Around what stands alone, as an empty page.
inline constexpr int Icon = 4 * Unit; //!< The edge of an icon.
inline constexpr int RowPadding = 2 * Unit; //!< What a row is higher than its text.
inline constexpr int Radius = Unit; //!< Of the corners of chips.

} // namespace Actors::Inspector::Grid
