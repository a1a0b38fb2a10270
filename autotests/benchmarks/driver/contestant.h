// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

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

//! The names by which contestants are known to each other.
namespace Name {
inline const QString Ours = QStringLiteral("libactors");
inline const QString Itself = QStringLiteral("itself"); //!< Ours once more: shows the noise.
inline const QString Prototype = QStringLiteral("prototype");
inline const QString Qt = QStringLiteral("qt");
inline const QString Caf = QStringLiteral("caf");
inline const QString Against = QStringLiteral("against"); //!< Ours, of another build.
} // namespace Name

//! Those whose programs are in \a folder, ours first.
std::vector<Contestant> contestantsIn(const QString &folder);

//! What ran \a contestant, for people: "plain Qt".
QString described(const QString &contestant);

} // namespace Bench
