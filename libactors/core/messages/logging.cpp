// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "logging.h"

namespace Actors::Logging {

Q_LOGGING_CATEGORY(core, "actors.core")
Q_LOGGING_CATEGORY(mailbox, "actors.mailbox")
Q_LOGGING_CATEGORY(supervision, "actors.supervision")
Q_LOGGING_CATEGORY(deadLetters, "actors.deadletters")
Q_LOGGING_CATEGORY(ask, "actors.ask")
Q_LOGGING_CATEGORY(dispatch, "actors.dispatch")
Q_LOGGING_CATEGORY(lifecycle, "actors.lifecycle")
Q_LOGGING_CATEGORY(timers, "actors.timers")
Q_LOGGING_CATEGORY(directory, "actors.directory")

} // namespace Actors::Logging
