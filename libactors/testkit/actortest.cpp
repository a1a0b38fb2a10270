// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "actortest.h"

namespace Actors::TestKit {

ActorTest::ActorTest(QObject *parent)
    : QObject(parent)
{
}

ActorTest::~ActorTest() = default;

void ActorTest::init()
{
    m_system = makeSystem();
}

void ActorTest::cleanup()
{
    m_system.reset();
}

std::unique_ptr<TestSystem> ActorTest::makeSystem() const
{
    return std::make_unique<TestSystem>();
}

} // namespace Actors::TestKit
