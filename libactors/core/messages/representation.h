// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>
#include <Actors/Core/argument.h>

#include <QByteArray>
#include <QByteArrayView>
#include <QDebug>
#include <QMetaObject>
#include <QMetaType>
#include <QString>
#include <QVariant>

#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>

namespace Actors::Internal {

template<std::size_t Capacity>
struct FixedText
{
    std::array<char, Capacity> characters{};
    std::size_t size = 0;
};

struct Spelling
{
    std::string_view found;
    std::string_view wanted;
};

// g++ and clang spell a type in two ways; the reader of a log shall see one.
inline constexpr std::array<Spelling, 12> spellings{{
    {"{anonymous}::", ""},
    {"(anonymous namespace)::", ""},
    {"__cxx11::", ""},
    {"> >", ">>"},
    {" [", "["},
    {"long long unsigned int", "unsigned long long"},
    {"long unsigned int", "unsigned long"},
    {"short unsigned int", "unsigned short"},
    {"long long int", "long long"},
    {"long int", "long"},
    {"short int", "short"},
    {", std::allocator<char>", ""},
}};

template<std::size_t Capacity>
constexpr FixedText<Capacity> normalized(std::string_view name)
{
    FixedText<Capacity> text;
    while (!name.empty()) {
        bool replaced = false;
        for (const Spelling &spelling : spellings) {
            if (name.substr(0, spelling.found.size()) != spelling.found)
                continue;
            // The second '>' of "> >" may be the first of another pair.
            const bool closing = spelling.found == "> >";
            for (char c : closing ? std::string_view(">") : spelling.wanted)
                text.characters[text.size++] = c;
            name.remove_prefix(closing ? 2 : spelling.found.size());
            replaced = true;
            break;
        }
        if (!replaced) {
            text.characters[text.size++] = name.front();
            name.remove_prefix(1);
        }
    }
    return text;
}

// "... [with T = Foo]" of g++, "... [T = Foo]" of clang.
constexpr std::string_view behind(std::string_view signature, std::string_view mark)
{
    const std::size_t start = signature.find(mark) + mark.size();
    return signature.substr(start, signature.rfind(']') - start);
}

template<typename TypeToName>
constexpr const char *typeSignature()
{
    return __PRETTY_FUNCTION__;
}

template<auto functionToName>
constexpr const char *functionSignature()
{
    return __PRETTY_FUNCTION__;
}

template<typename T>
struct TypeName
{
    static constexpr std::string_view raw = behind(typeSignature<T>(), "TypeToName = ");
    static constexpr FixedText<raw.size()> text = normalized<raw.size()>(raw);
};

template<auto function>
struct FunctionName
{
    static constexpr std::string_view raw =
        behind(functionSignature<function>(), "functionToName = &");
    static constexpr FixedText<raw.size()> text = normalized<raw.size()>(raw);
};

/*!
 * The name of \a T, with its namespaces except unnamed ones: <tt>Bank::Deposit</tt>. It needs no
 * RTTI and lives as long as the program.
 */
template<typename T>
constexpr QByteArrayView typeName()
{
    return QByteArrayView(TypeName<T>::text.characters.data(), qsizetype(TypeName<T>::text.size));
}

/*!
 * The name of a member function that is known to the compiler: <tt>Counter::increment</tt>, where
 * an inherited one is named after the class that declares it. It lives as long as the program.
 */
template<auto function>
constexpr QByteArrayView functionName()
{
    return QByteArrayView(FunctionName<function>::text.characters.data(),
                          qsizetype(FunctionName<function>::text.size));
}

/*!
 * \brief The text of a message, of at most 256 bytes of UTF-8, for logs and dead letters.
 *
 * It allocates nothing itself. What does not fit is cut off behind a whole character and an
 * ellipsis takes its place; further text is ignored. Not thread-safe, like every value.
 */
class ACTORS_CORE_EXPORT Representation
{
public:
    static constexpr qsizetype maxSize = 256;

    void append(QByteArrayView utf8);
    void append(QStringView text);
    void append(char c) { append(QByteArrayView(&c, 1)); }

    //! True once something did not fit: whoever appends may stop.
    bool isFull() const { return m_full; }

