// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorincarnation.h>
#include <Actors/Core/definition.h>

#include <QString>

#include <functional>
#include <memory>
#include <type_traits>

namespace Actors {

namespace Internal {

//! Makes objects of class T from a definition, which it keeps for the restarts.
template<class T, class Factory>
class ProtocolBlueprint final : public BlueprintOf<T>
{
public:
    ProtocolBlueprint(Factory factory, Definition definition)
        : BlueprintOf<T>(Blueprint::IsDefined)
        , m_factory(std::move(factory))
        , m_definition(std::move(definition))
    {
    }
    QObject *construct() override
    {
        if constexpr (std::is_invocable_v<Factory, const Definition &>)
            return m_factory(m_definition).release();
        else
            return m_factory().release();
    }
    QVariantList parameters() const override { return m_definition.parameters(); }
    const Definition *definition() const override { return &m_definition; }

private:
    Factory m_factory;
    const Definition m_definition;
};

template<class Factory, bool TakesDefinition = std::is_invocable_v<Factory, const Definition &>>
struct MadeBy
{
    using Type = typename std::invoke_result_t<Factory, const Definition &>::element_type;
};
template<class Factory>
struct MadeBy<Factory, false>
{
    using Type = typename std::invoke_result_t<Factory>::element_type;
};

} // namespace Internal

/*!
 * \brief An interface under a name, and how actors that implement it are made.
 *
 * Separates what is called from the class that does it: whoever has a protocol can create an actor
 * by ActorSystem::actorFor() and call it through a Ref to I, and knows the class of neither.
 *
 * \code
 * const Protocol<ICounter> protocol{QStringLiteral("Counter"), [](const Definition &definition) {
 *     return std::make_unique<Counter>(definition.parameter<int>(0));
 * }};
 * \endcode
 *
 * I is declared with Q_DECLARE_INTERFACE, and the class of the actors names it in Q_INTERFACES. A
 * value, usable from any thread.
 */
template<class I>
class Protocol
{
public:
    /*!
     * \a factory returns a std::unique_ptr to a QObject that is an I, and may take the Definition.
     * It is called on the actor's thread, for the start and for each restart; what it throws is a
     * StartError.
     */
    template<class Factory>
    Protocol(const QString &type, Factory factory)
        : m_type(type)
    {
        using T = typename Internal::MadeBy<Factory>::Type;
        static_assert(std::is_base_of_v<I, T>,
                      "Actors: the factory of a Protocol<I> makes objects that are an I.");
        static_assert(std::is_base_of_v<QObject, T>,
                      "Actors: the factory of a Protocol makes actors, or other QObjects.");
        if constexpr (std::is_base_of_v<I, T> && std::is_base_of_v<QObject, T>) {
            m_blueprint = [factory = std::move(factory)](const Definition &definition) {
                return static_cast<Internal::Blueprint *>(
                    new Internal::ProtocolBlueprint<T, Factory>(factory, definition));
            };
        }
    }
    //! \overload
    template<class Factory>
    Protocol(const char *type, Factory factory)
        : Protocol(QString::fromUtf8(type), std::move(factory))
    {
    }

    //! The name of the type, for actors whose Definition names none.
    QString type() const { return m_type; }

    // For the library.
    Internal::Blueprint *blueprint(const Definition &definition) const
    {
        return m_blueprint(definition);
    }

private:
    QString m_type;
    std::function<Internal::Blueprint *(const Definition &)> m_blueprint;
};

} // namespace Actors
