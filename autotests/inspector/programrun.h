// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "program.h"
#include "terminal.h"

#include <QBuffer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <optional>

namespace Actors::Inspector {

//! actors-inspect, run in this process.
class ProgramRun : public QObject
{
    Q_OBJECT

public:
    explicit ProgramRun(const QStringList &arguments, const TerminalTraits &traits = {})
        : m_terminal(m_output, m_errors, [traits] { return traits; })
        , m_program(m_terminal)
    {
        m_output.open(QIODevice::WriteOnly);
        m_errors.open(QIODevice::WriteOnly);
        connect(&m_program, &Program::finished, this, [this](ExitCode code) { m_code = code; });
        m_program.run(arguments);
    }

    //! What it has ended with; nothing while it runs.
    std::optional<ExitCode> code() const { return m_code; }
    QString output() const { return QString::fromUtf8(m_output.data()); }
    QString errors() const { return QString::fromUtf8(m_errors.data()); }
    //! The JSON objects that were printed, one in each line or one in all.
    QList<QJsonObject> objects() const
    {
        if (const auto whole = QJsonDocument::fromJson(m_output.data()); whole.isObject())
            return {whole.object()};
        QList<QJsonObject> objects;
        for (const QByteArray &line : m_output.data().split('\n')) {
            if (!line.isEmpty())
                objects.append(QJsonDocument::fromJson(line).object());
        }
        return objects;
    }
    QJsonArray rows() const
    {
        return objects().value(0).value(QLatin1StringView("rows")).toArray();
    }

private:
    QBuffer m_output;
    QBuffer m_errors;
    Terminal m_terminal;
    Program m_program;
    std::optional<ExitCode> m_code;
};

} // namespace Actors::Inspector

//! Waits until \a run ends, as \a expected.
#define RUN_ENDS(run, expected)                                                                    \
    QTRY_VERIFY2((run).code().has_value(), qPrintable((run).errors()));                            \
    QVERIFY2(*(run).code() == (expected), qPrintable((run).errors()))
