// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

// Qt's own classes at work on a thread with our event dispatcher.

#include "fakemessagesource.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QFileSystemWatcher>
#include <QLocalServer>
#include <QLocalSocket>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QProcess>
#include <QSemaphore>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QThread>
#include <QTimer>
#include <QUuid>

#include <atomic>
#include <functional>

using namespace Qt::StringLiterals;
using Actors::Internal::EventDispatcher;

namespace {

class Thread : public QThread
{
public:
    explicit Thread(std::function<void()> body)
        : m_body(std::move(body))
    {
        setEventDispatcher(new EventDispatcher(&m_source));
    }
    ~Thread() override { wait(); }

protected:
    void run() override { m_body(); }

private:
    FakeMessageSource m_source;
    std::function<void()> m_body;
};

//! An event loop that fails after a while instead of waiting for ever.
class Loop : public QEventLoop
{
public:
    Loop()
    {
        QTimer::singleShot(20000, this, [this] { exit(-1); });
    }
};

void onThread(std::function<void()> body)
{
    Thread thread(std::move(body));
    thread.start();
    thread.wait();
}

} // namespace

class EventDispatcherQtTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void servesTcpSockets()
    {
        onThread([] {
            Loop loop;
            QTcpServer server;
            QVERIFY(server.listen(QHostAddress::LocalHost));
            connect(&server, &QTcpServer::newConnection, &server, [&] {
                QTcpSocket *const peer = server.nextPendingConnection();
                connect(peer, &QTcpSocket::readyRead, peer,
                        [peer] { peer->write(peer->readAll()); });
            });
            QTcpSocket client;
            QByteArray received;
            const QByteArray sent(1'000'000, 'x');
            connect(&client, &QTcpSocket::connected, &client, [&] { client.write(sent); });
            connect(&client, &QTcpSocket::readyRead, &client, [&] {
                received += client.readAll();
                if (received.size() == sent.size())
                    loop.quit();
            });
            client.connectToHost(QHostAddress(QHostAddress::LocalHost), server.serverPort());
            QCOMPARE(loop.exec(), 0);
            QCOMPARE(received, sent);
        });
    }

    void servesLocalSockets()
    {
        onThread([] {
            Loop loop;
            QLocalServer server;
            QVERIFY(server.listen(QUuid::createUuid().toString(QUuid::WithoutBraces)));
            connect(&server, &QLocalServer::newConnection, &server, [&] {
                QLocalSocket *const peer = server.nextPendingConnection();
                peer->write("hello");
                peer->disconnectFromServer();
            });
            QLocalSocket client;
            connect(&client, &QLocalSocket::disconnected, &loop, &QEventLoop::quit);
            client.connectToServer(server.serverName());
            QCOMPARE(loop.exec(), 0);
            QCOMPARE(client.readAll(), "hello");
        });
    }

    void runsProcesses()
    {
        onThread([] {
            Loop loop;
            QProcess process;
            connect(&process, &QProcess::finished, &loop, [&](int code) { loop.exit(code); });
            connect(&process, &QProcess::started, &process, [&] {
                process.write("to and fro");
                process.closeWriteChannel();
            });
            process.start(u"/bin/sh"_s, {u"-c"_s, u"cat; exit 3"_s});
            QCOMPARE(loop.exec(), 3);
            QCOMPARE(process.readAllStandardOutput(), "to and fro");
        });
    }

    void watchesFiles()
    {
        onThread([] {
            Loop loop;
            const QTemporaryDir directory;
            QFileSystemWatcher watcher;
            QVERIFY(watcher.addPath(directory.path()));
            connect(&watcher, &QFileSystemWatcher::directoryChanged, &loop, &QEventLoop::quit);
            QTimer::singleShot(0, &loop, [&] {
                QFile file(directory.filePath(u"new"_s));
                QVERIFY(file.open(QIODevice::WriteOnly));
            });
            QCOMPARE(loop.exec(), 0);
        });
    }

    void fetchesOverHttp()
    {
        onThread([] {
            Loop loop;
            QTcpServer server;
            QVERIFY(server.listen(QHostAddress::LocalHost));
            connect(&server, &QTcpServer::newConnection, &server, [&] {
                QTcpSocket *const peer = server.nextPendingConnection();
                connect(peer, &QTcpSocket::readyRead, peer, [peer] {
                    if (!peer->readAll().endsWith("\r\n\r\n"))
                        return;
                    peer->write("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nbody");
                });
            });
            QNetworkAccessManager network;
            network.setProxy(QNetworkProxy::NoProxy);
            const QUrl url(u"http://127.0.0.1:%1/"_s.arg(server.serverPort()));
            QNetworkReply *const reply = network.get(QNetworkRequest(url));
            connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
            QCOMPARE(loop.exec(), 0);
            QCOMPARE(reply->error(), QNetworkReply::NoError);
            QCOMPARE(reply->readAll(), "body");
            delete reply;
        });
    }

    void opensDatabases()
    {
        if (!QSqlDatabase::isDriverAvailable(u"QSQLITE"_s))
            QSKIP("no SQLite driver");
        onThread([] {
            Loop loop;
            QTimer::singleShot(0, &loop, [&] {
                QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"test"_s);
                database.setDatabaseName(u":memory:"_s);
                QVERIFY(database.open());
                QSqlQuery query(database);
                QVERIFY(query.exec(u"create table t (x integer)"_s));
                QVERIFY(query.exec(u"insert into t values (42)"_s));
                QVERIFY(query.exec(u"select x from t"_s));
                QVERIFY(query.next());
                loop.exit(query.value(0).toInt());
            });
            QCOMPARE(loop.exec(), 42);
            QSqlDatabase::removeDatabase(u"test"_s);
        });
    }

    void deliversSignalsAcrossThreads()
    {
        QObject source;
        int count = 0;
        QSemaphore ready;
        QSemaphore done;
        Thread thread([&] {
            Loop loop;
            connect(
                &source, &QObject::objectNameChanged, &loop,
                [&](const QString &name) {
                    if (++count == 1000)
                        loop.quit();
                    QCOMPARE(name, QString::number(count));
                },
                Qt::QueuedConnection);
            ready.release();
            QCOMPARE(loop.exec(), 0);
            done.release();
        });
        thread.start();
        ready.acquire();
        for (int i = 1; i <= 1000; ++i)
            source.setObjectName(QString::number(i));
        done.acquire();
        QCOMPARE(count, 1000);
    }

    void answersBlockingCalls()
    {
        QObject *receiver = nullptr;
        QSemaphore ready;
        Thread thread([&] {
            Loop loop;
            receiver = &loop;
            ready.release();
            loop.exec();
        });
        thread.start();
        ready.acquire();
        for (int i = 0; i < 1000; ++i) {
            std::atomic<int> result = -1;
            QMetaObject::invokeMethod(
                receiver, [&] { result = i; }, Qt::BlockingQueuedConnection);
            QCOMPARE(result.load(), i);
        }
        QMetaObject::invokeMethod(receiver, "quit", Qt::QueuedConnection);
    }
};

QTEST_GUILESS_MAIN(EventDispatcherQtTest)

#include "eventdispatcherqttest.moc"
