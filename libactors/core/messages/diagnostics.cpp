// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "diagnostics.h"

#include <Actors/Core/Clock>
#include <Actors/Core/logging.h>

#include <QHash>
#include <QLocale>
#include <QMutex>

#include <algorithm>
#include <memory>
#include <vector>

namespace Actors::Internal {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr DiagnosticEntry table[] = {
    {Diagnostic::IllegalName, QtWarningMsg, Logging::core, "Illegal name"},
    {Diagnostic::NameTaken, QtWarningMsg, Logging::core, "Name taken"},
    {Diagnostic::BadMailbox, QtWarningMsg, Logging::mailbox, "Bad mailbox"},
    {Diagnostic::NegativeTimeout, QtWarningMsg, Logging::ask, "Negative timeout"},
    {Diagnostic::UnknownDispatcher, QtWarningMsg, Logging::dispatch, "Unknown dispatcher"},
    {Diagnostic::UnknownSupervisor, QtWarningMsg, Logging::supervision, "Unknown supervisor"},
    {Diagnostic::ForeignThread, QtCriticalMsg, Logging::core, "Call from a foreign thread"},
    {Diagnostic::SpawnDuringShutdown, QtWarningMsg, Logging::lifecycle, "Spawn during shutdown"},
    {Diagnostic::NoApplication, QtCriticalMsg, Logging::lifecycle,
     "Actor system without QCoreApplication"},
    {Diagnostic::SystemOutlivesApplication, QtWarningMsg, Logging::lifecycle,
     "Actor system outlives QCoreApplication"},
    {Diagnostic::TellToNullReference, QtWarningMsg, Logging::core, "Message to a null reference"},
    {Diagnostic::ActorWithoutSpawn, QtWarningMsg, Logging::core, "Actor made without spawn"},
    {Diagnostic::MoveToThreadRefused, QtCriticalMsg, Logging::core, "moveToThread() refused"},
    {Diagnostic::SetParentRefused, QtCriticalMsg, Logging::core, "setParent() refused"},
    {Diagnostic::DeleteLaterIsStop, QtWarningMsg, Logging::lifecycle,
     "deleteLater() taken as stop()"},
    {Diagnostic::BlockActsAsFail, QtWarningMsg, Logging::mailbox, "Block acts as Fail"},
    {Diagnostic::PlacementFellBack, QtInfoMsg, Logging::dispatch,
     "Automatic placement fell back to the pool"},
    {Diagnostic::FailureReachedGuardian, QtCriticalMsg, Logging::supervision,
     "Failure escalated to the guardian"},
    {Diagnostic::HookThrew, QtWarningMsg, Logging::lifecycle, "A hook threw"},
    {Diagnostic::UnobservedFailure, QtWarningMsg, Logging::ask, "A failed ask was not observed"},
    {Diagnostic::DeadlineUnserved, QtWarningMsg, Logging::ask,
     "The deadline of an ask passed with nobody serving it"},
    {Diagnostic::DeadlockRefused, QtWarningMsg, Logging::ask, "Deadlock refused"},
    {Diagnostic::LongHandler, QtWarningMsg, Logging::dispatch, "A handler takes long"},
    {Diagnostic::StopTimedOut, QtWarningMsg, Logging::lifecycle, "Actors did not stop in time"},
    {Diagnostic::StashOverflow, QtWarningMsg, Logging::mailbox, "Stash overflow"},
    {Diagnostic::StashedTwice, QtWarningMsg, Logging::mailbox, "Message stashed twice"},
    {Diagnostic::NotMyChild, QtWarningMsg, Logging::supervision, "Not a child of this actor"},
    {Diagnostic::NegativeInterval, QtWarningMsg, Logging::timers, "Timer with a negative interval"},
    {Diagnostic::MiddlewareThrew, QtWarningMsg, Logging::core, "A middleware threw"},
    {Diagnostic::DeadLetter, QtWarningMsg, Logging::deadLetters, "A message was not handled"},
    {Diagnostic::DeadLetterSummary, QtInfoMsg, Logging::deadLetters, "Dead letters at the end"},
    {Diagnostic::DeadLetterListenerThrew, QtWarningMsg, Logging::deadLetters,
     "A listener of the dead letters threw"},
    {Diagnostic::ReplyOnOtherThread, QtWarningMsg, Logging::ask, "Reply used in another thread"},
    {Diagnostic::WaitRefused, QtWarningMsg, Logging::ask, "Wait refused"},
    {Diagnostic::AddressTaken, QtWarningMsg, Logging::directory, "Address taken"},
    {Diagnostic::PlainTimerUnderVirtualTime, QtWarningMsg, Logging::timers,
     "Plain QTimer under virtual time"},
    {Diagnostic::HandlerBlocks, QtCriticalMsg, Logging::dispatch,
     "A handler blocks the deterministic executor"},
    {Diagnostic::ConnectionRefused, QtWarningMsg, Logging::core, "Connection refused"},
    {Diagnostic::UnknownMethod, QtWarningMsg, Logging::core, "Unknown method"},
    {Diagnostic::NotAWorker, QtWarningMsg, Logging::core, "Not a worker"},
    {Diagnostic::ClosedWithActorsAlive, QtWarningMsg, Logging::lifecycle,
     "Actor system closed with actors alive"},
    {Diagnostic::UnownedException, QtCriticalMsg, Logging::dispatch,
     "An exception that belongs to no actor"},
    {Diagnostic::ArgumentsTaken, QtWarningMsg, Logging::mailbox, "Arguments were taken away"},
    {Diagnostic::NotItsMessage, QtWarningMsg, Logging::core, "Passed on to another class"},
};

constexpr bool isOrderedByNumber()
{
    int number = 0;
    for (const DiagnosticEntry &entry : table) {
        if (int(entry.diagnostic) != ++number)
            return false;
    }
    return number == int(Diagnostic::NotItsMessage);
}
static_assert(isOrderedByNumber());

struct Source
{
    Diagnostic diagnostic;
    QString actorPath;

