// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "recordingformat_p.h"

#include <QtEndian>

#include <array>

namespace Actors::Inspection::RecordingFormat {

namespace {

// The numbers of a head that say how many bytes of the argument follow.
constexpr quint8 OneByte = 24;
constexpr quint8 EightBytes = 27;

} // namespace

void appendHead(QByteArray &bytes, Major major, quint64 argument)
{
    const auto type = quint8(quint8(major) << 5);
    if (argument < OneByte) {
        bytes.append(char(type | quint8(argument)));
        return;
    }
    std::array<char, sizeof(quint64)> number{};
    qToBigEndian(argument, number.data());
    quint8 log = 3;
    while (log > 0 && argument >> (4U << log) == 0)
        --log;
    bytes.append(char(type | quint8(OneByte + log)));
    bytes.append(number.data() + number.size() - (std::size_t(1) << log), qsizetype(1) << log);
}

quint64 HeadReader::take(Major major)
{
    const auto next = [this] { return quint8(m_bytes.at(m_place++)); };
    if (!m_isGood || m_place == m_bytes.size()) {
        m_isGood = false;
        return 0;
    }
    const quint8 first = next();
    const quint8 low = first & 0x1f;
    const qsizetype more = low < OneByte ? 0 : qsizetype(1) << (low - OneByte);
    m_isGood = first >> 5 == quint8(major) && low <= EightBytes && more <= m_bytes.size() - m_place;
    if (!m_isGood)
        return 0;
    if (low < OneByte)
        return low;
    quint64 argument = 0;
    for (qsizetype i = 0; i < more; ++i)
        argument = argument << 8 | next();
    return argument;
}

} // namespace Actors::Inspection::RecordingFormat
