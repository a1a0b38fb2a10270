// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "common/qtcalls.h"
#include "common/workload.h"

namespace Bench::OnActors {

//! Two actors and one message that goes to and fro \a roundTrips times.
Result pingpong(Place place, qint64 roundTrips);
//! One actor floods another, then asks it how many it has counted.
Result counting(Place place, qint64 messages);
//! Some actors on two threads flood one.
Result fanIn(int senders, qint64 messagesEach);
//! This thread sends to sixty actors in turn, each of which computes a little.
Result forkJoinThroughput(qint64 messagesEach);
//! Actors that are made, handle one message and stop.
Result forkJoinCreate(qint64 actors);
//! One actor asks another, again as soon as it has the answer.
Result ask(Place place, qint64 requests);
//! A hundred actors pass a token round.
Result threadRing(Spread spread, qint64 hops);
//! A hundred and twenty actors on two threads ping one of them at random, again as soon as they
//! have the answer.
Result big(qint64 pingsEach);
//! Actors without a name that do nothing after one message; also the time to make them.
Result idle(qint64 actors);
//! The same with a name of 12 characters and a constructor argument each.
Result idleNamed(qint64 actors);

//! A queued call of plain Qt goes to and fro between two plain objects on actor threads.
Result qtCalls(QtCall kind, qint64 roundTrips);
//! An object emits a signal that is connected to an actor on another thread.
Result emission(qint64 emissions);
//! Messages of several sizes and types.
Workloads payloads();
//! An actor floods one whose mailbox is bounded, under each policy. Counts what was sent, be it
//! handled or lost.
Workloads bounded();
//! An actor fails in each message and is restarted.
Result restart(qint64 failures);
//! Actors that do nothing are stopped one by one.
Result stop(qint64 actors);
//! A system is made, and an actor that answers a question; without the end of the system.
Result systemStart(qint64 systems);
//! As ask() on two threads, each request measured by itself.
Result askLatency(Mood mood, qint64 requests);
//! A timer of one millisecond, and how late it is.
Result timer(Mood mood, qint64 ticks);
//! A byte goes through a socket to an actor's thread and back.
Result socket(Mood mood, qint64 bytes);
//! An actor on this thread is flooded from another, while a window is to be painted here.
Result guiFlood(qint64 frames);
//! Actors with a thread of their own each.
Result dedicatedCreate(qint64 actors);

//! \name How cost grows
//! Each is to cost the same for each of its items, however many there are.
//! \{
//! Messages that wait for one actor, all at the same time.
Result scalingWaiting(qint64 messages);
//! Actors that exist at the same time, from their spawn to their end.
Result scalingActors(qint64 actors);
//! As above, as children of one actor.
Result scalingChildren(qint64 children);
//! As many messages among so many threads, each of which sends to the next.
Result scalingThreads(qint64 count);
//! \}

} // namespace Bench::OnActors
