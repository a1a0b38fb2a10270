// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "actorerror.h"
#include "exceptiontype_p.h"

#include <cstdlib>
#include <memory>
#include <typeinfo>

#if __has_include(<cxxabi.h>)
#include <cxxabi.h>
#define ACTORS_HAS_CXXABI
#endif

namespace Actors {

namespace {

const std::type_info *typeOf(const std::exception_ptr &thrown)
{
    try {
        std::rethrow_exception(thrown);
#ifndef ACTORS_HAS_CXXABI
    } catch (const std::exception &error) {
        return &typeid(error);
#endif
    } catch (...) {
#ifdef ACTORS_HAS_CXXABI
        return abi::__cxa_current_exception_type();
#else
        return nullptr;
#endif
    }
}

// What std::throw_with_nested makes is meant as the type that the user wrote.
QString withoutNesting(const QString &name)
{
    const auto prefix = QLatin1String("std::_Nested_exception<");
    const auto suffix = QLatin1String(">");
    if (!name.startsWith(prefix) || !name.endsWith(suffix))
        return name;
    QString meant =
        name.sliced(prefix.size(), name.size() - prefix.size() - suffix.size()).trimmed();
    if (meant.endsWith(QLatin1String(" const")))
        meant.chop(6);
    return meant;
}

QString nameOf(const std::type_info &type)
{
#ifdef ACTORS_HAS_CXXABI
    int status = 0;
    const std::unique_ptr<char, void (*)(void *)> name(
        abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), std::free);
    if (status == 0)
        return withoutNesting(QString::fromUtf8(name.get()));
#endif
    return withoutNesting(QString::fromUtf8(type.name()));
}

bool isOrDerives(const std::type_info &type, const QString &typeName)
{
    if (nameOf(type) == typeName)
        return true;
#if defined(ACTORS_HAS_CXXABI) && defined(__GLIBCXX__)
    if (const auto *single = dynamic_cast<const abi::__si_class_type_info *>(&type))
        return isOrDerives(*single->__base_type, typeName);
    if (const auto *many = dynamic_cast<const abi::__vmi_class_type_info *>(&type)) {
        for (unsigned int i = 0; i < many->__base_count; ++i) {
            const abi::__base_class_type_info &base = many->__base_info[i];
            if (base.__is_public_p() && isOrDerives(*base.__base_type, typeName))
                return true;
        }
    }
#endif
    return false;
}

} // namespace

QString exceptionTypeName(const std::exception_ptr &thrown)
{
    if (!thrown)
        return {};
    const std::type_info *type = typeOf(thrown);
    return type ? nameOf(*type) : QStringLiteral("unknown type");
}

bool Internal::isThrownAs(const std::exception_ptr &thrown, const QString &typeName)
{
    if (!thrown)
        return false;
    const std::type_info *type = typeOf(thrown);
    return type && isOrDerives(*type, typeName);
}

} // namespace Actors
