// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "probe/alarms_p.h"
#include "probe/letterbook_p.h"
#include "probe/sampler_p.h"
#include "probe/watch_p.h"

#include <Actors/Inspection/column.h>
#include <Actors/Inspection/filter.h>

#include <QCborValue>

namespace Actors::Inspection {

/*! \name The value of a column of a row that is no actor; undefined if it has none */
///@{
QCborValue valueOf(const ProbeState &state, const LetterBook::Group &group, Column column);
QCborValue valueOf(const ProbeState &state, const Sampler::Thread &thread, Column column);
QCborValue valueOf(const Sampler::Class &sum, Column column);
QCborValue valueOf(const Alarms::Entry &entry, Column column);
QCborValue valueOfSystem(const ProbeState &state, Column column);
///@}

//! A number for a thread, as long as the program runs.
inline quint64 idOf(const Sampler::Thread &thread)
{
    return thread.look.running.thread + quint64(1);
}

/*!
 * \brief A row for a filter, by a function that tells the value of a column.
 */
template<class Value>
class RowSource final : public FilterSource
{
public:
    explicit RowSource(Value value)
        : m_value(std::move(value))
    {
    }
    double number(Column column) const override { return m_value(column).toDouble(); }
    QStringView text(Column column) const override
    {
        m_text = m_value(column).toString();
        return m_text;
    }
    bool has(QStringView) const override { return number(Column::Alarms) > 0; }

private:
    const Value m_value;
    mutable QString m_text;
};

//! \name Rows for a filter
///@{
inline auto sourceOf(const ProbeState &state, const LetterBook::Group &group)
{
    return RowSource([&state, &group](Column column) {
        // A bare word looks for whom it was.
        return valueOf(state, group, column == Column::Path ? Column::Recipient : column);
    });
}

inline auto sourceOf(const ProbeState &state, const Sampler::Thread &thread)
{
    return RowSource([&state, &thread](Column column) -> QCborValue {
        QCborValue value = valueOf(state, thread, column);
        if (column != Column::State)
            return value;
        return qint64(value.toInteger() != 0 ? ActorState::Blocked : ActorState::Idle);
    });
}

inline auto sourceOf(const Sampler::Class &sum)
{
    return RowSource([&sum](Column column) {
        // A bare word looks for what it is called.
        return valueOf(sum, column == Column::Path ? Column::Class : column);
    });
}

inline auto sourceOf(const Alarms::Entry &entry)
{
    return RowSource([&entry](Column column) { return valueOf(entry, column); });
}

inline auto sourceOfSystem(const ProbeState &state)
{
    return RowSource([&state](Column column) { return valueOfSystem(state, column); });
}
///@}

} // namespace Actors::Inspection
