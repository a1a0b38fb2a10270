// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QHostAddress>
#include <QTcpServer>

#include <functional>

QT_FORWARD_DECLARE_CLASS(QTcpSocket)

namespace Actors::Inspector {

/*!
 * \brief Answers GET /metrics over HTTP, and nothing else.
 */
class MetricsServer : public QObject
{
    Q_OBJECT

public:
    //! \a text is what it answers with, asked for each time.
    explicit MetricsServer(std::function<QByteArray()> text);

    //! Empty if it listens, else why not.
    QString listen(const QHostAddress &address, quint16 port);
    //! Where it can be reached: "http://127.0.0.1:9464/metrics".
    QString url() const;

private:
    void accept();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const QByteArray &status, const QByteArray &body);

    const std::function<QByteArray()> m_text;
    QTcpServer m_server;
};

} // namespace Actors::Inspector
