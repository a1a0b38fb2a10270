// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QMap>
#include <QString>
#include <QStringList>

#include <vector>

namespace Bench {

/*!
 * \brief What this machine can do at best: how long a line of memory takes from core to core, a
 * message through a bare ring, a sleeping thread to wake up.
 *
 * The limits that scenarios are held against are measured in each round, the others at the start
 * and at the end.
 */
class MachineLimits
{
public:
    enum class Occasion { Start, Round, End };

    //! A limit by the name that the program prints, and what it is.
    struct Limit
    {
        QString name;
        QString meaning;
    };

    //! Nothing is measured without \a program.
    explicit MachineLimits(const QString &program = {})
        : m_program(program)
    {
    }

    //! Measures what is due on \a occasion; false with an error() if the program has failed.
    bool measure(Occasion occasion);
    QString error() const { return m_error; }

    //! Takes in what was printed.
    void add(const QString &output);

    static const std::vector<Limit> &known();
    //! Nanoseconds for one operation, each time it was measured.
    std::vector<double> nanoseconds(const QString &limit) const { return m_figures.value(limit); }
    bool isEmpty() const { return m_figures.isEmpty(); }

private:
    QString m_program;
    QMap<QString, std::vector<double>> m_figures;
    QString m_error;
};

} // namespace Bench
