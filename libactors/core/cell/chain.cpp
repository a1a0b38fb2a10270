// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell/cell.h"
#include "cell/chain_p.h"

#include <Actors/Core/actorerror.h>
#include <Actors/Core/diagnostics.h>

#include <QStringList>

namespace Actors::Internal {

void retain(ChainLink *link) noexcept
{
    link->references.fetch_add(1, std::memory_order_relaxed);
}

void release(ChainLink *link) noexcept
{
    while (link && link->references.fetch_sub(1, std::memory_order_acq_rel) == 1) {
        ChainLink *above = link->above;
        delete link;
        link = above;
    }
}

bool isBelow(const ChainLink *link, const ChainLink *upper) noexcept
{
    while (link && link != upper)
        link = link->above;
    return link && link == upper;
}

std::exception_ptr deadlockError(const ChainLink *chain, const Envelope &closing)
{
    QStringList steps;
    for (; chain; chain = chain->above)
        steps.prepend(chain->step);
    const auto &target = static_cast<const Cell &>(*closing.record.target);
    const MessageTable *table = closing.record.table;
    steps.append(target.path() + u'.' + table->name(const_cast<Envelope &>(closing).arguments()));
    const QString text = steps.join(QStringLiteral(" \u2192 "));
    report(Diagnostic::DeadlockRefused, QString(), target.path(), text,
           QStringLiteral(
               "let the actor admit calls of its own chain, or answer without asking back"));
    return DeadlockError(text).toExceptionPtr();
}

} // namespace Actors::Internal
