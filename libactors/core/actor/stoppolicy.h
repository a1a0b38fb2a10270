// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/actorscore_export.h>

#include <QVariant>

#include <chrono>
#include <functional>

namespace Actors {

//! When an actor stops by itself.
class ACTORS_CORE_EXPORT StopPolicy
{
public:
    //! What kinds there are.
    enum class Kind : quint8 { Never, AfterOneMessage, AfterMessage, AfterIdle };

    //! Never.
    StopPolicy() = default;

    //! Only when it is told to.
    static StopPolicy Never() { return {}; }
    //! After the first message, also if it was an ask.
    static StopPolicy AfterOneMessage();
    //! After the first message that \a matches; it is given the value, or the list of the arguments
    //! of a call.
    static StopPolicy AfterMessage(std::function<bool(const QVariant &message)> matches);
    //! When no message was handled for \a time.
    static StopPolicy AfterIdle(std::chrono::nanoseconds time);

    //! What kind it is.
    Kind kind() const { return m_kind; }
    //! The function given to AfterMessage(); empty for other kinds.
    const std::function<bool(const QVariant &)> &matches() const { return m_matches; }
    //! The time given to AfterIdle(); 0 for other kinds.
    std::chrono::nanoseconds time() const { return m_time; }

private:
    Kind m_kind = Kind::Never;
    std::function<bool(const QVariant &)> m_matches;
    std::chrono::nanoseconds m_time{0};
};

} // namespace Actors