    //! Valid as long as this object is, and unchanged.
    QByteArrayView text() const { return QByteArrayView(m_text.data(), m_size); }
    QString toString() const { return QString::fromUtf8(text()); }

private:
    std::array<char, std::size_t(maxSize)> m_text;
    qsizetype m_size = 0;
    bool m_full = false;
};

ACTORS_CORE_EXPORT void describeInteger(Representation &text, qint64 value);
ACTORS_CORE_EXPORT void describeUnsigned(Representation &text, quint64 value);
ACTORS_CORE_EXPORT void describeReal(Representation &text, double value);
ACTORS_CORE_EXPORT void describeText(Representation &text, QStringView value);
ACTORS_CORE_EXPORT void describeBytes(Representation &text, QByteArrayView value);
//! As the key of a Q_ENUM where \a type is one, otherwise as <tt>Name(1)</tt>.
ACTORS_CORE_EXPORT void describeEnum(Representation &text, QMetaType type, QByteArrayView name,
                                     qint64 value);
//! As <tt>name{property: value}</tt>, from the stored properties of a gadget.
ACTORS_CORE_EXPORT void describeGadget(Representation &text, const QMetaObject &metaObject,
                                       QByteArrayView name, const void *gadget);
//! What can be said of a value whose type is known at run time only.
ACTORS_CORE_EXPORT void describeValue(Representation &text, QMetaType type, const void *value);
//! Appends what \a stream writes to a QDebug.
ACTORS_CORE_EXPORT void describeStreamed(Representation &text,
                                         void (*stream)(QDebug &, const void *), const void *value);

// clang-format off

//! Converts to a T and to nothing else, so that overload resolution shows who takes exactly that.
template<typename T>
struct Exactly
{
    template<typename U>
        requires std::is_same_v<U, T>
    operator U() const;
};

// A std::filesystem::path has characters but is walked by paths.
template<typename T>
concept Container = requires(const T &value) {
    typename T::value_type;
    value.begin();
    value.end();
    requires std::is_convertible_v<decltype(*value.begin()), const typename T::value_type &>;
} && !std::is_same_v<typename T::value_type, T>;

// A QDebug for which the operators that T declares as friends inside of itself are found as well.
template<typename T, bool = std::is_final_v<T>>
struct DebugOf : QDebug, T
{
};
template<typename T>
struct DebugOf<T, true> : QDebug
{
};

template<typename T>
concept ExactlyStreamable = std::is_class_v<T> && requires(QDebug &debug, const T &value) { debug << value; }
    && (requires(QDebug &debug, const Exactly<T> &value) { debug << value; }
        || (!Container<T> && requires(DebugOf<T> &debug, const Exactly<T> &value) { debug << value; }));

template<typename T>
inline constexpr bool isSpecialization = false;
template<template<typename...> class Template, typename... T>
inline constexpr bool isSpecialization<Template<T...>> = true;

// The operator of a class template cannot be asked for exactness. Other classes are not streamed otherwise: what
// converts to a number or, as a path does, to a QDir would be printed as that.
template<typename T>
concept Streamable = isSpecialization<T> && !std::is_convertible_v<T, qint64> && !std::is_convertible_v<T, bool>
    && !std::is_convertible_v<T, double> && !std::is_convertible_v<T, QString> && !std::is_convertible_v<T, const void *>
    && requires(QDebug debug, const T &value) { debug << value; };

template<typename T>
concept Gadget = !QObjectType<T> && std::is_same_v<std::remove_cvref_t<decltype(T::staticMetaObject)>, QMetaObject>;

template<typename T>
concept AssociativeContainer = requires(const T &value) {
    typename T::mapped_type;
    typename T::key_type;
    value.begin();
    value.end();
};

template<typename T>
concept OwningPointer = requires(const T &pointer) {
    typename T::element_type;
    *pointer;
    static_cast<bool>(pointer);
    requires Complete<typename T::element_type>;
};

// clang-format on

template<typename T>
inline constexpr bool isDuration = false;
template<typename Rep, typename Period>
inline constexpr bool isDuration<std::chrono::duration<Rep, Period>> = true;
template<typename T>
inline constexpr bool isTuple = false;
template<typename... T>
inline constexpr bool isTuple<std::tuple<T...>> = true;
template<typename T, typename U>
inline constexpr bool isTuple<std::pair<T, U>> = true;
template<typename T>
inline constexpr bool isOptional = false;
template<typename T>
inline constexpr bool isOptional<std::optional<T>> = true;
template<typename T>
inline constexpr bool isVariant = false;
template<typename... T>
inline constexpr bool isVariant<std::variant<T...>> = true;

template<typename T>
inline constexpr bool isFlags = false;
template<typename E>
inline constexpr bool isFlags<QFlags<E>> = true;

template<typename T>
void describe(Representation &text, const T &value);

template<typename Period>
constexpr QByteArrayView unitOf()
{
    if constexpr (std::is_same_v<Period, std::nano>)
        return "ns";
    else if constexpr (std::is_same_v<Period, std::micro>)
        return "us";
    else if constexpr (std::is_same_v<Period, std::milli>)
        return "ms";
    else if constexpr (std::is_same_v<Period, std::ratio<1>>)
        return "s";
    else if constexpr (std::is_same_v<Period, std::ratio<60>>)
        return "min";
    else if constexpr (std::is_same_v<Period, std::ratio<3600>>)
        return "h";
    else
        return " periods";
}

//! Appends the elements of a tuple or pair with commas between them, without parentheses.
template<typename Tuple>
void describeElements(Representation &text, const Tuple &tuple)
{
    std::apply(
        [&text](const auto &...element) {
            QByteArrayView separator;
            ((text.append(separator), describe(text, element), separator = ", "), ...);
        },
        tuple);
}

template<typename Map>
void describeMap(Representation &text, const Map &map)
{
    text.append('{');
    QByteArrayView separator;
    for (auto it = map.begin(); it != map.end() && !text.isFull(); ++it) {
        text.append(separator);
        if constexpr (requires { it.key(); }) {
            describe(text, it.key());
            text.append(": ");
            describe(text, it.value());
        } else {
            describe(text, it->first);
            text.append(": ");
            describe(text, it->second);
        }
        separator = ", ";
    }
    text.append('}');
}

template<typename Elements>
void describeContainer(Representation &text, const Elements &elements)
{
    text.append('[');
    QByteArrayView separator;
    for (auto it = elements.begin(); it != elements.end() && !text.isFull(); ++it) {
        text.append(separator);
        describe<typename Elements::value_type>(text, *it);
        separator = ", ";
    }
    text.append(']');
}

template<typename T>
void describeClass(Representation &text, const T &value)
{
    if constexpr (isDuration<T>) {
        describe(text, value.count());
        text.append(unitOf<typename T::period>());
    } else if constexpr (isOptional<T>) {
        if (value)
            describe(text, *value);
        else
            text.append("nullopt");
    } else if constexpr (isVariant<T>) {
        if (value.valueless_by_exception())
            text.append("valueless");
        else
            std::visit([&text](const auto &held) { describe(text, held); }, value);
    } else if constexpr (isTuple<T>) {
        text.append('(');
        describeElements(text, value);
        text.append(')');
    } else if constexpr (std::is_same_v<T, QVariant>) {
        describeValue(text, value.metaType(), value.constData());
    } else if constexpr (ExactlyStreamable<T> || isFlags<T>) {
        describeStreamed(
            text,
            [](QDebug &debug, const void *object) { debug << *static_cast<const T *>(object); },
            &value);
    } else if constexpr (AssociativeContainer<T>) {
        describeMap(text, value);
    } else if constexpr (Container<T>) {
        describeContainer(text, value);
    } else if constexpr (Gadget<T>) {
        describeGadget(text, T::staticMetaObject, typeName<T>(), &value);
    } else if constexpr (OwningPointer<T>) {
        if (value)
            describe(text, *value);
        else
            text.append("null");
    } else if constexpr (Streamable<T>) {
        describeStreamed(
            text,
            [](QDebug &debug, const void *object) { debug << *static_cast<const T *>(object); },
            &value);
    } else {
        text.append(typeName<T>());
        text.append(std::is_empty_v<T> ? QByteArrayView("{}") : QByteArrayView("{...}"));
    }
}

/*!
 * Appends \a value as a reader of a log wants to see it: texts in quotes, enums by name, gadgets
 * with their properties, containers element by element, other classes as QDebug writes them or by
 * their name alone. It is called only when somebody reads, never on the way of a message.
 */
template<typename T>
void describe(Representation &text, const T &value)
{
    if (text.isFull())
        return;
    if constexpr (std::is_same_v<T, bool>)
        text.append(value ? QByteArrayView("true") : QByteArrayView("false"));
    else if constexpr (std::is_same_v<T, char> || std::is_same_v<T, char8_t>)
        describeBytes(text, QByteArrayView(&value, 1));
    else if constexpr (std::is_same_v<T, QChar> || std::is_same_v<T, char16_t>)
        describeText(text, QStringView(&value, 1));
    else if constexpr (std::is_enum_v<T>)
        describeEnum(text, QMetaType::fromType<T>(), typeName<T>(), qint64(value));
    else if constexpr (std::is_integral_v<T> && std::is_signed_v<T>)
        describeInteger(text, value);
    else if constexpr (std::is_integral_v<T>)
        describeUnsigned(text, value);
    else if constexpr (std::is_floating_point_v<T>)
        describeReal(text, double(value));
    else if constexpr (std::is_same_v<T, std::nullptr_t>)
        text.append("nullptr");
    else if constexpr (std::is_same_v<T, QString> || std::is_same_v<T, std::u16string>)
        describeText(text, QStringView(value));
    else if constexpr (std::is_same_v<T, QByteArray> || std::is_same_v<T, std::string>)
        describeBytes(text, QByteArrayView(value.data(), qsizetype(value.size())));
    else if constexpr (std::is_class_v<T>)
        describeClass(text, value);
    else
        text.append(typeName<T>());
}

//! Appends <tt>name(argument, argument)</tt>.
template<typename... Arguments>
void describeCall(Representation &text, QByteArrayView name,
                  const std::tuple<Arguments...> &arguments)
{
    text.append(name);
    text.append('(');
    describeElements(text, arguments);
    text.append(')');
}

//! What methodName() is told about a pointer to a member function.
struct MethodSignature
{
    QByteArrayView className;
    QMetaType result;
    const QMetaType *parameters = nullptr;
    qsizetype parameterCount = 0;
};

/*!
 * The name of the method that the \a size bytes at \a method, a pointer to a member function, point
 * to.
 *
 * On Linux it is looked up in the symbols of the program and its libraries and remembered. A
 * virtual one needs \a object, the address of the object as the class of the pointer sees it.
 * Otherwise it is the only slot or invokable in \a metaObject (may be null) with this signature, or
 * else <tt>Class::?(int, QString)</tt>. Thread-safe. The first call for a method reads a file: only
 * for what a person reads.
 */
ACTORS_CORE_EXPORT QByteArray methodName(const QMetaObject *metaObject, const void *method,
                                         qsizetype size, const MethodSignature &signature,
                                         const void *object = nullptr);

template<typename R>
QMetaType resultType()
{
    if constexpr (std::is_void_v<R>)
        return QMetaType::fromType<void>();
    else
        return QMetaType::fromType<Stored<R>>();
}

template<typename F, typename... P>
QByteArray methodNameFor(const QMetaObject *metaObject, F method, const void *object, Types<P...>)
{
    const std::array<QMetaType, sizeof...(P) + 1> parameters{QMetaType::fromType<Stored<P>>()...,
                                                             QMetaType()};
    const MethodSignature signature{typeName<typename MemberFunction<F>::Class>(),
                                    resultType<typename MemberFunction<F>::Result>(),
                                    parameters.data(), qsizetype(sizeof...(P))};
    return methodName(metaObject, &method, qsizetype(sizeof(F)), signature, object);
}

//! The same for a pointer whose type is at hand. \a object may be null.
template<typename F>
QByteArray methodName(const QMetaObject *metaObject, F method,
                      const typename MemberFunction<F>::Class *object = nullptr)
{
    return methodNameFor(metaObject, method, object, typename MemberFunction<F>::Parameters());
}

} // namespace Actors::Internal
