// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "resultline.h"

#include <QStringList>

#include <cmath>
#include <optional>

namespace Bench {

namespace {

std::optional<double> number(const QString &word)
{
    bool isNumber = false;
    const double value = word.toDouble(&isNumber);
    return isNumber && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

// program work messages seconds rate [key=value...]
std::optional<ResultLine> parse(const QString &line)
{
    // A program sets its remarks off by blanks.
    if (line.startsWith(u' '))
        return std::nullopt;
    const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
    if (words.size() < 5)
        return std::nullopt;
    const auto messages = number(words[2]);
    const auto seconds = number(words[3]);
    const auto rate = number(words[4]);
    if (!messages || !seconds || !rate || *rate <= 0)
        return std::nullopt;
    ResultLine result{words[0], words[1], *messages, *seconds, *rate, true, {}};
    for (const QString &word : words.mid(5)) {
        const QString key = word.section(u'=', 0, 0);
        const QString value = word.section(u'=', 1);
        if (const auto figure = number(value))
            result.figures.insert(key, *figure);
        else if (key == QLatin1String("checksum"))
            result.isRight = value == QLatin1String("right");
    }
    return result;
}

} // namespace

std::vector<ResultLine> resultLines(const QString &output)
{
    std::vector<ResultLine> results;
    for (const QString &line : output.split(u'\n')) {
        if (auto result = parse(line))
            results.push_back(*std::move(result));
    }
    return results;
}

ResultLine rightResult(Run &run, const QString &program, const QStringList &arguments)
{
    if (!run.error.isEmpty())
        return {};
    const auto results = resultLines(run.output);
    if (!results.empty() && results.front().isRight)
        return results.front();
    run.error = QStringLiteral("%1 %2 printed no right result: %3")
                    .arg(program, arguments.join(u' '), run.output.trimmed());
    return {};
}

} // namespace Bench
