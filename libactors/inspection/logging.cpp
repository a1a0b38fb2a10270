// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "logging.h"

namespace Actors::Inspection::Logging {

Q_LOGGING_CATEGORY(inspection, "actors.inspect", QtInfoMsg)
Q_LOGGING_CATEGORY(alarm, "actors.inspect.alarm", QtInfoMsg)
Q_LOGGING_CATEGORY(audit, "actors.inspect.audit", QtInfoMsg)

} // namespace Actors::Inspection::Logging
