// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "dispatch/eventdispatcher_p.h"
#include "dispatch/messagesource_p.h"

#include <atomic>
#include <deque>
#include <functional>
#include <mutex>
#include <utility>

/*!
 * \brief Messages that are functions, in a queue under a lock.
 *
 * tell() is what a sender does. What the dispatcher asks of it is counted.
 */
class FakeMessageSource : public Actors::Internal::MessageSource
{
public:
    using Message = std::function<void()>;

    //! Messages in one drain.
    int budget = 256;
    //! Handled in each drain as if somebody sent without end.
    Message flood;
    //! Called when the thread is about to say that it sleeps.
    Message aboutToSleep;

    std::atomic<int> drains{0};
    //! What the last drain was told about its length.
    std::chrono::nanoseconds atMost{0};
    std::atomic<bool> isAsleep{false};

    //! Any thread.
    void tell(Actors::Internal::EventDispatcher *receiver, Message message)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_messages.push_back(std::move(message));
        }
        m_count.fetch_add(1);
        if (claimWakeUp())
            receiver->kick();
    }

    bool drain(std::chrono::nanoseconds longest) override
    {
        atMost = longest;
        drains.fetch_add(1, std::memory_order_relaxed);
        for (int i = 0; i < budget; ++i) {
            if (flood) {
                flood();
                continue;
            }
            Message message;
            {
                const std::lock_guard lock(m_mutex);
                if (m_messages.empty())
                    break;
                message = std::move(m_messages.front());
                m_messages.pop_front();
            }
            m_count.fetch_sub(1);
            message();
        }
        return hasWork();
    }

    bool hasWork() const noexcept override { return flood || m_count.load() > 0; }
    void setAsleep() noexcept override
    {
        if (aboutToSleep)
            aboutToSleep();
        isAsleep.store(true);
    }
    void setAwake() noexcept override { isAsleep.store(false); }
    bool claimWakeUp() noexcept override { return isAsleep.load() && isAsleep.exchange(false); }
    bool isClaimed() const noexcept override { return !isAsleep.load(); }

private:
    std::mutex m_mutex;
    std::deque<Message> m_messages;
    std::atomic<int> m_count{0};
};
