// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "playback.h"

#include "recording/playedprobe_p.h"

#include <Actors/Core/clock.h>
#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/pipeend.h>
#include <Actors/Inspection/recordedscene.h>
#include <Actors/Inspection/recordingreader.h>

#include <QTimer>

#include <algorithm>
#include <optional>
#include <vector>

namespace Actors::Inspection {

using namespace std::chrono;

namespace {

constexpr milliseconds StepInterval{100};
//! Shorter ways forward are read through, longer ones begin at a key frame.
constexpr nanoseconds ShortWay = seconds(30);

} // namespace

class PlaybackPrivate
{
public:
    explicit PlaybackPrivate(Playback *playback)
        : q(playback)
    {
    }

    void moveTo(nanoseconds to);
    void step();
    void updateWelcome();

    Playback *const q;
    RecordingReader reader;
    RecordedScene scene;
    Welcome welcome; //!< With the moment that is shown.
    std::optional<RecordedFrame> ahead; //!< The first frame that is not in the scene yet.
    nanoseconds time{0};
    bool isPaused = true;
    double speed = 1;
    QTimer stepping;
    nanoseconds lastStep{0};
    std::vector<std::unique_ptr<PlayedProbe>> probes;
};

Playback::Playback(QObject *parent)
    : QObject(parent)
    , d(new PlaybackPrivate(this))
{
    d->stepping.setInterval(StepInterval);
    connect(&d->stepping, &QTimer::timeout, this, [this] { d->step(); });
}

Playback::~Playback() = default;

bool Playback::open(const QString &path)
{
    setPaused(true);
    d->probes.clear();
    d->scene.clear();
    d->ahead.reset();
    d->time = {};
    if (!d->reader.open(path))
        return false;
    d->welcome = d->reader.target();
    d->reader.seek(d->reader.end());
    d->ahead = d->reader.next();
    d->moveTo(d->reader.end());
    return true;
}

QString Playback::error() const
{
    return d->reader.error();
}

QString Playback::damage() const
{
    return d->reader.damage();
}

void Playback::attach(Connection &connection)
{
    auto [mine, theirs] = PipeEnd::pair();
    auto probe = std::make_unique<PlayedProbe>(std::move(mine), d->scene, d->welcome);
    connect(probe.get(), &PlayedProbe::ended, this, [this, ended = probe.get()] {
        std::erase_if(d->probes, [ended](const auto &one) { return one.get() == ended; });
    });
    d->probes.push_back(std::move(probe));
    connection.open(std::move(theirs));
}

Welcome Playback::target() const
{
    return d->reader.target();
}

nanoseconds Playback::duration() const
{
    return d->reader.end() - d->reader.begin();
}

nanoseconds Playback::position() const
{
    return d->time - d->reader.begin();
}

nanoseconds Playback::time() const
{
    return d->time;
}

const RecordedScene &Playback::scene() const
{
    return d->scene;
}

void Playback::seek(nanoseconds position)
{
    const nanoseconds to = d->reader.begin() + std::clamp(position, nanoseconds(0), duration());
    const bool isBack = to < d->time;
    if (isBack || to - d->time > ShortWay) {
        d->scene.clear();
        d->reader.seek(to);
        d->ahead = d->reader.next();
    }
    d->moveTo(to);
    for (const auto &probe : d->probes) {
        if (isBack)
            probe->rewind();
        probe->tellAll();
    }
    Q_EMIT positionChanged(this->position());
}

void PlaybackPrivate::moveTo(nanoseconds to)
{
    for (; ahead && ahead->time <= to; ahead = reader.next())
        scene.apply(*ahead);
    time = to;
    updateWelcome();
}

void PlaybackPrivate::updateWelcome()
{
    // Who connects is told what time it is in the recording.
    const Welcome target = reader.target();
    welcome.clock = time;
    welcome.wallClock = target.wallClock + (time - target.clock);
}

void PlaybackPrivate::step()
{
    const nanoseconds now = Clock::real()->now();
    const auto taken = duration_cast<nanoseconds>(
        duration<double, std::nano>(double((now - lastStep).count()) * speed));
    lastStep = now;
    moveTo(time + std::min(taken, reader.end() - time));
    const bool isAtEnd = time == reader.end();
    for (const auto &probe : probes) {
        if (isAtEnd)
            probe->tellAll();
        else
            probe->tellDue();
    }
    Q_EMIT q->positionChanged(q->position());
    if (isAtEnd)
        q->setPaused(true);
}

bool Playback::isPaused() const
{
    return d->isPaused;
}

void Playback::setPaused(bool paused)
{
    if (d->isPaused == paused)
        return;
    if (!paused && d->time == d->reader.end())
        seek(nanoseconds(0));
    d->isPaused = paused;
    if (paused) {
        d->stepping.stop();
        for (const auto &probe : d->probes)
            probe->tellAll();
    } else {
        d->lastStep = Clock::real()->now();
        d->stepping.start();
    }
    Q_EMIT pausedChanged(paused);
}

double Playback::speed() const
{
    return d->speed;
}

void Playback::setSpeed(double speed)
{
    const double kept = std::clamp(speed, SlowestSpeed, FastestSpeed);
    if (qFuzzyCompare(std::exchange(d->speed, kept), kept))
        return;
    Q_EMIT speedChanged(kept);
}

} // namespace Actors::Inspection
