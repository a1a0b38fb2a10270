// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <atomic>
#include <memory>

namespace Actors::Internal {

class Target;

//! What the ticks of one repetition share. Any thread.
struct Ticking
{
    std::atomic<bool> isWaiting = false; //!< A tick is under way.
    std::atomic<bool> isCancelled = false;
    std::atomic<int> missed = 0; //!< Ticks that were left out because one was waiting.
};

/*!
 * \brief Travels with a tick in the place of the way back, for nobody asks: lets the next one come
 * when this one is handled, or lost.
 */
class ACTORS_CORE_EXPORT TickMark
{
public:
    explicit TickMark(std::shared_ptr<Ticking> ticking)
        : m_ticking(std::move(ticking))
    {
    }
    TickMark(TickMark &&other) noexcept = default;
    //! What is kept to be handled again holds no other tick up.
    TickMark(const TickMark &other)
        : m_ticking(other.m_ticking)
        , m_waits(false)
    {
    }
    TickMark &operator=(const TickMark &other) = delete;
    TickMark &operator=(TickMark &&other) = delete;
    ~TickMark();

    //! The next tick may come.
    void release() noexcept;
    //! Whether the tick is to be handled; else it has become a dead letter.
    bool begins(Target &target);
    //! Of the tick that is handled.
    static int missed();

private:
    std::shared_ptr<Ticking> m_ticking;
    bool m_waits = true;
};

} // namespace Actors::Internal
