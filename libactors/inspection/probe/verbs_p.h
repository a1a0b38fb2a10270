// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include "probe/watch_p.h"

#include <Actors/Inspection/handshake.h>

#include <QCborMap>
#include <QCborValue>

#include <functional>

namespace Actors::Inspection {

//! What came of a request.
struct Verdict
{
    QCborValue value;
    StreamError error; //!< Its code is empty if it went well.

    static Verdict failed(const QString &code, const QString &text)
    {
        return {QCborValue(), {code, text}};
    }
};

//! Who asks.
struct Asker
{
    AccessMode mode = AccessMode::Read;
    qint64 pid = 0;
};

/*!
 * \brief Does what an inspector asks for.
 *
 * \a then is called once: at once, or later in the probe's thread.
 */
void perform(const Request &request, const Asker &asker, ProbeState &state,
             const std::function<void(const Verdict &)> &then);

} // namespace Actors::Inspection
