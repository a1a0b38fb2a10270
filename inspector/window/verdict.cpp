// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "verdict.h"

#include <Actors/Inspection/display.h>

#include <QCborValue>
#include <QCoreApplication>
#include <QLocale>

#include <array>
#include <cmath>
#include <optional>

namespace Actors::Inspector {

using Inspection::ActorState;
using Inspection::ColumnKind;

namespace {

using namespace std::chrono_literals;

//! From when on a message waits too long.
constexpr auto Late = 1s;

class Rules
{
    Q_DECLARE_TR_FUNCTIONS(Verdict)

public:
    static std::optional<Verdict> blocked(const ActorReading &reading)
    {
        if (reading.state != ActorState::Blocked || reading.now.isEmpty())
            return {};
        return Verdict{Tone::Critical,
                       tr("Blocked: it has been handling %1 for %2; %3 wait meanwhile.")
                           .arg(reading.now, duration(reading.since), messages(reading.depth))};
    }
    static std::optional<Verdict> failed(const ActorReading &reading)
    {
        if (reading.state != ActorState::Failed)
            return {};
        return Verdict{Tone::Critical,
                       tr("It has failed, and waits for what its supervisor decides.")};
    }
    static std::optional<Verdict> suspended(const ActorReading &reading)
    {
        if (reading.state != ActorState::Suspended)
            return {};
        return Verdict{Tone::Warning,
                       reading.depth == 0
                           ? tr("Suspended: it handles nothing until it is resumed.")
                           : tr("Suspended while %1 wait; they are handled once it is resumed.")
                                 .arg(messages(reading.depth))};
    }
    static std::optional<Verdict> overrun(const ActorReading &reading)
    {
        if (reading.depth == 0 || reading.in <= reading.out || reading.oldest < Late)
            return {};
        return Verdict{
            Tone::Critical,
            tr("Too slow: it handles %1/s but gets %2/s, so the mailbox grows by %3/s.")
                .arg(number(reading.out), number(reading.in), number(reading.in - reading.out))};
    }
    static std::optional<Verdict> stuck(const ActorReading &reading)
    {
        if (reading.depth == 0 || reading.out > 0 || reading.oldest < Late)
            return {};
        return Verdict{Tone::Critical,
                       tr("Stuck: %1 wait, the oldest for %2, and none is handled.")
                           .arg(messages(reading.depth), duration(reading.oldest))};
    }
    static std::optional<Verdict> late(const ActorReading &reading)
    {
        if (reading.depth == 0 || reading.oldest < Late)
            return {};
        return Verdict{
            Tone::Warning,
            tr("Late but catching up: %1 wait, the oldest for %2; it handles %3/s.")
                .arg(messages(reading.depth), duration(reading.oldest), number(reading.out))};
    }
    static std::optional<Verdict> restarted(const ActorReading &reading)
    {
        if (reading.restarts == 0)
            return {};
        return Verdict{
            Tone::Warning,
            tr("It keeps up now, but was restarted %Ln time(s).", nullptr, int(reading.restarts))};
    }
    static std::optional<Verdict> fine(const ActorReading &reading)
    {
        return Verdict{Tone::Good,
                       reading.depth == 0 ? tr("It keeps up: no message waits.")
                                          : tr("It keeps up: the oldest message waits for %1.")
                                                .arg(duration(reading.oldest))};
    }

private:
    static QString duration(std::chrono::nanoseconds time)
    {
        return Inspection::displayText(ColumnKind::Duration, QCborValue(qint64(time.count())),
                                       QLocale());
    }
    static QString number(double rate)
    {
        return QLocale().toString(rate, 'f', rate < 10 && rate != std::floor(rate) ? 1 : 0);
    }
    static QString messages(qint64 count) { return tr("%Ln message(s)", nullptr, int(count)); }
};

} // namespace

Verdict verdict(const ActorReading &reading)
{
    constexpr std::array All{Rules::blocked, Rules::failed, Rules::suspended, Rules::stuck,
                             Rules::overrun, Rules::late,   Rules::restarted, Rules::fine};
    for (const auto &rule : All) {
        if (auto found = rule(reading))
            return *found;
    }
    return {};
}

} // namespace Actors::Inspector
