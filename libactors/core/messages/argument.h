// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringView>
#include <QtGlobal>

#include <atomic>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

QT_BEGIN_NAMESPACE
class QModelIndex;
class QObject;
class QPersistentModelIndex;
template<typename T>
class QFuture;
template<typename T>
class QPointer;
template<typename T>
class QSharedPointer;
template<typename T>
class QWeakPointer;
QT_END_NAMESPACE

namespace Actors {

template<typename T>
class Reply;

/*!
 * \brief Says that several threads may use one object of type \a T at once.
 *
 * A shared pointer may travel in a message only if what it points to is const, or a type for which
 * this is true. Specialise it for a class of yours that guards itself:
 *
 * \code
 * template<>
 * inline constexpr bool Actors::isThreadSafe<MyRegistry> = true;
 * \endcode
 */
template<typename T>
inline constexpr bool isThreadSafe = std::is_const_v<T>;

//! An atomic is made to be shared.
template<typename T>
inline constexpr bool isThreadSafe<std::atomic<T>> = true;

namespace Internal {

//! What a handler's parameter or result is kept as while it travels.
template<typename T>
using Stored = std::remove_cvref_t<T>;

enum class Refusal {
    None,
    NonConstReference,
    InnerReference,
    Volatile,
    QObjectPointer,
    QObjectValue,
    StringPointer,
    Pointer,
    SharedPointer,
    StringView,
    View,
    InitializerList,
    ReferenceWrapper,
    Array,
    ModelIndex,
    Incomplete,
    NotMovable,
};

template<typename...>
struct Types
{
};

// clang-format off
template<typename T>
concept Complete = requires { sizeof(T); };

template<typename T>
concept QObjectType = std::is_convertible_v<T *, const volatile QObject *>;

template<typename T>
concept CharacterType = std::is_same_v<T, char> || std::is_same_v<T, signed char> || std::is_same_v<T, unsigned char>
    || std::is_same_v<T, wchar_t> || std::is_same_v<T, char8_t> || std::is_same_v<T, char16_t>
    || std::is_same_v<T, char32_t> || std::is_same_v<T, QChar>;
// clang-format on

template<typename Pointee>
constexpr Refusal pointerRefusal()
{
    if constexpr (std::is_function_v<Pointee>)
        return Refusal::None;
    else if constexpr (QObjectType<Pointee>)
        return Refusal::QObjectPointer;
    else if constexpr (CharacterType<std::remove_cv_t<Pointee>>)
        return Refusal::StringPointer;
    else
        return Refusal::Pointer;
}

template<typename Pointee>
constexpr Refusal sharedPointerRefusal()
{
    if constexpr (QObjectType<Pointee>)
        return Refusal::QObjectPointer;
    else
        return isThreadSafe<std::remove_extent_t<Pointee>> ? Refusal::None : Refusal::SharedPointer;
}

//! What is known about a class template by name: refused as such, or only for what is \c Inside.
template<typename T>
struct KnownType
{
    static constexpr Refusal refusal = QObjectType<T> ? Refusal::QObjectValue : Refusal::None;
    using Inside = Types<>;
};

template<Refusal Why>
struct RefusedType
{
    static constexpr Refusal refusal = Why;
    using Inside = Types<>;
};

template<typename... T>
struct TransparentType
{
    static constexpr Refusal refusal = Refusal::None;
    using Inside = Types<T...>;
};

// clang-format off
template<> struct KnownType<QStringView> : RefusedType<Refusal::StringView> {};
template<> struct KnownType<QAnyStringView> : RefusedType<Refusal::StringView> {};
template<> struct KnownType<QByteArrayView> : RefusedType<Refusal::StringView> {};
template<> struct KnownType<QLatin1String> : RefusedType<Refusal::StringView> {};
template<bool B> struct KnownType<QBasicUtf8StringView<B>> : RefusedType<Refusal::StringView> {};
template<typename C, typename T> struct KnownType<std::basic_string_view<C, T>> : RefusedType<Refusal::StringView> {};
template<typename T, std::size_t N> struct KnownType<std::span<T, N>> : RefusedType<Refusal::View> {};
template<typename T> struct KnownType<std::initializer_list<T>> : RefusedType<Refusal::InitializerList> {};
template<typename T> struct KnownType<std::reference_wrapper<T>> : RefusedType<Refusal::ReferenceWrapper> {};
template<> struct KnownType<QModelIndex> : RefusedType<Refusal::ModelIndex> {};
template<> struct KnownType<QPersistentModelIndex> : RefusedType<Refusal::ModelIndex> {};
template<typename T> struct KnownType<QPointer<T>> : RefusedType<Refusal::QObjectPointer> {};
template<typename T> struct KnownType<std::shared_ptr<T>> : RefusedType<sharedPointerRefusal<T>()> {};
template<typename T> struct KnownType<std::weak_ptr<T>> : RefusedType<sharedPointerRefusal<T>()> {};
template<typename T> struct KnownType<QSharedPointer<T>> : RefusedType<sharedPointerRefusal<T>()> {};
template<typename T> struct KnownType<QWeakPointer<T>> : RefusedType<sharedPointerRefusal<T>()> {};
template<typename T, typename D> struct KnownType<std::unique_ptr<T, D>>
    : RefusedType<QObjectType<T> ? Refusal::QObjectPointer : Refusal::None> {};
template<typename T, typename U> struct KnownType<std::pair<T, U>> : TransparentType<T, U> {};
template<typename... T> struct KnownType<std::tuple<T...>> : TransparentType<T...> {};
template<typename... T> struct KnownType<std::variant<T...>> : TransparentType<T...> {};
template<typename T> struct KnownType<std::optional<T>> : TransparentType<T> {};
template<typename T> struct KnownType<QFuture<T>> : TransparentType<T> {};
template<typename T> struct KnownType<Reply<T>> : TransparentType<T> {};
// clang-format on

// A type may contain itself (struct Tree : QList<Tree>), hence the end to the depth.
inline constexpr int maxArgumentDepth = 6;

template<typename T, int Depth>
constexpr Refusal valueRefusal();

constexpr Refusal firstRefusal(std::initializer_list<Refusal> refusals)
{
    for (Refusal refusal : refusals) {
        if (refusal != Refusal::None)
            return refusal;
    }
    return Refusal::None;
}

template<int Depth, typename... T>
constexpr Refusal insideRefusal(Types<T...>)
{
    return firstRefusal({Refusal::None, valueRefusal<T, Depth>()...});
}

template<typename T, int Depth>
constexpr Refusal elementRefusal()
{
    if constexpr (requires { typename T::mapped_type; })
        return insideRefusal<Depth>(Types<typename T::key_type, typename T::mapped_type>());
    else if constexpr (requires { typename T::value_type; })
        return valueRefusal<typename T::value_type, Depth>();
    else
        return Refusal::None;
}

template<typename T, int Depth>
constexpr Refusal valueRefusal()
{
    if constexpr (Depth > maxArgumentDepth || std::is_void_v<T>)
        // NOLINTNEXTLINE(bugprone-branch-clone): what comes next needs what was asked before
        return Refusal::None;
    else if constexpr (std::is_volatile_v<T>)
        return Refusal::Volatile;
    else if constexpr (std::is_reference_v<T>)
        return Refusal::InnerReference;
    else if constexpr (std::is_const_v<T>)
        return valueRefusal<std::remove_const_t<T>, Depth>();
    else if constexpr (std::is_array_v<T>)
        return Refusal::Array;
    else if constexpr (std::is_pointer_v<T>)
        return pointerRefusal<std::remove_pointer_t<T>>();
    else if constexpr (!std::is_class_v<T>)
        return Refusal::None;
    else if constexpr (KnownType<T>::refusal != Refusal::None)
        return KnownType<T>::refusal;
    else
        return firstRefusal({insideRefusal<Depth + 1>(typename KnownType<T>::Inside()),
                             elementRefusal<T, Depth + 1>()});
}

template<typename T>
constexpr Refusal storageRefusal()
{
    if constexpr (std::is_void_v<T>)
        return Refusal::None;
    else if constexpr (!Complete<T>)
        return Refusal::Incomplete;
    else if constexpr (valueRefusal<T, 0>() != Refusal::None)
        return valueRefusal<T, 0>();
    else
        return std::is_move_constructible_v<T> ? Refusal::None : Refusal::NotMovable;
}

//! Why a handler may not have a parameter, or a result, written as \a P.
template<typename P>
constexpr Refusal refusalOf()
{
    using Referred = std::remove_reference_t<P>;
    if constexpr (std::is_volatile_v<Referred>)
        return Refusal::Volatile;
    else if constexpr (QObjectType<Referred>)
        return Refusal::QObjectValue;
    else if constexpr (std::is_function_v<Referred>)
        return Refusal::InnerReference;
    else if constexpr (std::is_lvalue_reference_v<P> && !std::is_const_v<Referred>)
        return Refusal::NonConstReference;
    else
        return storageRefusal<std::remove_const_t<Referred>>();
}

} // namespace Internal

/*!
 * \brief A type that a handler may have as parameter or give as result.
 *
 * Such a type can go to another thread: a value, <tt>const T &</tt> or <tt>T &&</tt> (both are kept
 * as a value), a reference to an actor, an enum, a gadget, a container, optional, pair, tuple or
 * variant of such types, a function object, a std::unique_ptr or another type that can only be
 * moved, or a shared pointer to something const (see isThreadSafe). A pointer to a function or to a
 * member is a value, too.
 *
 * What refers to something that another thread may change or destroy does not satisfy it: pointers,
 * non-const references, views, spans, initializer lists, reference wrappers, arrays, model indexes
 * and objects of QObject; neither alone nor inside one of the types above.
 */
// clang-format off
template<typename P>
concept ActorArgument = Internal::refusalOf<P>() == Internal::Refusal::None;
// clang-format on

namespace Internal {

/*!
 * Stops the compilation with the reason. \a Type is the parameter as it was written and \a Position
 * its place from 1, or 0 for a result: compilers show both beside the text.
 */
template<Refusal Why, typename Type, int Position>
constexpr void reportRefusal()
{
    static_assert(
        Why != Refusal::NonConstReference,
        "Actors: a message cannot carry a non-const reference: the other end is on another "
        "thread. Take the value or a const reference, and return what changes.");
    static_assert(Why != Refusal::InnerReference,
                  "Actors: a message cannot carry a reference inside another type: what it "
                  "refers to belongs to another thread. Use the value.");
    static_assert(Why != Refusal::Volatile,
                  "Actors: a message cannot carry something volatile. Use the plain type, or an "
                  "atomic that is shared.");
    static_assert(Why != Refusal::QObjectPointer,
                  "Actors: a message cannot carry a QObject *: the object lives on another "
                  "thread and may be gone. Pass a Ref<T>, or the data.");
    static_assert(Why != Refusal::QObjectValue,
                  "Actors: a message cannot carry a QObject: it cannot be copied and lives on "
                  "another thread. Pass a Ref<T>, or the data.");
    static_assert(Why != Refusal::StringPointer,
                  "Actors: a message cannot carry a pointer to characters: they may be gone when "
                  "it is handled. Use QString or QByteArray.");
    static_assert(Why != Refusal::Pointer,
                  "Actors: a message cannot carry a pointer: another thread may change or free "
                  "what it points to. Pass the value, a std::unique_ptr or a "
                  "std::shared_ptr<const T>.");
    static_assert(Why != Refusal::SharedPointer,
                  "Actors: a message cannot share what both ends may change. Use "
                  "std::shared_ptr<const T>, or specialise Actors::isThreadSafe for a type that "
                  "guards itself.");
    static_assert(
        Why != Refusal::StringView,
        "Actors: a message cannot carry a string view: the text may be gone when it is handled. "
        "Use QString or QByteArray.");
    static_assert(Why != Refusal::View,
                  "Actors: a message cannot carry a span or view: the elements may be gone when "
                  "it is handled. Use a container, such as QList or std::vector.");
    static_assert(Why != Refusal::InitializerList,
                  "Actors: a message cannot carry a std::initializer_list: its elements are gone "
                  "when it is handled. Use a container, such as QList or std::vector.");
    static_assert(Why != Refusal::ReferenceWrapper,
                  "Actors: a message cannot carry a std::reference_wrapper: what it refers to "
                  "belongs to another thread. Use the value.");
    static_assert(
        Why != Refusal::Array,
        "Actors: a message cannot carry a C array. Use std::array, or a container such as QList.");
    static_assert(
        Why != Refusal::ModelIndex,
        "Actors: a message cannot carry a model index: it points into a model on another thread. "
        "Pass the row, a key, or the data.");
    static_assert(
        Why != Refusal::Incomplete,
        "Actors: a message cannot carry a type that is only declared here. Include its header.");
    static_assert(Why != Refusal::NotMovable,
                  "Actors: a message cannot carry what can be neither copied nor moved. Put it "
                  "into a std::unique_ptr, or pass the data.");
}

template<typename P, int Position>
constexpr bool checkArgument()
{
    reportRefusal<refusalOf<P>(), P, Position>();
    return ActorArgument<P>;
}

template<typename... Params, int... Index>
constexpr bool checkArgumentsAt(std::integer_sequence<int, Index...>)
{
    return (checkArgument<Params, Index + 1>() && ... && true);
}

/*!
 * True if a handler may have all these parameters; otherwise the program does not compile and the
 * text says why. Made for <tt>if constexpr</tt>, so that nothing else is said about the same line.
 */
template<typename... Params>
constexpr bool checkArguments()
{
    return checkArgumentsAt<Params...>(std::make_integer_sequence<int, int(sizeof...(Params))>());
}

//! The same for a result. A <tt>const T &</tt> is allowed: it is copied on the actor's thread.
template<typename R>
constexpr bool checkResult()
{
    reportRefusal<refusalOf<R>(), R, 0>();
    return refusalOf<R>() == Refusal::None;
}

template<typename C, typename R, bool Const, bool Noexcept, typename... P>
struct MemberFunctionTraits
{
    using Class = C;
    using Result = R; //!< As written.
    using Parameters = Types<P...>; //!< As written.
    using Arguments = std::tuple<Stored<P>...>; //!< As kept in a message.
    static constexpr int parameterCount = sizeof...(P);
    static constexpr bool isCallable = true;
    static constexpr bool isConst = Const;
    static constexpr bool isNoexcept = Noexcept;
};

//! What a pointer to a member function says of it. For anything else \c isCallable is false.
template<typename F>
struct MemberFunction
{
    using Class = void;
    using Result = void;
    using Parameters = Types<>;
    using Arguments = std::tuple<>;
    static constexpr int parameterCount = 0;
    static constexpr bool isCallable = false;
    static constexpr bool isConst = false;
    static constexpr bool isNoexcept = false;
};

// clang-format off
template<typename C, typename R, typename... P>
struct MemberFunction<R (C::*)(P...)> : MemberFunctionTraits<C, R, false, false, P...> {};
template<typename C, typename R, typename... P>
struct MemberFunction<R (C::*)(P...) const> : MemberFunctionTraits<C, R, true, false, P...> {};
template<typename C, typename R, typename... P>
struct MemberFunction<R (C::*)(P...) noexcept> : MemberFunctionTraits<C, R, false, true, P...> {};
template<typename C, typename R, typename... P>
struct MemberFunction<R (C::*)(P...) const noexcept> : MemberFunctionTraits<C, R, true, true, P...> {};
// clang-format on

//! Written where a method of an actor is expected: a pointer to a member, or to a function by
//! mistake.
// clang-format off
template<typename F>
concept MethodPointer
    = std::is_member_pointer_v<F> || (std::is_pointer_v<F> && std::is_function_v<std::remove_pointer_t<F>>);
// clang-format on

template<typename F>
constexpr bool checkMember()
{
    static_assert(!MethodPointer<F> || std::is_member_pointer_v<F>,
                  "Actors: a static or free function is not a method of an actor. Name a "
                  "non-static member function.");
    static_assert(!std::is_member_object_pointer_v<F>,
                  "Actors: a data member is not a method of an actor. Name a member function.");
    static_assert(!std::is_member_function_pointer_v<F> || MemberFunction<F>::isCallable,
                  "Actors: a member function qualified with &, && or volatile, or with C-style "
                  "variable arguments, cannot handle a message. Declare it without.");
    static_assert(MethodPointer<F>, "Actors: this is not a pointer to a member function.");
    return MemberFunction<F>::isCallable;
}

template<typename T, typename Class>
constexpr bool checkMemberClass()
{
    static_assert(Complete<T>,
                  "Actors: the class of the actor is only declared here. Include its header.");
    static_assert(
        !Complete<T> || std::is_convertible_v<T *, Class *>,
        "Actors: this is a method of another class than that of the actor and its public bases.");
    return Complete<T> && std::is_convertible_v<T *, Class *>;
}

template<typename Argument, typename Parameter, int Position>
constexpr bool checkConversion()
{
    using Value = Stored<Parameter>;
    constexpr bool converts = std::is_convertible_v<Argument, Value>;
    constexpr bool wantsMove =
        !converts && std::is_convertible_v<std::remove_reference_t<Argument> &&, Value>;
    constexpr bool differs = !converts && !wantsMove;
    static_assert(
        !wantsMove,
        "Actors: this argument cannot be copied into the message. Give it away with std::move().");
    static_assert(!differs || Position != 1,
                  "Actors: argument 1 does not convert to the parameter of the handler.");
    static_assert(!differs || Position != 2,
                  "Actors: argument 2 does not convert to the parameter of the handler.");
    static_assert(!differs || Position != 3,
                  "Actors: argument 3 does not convert to the parameter of the handler.");
    static_assert(!differs || Position != 4,
                  "Actors: argument 4 does not convert to the parameter of the handler.");
    static_assert(
        !differs || Position < 5,
        "Actors: an argument after the fourth does not convert to the parameter of the handler.");
    return converts;
}

template<typename... Arguments, typename... Parameters, int... Index>
constexpr bool checkConversions(Types<Arguments...>, Types<Parameters...>,
                                std::integer_sequence<int, Index...>)
{
    return (checkConversion<Arguments, Parameters, Index + 1>() && ... && true);
}

template<typename... Arguments, typename... Parameters>
constexpr bool checkGiven(Types<Arguments...> arguments, Types<Parameters...> parameters)
{
    constexpr int given = sizeof...(Arguments);
    constexpr int wanted = sizeof...(Parameters);
    static_assert(given >= wanted,
                  "Actors: too few arguments: a handler needs all of its parameters, default "
                  "arguments do not exist behind a member pointer.");
    static_assert(given <= wanted, "Actors: too many arguments: the handler has fewer parameters.");
    if constexpr (given == wanted)
        return checkConversions(arguments, parameters, std::make_integer_sequence<int, wanted>());
    else
        return false;
}

template<typename... Parameters>
constexpr bool checkParameters(Types<Parameters...>)
{
    return checkArguments<Parameters...>();
}

//! True if actors of \a T may have \a F as handler, whatever it is called with. Fails like
//! checkArguments().
template<typename T, typename F>
constexpr bool checkHandler()
{
    if constexpr (!checkMember<F>()) {
        return false;
    } else {
        using Method = MemberFunction<F>;
        if constexpr (!checkMemberClass<T, typename Method::Class>())
            // NOLINTNEXTLINE(bugprone-branch-clone): what comes next needs what was asked before
            return false;
        else if constexpr (!checkParameters(typename Method::Parameters()))
            return false;
        else
            return checkResult<typename Method::Result>();
    }
}

//! True if \a F of an actor \a T can be called with these arguments, written as deduced by a
//! forwarding reference.
template<typename T, typename F, typename... Arguments>
constexpr bool checkCall()
{
    if constexpr (!checkHandler<T, F>())
        return false;
    else
        return checkGiven(Types<Arguments...>(), typename MemberFunction<F>::Parameters());
}

template<int Count, typename Taken, typename... Rest>
struct FirstTypes
{
    using Result = Taken;
};

// clang-format off
template<int Count, typename... Taken, typename Next, typename... Rest>
    requires(Count > 0)
struct FirstTypes<Count, Types<Taken...>, Next, Rest...> : FirstTypes<Count - 1, Types<Taken..., Next>, Rest...>
{
};
// clang-format on

template<typename... SignalParameters, typename... Parameters>
constexpr bool checkEmission(Types<SignalParameters...>, Types<Parameters...> parameters)
{
    constexpr int wanted = sizeof...(Parameters);
    static_assert(sizeof...(SignalParameters) >= wanted,
                  "Actors: too few arguments: the slot has more parameters than the signal.");
    if constexpr (sizeof...(SignalParameters) >= wanted) {
        using Used = typename FirstTypes<wanted, Types<>, SignalParameters...>::Result;
        return checkConversions(Used(), parameters, std::make_integer_sequence<int, wanted>());
    } else {
        return false;
    }
}

//! True if the signal \a Signal can be connected to the handler \a F of actors of \a T: the slot
//! may have fewer arguments.
template<typename Signal, typename T, typename F>
constexpr bool checkConnection()
{
    static_assert(MemberFunction<Signal>::isCallable, "Actors: this is not a signal.");
    if constexpr (!MemberFunction<Signal>::isCallable || !checkHandler<T, F>())
        return false;
    else
        return checkEmission(typename MemberFunction<Signal>::Parameters(),
                             typename MemberFunction<F>::Parameters());
}

// A name of an overload set converts to one of these only if exactly one of its members fits, and
// without any conversion: this finds the result type as well. The call is there because g++ 12
// forgets the access check for the name of an overload set.
// clang-format off
template<typename P, typename R, typename C> constexpr auto exactly(R (C::*f)(P)) { return f; }
template<typename P, typename R, typename C> constexpr auto exactlyConst(R (C::*f)(P) const) { return f; }

template<typename T, typename P> concept Receives = requires(T &actor) { exactly<P>(&T::receive); actor.receive(std::declval<P>()); };
template<typename T, typename P> concept ReceivesConst = requires(const T &actor) { exactlyConst<P>(&T::receive); actor.receive(std::declval<P>()); };
// clang-format on

template<typename T, typename M>
constexpr auto findReceive()
{
    if constexpr (Receives<T, M &&>)
        return exactly<M &&>(&T::receive);
    else if constexpr (Receives<T, M>)
        return exactly<M>(&T::receive);
    else if constexpr (Receives<T, const M &>)
        return exactly<const M &>(&T::receive);
    else if constexpr (ReceivesConst<T, M &&>)
        return exactlyConst<M &&>(&T::receive);
    else if constexpr (ReceivesConst<T, M>)
        return exactlyConst<M>(&T::receive);
    else if constexpr (ReceivesConst<T, const M &>)
        return exactlyConst<const M &>(&T::receive);
    else
        return nullptr;
}

/*!
 * The public \c receive of \a T that takes exactly \a M, as <tt>M</tt>, <tt>const M &</tt> or <tt>M
 * &&</tt>.
 *
 * \c pointer is a pointer to that member, perhaps of a base class, or \c nullptr where there is
 * none. A \c receive that is a template hides the others.
 */
template<typename T, typename M>
struct ReceiveSignature
{
    static constexpr auto pointer = findReceive<T, M>();
    using Pointer = std::remove_const_t<decltype(pointer)>;
    using Result = typename MemberFunction<Pointer>::Result;
    static constexpr bool exists = MemberFunction<Pointer>::isCallable;
};

template<typename T, typename Message>
constexpr bool checkReceive()
{
    constexpr bool exists = ReceiveSignature<T, Message>::exists;
    constexpr bool takesReference =
        !exists && (Receives<T, Message &> || ReceivesConst<T, Message &>);
    static_assert(!takesReference,
                  "Actors: receive(Message &) cannot handle a message: it cannot carry a "
                  "non-const reference. Take Message, const Message & or Message &&.");
    static_assert(
        exists || takesReference,
        "Actors: T has no public receive(const Message &). It must take exactly the type of the "
        "message (Message, const Message & or Message &&). An inherited one needs a using "
        "declaration.");
    return exists;
}

/*!
 * True if actors of \a T receive the value message \a Message, a decayed type. Fails like
 * checkArguments().
 */
template<typename T, typename Message>
constexpr bool checkMessage()
{
    if constexpr (!checkArgument<Message, 1>())
        // NOLINTNEXTLINE(bugprone-branch-clone): what comes next needs what was asked before
        return false;
    else if constexpr (!checkMemberClass<T, T>())
        return false;
    else if constexpr (!checkReceive<T, Message>())
        return false;
    else
        return checkResult<typename ReceiveSignature<T, Message>::Result>();
}

template<typename T, typename... Values>
constexpr bool checkConstructible()
{
    constexpr bool copyable = (std::is_copy_constructible_v<Values> && ... && true);
    constexpr bool constructible = std::is_constructible_v<T, Values...>;
    static_assert(!std::is_abstract_v<T>, "Actors: this class of actor is abstract.");
    static_assert(copyable,
                  "Actors: constructor arguments are kept for the next start and must be "
                  "copyable. Use Props<T>::from(factory).");
    static_assert(!copyable || std::is_abstract_v<T> || constructible,
                  "Actors: the actor has no public constructor for these arguments.");
    return copyable && constructible;
}

/*!
 * True if an actor \a T can be constructed, again and again, from these arguments, written as
 * deduced by a forwarding reference; they are kept decayed. Fails like checkArguments().
 */
template<typename T, typename... Arguments>
constexpr bool checkConstruction()
{
    if constexpr (!checkMemberClass<T, T>() || !checkArguments<std::decay_t<Arguments>...>())
        return false;
    else
        return checkConstructible<T, std::decay_t<Arguments>...>();
}

} // namespace Internal
} // namespace Actors
