// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>

namespace Actors::Inspector {

class MainWindow;

/*!
 * \brief Writes a picture of a window once it shows what a target does, for whoever has no display.
 */
class Screenshot : public QObject
{
    Q_OBJECT

public:
    //! How long it waits for a target.
    static constexpr std::chrono::seconds Patience{10};

    //! Of \a window, which must outlive it, into \a file, whose suffix is that of a kind of
    //! picture.
    Screenshot(MainWindow &window, const QString &file, QObject *parent = nullptr);

Q_SIGNALS:
    //! Once; with an empty text if the picture was written, else with why it was not, for people.
    void finished(const QString &error);

private:
    void look();

    MainWindow &m_window;
    const QString m_file;
    QTimer m_again;
    std::chrono::steady_clock::time_point m_end;
    int m_looks = 0; //!< At a window that is full.
};

} // namespace Actors::Inspector
