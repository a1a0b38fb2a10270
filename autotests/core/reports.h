// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/diagnostics.h>

#include <QList>
#include <QMutex>

#include <algorithm>

/*!
 * \brief Collects what the library reports while it lives, from all threads.
 */
class Reports
{
public:
    Reports()
    {
        m_before = Actors::Internal::setReportObserver([this](const auto &report) {
            {
                const QMutexLocker lock(&m_mutex);
                m_reports.append(report);
            }
            if (m_before)
                m_before(report);
        });
    }
    ~Reports() { Actors::Internal::setReportObserver(m_before); }
    Q_DISABLE_COPY_MOVE(Reports)

    QList<Actors::Internal::DiagnosticReport> of(Actors::Diagnostic diagnostic) const
    {
        const QMutexLocker lock(&m_mutex);
        QList<Actors::Internal::DiagnosticReport> found;
        std::copy_if(m_reports.begin(), m_reports.end(), std::back_inserter(found),
                     [diagnostic](const auto &it) { return it.diagnostic == diagnostic; });
        return found;
    }
    int count(Actors::Diagnostic diagnostic) const { return int(of(diagnostic).size()); }
    Actors::Internal::DiagnosticReport last(Actors::Diagnostic diagnostic) const
    {
        const auto found = of(diagnostic);
        return found.isEmpty() ? Actors::Internal::DiagnosticReport{diagnostic, {}, {}, {}, {}}
                               : found.last();
    }

private:
    mutable QMutex m_mutex;
    QList<Actors::Internal::DiagnosticReport> m_reports;
    Actors::Internal::ReportObserver m_before;
};
