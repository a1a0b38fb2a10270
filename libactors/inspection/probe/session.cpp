// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "probe/session_p.h"
#include "protocol/tableframes_p.h"

#include <Actors/Core/actorsystem.h>
#include <Actors/Core/clock.h>

#include <QIODevice>
#include <QLocalSocket>

#include <algorithm>

namespace Actors::Inspection {

using namespace std::chrono;

namespace {

constexpr qsizetype LongestText = 4096;
constexpr qsizetype LongestName = 256;
constexpr qsizetype MostNames = 65'536;

} // namespace

Session::Session(std::unique_ptr<QIODevice> device, ProbeState &state, const ProbeOptions &options,
                 const Welcome &welcome, qint64 peer)
    : m_device(std::move(device))
    , m_state(state)
    , m_options(options)
    , m_welcome(welcome)
    , m_peer(peer)
{
    connect(m_device.get(), &QIODevice::readyRead, this, &Session::read);
    connect(m_device.get(), &QIODevice::aboutToClose, this, &Session::end);
    connect(m_device.get(), &QIODevice::readChannelFinished, this, &Session::end);
    if (const auto *socket = qobject_cast<QLocalSocket *>(m_device.get()))
        connect(socket, &QLocalSocket::disconnected, this, &Session::end);
    connect(&m_handshake, &QTimer::timeout, this, [this] {
        refuse(QStringLiteral("protocol"),
               QStringLiteral("no greeting came within two seconds; send a frame Hello first"));
    });
    m_handshake.setSingleShot(true);
    m_handshake.start(HandshakeTime);
    // What has come already is read once whoever made this listens.
    QMetaObject::invokeMethod(this, &Session::read, Qt::QueuedConnection);
}

Session::~Session()
{
    m_device->disconnect(this);
}

void Session::end()
{
    m_isOver = true;
    m_watches.clear();
    if (!std::exchange(m_hasEnded, true))
        QMetaObject::invokeMethod(this, &Session::ended, Qt::QueuedConnection);
}

nanoseconds Session::now() const
{
    return Clock::real()->now();
}

void Session::read()
{
    // What is left unread when a socket is closed would take what was written with it.
    const QByteArray bytes = m_device->readAll();
    if (m_isOver)
        return;
    m_reader.append(bytes);
    while (!m_isOver) {
        const auto frame = m_reader.next();
        if (!frame)
            break;
        take(*frame);
    }
    if (!m_isOver && !m_reader.error().isEmpty())
        refuse(QStringLiteral("protocol"), m_reader.error());
}

void Session::take(const Frame &frame)
{
    if (!m_isOpen) {
        if (frame.type == FrameType::Hello)
            greet(frame);
        else
            refuse(QStringLiteral("protocol"),
                   QStringLiteral("the first frame must be Hello, this was of type %1")
                       .arg(int(frame.type)));
        return;
    }
    switch (frame.type) {
    case FrameType::Subscribe:
        subscribe(frame);
        break;
    case FrameType::Change:
        change(frame);
        break;
    case FrameType::Unsubscribe:
        m_watches.erase(frame.stream);
        Q_EMIT wantsTick();
        break;
    case FrameType::Pause:
    case FrameType::Resume:
        if (const auto entry = m_watches.find(frame.stream); entry != m_watches.end())
            entry->second.isPaused = frame.type == FrameType::Pause;
        Q_EMIT wantsTick();
        break;
    case FrameType::Acknowledge:
        acknowledge(frame);
        break;
    case FrameType::Request:
        request(frame);
        break;
    default:
        sendError(frame.stream, QStringLiteral("unsupported"),
                  QStringLiteral("this probe knows no frame of type %1 from an inspector")
                      .arg(int(frame.type)));
        break;
    }
}

void Session::greet(const Frame &frame)
{
    const auto hello = Hello::fromCbor(frame.body);
    if (!hello) {
        refuse(QStringLiteral("protocol"), QStringLiteral("the frame Hello has no such content"));
        return;
    }
    const int protocol = std::min(hello->newestProtocol, NewestProtocol);
    if (protocol < std::max(hello->oldestProtocol, OldestProtocol)) {
        refuse(QStringLiteral("protocol"),
               QStringLiteral("this probe speaks protocol %1 to %2, %3 speaks %4 to %5; use an "
                              "inspector of about the age of the program")
                   .arg(OldestProtocol)
                   .arg(NewestProtocol)
                   .arg(hello->client)
                   .arg(hello->oldestProtocol)
                   .arg(hello->newestProtocol));
        return;
    }
    m_handshake.stop();
    m_isOpen = true;
    m_reader.setLimits(FrameLimits::fromInspector());
    m_welcome.protocol = protocol;
    m_welcome.mode = std::min(hello->want, m_options.mode);
    m_welcome.features.removeIf([&hello](const QString &feature) {
        return !hello->features.isEmpty() && !hello->features.contains(feature);
    });
    m_welcome.clock = m_state.system.clock().now();
    m_welcome.wallClock = system_clock::now().time_since_epoch();
    m_welcome.credit = InitialCredit;
    send(FrameType::Welcome, 0, m_welcome.toCbor());
}

void Session::subscribe(const Frame &frame)
{
    QString error;
    const auto subscription = Subscription::fromCbor(frame.body, &error);
    if (!subscription) {
        sendError(frame.stream, QStringLiteral("protocol"), error);
        return;
    }
    if (frame.stream == 0 || m_watches.contains(frame.stream)) {
        sendError(frame.stream, QStringLiteral("protocol"),
                  QStringLiteral("stream %1 is taken; choose another number").arg(frame.stream));
        return;
    }
    if (m_watches.size() >= MostWatches) {
        sendError(
            frame.stream, QStringLiteral("limit"),
            QStringLiteral("a connection has at most %1 streams; end one first").arg(MostWatches));
        return;
    }
    if (!takesFilter(frame.stream, *subscription))
        return;
    m_watches.emplace(frame.stream, Entry{Watch(*subscription), now()});
    Q_EMIT wantsTick();
}

bool Session::takesFilter(quint32 stream, const Subscription &subscription)
{
    const Filter filter(subscription.filter);
    if (!filter.isValid())
        sendError(stream, QStringLiteral("filter"), filter.error());
    return filter.isValid();
}

void Session::change(const Frame &frame)
{
    const auto entry = m_watches.find(frame.stream);
    if (entry == m_watches.end()) {
        sendError(frame.stream, QStringLiteral("gone"),
                  QStringLiteral("there is no stream %1").arg(frame.stream));
        return;
    }
    QString error;
    const auto subscription = Subscription::fromCbor(frame.body, &error);
    if (subscription && subscription->kind != entry->second.watch.subscription().kind)
        error = QStringLiteral("a stream keeps its kind; open another one");
    if (!error.isEmpty() || !subscription) {
        sendError(frame.stream, QStringLiteral("protocol"), error);
        return;
    }
    if (!takesFilter(frame.stream, *subscription))
        return;
    entry->second.watch.change(*subscription);
    entry->second.due = now();
    Q_EMIT wantsTick();
}

void Session::acknowledge(const Frame &frame)
{
    const qint64 bytes = frame.body.toInteger(-1);
    if (bytes < 0 || m_credit + bytes > InitialCredit) {
        refuse(QStringLiteral("protocol"), QStringLiteral("more was acknowledged than was sent"));
        return;
    }
    m_credit += bytes;
    if (m_credit > 0)
        m_creditGone = {};
    Q_EMIT wantsTick();
}

void Session::request(const Frame &frame)
{
    const auto request = Request::fromCbor(frame.body);
    if (!request) {
        sendError(frame.stream, QStringLiteral("protocol"),
                  QStringLiteral("the frame Request has no such content"));
        return;
    }
    const nanoseconds present = now();
    if (present - m_requestSecond >= seconds(1)) {
        m_requestSecond = present;
        m_requestsInSecond = 0;
    }
    if (m_outstanding >= MostRequestsOutstanding || ++m_requestsInSecond > MostRequestsInSecond
        || m_device->bytesToWrite() > MostUnsent) {
        sendError(frame.stream, QStringLiteral("limit"),
                  QStringLiteral("at most %1 requests a second, and %2 at a time; ask again later")
                      .arg(MostRequestsInSecond)
                      .arg(MostRequestsOutstanding));
        return;
    }
    ++m_outstanding;
    const QPointer<Session> self(this);
    perform(*request, {m_welcome.mode, m_peer}, m_state,
            [self, stream = frame.stream](const Verdict &verdict) {
                if (self)
                    self->answer(stream, verdict);
            });
}

void Session::answer(quint32 request, const Verdict &verdict)
{
    --m_outstanding;
    if (m_isOver)
        return;
    if (verdict.error.code.isEmpty())
        send(FrameType::Reply, request, verdict.value);
    else
        send(FrameType::Error, request, verdict.error.toCbor());
}

void Session::refuse(const QString &code, const QString &text)
{
    if (m_isOver)
        return;
    send(FrameType::Refusal, 0, StreamError{code, text}.toCbor());
    m_isOver = true;
    m_watches.clear();
    // The inspector reads why, and the rest goes with the connection.
    connect(m_device.get(), &QIODevice::bytesWritten, this, [this] {
        if (m_device->bytesToWrite() == 0)
            end();
    });
    if (m_device->bytesToWrite() == 0)
        end();
}

void Session::sendError(quint32 stream, const QString &code, const QString &text)
{
    send(FrameType::Error, stream, StreamError{code, text}.toCbor());
}

void Session::send(FrameType type, quint32 stream, const QCborValue &body)
{
    send(encodeFrame({type, stream, body}));
}

void Session::send(const QByteArray &bytes)
{
    if (m_device->bytesToWrite() + bytes.size() > 2 * MostUnsent) {
        // It asks without reading the answers.
        end();
        return;
    }
    m_device->write(bytes);
    m_bytes += quint64(bytes.size());
    m_credit -= bytes.size();
    if (m_credit <= 0 && m_creditGone.count() == 0)
        m_creditGone = now();
}

template<class Row>
void Session::shorten(Row &row)
{
    for (auto &[column, value] : row) {
        if (!value.isString())
            continue;
        QString text = value.toString();
        if (text.size() > LongestText)
            value = text.left(LongestText);
        if (!repeatsTexts(column) || text.isEmpty() || text.size() > LongestName)
            continue;
        const auto known = m_names.constFind(text);
        if (known != m_names.constEnd()) {
            value = *known;
        } else if (m_names.size() < MostNames) {
            const qint64 number = m_names.size();
            m_newNames.append(QCborArray{number, text});
            m_names.insert(text, number);
            value = number;
        }
    }
}

bool Session::hasRoom() const
{
    return !m_isOver && m_credit > 0 && m_device->bytesToWrite() < MostUnsent / 2;
}

bool Session::isStalled(nanoseconds present) const
{
    return m_creditGone.count() != 0 && present - m_creditGone > StallTime;
}

void Session::tick(nanoseconds present)
{
    m_state.cost.bytes = m_bytes;
    for (auto &[stream, entry] : m_watches) {
        if (entry.isPaused || entry.due > present || !hasRoom())
            continue;
        entry.due = present + entry.watch.subscription().interval;
        m_state.cost.dropped = 0;
        for (const auto &[number, other] : m_watches)
            m_state.cost.dropped += other.watch.dropped();
        if (isEvents(entry.watch.subscription().kind)) {
            auto batch = entry.watch.events(m_state);
            if (!batch)
                continue;
            for (auto &event : batch->events)
                shorten(event);
            if (!m_newNames.isEmpty())
                send(FrameType::Names, 0, std::exchange(m_newNames, {}));
            send(FrameType::Events, stream, batch->toCbor());
            continue;
        }
        auto delta = entry.watch.delta(m_state);
        if (!delta)
            continue;
        for (auto &row : delta->rows)
            shorten(row.cells);
        if (!m_newNames.isEmpty())
            send(FrameType::Names, 0, std::exchange(m_newNames, {}));
        forEachFrame(stream, *delta,
                     [this](const Frame &, const QByteArray &bytes) { send(bytes); });
    }
}

std::optional<nanoseconds> Session::nextTick() const
{
    std::optional<nanoseconds> next;
    if (!hasRoom())
        return next;
    for (const auto &[stream, entry] : m_watches) {
        if (!entry.isPaused && (!next || entry.due < *next))
            next = entry.due;
    }
    return next;
}

bool Session::needsSurvey(nanoseconds present) const
{
    return hasRoom() && std::any_of(m_watches.begin(), m_watches.end(), [present](const auto &it) {
               const Entry &entry = it.second;
               return !entry.isPaused && entry.due <= present && entry.watch.needsSurvey();
           });
}

bool Session::needsBeat() const
{
    return !m_isOver && !isStalled(now())
        && std::any_of(m_watches.begin(), m_watches.end(), [](const auto &it) {
               return !it.second.isPaused && it.second.watch.needsBeat();
           });
}

} // namespace Actors::Inspection
