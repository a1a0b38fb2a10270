// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "random.h"

#include <QRandomGenerator>

namespace Actors {

namespace {

class RealRandom final : public Random
{
public:
    quint64 next() override { return QRandomGenerator::global()->generate64(); }
};

} // namespace

Random::~Random() = default;

Random *Random::real()
{
    // Never destroyed: the last reference to a system may go after main() has returned.
    static auto *const random = new RealRandom;
    return random;
}

} // namespace Actors
