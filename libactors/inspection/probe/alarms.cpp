// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "probe/alarms_p.h"
#include "probe/cells_p.h"

#include <Actors/Core/actorsystem.h>
#include <Actors/Inspection/display.h>
#include <Actors/Inspection/logging.h>

#include <QCoreApplication>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStandardPaths>

#include <algorithm>

namespace Actors::Inspection {

using namespace std::chrono;

namespace {

constexpr quint64 SystemRow = 1;
constexpr qint64 LongestFile = qint64(64) * 1024;

//! Sensible anywhere: what waits, runs, piles up, fails again and again, or is lost in masses.
QStringList builtRules()
{
    return {QStringLiteral("oldest>5s"),
            QStringLiteral("since>10s"),
            QStringLiteral("depth>10k growth>0 for 10s"),
            QStringLiteral("restartRate>5/min"),
            QStringLiteral("threads: kind:gui lag>1s"),
            QStringLiteral("system: rate>100/s for 5s")};
}

//! "oldest 41.2 s, depth 17,319": the numbers that \a rule looks at.
template<class Value>
QString figuresOf(const AlarmRule &rule, const Value &value)
{
    QStringList figures;
    for (const Column column : AlarmRule::columns(rule.subject())) {
        const ColumnInfo &known = info(column);
        if (!rule.filter().uses(column) || known.kind == ColumnKind::Text)
            continue;
        figures.append(QStringLiteral("%1 %2").arg(
            QLatin1StringView(known.name), displayText(known.kind, value(column), QLocale::c())));
    }
    return figures.join(QStringLiteral(", "));
}

QString ruleError(const QString &text, const AlarmRule &rule)
{
    return QStringLiteral("\"%1\", at character %2: %3")
        .arg(text)
        .arg(rule.errorPosition() + 1)
        .arg(rule.error());
}

} // namespace

QString nameOf(Alarms::Origin origin)
{
    switch (origin) {
    case Alarms::Origin::Built:
        return QStringLiteral("built-in");
    case Alarms::Origin::Configured:
        return QStringLiteral("configured");
    case Alarms::Origin::Added:
        return QStringLiteral("added");
    }
    Q_UNREACHABLE();
}

quint64 Alarms::add(const AlarmRule &rule, Origin origin)
{
    Q_ASSERT(rule.isValid());
    const bool isKnown = std::any_of(m_entries.begin(), m_entries.end(),
                                     [&rule](const Entry &entry) { return entry.rule == rule; });
    if (isKnown || m_entries.size() >= MostRules)
        return 0;
    m_entries.push_back({++m_lastId, rule, origin, {}, 0, 0, {}, {}, {}});
    return m_lastId;
}

bool Alarms::remove(quint64 id, ProbeState &state)
{
    const auto entry = std::find_if(m_entries.begin(), m_entries.end(),
                                    [id](const Entry &one) { return one.id == id; });
    if (entry == m_entries.end())
        return false;
    if (entry->isRaised()) {
        entry->raised = 0;
        tell(*entry, state);
    }
    m_entries.erase(entry);
    mark(state);
    return true;
}

int Alarms::raised() const
{
    return int(std::count_if(m_entries.begin(), m_entries.end(),
                             [](const Entry &entry) { return entry.isRaised(); }));
}

void Alarms::note(Entry &entry, quint64 row, nanoseconds now)
{
    const auto known = entry.cases.find(row);
    if (known == entry.cases.end()) {
        if (entry.cases.size() < MostCases)
            entry.cases.insert({row, {now, now, m_look, false}});
        return;
    }
    known->second.last = now;
    known->second.look = m_look;
}

void Alarms::lookAtActors(ProbeState &state)
{
    std::vector<Entry *> entries;
    for (Entry &entry : m_entries) {
        if (entry.rule.subject() == AlarmRule::Subject::Actors)
            entries.push_back(&entry);
    }
    if (entries.empty())
        return;
    const Sampler &sampler = state.sampler;
    ActorSource source(sampler);
    for (const quint32 place : sampler.places()) {
        if (!sampler.at(place).type)
            continue;
        source.setPlace(place);
        for (Entry *entry : entries) {
            if (entry->rule.filter().matches(source))
                note(*entry, sampler.idOf(place), sampler.time());
        }
    }
}

void Alarms::lookAtOthers(Entry &entry, ProbeState &state)
{
    const nanoseconds now = state.sampler.time();
    const Filter &filter = entry.rule.filter();
    switch (entry.rule.subject()) {
    case AlarmRule::Subject::Actors:
        break;
    case AlarmRule::Subject::Threads:
        for (const Sampler::Thread &thread : state.sampler.threads()) {
            if (filter.matches(sourceOf(state, thread)))
                note(entry, idOf(thread), now);
        }
        break;
    case AlarmRule::Subject::DeadLetters:
        for (const LetterBook::Group *letters : state.letters.latest()) {
            if (filter.matches(sourceOf(state, *letters)))
                note(entry, letters->id, now);
        }
        break;
    case AlarmRule::Subject::System:
        if (filter.matches(sourceOfSystem(state)))
            note(entry, SystemRow, now);
        break;
    }
}

void Alarms::settle(Entry &entry, ProbeState &state)
{
    const nanoseconds now = state.sampler.time();
    const nanoseconds time = entry.rule.time();
    const bool wasRaised = entry.isRaised();
    for (auto &known : entry.cases) {
        Case &one = known.second;
        if (one.look == m_look)
            one.isRaised = one.isRaised || now - one.since >= time;
    }
    std::erase_if(entry.cases, [&](const auto &known) {
        const Case &one = known.second;
        return one.look != m_look && (!one.isRaised || now - one.last >= std::max(time, Calm));
    });
    entry.raised = 0;
    const std::pair<const quint64, Case> *first = nullptr;
    for (const auto &known : entry.cases) {
        if (!known.second.isRaised)
            continue;
        ++entry.raised;
        if (!first || known.second.since < first->second.since
            || (known.second.since == first->second.since && known.first < first->first))
            first = &known;
    }
    if (first) {
        entry.first = first->first;
        describe(entry, state);
    }
    if (wasRaised != entry.isRaised()) {
        entry.changed = now;
        tell(entry, state);
    }
}

void Alarms::describe(Entry &entry, const ProbeState &state) const
{
    const auto take = [&entry](const QString &name, const auto &value) {
        entry.name = name;
        entry.figures = figuresOf(entry.rule, value);
    };
    switch (entry.rule.subject()) {
    case AlarmRule::Subject::Actors: {
        const quint32 place = state.sampler.placeOf(entry.first);
        if (place != Sampler::None)
            take(state.sampler.path(place),
                 [&](Column column) { return state.sampler.value(place, column); });
        break;
    }
    case AlarmRule::Subject::Threads:
        for (const Sampler::Thread &thread : state.sampler.threads()) {
            if (idOf(thread) == entry.first)
                take(thread.look.name,
                     [&](Column column) { return valueOf(state, thread, column); });
        }
        break;
    case AlarmRule::Subject::DeadLetters:
        for (const LetterBook::Group *letters : state.letters.latest()) {
            if (letters->id == entry.first)
                take(letters->recipient,
                     [&](Column column) { return valueOf(state, *letters, column); });
        }
        break;
    case AlarmRule::Subject::System:
        take(state.system.name(), [&](Column column) { return valueOfSystem(state, column); });
        break;
    }
}

void Alarms::tell(const Entry &entry, ProbeState &state) const
{
    const quint64 actor =
        entry.rule.subject() == AlarmRule::Subject::Actors ? entry.first : quint64(0);
    if (!entry.isRaised()) {
        qCInfo(Logging::alarm).noquote()
            << QStringLiteral("alarm lowered: %1 (rule %2)").arg(entry.rule.text()).arg(entry.id);
        state.recorder->alarm(LifeEvent::What::AlarmLowered, actor, entry.name, entry.rule.text());
        return;
    }
    const QString others =
        entry.raised > 1 ? QStringLiteral(" and %1 more").arg(entry.raised - 1) : QString();
    qCWarning(Logging::alarm).noquote() << QStringLiteral("alarm raised: %1 (rule %2) by %3%4: %5")
                                               .arg(entry.rule.text(), QString::number(entry.id),
                                                    entry.name, others, entry.figures);
    state.recorder->alarm(LifeEvent::What::AlarmRaised, actor, entry.name,
                          entry.figures.isEmpty()
                              ? entry.rule.text()
                              : QStringLiteral("%1: %2").arg(entry.rule.text(), entry.figures));
}

void Alarms::mark(ProbeState &state)
{
    std::unordered_map<quint64, int> actors;
    std::unordered_map<quint32, int> threads;
    for (const Entry &entry : m_entries) {
        const auto subject = entry.rule.subject();
        for (const auto &[row, one] : entry.cases) {
            if (one.isRaised && subject == AlarmRule::Subject::Actors)
                ++actors[row];
            else if (one.isRaised && subject == AlarmRule::Subject::Threads)
                ++threads[quint32(row - 1)];
        }
    }
    for (const quint64 id : m_marked)
        state.sampler.setAlarms(id, 0);
    m_marked.clear();
    for (const auto &[id, count] : actors) {
        state.sampler.setAlarms(id, count);
        m_marked.push_back(id);
    }
    state.sampler.setThreadAlarms(threads);
}

void Alarms::evaluate(ProbeState &state)
{
    ++m_look;
    lookAtActors(state);
    for (Entry &entry : m_entries) {
        lookAtOthers(entry, state);
        settle(entry, state);
    }
    mark(state);
}

AlarmRules AlarmRules::configured()
{
    AlarmRules built{builtRules(), Alarms::Origin::Built, {}};
    const QString organization = QCoreApplication::organizationName().isEmpty()
        ? QCoreApplication::applicationName()
        : QCoreApplication::organizationName();
    QFile file(QStringLiteral("%1/%2/actors-alarms.json")
                   .arg(QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation),
                        organization));
    if (organization.isEmpty() || !file.exists())
        return built;
    const auto refuse = [&file, &built](const QString &why) {
        qCWarning(Logging::alarm).noquote()
            << QStringLiteral("%1: %2; the built-in rules are used").arg(file.fileName(), why);
        return built;
    };
    if (!file.open(QIODevice::ReadOnly))
        return refuse(QStringLiteral("cannot be read: %1").arg(file.errorString()));
    const QByteArray bytes = file.read(LongestFile + 1);
    if (bytes.size() > LongestFile)
        return refuse(QStringLiteral("is longer than %1 bytes; leave rules out").arg(LongestFile));
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &error);
    if (error.error != QJsonParseError::NoError)
        return refuse(
            QStringLiteral("line %1 is no JSON: %2")
                .arg(bytes.first(std::min<qsizetype>(error.offset, bytes.size())).count('\n') + 1)
                .arg(error.errorString()));
    const QJsonValue rules = document.object().value(QLatin1StringView("rules"));
    if (!rules.isArray())
        return refuse(QStringLiteral("has no array \"rules\"; write, for example, "
                                     "{\"rules\": [\"oldest>5s for 10s\"]}"));
    AlarmRules configured{{}, Alarms::Origin::Configured, file.fileName()};
    for (const QJsonValue rule : rules.toArray())
        configured.texts.append(rule.toString());
    return configured;
}

void addRules(Alarms &alarms, const AlarmRules &rules)
{
    const QString place = rules.place.isEmpty() ? QStringLiteral("rules of alarms") : rules.place;
    for (qsizetype i = 0; i < rules.texts.size(); ++i) {
        const QString &text = rules.texts.at(i);
        const AlarmRule rule(text);
        QString error;
        if (!rule.isValid())
            error = ruleError(text, rule);
        else if (alarms.add(rule, rules.origin) == 0)
            error = QStringLiteral("\"%1\" is there twice, or beyond the %2 that there can be")
                        .arg(text)
                        .arg(Alarms::MostRules);
        if (!error.isEmpty())
            qCWarning(Logging::alarm).noquote()
                << QStringLiteral("%1, rule %2 is left out: %3").arg(place).arg(i + 1).arg(error);
    }
}

} // namespace Actors::Inspection
