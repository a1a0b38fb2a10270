// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "fakeprobe.h"

#include <QTest>

#include <utility>

namespace Actors::Inspection {

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
