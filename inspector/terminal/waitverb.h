// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "targetverb.h"

#include <QTimer>

#include <memory>
#include <optional>

namespace Actors::Inspector {

/*!
 * \brief Waits until there are actors of a path and all of them match a filter: for scripts.
 */
class WaitVerb : public TargetVerb
{
    Q_OBJECT

public:
    WaitVerb(const CommandLine &line, Terminal &terminal);

protected:
    void begin() override;

private:
    void look();
    void giveUp();
    QString paths() const;

    QTimer m_limit;
    std::unique_ptr<Inspection::Stream> m_all;
    std::unique_ptr<Inspection::Stream> m_others; //!< Those that do not match.
    std::optional<quint64> m_allTotal;
    std::optional<quint64> m_othersTotal;
    QString m_example; //!< The path of one that did not match.
};

} // namespace Actors::Inspector
