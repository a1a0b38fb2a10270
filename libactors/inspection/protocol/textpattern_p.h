// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStringView>

#include <array>
#include <vector>

namespace Actors::Inspection {

/*!
 * \brief Characters with gaps before, between and after them, without regard to case.
 *
 * A text fits if it is the characters in their order, with anything that the gaps allow between
 * them. How long a look takes is linear in the text, whatever the pattern: state n is "n characters
 * were found", all states are bits that are moved at once, and gaps are states that may stay.
 */
class TextPattern
{
public:
    enum class Gap : quint8 {
        None, //!< One character directly after the other.
        Part, //!< Anything but a slash.
        Anything,
    };

    //! More are not taken.
    static constexpr std::size_t MostCharacters = 1024;

    //! With \a gap before the first character.
    explicit TextPattern(Gap gap)
        : m_words(1)
    {
        addGap(gap);
    }

    void addCharacter(QChar character)
    {
        Q_ASSERT(m_size < MostCharacters);
        const char16_t folded = character.toCaseFolded().unicode();
        if (folded < Ascii) {
            for (const char16_t c : {folded, QChar(folded).toUpper().unicode()})
                m_words[m_size / Bits].found[c] |= bit(m_size);
        } else {
            m_others.push_back({m_size, folded});
        }
        ++m_size;
        m_words.resize(m_size / Bits + 1);
    }

    //! After the last character; the wider one counts.
    void addGap(Gap gap)
    {
        Word &word = m_words[m_size / Bits];
        word.staysInPart |= gap == Gap::None ? 0 : bit(m_size);
        word.staysAnywhere |= gap == Gap::Anything ? bit(m_size) : 0;
    }

    bool matches(QStringView text) const
    {
        return m_words.size() == 1 ? run<1>(text) : run<MostCharacters / Bits + 1>(text);
    }

private:
    static constexpr std::size_t Bits = 64;
    static constexpr char16_t Ascii = 128;

    //! What is known about 64 states.
    struct Word
    {
        std::array<quint64, Ascii> found{}; //!< Those which a character leads on from.
        quint64 staysInPart = 0; //!< Those which any character but a slash leaves as they are.
        quint64 staysAnywhere = 0; //!< Those which any character leaves as they are.
    };
    //! A state which a character beyond ASCII leads on from.
    struct Other
    {
        std::size_t state;
        char16_t character;
    };

    static constexpr quint64 bit(std::size_t state) { return quint64(1) << state % Bits; }

    template<std::size_t MostWords>
    bool run(QStringView text) const
    {
        const std::size_t words = MostWords == 1 ? 1 : m_words.size();
        const std::size_t last = words - 1;
        const quint64 whole = bit(m_size);
        // Once there, it stays there whatever comes.
        const quint64 wholeForGood = whole & m_words[last].staysAnywhere;

        std::array<quint64, MostWords> states{1};
        for (const QChar character : text) {
            if (states[last] & wholeForGood)
                return true;
            char16_t c = character.unicode();
            if (c >= Ascii)
                c = character.toCaseFolded().unicode();
            quint64 any = 0;
            quint64 carried = 0;
            for (std::size_t w = 0; w < words; ++w) {
                const Word &word = m_words[w];
                const quint64 found =
                    states[w] & (c < Ascii ? word.found[c] : foundBeyondAscii(c, w));
                const quint64 stays = c == u'/' ? word.staysAnywhere : word.staysInPart;
                states[w] = (states[w] & stays) | found << 1 | carried;
                carried = found >> (Bits - 1);
                any |= states[w];
            }
            if (!any)
                return false;
        }
        return states[last] & whole;
    }

    quint64 foundBeyondAscii(char16_t character, std::size_t word) const
    {
        quint64 found = 0;
        for (const Other &other : m_others) {
            if (other.character == character && other.state / Bits == word)
                found |= bit(other.state);
        }
        return found;
    }

    std::size_t m_size = 0; //!< Characters; also the state in which all were found.
    std::vector<Word> m_words;
    std::vector<Other> m_others;
};

} // namespace Actors::Inspection
