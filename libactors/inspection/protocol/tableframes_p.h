// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/frame.h>
#include <Actors/Inspection/tabledelta.h>

namespace Actors::Inspection {

/*!
 * Calls \a take with each frame of \a stream that tells \a delta, and with its bytes. A frame of
 * more than 64 KiB becomes two, where it can be.
 */
template<class Take>
void forEachFrame(quint32 stream, const TableDelta &delta, const Take &take)
{
    constexpr qsizetype UsualFrame = qsizetype(64) * 1024;
    Frame frame{FrameType::Table, stream, delta.toCbor()};
    const QByteArray bytes = encodeFrame(frame);
    if (bytes.size() <= UsualFrame || delta.rows.size() <= 1) {
        take(std::move(frame), bytes);
        return;
    }
    const auto middle = delta.rows.begin() + std::ptrdiff_t(delta.rows.size() / 2);
    forEachFrame(stream, {delta.time, delta.groups, {delta.rows.begin(), middle}}, take);
    forEachFrame(stream, {delta.time, {}, {middle, delta.rows.end()}}, take);
}

} // namespace Actors::Inspection
