// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "connection.h"

#include <Actors/Core/clock.h>

#include <QCborArray>
#include <QHash>
#include <QLocalSocket>
#include <QPointer>
#include <QTimer>

#include <map>

namespace Actors::Inspection {

using namespace std::chrono;

namespace {

constexpr milliseconds HandshakeTime{5000};
constexpr nanoseconds WorkInOneTurn = milliseconds(8);
constexpr qint64 ReadAhead = qint64(4) * 1024 * 1024;
constexpr qint64 BytesInOneRead = qint64(256) * 1024;
constexpr qint64 AcknowledgeAfter = qint64(64) * 1024;
constexpr qsizetype MostNames = qsizetype(1024) * 1024; //!< Far more than a probe gives.

//! Why no connection came about, for people.
QString describe(const QLocalSocket &socket, QLocalSocket::LocalSocketError error)
{
    const QString path =
        socket.fullServerName().isEmpty() ? socket.serverName() : socket.fullServerName();
    switch (error) {
    case QLocalSocket::ServerNotFoundError:
        return QStringLiteral("there is no socket %1; has the program ended?").arg(path);
    case QLocalSocket::ConnectionRefusedError:
        return QStringLiteral("nobody listens at %1 any more; has the program ended?").arg(path);
    case QLocalSocket::SocketAccessError:
        return QStringLiteral("%1 may not be opened; is it the socket of another user?").arg(path);
    case QLocalSocket::PeerClosedError:
        return QStringLiteral("the program at %1 has hung up without a word; is it one of another "
                              "user, or about to end?")
            .arg(path);
    default:
        return QStringLiteral("%1 cannot be opened: %2").arg(path, socket.errorString());
    }
}

} // namespace

class StreamPrivate
{
public:
    QPointer<Connection> connection;
    ConnectionPrivate *owner = nullptr; //!< Null once the connection is gone.
    Subscription subscription;
    quint32 number = 0;
    bool isPaused = false;
};

class ConnectionPrivate
{
public:
    explicit ConnectionPrivate(Connection *connection)
        : q(connection)
    {
        handshake.setSingleShot(true);
        later.setSingleShot(true);
        QObject::connect(&later, &QTimer::timeout, q, [this] { read(); });
        QObject::connect(&handshake, &QTimer::timeout, q, [this] {
            end({QStringLiteral("timeout"),
                 QStringLiteral("the program did not answer within five seconds; is it stopped, or "
                                "no program with a probe?")});
        });
    }

    //! False if those who heard of it have ended it.
    [[nodiscard]] bool start(std::unique_ptr<QIODevice> opened);
    std::unique_ptr<Stream> subscribe(const Subscription &subscription);
    void endIfAllIsRead();
    void greet();
    void read();
    //! False if the connection has been destroyed meanwhile.
    [[nodiscard]] bool take(const Frame &frame);
    void welcomed(const Frame &frame);
    void events(const Frame &frame);
    void table(const Frame &frame);
    void failed(const Frame &frame);
    void answer(quint32 number, const Connection::Answer &answer);
    void note(const QCborArray &pairs);
    void send(FrameType type, quint32 stream, const QCborValue &body);
    void end(const StreamError &why);
    void setState(Connection::State next);
    Stream *stream(quint32 number) const { return streams.value(number); }

    struct Question
    {
        Request request;
        QPointer<QObject> context;
        std::function<void(const Connection::Answer &)> then;
        QTimer *limit = nullptr; //!< Ends it.
    };

