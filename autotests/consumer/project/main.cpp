// SPDX-FileCopyrightText: 2026 The libactors authors
// SPDX-License-Identifier: MIT

#include <Actors/Core/Core>
#ifdef HAS_TestKit
#include <Actors/TestKit/TestKit>
#endif

#include <cstdio>

int main()
{
    // Something of the library proper, so that it is linked.
    if (Actors::Clock::real()->now().count() <= 0)
        return 1;
    std::puts("works");
    return 0;
}
