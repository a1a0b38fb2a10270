// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "actor/childguard_p.h"
#include "cell/cell.h"

#include <Actors/Core/actorincarnation.h>

#include <QEvent>

namespace Actors::Internal {

ChildGuard::ChildGuard(Cell &cell, QObject *adopted)
    : m_cell(cell)
    , m_adopted(adopted)
{
}

void ChildGuard::guard(QObject *object)
{
    if (object->thread() != thread())
        return;
    object->installEventFilter(this);
    for (QObject *child : object->children())
        guard(child);
}

void ChildGuard::release(QObject *object)
{
    object->removeEventFilter(this);
    for (QObject *child : object->children())
        release(child);
}

bool ChildGuard::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ChildAdded:
        guard(static_cast<QChildEvent *>(event)->child());
        return false;
    case QEvent::ChildRemoved:
        release(static_cast<QChildEvent *>(event)->child());
        return false;
    case QEvent::MetaCall:
        if (watched == m_adopted && !m_cell.admitPlainCall(watched))
            return true;
        break;
    case QEvent::Timer:
    case QEvent::SockAct:
        break;
    default:
        return false;
    }
    Cell &cell = m_cell; // this may be deleted by what is called
    if (const auto error = Cell::caught([&] { watched->event(event); }))
        cell.perform([&cell, error] { cell.fail(error); });
    return true;
}

void AdoptedIncarnation::constructed(Cell &cell, QObject *object) const
{
    auto *guard = new ChildGuard(cell, object);
    guard->guard(object);
    QObject::connect(object, &QObject::destroyed, [&cell, guard, object] {
        delete guard;
        if (cell.object() == object)
            cell.objectGone();
    });
}

} // namespace Actors::Internal
