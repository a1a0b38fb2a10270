// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#pragma once

#include <QByteArray>
#include <QtGlobal>

#include <cstddef>
#include <cstdint>
#include <vector>

/*!
 * Gives \a data to what is tested, and ends the program where that breaks a promise. Whatever the
 * bytes are, it returns 0.
 */
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size);

//! Inputs to begin with: together they reach each part of what is tested.
std::vector<QByteArray> seeds();

//! Ends the program if a promise is broken, in release builds as well.
#define PROMISE(condition) ((condition) ? void() : qFatal("broken promise: %s", #condition))
