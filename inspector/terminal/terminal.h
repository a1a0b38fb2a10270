// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QString>

#include <functional>

QT_FORWARD_DECLARE_CLASS(QIODevice)

namespace Actors::Inspector {

//! What the place can do that the output goes to.
struct TerminalTraits
{
    bool interactive = false; //!< Somebody looks at it, as at a terminal.
    bool colours = false;
    int columns = 0; //!< 0 where lines have no end.
    int rows = 0; //!< 0 where there is no last one.

    //! Those of the output of this process. COLUMNS wins over what the terminal says; NO_COLOR and
    //! TERM=dumb are heeded.
    static TerminalTraits ofProcess();
};

//! How a text stands out. It never says anything that the text does not.
enum class Style {
    Plain,
    Heading,
    Faint,
    Attention,
    Alarm,
};

/*!
 * \brief Where the program writes: results to one device, complaints to another.
 */
class Terminal
{
public:
    //! The devices are the caller's; \a traits is asked whenever they matter, as they change with
    //! the size of a window.
    Terminal(QIODevice &output, QIODevice &errors, std::function<TerminalTraits()> traits);

    TerminalTraits traits() const { return m_traits(); }
    //! Writes \a bytes and lets nothing wait.
    void write(const QByteArray &bytes);
    //! Writes a line of a result.
    void writeLine(const QString &line);
    //! Writes to the errors: "actors-inspect: TEXT".
    void complain(const QString &text);
    //! \a text as it is written in that style; as it is where there are no colours.
    QString styled(const QString &text, Style style) const;

private:
    QIODevice &m_output;
    QIODevice &m_errors;
    std::function<TerminalTraits()> m_traits;
};

} // namespace Actors::Inspector
