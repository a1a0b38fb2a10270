// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Inspection/actorsinspection_export.h>

#include <QByteArray>
#include <QIODevice>
#include <QPointer>

#include <memory>
#include <utility>

namespace Actors::Inspection {

/*!
 * \brief One end of a connection inside of the process: what one writes, the other reads.
 *
 * The other end hears of it when the event loop runs, as with a socket. Both belong to one thread.
 */
class ACTORS_INSPECTION_EXPORT PipeEnd : public QIODevice
{
    Q_OBJECT

public:
    PipeEnd();
    ~PipeEnd() override;
    //! Two ends of one pipe, open.
    static std::pair<std::unique_ptr<PipeEnd>, std::unique_ptr<PipeEnd>> pair();

    bool isSequential() const override { return true; }
    qint64 bytesAvailable() const override { return m_in.size() + QIODevice::bytesAvailable(); }
    void close() override;

protected:
    qint64 readData(char *data, qint64 most) override;
    qint64 writeData(const char *data, qint64 count) override;

private:
    QPointer<PipeEnd> m_other;
    QByteArray m_in;
};

} // namespace Actors::Inspection
