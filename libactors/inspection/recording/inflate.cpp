// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "inflate_p.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace Actors::Inspection {

namespace {

constexpr int LongestCode = 15;
constexpr int MostSymbols = 288;

//! What a length or a distance begins at, and the bits that are added to it.
struct Base
{
    quint16 value;
    quint8 bits;
};

constexpr auto Lengths = [] {
    std::array<Base, 29> table{};
    quint16 value = 3;
    for (std::size_t i = 0; i < table.size(); ++i) {
        table[i] = {value, quint8(i < 8 ? 0 : i / 4 - 1)};
        value = quint16(value + (1 << table[i].bits));
    }
    table.back() = {258, 0};
    return table;
}();

constexpr auto Distances = [] {
    std::array<Base, 30> table{};
    quint16 value = 1;
    for (std::size_t i = 0; i < table.size(); ++i) {
        table[i] = {value, quint8(i < 4 ? 0 : i / 2 - 1)};
        value = quint16(value + (1 << table[i].bits));
    }
    return table;
}();

//! A canonical code of Huffman: how many codes there are of each length, and their symbols.
class Code
{
public:
    //! False if there are more codes than that many bits can tell apart.
    bool build(std::span<const quint8> lengths)
    {
        m_counts.fill(0);
        for (const quint8 length : lengths)
            ++m_counts[length];
        m_counts[0] = 0;
        int left = 1;
        for (std::size_t length = 1; length <= LongestCode; ++length) {
            left = 2 * left - m_counts[length];
            if (left < 0)
                return false;
        }
        std::array<quint16, LongestCode + 1> places{};
        for (std::size_t length = 1; length < LongestCode; ++length)
            places[length + 1] = quint16(places[length] + m_counts[length]);
        for (std::size_t symbol = 0; symbol < lengths.size(); ++symbol) {
            if (lengths[symbol] != 0)
                m_symbols[places[lengths[symbol]]++] = quint16(symbol);
        }
        return true;
    }

    //! The symbol whose code \a nextBit tells; -1 if it is none.
    template<typename NextBit>
    int read(NextBit nextBit) const
    {
        int code = 0;
        int first = 0;
        int index = 0;
        for (std::size_t length = 1; length <= LongestCode; ++length) {
            const int bit = nextBit();
            if (bit < 0)
                return -1;
            code |= bit;
            const int count = m_counts[length];
            if (code - first < count)
                return m_symbols[std::size_t(index + code - first)];
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        return -1;
    }

private:
    std::array<quint16, LongestCode + 1> m_counts{};
    std::array<quint16, MostSymbols> m_symbols{};
};

class Inflater
{
public:
    Inflater(QByteArrayView stream, qsizetype size)
        : m_in(stream)
        , m_size(size)
    {
        m_out.reserve(size);
    }

    bool run()
    {
        const int method = bits(8);
        const int flags = bits(8);
        const bool hasDictionary = flags & 0x20;
        if (method < 0 || flags < 0 || (method & 0x0f) != 8 || (method * 256 + flags) % 31 != 0
            || hasDictionary)
            return false;
        for (bool isLast = false; !isLast;) {
            const int last = bits(1);
            if (last < 0 || !block(bits(2)))
                return false;
            isLast = last == 1;
        }
        m_bits = 0;
        m_bitCount = 0;
        return m_out.size() == m_size && isSumRight();
    }

    QByteArray take() { return std::move(m_out); }

private:
    //! The next \a count bits; -1 if there are not so many.
    int bits(int count)
    {
        while (m_bitCount < count) {
            if (m_place == m_in.size())
                return -1;
            m_bits |= quint32(quint8(m_in[m_place++])) << m_bitCount;
            m_bitCount += 8;
        }
        const quint32 value = m_bits & ((quint32(1) << count) - 1);
        m_bits >>= count;
        m_bitCount -= count;
        return int(value);
    }

    bool block(int type)
    {
        switch (type) {
        case 0:
            return stored();
        case 1: {
            std::array<quint8, MostSymbols> lengths{};
            for (std::size_t i = 0; i < lengths.size(); ++i)
                lengths[i] = i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8;
            std::array<quint8, Distances.size()> distances{};
            distances.fill(5);
            return m_lengths.build(lengths) && m_distances.build(distances) && codes();
        }
        case 2:
            return buildCodes() && codes();
        default:
            return false;
        }
    }

