// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "pipeend.h"

#include <algorithm>
#include <cstring>

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

} // namespace Actors::Inspection
