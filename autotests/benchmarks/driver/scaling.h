// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "goals.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace Bench {

//! One kind of work with more and more of something.
struct Ladder
{
    //! What must not change from one step to another.
    enum class Steady {
        Cost, //!< Of each item: at most twice as much as on the step before.
        Throughput, //!< At the last step at least 0.8 of that at the second.
    };

    QString workload; //!< Its name in the measured program, which takes a step as the size.
    QString title; //!< Of what there is more and more.
    std::vector<qint64> steps;
    Steady steady = Steady::Cost;
};

const std::vector<Ladder> &ladders();

/*!
 * \brief What a ladder has shown: each step as often as there were rounds.
 */
class Climb
{
public:
    explicit Climb(const Ladder &ladder)
        : m_ladder(ladder)
        , m_rates(ladder.steps.size())
    {
    }

    //! Runs each step once; false with an error() if one has failed.
    bool run(const QString &program);
    //! Takes in how many items a second there were on the step with that index.
    void add(std::size_t step, double rate) { m_rates[step].push_back(rate); }

    const Ladder &ladder() const { return m_ladder; }
    QString error() const { return m_error; }
    //! Items in a second on a step, round by round.
    const std::vector<double> &rates(std::size_t step) const { return m_rates[step]; }
    //! The nanoseconds for an item on a step, in the median.
    double cost(std::size_t step) const;
    //! What this step is held against, as the rule says: that on the step before, or nothing.
    Judgement judgement(std::size_t step) const;

private:
    const Ladder m_ladder;
    std::vector<std::vector<double>> m_rates;
    QString m_error;
};

QByteArray scalingMarkdown(const std::vector<Climb> &climbs);
QByteArray scalingJson(const std::vector<Climb> &climbs);
//! The costs of an item over how many there are, both logarithmic.
QByteArray scalingPlot(const std::vector<Climb> &climbs);

} // namespace Bench
