// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "instrumentation.h"

namespace Actors {

ObservedType::~ObservedType() = default;

Instrumentation::~Instrumentation() = default;

void Instrumentation::spawned(quint64, quint64, const QString &, const char *) { }

void Instrumentation::started(quint64) { }

void Instrumentation::stopped(quint64, const QString &) { }

void Instrumentation::failed(quint64, const QString &, const QString &) { }

void Instrumentation::decided(quint64, const char *, std::chrono::nanoseconds) { }

void Instrumentation::restarted(quint64, quint64) { }

void Instrumentation::deadLetter(quint64, quint64, const char *, const ObservedType &) { }

} // namespace Actors
