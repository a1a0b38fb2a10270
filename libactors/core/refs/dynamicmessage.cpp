// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "cell/runtime_p.h"
#include "refs/dynamicmessage_p.h"

#include <Actors/Core/calls.h>
#include <Actors/Core/deadletter.h>

#include <QMetaMethod>

#include <array>

namespace Actors::Internal {

namespace {

constexpr int MostArguments = 10;

bool isCallable(const QMetaMethod &method)
{
    return method.access() == QMetaMethod::Public && method.methodType() != QMetaMethod::Signal
        && method.methodType() != QMetaMethod::Constructor;
}

//! The method of that name whose parameters take the arguments; those that need no conversion
//! first.
QMetaMethod findMethod(const QMetaObject *metaObject, const QByteArray &name,
                       const QVariantList &arguments)
{
    QMetaMethod convertible;
    for (int i = metaObject->methodCount() - 1; i >= 0; --i) {
        const QMetaMethod method = metaObject->method(i);
        if (!isCallable(method) || method.name() != name
            || method.parameterCount() != arguments.size())
            continue;
        bool exact = true;
        bool converts = true;
        for (int p = 0; p < arguments.size(); ++p) {
            const QMetaType type = method.parameterMetaType(p);
            exact &= arguments[p].metaType() == type;
            converts &= arguments[p].canConvert(type) || type == QMetaType::fromType<QVariant>();
        }
        if (exact)
            return method;
        if (converts && !convertible.isValid())
            convertible = method;
    }
    return convertible;
}

//! Calls it, with the arguments converted; the result as a QVariant.
QVariant call(QObject *object, const QMetaMethod &method, QVariantList arguments)
{
    std::array<void *, MostArguments + 1> pointers{};
    QVariant result;
    const QMetaType resultType = method.returnMetaType();
    if (resultType.isValid() && resultType != QMetaType::fromType<void>()) {
        result = QVariant(resultType);
        pointers[0] = resultType == QMetaType::fromType<QVariant>() ? static_cast<void *>(&result)
                                                                    : result.data();
    }
    for (int i = 0; i < arguments.size(); ++i) {
        const QMetaType type = method.parameterMetaType(i);
        if (type == QMetaType::fromType<QVariant>()) {
            pointers[std::size_t(i) + 1] = &arguments[i];
            continue;
        }
        if (arguments[i].metaType() != type)
            arguments[i].convert(type);
        pointers[std::size_t(i) + 1] = arguments[i].data();
    }
    object->qt_metacall(QMetaObject::InvokeMetaMethod, method.methodIndex(), pointers.data());
    return result;
}

struct DynamicValue
{
    AnswerRoute route;
    QVariant content;

    static const DynamicValue &from(const void *memory)
    {
        return *static_cast<const DynamicValue *>(memory);
    }
    static void invoke(void *memory, Target &target);
    static QString name(const void *memory)
    {
        return memory ? QString::fromLatin1(from(memory).content.typeName())
                      : QStringLiteral("QVariant");
    }
    static QString describe(const void *memory)
    {
        Representation text;
        describeValue(text, from(memory).content.metaType(), from(memory).content.constData());
        return text.toString();
    }
    static QVariantList variants(const void *memory) { return {from(memory).content}; }
    static const void *value(const void *memory) { return from(memory).content.constData(); }
    static const void *type(const void *memory)
    {
        return reinterpret_cast<const void *>(quintptr(from(memory).content.typeId()));
    }
    using Functions = MessageFunctions<DynamicValue>;
    static const MessageTable table;
};

struct Invocation
{
    AnswerRoute route;
    QByteArray method;
    QVariantList arguments;