    bool operator==(const Source &other) const
    {
        return diagnostic == other.diagnostic && actorPath == other.actorPath;
    }
};

size_t qHash(const Source &source, size_t seed = 0)
{
    return qHashMulti(seed, int(source.diagnostic), source.actorPath);
}

//! What was logged and held back for one source in the second that began at \a start.
struct Second
{
    std::chrono::nanoseconds start{};
    int logged = 0;
    quint64 heldBack = 0;
};

struct HeldBack
{
    Source source;
    quint64 lines;
};

class Limiter
{
public:
    //! Whether a line may be logged. Puts into \a over what was held back in seconds now over.
    bool admit(const Source &source, std::vector<HeldBack> &over)
    {
        const QMutexLocker lock(&m_mutex);
        const std::chrono::nanoseconds now = m_clock->now();
        if (now - m_lastSweep >= 1s) {
            sweep(now - 1s, over);
            m_lastSweep = now;
        }
        auto it = m_seconds.find(source);
        if (it == m_seconds.end())
            it = m_seconds.insert(source, {now, 0, 0});
        Second &second = it.value();
        if (now - second.start >= 1s) {
            if (second.heldBack > 0)
                over.push_back({source, second.heldBack});
            second = {now, 0, 0};
        }
        if (second.logged < m_limit) {
            ++second.logged;
            return true;
        }
        ++second.heldBack;
        return false;
    }

    void takeAll(std::vector<HeldBack> &over)
    {
        const QMutexLocker lock(&m_mutex);
        sweep(std::chrono::nanoseconds::max(), over);
    }

    void setLimit(int linesPerSecond)
    {
        const QMutexLocker lock(&m_mutex);
        m_limit = linesPerSecond;
    }

    void setClock(const Clock *clock)
    {
        const QMutexLocker lock(&m_mutex);
        m_clock = clock ? clock : Clock::real();
        m_seconds.clear();
        m_lastSweep = m_clock->now();
    }

    ReportObserver setObserver(ReportObserver observer)
    {
        const QMutexLocker lock(&m_mutex);
        const std::shared_ptr<ReportObserver> before = m_observer;
        m_observer = observer ? std::make_shared<ReportObserver>(std::move(observer)) : nullptr;
        return before ? *before : ReportObserver();
    }

