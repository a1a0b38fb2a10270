// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/address.h>

#include <QString>
#include <QVariantList>

namespace Actors {

/*!
 * \brief What an actor is to be made from: the name of its type, its address and its parameters.
 *
 * Given to ActorSystem::actorFor(), which hands it to the factory of a Protocol. A value, usable
 * from any thread.
 */
class Definition
{
public:
    //! Nothing is defined: the type is that of the protocol.
    Definition() = default;

    //! Without an \a address the actor gets a new Uuid7Address.
    explicit Definition(const QString &type, const Address &address = {},
                        const QVariantList &parameters = {})
        : m_type(type)
        , m_address(address)
        , m_parameters(parameters)
    {
    }

    //! The name of the type; empty for that of the protocol.
    QString type() const { return m_type; }
    //! The actor's address; null for a new one.
    Address address() const { return m_address; }
    //! What the factory makes the actor from.
    QVariantList parameters() const { return m_parameters; }
    //! A parameter as a T; what T() is if it is not there or cannot be converted.
    template<class T>
    T parameter(qsizetype index) const
    {
        return m_parameters.value(index).value<T>();
    }

private:
    QString m_type;
    Address m_address;
    QVariantList m_parameters;
};

} // namespace Actors