    static const Invocation &from(const void *memory)
    {
        return *static_cast<const Invocation *>(memory);
    }
    static void invoke(void *memory, Target &target);
    static QString name(const void *memory)
    {
        return memory ? QString::fromUtf8(from(memory).method) : QStringLiteral("a method");
    }
    static QString describe(const void *memory)
    {
        Representation text;
        text.append(QByteArrayView(from(memory).method));
        text.append('(');
        bool first = true;
        for (const QVariant &argument : from(memory).arguments) {
            if (!std::exchange(first, false))
                text.append(QByteArrayView(", "));
            describeValue(text, argument.metaType(), argument.constData());
        }
        text.append(')');
        return text.toString();
    }
    static QVariantList variants(const void *memory) { return from(memory).arguments; }
    static const void *type(const void *memory) { return from(memory).method.constData(); }
    using Functions = MessageFunctions<Invocation>;
    static const MessageTable table;
};

template<class Message>
constexpr MessageTable dynamicTable(MessageKind kind, const void *(*value)(const void *))
{
    using Functions = MessageFunctions<Message>;
    return {.invoke = &Message::invoke,
            .move = &Functions::move,
            .copy = &Functions::copy,
            .destroy = &Functions::destroy,
            .fail = &Functions::fail,
            .route = &Functions::route,
            .name = &Message::name,
            .describe = &Message::describe,
            .variants = &Message::variants,
            .value = value,
            .type = &Message::type,
            .size = Functions::size(),
            .alignment = quint16(alignof(Message)),
            .kind = kind,
            .traits = PlainMessage};
}

constexpr MessageTable DynamicValue::table =
    dynamicTable<DynamicValue>(MessageKind::Value, &DynamicValue::value);
constexpr MessageTable Invocation::table = dynamicTable<Invocation>(MessageKind::Call, nullptr);

void DynamicValue::invoke(void *memory, Target &target)
{
    auto &message = *static_cast<DynamicValue *>(memory);
    auto &cell = static_cast<Cell &>(target);
    if (cell.isBehaving() && behave(target, table, memory))
        return;
    const QMetaMethod method =
        findMethod(target.object()->metaObject(), QByteArrayLiteral("receive"), {message.content});
    if (!method.isValid() || method.parameterMetaType(0) != message.content.metaType()) {
        cell.unhandled();
        return;
    }
    const QVariant result = call(target.object(), method, {message.content});
    if (const AnswerRoute route = std::exchange(message.route, {}))
        route.reply->answerBy(route, result);
}

void Invocation::invoke(void *memory, Target &target)
{
    auto &message = *static_cast<Invocation *>(memory);
    const QMetaMethod method =
        findMethod(target.object()->metaObject(), message.method, message.arguments);
    if (!method.isValid()) {
        // Passed on to an actor of another class.
        static_cast<Cell &>(target).unhandled();
        return;
    }
    const QVariant result = call(target.object(), method, message.arguments);
    if (const AnswerRoute route = std::exchange(message.route, {}))
        answerWith<QVariant>(route, result);
}

struct StopMessage
{
    static void invoke(void *, Target &target)
    {
        auto &cell = static_cast<Cell &>(target);
        cell.discountHandled();
        cell.perform([&cell] { cell.beginStop(QStringLiteral("a call of stopWhenDrained()")); });
        cell.closeGate();
    }
    static QString name(const void *) { return QStringLiteral("stopWhenDrained"); }
    static const void *type(const void *) { return &table; }
    static const MessageTable table;
};

constexpr MessageTable StopMessage::table{.invoke = &StopMessage::invoke,
                                          .move = nullptr,
                                          .copy = nullptr,
                                          .destroy = nullptr,
                                          .fail = nullptr,
                                          .route = nullptr,
                                          .name = &StopMessage::name,
                                          .describe = &StopMessage::name,
                                          .variants = nullptr,
                                          .value = nullptr,
                                          .type = &StopMessage::type,
                                          .size = 8,
                                          .alignment = 1,
                                          .kind = MessageKind::Notice,
                                          .traits = Indispensable};

} // namespace

void sendDynamic(Cell &cell, const QVariant &message, AnswerRoute route)
{
    Outgoing out(cell, &DynamicValue::table);
    new (out.arguments()) DynamicValue{route, message};
    out.commit();
}

void forwardDynamic(Cell &receiver, const QVariant &message, AnswerRoute route, CellId sender)
{
    Outgoing out(receiver, &DynamicValue::table, Outgoing::Carrier::Envelope);
    new (out.arguments()) DynamicValue{route, message};
    out.envelope()->record.sender = sender;
    out.commit();
}

ActorError sendInvocation(Cell &cell, const QByteArray &method, const QVariantList &arguments,
                          AnswerRoute route)
{
    const QMetaObject *metaObject = cell.blueprint()->incarnation().metaObject();
    if (arguments.size() > MostArguments || !findMethod(metaObject, method, arguments).isValid()) {
        QStringList types;
        for (const QVariant &argument : arguments)
            types.append(QString::fromLatin1(argument.typeName()));
        return NoSuchMethod(QStringLiteral("%1 has no public slot or invokable %2(%3)")
                                .arg(QString::fromLatin1(metaObject->className()),
                                     QString::fromUtf8(method), types.join(QStringLiteral(", "))));
    }
    Outgoing out(cell, &Invocation::table);
    new (out.arguments()) Invocation{route, method, arguments};
    out.commit();
    return {};
}

void sendStop(Cell &cell)
{
    if (cell.gate() == Gate::Closed)
        return;
    Outgoing out(cell, &StopMessage::table);
    out.arguments();
    out.commit();
}

bool behave(Target &target, const MessageTable &table, void *arguments)
{
    auto &cell = static_cast<Cell &>(target);
    Attachment *life = cell.attachment(Cell::Keeper::Life);
    return life && life->behave(cell, table, arguments);
}

} // namespace Actors::Internal
