// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "scenario.h"

#include <QHash>
#include <QString>

#include <optional>
#include <vector>

namespace Bench {

//! A program that runs workloads, and how it is called.
struct Contestant
{
    enum class Dialect { Ours, Qt, Prototype, Caf };

    QString name;
    QString program;
    Dialect dialect = Dialect::Ours;
};

//! What one run has printed.
struct Sample
{
    double rate = 0; //!< Messages in a second.
    double bytesEach = 0;
};

//! Median, smallest and largest of some figures.
struct Spread
{
    explicit Spread(std::vector<double> figures);
    double median = 0;
    double least = 0;
    double most = 0;
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
    const Scenario &scenario() const { return m_scenario; }
    QString error() const { return m_error; }

    std::vector<double> rates(const QString &contestant) const;
    std::vector<double> bytes(const QString &contestant) const;
    //! The ratios of the two, round by round; empty if they did not both run.
    std::vector<double> ratios(const QString &contestant, const QString &other) const;

private:
    QStringList arguments(const Contestant &contestant, double scale) const;

    Scenario m_scenario;
    QHash<QString, std::vector<Sample>> m_samples;
    QString m_error;
};

} // namespace Bench
