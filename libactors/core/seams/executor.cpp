// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "executor.h"

namespace Actors {

namespace {

class InOrder final : public Executor
{
public:
    quint32 choose(quint32) override { return 0; }
};

//! SplitMix64 (Steele, Lea and Flood, 2014): the same numbers on every machine.
class Seeded final : public Executor
{
public:
    explicit Seeded(quint64 seed)
        : m_state(seed)
    {
    }

    quint32 choose(quint32 runnable) override
    {
        m_state += 0x9E3779B97F4A7C15;
        quint64 mixed = m_state;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return quint32(((mixed >> 32) * runnable) >> 32);
    }

private:
    quint64 m_state;
};

} // namespace

Executor::~Executor() = default;

std::unique_ptr<Executor> Executor::inOrder()
{
    return std::make_unique<InOrder>();
}

std::unique_ptr<Executor> Executor::seeded(quint64 seed)
{
    return std::make_unique<Seeded>(seed);
}

} // namespace Actors
