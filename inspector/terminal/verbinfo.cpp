// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "verbinfo.h"

#include "alarmverb.h"
#include "commandline.h"
#include "controlverb.h"
#include "diffverb.h"
#include "eventsverb.h"
#include "listverb.h"
#include "metricsverb.h"
#include "playverb.h"
#include "recordverb.h"
#include "showverb.h"
#include "tableverb.h"
#include "treeverb.h"
#include "waitalarmverb.h"
#include "waitverb.h"

#include <algorithm>
#include <utility>

namespace Actors::Inspector {

using Inspection::AccessMode;
using Inspection::Column;
using Inspection::Subscription;

namespace {

constexpr Operand actorPath{"PATH", Operand::Need::Required,
                            "the path of the actor, as /user/storage"};
constexpr Operand messageType{"MESSAGE", Operand::Need::Required,
                              "the name of a type, as Deposit, or of a method, as 'deposit()'"};
constexpr Operand messageValue{"JSON", Operand::Need::Optional,
                               "the properties of the type, as '{\"amount\": 5}', or the arguments "
                               "of the method, as '[5]'"};

template<typename V>
std::unique_ptr<Verb> make(const CommandLine &line, Terminal &terminal)
{
    return std::make_unique<V>(line, terminal);
}

template<Subscription::Kind kind>
std::unique_ptr<Verb> makeTable(const CommandLine &line, Terminal &terminal)
{
    return std::make_unique<TableVerb>(line, terminal, kind);
}

std::unique_ptr<Verb> makeEvents(const CommandLine &line, Terminal &terminal)
{
    return std::make_unique<EventsVerb>(
        line, terminal, std::vector{Subscription::Kind::Lifecycle, Subscription::Kind::Log},
        line.verb()->columns);
}

std::unique_ptr<Verb> makeDeadLetters(const CommandLine &line, Terminal &terminal)
{
    if (!line.has(Option::Follow) || line.has(Option::Group))
        return makeTable<Subscription::Kind::DeadLetters>(line, terminal);
    return std::make_unique<EventsVerb>(line, terminal, std::vector{Subscription::Kind::Letters},
                                        std::vector{Column::Last, Column::Type, Column::Recipient,
                                                    Column::Reason, Column::Sender,
                                                    Column::Explanation});
}

//! A verb that changes how an actor goes on.
VerbInfo actorControl(const char *name, const char *summary, const char *description,
                      std::vector<Option> options)
{
    options.insert(options.end(), {Option::Json, Option::NdJson, Option::Table});
    return {name,
            summary,
            description,
            Scope::Target,
            AccessMode::Control,
            {actorPath},
            {},
            std::move(options),
            {},
            &make<ControlVerb>};
}

std::vector<VerbInfo> makeVerbs()
{
    return {
        {"list",
         "the programs that can be inspected",
         "Asks every program of yours that has opened its endpoint what it is. Sockets that dead "
         "programs have left behind are removed.",
         Scope::AllTargets,
         AccessMode::Read,
         {},
         {},
         {Option::Json, Option::NdJson, Option::Table},
         {},
         &make<ListVerb>},
        {"tree",
         "the actors and who is below whom",
         "Shows the actors from PATH on, parents before children. As JSON each row has the number "
         "of its \"parent\".",
         Scope::Target,
         AccessMode::Read,
         {{"PATH", Operand::Need::Optional, "the actor to begin with; all if there is none"}},
         {},
         {Option::Levels, Option::Children, Option::Filter, Option::Fields, Option::Json,
          Option::NdJson, Option::Table},
         {Column::Path, Column::Class, Column::State, Column::Depth, Column::SubtreeDepth,
          Column::Oldest, Column::Handled, Column::Failed, Column::Restarts, Column::Children},
         &make<TreeVerb>},
        {"top",
         "the actors that are late, the worst first",
         "Shows the actors whose oldest message waits longest, with a sentence about the first. "
         "Goes on until you press q; as JSON it prints a document in a line each interval.",
         Scope::Target,
         AccessMode::Read,
         {},
         {},
         {Option::Rows, Option::By, Option::Interval, Option::Once, Option::Filter, Option::Fields,
          Option::Json, Option::NdJson, Option::Table},
         {Column::Path, Column::Class, Column::State, Column::Depth, Column::High, Column::Oldest,
          Column::In, Column::Out, Column::Busy, Column::Now},
         &makeTable<Subscription::Kind::Top>},
        {"show",
         "all that is known of one actor",
         "Prints every column of the actor at PATH, and what it tells of itself.",
         Scope::Target,
         AccessMode::Read,
         {actorPath},
         {},
         {Option::State, Option::Json, Option::NdJson, Option::Table},
         {},
         &make<ShowVerb>},
        {"deadletters",
         "messages that nobody has handled, and why",
         "Shows lost messages in groups of the same type, recipient and reason; their counts are "
         "exact. With --follow each letter as it is lost: the first of a group, then one a second.",
         Scope::Target,
         AccessMode::Read,
         {},
         {},
         {Option::Follow, Option::Group, Option::Since, Option::Rows, Option::Filter,
          Option::Interval, Option::Fields, Option::Json, Option::NdJson, Option::Table},
         {Column::Count, Column::Rate, Column::Last, Column::Type, Column::Recipient,
          Column::Reason, Column::Sender, Column::Explanation},
         &makeDeadLetters},
        {"classes",
         "classes of actors, and what they do together",
         "Shows for each class how many actors there are and what they handle together.",
         Scope::Target,
         AccessMode::Read,
         {},
         {},
         {Option::Rows, Option::Filter, Option::Follow, Option::Interval, Option::Fields,
          Option::Json, Option::NdJson, Option::Table},
         {Column::Class, Column::Actors, Column::Depth, Column::In, Column::Out, Column::Failed},
         &makeTable<Subscription::Kind::Classes>},
        {"threads",
         "the threads that actors live on",
         "Shows how busy each thread is, how late its event loop is, and what it runs now.",
         Scope::Target,
         AccessMode::Read,
         {},
         {},
         {Option::Rows, Option::Filter, Option::Follow, Option::Interval, Option::Fields,
          Option::Json, Option::NdJson, Option::Table},
         {Column::Name, Column::Kind, Column::State, Column::Actors, Column::Busy, Column::Lag,
          Column::LagHigh, Column::Path, Column::Now, Column::Since},
         &makeTable<Subscription::Kind::Threads>},
        {"events",
         "actors that come, fail and go, and what the library logs",
         "Prints what has happened lately; with --follow also what happens from now on.",
         Scope::Target,
         AccessMode::Read,
         {},
         {},
         {Option::Follow, Option::Since, Option::Filter, Option::Fields, Option::Json,
          Option::NdJson, Option::Table},
         {Column::Last, Column::Kind, Column::Path, Column::Explanation},
         &makeEvents},
        {"alarms",
         "the rules that watch the program, and which are broken",
         "Shows each rule and whether its alarm is raised. The exit code does not tell; see "
         "wait-alarm.",
         Scope::Target,
         AccessMode::Read,
         {},
         {},
         {Option::Follow, Option::Interval, Option::Filter, Option::Fields, Option::Json,
          Option::NdJson, Option::Table},
         {Column::State, Column::Rule, Column::Path, Column::Last, Column::Count,
          Column::Explanation},
         &makeTable<Subscription::Kind::Alarms>},
        {"alarm",
         "add a rule, or remove one",
         "Has the program be watched by one rule more, as 'oldest>5s class:Sensor* for 10s', or by "
         "one less, as long as it runs. The program must allow control.",
         Scope::Target,
         AccessMode::Control,
         {{"ACTION", Operand::Need::Required, "add or remove", "add|remove"},
          {"RULE", Operand::Need::Required, "the text of the new rule, or the number of the old"}},
         {},
         {Option::Json, Option::NdJson, Option::Table},
         {},
         &make<AlarmVerb>},
        {"wait-alarm",
         "until an alarm is raised, for scripts",
         "Ends with 0 once an alarm is raised that --filter matches, or at once if one is; with "
         "124 if that takes longer than --timeout (30s if not given).",
         Scope::Target,
         AccessMode::Read,
         {},
         {},
         {Option::Filter, Option::Timeout, Option::Json, Option::NdJson, Option::Table},
         {},
         &make<WaitAlarmVerb>},
        {"wait",
         "until actors are as they should be, for scripts",
         "Ends with 0 once there are actors at PATH and each of them matches the filter of "
         "--until, with 124 if that takes longer than --timeout (30s if not given).",
         Scope::Target,
         AccessMode::Read,
         {},
         {Option::Until},
         {Option::For, Option::Timeout, Option::Json, Option::NdJson, Option::Table},
         {},
         &make<WaitVerb>},
        {"metrics",
         "the numbers of the program for Prometheus",
         "Prints metrics in Prometheus' text format, once, or to whom asks over HTTP.",
         Scope::Target,
         AccessMode::Read,
         {},
         {},
         {Option::Once, Option::Listen},
         {},
         &make<MetricsVerb>},
        {"record",
         "the program into a file, to look at it later",
         "Writes what the program tells into a file until you interrupt it, --for is over or the "
         "program ends, which is exit code 3. The file is a TARGET of all verbs that look.",
         Scope::Target,
         AccessMode::Read,
         {},
         {Option::Output},
         {Option::Lasting, Option::Size, Option::Json, Option::NdJson, Option::Table},
         {},
         &make<RecordVerb>},
        {"play",
         "a recording, as top shows a program",
         "TARGET is a recording. Shows its late actors from the begin to the end: on a terminal as "
         "fast as it was, elsewhere as fast as can be, a document in a line for each interval.",
         Scope::Target,
         AccessMode::Read,
         {},
         {},
         {Option::Speed, Option::Rows, Option::By, Option::Interval, Option::Filter, Option::Fields,
          Option::Json, Option::NdJson, Option::Table},
         {Column::Path, Column::Class, Column::State, Column::Depth, Column::High, Column::Oldest,
          Column::In, Column::Out, Column::Busy, Column::Now},
         &make<PlayVerb>},
        {"diff",
         "between two recordings: who is new, gone or otherwise",
         "Compares the last moments of two recordings. Actors with the same path are the same; "
         "what has become many times more or less comes first. Exit code 1 if nothing differs.",
         Scope::AllTargets,
         AccessMode::Read,
         {{"BEFORE", Operand::Need::Required, "a recording, the name of a file"},
          {"AFTER", Operand::Need::Required, "a recording to compare it with"}},
         {},
         {Option::Filter, Option::Rows, Option::Json, Option::NdJson, Option::Table},
         {},
         &make<DiffVerb>},
        {"send",
         "a message to an actor",
         "Has the actor at PATH take a message. The program must allow control.",
         Scope::Target,
         AccessMode::Control,
         {actorPath, messageType, messageValue},
         {},
         {Option::Json, Option::NdJson, Option::Table},
         {},
         &make<ControlVerb>},
        {"ask",
         "an actor and print its answer",
         "Has the actor at PATH take a message and waits for the reply, 5s if --timeout is not "
         "given. The program must allow control.",
         Scope::Target,
         AccessMode::Control,
         {actorPath, messageType, messageValue},
         {},
         {Option::Timeout, Option::Json, Option::NdJson, Option::Table},
         {},
         &make<ControlVerb>},
        actorControl("suspend", "an actor: its messages wait",
                     "The actor at PATH handles no message until it is resumed. The program must "
                     "allow control.",
                     {}),
        actorControl("resume", "an actor that is suspended",
                     "The actor at PATH handles messages again. The program must allow control.",
                     {}),
        actorControl("step", "a suspended actor by one message",
                     "The actor at PATH handles one message and is suspended again. The program "
                     "must allow control.",
                     {}),
        actorControl("restart", "an actor, as if it had failed",
                     "The actor at PATH gets a new object; its children stop with the old one. "
                     "Does it with --yes only. The program must allow control.",
                     {Option::Yes}),
        actorControl("stop", "an actor and all below it",
                     "The actor at PATH stops, its children before it. Does it with --yes only. "
                     "The program must allow control.",
                     {Option::Yes}),
        actorControl("kill", "an actor, as a failure that its supervisor decides on",
                     "The actor at PATH fails with ActorKilled. Does it with --yes only. The "
                     "program must allow control.",
                     {Option::Yes}),
    };
}

} // namespace

std::vector<Option> VerbInfo::allOptions() const
{
    std::vector<Option> all = requiredOptions;
    all.insert(all.end(), options.begin(), options.end());
    return all;
}

std::span<const VerbInfo> verbs()
{
    static const std::vector<VerbInfo> table = makeVerbs();
    return table;
}

const VerbInfo *verbNamed(QStringView name)
{
    const auto all = verbs();
    const auto found = std::ranges::find_if(
        all, [name](const VerbInfo &verb) { return name == QLatin1StringView(verb.name); });
    return found == all.end() ? nullptr : &*found;
}

} // namespace Actors::Inspector
