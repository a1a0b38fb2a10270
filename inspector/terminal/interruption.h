// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <memory>

namespace Actors::Inspector {

/*!
 * \brief Tells when somebody wants this process to end, in place of ending it at once.
 *
 * There is at most one. Whoever asks a second time has the process end as always. Where there are
 * no signals it tells nothing.
 */
class Interruption : public QObject
{
    Q_OBJECT

public:
    Interruption();
    ~Interruption() override;

Q_SIGNALS:
    //! By Ctrl-C, by a signal to terminate, or as the terminal was closed.
    void requested();

private:
    int m_readEnd = -1; //!< Of the pipe that signals are told through.
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace Actors::Inspector
