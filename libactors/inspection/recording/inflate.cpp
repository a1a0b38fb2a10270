// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "inflate_p.h"

#include <QScopeGuard>

#include <zlib.h>

namespace Actors::Inspection {

std::optional<QByteArray> inflated(QByteArrayView stream, qsizetype size)
{
    z_stream state{};
    if (inflateInit(&state) != Z_OK)
        return std::nullopt;
    const auto end = qScopeGuard([&state] { inflateEnd(&state); });
    QByteArray bytes(size, Qt::Uninitialized);
    // zlib only reads what goes in, but is older than const.
    state.next_in = const_cast<Bytef *>(reinterpret_cast<const Bytef *>(stream.data()));
    state.avail_in = uInt(stream.size());
    state.next_out = reinterpret_cast<Bytef *>(bytes.data());
    state.avail_out = uInt(size);
    const bool isWhole = inflate(&state, Z_FINISH) == Z_STREAM_END;
    if (!isWhole || state.avail_in != 0 || state.avail_out != 0)
        return std::nullopt;
    return bytes;
}

} // namespace Actors::Inspection
