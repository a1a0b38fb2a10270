// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "cell/cell.h"

#include <QEvent>

#include <functional>
#include <list>
#include <optional>

namespace Actors::Internal {

/*!
 * \brief A message in the event queue of its receiver's thread.
 *
 * Delivered to an object of the worker's, so that it keeps its place among the other events of the
 * thread and outlives a restart. Gives its message to the dead letters if it is never delivered.
 */
class MailEvent final : public QEvent
{
public:
    static Fate post(Cell &cell, Envelope *envelope);
    //! Takes the first message for \a cell that \a isIt out of its event; null if there is none.
    static Envelope *take(Cell &cell, const std::function<bool(Envelope *)> &isIt);
    //! How many messages for \a cell wait, in the event queue or behind it. Any thread.
    static quint64 depth(const Cell &cell);
    //! The stamp of the message that has waited longest in the event queue. Any thread.
    static std::optional<quint32> oldestStamp(const Cell &cell);
    static QEvent::Type mailType();

    ~MailEvent() override;
    void deliver();

private:
    MailEvent(Cell &cell, Envelope *envelope);
    enum class End { Lost, Arrived };
    Envelope *take(End end);

    Cell &m_cell;
    Envelope *m_envelope; //!< Null once it was taken.
    std::list<MailEvent *>::iterator m_place; //!< Among those that have a message.
};

} // namespace Actors::Internal
