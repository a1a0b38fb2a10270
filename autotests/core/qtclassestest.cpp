// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Actor>
#include <Actors/Core/ActorSystem>

#include <QFile>
#include <QFileSystemWatcher>
#include <QLocalServer>
#include <QLocalSocket>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUuid>

using namespace Actors;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

//! Answers each line with the same line, in upper case.
template<class Server, class Socket>
class EchoServer
{
public:
    explicit EchoServer(QObject *owner)
        : m_server(new Server(owner))
    {
        QObject::connect(m_server, &Server::newConnection, owner, [this] {
            Socket *socket = m_server->nextPendingConnection();
            QObject::connect(socket, &Socket::readyRead, socket, [socket] {
                while (socket->canReadLine())
                    socket->write(socket->readLine().toUpper());
            });
        });
    }
    Server *operator->() const { return m_server; }

private:
    Server *const m_server;
};

class TcpServerActor : public Actor
{
    Q_OBJECT

public:
    int listen()
    {
        m_server->listen(QHostAddress::LocalHost);
        return m_server->serverPort();
    }

private:
    EchoServer<QTcpServer, QTcpSocket> m_server{this};
};

class TcpClient : public Actor
{
    Q_OBJECT

public:
    TcpClient()
        : m_socket(new QTcpSocket(this))
    {
        connect(m_socket, &QTcpSocket::readyRead, this, [this] {
            while (m_socket->canReadLine())
                m_lines.append(QString::fromUtf8(m_socket->readLine().trimmed()));
        });
    }
    void connectTo(int port) { m_socket->connectToHost(QHostAddress::LocalHost, quint16(port)); }
    void say(const QString &line) { m_socket->write(line.toUtf8() + '\n'); }
    QStringList lines() const { return m_lines; }
    bool isConnected() const { return m_socket->state() == QTcpSocket::ConnectedState; }

private:
    QTcpSocket *const m_socket;
    QStringList m_lines;
};

class LocalServerActor : public Actor
{
    Q_OBJECT

public:
    bool listen(const QString &name) { return m_server->listen(name); }

private:
    EchoServer<QLocalServer, QLocalSocket> m_server{this};
};

class LocalClient : public Actor
{
    Q_OBJECT

public:
    LocalClient()
        : m_socket(new QLocalSocket(this))
    {
        connect(m_socket, &QLocalSocket::readyRead, this, [this] {
            while (m_socket->canReadLine())
                m_lines.append(QString::fromUtf8(m_socket->readLine().trimmed()));
        });
        connect(m_socket, &QLocalSocket::connected, this, [this] { m_socket->write("hello\n"); });
    }
    void connectTo(const QString &name) { m_socket->connectToServer(name); }
    QStringList lines() const { return m_lines; }

private:
    QLocalSocket *const m_socket;
    QStringList m_lines;
};

class Runner : public Actor
{
    Q_OBJECT

public:
    void run(const QString &text)
    {
        auto *process = new QProcess(this);
        connect(process, &QProcess::finished, this, [this, process](int code) {
            m_output = QString::fromUtf8(process->readAllStandardOutput());
            m_code = code;
            process->deleteLater();
        });
        process->start(u"/bin/sh"_s, {u"-c"_s, u"read line; echo \"got $line\"; exit 7"_s});
        process->write(text.toUtf8() + '\n');
    }
    QString output() const { return m_output; }
    int code() const { return m_code; }

private:
    QString m_output;
    int m_code = -1;
};

class HttpServer : public Actor
{
    Q_OBJECT

public:
    int listen()
    {
        auto *server = new QTcpServer(this);
        connect(server, &QTcpServer::newConnection, this, [server] {
            QTcpSocket *socket = server->nextPendingConnection();
            connect(socket, &QTcpSocket::readyRead, socket, [socket] {
                if (!socket->readAll().contains("\r\n\r\n"))
                    return;
                socket->write(
                    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello");
                socket->disconnectFromHost();
            });
        });
        server->listen(QHostAddress::LocalHost);
        return server->serverPort();
    }
};

class Browser : public Actor
{
    Q_OBJECT

public:
    void load(const QString &url)
    {
        QNetworkReply *reply = m_network->get(QNetworkRequest(QUrl(url)));
        connect(reply, &QNetworkReply::finished, this, [this, reply] {
            m_text = QString::fromUtf8(reply->readAll());
            reply->deleteLater();
        });
    }
    QString text() const { return m_text; }

private:
    QNetworkAccessManager *const m_network = new QNetworkAccessManager(this);
    QString m_text;
};

class Watcher : public Actor
{
    Q_OBJECT

public:
    bool watch(const QString &directory)
    {
        auto *watcher = new QFileSystemWatcher(this);
        connect(watcher, &QFileSystemWatcher::directoryChanged, this, [this] { ++m_changes; });
        return watcher->addPath(directory);
    }
    int changes() const { return m_changes; }

private:
    int m_changes = 0;
};

class Database : public Actor
{
    Q_OBJECT

public:
    ~Database() override
    {
        m_database = {};
        QSqlDatabase::removeDatabase(m_name);
    }
    bool insert(const QString &text)
    {
        QSqlQuery query(m_database);
        query.prepare(u"insert into lines values (?)"_s);
        query.addBindValue(text);
        return query.exec();
    }
    QStringList all() const
    {
        QStringList lines;
        QSqlQuery query(u"select line from lines order by line"_s, m_database);
        while (query.next())
            lines.append(query.value(0).toString());
        return lines;
    }

protected:
    void beforeStart() override
    {
        m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
        m_database.setDatabaseName(u":memory:"_s);
        m_database.open();
        QSqlQuery(m_database).exec(u"create table lines (line text)"_s);
    }

private:
    const QString m_name = QUuid::createUuid().toString();
    QSqlDatabase m_database;
};

template<class T>
Ref<T> spawn(ActorSystem &system, const char *name)
{
    QFETCH_GLOBAL(Dispatcher::EventLoop, loop);
    return system.spawn(Props<T>().withDispatcher(Dispatcher::dedicated().withEventLoop(loop)),
                        QString::fromLatin1(name));
}

} // namespace

