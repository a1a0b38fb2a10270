// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "behavior.h"

#include <unordered_map>

namespace Actors {

class Behavior::Data
{
public:
    std::unordered_map<const void *, Handler> handlers;
};

Behavior::Behavior() = default;
Behavior::Behavior(const Behavior &other) = default;
Behavior &Behavior::operator=(const Behavior &other) = default;
Behavior::~Behavior() = default;

Behavior Behavior::with(const void *type, Handler handler) const
{
    auto data = d ? std::make_shared<Data>(*d) : std::make_shared<Data>();
    data->handlers.insert_or_assign(type, std::move(handler));
    Behavior behavior;
    behavior.d = std::move(data);
    return behavior;
}

bool Behavior::isEmpty() const
{
    return !d || d->handlers.empty();
}

const Behavior::Handler *Behavior::find(const void *type) const
{
    if (!d)
        return nullptr;
    const auto found = d->handlers.find(type);
    return found == d->handlers.end() ? nullptr : &found->second;
}

} // namespace Actors
