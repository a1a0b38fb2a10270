// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "cell/mailbox.h"

#include <QSharedData>

#include <vector>

namespace Actors {

class MailboxData : public QSharedData
{
public:
    struct Limit
    {
        const void *type = nullptr;
        int count = 0;
        Mailbox::Excess excess;
    };

    //! Whether the sender must decide: only the plain unbounded mailbox lets messages pass.
    bool isGuarded() const
    {
        return kind != Mailbox::Kind::Unbounded || !limits.empty() || lifetime.count() > 0
            || highWater > 0;
    }

    Mailbox::Kind kind = Mailbox::Kind::Unbounded;
    int capacity = -1;
    Overflow overflow = Overflow::Reject;
    std::function<int(const QVariant &)> priority;
    std::vector<Limit> limits;
    std::chrono::nanoseconds lifetime{0};
    int highWater = 0;
    int lowWater = 0;
    QString name;
};

} // namespace Actors
