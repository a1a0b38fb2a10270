// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <Actors/Core/message.h>
#include <Actors/Core/transport.h>

#include <QString>

#include <atomic>

namespace Actors::Internal {

/*!
 * One link of a chain of calls: a handler that waits for something. Messages sent below it carry
 * it, and may come back to the actor that waits.
 */
struct ChainLink
{
    std::atomic<int> references = 1;
    ChainLink *above = nullptr;
    QString step; //!< "path.method"
};

//! Whether \a link is \a upper or hangs below it.
bool isBelow(const ChainLink *link, const ChainLink *upper) noexcept;

//! The steps of the chain with the message that closes the circle, from the top.
std::exception_ptr deadlockError(const ChainLink *chain, const Envelope &closing);

//! The chain of calls of whoever asks: the answer travels in it, else a handler that waits for the
//! answer would not let it in.
class KeptChain
{
public:
    KeptChain()
        : m_link(sender().ambience ? sender().ambience->chain : nullptr)
    {
        if (m_link)
            retain(m_link);
    }
    KeptChain(const KeptChain &other)
        : m_link(other.m_link)
    {
        if (m_link)
            retain(m_link);
    }
    KeptChain &operator=(const KeptChain &other) = delete;
    ~KeptChain()
    {
        if (m_link)
            release(m_link);
    }

    class Scope
    {
    public:
        explicit Scope(const KeptChain &chain)
            : m_outer(sender().ambience)
        {
            m_ambience.chain = chain.m_link;
            if (chain.m_link)
                sender().ambience = &m_ambience;
        }
        ~Scope() { sender().ambience = m_outer; }
        Q_DISABLE_COPY_MOVE(Scope)

    private:
        Ambience *const m_outer;
        Ambience m_ambience;
    };

private:
    ChainLink *const m_link;
};

} // namespace Actors::Internal
