// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "targetchoice.h"

#include "nearest.h"
#include "printable.h"

#include <QFileInfo>
#include <QStringList>

namespace Actors::Inspector {

using Inspection::RuntimeDirectory;
using Inspection::Target;

namespace {

TargetChoice refusal(const QString &error)
{
    return {{}, {}, error};
}

QString listed(const QList<Target> &targets)
{
    QString text;
    for (const Target &target : targets) {
        text += QStringLiteral("\n  %1  %2  %3")
                    .arg(target.pid)
                    .arg(printable(target.application), printable(target.socketPath));
    }
    return text;
}

bool isPid(const QString &text)
{
    bool ok = false;
    return text.toLongLong(&ok) > 0 && ok;
}

TargetChoice notFound(const QString &wanted, const QList<Target> &living,
                      const RuntimeDirectory &directory)
{
    if (living.isEmpty()) {
        return refusal(
            QStringLiteral(
                "no program of yours can be inspected: there is none in %1\nStart one with "
                "ACTORS_INSPECT=1 in its environment, or =control to change things, too")
                .arg(printable(directory.location())));
    }
    QStringList names;
    for (const Target &target : living)
        names.append(target.application);
    const QString near = isPid(wanted) ? QString() : nearest(wanted, names);
    return refusal(
        QStringLiteral("there is no program \"%1\" that can be inspected%2\nThere are:%3")
            .arg(printable(wanted),
                 near.isEmpty() ? QString()
                                : QStringLiteral("; did you mean %1?").arg(printable(near)),
                 listed(living)));
}

} // namespace

TargetChoice TargetChoice::choose(const QString &wanted, const RuntimeDirectory &directory)
{
    if (wanted.endsWith(recordingSuffix)) {
        if (QFileInfo::exists(wanted))
            return {{}, wanted, {}};
        return refusal(QStringLiteral("there is no recording %1").arg(printable(wanted)));
    }
    if (wanted.contains(QLatin1Char('/')) || wanted.endsWith(QLatin1StringView(".sock"))) {
        if (QFileInfo::exists(wanted))
            return {wanted, {}, {}};
        return refusal(
            QStringLiteral("there is no socket %1; actors-inspect list shows what there is")
                .arg(printable(wanted)));
    }
    if (const QString error = directory.check(); !error.isEmpty())
        return refusal(error);
    QList<Target> living;
    QList<Target> fitting;
    const QString application = Target::own(wanted, 0).application;
    const QList<Target> targets = directory.targets();
    for (const Target &target : targets) {
        if (!target.isAlive())
            continue;
        living.append(target);
        if (wanted.isEmpty() || QString::number(target.pid) == wanted
            || target.application == application) {
            fitting.append(target);
        }
    }
    if (fitting.size() == 1)
        return {fitting.constFirst().socketPath, {}, {}};
    if (fitting.isEmpty())
        return notFound(wanted, living, directory);
    return refusal(
        QStringLiteral("%1; say which by its number, or by its socket if it has several:%2")
            .arg(wanted.isEmpty()
                     ? QStringLiteral("several programs can be inspected")
                     : QStringLiteral("several programs are \"%1\"").arg(printable(wanted)),
                 listed(fitting)));
}

} // namespace Actors::Inspector
