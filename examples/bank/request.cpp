// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "request.h"

namespace Banking {

QString Request::text() const
{
    return (QStringList(command) + arguments).join(QLatin1Char(' '));
}

void Request::writeTo(Actors::ExecutionContext &context) const
{
    context.setValue(QStringLiteral("request"), number);
    context.setValue(QStringLiteral("command"), command);
    context.setValue(QStringLiteral("arguments"), arguments);
}

Request Request::from(const Actors::ExecutionContext &context)
{
    Request request;
    request.number = context.value(QStringLiteral("request")).toInt();
    request.command = context.value(QStringLiteral("command")).toString();
    request.arguments = context.value(QStringLiteral("arguments")).toStringList();
    return request;
}

} // namespace Banking
