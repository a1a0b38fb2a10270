// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "metricsserver.h"

#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <chrono>
#include <utility>

namespace Actors::Inspector {

namespace {

constexpr qint64 LongestRequest = 8'192;
constexpr std::chrono::seconds longestVisit{10};

} // namespace

MetricsServer::MetricsServer(std::function<QByteArray()> text)
    : m_text(std::move(text))
{
    connect(&m_server, &QTcpServer::newConnection, this, &MetricsServer::accept);
}

QString MetricsServer::listen(const QHostAddress &address, quint16 port)
{
    return m_server.listen(address, port) ? QString() : m_server.errorString();
}

QString MetricsServer::url() const
{
    QUrl url;
    url.setScheme(QStringLiteral("http"));
    url.setHost(m_server.serverAddress().toString());
    url.setPort(m_server.serverPort());
    url.setPath(QStringLiteral("/metrics"));
    return url.toString();
}

void MetricsServer::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        socket->setReadBufferSize(LongestRequest);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QTimer::singleShot(longestVisit, socket, &QTcpSocket::abort);
    }
}

void MetricsServer::read(QTcpSocket *socket)
{
    const QByteArray request = socket->peek(LongestRequest);
    if (!request.contains("\r\n\r\n")) {
        if (request.size() >= LongestRequest)
            answer(socket, "431 Request Header Fields Too Large", "The request is too long.\n");
        return;
    }
    socket->readAll();
    const QList<QByteArray> words = request.first(request.indexOf('\r')).split(' ');
    const QByteArray path = words.value(1).split('?').constFirst();
    if (words.constFirst() != "GET")
        answer(socket, "405 Method Not Allowed", "There is nothing but GET /metrics.\n");
    else if (path != "/metrics")
        answer(socket, "404 Not Found", "There is nothing but /metrics.\n");
    else
        answer(socket, "200 OK", m_text());
}

void MetricsServer::answer(QTcpSocket *socket, const QByteArray &status, const QByteArray &body)
{
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr);
    socket->write("HTTP/1.1 " + status
                  + "\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: "
                  + QByteArray::number(body.size()) + "\r\nConnection: close\r\n\r\n" + body);
    socket->disconnectFromHost();
}

} // namespace Actors::Inspector
