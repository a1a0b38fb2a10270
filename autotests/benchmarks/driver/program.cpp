// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "program.h"

#include <QDeadlineTimer>
#include <QFile>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace Bench {

namespace {

constexpr std::chrono::minutes LongestRun{2};

double seconds(const timeval &time)
{
    return double(time.tv_sec) + double(time.tv_usec) / 1e6;
}

//! Starts the program with \a output in the place of its output; an error number if that fails.
int start(const QString &program, const QStringList &arguments, int output, pid_t &pid)
{
    std::vector<QByteArray> words{QFile::encodeName(program)};
    for (const QString &argument : arguments)
        words.push_back(argument.toLocal8Bit());
    std::vector<char *> argv;
    argv.reserve(words.size() + 1);
    for (QByteArray &word : words)
        argv.push_back(word.data());
    argv.push_back(nullptr);

    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
    const int error = ::posix_spawn(&pid, argv[0], &actions, nullptr, argv.data(), environ);
    ::posix_spawn_file_actions_destroy(&actions);
    return error;
}

//! Reads until the other end is closed; false if that is not so in time.
bool readAll(int from, QByteArray &output)
{
    const QDeadlineTimer deadline(LongestRun);
    while (true) {
        pollfd readable{from, POLLIN, 0};
        const int ready = ::poll(&readable, 1, int(deadline.remainingTime()));
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return false;
        char bytes[4096];
        const ssize_t count = ::read(from, bytes, sizeof(bytes));
        if (count <= 0)
            return count == 0;
        output.append(bytes, qsizetype(count));
    }
}

} // namespace

// Not by QProcess: it does not say what the program has taken of processors and memory.
Run run(const QString &program, const QStringList &arguments)
{
    Run result;
    const auto failed = [&](const QString &why) {
        result.error = QStringLiteral("%1 %2: %3").arg(program, arguments.join(u' '), why);
        if (!result.output.trimmed().isEmpty())
            result.error += QStringLiteral(". It has printed: ") + result.output.trimmed();
        return result;
    };
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        return failed(QString::fromLocal8Bit(std::strerror(errno)));
    pid_t pid = 0;
    const int error = start(program, arguments, ends[1], pid);
    ::close(ends[1]);
    if (error != 0) {
        ::close(ends[0]);
        return failed(QString::fromLocal8Bit(std::strerror(error)));
    }
    QByteArray output;
    const bool hasEnded = readAll(ends[0], output);
    if (!hasEnded)
        ::kill(pid, SIGKILL);
    ::close(ends[0]);
    result.output = QString::fromUtf8(output);

    int status = 0;
    rusage usage{};
    while (::wait4(pid, &status, 0, &usage) < 0 && errno == EINTR) { }
    result.cpuSeconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    // The system counts for the program what this process was before it became that program.
    rusage own{};
    if (::getrusage(RUSAGE_SELF, &own) == 0 && usage.ru_maxrss > own.ru_maxrss)
        result.peakBytes = double(usage.ru_maxrss) * 1024;
    if (!hasEnded)
        return failed(QStringLiteral("has not ended within two minutes"));
    if (WIFSIGNALED(status))
        return failed(QString::fromLocal8Bit(::strsignal(WTERMSIG(status))));
    if (WEXITSTATUS(status) != 0)
        return failed(QStringLiteral("ended with status %1").arg(WEXITSTATUS(status)));
    return result;
}

} // namespace Bench
