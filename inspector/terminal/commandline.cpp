// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "commandline.h"

#include "help.h"
#include "nearest.h"
#include "printable.h"
#include "targetchoice.h"
#include "verbinfo.h"

#include <Actors/Inspection/filter.h>
#include <Actors/Inspection/subscription.h>

#include <QCommandLineOption>
#include <QCommandLineParser>
#include <QFileInfo>

#include <algorithm>
#include <cmath>

namespace Actors::Inspector {

using Inspection::Column;
using Inspection::ColumnKind;
using Inspection::Filter;

namespace {

QString optionName(const OptionInfo &option)
{
    return QLatin1StringView(option.name);
}

QStringList namesOfOptions(const VerbInfo &verb)
{
    QStringList names{QStringLiteral("help")};
    for (const Option option : verb.allOptions())
        names.append(optionName(info(option)));
    return names;
}

QStringList namesOfColumns()
{
    QStringList names;
    for (const Inspection::ColumnInfo &column : Inspection::columns())
        names.append(QLatin1StringView(column.name));
    return names;
}

//! ": did you mean x?", if there is something like \a word.
QString suggestion(const QString &word, const QStringList &candidates)
{
    const QString candidate = nearest(word, candidates);
    return candidate.isEmpty() ? QString() : QStringLiteral("; did you mean %1?").arg(candidate);
}

//! Whether \a path is one of a target, not of an actor, which looks alike.
bool isOfTarget(const QString &path)
{
    const QFileInfo file(path);
    return path.endsWith(QLatin1StringView(".sock")) || path.endsWith(recordingSuffix)
        || (file.exists() && !file.isFile() && !file.isDir());
}

//! Whether \a text is the first operand of a verb, not a target.
bool begins(const Operand &operand, const QString &text)
{
    if (operand.words)
        return QString::fromLatin1(operand.words).split(QLatin1Char('|')).contains(text);
    return text.startsWith(QLatin1Char('/')) && !isOfTarget(text);
}

//! "actors-inspect: " is before the text, so the caret is below it.
QString filterError(const QString &option, const Filter &filter)
{
    const QString shown = printable(filter.text());
    const QString before = printable(
        QStringView(filter.text())
            .first(std::clamp<qsizetype>(filter.errorPosition(), 0, filter.text().size())));
    return QStringLiteral("--%1: %2\n  %3\n  %4^")
        .arg(option, filter.error(), shown, QString(displayWidth(before), QLatin1Char(' ')));
}

QString unknownColumn(const QString &option, const QString &name)
{
    const QString near = suggestion(name, namesOfColumns());
    return QStringLiteral("--%1: there is no column \"%2\"%3")
        .arg(option, printable(name),
             near.isEmpty()
                 ? QStringLiteral("; there are %1").arg(namesOfColumns().join(QStringLiteral(", ")))
                 : near);
}

std::optional<std::pair<QHostAddress, quint16>> addressFrom(const QString &text)
{
    const qsizetype colon = text.lastIndexOf(QLatin1Char(':'));
    if (colon < 0)
        return {};
    QString host = text.first(colon);
    if (host.startsWith(QLatin1Char('[')) && host.endsWith(QLatin1Char(']')))
        host = host.sliced(1, host.size() - 2);
    if (host == QLatin1StringView("localhost"))
        host = QStringLiteral("127.0.0.1");
    const QHostAddress address(host);
    bool ok = false;
    const int port = QStringView(text).sliced(colon + 1).toInt(&ok);
    if (address.isNull() || !ok || port < 0 || port > 0xffff)
        return {};
    return std::pair(address, quint16(port));
}

} // namespace

CommandLine::CommandLine(const QStringList &arguments)
{
    parse(arguments);
    if (!m_error.isEmpty() || !m_answer.isEmpty())
        m_verb = nullptr;
}

void CommandLine::parse(const QStringList &arguments)
{
    const QString first = arguments.value(0);
    if (first.isEmpty()) {
        m_error = QStringLiteral("no verb was given\n\n") + helpText();
        return;
    }
    if (first == QLatin1StringView("--help") || first == QLatin1StringView("-h")
        || first == QLatin1StringView("help")) {
        const VerbInfo *verb = verbNamed(arguments.value(1));
        m_answer = verb ? helpText(*verb) : helpText();
        return;
    }
    if (first == QLatin1StringView("--version")) {
        m_answer = QStringLiteral("actors-inspect " ACTORS_VERSION "\n");
        return;
    }
    m_verb = verbNamed(first);
    if (!m_verb) {
        QStringList names;
        for (const VerbInfo &verb : verbs())
            names.append(QLatin1StringView(verb.name));
        m_error = QStringLiteral("there is no verb \"%1\"%2\nactors-inspect --help lists the verbs")
                      .arg(printable(first), suggestion(first, names));
        return;
    }

    QCommandLineParser parser;
    parser.setSingleDashWordOptionMode(QCommandLineParser::ParseAsCompactedShortOptions);
    parser.addOption(QCommandLineOption(QStringList{QStringLiteral("h"), QStringLiteral("help")}));
    for (const Option option : m_verb->allOptions()) {
        const OptionInfo &known = info(option);
        QStringList names{optionName(known)};
        if (known.letter)
            names.append(QString(QLatin1Char(known.letter)));
        parser.addOption(QCommandLineOption(
            names, {}, known.valueName ? QLatin1StringView(known.valueName) : QString()));
    }
    const bool understood = parser.parse(arguments);
    const QString more = QStringLiteral("\nactors-inspect %1 --help says what it takes").arg(first);
    if (const QStringList unknown = parser.unknownOptionNames(); !unknown.isEmpty()) {
        const QString &name = unknown.constFirst();
        const QString near = nearest(name, namesOfOptions(*m_verb));
        m_error =
            QStringLiteral("%1 has no option %2%3%4")
                .arg(first, QLatin1String(name.size() == 1 ? "-" : "--") + printable(name),
                     near.isEmpty() ? QString() : QStringLiteral("; did you mean --%1?").arg(near),
                     more);
        return;
    }
    if (parser.isSet(QStringLiteral("help"))) {
        m_answer = helpText(*m_verb);
        return;
    }
    if (!understood) {
        m_error = printable(parser.errorText()) + more;
        return;
    }
    for (const Option option : m_verb->allOptions()) {
        const OptionInfo &known = info(option);
        if (!parser.isSet(optionName(known)))
            continue;
        const QString value =
            known.value == OptionValue::None ? QString() : parser.value(optionName(known));
        m_error = errorIn(known, value);
        if (!m_error.isEmpty())
            return;
        m_values.insert(option, value);
    }
    for (const Option option : m_verb->requiredOptions) {
        if (!m_values.contains(option)) {
            m_error = QStringLiteral("--%1 is missing; the usage is: %2")
                          .arg(optionName(info(option)), usage(*m_verb))
                + more;
            return;
        }
    }
    // The parser has taken the verb for the name of the program.
    takeOperands(parser.positionalArguments());
    if (!m_error.isEmpty())
        m_error += more;
}

void CommandLine::takeOperands(QStringList operands)
{
    const QString first = operands.value(0);
    const bool isOperand = !m_verb->operands.empty() && begins(m_verb->operands.front(), first);
    if (m_verb->scope == Scope::Target && !first.isEmpty() && !isOperand)
        m_target = operands.takeFirst();
    const qsizetype most = qsizetype(m_verb->operands.size());
    if (operands.size() > most) {
        m_error = QStringLiteral("\"%1\" is too much; the usage is: %2")
                      .arg(printable(operands.at(most)), usage(*m_verb));
        return;
    }
    const qsizetype least =
        std::ranges::count(m_verb->operands, Operand::Need::Required, &Operand::need);
    if (operands.size() < least) {
        m_error = QStringLiteral("%1 is missing; the usage is: %2")
                      .arg(QLatin1StringView(m_verb->operands[std::size_t(operands.size())].name),
                           usage(*m_verb));
        return;
    }
    m_operands = operands;
}

QString CommandLine::errorIn(const OptionInfo &option, const QString &value) const
{
    const QString name = optionName(option);
    const QString given = printable(value);
    switch (option.value) {
    case OptionValue::None:
    case OptionValue::Path:
        return {};
    case OptionValue::Count: {
        bool ok = false;
        if (const int number = value.toInt(&ok); ok && number > 0)
            return {};
        return QStringLiteral("--%1 wants a whole number above 0, not \"%2\"").arg(name, given);
    }
    case OptionValue::Duration: {
        const auto duration = Inspection::durationFrom(value);
        if (!duration || *duration < std::chrono::nanoseconds::zero()) {
            return QStringLiteral(
                       "--%1 wants a time with a unit, as 500ms, 1.5s or 10min, not \"%2\"")
                .arg(name, given);
        }
        if (option.option == Option::Interval
            && *duration < Inspection::Subscription::ShortestInterval)
            return QStringLiteral("--%1 is 100ms or more, not \"%2\"").arg(name, given);
        return {};
    }
    case OptionValue::Columns:
        for (const QString &column : value.split(QLatin1Char(','))) {
            if (!Inspection::columnNamed(column))
                return unknownColumn(name, column);
        }
        return {};
    case OptionValue::NumberColumn: {
        const auto column = Inspection::columnNamed(value);
        if (!column)
            return unknownColumn(name, value);
        if (Inspection::info(*column).kind == ColumnKind::Text)
            return QStringLiteral("--%1 wants a column of numbers, as oldest, depth, growth or "
                                  "busy, not \"%2\"")
                .arg(name, given);
        return {};
    }
    case OptionValue::Filter: {
        const Filter filter(value);
        return filter.isValid() ? QString() : filterError(name, filter);
    }
    case OptionValue::Address:
        if (addressFrom(value))
            return {};
        return QStringLiteral("--%1 wants an address and a port, as 127.0.0.1:9464, not \"%2\"")
            .arg(name, given);
    case OptionValue::RecordingFile:
        if (value.endsWith(recordingSuffix))
            return {};
        return QStringLiteral("--%1 wants the name of a file that ends in %2, not \"%3\"")
            .arg(name, recordingSuffix, given);
    case OptionValue::Factor: {
        bool ok = false;
        const double factor = value.toDouble(&ok);
        if (ok && std::isfinite(factor) && factor > 0)
            return {};
        return QStringLiteral("--%1 wants a number above 0, as 4 or 0.5, not \"%2\"")
            .arg(name, given);
    }
    }
    Q_UNREACHABLE();
}

QString CommandLine::text(Option option, const QString &byDefault) const
{
    return m_values.value(option, byDefault);
}

int CommandLine::count(Option option, int byDefault) const
{
    return has(option) ? m_values.value(option).toInt() : byDefault;
}

std::chrono::nanoseconds CommandLine::duration(Option option,
                                               std::chrono::nanoseconds byDefault) const
{
    return Inspection::durationFrom(m_values.value(option)).value_or(byDefault);
}

double CommandLine::factor(Option option, double byDefault) const
{
    return has(option) ? m_values.value(option).toDouble() : byDefault;
}

std::pair<QHostAddress, quint16> CommandLine::address(Option option) const
{
    return addressFrom(m_values.value(option)).value_or(std::pair<QHostAddress, quint16>());
}

Column CommandLine::column(Option option, Column byDefault) const
{
    return Inspection::columnNamed(m_values.value(option)).value_or(byDefault);
}

std::vector<Column> CommandLine::columns(const std::vector<Column> &byDefault) const
{
    if (!has(Option::Fields))
        return byDefault;
    std::vector<Column> columns;
    for (const QString &name : m_values.value(Option::Fields).split(QLatin1Char(',')))
        columns.push_back(*Inspection::columnNamed(name));
    return columns;
}

std::chrono::milliseconds CommandLine::interval() const
{
    return std::chrono::ceil<std::chrono::milliseconds>(
        duration(Option::Interval, std::chrono::seconds(1)));
}

Format CommandLine::format(bool isInteractive) const
{
    if (has(Option::NdJson))
        return Format::NdJson;
    if (has(Option::Json))
        return has(Option::Follow) ? Format::NdJson : Format::Json;
    if (has(Option::Table) || isInteractive)
        return Format::Table;
    return Format::NdJson;
}

} // namespace Actors::Inspector
