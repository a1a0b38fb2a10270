// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QStatusBar>

#include <array>

QT_FORWARD_DECLARE_CLASS(QLabel)

namespace Actors::Inspector {

class TargetPane;

/*!
 * \brief How the target does that is looked at, and what looking costs it.
 */
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(QWidget *parent = nullptr);

    //! Shows the numbers of \a pane; nullptr for none.
    void follow(const TargetPane *pane);

private:
    enum Figure { LivingActors, Messages, Dead, Probe, Link, Delay, Dropped, Figures };

    std::array<QLabel *, Figures> m_figures{};
};

} // namespace Actors::Inspector
