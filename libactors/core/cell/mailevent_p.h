// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "cell/cell.h"

#include <QEvent>

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
    static QEvent::Type mailType();

    ~MailEvent() override;
    void deliver();

private:
    explicit MailEvent(Envelope *envelope);

    Envelope *m_envelope;
};

} // namespace Actors::Internal