    bool stored()
    {
        // Bits that are left of a byte are skipped.
        m_bits = 0;
        m_bitCount = 0;
        const int length = bits(16);
        const int complement = bits(16);
        if (length < 0 || complement < 0 || (length ^ 0xffff) != complement
            || length > m_in.size() - m_place || length > m_size - m_out.size())
            return false;
        m_out.append(m_in.sliced(m_place, length));
        m_place += length;
        return true;
    }

    bool buildCodes()
    {
        static constexpr std::array<quint8, 19> Order{16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                      11, 4,  12, 3, 13, 2, 14, 1, 15};
        const int lengthCount = bits(5) + 257;
        const int distanceCount = bits(5) + 1;
        const int orderCount = bits(4) + 4;
        if (lengthCount < 257 || distanceCount < 1 || orderCount < 4 || lengthCount > 286
            || distanceCount > int(Distances.size()))
            return false;
        std::array<quint8, Order.size()> orderLengths{};
        for (int i = 0; i < orderCount; ++i) {
            const int length = bits(3);
            if (length < 0)
                return false;
            orderLengths[Order[std::size_t(i)]] = quint8(length);
        }
        Code code;
        if (!code.build(orderLengths))
            return false;
        std::array<quint8, 286 + Distances.size()> lengths{};
        const int wanted = lengthCount + distanceCount;
        for (int done = 0; done < wanted;) {
            const int symbol = code.read([this] { return bits(1); });
            if (symbol < 0)
                return false;
            quint8 value = quint8(symbol);
            int repeat = 1;
            if (symbol >= 16) {
                if (symbol == 16 && done == 0)
                    return false;
                value = symbol == 16 ? lengths[std::size_t(done - 1)] : quint8(0);
                const int more = symbol == 18 ? bits(7) : bits(symbol == 16 ? 2 : 3);
                repeat = more < 0 ? wanted + 1 : more + (symbol == 18 ? 11 : 3);
            }
            if (repeat > wanted - done)
                return false;
            std::fill_n(lengths.begin() + done, repeat, value);
            done += repeat;
        }
        const std::span<const quint8> all(lengths);
        return m_lengths.build(all.first(std::size_t(lengthCount)))
            && m_distances.build(all.subspan(std::size_t(lengthCount), std::size_t(distanceCount)));
    }

    bool codes()
    {
        constexpr int End = 256;
        const auto nextBit = [this] { return bits(1); };
        for (;;) {
            const int symbol = m_lengths.read(nextBit);
            if (symbol == End)
                return true;
            if (symbol < 0 || m_out.size() == m_size)
                return false;
            if (symbol < End) {
                m_out.append(char(symbol));
                continue;
            }
            if (!repeat(std::size_t(symbol - End - 1)))
                return false;
            Q_ASSERT(m_out.size() <= m_size);
        }
    }

    //! Says again what was said before: how much, by the place in Lengths, and how far back.
    bool repeat(std::size_t place)
    {
        if (place >= Lengths.size())
            return false;
        const int moreLength = bits(Lengths[place].bits);
        const int symbol = m_distances.read([this] { return bits(1); });
        if (moreLength < 0 || symbol < 0 || std::size_t(symbol) >= Distances.size())
            return false;
        const Base &base = Distances[std::size_t(symbol)];
        const int moreDistance = bits(base.bits);
        const qsizetype length = Lengths[place].value + moreLength;
        const qsizetype distance = base.value + moreDistance;
        if (moreDistance < 0 || distance > m_out.size() || length > m_size - m_out.size())
            return false;
        // They may overlap: what is said now is said again then.
        for (qsizetype i = 0; i < length; ++i)
            m_out.append(m_out.at(m_out.size() - distance));
        return true;
    }

    bool isSumRight()
    {
        quint32 low = 1;
        quint32 high = 0;
        for (const char byte : std::as_const(m_out)) {
            low = (low + quint8(byte)) % 65'521;
            high = (high + low) % 65'521;
        }
        quint32 sum = 0;
        for (int i = 0; i < 4; ++i) {
            const int byte = bits(8);
            if (byte < 0)
                return false;
            sum = sum << 8 | quint32(byte);
        }
        return sum == (high << 16 | low);
    }

    const QByteArrayView m_in;
    const qsizetype m_size;
    qsizetype m_place = 0; //!< Of the next byte.
    quint32 m_bits = 0; //!< Of bytes before that, not taken yet.
    int m_bitCount = 0;
    Code m_lengths;
    Code m_distances;
    QByteArray m_out;
};

} // namespace

std::optional<QByteArray> inflated(QByteArrayView stream, qsizetype size)
{
    Inflater inflater(stream, size);
    if (!inflater.run())
        return {};
    return inflater.take();
}

} // namespace Actors::Inspection
