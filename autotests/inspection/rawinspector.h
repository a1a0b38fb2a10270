// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/frame.h>
#include <Actors/Inspection/handshake.h>
#include <Actors/Inspection/subscription.h>
#include <Actors/Inspection/tabledelta.h>

#include <QCborArray>
#include <QCborMap>
#include <QHash>
#include <QLocalSocket>
#include <QTest>

#include <map>
#include <optional>

namespace Actors::Inspection {

//! An inspector at the level of frames.
class RawInspector
{
public:
    explicit RawInspector(const QString &path) { m_socket.connectToServer(path); }

    void write(FrameType type, quint32 stream, const QCborValue &body)
    {
        m_socket.write(encodeFrame({type, stream, body}));
    }
    //! The next frame of that type and stream; others before it are dropped.
    std::optional<Frame> next(FrameType type, quint32 stream = 0)
    {
        std::optional<Frame> found;
        const bool came = QTest::qWaitFor([&] {
            read();
            while (auto frame = m_reader.next()) {
                if (frame->type == FrameType::Names)
                    note(frame->body.toArray());
                if (frame->type == type && frame->stream == stream) {
                    found = frame;
                    return true;
                }
            }
            return isClosed();
        });
        return came ? found : std::nullopt;
    }
    Welcome greet(AccessMode mode = AccessMode::Read)
    {
        Hello hello;
        hello.want = mode;
        write(FrameType::Hello, 0, hello.toCbor());
        const auto frame = next(FrameType::Welcome);
        return frame ? Welcome::fromCbor(frame->body).value_or(Welcome()) : Welcome();
    }
    //! What came of a request.
    Frame ask(const QString &verb, const QCborMap &arguments)
    {
        const quint32 number = ++m_lastRequest;
        write(FrameType::Request, number, Request{verb, arguments}.toCbor());
        std::optional<Frame> answer;
        [[maybe_unused]] const bool came = QTest::qWaitFor([&] {
            read();
            while (auto frame = m_reader.next()) {
                if (frame->stream == number
                    && (frame->type == FrameType::Reply || frame->type == FrameType::Error)) {
                    answer = frame;
                    return true;
                }
            }
            return isClosed();
        });
        return answer.value_or(Frame());
    }
    bool isClosed() const
    {
        return m_socket.state() == QLocalSocket::UnconnectedState && m_socket.bytesAvailable() == 0;
    }
    QString text(const QCborValue &value) const
    {
        return value.isString() ? value.toString() : m_names.value(value.toInteger(-1));
    }
    QLocalSocket &socket() { return m_socket; }
    //! From now on says what it has read.
    void acknowledge() { m_acknowledges = true; }

private:
    void read()
    {
        const QByteArray bytes = m_socket.readAll();
        m_reader.append(bytes);
        if (m_acknowledges && !bytes.isEmpty())
            write(FrameType::Acknowledge, 0, bytes.size());
    }
    void note(const QCborArray &names)
    {
        for (const auto &pair : names)
            m_names.insert(pair.toArray().at(0).toInteger(), pair.toArray().at(1).toString());
    }

    QLocalSocket m_socket;
    FrameReader m_reader{FrameLimits::fromProbe()};
    QHash<qint64, QString> m_names;
    quint32 m_lastRequest = 1000;
    bool m_acknowledges = false;
};

//! What a stream of deltas amounts to.
class Rows
{
public:
    void take(const TableDelta &delta)
    {
        for (const auto &row : delta.rows) {
            for (const auto &[column, value] : row.cells)
                m_cells[row.id][column] = value;
        }
        for (const auto &group : delta.groups)
            m_groups[group.parent] = group;
    }
    QCborValue value(quint64 id, Column column) const { return m_cells.at(id).at(column); }
    const TableDelta::Group &group(quint64 parent = 0) const { return m_groups.at(parent); }
    bool isEmpty() const { return m_groups.empty(); }
    //! The row that has that text in \a column; 0 for none.
    quint64 find(Column column, const QString &text) const
    {
        for (const auto &[id, cells] : m_cells) {
            const auto cell = cells.find(column);
            if (cell != cells.end() && cell->second.toString() == text)
                return id;
        }
        return 0;
    }

private:
    std::map<quint64, std::map<Column, QCborValue>> m_cells;
    std::map<quint64, TableDelta::Group> m_groups;
};

//! Waits until \a isDone says so of the rows of a stream.
template<class Done>
bool follow(RawInspector &inspector, quint32 stream, Rows &rows, Done isDone)
{
    for (int i = 0; i < 200; ++i) {
        const auto frame = inspector.next(FrameType::Table, stream);
        if (!frame)
            return false;
        const auto delta = TableDelta::fromCbor(frame->body);
        if (!delta)
            return false;
        rows.take(*delta);
        if (isDone())
            return true;
    }
    return false;
}
inline Subscription of(Subscription::Kind kind)
{
    Subscription subscription;
    subscription.kind = kind;
    subscription.interval = Subscription::ShortestInterval;
    return subscription;
}

} // namespace Actors::Inspection
