// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "dispatch/messagesource_p.h"

namespace Actors::Internal {

MessageSource::~MessageSource() = default;

void MessageSource::caught(QObject *, const std::exception_ptr &error)
{
    std::rethrow_exception(error);
}

} // namespace Actors::Internal
