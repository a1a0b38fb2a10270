// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <algorithm>
#include <vector>

namespace Actors::Inspection {

//! Where a row of an old order is to be in the new one.
struct Seat
{
    int place = 0;
    bool isSettled = false; //!< Stands right among the others that are.
};

//! Settles as many of \a seats as can stay where they are: the longest that ascend.
inline void settleMost(std::vector<Seat> &seats)
{
    constexpr int None = -1;
    std::vector<int> ends; // Of the best that ascend, by their length.
    std::vector<int> before(seats.size(), None);
    for (int i = 0; i < int(seats.size()); ++i) {
        const auto end = std::lower_bound(
            ends.begin(), ends.end(), seats[std::size_t(i)].place,
            [&seats](int seat, int place) { return seats[std::size_t(seat)].place < place; });
        if (end != ends.begin())
            before[std::size_t(i)] = *std::prev(end);
        if (end == ends.end())
            ends.push_back(i);
        else
            *end = i;
    }
    for (int i = ends.empty() ? None : ends.back(); i != None; i = before[std::size_t(i)])
        seats[std::size_t(i)].isSettled = true;
}

/*!
 * Makes \a rows what \a wanted is, step by step, each between the begin and the end that a model
 * owes its views: rows that are gone are removed, as few as possible of those that stay are moved,
 * others are inserted. \a isSame tells a row again. Takes the square of their number at worst.
 */
template<class Rows, class IsSame, class BeginRemove, class EndRemove, class BeginInsert,
         class EndInsert, class BeginMove, class EndMove>
void morph(Rows &rows, const Rows &wanted, IsSame isSame, BeginRemove beginRemove,
           EndRemove endRemove, BeginInsert beginInsert, EndInsert endInsert, BeginMove beginMove,
           EndMove endMove)
{
    const int count = int(wanted.size());
    const auto placeOf = [&](const auto &row) {
        return int(std::find_if(wanted.begin(), wanted.end(),
                                [&](const auto &other) { return isSame(row, other); })
                   - wanted.begin());
    };
    std::vector<Seat> seats;
    seats.reserve(std::size_t(rows.size()));
    for (const auto &row : rows)
        seats.push_back({placeOf(row)});
    for (int last = int(rows.size()) - 1; last >= 0; --last) {
        if (seats[std::size_t(last)].place < count)
            continue;
        int first = last;
        while (first > 0 && seats[std::size_t(first) - 1].place == count)
            --first;
        beginRemove(first, last);
        rows.erase(rows.begin() + first, rows.begin() + last + 1);
        endRemove();
        seats.erase(seats.begin() + first, seats.begin() + last + 1);
        last = first;
    }
    settleMost(seats);
    for (int from = 0; from < int(seats.size());) {
        Seat &seat = seats[std::size_t(from)];
        if (seat.isSettled) {
            ++from;
            continue;
        }
        const int to = int(std::find_if(seats.begin(), seats.end(),
                                        [&seat](const Seat &other) {
                                            return other.isSettled && other.place > seat.place;
                                        })
                           - seats.begin());
        seat.isSettled = true;
        if (to == from + 1)
            continue;
        beginMove(from, to);
        const auto move = [from, to](auto begin) {
            if (to < from)
                std::rotate(begin + to, begin + from, begin + from + 1);
            else
                std::rotate(begin + from, begin + from + 1, begin + to);
        };
        move(rows.begin());
        move(seats.begin());
        endMove();
    }
    auto seat = seats.cbegin();
    for (int place = 0; place < count; ++place) {
        if (seat != seats.cend() && seat->place == place) {
            rows[place] = wanted[place];
            ++seat;
            continue;
        }
        const int last = (seat == seats.cend() ? count : seat->place) - 1;
        beginInsert(place, last);
        rows.insert(rows.begin() + place, wanted.begin() + place, wanted.begin() + last + 1);
        endInsert();
        place = last;
    }
}

} // namespace Actors::Inspection
