// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QtGlobal>

#include <chrono>
#include <exception>

QT_FORWARD_DECLARE_CLASS(QObject)

namespace Actors::Internal {

/*!
 * \brief What the event dispatcher of a thread must know of the messages that wait there.
 *
 * A sender publishes its message, then calls claimWakeUp() and, if that was true,
 * EventDispatcher::kick(). The owner calls setAsleep(), then hasWork(), and blocks only if there
 * is none. Publishing, claimWakeUp(), setAsleep() and the look of hasWork() are therefore one
 * sequentially consistent order: either the sender sees the sleeper, or the sleeper the message.
 *
 * The source outlives the dispatcher.
 */
class ACTORS_CORE_EXPORT MessageSource
{
public:
    virtual ~MessageSource();

    /*!
     * Owner thread: one pass over the mailboxes, of some hundred microseconds at most, or of \a
     * atMost if that is less. True if work is left. Called inside of an event delivery, so that
     * deleteLater() in a handler behaves as in a slot; called again from nested event loops.
     */
    virtual bool drain(std::chrono::nanoseconds atMost) = 0;

    //! Owner thread: something was published that drain() has not handled yet.
    virtual bool hasWork() const noexcept = 0;

    //! Owner thread: from now on a sender must wake the thread.
    virtual void setAsleep() noexcept = 0;

    //! Owner thread: from now on it looks by itself.
    virtual void setAwake() noexcept = 0;

    //! Any thread: true for one caller, who must wake the sleeping thread.
    virtual bool claimWakeUp() noexcept = 0;

    //! Owner thread, after setAsleep(): claimWakeUp() was true for somebody since then.
    virtual bool isClaimed() const noexcept = 0;

    /*!
     * Owner thread: an event for \a receiver has thrown. \a receiver is null if it is not known or
     * has been deleted. Throws it on unless overridden.
     */
    virtual void caught(QObject *receiver, const std::exception_ptr &error);

protected:
    MessageSource() = default;
    Q_DISABLE_COPY_MOVE(MessageSource)
};

} // namespace Actors::Internal