    std::shared_ptr<ReportObserver> observer()
    {
        const QMutexLocker lock(&m_mutex);
        return m_observer;
    }

private:
    // Forgets the sources that have been quiet, or the table would grow with every actor.
    void sweep(std::chrono::nanoseconds startedBefore, std::vector<HeldBack> &over)
    {
        for (auto it = m_seconds.begin(); it != m_seconds.end();) {
            if (it->start > startedBefore) {
                ++it;
                continue;
            }
            if (it->heldBack > 0)
                over.push_back({it.key(), it->heldBack});
            it = m_seconds.erase(it);
        }
    }

    QMutex m_mutex;
    QHash<Source, Second> m_seconds;
    std::shared_ptr<ReportObserver> m_observer;
    const Clock *m_clock = Clock::real();
    std::chrono::nanoseconds m_lastSweep = m_clock->now();
    int m_limit = 5;
};

Limiter &limiter()
{
    // Never destroyed: a late thread may have something to report.
    static Limiter &instance = *new Limiter;
    return instance;
}

void write(const QLoggingCategory &category, QtMsgType severity, const QString &text)
{
    if (!category.isEnabled(severity))
        return;
    const QMessageLogger logger(nullptr, 0, nullptr, category.categoryName());
    const QByteArray utf8 = text.toUtf8();
    switch (severity) {
    case QtDebugMsg:
        logger.debug("%s", utf8.constData());
        break;
    case QtInfoMsg:
        logger.info("%s", utf8.constData());
        break;
    case QtCriticalMsg:
    case QtFatalMsg:
        logger.critical("%s", utf8.constData());
        break;
    case QtWarningMsg:
        logger.warning("%s", utf8.constData());
        break;
    }
}

void writeHeldBack(const std::vector<HeldBack> &all)
{
    for (const HeldBack &held : all) {
        const QString lines = QLocale(QLocale::English).toString(qulonglong(held.lines));
        QString text = u"… "_s + lines + u" more suppressed in 1 s"_s;
        if (!held.source.actorPath.isEmpty())
            text += u": "_s + held.source.actorPath;
        log(held.source.diagnostic, entry(held.source.diagnostic).severity, text);
    }
}

void appendSentence(QString &text, const QString &sentence)
{
    if (sentence.isEmpty())
        return;
    text += u' ' + sentence;
    if (!sentence.endsWith(u'.') && !sentence.endsWith(u'?') && !sentence.endsWith(u'!'))
        text += u'.';
}

} // namespace

QString DiagnosticReport::toString() const
{
    QString text = what.isEmpty() ? QString::fromLatin1(entry(diagnostic).title) : what;
    if (!actorPath.isEmpty())
        text += u": "_s + actorPath;
    if (!text.endsWith(u'.'))
        text += u'.';
    appendSentence(text, cause);
    appendSentence(text, cure);
    return text + u" ["_s + idOf(diagnostic) + u']';
}

std::span<const DiagnosticEntry> diagnostics()
{
    return table;
}

const DiagnosticEntry &entry(Diagnostic diagnostic)
{
    const auto index = size_t(diagnostic) - 1;
    Q_ASSERT(index < std::size(table));
    return table[index];
}

QString idOf(Diagnostic diagnostic)
{
    return u"ACT-%1"_s.arg(int(diagnostic), 4, 10, QLatin1Char('0'));
}

void report(Diagnostic diagnostic, const QString &what, const QString &actorPath,
            const QString &cause, const QString &cure)
{
    const DiagnosticReport report{diagnostic, what, actorPath, cause, cure};
    if (const std::shared_ptr<ReportObserver> observer = limiter().observer())
        (*observer)(report);

    std::vector<HeldBack> over;
    const bool admitted = limiter().admit({diagnostic, actorPath}, over);
    writeHeldBack(over);
    if (admitted) {
        const DiagnosticEntry &known = entry(diagnostic);
        write(known.category(), known.severity, report.toString());
    }
}

void log(Diagnostic diagnostic, QtMsgType severity, const QString &text)
{
    write(entry(diagnostic).category(), severity, text + u" ["_s + idOf(diagnostic) + u']');
}

void flushReports()
{
    std::vector<HeldBack> over;
    limiter().takeAll(over);
    writeHeldBack(over);
}

void setReportLimit(int linesPerSecond)
{
    limiter().setLimit(linesPerSecond);
}

void setReportClock(const Clock *clock)
{
    limiter().setClock(clock);
}

ReportObserver setReportObserver(ReportObserver observer)
{
    return limiter().setObserver(std::move(observer));
}

} // namespace Actors::Internal
