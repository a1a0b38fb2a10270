// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "contestant.h"

#include <QDir>
#include <QFileInfo>

namespace Bench {

std::vector<Contestant> contestantsIn(const QString &folder)
{
    using Dialect = Contestant::Dialect;
    std::vector<Contestant> all{
        {Name::Ours, QStringLiteral("actors-bench-libactors"), Dialect::Ours},
        {Name::Itself, QStringLiteral("actors-bench-libactors"), Dialect::Ours},
        {Name::Prototype, QStringLiteral("actors-bench-prototype"), Dialect::Prototype},
        {Name::Qt, QStringLiteral("actors-bench-qt"), Dialect::Qt},
        {Name::Caf, QStringLiteral("actors-bench-caf"), Dialect::Caf},
    };
    for (Contestant &contestant : all)
        contestant.program = QDir(folder).filePath(contestant.program);
    std::erase_if(all, [](const Contestant &it) { return !QFileInfo::exists(it.program); });
    return all;
}

QString described(const QString &contestant)
{
    if (contestant == Name::Qt)
        return QStringLiteral("plain Qt");
    if (contestant == Name::Caf)
        return QStringLiteral("CAF");
    if (contestant == Name::Prototype)
        return QStringLiteral("the prototype");
    return contestant;
}

} // namespace Bench
