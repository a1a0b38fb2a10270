// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "probe/control_p.h"

#include <Actors/Core/actorsystem.h>
#include <Actors/Inspection/logging.h>

#include <QCborArray>
#include <QMetaProperty>
#include <QMetaType>

#include <array>
#include <optional>

namespace Actors::Inspection {

using Internal::Cell;
using Internal::CellId;
using Internal::Observation;

namespace {

constexpr std::array Verbs{"actor.suspend", "actor.resume", "actor.step", "actor.restart",
                           "actor.stop",    "actor.kill",   "actor.send", "actor.ask"};
constexpr auto LongestAsk = std::chrono::seconds(60);

//! A value of the type of that name, a gadget or one that QVariant converts to, with the properties
//! as the map has them.
QVariant messageFrom(const QString &name, const QCborValue &content, QString &error)
{
    const QMetaType type = QMetaType::fromName(name.toUtf8());
    if (!type.isValid()) {
        error = QStringLiteral("\"%1\" is no registered type; it is known once a value of it was "
                               "made a QVariant, or by qRegisterMetaType()")
                    .arg(name);
        return {};
    }
    if (!(type.flags() & QMetaType::IsGadget)) {
        QVariant value = content.toVariant();
        if (!value.convert(type))
            error = QStringLiteral("the value does not become a %1").arg(name);
        return value;
    }
    QVariant message(type);
    const QMetaObject *properties = type.metaObject();
    const QCborMap fields = content.toMap();
    for (auto field = fields.constBegin(); field != fields.constEnd(); ++field) {
        const QString key = field.key().toString();
        const int index = properties->indexOfProperty(key.toUtf8().constData());
        if (index < 0) {
            QStringList known;
            for (int i = 0; i < properties->propertyCount(); ++i)
                known.append(QString::fromUtf8(properties->property(i).name()));
            error = QStringLiteral("%1 has no property \"%2\"; it has: %3")
                        .arg(name, key, known.join(QStringLiteral(", ")));
            return {};
        }
        const QMetaProperty property = properties->property(index);
        QVariant value = field.value().toVariant();
        if (!property.writeOnGadget(message.data(), value)) {
            error = QStringLiteral("%1::%2 is a %3 and does not take \"%4\"")
                        .arg(name, key, QString::fromUtf8(property.typeName()), value.toString());
            return {};
        }
    }
    return message;
}

//! An answer as a map of its properties, or as its text.
QCborValue toCbor(const QVariant &value)
{
    const QMetaType type = value.metaType();
    if (!(type.flags() & QMetaType::IsGadget))
        return QCborValue::fromVariant(value);
    QCborMap map;
    const QMetaObject *properties = type.metaObject();
    for (int i = 0; i < properties->propertyCount(); ++i) {
        const QMetaProperty property = properties->property(i);
        map.insert(QString::fromUtf8(property.name()),
                   QCborValue::fromVariant(property.readOnGadget(value.constData())));
    }
    return map;
}

struct Message
{
    QVariant value; //!< Of a value message.
    QString method; //!< Of a call.
    QVariantList arguments;
};

std::optional<Message> messageOf(const Request &request, QString &error)
{
    const QCborMap &given = request.arguments;
    const QString method = given.value(QLatin1String("method")).toString();
    if (!method.isEmpty()) {
        QVariantList arguments;
        for (const QCborValue one : given.value(QLatin1String("arguments")).toArray())
            arguments.append(one.toVariant());
        return Message{{}, method, arguments};
    }
    const QString type = given.value(QLatin1String("type")).toString();
    if (type.isEmpty()) {
        error =
            QStringLiteral("give a \"type\" with a \"value\", or a \"method\" with \"arguments\"");
        return {};
    }
    Message message{messageFrom(type, given.value(QLatin1String("value")), error), {}, {}};
    return error.isEmpty() ? std::optional(message) : std::nullopt;
}

void sendOrAsk(const Request &request, const ActorRef &actor, const Asker &asker,
               const std::function<void(const Verdict &)> &then)
{
    QString error;
    const auto message = messageOf(request, error);
    if (!message) {
        audit(request, actor.path(), asker, error);
        then(Verdict::failed(QStringLiteral("type"), error));
        return;
    }
    audit(request, actor.path(), asker, QStringLiteral("sent"));
    if (request.verb == QLatin1String("actor.send") && message->method.isEmpty()) {
        actor.tell(message->value);
        then({true, {}});
        return;
    }
    const std::chrono::milliseconds wanted(
        request.arguments.value(QLatin1String("timeout")).toInteger(5000));
    const auto timeout =
        std::clamp<std::chrono::nanoseconds>(wanted, std::chrono::milliseconds(1), LongestAsk);
    Reply<QVariant> reply = message->method.isEmpty()
        ? actor.ask(timeout, message->value)
        : actor.invokeMethod(message->method, message->arguments);
    if (request.verb == QLatin1String("actor.send")) {
        reply.onFailed([](const std::exception_ptr &) { return QVariant(); });
        then({true, {}});
        return;
    }
    reply.then([then](const QVariant &answer) {
             then({toCbor(answer), {}});
         })
        .onFailed([then](const ActorError &failure) {
            then(Verdict::failed(QStringLiteral("failed"), failure.text()));
        });
}

} // namespace

void audit(const Request &request, const QString &path, const Asker &asker, const QString &result)
{
    qCInfo(Logging::audit).noquote()
        << QStringLiteral("pid %1: %2 %3: %4").arg(asker.pid).arg(request.verb, path, result);
}

bool isControl(const QString &verb)
{
    return std::any_of(Verbs.begin(), Verbs.end(),
                       [&verb](const char *one) { return verb == QLatin1String(one); });
}

bool isAllowed(const Request &request, const QString &path, const Asker &asker,
               const ProbeState &state, const std::function<void(const Verdict &)> &then)
{
    if (asker.mode == AccessMode::Control
        && (!state.authorize || state.authorize(request.verb, path, asker.pid)))
        return true;
    audit(request, path, asker, QStringLiteral("denied"));
    then(Verdict::failed(QStringLiteral("denied"),
                         asker.mode == AccessMode::Control
                             ? QStringLiteral("the program does not allow %1").arg(request.verb)
                             : QStringLiteral("the program may only be looked at; start it with "
                                              "ACTORS_INSPECT=control, and attach for control")));
    return false;
}

void control(const Request &request, const ActorRef &actor, const Asker &asker, ProbeState &state,
             const std::function<void(const Verdict &)> &then)
{
    const QString path =
        actor.isNull() ? request.arguments.value(QLatin1String("path")).toString() : actor.path();
    if (!isAllowed(request, path, asker, state, then))
        return;
    if (actor.isNull() || actor.isStopped()) {
        audit(request, path, asker, QStringLiteral("no such actor"));
        then(Verdict::failed(QStringLiteral("gone"),
                             QStringLiteral("no living actor has the path %1").arg(path)));
        return;
    }
    const QString &verb = request.verb;
    if (verb == QLatin1String("actor.send") || verb == QLatin1String("actor.ask")) {
        sendOrAsk(request, actor, asker, then);
        return;
    }
    const Observation &observation = state.sampler.observation();
    const auto id = CellId::fromInteger(actor.id());
    if (verb == QLatin1String("actor.suspend"))
        observation.perform(id, [](Cell &cell) { cell.suspend(Cell::Cause::Inspector); });
    else if (verb == QLatin1String("actor.resume"))
        observation.perform(id, [](Cell &cell) { cell.resume(Cell::Cause::Inspector); });
    else if (verb == QLatin1String("actor.step"))
        observation.perform(id, &Observation::step);
    else if (verb == QLatin1String("actor.restart"))
        observation.perform(id, [](Cell &cell) { cell.restart({}); });
    else if (verb == QLatin1String("actor.kill"))
        actor.kill();
    else
        actor.stop();
    audit(request, path, asker, QStringLiteral("done"));
    then({true, {}});
}

} // namespace Actors::Inspection
