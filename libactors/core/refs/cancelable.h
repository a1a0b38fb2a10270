// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <atomic>
#include <functional>
#include <memory>

namespace Actors {

//! A handle of something that is to happen later. A value, usable from any thread; dropping it
//! changes nothing.
class ACTORS_CORE_EXPORT Cancelable
{
public:
    Cancelable() = default;

    //! Prevents what has not happened yet. True for the call that did it.
    bool cancel();
    //! Whether cancel() was called, or nothing was scheduled.
    bool isCancelled() const;

    // For the library.
    class State;
    explicit Cancelable(std::shared_ptr<State> state);

private:
    std::shared_ptr<State> d;
};

//! What a Cancelable is a handle of.
class ACTORS_CORE_EXPORT Cancelable::State
{
public:
    // For the library.
    virtual ~State();
    bool isCancelled() const { return m_cancelled.load(std::memory_order_acquire); }
    bool cancel();

protected:
    //! Called once, in the thread that cancels.
    virtual void cancelled() = 0;

private:
    std::atomic<bool> m_cancelled = false;
};

} // namespace Actors
