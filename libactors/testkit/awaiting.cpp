// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "awaiting.h"

#include <Actors/Core/cell.h>
#include <Actors/Core/testaccess.h>

#include <QDebug>

#include <algorithm>

namespace Actors::TestKit {

namespace {

QString shown(const QVariant &value)
{
    QString text;
    QDebug(&text).noquote().nospace() << value;
    return text;
}

} // namespace

bool awaitAssert(TestSystem &system, const std::function<QString()> &check,
                 std::chrono::nanoseconds timeout, Where where)
{
    QString last;
    if (system.waitUntil(
            [&] {
                last = check();
                return last.isEmpty();
            },
            timeout))
        return true;
    failTest(QStringLiteral("%1 (%2)").arg(last, system.description()), where);
    return false;
}

QVariantMap awaitObservableState(TestSystem &system, const ActorRef &actor,
                                 const std::function<bool(const QVariantMap &state)> &wanted,
                                 std::chrono::nanoseconds timeout, Where where)
{
    using namespace std::chrono_literals;
    Internal::TestAccess access(system);
    const auto end = system.now() + timeout;
    QVariantMap state;
    for (;;) {
        Reply<QVariant> reply =
            actor.invokeMethod(QStringLiteral("observableState"), QVariantList());
        reply.waitForFinished();
        if (!reply.isSuccessful()) {
            failTest(QStringLiteral("%1 does not show its state: %2")
                         .arg(actor.path(), reply.error().text()),
                     where);
            return state;
        }
        state = reply.result().toMap();
        if (wanted(state))
            return state;
        const auto left = end - system.now();
        if (left <= 0ns)
            break;
        if (system.mode() == TestSystem::RealTime) {
            const quint64 before = access.activity();
            system.waitUntil([&] { return access.activity() != before; }, left);
        } else {
            const auto due = system.nextDue().value_or(end);
            system.advance(std::min(left, std::max(0ns, due - system.now())));
            if (!system.nextDue() && system.now() < end)
                system.advance(end - system.now());
        }
    }
    failTest(QStringLiteral("the state of %1 is %2 (%3)")
                 .arg(actor.path(), shown(state), system.description()),
             where);
    return state;
}

bool awaitStateValue(TestSystem &system, const ActorRef &actor, const QString &name,
                     const QVariant &value, std::chrono::nanoseconds timeout, Where where)
{
    const QVariantMap state = awaitObservableState(
        system, actor, [&](const QVariantMap &present) { return present.value(name) == value; },
        timeout, where);
    return state.value(name) == value;
}

} // namespace Actors::TestKit
