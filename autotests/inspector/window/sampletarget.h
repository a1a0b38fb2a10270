// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/frame.h>
#include <Actors/Inspection/subscription.h>
#include <Actors/Inspection/tabledelta.h>

#include <QLocalServer>
#include <QTemporaryDir>

#include <map>
#include <memory>
#include <vector>

QT_FORWARD_DECLARE_CLASS(QLocalSocket)

/*!
 * \brief A program to inspect, with the same trouble at each start: what a probe would tell of it
 * is told at once, and nothing changes unless a test has it.
 */
class SampleTarget : public QObject
{
    Q_OBJECT

public:
    enum class Content {
        Busy, //!< Actors, one of them too slow, dead letters, events.
        Empty, //!< A system without anything.
    };

    explicit SampleTarget(Content content = Content::Busy);

    QString socketPath() const { return m_server.fullServerName(); }
    //! Closes all connections, as a program that ends.
    void end();
    //! What was asked for last of that kind.
    Actors::Inspection::Subscription
    lastSubscription(Actors::Inspection::Subscription::Kind kind) const;
    //! How many streams of that kind are open, and not paused.
    int flowing(Actors::Inspection::Subscription::Kind kind) const;

private:
    using Kind = Actors::Inspection::Subscription::Kind;
    using Column = Actors::Inspection::Column;
    using Cells = std::vector<std::pair<Column, QCborValue>>;
    struct Actor
    {
        quint64 id;
        quint64 parent;
        Cells cells;
        qint64 depth;
        bool grows; //!< Its mailbox, over the last two minutes.
    };
    struct OpenStream
    {
        Actors::Inspection::Subscription subscription;
        bool isPaused = false;
        bool isTold = false; //!< What has happened.
    };
    struct Client
    {
        QLocalSocket *socket;
        Actors::Inspection::FrameReader reader;
        std::map<quint32, OpenStream> streams;
    };

    void accept();
    void read(Client &client);
    void take(Client &client, const Actors::Inspection::Frame &frame);
    void send(Client &client, Actors::Inspection::FrameType type, quint32 stream,
              const QCborValue &body);
    void tell(Client &client, quint32 stream, const Actors::Inspection::Subscription &subscription);
    void answer(Client &client, quint32 stream, const QCborValue &body);
    void tellActors(Client &client, quint32 stream, const std::vector<const Actor *> &actors,
                    quint64 total);
    void tellEvents(Client &client, quint32 stream);
    std::vector<Actors::Inspection::TableDelta::Row> rows(Kind kind) const;
    const Actor *actor(quint64 id, const QString &path) const;

    QTemporaryDir m_directory;
    QLocalServer m_server;
    std::vector<Actor> m_actors;
    std::vector<std::unique_ptr<Client>> m_clients;
    const Content m_content;
};
