// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Inspection/handshake.h>

#include <QCborArray>
#include <QCborMap>
#include <QTest>

#include <limits>

using namespace Actors::Inspection;
using namespace Qt::StringLiterals;

//! \a body with another value for \a name.
static QCborValue with(const QCborValue &body, const QString &name, const QCborValue &value)
{
    QCborMap map = body.toMap();
    map.insert(name, value);
    return map;
}

static QCborValue without(const QCborValue &body, const QString &name)
{
    QCborMap map = body.toMap();
    map.remove(name);
    return map;
}

static Hello hello()
{
    Hello hello;
    hello.oldestProtocol = 1;
    hello.newestProtocol = 3;
    hello.client = u"actors-inspect"_s;
    hello.version = u"1.2"_s;
    hello.want = AccessMode::Control;
    hello.features = {u"tree.v1"_s, u"trace.v1"_s};
    return hello;
}

static Welcome welcome()
{
    Welcome welcome;
    welcome.protocol = 2;
    welcome.features = {u"tree.v1"_s};
    welcome.mode = AccessMode::Control;
    welcome.pid = 4711;
    welcome.application = u"robotd"_s;
    welcome.applicationVersion = u"7.1"_s;
    welcome.organization = u"Example"_s;
    welcome.system = u"main"_s;
    welcome.library = u"0.1.0"_s;
    welcome.qt = u"6.4.2"_s;
    welcome.host = u"board"_s;
    welcome.payload = u"types"_s;
    welcome.started = std::chrono::nanoseconds(1);
    welcome.clock = std::chrono::nanoseconds(2);
    welcome.wallClock = std::chrono::nanoseconds(3);
    welcome.credit = 262'144;
    return welcome;
}

class HandshakeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysHelloInTheFormOfTheProtocol()
    {
        const QCborMap expected{
            {u"proto"_s, QCborArray{1, 3}},
            {u"client"_s, u"actors-inspect"_s},
            {u"version"_s, u"1.2"_s},
            {u"want"_s, u"control"_s},
            {u"features"_s, QCborArray{u"tree.v1"_s, u"trace.v1"_s}},
        };
        QCOMPARE(hello().toCbor(), QCborValue(expected));
    }

    void givesBackItsHello()
    {
        const std::optional<Hello> read = Hello::fromCbor(hello().toCbor());

        QVERIFY(read);
        QCOMPARE(read->oldestProtocol, 1);
        QCOMPARE(read->newestProtocol, 3);
        QCOMPARE(read->client, u"actors-inspect"_s);
        QCOMPARE(read->version, u"1.2"_s);
        QCOMPARE(read->want, AccessMode::Control);
        QCOMPARE(read->features, hello().features);
    }

    void needsNothingOfAHelloButItsVersions()
    {
        const std::optional<Hello> read = Hello::fromCbor(QCborMap{{u"proto"_s, QCborArray{1, 1}}});

        QVERIFY(read);
        QCOMPARE(read->want, AccessMode::Read);
        QVERIFY(read->features.isEmpty());
    }

    void skipsWhatItDoesNotKnow()
    {
        const QCborValue later = QCborMap{{1, 2}};

        QVERIFY(Hello::fromCbor(with(hello().toCbor(), u"colour"_s, later)));
        QVERIFY(Welcome::fromCbor(with(welcome().toCbor(), u"colour"_s, later)));
    }

    void isNoHello_data()
    {
        QTest::addColumn<QCborValue>("body");

        const QCborValue good = hello().toCbor();
        const auto proto = [&good](const char *name, const QCborValue &value) {
            QTest::newRow(name) << with(good, u"proto"_s, value);
        };
        QTest::newRow("undefined") << QCborValue();
        QTest::newRow("an array") << QCborValue(QCborArray{1, 1});
        QTest::newRow("an empty map") << QCborValue(QCborMap());
        QTest::newRow("no versions") << without(good, u"proto"_s);
        proto("one version", QCborArray{1});
        proto("three versions", QCborArray{1, 2, 3});
        proto("a version alone", 1);
        proto("a version as text", QCborArray{u"1"_s, 2});
        proto("version 0", QCborArray{0, 1});
        proto("versions in reverse", QCborArray{2, 1});
        proto("a version beyond an int", QCborArray{1, 2'147'483'648LL});
        QTest::newRow("name is a number") << with(good, u"client"_s, 1);
        QTest::newRow("version is null") << with(good, u"version"_s, nullptr);
        QTest::newRow("wants the unknown") << with(good, u"want"_s, u"everything"_s);
        QTest::newRow("wants a number") << with(good, u"want"_s, 1);
        QTest::newRow("features are a text") << with(good, u"features"_s, u"tree.v1"_s);
        QTest::newRow("a feature is a number") << with(good, u"features"_s, QCborArray{1});
    }

    void isNoHello()
    {
        QFETCH(const QCborValue, body);

        QVERIFY(!Hello::fromCbor(body));
    }

    void givesBackItsWelcome()
    {
        const Welcome written = welcome();

        const std::optional<Welcome> read = Welcome::fromCbor(written.toCbor());

        QVERIFY(read);
        QCOMPARE(read->protocol, written.protocol);
        QCOMPARE(read->features, written.features);
        QCOMPARE(read->mode, written.mode);
        QCOMPARE(read->pid, written.pid);
        QCOMPARE(read->application, written.application);
        QCOMPARE(read->applicationVersion, written.applicationVersion);
        QCOMPARE(read->organization, written.organization);
        QCOMPARE(read->system, written.system);
        QCOMPARE(read->library, written.library);
        QCOMPARE(read->qt, written.qt);
        QCOMPARE(read->host, written.host);
        QCOMPARE(read->payload, written.payload);
        QCOMPARE(read->started, written.started);
        QCOMPARE(read->clock, written.clock);
        QCOMPARE(read->wallClock, written.wallClock);
        QCOMPARE(read->credit, written.credit);
    }

    void isNoWelcome_data()
    {
        QTest::addColumn<QCborValue>("body");

        const QCborValue good = welcome().toCbor();
        QTest::newRow("undefined") << QCborValue();
        QTest::newRow("an empty map") << QCborValue(QCborMap());
        for (const char *name : {"proto", "mode", "pid", "clock", "wallClock", "credit"})
            QTest::addRow("no %s", name) << without(good, QString::fromLatin1(name));
        for (const char *name : {"proto", "mode", "pid", "application", "applicationVersion",
                                 "organization", "system", "library", "qt", "host", "payload",
                                 "started", "clock", "wallClock", "credit", "features"})
            QTest::addRow("%s is false", name) << with(good, QString::fromLatin1(name), false);
        for (const char *name : {"proto", "pid", "started", "clock", "wallClock", "credit"})
            QTest::addRow("%s is negative", name) << with(good, QString::fromLatin1(name), -1);
        QTest::newRow("protocol 0") << with(good, u"proto"_s, 0);
        QTest::newRow("no credit at all") << with(good, u"credit"_s, 0);
        QTest::newRow("clock is a double") << with(good, u"clock"_s, 1.5);
    }

    void isNoWelcome()
    {
        QFETCH(const QCborValue, body);

        QVERIFY(!Welcome::fromCbor(body));
    }

    void givesBackAnError()
    {
        const StreamError error{u"denied"_s, u"Read only."_s};

        const std::optional<StreamError> read = StreamError::fromCbor(error.toCbor());

        QCOMPARE(error.toCbor(), QCborValue(QCborArray{u"denied"_s, u"Read only."_s}));
        QVERIFY(read);
        QCOMPARE(read->code, error.code);
        QCOMPARE(read->text, error.text);
    }

    void isNoError_data()
    {
        QTest::addColumn<QCborValue>("body");

        QTest::newRow("undefined") << QCborValue();
        QTest::newRow("one part") << QCborValue(QCborArray{u"denied"_s});
        QTest::newRow("three parts") << QCborValue(QCborArray{u"denied"_s, u"a"_s, u"b"_s});
        QTest::newRow("code is a number") << QCborValue(QCborArray{1, u"a"_s});
        QTest::newRow("text is null") << QCborValue(QCborArray{u"denied"_s, nullptr});
        QTest::newRow("code is empty") << QCborValue(QCborArray{u""_s, u"a"_s});
    }

    void isNoError()
    {
        QFETCH(const QCborValue, body);

        QVERIFY(!StreamError::fromCbor(body));
    }

    void givesBackARequest()
    {
        const Request request{u"actor.info"_s, QCborMap{{u"id"_s, 7}}};

        const std::optional<Request> read = Request::fromCbor(request.toCbor());

        QVERIFY(read);
        QCOMPARE(read->verb, request.verb);
        QCOMPARE(read->arguments, request.arguments);
    }

    void isNoRequest_data()
    {
        QTest::addColumn<QCborValue>("body");

        QTest::newRow("undefined") << QCborValue();
        QTest::newRow("one part") << QCborValue(QCborArray{u"actor.info"_s});
        QTest::newRow("arguments are an array")
            << QCborValue(QCborArray{u"actor.info"_s, QCborArray()});
        QTest::newRow("verb is a number") << QCborValue(QCborArray{1, QCborMap()});
        QTest::newRow("verb is empty") << QCborValue(QCborArray{u""_s, QCborMap()});
    }

    void isNoRequest()
    {
        QFETCH(const QCborValue, body);

        QVERIFY(!Request::fromCbor(body));
    }
};

QTEST_GUILESS_MAIN(HandshakeTest)

#include "handshaketest.moc"
