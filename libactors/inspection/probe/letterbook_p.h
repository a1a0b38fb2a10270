// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "probe/recorder_p.h"

#include <Actors/Core/deadletter.h>
#include <Actors/Core/observation.h>

#include <chrono>
#include <deque>
#include <vector>

namespace Actors {

class DeadLetters;

namespace Inspection {

/*!
 * \brief The lost messages of a system, grouped by type, recipient and reason.
 *
 * Counts are exact, whatever the flood; of each group the first letters and then one a second are
 * kept as examples, as far as the dead letters of the system still have them. Belongs to the
 * probe's thread.
 */
class LetterBook
{
public:
    static constexpr std::size_t MostGroups = 4096;
    static constexpr std::size_t ExamplesKept = 4096;

    LetterBook(ActorSystem &system, const Internal::Observation &observation);

    struct Group
    {
        quint64 id = 0;
        quint64 count = 0;
        double rate = 0; //!< A second, over the last second or so.
        std::chrono::nanoseconds last{0};
        quint64 recipientId = 0;
        QString recipient;
        QString type;
        QString reason;
        QString sender; //!< Of the last example; else of the first letter.
        QString explanation; //!< Of the last example.
        QString representation; //!< Of the last example.
        int examples = 0;
        std::chrono::nanoseconds lastExample{0};
        quint64 countAtRate = 0;
    };

    //! Takes what has come since the last call.
    void update(Recorder &recorder);
    //! The groups, those with the latest letters first.
    std::vector<const Group *> latest() const;
    //! Examples from number \a next on, at most \a most; \a next becomes the number behind them.
    std::vector<DeadLetter> examples(quint64 &next, std::size_t most, quint64 &dropped) const;
    quint64 total() const { return m_total; }
    double rate() const { return m_rate; }

private:
    Group &groupOf(const LetterKey &key, const LetterCount &count);
    //! Says what became of the recipient.
    void explain(Group &group) const;
    void forgetOldest();
    void takeExamples();
    void measureRates(std::chrono::nanoseconds now);

    ActorSystem &m_system;
    const Internal::Observation &m_observation;
    std::unordered_map<LetterKey, Group, LetterKeyHash> m_groups;
    quint64 m_lastGroup = 0;
    quint64 m_total = 0;
    quint64 m_lastLetter = 0; //!< Ids up to this one were looked at.
    std::deque<DeadLetter> m_examples;
    quint64 m_nextExample = 0;
    std::chrono::nanoseconds m_ratedAt{0};
    quint64 m_totalAtRate = 0;
    double m_rate = 0;
};

} // namespace Inspection
} // namespace Actors
