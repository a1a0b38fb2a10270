// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "diffverb.h"

#include "cellformat.h"
#include "printable.h"
#include "terminal.h"
#include "texttable.h"

#include <Actors/Inspection/display.h>

#include <QJsonArray>
#include <QLocale>

#include <limits>

namespace Actors::Inspector {

using Inspection::Playback;

namespace {

QString nameOf(ActorDifference::What what)
{
    switch (what) {
    case ActorDifference::What::New:
        return QStringLiteral("new");
    case ActorDifference::What::Gone:
        return QStringLiteral("gone");
    case ActorDifference::What::Changed:
        return QStringLiteral("changed");
    }
    Q_UNREACHABLE();
}

//! "depth 3 → 17,319"
QString textOf(const Difference &difference)
{
    const Inspection::ColumnInfo &column = Inspection::info(difference.column);
    const auto value = [&column](const QCborValue &one) {
        return Inspection::displayText(column.kind, one.isUndefined() ? QCborValue(0) : one);
    };
    return QStringLiteral("%1 %2 → %3")
        .arg(QLatin1StringView(column.name), value(difference.before), value(difference.after));
}

QJsonObject objectOf(const ActorDifference &actor)
{
    QJsonObject object{{QStringLiteral("change"), nameOf(actor.what)},
                       {QStringLiteral("path"), actor.path},
                       {QStringLiteral("class"), actor.type}};
    if (actor.differences.empty())
        return object;
    QJsonObject columns;
    for (const Difference &difference : actor.differences) {
        columns.insert(QLatin1StringView(Inspection::info(difference.column).name),
                       QJsonObject{{QStringLiteral("before"), difference.before.toJsonValue()},
                                   {QStringLiteral("after"), difference.after.toJsonValue()}});
    }
    object.insert(QStringLiteral("columns"), columns);
    return object;
}

QJsonObject objectOf(const LetterDifference &letter)
{
    return {{QStringLiteral("change"), QStringLiteral("deadletters")},
            {QStringLiteral("type"), letter.type},
            {QStringLiteral("recipient"), letter.recipient},
            {QStringLiteral("reason"), letter.reason},
            {QStringLiteral("before"), letter.before},
            {QStringLiteral("after"), letter.after}};
}

constexpr QLatin1StringView Schema("actors.inspect.diff.v1");

} // namespace

DiffVerb::DiffVerb(const CommandLine &line, Terminal &terminal)
    : Verb(line, terminal)
{
}

bool DiffVerb::open(Playback &playback, int operand)
{
    if (!playback.open(line().operand(operand))) {
        fail(ExitCode::NoTarget, printable(playback.error()));
        return false;
    }
    if (const QString damage = playback.damage(); !damage.isEmpty()) {
        terminal().complain(
            QStringLiteral("%1 is not whole: %2").arg(printable(line().operand(operand)), damage));
    }
    return true;
}

void DiffVerb::start()
{
    if (!open(m_before, 0) || !open(m_after, 1))
        return;
    Comparison comparison = Comparison::of(m_before.scene(), m_after.scene(),
                                           Inspection::Filter(line().text(Option::Filter)));
    const auto most = std::size_t(line().count(Option::Rows, std::numeric_limits<int>::max()));
    if (comparison.actors.size() > most)
        comparison.actors.resize(most);
    const bool isSame = comparison.actors.empty() && comparison.letters.empty();
    switch (format()) {
    case Format::Table:
        printTable(comparison);
        break;
    case Format::Json:
        printDocument(comparison);
        break;
    case Format::NdJson:
        printLines(comparison);
        break;
    }
    finish(isSame ? ExitCode::None : ExitCode::Ok);
}

void DiffVerb::printTable(const Comparison &comparison)
{
    if (comparison.actors.empty() && comparison.letters.empty()) {
        terminal().complain(QStringLiteral("there is no difference"));
        return;
    }
    TextTable actors({{QStringLiteral("CHANGE")},
                      {QStringLiteral("PATH"), TextTable::Align::Left, Elide::Middle},
                      {QStringLiteral("CLASS")},
                      {QStringLiteral("WHAT")}});
    for (const ActorDifference &actor : comparison.actors) {
        QStringList texts;
        for (const Difference &difference : actor.differences)
            texts.append(textOf(difference));
        actors.add({{nameOf(actor.what)},
                    {printable(actor.path)},
                    {printable(actor.type)},
                    {texts.join(QStringLiteral(", "))}});
    }
    if (!comparison.actors.empty())
        actors.write(terminal());
    if (comparison.letters.empty())
        return;
    if (!comparison.actors.empty())
        terminal().writeLine({});
    const QLocale locale;
    TextTable letters({{QStringLiteral("LOST BEFORE"), TextTable::Align::Right},
                       {QStringLiteral("LOST AFTER"), TextTable::Align::Right},
                       {QStringLiteral("TYPE")},
                       {QStringLiteral("RECIPIENT"), TextTable::Align::Left, Elide::Middle},
                       {QStringLiteral("REASON")}});
    for (const LetterDifference &letter : comparison.letters) {
        letters.add({{locale.toString(letter.before)},
                     {locale.toString(letter.after)},
                     {printable(letter.type)},
                     {printable(letter.recipient)},
                     {printable(letter.reason)}});
    }
    letters.write(terminal());
}

QJsonObject DiffVerb::describe(const Playback &playback, int operand) const
{
    const Inspection::Welcome target = playback.target();
    const auto time = target.wallClock + (playback.time() - target.clock);
    return {{QStringLiteral("file"), line().operand(operand)},
            {QStringLiteral("application"), target.application},
            {QStringLiteral("pid"), target.pid},
            {QStringLiteral("time"), qint64(time.count())},
            {QStringLiteral("duration"), qint64(playback.duration().count())},
            {QStringLiteral("actors"), qint64(playback.scene().actorCount())}};
}

void DiffVerb::printDocument(const Comparison &comparison)
{
    QJsonArray actors;
    for (const ActorDifference &actor : comparison.actors)
        actors.append(objectOf(actor));
    QJsonArray letters;
    for (const LetterDifference &letter : comparison.letters)
        letters.append(objectOf(letter));
    terminal().write(jsonDocument({{QStringLiteral("schema"), QString(Schema)},
                                   {QStringLiteral("before"), describe(m_before, 0)},
                                   {QStringLiteral("after"), describe(m_after, 1)},
                                   {QStringLiteral("actors"), actors},
                                   {QStringLiteral("deadletters"), letters}}));
}

void DiffVerb::printLines(const Comparison &comparison)
{
    const auto print = [this](QJsonObject object) {
        object.insert(QStringLiteral("schema"), QString(Schema));
        terminal().write(jsonLine(object));
    };
    for (const ActorDifference &actor : comparison.actors)
        print(objectOf(actor));
    for (const LetterDifference &letter : comparison.letters)
        print(objectOf(letter));
}

} // namespace Actors::Inspector
