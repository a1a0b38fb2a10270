// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/filter.h>

#include <QString>

#include <chrono>
#include <span>

namespace Actors::Inspection {

/*!
 * \brief What a program is watched for: a filter, and for how long something must match it.
 *
 * As text: "oldest>5s class:Sensor* for 10s". A word before the filter says what it is about:
 * "actors:", which is meant without one, "threads:", "deadletters:" or "system:", as in
 * "threads: name:main lag>1s". Without "for" one look is enough. A part of a path that is called
 * for must be in quotes.
 *
 * A value, cheap to copy.
 */
class ACTORS_INSPECTION_EXPORT AlarmRule
{
public:
    //! Whose rows the filter looks at.
    enum class Subject : quint8 {
        Actors, //!< Each actor.
        Threads, //!< Each thread that actors live on.
        DeadLetters, //!< Each group of lost messages of one type, recipient and reason.
        System, //!< The system as a whole.
    };

    static constexpr std::chrono::nanoseconds LongestTime = std::chrono::hours(24);

    //! What \a text says; see isValid().
    explicit AlarmRule(const QString &text);

    bool isValid() const { return m_error.isEmpty(); }
    //! What is wrong and what is right, for people; empty if nothing is wrong.
    QString error() const { return m_error; }
    //! Where in the text it is, in characters; -1 if nothing is wrong.
    int errorPosition() const { return m_errorPosition; }
    //! A text that makes an equal rule; of a rule that is not valid, what it was made from.
    QString text() const { return m_text; }
    Subject subject() const { return m_subject; }
    const Filter &filter() const { return m_filter; }
    //! For how long something must match; 0 for one look.
    std::chrono::nanoseconds time() const { return m_time; }

    //! The columns that rules about \a subject can look at.
    static std::span<const Column> columns(Subject subject);

    friend bool operator==(const AlarmRule &left, const AlarmRule &right)
    {
        return left.m_text == right.m_text;
    }

private:
    void parse(const QString &text);
    void fail(qsizetype position, const QString &error);

    QString m_text;
    QString m_error;
    int m_errorPosition = -1;
    Subject m_subject = Subject::Actors;
    Filter m_filter;
    std::chrono::nanoseconds m_time{0};
};

//! As before a filter, without the colon: "deadletters".
ACTORS_INSPECTION_EXPORT QString nameOf(AlarmRule::Subject subject);

} // namespace Actors::Inspection
