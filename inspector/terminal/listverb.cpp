// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "listverb.h"

#include "cellformat.h"
#include "printable.h"
#include "terminal.h"
#include "texttable.h"

#include <Actors/Inspection/connection.h>
#include <Actors/Inspection/display.h>

#include <QJsonArray>
#include <QLocale>
#include <QTimer>

#include <algorithm>
#include <functional>
#include <utility>

namespace Actors::Inspector {

using Inspection::Column;
using Inspection::Connection;
using Inspection::RuntimeDirectory;
using Inspection::Subscription;
using Inspection::TableDelta;
using Inspection::Target;

namespace {

//! A program that does not answer must not keep the others from being told.
constexpr std::chrono::seconds longestVisit{2};

} // namespace

//! Asks one program what it is.
class ListVerb::Visit : public QObject
{
public:
    Visit(const Target &target, std::function<void()> done)
        : m_target(target)
        , m_done(std::move(done))
    {
        Inspection::Hello hello;
        hello.client = QStringLiteral("actors-inspect");
        hello.version = QStringLiteral(ACTORS_VERSION);
        // The welcome tells no more than what was wanted.
        hello.want = Inspection::AccessMode::Control;
        m_connection.setHello(hello);
        connect(&m_connection, &Connection::stateChanged, this, &Visit::handleState);
        connect(&m_limit, &QTimer::timeout, this,
                [this] { end(QStringLiteral("does not answer")); });
        m_limit.setSingleShot(true);
    }
    ~Visit() override { m_connection.disconnect(this); }

    void start()
    {
        m_limit.start(longestVisit);
        Subscription subscription;
        subscription.kind = Subscription::Kind::System;
        m_system = m_connection.subscribe(subscription);
        connect(m_system.get(), &Inspection::Stream::changed, this, &Visit::takeSystem);
        connect(m_system.get(), &Inspection::Stream::failed, this,
                [this](const Inspection::StreamError &error) { end(error.text); });
        m_connection.open(m_target.socketPath);
    }

    QJsonObject row() const
    {
        const bool isWelcome = m_wasOpen;
        const Inspection::Welcome welcome = m_connection.welcome();
        const auto told = [isWelcome](const QJsonValue &value) {
            return isWelcome ? value : QJsonValue(QJsonValue::Null);
        };
        return {
            {QStringLiteral("pid"), m_target.pid},
            {QStringLiteral("application"), isWelcome ? welcome.application : m_target.application},
            {QStringLiteral("version"), told(welcome.applicationVersion)},
            {QStringLiteral("system"), told(welcome.system)},
            {QStringLiteral("mode"),
             told(welcome.mode == Inspection::AccessMode::Control ? QStringLiteral("control")
                                                                  : QStringLiteral("read"))},
            {QStringLiteral("actors"), m_actors},
            {QStringLiteral("started"),
             welcome.started.count() > 0 ? told(qint64(welcome.started.count()))
                                         : QJsonValue(QJsonValue::Null)},
            {QStringLiteral("library"), told(welcome.library)},
            {QStringLiteral("qt"), told(welcome.qt)},
            {QStringLiteral("host"), told(welcome.host)},
            {QStringLiteral("socket"), m_target.socketPath},
            {QStringLiteral("error"), m_error.isEmpty() ? QJsonValue(QJsonValue::Null) : m_error},
        };
    }

private:
    void handleState(Connection::State state)
    {
        m_wasOpen = m_wasOpen || state == Connection::State::Open;
        if (state == Connection::State::Closed)
            end(m_connection.error().text);
    }

    void takeSystem(const TableDelta &delta)
    {
        if (delta.rows.empty())
            return;
        const CellFormat cells(m_connection, Subscription::Kind::System);
        m_actors = cells.json(Column::Actors, cell(delta.rows.front().cells, Column::Actors));
        end({});
    }

    void end(const QString &error)
    {
        if (std::exchange(m_ended, true))
            return;
        m_limit.stop();
        m_error = error;
        m_done();
    }

    const Target m_target;
    const std::function<void()> m_done;
    Connection m_connection;
    std::unique_ptr<Inspection::Stream> m_system;
    QTimer m_limit;
    QJsonValue m_actors{QJsonValue::Null};
    QString m_error;
    bool m_wasOpen = false;
    bool m_ended = false;
};

ListVerb::ListVerb(const CommandLine &line, Terminal &terminal)
    : Verb(line, terminal)
{
}

ListVerb::~ListVerb() = default;

void ListVerb::start()
{
    const RuntimeDirectory directory;
    if (const QString error = directory.check(); !error.isEmpty()) {
        fail(ExitCode::NoTarget, error);
        return;
    }
    directory.removeStale();
    const QList<Target> targets = directory.targets();
    for (const Target &target : targets) {
        if (target.isAlive())
            m_visits.push_back(std::make_unique<Visit>(target, [this] { handleVisited(); }));
    }
    m_openVisits = int(m_visits.size());
    if (m_visits.empty()) {
        if (format() == Format::Json)
            print({});
        fail(ExitCode::None,
             QStringLiteral("no program of yours can be inspected; start one with ACTORS_INSPECT=1 "
                            "in its environment"));
        return;
    }
    for (const std::unique_ptr<Visit> &visit : m_visits)
        visit->start();
}

void ListVerb::handleVisited()
{
    if (--m_openVisits > 0)
        return;
    std::vector<QJsonObject> rows;
    for (const std::unique_ptr<Visit> &visit : m_visits)
        rows.push_back(visit->row());
    print(rows);
    finish(ExitCode::Ok);
}

void ListVerb::print(const std::vector<QJsonObject> &rows)
{
    const QString schema = QStringLiteral("actors.inspect.list.v1");
    switch (format()) {
    case Format::Json: {
        QJsonArray array;
        for (const QJsonObject &row : rows)
            array.append(row);
        terminal().write(
            jsonDocument({{QStringLiteral("schema"), schema}, {QStringLiteral("rows"), array}}));
        return;
    }
    case Format::NdJson:
        for (QJsonObject row : rows) {
            row.insert(QStringLiteral("schema"), schema);
            terminal().write(jsonLine(row));
        }
        return;
    case Format::Table:
        break;
    }
    using Align = TextTable::Align;
    TextTable table({{QStringLiteral("pid"), Align::Right},
                     {QStringLiteral("application")},
                     {QStringLiteral("version")},
                     {QStringLiteral("actors"), Align::Right},
                     {QStringLiteral("mode")},
                     {QStringLiteral("socket"), Align::Left, Elide::Middle}});
    const QLocale locale;
    for (const QJsonObject &row : rows) {
        const auto text = [&row](QLatin1StringView key) {
            return printable(row.value(key).toString());
        };
        const QString error = text(QLatin1StringView("error"));
        const QString mode = error.isEmpty() ? text(QLatin1StringView("mode")) : error;
        const QJsonValue actors = row.value(QLatin1StringView("actors"));
        const Style style = mode == QLatin1StringView("read") ? Style::Plain : Style::Attention;
        table.add({{QString::number(row.value(QLatin1StringView("pid")).toInteger())},
                   {text(QLatin1StringView("application"))},
                   {text(QLatin1StringView("version"))},
                   {actors.isNull() ? QStringLiteral("–") : locale.toString(actors.toInteger())},
                   {mode, style},
                   {text(QLatin1StringView("socket"))}});
    }
    table.write(terminal());
}

} // namespace Actors::Inspector
