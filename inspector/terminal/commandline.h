// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "option.h"

#include <Actors/Inspection/column.h>

#include <QHash>
#include <QHostAddress>
#include <QString>
#include <QStringList>

#include <chrono>
#include <utility>
#include <vector>

namespace Actors::Inspector {

struct VerbInfo;

//! How results are printed.
enum class Format {
    Table, //!< For people.
    Json, //!< One document.
    NdJson, //!< An object in each line.
};

/*!
 * \brief What the user has asked for, checked as far as it can be without a target.
 */
class CommandLine
{
public:
    //! Takes apart \a arguments, which begin after the name of the program.
    explicit CommandLine(const QStringList &arguments);

    bool isValid() const { return m_error.isEmpty(); }
    //! What is wrong and what to do; may have several lines.
    QString error() const { return m_error; }

    //! Whether help or the version is asked for: that text. Empty if not.
    QString answer() const { return m_answer; }

    //! Null if there is an answer() or an error() instead.
    const VerbInfo *verb() const { return m_verb; }
    //! A pid, the name of an application, or the path of a socket or a recording; empty for the
    //! only one.
    QString target() const { return m_target; }
    //! The operand at \a index after the target; empty if it was not given.
    QString operand(int index) const { return m_operands.value(index); }

    bool has(Option option) const { return m_values.contains(option); }
    //! What was given; \a byDefault if nothing was.
    QString text(Option option, const QString &byDefault = {}) const;
    int count(Option option, int byDefault) const;
    std::chrono::nanoseconds duration(Option option, std::chrono::nanoseconds byDefault) const;
    std::pair<QHostAddress, quint16> address(Option option) const;
    double factor(Option option, double byDefault) const;
    Inspection::Column column(Option option, Inspection::Column byDefault) const;
    //! Of --fields.
    std::vector<Inspection::Column> columns(const std::vector<Inspection::Column> &byDefault) const;
    //! See --interval.
    std::chrono::milliseconds interval() const;
    //! What was asked for; else as it suits an output that is a terminal, or is none.
    Format format(bool isInteractive) const;

private:
    void parse(const QStringList &arguments);
    void takeOperands(QStringList operands);
    //! What is wrong with the value of \a option; empty if nothing is.
    QString errorIn(const OptionInfo &option, const QString &value) const;

    const VerbInfo *m_verb = nullptr;
    QString m_target;
    QStringList m_operands;
    QHash<Option, QString> m_values;
    QString m_error;
    QString m_answer;
};

} // namespace Actors::Inspector
