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
    static RealRandom random;
    return &random;
}

} // namespace Actors
