// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "probe/cells_p.h"

#include <Actors/Core/actorsystem.h>

#include <algorithm>

namespace Actors::Inspection {

static QString wordFor(Dispatcher::Kind kind)
{
    switch (kind) {
    case Dispatcher::Kind::Dedicated:
        return QStringLiteral("dedicated");
    case Dispatcher::Kind::Pool:
        return QStringLiteral("pool");
    case Dispatcher::Kind::Gui:
        return QStringLiteral("gui");
    default:
        return QStringLiteral("all");
    }
}

QCborValue valueOf(const ProbeState &state, const LetterBook::Group &group, Column column)
{
    switch (column) {
    case Column::Type:
        return group.type.isEmpty() ? QStringLiteral("(others)") : group.type;
    case Column::Recipient:
        return group.recipient;
    case Column::RecipientId:
        return qint64(group.recipientId);
    case Column::Reason:
        return group.reason;
    case Column::Count:
        return qint64(group.count);
    case Column::Rate:
        return rateValue(group.rate);
    case Column::Last:
        return qint64(group.last.count());
    case Column::Sender:
        return group.sender;
    case Column::Explanation:
        return group.explanation;
    case Column::Representation:
        return state.payload == PayloadPolicy::Types ? QString() : group.representation;
    default:
        return {};
    }
}

QCborValue valueOf(const ProbeState &state, const Sampler::Thread &thread, Column column)
{
    const Sampler &sampler = state.sampler;
    const quint32 running = sampler.running(thread);
    const bool isKnown = running != Sampler::None && sampler.at(running).generation != 0;
    switch (column) {
    case Column::Name:
        return thread.look.name;
    case Column::Kind:
        return wordFor(thread.look.kind);
    case Column::Actors:
        return thread.look.actors;
    case Column::State:
        return sampler.runningFor(thread) > Sampler::patience(thread) ? 1 : 0;
    case Column::Busy:
        return thread.busy;
    case Column::Depth:
        return qint64(thread.depth);
    case Column::Handled:
        return qint64(thread.look.running.handled);
    case Column::Lag:
        return qint64(thread.lag.count());
    case Column::LagHigh:
        return qint64(thread.lagHigh.count());
    case Column::Path:
        return isKnown ? sampler.path(running) : QString();
    case Column::RecipientId:
        return isKnown ? qint64(sampler.idOf(running)) : 0;
    case Column::Now:
        return Sampler::message(thread);
    case Column::Since:
        return qint64(sampler.runningFor(thread).count());
    case Column::Alarms:
        return thread.alarms;
    default:
        return {};
    }
}

QCborValue valueOf(const Sampler::Class &sum, Column column)
{
    switch (column) {
    case Column::Class:
        return QString::fromLatin1(sum.type->className());
    case Column::Actors:
        return qint64(sum.actors);
    case Column::Depth:
        return qint64(sum.depth);
    case Column::In:
        return rateValue(sum.in);
    case Column::Out:
        return rateValue(sum.out);
    case Column::Failed:
        return qint64(sum.failures);
    default:
        return {};
    }
}

QCborValue valueOfSystem(const ProbeState &state, Column column)
{
    const Sampler::Totals &totals = state.sampler.totals();
    switch (column) {
    case Column::Name:
        return state.system.name();
    case Column::Actors:
        return qint64(totals.actors);
    case Column::Depth:
        return qint64(totals.depth);
    case Column::In:
        return rateValue(totals.in);
    case Column::Out:
        return rateValue(totals.out);
    case Column::Failed:
        return qint64(totals.failures);
    case Column::Restarts:
        return qint64(totals.restarts);
    case Column::Dead:
        return qint64(state.letters.total());
    case Column::Rate:
        return rateValue(state.letters.rate());
    case Column::Lag: {
        qint64 worst = 0;
        for (const Sampler::Thread &thread : state.sampler.threads())
            worst = std::max<qint64>(worst, thread.lag.count());
        return worst;
    }
    case Column::Alarms:
        return state.alarms.raised();
    default:
        return {};
    }
}

QCborValue valueOf(const Alarms::Entry &entry, Column column)
{
    switch (column) {
    case Column::State:
    case Column::Alarms:
        return entry.isRaised() ? 1 : 0;
    case Column::Rule:
        return entry.rule.text();
    case Column::Kind:
        return nameOf(entry.origin);
    case Column::Path:
        return entry.name;
    case Column::RecipientId:
        return entry.rule.subject() == AlarmRule::Subject::Actors ? qint64(entry.first) : 0;
    case Column::Last:
        return entry.changed.count() > 0 ? QCborValue(qint64(entry.changed.count()))
                                         : QCborValue(QCborValue::Null);
    case Column::Count:
        return qint64(entry.raised);
    case Column::Explanation:
        return entry.figures;
    default:
        return {};
    }
}

} // namespace Actors::Inspection
