// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "probe/letterbook_p.h"
#include "probe/recorder_p.h"
#include "probe/sampler_p.h"

#include <Actors/Inspection/filter.h>
#include <Actors/Inspection/probe.h>
#include <Actors/Inspection/subscription.h>
#include <Actors/Inspection/tabledelta.h>

#include <functional>
#include <memory>
#include <optional>
#include <unordered_map>

namespace Actors::Inspection {

class Alarms;

//! What the probe costs.
struct ProbeCost
{
    int cpu = 0; //!< Thousandths of a processor.
    quint64 bytes = 0; //!< Sent on the connection.
    quint64 dropped = 0; //!< Events that the connection was too slow for.
};

//! All that streams are made of.
struct ProbeState
{
    ActorSystem &system;
    Sampler &sampler;
    LetterBook &letters;
    Alarms &alarms;
    std::shared_ptr<Recorder> recorder;
    //! Has something done in the probe's thread, from any other; not once the probe is gone.
    std::function<void(std::function<void()>)> post;
    //! Something is due earlier than it was.
    std::function<void()> reschedule;
    //! As in the options of the probe.
    PayloadPolicy payload = PayloadPolicy::Types;
    std::function<bool(const QString &, const QString &, qint64)> authorize;
    ProbeCost cost = {};
};

/*!
 * \brief What one subscription has been sent, and so what it must be told next.
 *
 * A table is conflated: the difference is to what was sent last, however long ago. Events are those
 * behind the last one that was sent, as far as they are still there.
 */
class Watch
{
public:
    explicit Watch(const Subscription &subscription);

    const Subscription &subscription() const { return m_subscription; }
    //! Of the same kind. Rows that stay are not sent again.
    void change(const Subscription &subscription);
    //! Whether the actors must be looked at for it.
    bool needsSurvey() const;
    //! Whether somebody wants to know who runs.
    bool needsBeat() const;
    //! What has changed; nothing if nothing has.
    std::optional<TableDelta> delta(const ProbeState &state);
    //! What has happened; nothing if nothing has.
    std::optional<EventBatch> events(const ProbeState &state);
    quint64 dropped() const { return m_dropped; }

private:
    struct Sent
    {
        std::vector<QCborValue> values; //!< In the order of the columns of the kind.
        quint64 mark = 0; //!< Of the delta that had it last.
    };

    void collect(const ProbeState &state, TableDelta &delta);
    void collectActors(const ProbeState &state, TableDelta &delta);
    void collectTree(const ProbeState &state, TableDelta &delta);
    //! Puts a row into \a group if it matches; whether it is in the window.
    bool takes(TableDelta::Group &group, quint64 id, const FilterSource &row) const;
    void addGroup(TableDelta &delta, TableDelta::Group group);
    void addActor(const ProbeState &state, TableDelta &delta, quint32 place);
    //! Asks \a value for the columns that may have changed of a row.
    template<class Value>
    void addRow(TableDelta &delta, quint64 id, Value value);

    Subscription m_subscription;
    Filter m_filter;
    std::unordered_map<quint64, Sent> m_rows;
    std::unordered_map<quint64, TableDelta::Group> m_groups; //!< By their parents.
    quint64 m_mark = 0;
    quint64 m_next = 0; //!< The number of the next event.
    bool m_begun = false;
    quint64 m_dropped = 0;
};

} // namespace Actors::Inspection
