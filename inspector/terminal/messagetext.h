// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QCborMap>
#include <QString>

namespace Actors::Inspector {

//! A message as a user has written it: the arguments of a request that sends it, or why it is none.
struct MessageText
{
    QCborMap arguments;
    QString error; //!< For people; empty if there is none.

    //! \a name is that of a type, or of a method with "()" behind it; \a json is the value of the
    //! type or an array of the method's arguments, and may be empty.
    static MessageText parse(const QString &name, const QString &json);
};

} // namespace Actors::Inspector
