// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "metricsserver.h"

#include <QSignalSpy>
#include <QTcpSocket>
#include <QTest>
#include <QUrl>

using namespace Actors::Inspector;

class MetricsServerTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void itAnswersWithTheMetrics();
    void itAnswersNothingElse_data();
    void itAnswersNothingElse();
    void aRequestMayComeInPieces();
    void aTakenAddressIsAnError();

private:
    //! All that is answered to \a pieces, sent one after the other.
    QByteArray answerTo(const QList<QByteArray> &pieces) const;

    MetricsServer m_server{[] { return QByteArray("libactors_actors 7\n"); }};
    QUrl m_url;
};

void MetricsServerTest::init()
{
    if (m_url.isEmpty())
        QCOMPARE(m_server.listen(QHostAddress::LocalHost, 0), QString());
    m_url = QUrl(m_server.url());
}

QByteArray MetricsServerTest::answerTo(const QList<QByteArray> &pieces) const
{
    QTcpSocket socket;
    const QSignalSpy ended(&socket, &QTcpSocket::disconnected);
    socket.connectToHost(m_url.host(), quint16(m_url.port()));
    for (const QByteArray &piece : pieces) {
        socket.write(piece);
        const auto isSent = [&socket] {
            return socket.state() == QAbstractSocket::ConnectedState && socket.bytesToWrite() == 0;
        };
        if (!QTest::qWaitFor([&] { return isSent() || ended.count() > 0; }))
            return {};
    }
    if (!QTest::qWaitFor([&ended] { return ended.count() > 0; }))
        return {};
    return socket.readAll();
}

void MetricsServerTest::itAnswersWithTheMetrics()
{
    QCOMPARE(m_url.path(), QStringLiteral("/metrics"));
    const QByteArray answer = answerTo({"GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"});
    QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer.constData());
    QVERIFY(answer.contains("Content-Type: text/plain; version=0.0.4"));
    QVERIFY(answer.contains("Content-Length: 19\r\n"));
    QVERIFY(answer.endsWith("\r\n\r\nlibactors_actors 7\n"));
}

void MetricsServerTest::itAnswersNothingElse_data()
{
    QTest::addColumn<QByteArray>("request");
    QTest::addColumn<QByteArray>("status");
    QTest::newRow("another path") << QByteArray("GET / HTTP/1.1\r\n\r\n") << QByteArray("404");
    QTest::newRow("another method")
        << QByteArray("POST /metrics HTTP/1.1\r\n\r\n") << QByteArray("405");
    QTest::newRow("garbage") << QByteArray("\r\n\r\n") << QByteArray("405");
    QTest::newRow("a flood") << QByteArray(9000, 'x') << QByteArray("431");
}

void MetricsServerTest::itAnswersNothingElse()
{
    QFETCH(const QByteArray, request);
    QFETCH(const QByteArray, status);
    const QByteArray answer = answerTo({request});
    QVERIFY2(answer.startsWith("HTTP/1.1 " + status), answer.constData());
    QVERIFY(!answer.contains("libactors_actors"));
}

void MetricsServerTest::aRequestMayComeInPieces()
{
    const QByteArray answer = answerTo({"GET /met", "rics?x=1 HTTP/1.1\r", "\nHost: x\r\n\r\n"});
    QVERIFY2(answer.startsWith("HTTP/1.1 200 OK\r\n"), answer.constData());
}

void MetricsServerTest::aTakenAddressIsAnError()
{
    MetricsServer second{[] { return QByteArray(); }};
    QVERIFY(!second.listen(QHostAddress::LocalHost, quint16(m_url.port())).isEmpty());
}

QTEST_GUILESS_MAIN(MetricsServerTest)
#include "metricsservertest.moc"
