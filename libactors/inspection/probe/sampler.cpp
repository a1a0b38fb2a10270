// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "probe/sampler_p.h"

#include <Actors/Core/actorsystem.h>
#include <Actors/Core/clock.h>

#include <algorithm>
#include <cmath>

namespace Actors::Inspection {

using namespace Internal;
using namespace std::chrono;

namespace {

constexpr double RestartPeriod = 60; // seconds

quint32 capped(quint64 value)
{
    return quint32(std::min<quint64>(value, ~quint32(0)));
}

//! Over about a second.
void smooth(float &rate, double present, double seconds)
{
    const double weight = std::min(1.0, seconds);
    rate = float(double(rate) + (present - double(rate)) * weight);
    if (rate < 0.01F)
        rate = 0;
}

} // namespace

QCborValue rateValue(double perSecond)
{
    return std::abs(perSecond) >= 10 ? QCborValue(qint64(std::llround(perSecond)))
                                     : QCborValue(std::round(perSecond * 10) / 10);
}

Sampler::Sampler(ActorSystem &system)
    : m_observation(system)
    , m_system(system)
{
}

void Sampler::survey()
{
    const nanoseconds now = m_system.clock().now();
    if (m_survey == 0)
        m_begun = now;
    const double seconds = duration<double>(now - m_time).count();
    m_time = now;
    ++m_survey;
    takeThreads();
    m_places.clear();
    m_totals = {};
    m_observation.survey([this, seconds](const ActorLook &look) { take(look, seconds); });
    for (quint32 place = 0; place < m_actors.size(); ++place) {
        Actor &actor = m_actors[place];
        if (actor.generation != 0 && actor.seen != m_survey) {
            actor = Actor();
            m_paths.erase(place);
        }
    }
    for (Thread &thread : m_threads)
        thread.beats = 0;
    m_beats = 0;
    // Whoever runs stays known.
    for (auto &[address, runner] : m_runners)
        runner.beats = 0;
    std::erase_if(m_runners, [this](const auto &runner) {
        return std::none_of(m_threads.begin(), m_threads.end(), [&](const Thread &thread) {
            return thread.look.running.actor == runner.first;
        });
    });
}

void Sampler::takeThreads()
{
    std::vector<Thread> threads;
    for (ThreadLook &look : m_observation.threads()) {
        const auto known = std::find_if(m_threads.begin(), m_threads.end(), [&](const Thread &one) {
            return one.look.running.thread == look.running.thread && one.look.name == look.name;
        });
        Thread &thread = threads.emplace_back(known == m_threads.end() ? Thread() : *known);
        note(thread, look.running);
        thread.look = std::move(look);
        thread.depth = 0;
        if (m_beats > 0)
            thread.busy = int(thread.beats * 1000 / m_beats);
        measureLag(thread);
    }
    m_threads = std::move(threads);
}

void Sampler::measureLag(Thread &thread)
{
    if (thread.posted.count() > 0) {
        const qint64 answered = thread.answered->load(std::memory_order_acquire);
        thread.lag = nanoseconds(answered > 0 ? answered : m_time.count()) - thread.posted;
        thread.lagHigh = std::max(thread.lag, thread.lagHigh);
        if (answered == 0 || m_time - thread.posted < m_lagInterval)
            return;
    }
    thread.posted = m_time;
    thread.answered = std::make_shared<std::atomic<qint64>>(0);
    const Clock &clock = m_system.clock();
    if (!m_observation.call(thread.look.running.thread, [answered = thread.answered, &clock] {
            answered->store(clock.now().count(), std::memory_order_release);
        }))
        thread.posted = {};
}

void Sampler::note(Thread &thread, const RunningLook &now)
{
    const RunningLook &before = thread.look.running;
    if (now.actor != before.actor || now.handled != before.handled || now.table != before.table)
        thread.since = m_system.clock().now();
    thread.look.running = now;
    if (now.actor)
        m_runners.try_emplace(now.actor);
}

void Sampler::beat()
{
    ++m_beats;
    m_observation.showRunning([this](const RunningLook &now) {
        Thread *known = threadOf(now.thread);
        if (!known)
            return;
        note(*known, now);
        if (!now.actor)
            return;
        ++known->beats;
        ++m_runners[now.actor].beats;
    });
}

ActorState Sampler::stateOf(const ActorLook &look, const Thread *thread) const
{
    switch (look.state) {
    case Cell::State::Starting:
        return look.hasFailed ? ActorState::Failed
            : look.type       ? ActorState::Starting
                              : ActorState::Idle;
    case Cell::State::Restarting:
        return look.hasFailed ? ActorState::Failed : ActorState::Restarting;
    case Cell::State::Stopping:
        return ActorState::Stopping;
    case Cell::State::Stopped:
        return ActorState::Stopped;
    case Cell::State::Running:
        break;
    }
    if (thread && look.type && thread->look.running.actor == look.address)
        return runningFor(*thread) > patience(*thread) ? ActorState::Blocked : ActorState::Running;
    if (look.hasFailed)
        return ActorState::Failed;
    return look.isSuspended ? ActorState::Suspended : ActorState::Idle;
}

void Sampler::take(const ActorLook &look, double seconds)
{
    const quint32 place = look.id.index;
    if (place >= m_actors.size())
        m_actors.resize(std::max<std::size_t>(place + 1, m_actors.size() * 2));
    Actor &actor = m_actors[place];
    const auto come = quint32(look.begun + look.depth);
    if (actor.generation != look.id.generation) {
        actor = Actor();
        m_paths.erase(place);
        actor.generation = look.id.generation;
        actor.parent = look.parent.isNull() ? None : look.parent.index;
        actor.born = quint32(look.birth);
        actor.type = look.type;
        actor.address = look.address;
        actor.thread = look.thread;
        actor.firstSeen = quint32(duration_cast<milliseconds>(m_time - m_begun).count());
        // What was there before the first survey came at an unknown time.
        if (m_survey == 1) {
            actor.come = come;
            actor.handled = quint32(look.handled);
        }
    }
    actor.seen = m_survey;
    m_places.push_back(place);
    if (m_survey > 1 && seconds > 0) {
        smooth(actor.in, std::max(0, qint32(come - actor.come)) / seconds, seconds);
        smooth(actor.out, std::max(0, qint32(quint32(look.handled) - actor.handled)) / seconds,
               seconds);
    }
    actor.come = come;
    actor.handled = quint32(look.handled);
    actor.depth = capped(look.depth);
    actor.high = std::max(actor.high, actor.depth);
    actor.age = 0;
    if (look.oldest) {
        const auto present = quint32(duration_cast<microseconds>(m_time).count());
        actor.age = quint32(std::max(1, qint32(present - *look.oldest)));
    }
    actor.failures = capped(look.failures);
    const auto restarts = quint16(std::min<quint64>(look.restarts, ~quint16(0)));
    if (m_survey > 1 && (restarts != actor.restarts || actor.restarting > 0)) {
        const double kept = std::max(0.0, 1 - seconds / RestartPeriod);
        actor.restarting = float(double(actor.restarting) * kept
                                 + std::max(0, restarts - actor.restarts) / RestartPeriod);
        // Less than one in ten minutes is none.
        if (actor.restarting < 1 / 600.0F)
            actor.restarting = 0;
    }
    actor.restarts = restarts;
    quint32 beats = 0;
    if (const auto runner = m_runners.find(look.address); runner != m_runners.end()) {
        runner->second.place = place;
        beats = runner->second.beats;
    }
    if (m_beats > 0)
        actor.busy = quint16(std::min<quint32>(1000, beats * 1000U / m_beats));
    Thread *thread = threadOf(look.thread);
    actor.state = stateOf(look, thread);
    if (!look.type)
        return;
    ++m_totals.actors;
    m_totals.depth += look.depth;
    m_totals.failures += look.failures;
    m_totals.restarts += look.restarts;
    m_totals.in += double(actor.in);
    m_totals.out += double(actor.out);
    if (thread)
        thread->depth += look.depth;
}

void Sampler::setAlarms(quint64 id, int alarms)
{
    const quint32 place = placeOf(id);
    if (place != None)
        m_actors[place].alarms = quint8(alarms);
}

void Sampler::setThreadAlarms(const std::unordered_map<quint32, int> &alarms)
{
    for (Thread &thread : m_threads) {
        const auto raised = alarms.find(thread.look.running.thread);
        thread.alarms = raised == alarms.end() ? 0 : raised->second;
    }
}

quint32 Sampler::placeOf(quint64 id) const
{
    const auto place = quint32(id);
    return place < m_actors.size() && m_actors[place].generation != 0 && idOf(place) == id ? place
                                                                                           : None;
}

Sampler::Thread *Sampler::threadOf(quint32 id)
{
    const auto found = std::find_if(m_threads.begin(), m_threads.end(), [id](const Thread &one) {
        return one.look.running.thread == id;
    });
    return found == m_threads.end() ? nullptr : &*found;
}

const Sampler::Thread *Sampler::thread(quint32 id) const
{
    return const_cast<Sampler *>(this)->threadOf(id);
}

const Sampler::Thread *Sampler::threadRunning(quint32 place) const
{
    const Actor &actor = m_actors[place];
    const Thread *thread = this->thread(actor.thread);
    return thread && actor.type && thread->look.running.actor == actor.address ? thread : nullptr;
}

QString Sampler::message(const Thread &thread)
{
    const RunningLook &running = thread.look.running;
    return running.actor && running.table ? Observation::typeName(*running.table) : QString();
}

nanoseconds Sampler::patience(const Thread &thread)
{
    return thread.look.kind == Dispatcher::Kind::Gui ? nanoseconds(milliseconds(100))
                                                     : nanoseconds(seconds(2));
}

quint32 Sampler::running(const Thread &thread) const
{
    if (!thread.look.running.actor)
        return None;
    const auto runner = m_runners.find(thread.look.running.actor);
    return runner == m_runners.end() ? None : runner->second.place;
}

nanoseconds Sampler::runningFor(const Thread &thread) const
{
    return thread.look.running.actor ? m_system.clock().now() - thread.since : nanoseconds(0);
}

std::vector<Sampler::Class> Sampler::classes() const
{
    std::unordered_map<const QMetaObject *, Class> all;
    for (const quint32 place : m_places) {
        const Actor &actor = m_actors[place];
        if (!actor.type)
            continue;
        Class &sum = all[actor.type];
        sum.type = actor.type;
        ++sum.actors;
        sum.depth += actor.depth;
        sum.failures += actor.failures;
        sum.in += double(actor.in);
        sum.out += double(actor.out);
    }
    std::vector<Class> classes;
    classes.reserve(all.size());
    for (const auto &[type, sum] : all)
        classes.push_back(sum);
    return classes;
}

std::vector<quint32> Sampler::top(Column sort, const Filter &filter, std::size_t most,
                                  quint64 &total) const
{
    struct Candidate
    {
        double key;
        quint32 born;
        quint32 place;
    };
    std::vector<Candidate> candidates;
    candidates.reserve(m_places.size());
    ActorSource source(*this);
    for (const quint32 place : m_places) {
        if (!m_actors[place].type)
            continue;
        if (!filter.isEmpty()) {
            source.setPlace(place);
            if (!filter.matches(source))
                continue;
        }
        candidates.push_back({number(place, sort), m_actors[place].born, place});
    }
    total = candidates.size();
    const auto isBefore = [](const Candidate &left, const Candidate &right) {
        return left.key != right.key ? left.key > right.key : qint32(left.born - right.born) < 0;
    };
    const std::size_t count = std::min(most, candidates.size());
    const auto end = candidates.begin() + std::ptrdiff_t(count);
    if (count < candidates.size())
        std::nth_element(candidates.begin(), end, candidates.end(), isBefore);
    std::sort(candidates.begin(), end, isBefore);
    std::vector<quint32> places;
    places.reserve(count);
    std::transform(candidates.begin(), end, std::back_inserter(places),
                   [](const Candidate &candidate) { return candidate.place; });
    return places;
}

std::vector<bool> Sampler::withAncestors(const Filter &filter) const
{
    std::vector<bool> wanted;
    if (filter.isEmpty())
        return wanted;
    wanted.resize(m_actors.size());
    ActorSource source(*this);
    for (quint32 place : m_places) {
        source.setPlace(place);
        if (!filter.matches(source))
            continue;
        while (place != None && place < wanted.size() && !wanted[place]) {
            wanted[place] = true;
            place = m_actors[place].parent;
        }
    }
    return wanted;
}

void Sampler::buildChildren() const
{
    if (m_childrenOf == m_survey)
        return;
    m_childrenOf = m_survey;
    m_firstChild.assign(m_actors.size() + 2, 0);
    const auto slot = [this](quint32 parent) {
        return parent < m_actors.size() && m_actors[parent].generation != 0
            ? std::size_t(parent) + 1
            : std::size_t(0);
    };
    for (const quint32 place : m_places)
        ++m_firstChild[slot(m_actors[place].parent) + 1];
    for (std::size_t i = 1; i < m_firstChild.size(); ++i)
        m_firstChild[i] += m_firstChild[i - 1];
    m_children.resize(m_places.size());
    std::vector<quint32> next(m_firstChild.begin(), std::prev(m_firstChild.end()));
    for (const quint32 place : m_places)
        m_children[next[slot(m_actors[place].parent)]++] = place;
    for (std::size_t i = 0; i + 1 < m_firstChild.size(); ++i) {
        std::sort(m_children.begin() + m_firstChild[i], m_children.begin() + m_firstChild[i + 1],
                  [this](quint32 left, quint32 right) {
                      return qint32(m_actors[left].born - m_actors[right].born) < 0;
                  });
    }
}

std::span<const quint32> Sampler::children(quint32 parent) const
{
    buildChildren();
    const std::size_t slot = parent == None ? 0 : std::size_t(parent) + 1;
    if (slot + 1 >= m_firstChild.size())
        return {};
    return std::span(m_children)
        .subspan(m_firstChild[slot], m_firstChild[slot + 1] - m_firstChild[slot]);
}

Sampler::Subtree Sampler::subtree(quint32 place) const
{
    Subtree sum;
    std::vector<quint32> left{place};
    while (!left.empty()) {
        const quint32 next = left.back();
        left.pop_back();
        sum.depth += m_actors[next].depth;
        sum.in += double(m_actors[next].in);
        const auto below = children(next);
        left.insert(left.end(), below.begin(), below.end());
    }
    return sum;
}

QString Sampler::path(quint32 place) const
{
    auto known = m_paths.find(place);
    if (known == m_paths.end()) {
        QString path = m_observation.path(CellId::fromInteger(idOf(place)));
        known = m_paths.emplace(place, std::move(path)).first;
    }
    return known->second;
}

QString Sampler::name(quint32 place) const
{
    const QString path = this->path(place);
    const auto slash = path.lastIndexOf(u'/');
    return path.size() > 1 ? path.mid(slash + 1) : path;
}

double Sampler::number(quint32 place, Column column) const
{
    const Actor &actor = m_actors[place];
    switch (column) {
    case Column::Depth:
        return actor.depth;
    case Column::High:
        return actor.high;
    case Column::Oldest:
        return double(actor.age) * 1000;
    case Column::In:
        return double(actor.in);
    case Column::Out:
        return double(actor.out);
    case Column::Growth:
        return double(actor.in) - double(actor.out);
    case Column::Busy:
        return actor.busy;
    case Column::Failed:
        return actor.failures;
    case Column::Restarts:
        return actor.restarts;
    case Column::Handled:
        return actor.handled;
    case Column::State:
        return double(actor.state);
    case Column::Age:
        return double((m_time - m_begun - milliseconds(actor.firstSeen)).count());
    case Column::Children:
        return double(children(place).size());
    case Column::Since: {
        const Thread *thread = threadRunning(place);
        return thread ? double(runningFor(*thread).count()) : 0;
    }
    case Column::RestartRate:
        return double(actor.restarting);
    case Column::Alarms:
        return actor.alarms;
    default:
        return 0;
    }
}

QCborValue Sampler::value(quint32 place, Column column) const
{
    const Actor &actor = m_actors[place];
    const auto count = [](double number) { return QCborValue(qint64(std::llround(number))); };
    switch (column) {
    case Column::Path:
        return path(place);
    case Column::Name:
        return name(place);
    case Column::Class:
        return actor.type ? QString::fromLatin1(actor.type->className()) : QString();
    case Column::Thread: {
        const Thread *thread = this->thread(actor.thread);
        return thread && actor.type ? thread->look.name : QString();
    }
    case Column::Parent:
        return qint64(actor.parent == None ? 0 : idOf(actor.parent));
    case Column::Mailbox:
        return actor.type ? m_observation.mailbox(CellId::fromInteger(idOf(place))) : QString();
    case Column::In:
    case Column::Out:
    case Column::Growth:
        return rateValue(number(place, column));
    case Column::RestartRate:
        return number(place, column);
    case Column::Now: {
        const Thread *thread = threadRunning(place);
        return thread ? message(*thread) : QString();
    }
    case Column::SubtreeDepth:
        return qint64(subtree(place).depth);
    case Column::SubtreeIn:
        return count(subtree(place).in);
    default:
        return count(number(place, column));
    }
}

} // namespace Actors::Inspection
