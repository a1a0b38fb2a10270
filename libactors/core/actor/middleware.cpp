// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "middleware.h"

#include "cell/runtime_p.h"

namespace Actors {

Middleware::~Middleware() = default;

QString MessageView::name() const
{
    return m_envelope.record.table->name(m_envelope.arguments());
}

QString MessageView::toString() const
{
    return m_envelope.record.table->describe(m_envelope.arguments());
}

QVariantList MessageView::arguments() const
{
    return m_envelope.record.table->variants(m_envelope.arguments());
}

ActorRef MessageView::receiver() const
{
    return ActorRef(static_cast<Internal::Cell *>(m_envelope.record.target));
}

ActorRef MessageView::sender() const
{
    auto &cell = static_cast<Internal::Cell &>(*m_envelope.record.target);
    Internal::Cell *from = cell.runtime().resolve(m_envelope.record.sender);
    return from ? ActorRef(from, ActorRef::Ownership::Adopt) : ActorRef();
}

} // namespace Actors