    Connection *const q;
    Hello hello;
    std::unique_ptr<QIODevice> device;
    FrameReader reader{FrameLimits::fromProbe()};
    QTimer handshake;
    QTimer later; //!< For what one turn had no time for.
    Connection::State state = Connection::State::Closed;
    StreamError error;
    Welcome welcome;
    QHash<quint32, Stream *> streams;
    std::map<quint32, Question> questions;
    QHash<qint64, QString> names;
    quint32 lastNumber = 0;
    quint64 received = 0;
    qint64 unacknowledged = 0;
    bool hasEnded = false; //!< Nothing more will come.
};

// ---------------------------------------------------------------- the stream

Stream::Stream(std::unique_ptr<StreamPrivate> own)
    : d(std::move(own))
{
}

Stream::~Stream()
{
    if (!d->connection)
        return;
    d->owner->streams.remove(d->number);
    d->owner->send(FrameType::Unsubscribe, d->number, {});
}

Subscription Stream::subscription() const
{
    return d->subscription;
}

void Stream::change(const Subscription &subscription)
{
    d->subscription = subscription;
    if (d->connection)
        d->owner->send(FrameType::Change, d->number, subscription.toCbor());
}

bool Stream::isPaused() const
{
    return d->isPaused;
}

void Stream::setPaused(bool paused)
{
    if (std::exchange(d->isPaused, paused) == paused)
        return;
    if (d->connection)
        d->owner->send(paused ? FrameType::Pause : FrameType::Resume, d->number, {});
    Q_EMIT pausedChanged(paused);
}

// ---------------------------------------------------------------- the connection

Connection::Connection(QObject *parent)
    : QObject(parent)
    , d(new ConnectionPrivate(this))
{
    d->hello.client = QStringLiteral("libactors");
}

Connection::~Connection()
{
    d->questions.clear();
    if (!d->device)
        return;
    // It may be the one that calls.
    d->device->disconnect(this);
    d->device->close();
    d->device.release()->deleteLater();
}

void Connection::setHello(const Hello &hello)
{
    d->hello = hello;
}

void Connection::open(const QString &socketPath)
{
    auto socket = std::make_unique<QLocalSocket>();
    QLocalSocket *raw = socket.get();
    raw->setReadBufferSize(ReadAhead);
    if (!d->start(std::move(socket)))
        return;
    connect(raw, &QLocalSocket::connected, this, [this] { d->greet(); });
    connect(raw, &QLocalSocket::errorOccurred, this,
            [this, raw](QLocalSocket::LocalSocketError error) {
                if (d->state == State::Opening && raw->bytesAvailable() == 0)
                    d->end({QStringLiteral("gone"), describe(*raw, error)});
            });
    raw->connectToServer(socketPath);
}

void Connection::open(std::unique_ptr<QIODevice> device)
{
    if (d->start(std::move(device)))
        d->greet();
}

void Connection::close()
{
    d->end({});
}

Connection::State Connection::state() const
{
    return d->state;
}

StreamError Connection::error() const
{
    return d->error;
}

Welcome Connection::welcome() const
{
    return d->welcome;
}

nanoseconds Connection::wallTime(nanoseconds clock) const
{
    // What the target says may be beyond all bounds.
    return nanoseconds(qint64(quint64(d->welcome.wallClock.count()) + quint64(clock.count())
                              - quint64(d->welcome.clock.count())));
}

quint64 Connection::receivedBytes() const
{
    return d->received;
}

std::unique_ptr<Stream> Connection::subscribe(const Subscription &subscription)
{
    return d->subscribe(subscription);
}

void Connection::request(const QString &verb, const QCborMap &arguments, QObject *context,
                         std::function<void(const Answer &)> then, milliseconds timeout)
{
    const quint32 number = ++d->lastNumber;
    auto *limit = new QTimer(this);
    limit->setSingleShot(true);
    const bool isClosed = d->state == State::Closed;
    const StreamError failure = isClosed
        ? StreamError{QStringLiteral("gone"), QStringLiteral("there is no connection")}
        : StreamError{QStringLiteral("timeout"),
                      QStringLiteral("the program did not answer %1 in time").arg(verb)};
    connect(limit, &QTimer::timeout, this, [this, number, failure] {
        d->answer(number, {QCborValue(), failure});
    });
    limit->start(isClosed ? milliseconds(0) : timeout);
    const auto &question = d->questions
                               .emplace(number,
                                        ConnectionPrivate::Question{
                                            {verb, arguments}, context, std::move(then), limit})
                               .first->second;
    d->send(FrameType::Request, number, question.request.toCbor());
}

QString Connection::text(const QCborValue &value) const
{
    return value.isInteger() ? d->names.value(value.toInteger()) : value.toString();
}

// ---------------------------------------------------------------- behind it

void ConnectionPrivate::setState(Connection::State next)
{
    if (std::exchange(state, next) != next)
        Q_EMIT q->stateChanged(next);
}

bool ConnectionPrivate::start(std::unique_ptr<QIODevice> opened)
{
    const QPointer<Connection> alive(q);
    end({});
    if (!alive)
        return false;
    const QIODevice *const mine = opened.get();
    device = std::move(opened);
    reader = FrameReader(FrameLimits::fromProbe());
    names.clear();
    error = {};
    received = 0;
    unacknowledged = 0;
    hasEnded = false;
    QObject::connect(device.get(), &QIODevice::readyRead, q, [this] {
        if (!later.isActive())
            read();
    });
    QObject::connect(device.get(), &QIODevice::readChannelFinished, q,
                     [this] { endIfAllIsRead(); });
    if (const auto *socket = qobject_cast<QLocalSocket *>(device.get()))
        QObject::connect(socket, &QLocalSocket::disconnected, q, [this] { endIfAllIsRead(); });
    handshake.start(HandshakeTime);
    setState(Connection::State::Opening);
    return alive && device.get() == mine;
}

std::unique_ptr<Stream> ConnectionPrivate::subscribe(const Subscription &subscription)
{
    auto own = std::make_unique<StreamPrivate>();
    own->connection = q;
    own->owner = this;
    own->subscription = subscription;
    own->number = ++lastNumber;
    std::unique_ptr<Stream> stream(new Stream(std::move(own)));
    streams.insert(lastNumber, stream.get());
    send(FrameType::Subscribe, lastNumber, subscription.toCbor());
    return stream;
}

void ConnectionPrivate::greet()
{
    device->write(encodeFrame({FrameType::Hello, 0, hello.toCbor()}));
}

void ConnectionPrivate::send(FrameType type, quint32 stream, const QCborValue &body)
{
    // What is wanted before the welcome is sent behind it.
    if (state == Connection::State::Open)
        device->write(encodeFrame({type, stream, body}));
}

void ConnectionPrivate::endIfAllIsRead()
{
    hasEnded = true;
    // What came before the end is still taken.
    if (!later.isActive())
        read();
}

void ConnectionPrivate::read()
{
    if (!device || state == Connection::State::Closed)
        return;
    const auto end = Clock::real()->now() + WorkInOneTurn;
    for (;;) {
        while (const auto frame = reader.next()) {
            if (!take(*frame) || state == Connection::State::Closed)
                return;
            if (Clock::real()->now() >= end) {
                later.start(0);
                return;
            }
        }
        if (!reader.error().isEmpty()) {
            this->end({QStringLiteral("protocol"),
                       QStringLiteral("what came is not the language of a probe: %1")
                           .arg(reader.error())});
            return;
        }
        if (state == Connection::State::Open && unacknowledged >= AcknowledgeAfter)
            send(FrameType::Acknowledge, 0, std::exchange(unacknowledged, 0));
        const QByteArray bytes = device->read(BytesInOneRead);
        if (bytes.isEmpty())
            break;
        received += quint64(bytes.size());
        unacknowledged += bytes.size();
        reader.append(bytes);
    }
    if (hasEnded)
        this->end(
            {QStringLiteral("gone"), QStringLiteral("the program has closed the connection")});
}

bool ConnectionPrivate::take(const Frame &frame)
{
    const QPointer<Connection> alive(q);
    if (state == Connection::State::Opening) {
        if (frame.type == FrameType::Welcome)
            welcomed(frame);
        else if (frame.type == FrameType::Refusal)
            failed(frame);
        else
            end({QStringLiteral("protocol"),
                 QStringLiteral(
                     "the first frame is no welcome but of type %1; is this the socket of "
                     "a probe?")
                     .arg(int(frame.type))});
        return alive;
    }
    switch (frame.type) {
    case FrameType::Names:
        note(frame.body.toArray());
        break;
    case FrameType::Table:
        table(frame);
        break;
    case FrameType::Events:
        events(frame);
        break;
    case FrameType::Reply:
        answer(frame.stream, {frame.body, {}});
        break;
    case FrameType::Error:
    case FrameType::Refusal:
        failed(frame);
        break;
    default:
        break;
    }
    return alive;
}

void ConnectionPrivate::welcomed(const Frame &frame)
{
    const auto given = Welcome::fromCbor(frame.body);
    if (!given) {
        end({QStringLiteral("protocol"),
             QStringLiteral("the welcome of the program cannot be read")});
        return;
    }
    if (given->protocol < hello.oldestProtocol || given->protocol > hello.newestProtocol) {
        end({QStringLiteral("protocol"),
             QStringLiteral(
                 "the program speaks protocol %1, which this inspector does not; use one "
                 "of about the age of the program")
                 .arg(given->protocol)});
        return;
    }
    handshake.stop();
    welcome = *given;
    // What has waited goes before what those ask for who hear that it is open.
    state = Connection::State::Open;
    const auto numbers = streams.keys();
    for (const quint32 number : numbers) {
        const Stream *one = stream(number);
        send(FrameType::Subscribe, number, one->d->subscription.toCbor());
        if (one->d->isPaused)
            send(FrameType::Pause, number, {});
    }
    for (const auto &[number, question] : questions)
        send(FrameType::Request, number, question.request.toCbor());
    Q_EMIT q->stateChanged(state);
}

void ConnectionPrivate::note(const QCborArray &pairs)
{
    for (const auto &pair : pairs) {
        const QCborArray one = pair.toArray();
        names.insert(one.at(0).toInteger(-1), one.at(1).toString());
    }
    if (names.size() > MostNames)
        end({QStringLiteral("protocol"), QStringLiteral("the program gives names without end")});
}

void ConnectionPrivate::table(const Frame &frame)
{
    const auto delta = TableDelta::fromCbor(frame.body);
    if (!delta) {
        end({QStringLiteral("protocol"), QStringLiteral("a table of the program cannot be read")});
        return;
    }
    if (Stream *one = stream(frame.stream))
        Q_EMIT one->changed(*delta);
}

void ConnectionPrivate::events(const Frame &frame)
{
    const auto batch = EventBatch::fromCbor(frame.body);
    if (!batch) {
        end({QStringLiteral("protocol"), QStringLiteral("events of the program cannot be read")});
        return;
    }
    if (Stream *one = stream(frame.stream))
        Q_EMIT one->happened(*batch);
}

void ConnectionPrivate::failed(const Frame &frame)
{
    const StreamError why = StreamError::fromCbor(frame.body)
                                .value_or(StreamError{QStringLiteral("protocol"),
                                                      QStringLiteral("an error without a reason")});
    if (frame.type == FrameType::Refusal)
        end(why);
    else if (questions.contains(frame.stream))
        answer(frame.stream, {QCborValue(), why});
    else if (Stream *one = stream(frame.stream))
        Q_EMIT one->failed(why);
}

void ConnectionPrivate::answer(quint32 number, const Connection::Answer &answer)
{
    const auto found = questions.find(number);
    if (found == questions.end())
        return;
    const Question question = std::move(found->second);
    questions.erase(found);
    question.limit->stop();
    question.limit->deleteLater();
    if (question.context && question.then)
        question.then(answer);
}

void ConnectionPrivate::end(const StreamError &why)
{
    handshake.stop();
    later.stop();
    if (!device)
        return;
    error = why;
    device->disconnect(q);
    device->close();
    device.release()->deleteLater();
    const QPointer<Connection> alive(q);
    setState(Connection::State::Closed);
    if (!alive)
        return;
    const StreamError gone = why.code.isEmpty()
        ? StreamError{QStringLiteral("gone"), QStringLiteral("the connection was closed")}
        : why;
    while (alive && !questions.empty())
        answer(questions.begin()->first, {QCborValue(), gone});
}

} // namespace Actors::Inspection
