// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QtGlobal>

namespace Actors {

/*!
 * \brief Where the runtime takes its random numbers from.
 *
 * Jitter and identifiers are drawn here and nowhere else, so that a test repeats with its seed.
 * All functions may be called from any thread.
 */
class ACTORS_CORE_EXPORT Random
{
public:
    virtual ~Random();

    //! The next number, equally likely over all 64 bits.
    virtual quint64 next() = 0;

    //! A number from 0 up to, but not including, 1.
    double nextReal() { return double(next() >> 11) * 0x1.0p-53; }

    //! Seeded by the operating system. Lives as long as the process.
    static Random *real();

protected:
    Random() = default;
    Q_DISABLE_COPY_MOVE(Random)
};

} // namespace Actors
