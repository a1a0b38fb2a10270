// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "workload.h"

#include <QByteArray>
#include <QString>
#include <QVariant>

#include <array>

namespace Bench {

//! A message that is as large as it says, and copied.
template<std::size_t Bytes>
struct Block
{
    std::array<qint64, Bytes / sizeof(qint64)> words{};
};

//! What is sent as the message \a number, made as cheaply as that type can be.
template<std::size_t Bytes>
const Block<Bytes> &fill(Block<Bytes> &block, qint64 number)
{
    block.words.front() = number;
    block.words.back() = number;
    return block;
}
inline const QString &fill(QString &text, qint64)
{
    if (text.isNull())
        text = QString(32, QLatin1Char('x'));
    return text;
}
//! As large as an image of 1920 by 1080 pixels, and shared like one; no QImage, which would need Qt
//! Gui.
inline const QByteArray &fill(QByteArray &bytes, qint64)
{
    if (bytes.isNull())
        bytes = QByteArray(qsizetype(1920) * 1080 * 4, 'x');
    return bytes;
}
inline const QVariant &fill(QVariant &variant, qint64 number)
{
    variant = number;
    return variant;
}

//! What a receiver adds up.
template<std::size_t Bytes>
qint64 weigh(const Block<Bytes> &block)
{
    return block.words.front() + block.words.back();
}
inline qint64 weigh(const QString &text)
{
    return text.size() + text.back().unicode();
}
inline qint64 weigh(const QByteArray &bytes)
{
    return bytes.size() + bytes.back();
}
inline qint64 weigh(const QVariant &variant)
{
    return variant.toLongLong();
}

//! What it has then.
template<class T>
qint64 weightOfAll(qint64 messages)
{
    T value;
    qint64 sum = 0;
    for (qint64 i = 0; i < messages; ++i)
        sum += weigh(fill(value, i));
    return sum;
}

//! Each of them by its name; \a Flood runs the workload for one type of message.
template<class Flood>
Workloads payloadWorkloads()
{
    return {{"payload-8", &Flood::template run<Block<8>>},
            {"payload-48", &Flood::template run<Block<48>>},
            {"payload-256", &Flood::template run<Block<256>>},
            {"payload-4096", &Flood::template run<Block<4096>>},
            {"payload-qstring", &Flood::template run<QString>},
            {"payload-qvariant", &Flood::template run<QVariant>},
            {"payload-qbytearray-8mb", &Flood::template run<QByteArray>}};
}

} // namespace Bench
