// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "contestant.h"
#include "scenario.h"

#include <QMap>
#include <QString>

#include <vector>

namespace Bench {

//! What one run has shown.
struct Sample
{
    double rate = 0; //!< Messages in a second.
    QMap<QString, double> figures; //!< What else is known: percentiles, memory, processor time.
};

/*!
 * \brief All runs of one scenario: the programs by turns, round after round.
 *
 * The machine's mood changes from minute to minute; what can be compared is what ran in the same
 * round.
 */
class Measurement
{
public:
    explicit Measurement(const Scenario &scenario)
        : m_scenario(scenario)
    {
    }

    //! Lets \a contestant have its turn; false with an error() if it has failed.
    bool run(const Contestant &contestant, double scale);
    //! Takes in what a run has shown.
    void add(const QString &contestant, const Sample &sample);

    const Scenario &scenario() const { return m_scenario; }
    QString error() const { return m_error; }

    //! Of each round; empty if \a contestant has no such scenario.
    std::vector<double> rates(const QString &contestant) const;
    //! The names of what was measured beside the rates.
    QStringList figureNames() const;
    std::vector<double> figures(const QString &contestant, const QString &name) const;
    //! The ratios of the rates, round by round; empty if they did not both run.
    std::vector<double> ratios(const QString &contestant, const QString &other) const;

private:
    QStringList arguments(const Contestant &contestant, double scale) const;

    Scenario m_scenario;
    QMap<QString, std::vector<Sample>> m_samples;
    QString m_error;
};

} // namespace Bench
