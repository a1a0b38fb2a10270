// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "comparison.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <map>
#include <tuple>

namespace Actors::Inspector {

using Inspection::Column;
using Inspection::ColumnKind;
using Inspection::Filter;
using Inspection::RecordedScene;
using Inspection::Subscription;
using Inspection::TableDelta;

namespace {

constexpr Column Compared[] = {Column::Depth, Column::Oldest, Column::In,      Column::Out,
                               Column::Busy,  Column::Failed, Column::Restarts};

//! Less than this is as good as nothing.
double grain(Column column)
{
    switch (Inspection::info(column).kind) {
    case ColumnKind::Duration:
        return 10e6; // 10 ms
    case ColumnKind::Permille:
        return 20;
    default:
        return 1;
    }
}

//! Whether it is more than the usual ups and downs; of failures each counts.
bool isOtherwise(Column column, double before, double after)
{
    constexpr double noise = 0.1;
    const double change = std::abs(after - before);
    return change >= grain(column)
        && (column == Column::Failed || column == Column::Restarts
            || change > noise * std::max(std::abs(before), std::abs(after)));
}

//! By how many powers of two, either way.
double weightOf(Column column, double before, double after)
{
    const double least = grain(column);
    return std::abs(std::log2((std::abs(after) + least) / (std::abs(before) + least)));
}

QString textOf(const RecordedScene::Cells &cells, Column column)
{
    return Inspection::cellOf(cells, column).toString();
}

using Actors = std::map<QString, RecordedScene::Cells>;

Actors actorsOf(const RecordedScene &scene)
{
    Actors actors;
    for (const quint64 id : scene.actors()) {
        const RecordedScene::Cells &cells = scene.actor(id);
        if (!textOf(cells, Column::Class).isEmpty())
            actors.insert_or_assign(textOf(cells, Column::Path), cells);
    }
    return actors;
}

//! Nothing if they are as good as the same.
ActorDifference difference(const RecordedScene::Cells &before, const RecordedScene::Cells &after)
{
    ActorDifference found;
    std::vector<std::pair<double, Difference>> weighed;
    for (const Column column : Compared) {
        const QCborValue old = Inspection::cellOf(before, column);
        const QCborValue now = Inspection::cellOf(after, column);
        const double weight = weightOf(column, old.toDouble(), now.toDouble());
        if (isOtherwise(column, old.toDouble(), now.toDouble()))
            weighed.emplace_back(weight, Difference{column, old, now});
    }
    std::ranges::stable_sort(weighed, std::greater<>(),
                             [](const auto &weighedOne) { return weighedOne.first; });
    for (auto &[weight, one] : weighed) {
        found.weight = std::max(found.weight, weight);
        found.differences.push_back(std::move(one));
    }
    return found;
}

//! Counts by type, recipient and reason.
using Letters = std::map<std::tuple<QString, QString, QString>, qint64>;

Letters lettersOf(const RecordedScene &scene)
{
    Subscription all;
    all.kind = Subscription::Kind::DeadLetters;
    all.rows = Subscription::MostRows;
    Letters letters;
    for (const TableDelta::Row &row : scene.look(all).rows) {
        letters[{textOf(row.cells, Column::Type), textOf(row.cells, Column::Recipient),
                 textOf(row.cells, Column::Reason)}] +=
            Inspection::cellOf(row.cells, Column::Count).toInteger();
    }
    return letters;
}

std::vector<LetterDifference> compareLetters(const RecordedScene &before,
                                             const RecordedScene &after)
{
    const Letters old = lettersOf(before);
    Letters all = lettersOf(after);
    std::vector<LetterDifference> found;
    for (const auto &[key, count] : old)
        all.try_emplace(key, 0);
    for (const auto &[key, count] : all) {
        const auto known = old.find(key);
        const qint64 was = known == old.end() ? 0 : known->second;
        if (was != count)
            found.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), was, count});
    }
    std::ranges::stable_sort(found, std::greater<>(), [](const LetterDifference &one) {
        return std::abs(double(one.after) - double(one.before));
    });
    return found;
}

} // namespace

Comparison Comparison::of(const RecordedScene &before, const RecordedScene &after,
                          const Filter &filter)
{
    const Actors old = actorsOf(before);
    const Actors now = actorsOf(after);
    const auto isWanted = [&filter](const RecordedScene::Cells &cells) {
        return Inspection::matches(filter, cells);
    };
    Comparison comparison;
    std::vector<ActorDifference> came;
    std::vector<ActorDifference> went;
    for (const auto &[path, cells] : now) {
        const auto known = old.find(path);
        if (!isWanted(cells) && (known == old.end() || !isWanted(known->second)))
            continue;
        const QString type = textOf(cells, Column::Class);
        if (known == old.end()) {
            came.push_back({ActorDifference::What::New, path, type, {}, 0});
            continue;
        }
        ActorDifference found = difference(known->second, cells);
        found.path = path;
        found.type = type;
        if (!found.differences.empty())
            comparison.actors.push_back(std::move(found));
    }
    for (const auto &[path, cells] : old) {
        if (!now.contains(path) && isWanted(cells))
            went.push_back(
                {ActorDifference::What::Gone, path, textOf(cells, Column::Class), {}, 0});
    }
    std::ranges::stable_sort(comparison.actors, std::greater<>(), &ActorDifference::weight);
    comparison.actors.insert(comparison.actors.end(), came.begin(), came.end());
    comparison.actors.insert(comparison.actors.end(), went.begin(), went.end());
    comparison.letters = compareLetters(before, after);
    return comparison;
}

} // namespace Actors::Inspector
