// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "probe/alarms_p.h"
#include "probe/control_p.h"
#include "probe/verbs_p.h"

#include <Actors/Core/actorsystem.h>
#include <Actors/Core/clock.h>

#include <QCborArray>
#include <QMetaProperty>
#include <QTimer>

#include <array>
#include <atomic>

namespace Actors::Inspection {

using namespace std::chrono;
using Internal::Cell;
using Internal::CellId;
using Internal::Observation;

namespace {

//! A busy actor is told about instead.
constexpr milliseconds StateTime{200};
constexpr qsizetype LongestValue = 256;

QCborArray ids(const QList<quint64> &list)
{
    QCborArray array;
    for (const quint64 id : list)
        array.append(qint64(id));
    return array;
}

//! Which properties are not for others: Q_CLASSINFO("actors.redact", "password,token").
QStringList redacted(const QMetaObject *type)
{
    const int info = type->indexOfClassInfo("actors.redact");
    return info < 0 ? QStringList() : QString::fromUtf8(type->classInfo(info).value()).split(u',');
}

//! A value as its own kind where CBOR has that, else as text.
QCborValue toCbor(const QVariant &value)
{
    switch (value.typeId()) {
    case QMetaType::Bool:
        return value.toBool();
    case QMetaType::Int:
    case QMetaType::LongLong:
    case QMetaType::Short:
    case QMetaType::UInt:
        return value.toLongLong();
    case QMetaType::Double:
    case QMetaType::Float:
        return value.toDouble();
    default:
        break;
    }
    QString text = value.toString();
    if (text.isEmpty() && value.isValid() && value.typeId() != QMetaType::QString)
        text = u'<' + QString::fromLatin1(value.typeName()) + u'>';
    if (text.size() > LongestValue)
        text = text.left(LongestValue) + u'…';
    return text;
}

//! On the thread of the actor: what its object shows.
QCborArray properties(const QObject &object, PayloadPolicy policy)
{
    QCborArray all;
    const QMetaObject *type = object.metaObject();
    const QStringList hidden = redacted(type);
    for (int i = QObject::staticMetaObject.propertyCount(); i < type->propertyCount(); ++i) {
        const QMetaProperty property = type->property(i);
        const QString name = QString::fromUtf8(property.name());
        QCborMap entry{{QStringLiteral("name"), name},
                       {QStringLiteral("type"), QString::fromUtf8(property.typeName())}};
        if (hidden.contains(name))
            entry.insert(QStringLiteral("redacted"), true);
        else if (policy != PayloadPolicy::Types)
            entry.insert(QStringLiteral("value"), toCbor(property.read(&object)));
        all.append(entry);
    }
    return all;
}

QCborMap setup(Cell &cell)
{
    const auto setup = Internal::ActorSetup::of(cell);
    return {{QStringLiteral("timers"), QCborArray::fromStringList(setup.timers)},
            {QStringLiteral("watches"), ids(setup.watched)},
            {QStringLiteral("stashed"), setup.stashed},
            {QStringLiteral("behaviors"), setup.behaviors},
            {QStringLiteral("receiveTimeout"), qint64(setup.receiveTimeout.count())},
            {QStringLiteral("incarnation"), qint64(cell.incarnation())},
            {QStringLiteral("children"), qint64(cell.children().size())}};
}

struct Chosen
{
    quint64 id = 0;
    ActorRef actor;
};

Chosen chosen(const Request &request, const ProbeState &state)
{
    const QCborValue id = request.arguments.value(QLatin1String("id"));
    if (id.isInteger()) {
        const auto number = quint64(id.toInteger());
        return {number, state.sampler.observation().actor(CellId::fromInteger(number))};
    }
    const ActorRef actor =
        state.system.lookup(request.arguments.value(QLatin1String("path")).toString());
    return {actor.id(), actor};
}

Verdict nobody(const Request &request)
{
    const QString path = request.arguments.value(QLatin1String("path")).toString();
    return Verdict::failed(QStringLiteral("gone"),
                           path.isEmpty()
                               ? QStringLiteral("the actor has stopped")
                               : QStringLiteral("no living actor has the path %1").arg(path));
}

//! What can be told without the actor.
Verdict info(const Chosen &actor, const ProbeState &state)
{
    const Observation &observation = state.sampler.observation();
    const auto id = CellId::fromInteger(actor.id);
    QCborMap map{{QStringLiteral("id"), qint64(actor.id)},
                 {QStringLiteral("path"), observation.path(id)},
                 {QStringLiteral("class"), actor.actor.type()},
                 {QStringLiteral("stopped"), actor.actor.isStopped()},
                 {QStringLiteral("depth"), qint64(actor.actor.mailboxSize())},
                 {QStringLiteral("oldest"), qint64(actor.actor.oldestMessageAge().count())},
                 {QStringLiteral("handled"), qint64(actor.actor.handledMessageCount())},
                 {QStringLiteral("failed"), qint64(actor.actor.failureCount())},
                 {QStringLiteral("restarts"), qint64(actor.actor.restartCount())},
                 {QStringLiteral("dropped"), actor.actor.droppedMessageCount()}};
    if (const QString mailbox = observation.mailbox(id); !mailbox.isNull())
        map.insert(QStringLiteral("mailbox"), mailbox);
    if (const ActorRef parent = actor.actor.parent()) {
        map.insert(QStringLiteral("parent"), qint64(parent.id()));
        map.insert(QStringLiteral("parentPath"), parent.path());
    }
    const quint32 place = state.sampler.placeOf(actor.id);
    if (place != Sampler::None) {
        for (const Column column : {Column::Thread, Column::State, Column::Now, Column::Since,
                                    Column::Busy, Column::In, Column::Out, Column::High})
            map.insert(QString::fromLatin1(Inspection::info(column).name),
                       state.sampler.value(place, column));
    }
    return {map, {}};
}

//! Asks the actor on its thread; a busy one is described from outside.
void askState(const Chosen &actor, ProbeState &state,
              const std::function<void(const Verdict &)> &then)
{
    struct Question
    {
        std::atomic<bool> isAnswered = false;
        std::function<void(const Verdict &)> then;
    };
    const auto question = std::make_shared<Question>();
    question->then = then;
    const PayloadPolicy policy = state.payload;
    const auto id = CellId::fromInteger(actor.id);
    const bool isThere =
        state.sampler.observation().perform(id, [question, policy, post = state.post](Cell &cell) {
            if (question->isAnswered.load())
                return;
            QCborMap map = setup(cell);
            if (const QObject *object = cell.object())
                map.insert(QStringLiteral("properties"), properties(*object, policy));
            post([question, map] {
                if (!question->isAnswered.exchange(true))
                    question->then({map, {}});
            });
        });
    if (!isThere) {
        then(Verdict::failed(QStringLiteral("gone"), QStringLiteral("the actor has stopped")));
        return;
    }
    QTimer::singleShot(StateTime, Qt::PreciseTimer, [question, id = actor.id, &state] {
        if (question->isAnswered.exchange(true))
            return;
        QCborMap map{{QStringLiteral("busy"), true}};
        const quint32 place = state.sampler.placeOf(id);
        if (place != Sampler::None) {
            for (const Column column : {Column::Now, Column::Since})
                map.insert(QString::fromLatin1(Inspection::info(column).name),
                           state.sampler.value(place, column));
        }
        question->then({map, {}});
    });
}

Verdict addAlarm(const Request &request, const Asker &asker, ProbeState &state)
{
    const AlarmRule rule(request.arguments.value(QLatin1String("rule")).toString());
    if (!rule.isValid())
        return Verdict::failed(QStringLiteral("filter"), rule.error());
    const quint64 id = state.alarms.add(rule, Alarms::Origin::Added);
    if (id == 0)
        return Verdict::failed(QStringLiteral("limit"),
                               QStringLiteral("there is a rule \"%1\" already, or there are %2, "
                                              "which is the most; remove one first")
                                   .arg(rule.text())
                                   .arg(Alarms::MostRules));
    audit(request, rule.text(), asker, QStringLiteral("done"));
    return {qint64(id), {}};
}

Verdict removeAlarm(const Request &request, const Asker &asker, ProbeState &state)
{
    const qint64 id = request.arguments.value(QLatin1String("id")).toInteger(-1);
    if (!state.alarms.remove(quint64(id), state))
        return Verdict::failed(
            QStringLiteral("gone"),
            QStringLiteral("there is no rule %1; the table of alarms has their numbers").arg(id));
    audit(request, QString::number(id), asker, QStringLiteral("done"));
    return {true, {}};
}

} // namespace

void perform(const Request &request, const Asker &asker, ProbeState &state,
             const std::function<void(const Verdict &)> &then)
{
    if (request.verb == QLatin1String("actor.info")) {
        const Chosen actor = chosen(request, state);
        then(actor.actor.isNull() ? nobody(request) : info(actor, state));
    } else if (request.verb == QLatin1String("actor.state")) {
        const Chosen actor = chosen(request, state);
        if (actor.actor.isNull())
            then(nobody(request));
        else
            askState(actor, state, then);
    } else if (request.verb == QLatin1String("alarm.add")) {
        if (isAllowed(request, {}, asker, state, then)) {
            then(addAlarm(request, asker, state));
            state.reschedule();
        }
    } else if (request.verb == QLatin1String("alarm.remove")) {
        if (isAllowed(request, {}, asker, state, then))
            then(removeAlarm(request, asker, state));
    } else if (isControl(request.verb)) {
        const Chosen actor = chosen(request, state);
        control(request, actor.actor, asker, state, then);
    } else {
        then(Verdict::failed(
            QStringLiteral("unsupported"),
            QStringLiteral("this probe knows no verb \"%1\"").arg(request.verb.left(64))));
    }
}

} // namespace Actors::Inspection
