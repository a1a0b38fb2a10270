// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include "testfailure.h"

#include <QDebug>

namespace Actors::TestKit {

namespace {

TestFramework &current()
{
    static TestFramework framework;
    return framework;
}

} // namespace

TestFailure::TestFailure(const QString &text)
    : m_text(text)
    , m_utf8(text.toUtf8())
{
}

TestFailure::~TestFailure() = default;

void setTestFramework(const TestFramework &framework)
{
    current() = framework;
}

TestFramework testFramework()
{
    return current();
}

void failTest(const QString &text, Where where)
{
    if (current().fail) {
        current().fail(text, where);
        return;
    }
    qCritical().noquote() << where.file << where.line << text;
    throw TestFailure(text);
}

} // namespace Actors::TestKit
