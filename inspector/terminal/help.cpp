// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "help.h"

#include "verbinfo.h"

#include <QStringList>

#include <algorithm>

namespace Actors::Inspector {

namespace {

constexpr int LineLength = 80;

//! \a text in lines that begin after \a indent columns, the first after \a title.
QString paragraph(const QString &title, int indent, const QString &text)
{
    QString result = title.leftJustified(indent);
    if (title.size() >= indent)
        result += QLatin1Char('\n') + QString(indent, QLatin1Char(' '));
    qsizetype length = indent;
    for (const QString &word : text.split(QLatin1Char(' '))) {
        if (length > indent && length + 1 + word.size() > LineLength) {
            result += QLatin1Char('\n') + QString(indent, QLatin1Char(' '));
            length = indent;
        } else if (length > indent) {
            result += QLatin1Char(' ');
            ++length;
        }
        result += word;
        length += word.size();
    }
    return result + QLatin1Char('\n');
}

QString optionTitle(const OptionInfo &option)
{
    QString title = option.letter ? QStringLiteral("  -%1, ").arg(QLatin1Char(option.letter))
                                  : QStringLiteral("      ");
    title += QStringLiteral("--") + QLatin1StringView(option.name);
    if (option.valueName)
        title += QLatin1Char(' ') + QLatin1StringView(option.valueName);
    return title;
}

} // namespace

QString usage(const VerbInfo &verb)
{
    QString result = QStringLiteral("actors-inspect ") + QLatin1StringView(verb.name);
    if (verb.scope == Scope::Target)
        result += QStringLiteral(" [TARGET]");
    for (const Operand &operand : verb.operands) {
        const QLatin1StringView name(operand.name);
        result += operand.need == Operand::Need::Required ? QStringLiteral(" %1").arg(name)
                                                          : QStringLiteral(" [%1]").arg(name);
    }
    for (const Option option : verb.requiredOptions) {
        result += QStringLiteral(" --%1 %2")
                      .arg(QLatin1StringView(info(option).name),
                           QLatin1StringView(info(option).valueName));
    }
    return result + QStringLiteral(" [OPTIONS]");
}

QString helpText()
{
    QString text =
        QStringLiteral("Usage: actors-inspect VERB [TARGET] [OPTIONS]\n\n")
        + paragraph(
            {}, 0,
            QStringLiteral(
                "Looks into a running program that uses libactors: which actor is late, which "
                "message was lost and why. The program must have been started with "
                "ACTORS_INSPECT=1 "
                "in its environment, or open its endpoint itself."))
        + QStringLiteral("\nVerbs:\n");
    for (const VerbInfo &verb : verbs())
        text += paragraph(QStringLiteral("  ") + QLatin1StringView(verb.name), 16,
                          QString::fromUtf8(verb.summary));
    text += QLatin1Char('\n')
        + paragraph({}, 0,
                    QStringLiteral("TARGET is the pid or the name of a program, or the path of a "
                                   "socket or of a recording. Without one it is "
                                   "the only program that can be inspected."))
        + QStringLiteral(
                "\nExit codes: 0 done, 1 nothing found, 2 wrong usage, 3 no target, 4 denied,\n"
                "5 unexpected answer, 124 time limit.\n\n"
                "actors-inspect VERB --help tells more about each verb.\n");
    return text;
}

QString helpText(const VerbInfo &verb)
{
    QString text = QStringLiteral("Usage: %1\n\n").arg(usage(verb))
        + paragraph({}, 0, QString::fromUtf8(verb.description)) + QLatin1Char('\n');
    constexpr int indent = 26;
    if (verb.scope == Scope::Target) {
        text +=
            paragraph(QStringLiteral("  TARGET"), indent,
                      QStringLiteral("the pid or the name of a program, or the path of a socket or "
                                     "of a recording"));
    }
    for (const Operand &operand : verb.operands)
        text += paragraph(QStringLiteral("  ") + QLatin1StringView(operand.name), indent,
                          QString::fromUtf8(operand.text));
    for (const Option option : verb.allOptions())
        text += paragraph(optionTitle(info(option)), indent, QString::fromUtf8(info(option).text));
    text += paragraph(QStringLiteral("  -h, --help"), indent, QStringLiteral("print this"));
    const bool hasFields = std::ranges::find(verb.options, Option::Fields) != verb.options.end();
    if (hasFields) {
        QStringList names;
        for (const Inspection::Column column : verb.columns)
            names.append(QLatin1StringView(Inspection::info(column).name));
        text += QLatin1Char('\n')
            + paragraph({}, 0, QStringLiteral("Columns: ") + names.join(QStringLiteral(", ")));
    }
    return text;
}

} // namespace Actors::Inspector
