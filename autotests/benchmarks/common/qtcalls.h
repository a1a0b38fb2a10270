// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "workload.h"

#include <QObject>

namespace Bench {

//! How plain Qt brings something to another thread.
enum class QtCall {
    Invoke, //!< QMetaObject::invokeMethod() with a functor.
    Signal, //!< A signal with a queued connection.
};

/*!
 * One of two objects between which a plain Qt call goes to and fro. No actor: what is measured are
 * the event loops of the threads that the two live on.
 */
class QtPlayer : public QObject
{
    Q_OBJECT

public:
    QtPlayer(QtCall kind, Gate &done)
        : m_kind(kind)
        , m_done(done)
    {
    }
    //! Before either is called.
    static void introduce(QtPlayer &first, QtPlayer &second);
    //! Hits the ball, in the thread of this object; so do the two \a left times more, by turns.
    void hit(qint64 left);

    qint64 handled = 0; //!< How often the ball has come to this one.

Q_SIGNALS:
    void ballHit(qint64 left);

private:
    void take(qint64 left);

    const QtCall m_kind;
    Gate &m_done;
    QtPlayer *m_peer = nullptr;
};

} // namespace Bench
