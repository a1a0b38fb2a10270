// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "alarmrule.h"

#include <QLatin1StringView>
#include <QStringList>

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

using namespace Qt::StringLiterals;

namespace Actors::Inspection {

using namespace std::chrono;

static constexpr std::array<QLatin1StringView, 4> SubjectNames{
    "actors"_L1,
    "threads"_L1,
    "deadletters"_L1,
    "system"_L1,
};
static_assert(SubjectNames.size() == static_cast<std::size_t>(AlarmRule::Subject::System) + 1);

QString nameOf(AlarmRule::Subject subject)
{
    return SubjectNames.at(static_cast<std::size_t>(subject));
}

std::span<const Column> AlarmRule::columns(Subject subject)
{
    // Without what is known only while somebody looks, and what needs more than a look at a row.
    static constexpr Column OfActors[] = {
        Column::Path,   Column::Name,   Column::Class,    Column::Thread,      Column::State,
        Column::Depth,  Column::High,   Column::Oldest,   Column::In,          Column::Out,
        Column::Growth, Column::Failed, Column::Restarts, Column::RestartRate, Column::Handled,
        Column::Age,    Column::Now,    Column::Since};
    static constexpr Column OfThreads[] = {
        Column::Name, Column::Kind,    Column::Actors, Column::Depth, Column::Handled,
        Column::Lag,  Column::LagHigh, Column::Path,   Column::Now,   Column::Since};
    static constexpr Column OfDeadLetters[] = {Column::Path,   Column::Recipient, Column::Type,
                                               Column::Reason, Column::Sender,    Column::Count,
                                               Column::Rate};
    static constexpr Column OfSystem[] = {Column::Actors, Column::Depth,  Column::In,
                                          Column::Out,    Column::Failed, Column::Restarts,
                                          Column::Dead,   Column::Rate,   Column::Lag};
    switch (subject) {
    case Subject::Actors:
        return OfActors;
    case Subject::Threads:
        return OfThreads;
    case Subject::DeadLetters:
        return OfDeadLetters;
    case Subject::System:
        return OfSystem;
    }
    Q_UNREACHABLE();
}

namespace {

//! A word of a rule; blanks in quotes end none.
struct Word
{
    qsizetype begin = 0;
    qsizetype end = 0;

    QStringView of(QStringView text) const { return text.sliced(begin, end - begin); }
};

std::vector<Word> wordsOf(QStringView text)
{
    std::vector<Word> words;
    bool isQuoted = false;
    bool isInWord = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const bool isBlank = text[i].isSpace() && !isQuoted;
        if (text[i] == u'"')
            isQuoted = !isQuoted;
        if (!isBlank && !isInWord)
            words.push_back({i, i});
        if (!isBlank)
            words.back().end = i + 1;
        isInWord = !isBlank;
    }
    return words;
}

//! With the greatest unit that leaves no rest.
QString textOf(nanoseconds time)
{
    struct Unit
    {
        nanoseconds length;
        QLatin1StringView name;
    };
    static constexpr std::array Units{
        Unit{hours(1), "h"_L1},         Unit{minutes(1), "min"_L1},
        Unit{seconds(1), "s"_L1},       Unit{milliseconds(1), "ms"_L1},
        Unit{microseconds(1), "us"_L1}, Unit{nanoseconds(1), "ns"_L1}};
    const auto unit = std::find_if(Units.begin(), Units.end(), [time](const Unit &candidate) {
        return time % candidate.length == nanoseconds(0);
    });
    return QString::number(time / unit->length) + unit->name;
}

} // namespace

AlarmRule::AlarmRule(const QString &text)
    : m_text(text)
{
    parse(text);
    if (!isValid())
        return;
    m_text = m_filter.text();
    if (m_subject != Subject::Actors)
        m_text.prepend(nameOf(m_subject) + u": "_s);
    if (m_time.count() > 0)
        m_text += u" for "_s + textOf(m_time);
}

void AlarmRule::fail(qsizetype position, const QString &error)
{
    m_error = error;
    m_errorPosition = int(position);
}

void AlarmRule::parse(const QString &text)
{
    const std::vector<Word> words = wordsOf(text);
    auto first = words.begin();
    if (first != words.end() && first->of(text).endsWith(u':')) {
        const auto name =
            std::find(SubjectNames.begin(), SubjectNames.end(), first->of(text).chopped(1));
        if (name == SubjectNames.end()) {
            fail(first->begin,
                 u"No rule is about '%1'; it is about actors:, threads:, deadletters: or system:."_s
                     .arg(first->of(text)));
            return;
        }
        m_subject = static_cast<Subject>(name - SubjectNames.begin());
        ++first;
    }
    const auto last = std::find_if(first, words.end(),
                                   [&text](const Word &word) { return word.of(text) == "for"_L1; });
    if (last != words.end()) {
        const auto time = std::next(last);
        if (time == words.end()) {
            fail(last->end, u"A time is missing after 'for'; write one, as in for 10s."_s);
            return;
        }
        const auto read = durationFrom(time->of(text));
        if (!read || read->count() <= 0 || *read > LongestTime) {
            fail(
                time->begin,
                u"'%1' is no time that a rule can wait for; give a number with ns, us, ms, s, min or h, at most 24h, as in for 10s. A part of a path that is called for must be in quotes."_s
                    .arg(time->of(text)));
            return;
        }
        if (const auto more = std::next(time); more != words.end()) {
            fail(more->begin,
                 u"'%1' comes after the time; put all terms before 'for'."_s.arg(more->of(text)));
            return;
        }
        m_time = *read;
    }
    if (first == last) {
        fail(first == words.end() ? text.size() : first->begin,
             u"A condition is missing here; write one, such as oldest>5s."_s);
        return;
    }
    const qsizetype begin = first->begin;
    m_filter = Filter(text.sliced(begin, std::prev(last)->end - begin));
    if (!m_filter.isValid()) {
        fail(begin + m_filter.errorPosition(), m_filter.error());
        return;
    }
    const auto known = columns(m_subject);
    for (const ColumnInfo &column : Inspection::columns()) {
        if (!m_filter.uses(column.column)
            || std::find(known.begin(), known.end(), column.column) != known.end())
            continue;
        QStringList names;
        for (const Column one : known)
            names.append(QLatin1StringView(info(one).name));
        const auto word =
            column.column == Column::Alarms ? "has"_L1 : QLatin1StringView(column.name);
        const qsizetype position = text.indexOf(word, begin, Qt::CaseInsensitive);
        fail(std::max(position, begin),
             u"A rule about %1 cannot look at '%2'; it can at %3."_s.arg(
                 nameOf(m_subject), QLatin1StringView(column.name), names.join(u", "_s)));
        return;
    }
}

} // namespace Actors::Inspection
