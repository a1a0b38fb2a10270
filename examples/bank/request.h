// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/ExecutionContext>

#include <QString>
#include <QStringList>

namespace Banking {

/*!
 * \brief What the customer has asked for.
 *
 * The Teller puts it into the execution context. From there it travels with every message that is
 * sent on behalf of the customer, so that whoever sees a message fail knows what it was for.
 */
struct Request
{
    int number = 0; //!< Of this teller's requests; 0 if nobody has asked.
    QString command; //!< "withdraw".
    QStringList arguments; //!< "A-1", "20".

    //! As it was typed: "withdraw A-1 20".
    QString text() const;
    QString argument(int index) const { return arguments.value(index); }

    void writeTo(Actors::ExecutionContext &context) const;
    static Request from(const Actors::ExecutionContext &context);
};

} // namespace Banking
