// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "messages/representation.h"

#include <QFile>
#include <QHash>
#include <QMetaMethod>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>

#if defined(Q_OS_LINUX) && defined(__GLIBC__) && defined(__ELF__)
#define ACTORS_READ_ELF_SYMBOLS
#include <cxxabi.h>
#include <dlfcn.h>
#include <elf.h>
#include <link.h>
#endif

namespace Actors::Internal {

namespace {

#ifdef ACTORS_READ_ELF_SYMBOLS

// A pointer to a member function as the Itanium C++ ABI lays it out.
struct MemberPointer
{
    quintptr function;
    qptrdiff adjustment;
};

quintptr addressOf(const void *method, qsizetype size, const void *object)
{
    MemberPointer pointer;
    if (size != qsizetype(sizeof pointer))
        return 0;
    std::memcpy(&pointer, method, sizeof pointer);
#if defined(Q_PROCESSOR_ARM) || defined(Q_PROCESSOR_MIPS)
    // Here bit 0 of a code address has a meaning of its own.
    const bool isVirtual = pointer.adjustment & 1;
    const quintptr offset = pointer.function;
    const qptrdiff adjustment = pointer.adjustment >> 1;
#else
    const bool isVirtual = pointer.function & 1;
    const quintptr offset = pointer.function - 1;
    const qptrdiff adjustment = pointer.adjustment;
#endif
    if (!isVirtual)
        return pointer.function;
    if (!object)
        return 0;
    const char *vtable;
    std::memcpy(&vtable, static_cast<const char *>(object) + adjustment, sizeof vtable);
    quintptr address;
    std::memcpy(&address, vtable + offset, sizeof address);
    return address;
}

// Reads one ELF file that is mapped into memory; whatever lies outside of the file is ignored.
class SymbolFile
{
public:
    explicit SymbolFile(const QString &path)
        : m_file(path)
    {
        if (!m_file.open(QIODevice::ReadOnly))
            return;
        m_size = quint64(m_file.size());
        m_data = reinterpret_cast<const char *>(m_file.map(0, m_file.size()));
        const ElfW(Ehdr) *header = at<ElfW(Ehdr)>(0, 1);
        if (!header || std::memcmp(header->e_ident, ELFMAG, SELFMAG) != 0)
            return;
        m_sections = at<ElfW(Shdr)>(header->e_shoff, header->e_shnum);
        m_sectionCount = m_sections ? header->e_shnum : 0;
    }

    QByteArray symbolAt(quintptr address) const
    {
        for (const auto kind : {SHT_SYMTAB, SHT_DYNSYM}) {
            for (qsizetype i = 0; i < m_sectionCount; ++i) {
                if (m_sections[i].sh_type != ElfW(Word)(kind))
                    continue;
                QByteArray name = symbolIn(m_sections[i], address);
                if (!name.isEmpty())
                    return name;
            }
        }
        return {};
    }

private:
    template<typename T>
    const T *at(quint64 offset, quint64 count) const
    {
        if (!m_data || offset > m_size || count > (m_size - offset) / sizeof(T))
            return nullptr;
        return reinterpret_cast<const T *>(m_data + offset);
    }

    QByteArray symbolIn(const ElfW(Shdr) & section, quintptr address) const
    {
        if (section.sh_link >= quint64(m_sectionCount))
            return {};
        const ElfW(Shdr) &strings = m_sections[section.sh_link];
        const char *names = at<char>(strings.sh_offset, strings.sh_size);
        const quint64 count = section.sh_size / sizeof(ElfW(Sym));
        const ElfW(Sym) *symbols = at<ElfW(Sym)>(section.sh_offset, count);
        if (!names || !symbols)
            return {};
        const ElfW(Sym) *end = symbols + count;
        const ElfW(Sym) *symbol =
            std::find_if(symbols, end, [address](const ElfW(Sym) & candidate) {
                return candidate.st_value == address && (candidate.st_info & 0xF) == STT_FUNC;
            });
        if (symbol == end || symbol->st_name >= strings.sh_size)
            return {};
        return QByteArray(
            names + symbol->st_name,
            qsizetype(qstrnlen(names + symbol->st_name, strings.sh_size - symbol->st_name)));
    }

