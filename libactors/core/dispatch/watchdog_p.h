// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "dispatch/worker_p.h"

#include <Actors/Core/diagnostics.h>

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

namespace Actors::Internal {

/*!
 * \brief A thread that looks at workers from outside and reports handlers that run for too long,
 * each handling once.
 *
 * Workers that have no limit pay nothing for it. It looks four times in the time of a limit; a
 * handler that returns in between is reported by its own thread.
 */
class Watchdog
{
public:
    using Visitor = std::function<void(Worker &, Diagnostic)>;
    //! Shows the workers there are now to a visitor; none of them goes away meanwhile.
    using Workers = std::function<void(const Visitor &)>;

    explicit Watchdog(Workers workers);
    //! Waits until its thread has ended. Must not be called with a lock that \c workers takes.
    ~Watchdog();
    Q_DISABLE_COPY_MOVE(Watchdog)

    //! Any thread: there is a new worker, or a new limit.
    void look();
    //! Reports a handler that has returned.
    static void reportEnded(Worker &worker, Diagnostic diagnostic, const QString &path,
                            const QString &method, std::chrono::nanoseconds time);

private:
    struct Case
    {
        Diagnostic diagnostic;
        QString path;
        QString method;
        QString thread;
        std::chrono::nanoseconds time;
        std::chrono::nanoseconds limit;
        enum { Running, Ended } state;
    };
    static void reportCase(const Case &one);
    void run();
    std::optional<std::chrono::nanoseconds> lookAround();
    static void lookAt(Worker &worker, Diagnostic diagnostic, std::chrono::nanoseconds limit,
                       std::vector<Case> &cases);

    const Workers m_workers;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_looks = false;
    bool m_ends = false;
    std::unique_ptr<QThread> m_thread;
};

} // namespace Actors::Internal
