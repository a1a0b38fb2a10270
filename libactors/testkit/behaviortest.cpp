// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "behaviortest.h"

#include <Actors/Core/Instrumentation>
#include <Actors/Core/observation.h>
#include <Actors/Core/testaccess.h>

#include <QMetaEnum>

#include <algorithm>
#include <array>

namespace Actors::TestKit {

using Internal::AnswerRoute;
using Internal::Cell;
using Internal::CellId;
using Internal::Envelope;
using Internal::MessageKind;
using Internal::TestAccess;

namespace {

constexpr std::array KindNames = {
    "Told",      "Asked",        "Spawned",         "Watched",
    "Unwatched", "TimerStarted", "TimerEnded",      "ReceiveTimeoutSet",
    "Stashed",   "Unstashed",    "BehaviorChanged", "Failed",
    "Restarted", "Stopped"};

} // namespace

QString Effect::toString() const
{
    QString line = QString::fromLatin1(KindNames[std::size_t(kind)]);
    if (!actor.isNull())
        line += u' ' + actor.path();
    if (!text.isEmpty())
        line += QStringLiteral(": ") + text;
    return line;
}

QDebug operator<<(QDebug debug, const Effect &effect)
{
    const QDebugStateSaver saver(debug);
    debug.noquote() << effect.toString();
    return debug;
}

class BehaviorTestPrivate final : public Instrumentation
{
public:
    explicit BehaviorTestPrivate()
        : access(system)
    {
        system.setInstrumentation(this);
        access.plantFaults([this](const Envelope &envelope) {
            note(const_cast<Envelope &>(envelope));
            return TestAccess::Fault::None;
        });
        access.admitOnly([this](Cell *receiver) {
            return !receiver || !receiver->blueprint() || receiver == actor.cell()
                || receiver->blueprint()->has(Internal::Blueprint::Intercepts);
        });
    }
    ~BehaviorTestPrivate() override
    {
        access.plantFaults({});
        for (const ActorRef &child : children)
            access.giveUp(child);
        access.admitOnly({});
        system.setInstrumentation(nullptr);
    }

    void note(Envelope &envelope)
    {
        const auto &table = *envelope.record.table;
        const bool isMessage = table.kind == MessageKind::Call || table.kind == MessageKind::Value
            || table.kind == MessageKind::Signal;
        if (!isMessage || envelope.record.sender.toInteger() != id)
            return;
        const auto *route =
            table.route ? static_cast<AnswerRoute *>(table.route(envelope.arguments())) : nullptr;
        effects.append({route && *route ? Effect::Kind::Asked : Effect::Kind::Told,
                        table.describe(envelope.arguments()),
                        ActorRef(static_cast<Cell *>(envelope.record.target)),
                        table.variants ? table.variants(envelope.arguments()) : QVariantList()});
    }

    void spawned(quint64 child, quint64 parent, const QString &, const char *className) override
    {
        const ActorRef ref = access.actor(CellId::fromInteger(child));
        if (std::exchange(isStarting, false)) {
            actor = ref;
            id = child;
        } else if (parent == id) {
            children.append(ref);
            effects.append({Effect::Kind::Spawned, QString::fromLatin1(className), ref});
        }
    }
    void failed(quint64 who, const QString &error, const QString &) override
    {
        if (who == id)
            effects.append({Effect::Kind::Failed, error});
    }
    void restarted(quint64 who, quint64) override
    {
        if (who == id)
            effects.append({Effect::Kind::Restarted});
    }
    void stopped(quint64 who, const QString &cause) override
    {
        if (who == id)
            effects.append({Effect::Kind::Stopped, cause});
    }

    //! Compares what the actor has set up for itself with what it had before.
    void compare()
    {
        const Internal::ActorSetup now = Internal::ActorSetup::of(*actor.cell());
        const auto difference = [this](const auto &from, const auto &what, Effect::Kind kind,
                                       const auto &effect) {
            for (const auto &one : what) {
                if (!from.contains(one))
                    effects.append(effect(kind, one));
            }
        };
        const auto ofTimer = [](Effect::Kind kind, const QString &key) {
            return Effect{kind, key};
        };
        const auto ofActor = [this](Effect::Kind kind, quint64 whom) {
            return Effect{kind, QString(), access.actor(CellId::fromInteger(whom))};
        };
        difference(before.watched, now.watched, Effect::Kind::Watched, ofActor);
        difference(now.watched, before.watched, Effect::Kind::Unwatched, ofActor);
        difference(before.timers, now.timers, Effect::Kind::TimerStarted, ofTimer);
        difference(now.timers, before.timers, Effect::Kind::TimerEnded, ofTimer);
        using namespace std::chrono;
        if (now.receiveTimeout != before.receiveTimeout) {
            effects.append(
                {Effect::Kind::ReceiveTimeoutSet,
                 QString::number(duration_cast<milliseconds>(now.receiveTimeout).count())});
        }
        if (now.stashed != before.stashed) {
            effects.append(
                {now.stashed > before.stashed ? Effect::Kind::Stashed : Effect::Kind::Unstashed,
                 QString::number(now.stashed)});
        }
        if (now.behaviors != before.behaviors)
            effects.append({Effect::Kind::BehaviorChanged, QString::number(now.behaviors)});
        before = now;
    }

    TestSystem system{TestSystem::Deterministic};
    TestAccess access;
    ActorRef actor;
    quint64 id = 0;
    bool isStarting = false;
    QList<ActorRef> children;
    QList<Effect> effects;
    Internal::ActorSetup before;
};

BehaviorTestBase::BehaviorTestBase()
    : d(std::make_unique<BehaviorTestPrivate>())
{
}

void BehaviorTestBase::startAlone(const PropsBase &props)
{
    d->isStarting = true;
    d->access.spawn(props, QStringLiteral("tested"));
    runAlone();
}

BehaviorTestBase::~BehaviorTestBase() = default;

TestSystem &BehaviorTestBase::system() const
{
    return d->system;
}

ActorRef BehaviorTestBase::untyped() const
{
    return d->actor;
}

void BehaviorTestBase::runAlone()
{
    d->system.settle();
}

QList<Effect> BehaviorTestBase::takeEffects()
{
    runAlone();
    d->compare();
    return std::exchange(d->effects, {});
}

} // namespace Actors::TestKit