//! Qt's classes that need an event loop, as children of actors.
class QtClassesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();

    void tcpSocketsTalk();
    void localSocketsTalk();
    void aProcessIsRun();
    void aPageIsLoaded();
    void aDirectoryIsWatched();
    void aDatabaseIsAsked();
    void aStoppedActorClosesItsSocket();
};

void QtClassesTest::initTestCase_data()
{
    QTest::addColumn<Dispatcher::EventLoop>("loop");
    QTest::newRow("our event loop") << Dispatcher::EventLoop::Actors;
    QTest::newRow("Qt's event loop") << Dispatcher::EventLoop::Qt;
}

void QtClassesTest::tcpSocketsTalk()
{
    ActorSystem system(u"test"_s);
    const auto server = spawn<TcpServerActor>(system, "server");
    const auto client = spawn<TcpClient>(system, "client");
    const int port = server.ask(&TcpServerActor::listen).result();
    QVERIFY(port > 0);
    client.tell(&TcpClient::connectTo, port);
    QTRY_VERIFY(client.ask(&TcpClient::isConnected).result());
    QStringList expected;
    for (int i = 0; i < 100; ++i) {
        client.tell(&TcpClient::say, u"line %1"_s.arg(i));
        expected.append(u"LINE %1"_s.arg(i));
    }
    QTRY_COMPARE(client.ask(&TcpClient::lines).result(), expected);
    QCOMPARE(client.failureCount() + server.failureCount(), 0U);
}

void QtClassesTest::localSocketsTalk()
{
    ActorSystem system(u"test"_s);
    const auto server = spawn<LocalServerActor>(system, "server");
    const auto client = spawn<LocalClient>(system, "client");
    const QString name = u"libactors-"_s + QUuid::createUuid().toString(QUuid::Id128);
    QVERIFY(server.ask(&LocalServerActor::listen, name).result());
    client.tell(&LocalClient::connectTo, name);
    QTRY_COMPARE(client.ask(&LocalClient::lines).result(), QStringList(u"HELLO"_s));
}

void QtClassesTest::aProcessIsRun()
{
    ActorSystem system(u"test"_s);
    const auto runner = spawn<Runner>(system, "runner");
    runner.tell(&Runner::run, u"this"_s);
    QTRY_COMPARE(runner.ask(&Runner::output).result(), u"got this\n"_s);
    QCOMPARE(runner.ask(&Runner::code).result(), 7);
}

void QtClassesTest::aPageIsLoaded()
{
    ActorSystem system(u"test"_s);
    const auto server = spawn<HttpServer>(system, "server");
    const auto browser = spawn<Browser>(system, "browser");
    const int port = server.ask(&HttpServer::listen).result();
    for (int i = 0; i < 3; ++i) {
        browser.tell(&Browser::load, u"http://127.0.0.1:%1/"_s.arg(port));
        QTRY_COMPARE(browser.ask(&Browser::text).result(), u"hello"_s);
    }
}

void QtClassesTest::aDirectoryIsWatched()
{
    ActorSystem system(u"test"_s);
    const QTemporaryDir directory;
    const auto watcher = spawn<Watcher>(system, "watcher");
    QVERIFY(watcher.ask(&Watcher::watch, directory.path()).result());
    QFile file(directory.filePath(u"new"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QTRY_VERIFY(watcher.ask(&Watcher::changes).result() > 0);
}

void QtClassesTest::aDatabaseIsAsked()
{
    ActorSystem system(u"test"_s);
    const auto database = spawn<Database>(system, "database");
    QVERIFY(database.ask(&Database::insert, u"one"_s).result());
    QVERIFY(database.ask(&Database::insert, u"two"_s).result());
    QCOMPARE(database.ask(&Database::all).result(), QStringList({u"one"_s, u"two"_s}));
}

void QtClassesTest::aStoppedActorClosesItsSocket()
{
    ActorSystem system(u"test"_s);
    const auto server = spawn<TcpServerActor>(system, "server");
    const auto client = spawn<TcpClient>(system, "client");
    client.tell(&TcpClient::connectTo, server.ask(&TcpServerActor::listen).result());
    QTRY_VERIFY(client.ask(&TcpClient::isConnected).result());
    QVERIFY(server.stop().waitForFinished(10s));
    QTRY_VERIFY(!client.ask(&TcpClient::isConnected).result());
}

QTEST_GUILESS_MAIN(QtClassesTest)

#include "qtclassestest.moc"
