// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "probe/letterbook_p.h"

#include <Actors/Core/actorsystem.h>
#include <Actors/Core/clock.h>
#include <Actors/Core/deadletters.h>

#include <algorithm>

namespace Actors::Inspection {

using namespace Internal;
using namespace std::chrono;

namespace {

constexpr int FirstExamples = 5;
constexpr quint64 LettersInOneLook = 1000;

} // namespace

LetterBook::LetterBook(ActorSystem &system, const Observation &observation)
    : m_system(system)
    , m_observation(observation)
{
}

LetterBook::Group &LetterBook::groupOf(const LetterKey &key, const LetterCount &count)
{
    auto known = m_groups.find(key);
    if (known != m_groups.end())
        return known->second;
    if (m_groups.size() >= MostGroups)
        forgetOldest();
    Group &group = m_groups[key];
    group.id = ++m_lastGroup;
    group.recipientId = key.recipient;
    group.reason = QString::fromLatin1(key.reason);
    group.type = count.type;
    if (key.type) {
        group.recipient = m_observation.path(CellId::fromInteger(key.recipient));
        group.sender = m_observation.path(CellId::fromInteger(count.sender));
        explain(group);
    }
    return group;
}

void LetterBook::explain(Group &group) const
{
    const auto epitaph = m_observation.epitaph(CellId::fromInteger(group.recipientId));
    if (!epitaph)
        return;
    const double ago = duration<double>(m_system.clock().now() - epitaph->time).count();
    group.explanation = QStringLiteral("stopped by %1, %2 s before the first of these")
                            .arg(epitaph->cause)
                            .arg(ago, 0, 'f', 1);
}

void LetterBook::forgetOldest()
{
    const auto oldest =
        std::min_element(m_groups.begin(), m_groups.end(), [](const auto &left, const auto &right) {
            return left.second.last < right.second.last;
        });
    m_groups.erase(oldest);
}

void LetterBook::update(Recorder &recorder)
{
    const nanoseconds now = m_system.clock().now();
    Recorder::LetterCounts counts;
    recorder.takeLetters(counts);
    for (const auto &[key, count] : counts) {
        Group &group = groupOf(key, count);
        group.count += count.count;
        group.last = now; // Until a letter says when.
        m_total += count.count;
    }
    if (!counts.empty())
        takeExamples();
    measureRates(now);
}

void LetterBook::takeExamples()
{
    const DeadLetters *letters = m_system.deadLetters();
    const quint64 fresh = letters->count() - std::min(letters->count(), m_lastLetter);
    for (const DeadLetter &letter : letters->recent(qsizetype(std::min(fresh, LettersInOneLook)))) {
        if (letter.id() <= m_lastLetter)
            continue;
        m_lastLetter = letter.id();
        const QString reason = DeadLetter::name(letter.reason());
        const auto found = std::find_if(m_groups.begin(), m_groups.end(), [&](const auto &entry) {
            const Group &group = entry.second;
            return group.recipientId == letter.recipientId() && group.type == letter.messageType()
                && group.reason == reason;
        });
        if (found == m_groups.end())
            continue;
        Group &group = found->second;
        group.last = letter.time();
        if (group.examples >= FirstExamples && letter.time() - group.lastExample < seconds(1))
            continue;
        ++group.examples;
        group.lastExample = letter.time();
        group.recipient = letter.recipient();
        group.sender = letter.sender();
        if (!letter.explanation().isEmpty())
            group.explanation = letter.explanation();
        group.representation = letter.representation();
        if (m_examples.size() == ExamplesKept)
            m_examples.pop_front();
        m_examples.push_back(letter);
        ++m_nextExample;
    }
}

void LetterBook::measureRates(nanoseconds now)
{
    const double passed = duration<double>(now - m_ratedAt).count();
    if (passed < 1)
        return;
    for (auto &[key, group] : m_groups) {
        group.rate = m_ratedAt.count() == 0 ? 0 : double(group.count - group.countAtRate) / passed;
        group.countAtRate = group.count;
    }
    m_rate = m_ratedAt.count() == 0 ? 0 : double(m_total - m_totalAtRate) / passed;
    m_totalAtRate = m_total;
    m_ratedAt = now;
}

std::vector<const LetterBook::Group *> LetterBook::latest() const
{
    std::vector<const Group *> groups;
    groups.reserve(m_groups.size());
    for (const auto &[key, group] : m_groups)
        groups.push_back(&group);
    std::sort(groups.begin(), groups.end(), [](const Group *left, const Group *right) {
        return left->last != right->last ? left->last > right->last : left->id > right->id;
    });
    return groups;
}

std::vector<DeadLetter> LetterBook::examples(quint64 &next, std::size_t most,
                                             quint64 &dropped) const
{
    const quint64 first = m_nextExample - m_examples.size();
    dropped = next < first ? first - next : 0;
    next = std::max(next, first);
    const std::size_t begin = std::size_t(next - first);
    const std::size_t end = std::min(m_examples.size(), begin + most);
    next += end - begin;
    return {m_examples.begin() + std::ptrdiff_t(begin), m_examples.begin() + std::ptrdiff_t(end)};
}

} // namespace Actors::Inspection
