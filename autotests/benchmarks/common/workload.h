// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QtGlobal>

#include <atomic>
#include <cmath>
#include <vector>

//! What the measured programs share: how they are called, how they wait and what they print.
namespace Bench {

//! On how many threads the parties of a workload live.
enum class Place {
    OneThread,
    TwoThreads,
    OwnThreads, //!< Two, each of them made for its one party.
};

//! How many parties are spread over two threads.
enum class Spread {
    OneThread,
    RoundRobin, //!< Neighbours are never on the same thread.
    Halves,
};

//! On which of two threads the party \a number of \a all lives.
constexpr int threadOf(Spread spread, int number, int all)
{
    switch (spread) {
    case Spread::RoundRobin:
        return number % 2;
    case Spread::Halves:
        return number * 2 / all;
    case Spread::OneThread:
        break;
    }
    return 0;
}

//! What the threads of a workload do beside it.
enum class Mood {
    Asleep, //!< Nothing, long enough to have fallen asleep.
    Awake, //!< Nothing, but they have no time to fall asleep.
    Saturated, //!< They handle messages without end.
};

//! What a workload has measured beside its rate. The unit is the end of the name, as in "p50_ns".
struct Figure
{
    const char *name;
    double value;
};

//! What a run has shown.
struct Result
{
    double messages = 0;
    double seconds = 0;
    bool isRight = false; //!< What the parties have counted is what was sent.
    std::vector<Figure> figures = {};
};

//! A workload by its name on the command line. What \a size counts is up to it.
struct Workload
{
    const char *name;
    Result (*run)(qint64 size);
};
using Workloads = std::vector<Workload>;

/*!
 * Runs the workload that the command line names and prints a line: program, workload, messages,
 * seconds, messages in a second, and then words key=value. The first of them is checksum, which is
 * right or wrong; the others are the figures of the result, by their names, as numbers with at most
 * one decimal. Returns 1 if the checksum is wrong, 2 for a name that is not known.
 */
int runWorkload(int argc, char *argv[], const char *program, const Workloads &workloads);

//! Seconds since some moment.
double now();
qint64 nanoseconds(); //!< As now().
qint64 residentBytes();
//! The threads that are started from now on share one processor; false where that cannot be had.
bool useOneProcessor();

//! What Savina's fork-join benchmarks compute for each message. Inline, as the prototype has it: an
//! angle that is constant costs nothing.
inline double sineWork(double angle)
{
    const double sine = std::sin(angle);
    return sine * sine;
}

//! Draws numbers that are the same in each run and each program.
class Dice
{
public:
    explicit Dice(quint64 seed)
        : m_state(seed)
    {
    }
    //! A number from 0 up to, but not including, \a limit.
    qint64 roll(qint64 limit)
    {
        m_state = m_state * 6364136223846793005U + 1442695040888963407U;
        return qint64((m_state >> 33) % quint64(limit));
    }

private:
    quint64 m_state;
};

//! One thread waits until others have said often enough that they are done. On a line of its own:
//! what else that thread has on its stack is not to be fetched back each time.
class alignas(64) Gate
{
public:
    explicit Gate(int times = 1)
        : m_left(times)
    {
    }
    void arrive()
    {
        if (m_left.fetch_sub(1, std::memory_order_acq_rel) == 1)
            m_left.notify_all();
    }
    int left() const { return m_left.load(std::memory_order_acquire); }
    void wait()
    {
        for (int left = m_left.load(std::memory_order_acquire); left > 0;
             left = m_left.load(std::memory_order_acquire))
            m_left.wait(left, std::memory_order_acquire);
    }

private:
    std::atomic<int> m_left;
};

//! To which threads add what they were sent, each by itself. On a line of its own, as a Gate.
class alignas(64) Sum
{
public:
    void add(qint64 value) { m_value.fetch_add(value, std::memory_order_relaxed); }
    //! Once all have arrived at the gate.
    qint64 value() const { return m_value.load(std::memory_order_relaxed); }

private:
    std::atomic<qint64> m_value = 0;
};

/*!
 * What a workload lends to its actors and outlives them. They use it by turns, or it guards itself:
 * a message cannot know that of a plain pointer and refuses it.
 */
template<class T>
class Lent
{
public:
    explicit Lent(T &object)
        : m_object(&object)
    {
    }
    T &operator*() const { return *m_object; }
    T *operator->() const { return m_object; }

private:
    T *m_object;
};

} // namespace Bench
