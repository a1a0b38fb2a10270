// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "common/qtcalls.h"
#include "common/workload.h"

namespace Bench::OnQt {

//! Two objects and one message that goes to and fro \a roundTrips times.
Result pingpong(Place place, qint64 roundTrips);
//! One object floods another, then asks it how many it has counted.
Result counting(Place place, qint64 messages);
//! Some objects on two threads flood one.
Result fanIn(int senders, qint64 messagesEach);
//! This thread sends to sixty objects in turn, each of which computes a little.
Result forkJoinThroughput(qint64 messagesEach);
//! Objects that are made, handle one message and are deleted.
Result forkJoinCreate(qint64 actors);
//! One object asks another, again as soon as it has the answer.
Result ask(Place place, qint64 requests);
//! A hundred objects pass a token round.
Result threadRing(Spread spread, qint64 hops);
//! A hundred and twenty objects on two threads ping one of them at random, again as soon as they
//! have the answer.
Result big(qint64 pingsEach);
//! Objects that do nothing after one call; also the time to make them.
Result idle(qint64 objects);

//! A queued call of plain Qt goes to and fro between two plain objects on Qt's own threads.
Result qtCalls(QtCall kind, qint64 roundTrips);
//! An object emits a signal that is connected to an object on another thread.
Result emission(qint64 emissions);
//! Messages of several sizes and types.
Workloads payloads();
//! This thread floods an object, but waits on a semaphore while a thousand calls wait.
Result boundedBlock(qint64 messages);
//! Objects that do nothing are deleted one by one.
Result stop(qint64 objects);
//! A thread is started, and an object there answers a question; without the end of the thread.
Result systemStart(qint64 threads);
//! As ask() on two threads, each request measured by itself.
Result askLatency(Mood mood, qint64 requests);
//! A timer of one millisecond, and how late it is.
Result timer(Mood mood, qint64 ticks);
//! A byte goes through a socket to an object and back.
Result socket(Mood mood, qint64 bytes);
//! An object on this thread is flooded from another, while a window is to be painted here.
Result guiFlood(qint64 frames);
//! Objects with a thread of their own each.
Result dedicatedCreate(qint64 objects);

} // namespace Bench::OnQt
