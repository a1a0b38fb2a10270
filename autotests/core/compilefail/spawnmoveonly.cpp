// expect: must be copyable
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/ActorSystem>

#include <memory>

class Holder : public Actors::Actor
{
public:
    explicit Holder(std::unique_ptr<int> number);
};

void start(Actors::ActorSystem &system)
{
    system.spawn<Holder>(QStringLiteral("holder"), std::make_unique<int>(5));
}
