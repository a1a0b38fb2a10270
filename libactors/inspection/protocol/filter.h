// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/column.h>

#include <QString>
#include <QVariant>

#include <chrono>
#include <memory>
#include <optional>

namespace Actors::Inspection {

//! Where a filter looks the fields of a row up; asked for no more than it needs.
class ACTORS_INSPECTION_EXPORT FilterSource
{
public:
    virtual ~FilterSource();
    //! The number of a column that is none of text.
    virtual double number(Column column) const = 0;
    //! The text of a column.
    virtual QStringView text(Column column) const = 0;
    //! Whether the row has what \c has: asks for, such as "alarm".
    virtual bool has(QStringView what) const = 0;

protected:
    FilterSource() = default;
    Q_DISABLE_COPY_MOVE(FilterSource)
};

/*!
 * \brief Which rows are wanted, in the one language of the probe, the window, the terminal and the
 * rules of alarms.
 *
 * Terms side by side must all hold; | between them: one of both; - before a term: not; parentheses
 * as usual. A term is a column with an operator and a value, as depth>100, oldest>=1.5s,
 * class:Sensor* or state:running; has: with a word; or a bare word, which is a part of the path.
 * Operators are : = != < <= > >=, where : is the same as =. Texts and states know equality only.
 * Texts are compared without regard to case, and as a whole; * stands for any characters, in a path
 * not for a slash, and ** there for those, too. "Quotes" keep blanks and signs. Durations have a
 * unit: ns, us, ms, s, min or h; shares have a %; other numbers may have k or M, and rates /s, /min
 * or /h. Moments cannot be compared.
 *
 * How long it looks at a row is linear in the row's texts, whatever the filter.
 *
 * A value, cheap to copy; matches() may be called in any thread.
 */
class ACTORS_INSPECTION_EXPORT Filter
{
public:
    static constexpr int MostTerms = 32;
    static constexpr int DeepestNesting = 8;
    static constexpr int LongestText = 1024; //!< In bytes of UTF-8.

    //! Matches everything.
    Filter();
    //! What \a text says; see isValid().
    explicit Filter(const QString &text);
    ~Filter();
    Filter(const Filter &other);
    Filter &operator=(const Filter &other);
    Filter(Filter &&other) noexcept;
    Filter &operator=(Filter &&other) noexcept;

    bool isValid() const { return m_error.isEmpty(); }
    //! What is wrong, for people; empty if nothing is.
    QString error() const { return m_error; }
    //! Where in the text it is, in characters; -1 if nothing is wrong.
    int errorPosition() const { return m_errorPosition; }
    //! What it was made from.
    QString text() const { return m_text; }
    //! Whether everything matches.
    bool isEmpty() const { return !m_root && isValid(); }
    //! Whether that row is wanted; none is by a filter that is not valid.
    bool matches(const FilterSource &row) const;
    //! Whether it looks at \a column; has:alarm does at Alarms.
    bool uses(Column column) const;

    struct Node;

private:
    QString m_text;
    QString m_error;
    int m_errorPosition = -1;
    std::shared_ptr<const Node> m_root;
};

//! A number with a unit, as filters have durations: "1.5s", "200ms"; nothing if it is something
//! else.
ACTORS_INSPECTION_EXPORT std::optional<std::chrono::nanoseconds> durationFrom(QStringView text);

} // namespace Actors::Inspection
