// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

namespace Actors {

/*!
 * \brief How large a directory of actors is laid out.
 *
 * A directory is divided into buckets, each with a lock of its own: the more buckets, the less do
 * threads that look up actors at the same time get in each other's way. The capacity of a bucket is
 * what it holds without growing; beyond it a directory grows as far as memory does. A plain value.
 */
struct DirectoryConfig
{
    int buckets = 32; //!< At least 1.
    int capacity = 32; //!< Expected number of entries in each bucket, at least 0.

    //! 32 buckets for 32 entries each: what a system has unless told otherwise.
    static constexpr DirectoryConfig standard() noexcept { return {32, 32}; }

    //! 128 buckets for 16,384 entries each, about two million together.
    static constexpr DirectoryConfig highCapacity() noexcept { return {128, 16384}; }

    //! 16 buckets for 16 entries each.
    static constexpr DirectoryConfig small() noexcept { return {16, 16}; }

    //! Whether a directory can be laid out so.
    constexpr bool isValid() const noexcept { return buckets >= 1 && capacity >= 0; }

    friend constexpr bool operator==(const DirectoryConfig &,
                                     const DirectoryConfig &) noexcept = default;
};

} // namespace Actors
