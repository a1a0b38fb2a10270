// expect: receive\(Message &\) cannot handle
// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "account.h"

constexpr bool ok = Actors::Internal::checkMessage<Account, QByteArray>();
