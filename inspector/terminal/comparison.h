// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/column.h>
#include <Actors/Inspection/filter.h>
#include <Actors/Inspection/recordedscene.h>

#include <QCborValue>
#include <QString>

#include <vector>

namespace Actors::Inspector {

//! A value of one thing in two recordings.
struct Difference
{
    Inspection::Column column = Inspection::Column::Path;
    QCborValue before;
    QCborValue after;
};

//! An actor that is not the same in two recordings.
struct ActorDifference
{
    enum class What {
        New, //!< In the second only.
        Gone, //!< In the first only.
        Changed,
    };

    What what = What::Changed;
    QString path;
    QString type; //!< The class.
    std::vector<Difference> differences; //!< The greatest first; none unless it has changed.
    double weight = 0; //!< How much has changed.
};

//! A group of lost messages that are not as many in two recordings.
struct LetterDifference
{
    QString type; //!< Of the message.
    QString recipient;
    QString reason;
    qint64 before = 0;
    qint64 after = 0;
};

/*!
 * \brief What is different between the last moments of two recordings.
 *
 * Actors are the same if their paths are: in another run they have other numbers. What has become
 * many times more, or less, counts most, whatever its unit.
 */
struct Comparison
{
    //! Those that changed most first, then those that came, then those that went.
    std::vector<ActorDifference> actors;
    std::vector<LetterDifference> letters; //!< The greatest difference first.

    //! Of the actors that \a filter matches in either recording.
    static Comparison of(const Inspection::RecordedScene &before,
                         const Inspection::RecordedScene &after, const Inspection::Filter &filter);
};

} // namespace Actors::Inspector
