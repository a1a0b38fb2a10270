// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "logfilter.h"

#include "testsystem.h"

#include <Actors/Core/testaccess.h>

#include <algorithm>
#include <mutex>
#include <vector>

namespace Actors::TestKit {

class LogFilterPrivate
{
public:
    explicit LogFilterPrivate(TestSystem &testSystem)
        : system(testSystem)
        , access(testSystem)
    {
    }

    static void handle(QtMsgType type, const QMessageLogContext &context, const QString &text);

    TestSystem &system;
    Internal::TestAccess access;
    QtMsgType type = QtWarningMsg;
    QRegularExpression pattern;
    QStringList lines;
};

namespace {

//! All filters that exist, and what took the messages before the first.
struct Filters
{
    std::recursive_mutex mutex;
    std::vector<LogFilterPrivate *> all;
    QtMessageHandler before = nullptr;
};

Filters &filters()
{
    static Filters instance;
    return instance;
}

} // namespace

void LogFilterPrivate::handle(QtMsgType type, const QMessageLogContext &context,
                              const QString &text)
{
    const QString line =
        (context.category ? QString::fromUtf8(context.category) : QStringLiteral("default"))
        + QStringLiteral(": ") + text;
    QtMessageHandler before = nullptr;
    {
        const std::lock_guard lock(filters().mutex);
        auto &all = filters().all;
        const auto taker = std::find_if(all.rbegin(), all.rend(), [&](LogFilterPrivate *filter) {
            return filter->type == type && filter->pattern.match(line).hasMatch();
        });
        if (taker != all.rend()) {
            (*taker)->lines.append(line);
            (*taker)->access.nudge();
            return;
        }
        before = filters().before;
    }
    if (before)
        before(type, context, text);
}

LogFilter::LogFilter(TestSystem &system, QtMsgType type, const QRegularExpression &pattern)
    : d(std::make_unique<LogFilterPrivate>(system))
{
    d->type = type;
    d->pattern = pattern;
    const std::lock_guard lock(filters().mutex);
    if (filters().all.empty())
        filters().before = qInstallMessageHandler(&LogFilterPrivate::handle);
    filters().all.push_back(d.get());
}

LogFilter::LogFilter(TestSystem &system, Diagnostic diagnostic)
    : LogFilter(
        system, Internal::entry(diagnostic).severity,
        QRegularExpression(QRegularExpression::escape(u'[' + Internal::idOf(diagnostic) + u']')))
{
}

LogFilter::~LogFilter()
{
    const std::lock_guard lock(filters().mutex);
    std::erase(filters().all, d.get());
    if (filters().all.empty())
        qInstallMessageHandler(std::exchange(filters().before, nullptr));
}

int LogFilter::count() const
{
    const std::lock_guard lock(filters().mutex);
    return int(d->lines.size());
}

QStringList LogFilter::lines() const
{
    const std::lock_guard lock(filters().mutex);
    return d->lines;
}

bool LogFilter::awaitCount(int wanted, std::chrono::nanoseconds timeout, Where where)
{
    if (d->system.waitUntil([this, wanted] { return count() >= wanted; }, timeout))
        return true;
    failTest(QStringLiteral("expected %1 lines like %2, but %3 came: %4")
                 .arg(wanted)
                 .arg(d->pattern.pattern())
                 .arg(count())
                 .arg(lines().join(u'\n')),
             where);
    return false;
}

} // namespace Actors::TestKit
