// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>

namespace Actors::Internal {

class Cell;

/*!
 * \brief Takes what the slots of an actor's child objects throw for a failure of the actor.
 *
 * An event filter of all objects below the actor's. It does itself what would follow with the
 * events by which Qt calls slots, because only there an exception still meets the object it came
 * from.
 */
class ChildGuard final : public QObject
{
public:
    //! \a adopted is the actor's object if that does not look after itself.
    explicit ChildGuard(Cell &cell, QObject *adopted = nullptr);

    //! From now on \a object and all below it are guarded; nothing happens if it lives elsewhere.
    void guard(QObject *object);
    void release(QObject *object);
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    Cell &m_cell;
    QObject *const m_adopted;
};

} // namespace Actors::Internal
