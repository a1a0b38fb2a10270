// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "handshake.h"

#include "foreignvalue_p.h"

using namespace Qt::StringLiterals;

namespace Actors::Inspection {

static QString nameOf(AccessMode mode)
{
    return mode == AccessMode::Control ? u"control"_s : u"read"_s;
}

static auto into(AccessMode &target)
{
    return [&target](const QCborValue &value) {
        for (const AccessMode mode : {AccessMode::Read, AccessMode::Control}) {
            if (value.toString() == nameOf(mode)) {
                target = mode;
                return true;
            }
        }
        return false;
    };
}

QCborValue Hello::toCbor() const
{
    return QCborMap{
        {u"proto"_s, QCborArray{oldestProtocol, newestProtocol}},
        {u"client"_s, client},
        {u"version"_s, version},
        {u"want"_s, nameOf(want)},
        {u"features"_s, QCborArray::fromStringList(features)},
    };
}

std::optional<Hello> Hello::fromCbor(const QCborValue &body)
{
    Hello hello;
    ForeignMap map(body.toMap());
    map.require("proto"_L1, [&hello](const QCborValue &value) {
        const QCborArray versions = value.toArray();
        return versions.size() == 2 && into(hello.oldestProtocol, 1)(versions.at(0))
            && into(hello.newestProtocol, hello.oldestProtocol)(versions.at(1));
    });
    map.take("client"_L1, into(hello.client));
    map.take("version"_L1, into(hello.version));
    map.take("want"_L1, into(hello.want));
    map.take("features"_L1, into(hello.features));
    if (!map.isGood())
        return {};
    return hello;
}

QCborValue Welcome::toCbor() const
{
    return QCborMap{
        {u"proto"_s, protocol},
        {u"features"_s, QCborArray::fromStringList(features)},
        {u"mode"_s, nameOf(mode)},
        {u"pid"_s, pid},
        {u"application"_s, application},
        {u"applicationVersion"_s, applicationVersion},
        {u"organization"_s, organization},
        {u"system"_s, system},
        {u"library"_s, library},
        {u"qt"_s, qt},
        {u"host"_s, host},
        {u"payload"_s, payload},
        {u"started"_s, qint64(started.count())},
        {u"clock"_s, qint64(clock.count())},
        {u"wallClock"_s, qint64(wallClock.count())},
        {u"credit"_s, credit},
    };
}

std::optional<Welcome> Welcome::fromCbor(const QCborValue &body)
{
    Welcome welcome;
    ForeignMap map(body.toMap());
    map.require("proto"_L1, into(welcome.protocol, 1));
    map.take("features"_L1, into(welcome.features));
    map.require("mode"_L1, into(welcome.mode));
    map.require("pid"_L1, into(welcome.pid, qint64(0)));
    map.take("application"_L1, into(welcome.application));
    map.take("applicationVersion"_L1, into(welcome.applicationVersion));
    map.take("organization"_L1, into(welcome.organization));
    map.take("system"_L1, into(welcome.system));
    map.take("library"_L1, into(welcome.library));
    map.take("qt"_L1, into(welcome.qt));
    map.take("host"_L1, into(welcome.host));
    map.take("payload"_L1, into(welcome.payload));
    map.take("started"_L1, into(welcome.started));
    map.require("clock"_L1, into(welcome.clock));
    map.require("wallClock"_L1, into(welcome.wallClock));
    map.require("credit"_L1, into(welcome.credit, qint64(1)));
    if (!map.isGood())
        return {};
    return welcome;
}

QCborValue StreamError::toCbor() const
{
    return QCborArray{code, text};
}

std::optional<StreamError> StreamError::fromCbor(const QCborValue &body)
{
    const QCborArray parts = body.toArray();
    StreamError error;
    if (parts.size() != 2 || !into(error.code)(parts.at(0)) || !into(error.text)(parts.at(1))
        || error.code.isEmpty())
        return {};
    return error;
}

QCborValue Request::toCbor() const
{
    return QCborArray{verb, arguments};
}

std::optional<Request> Request::fromCbor(const QCborValue &body)
{
    const QCborArray parts = body.toArray();
    Request request;
    if (parts.size() != 2 || !into(request.verb)(parts.at(0)) || request.verb.isEmpty()
        || !parts.at(1).isMap())
        return {};
    request.arguments = parts.at(1).toMap();
    return request;
}

} // namespace Actors::Inspection
