// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "fakeprobe.h"

#include <QTest>

#include <algorithm>
#include <cstring>
#include <utility>

namespace Actors::Inspection {

PipeEnd::PipeEnd() = default;

PipeEnd::~PipeEnd()
{
    PipeEnd::close();
}

std::pair<std::unique_ptr<PipeEnd>, std::unique_ptr<PipeEnd>> PipeEnd::pair()
{
    auto one = std::make_unique<PipeEnd>();
    auto other = std::make_unique<PipeEnd>();
    one->m_other = other.get();
    other->m_other = one.get();
    for (PipeEnd *end : {one.get(), other.get()})
        end->open(ReadWrite | Unbuffered);
    return {std::move(one), std::move(other)};
}

void PipeEnd::close()
{
    if (!isOpen())
        return;
    QIODevice::close();
    if (m_other)
        QMetaObject::invokeMethod(m_other, &QIODevice::readChannelFinished, Qt::QueuedConnection);
}

qint64 PipeEnd::readData(char *data, qint64 most)
{
    const qint64 count = std::min<qint64>(most, m_in.size());
    std::memcpy(data, m_in.constData(), std::size_t(count));
    m_in.remove(0, count);
    return count;
}

qint64 PipeEnd::writeData(const char *data, qint64 count)
{
    if (!m_other || !m_other->isOpen())
        return -1;
    m_other->m_in.append(data, count);
    QMetaObject::invokeMethod(m_other, &QIODevice::readyRead, Qt::QueuedConnection);
    return count;
}

FakeProbe::FakeProbe()
{
    m_welcome.emplace();
    m_welcome->pid = 4711;
    m_welcome->application = QStringLiteral("robotd");
    m_welcome->credit = qint64(256) * 1024;
}

void FakeProbe::attach(Connection &connection)
{
    auto [mine, theirs] = PipeEnd::pair();
    m_mine = std::move(mine);
    m_theirs = theirs.get();
    m_reader = FrameReader(FrameLimits::fromInspector());
    m_frames.clear();
    connect(m_mine.get(), &QIODevice::readyRead, this, &FakeProbe::read);
    connection.open(std::move(theirs));
}

void FakeProbe::read()
{
    m_reader.append(m_mine->readAll());
    while (const auto frame = m_reader.next()) {
        m_frames.append(*frame);
        if (frame->type == FrameType::Hello && m_welcome)
            send(FrameType::Welcome, 0, m_welcome->toCbor());
    }
    if (!m_reader.error().isEmpty())
        QTest::qFail(qPrintable(m_reader.error()), __FILE__, __LINE__);
}

std::optional<Frame> FakeProbe::expect(FrameType type)
{
    std::optional<Frame> found;
    const bool came = QTest::qWaitFor([&] {
        while (!m_frames.isEmpty()) {
            const Frame frame = m_frames.takeFirst();
            if (frame.type == type) {
                found = frame;
                return true;
            }
        }
        return false;
    });
    return came ? found : std::nullopt;
}

void FakeProbe::send(FrameType type, quint32 stream, const QCborValue &body)
{
    sendRaw(encodeFrame({type, stream, body}));
}

void FakeProbe::sendRaw(const QByteArray &bytes)
{
    m_mine->write(bytes);
}

void FakeProbe::hangUp()
{
    m_mine->close();
}

} // namespace Actors::Inspection