    QFile m_file;
    const char *m_data = nullptr;
    quint64 m_size = 0;
    const ElfW(Shdr) *m_sections = nullptr;
    qsizetype m_sectionCount = 0;
};

QByteArray symbolAt(quintptr address)
{
    Dl_info info = {};
    void *extra = nullptr;
    if (!dladdr1(reinterpret_cast<void *>(address), &info, &extra, RTLD_DL_LINKMAP) || !extra)
        return {};
    if (info.dli_sname && reinterpret_cast<quintptr>(info.dli_saddr) == address)
        return info.dli_sname;
    const auto *map = static_cast<const link_map *>(extra);
    const bool isProgram = !map->l_name || !*map->l_name;
    const SymbolFile file(isProgram ? QStringLiteral("/proc/self/exe")
                                    : QFile::decodeName(map->l_name));
    return file.symbolAt(address - map->l_addr);
}

// "Bank::Counter<int>::increment(int) const" becomes "Bank::Counter<int>::increment".
QByteArray reduced(QByteArray name)
{
    name.replace("(anonymous namespace)::", "");
    name.replace("[abi:cxx11]", "");
    qsizetype end = name.lastIndexOf(')');
    for (qsizetype depth = 0; end >= 0; --end) {
        depth += name.at(end) == ')' ? 1 : name.at(end) == '(' ? -1 : 0;
        if (depth == 0)
            break;
    }
    if (end > 0)
        name.truncate(end);
    // What stands before the last blank outside of <> and () is the result type of a template.
    qsizetype depth = 0;
    for (qsizetype i = name.size() - 1; i >= 0; --i) {
        const char c = name.at(i);
        depth += (c == '>' || c == ')') ? 1 : (c == '<' || c == '(') ? -1 : 0;
        if (c == ' ' && depth == 0)
            return name.sliced(i + 1);
    }
    return name;
}

QByteArray lookedUp(quintptr address)
{
    const QByteArray symbol = symbolAt(address);
    if (symbol.isEmpty())
        return {};
    int status = 0;
    char *demangled = abi::__cxa_demangle(symbol.constData(), nullptr, nullptr, &status);
    QByteArray name = demangled ? reduced(demangled) : QByteArray();
    std::free(demangled);
    return name;
}

QByteArray nameBySymbol(const void *method, qsizetype size, const void *object)
{
    // Never destroyed: the last system may end after main() has returned.
    static auto &mutex = *new std::mutex;
    static auto &names = *new QHash<quintptr, QByteArray>;

    const quintptr address = addressOf(method, size, object);
    if (!address)
        return {};
    {
        const std::scoped_lock lock(mutex);
        const auto known = names.constFind(address);
        if (known != names.constEnd())
            return *known;
    }
    // Not under the lock: the file may be on a slow disk, and looking twice does no harm.
    QByteArray name = lookedUp(address);
    const std::scoped_lock lock(mutex);
    names.insert(address, name);
    return name;
}

#else

QByteArray nameBySymbol(const void *, qsizetype, const void *)
{
    return {};
}

#endif

bool fits(const QMetaMethod &method, const MethodSignature &signature)
{
    if (method.methodType() == QMetaMethod::Signal
        || method.parameterCount() != signature.parameterCount
        || method.returnMetaType() != signature.result)
        return false;
    for (int i = 0; i < method.parameterCount(); ++i) {
        if (method.parameterMetaType(i) != signature.parameters[i])
            return false;
    }
    return true;
}

QByteArray nameByMetaObject(const QMetaObject *metaObject, const MethodSignature &signature)
{
    if (!metaObject)
        return {};
    const int first = metaObject->inherits(&QObject::staticMetaObject)
        ? QObject::staticMetaObject.methodCount()
        : 0;
    QByteArray found;
    for (int i = first; i < metaObject->methodCount(); ++i) {
        const QMetaMethod method = metaObject->method(i);
        if (!fits(method, signature))
            continue;
        const QByteArray name =
            method.enclosingMetaObject()->className() + QByteArray("::") + method.name();
        if (!found.isEmpty() && found != name)
            return {};
        found = name;
    }
    return found;
}

QByteArray nameByTypes(const MethodSignature &signature)
{
    QByteArray name = signature.className.toByteArray() + "::?(";
    for (qsizetype i = 0; i < signature.parameterCount; ++i) {
        if (i > 0)
            name += ", ";
        name += signature.parameters[i].name();
    }
    return name + ')';
}

} // namespace

QByteArray methodName(const QMetaObject *metaObject, const void *method, qsizetype size,
                      const MethodSignature &signature, const void *object)
{
    QByteArray name = nameBySymbol(method, size, object);
    if (name.isEmpty())
        name = nameByMetaObject(metaObject, signature);
    return name.isEmpty() ? nameByTypes(signature) : name;
}

} // namespace Actors::Internal
