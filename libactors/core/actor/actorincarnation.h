// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorref.h>
#include <Actors/Core/argument.h>
#include <Actors/Core/incarnation.h>
#include <Actors/Core/mailbox.h>
#include <Actors/Core/supervisorstrategy.h>

#include <QThread>

#include <memory>
#include <tuple>

namespace Actors {

class Actor;
class Terminated;

namespace Internal {

//! Calls the hooks of an Actor.
class ACTORS_CORE_EXPORT HookedIncarnation : public Incarnation
{
public:
    void beforeStart(QObject *object) const override;
    void beforeStop(QObject *object) const override;
    void afterStop(QObject *object) const override;
    void beforeRestart(QObject *object, const Failure &failure) const override;
    void afterRestart(QObject *object, const Failure &failure) const override;
    void beforeResume(QObject *object, const Failure &failure) const override;
    void unhandled(QObject *object, const QVariant &message) const override;
    std::optional<Directive> onChildFailure(QObject *object, const ActorRef &child,
                                            const Failure &failure) const override;
    std::optional<SupervisorStrategy> supervisorStrategy(QObject *object) const override;

    static void terminated(QObject *object, const Terminated &terminated, bool linked);
    static void receiveTimeout(QObject *object);
};

//! The class of an object that knows nothing of actors: no hooks.
class ACTORS_CORE_EXPORT AdoptedIncarnation : public Incarnation
{
public:
    void constructed(Cell &cell, QObject *object) const override;
};

template<class T, class Base>
class IncarnationOf final : public Base
{
    static constexpr bool declaresStrategy = requires { T::supervision(); };
    static constexpr bool declaresMailbox = requires { T::mailbox(); };

public:
    //! Of blueprints that make its objects.
    static constexpr int traits = (declaresStrategy ? Blueprint::DeclaresStrategy : 0)
        | (declaresMailbox ? Blueprint::DeclaresMailbox : 0);

    const QMetaObject *metaObject() const override { return &T::staticMetaObject; }
    std::optional<SupervisorStrategy> classStrategy() const override
    {
        if constexpr (declaresStrategy)
            return T::supervision();
        else
            return {};
    }

    std::optional<Mailbox> classMailbox() const override
    {
        if constexpr (declaresMailbox)
            return T::mailbox();
        else
            return {};
    }
    void throwPointer() const override
    {
#if defined(__cpp_exceptions)
        throw static_cast<T *>(nullptr);
#endif
    }

    static const IncarnationOf instance;
};

template<class T, class Base>
inline const IncarnationOf<T, Base> IncarnationOf<T, Base>::instance{};

template<class T>
class BlueprintOf : public Blueprint
{
    using Kind = IncarnationOf<
        T, std::conditional_t<std::is_base_of_v<Actor, T>, HookedIncarnation, AdoptedIncarnation>>;

public:
    //! With more \a traits than the class has.
    explicit BlueprintOf(int traits = 0)
        : Blueprint(Kind::traits | traits)
    {
    }
    const Incarnation &incarnation() const override { return Kind::instance; }
};

template<class T, class... Arguments>
class ConstructorBlueprint final : public BlueprintOf<T>
{
public:
    template<class... Given>
    explicit ConstructorBlueprint(Given &&...given)
        : m_arguments(std::forward<Given>(given)...)
    {
    }
    QObject *construct() override
    {
        return std::apply([](const Arguments &...argument) { return new T(argument...); },
                          m_arguments);
    }
    QVariantList parameters() const override
    {
        return std::apply(
            [](const Arguments &...argument) { return QVariantList{toVariant(argument)...}; },
            m_arguments);
    }

private:
    std::tuple<Arguments...> m_arguments;
};

template<class T, class Factory>
class FactoryBlueprint final : public BlueprintOf<T>
{
public:
    explicit FactoryBlueprint(Factory factory)
        : m_factory(std::move(factory))
    {
    }
    QObject *construct() override
    {
        auto made = m_factory();
        if constexpr (std::is_pointer_v<decltype(made)>)
            return made;
        else
            return made.release();
    }

private:
    Factory m_factory;
};

template<class T>
constexpr bool checkActorClass()
{
    constexpr bool isThread = std::is_base_of_v<QThread, T>;
    static_assert(!isThread,
                  "Actors: a QThread is not what works but where it works: adopt the object that "
                  "does the work.");
    return !isThread;
}

template<class T, class... Arguments>
Blueprint *makeBlueprint(Arguments &&...arguments)
{
    if constexpr (!checkActorClass<T>() || !checkConstruction<T, Arguments...>()) {
        return nullptr;
    } else if constexpr (sizeof...(Arguments) == 0) {
        static auto *const shared = [] {
            auto *blueprint = new ConstructorBlueprint<T>;
            blueprint->makeEverlasting();
            return blueprint;
        }();
        return shared;
    } else {
        return new ConstructorBlueprint<T, std::decay_t<Arguments>...>(
            std::forward<Arguments>(arguments)...);
    }
}

template<class T, class Factory>
Blueprint *makeFactoryBlueprint(Factory factory)
{
    return new FactoryBlueprint<T, Factory>(std::move(factory));
}

} // namespace Internal
} // namespace Actors
