// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QtGlobal>

#include <memory>

namespace Actors {

/*!
 * \brief Decides what runs next where the guarantees leave it open.
 *
 * Asked by the deterministic dispatcher before each step, on the thread that runs the steps. On
 * real threads the operating system decides.
 */
class ACTORS_CORE_EXPORT Executor
{
public:
    virtual ~Executor();

    //! The index of the step to take, out of \a runnable many (at least one), the oldest first.
    virtual quint32 choose(quint32 runnable) = 0;

    //! Always the oldest step: the order in which things were sent.
    static std::unique_ptr<Executor> inOrder();
    //! An order that depends on \a seed alone.
    static std::unique_ptr<Executor> seeded(quint64 seed);

protected:
    Executor() = default;
    Q_DISABLE_COPY_MOVE(Executor)
};

} // namespace Actors
