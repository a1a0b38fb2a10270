// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/alarmrule.h>
#include <Actors/Inspection/column.h>

#include <QString>
#include <QStringList>

#include <chrono>
#include <unordered_map>
#include <vector>

namespace Actors::Inspection {

struct ProbeState;

/*!
 * \brief Watches a system by rules, and says when something breaks them.
 *
 * The alarm of a rule is raised once a row has matched at every look for the time of the rule, and
 * lowered once no row has matched for as long, or for \c Calm if that is longer. Both are told in
 * the log and among the lives of actors, however many rows there are: of the one that was first.
 *
 * Costs some nanoseconds for each actor and rule, and memory for rows that match only. Belongs to
 * the probe's thread.
 */
class Alarms
{
public:
    static constexpr std::size_t MostRules = 32;
    //! Of each rule; further ones that match are not watched.
    static constexpr std::size_t MostCases = 1024;
    static constexpr std::chrono::nanoseconds Calm = std::chrono::seconds(5);

    //! Where a rule comes from.
    enum class Origin : quint8 { Built, Configured, Added };

    //! A row that matches, or has lately.
    struct Case
    {
        std::chrono::nanoseconds since{0}; //!< The first look at which it matched.
        std::chrono::nanoseconds last{0}; //!< The last one.
        quint64 look = 0; //!< Its number.
        bool isRaised = false;
    };
    struct Entry
    {
        quint64 id = 0;
        AlarmRule rule;
        Origin origin = Origin::Added;
        std::unordered_map<quint64, Case> cases; //!< By the id of the row.
        std::size_t raised = 0; //!< How many of the cases are.
        quint64 first = 0; //!< The row that is raised for longest; stays when it is lowered.
        QString name; //!< Of the first: a path, or the name of a thread or of the system.
        QString figures; //!< Of the first: what the rule looks at, for people.
        std::chrono::nanoseconds changed{0}; //!< When it was raised or lowered; 0 for never.

        bool isRaised() const { return raised > 0; }
    };

    //! The rule must be valid. Returns its number; 0 if there are too many, or there is an equal
    //! one.
    quint64 add(const AlarmRule &rule, Origin origin);
    //! False if there is none of that number.
    bool remove(quint64 id, ProbeState &state);
    const std::vector<Entry> &entries() const { return m_entries; }
    //! How many are raised.
    int raised() const;
    //! Looks at all rows, as of the last survey.
    void evaluate(ProbeState &state);

private:
    void lookAtActors(ProbeState &state);
    void lookAtOthers(Entry &entry, ProbeState &state);
    void note(Entry &entry, quint64 row, std::chrono::nanoseconds now);
    void settle(Entry &entry, ProbeState &state);
    void mark(ProbeState &state);
    void describe(Entry &entry, const ProbeState &state) const;
    void tell(const Entry &entry, ProbeState &state) const;

    std::vector<Entry> m_entries;
    quint64 m_lastId = 0;
    quint64 m_look = 0; //!< How many there were.
    std::vector<quint64> m_marked; //!< Actors that were said to have alarms.
};

//! "added".
QString nameOf(Alarms::Origin origin);

//! Rules to begin with: those of the file in the user's configuration, else those that are sensible
//! anywhere. What is wrong with the file is said in the log.
struct AlarmRules
{
    QStringList texts;
    Alarms::Origin origin = Alarms::Origin::Built;
    QString place; //!< The file; empty if there is none.

    static AlarmRules configured();
};

//! Those that cannot be added are said in the log, and why.
void addRules(Alarms &alarms, const AlarmRules &rules);

} // namespace Actors::Inspection
