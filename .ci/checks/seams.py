#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT
"""Time, randomness, threads and processor instructions are reached through the seams only."""

import re

from common import Report, project_files, project_root, without_comments

EVERYWHERE = {  # but in seams/
    r"\bQElapsedTimer\b": "ask Clock",
    r"\bQ(Basic|Chrono)?Timer\b": "ask Timers",
    r"\b(steady|system|high_resolution|utc|tai|file)_clock\s*::\s*now\b": "ask Clock",
    r"\bclock_gettime\b|\bgettimeofday\b|\bstd::time\s*\(": "ask Clock",
    r"\bQ(Date)?Time::current": "ask Clock",
    r"\bQRandomGenerator(64)?\b|\brandom_device\b|\bmt19937\w*|\bs?rand\s*\(": "ask Random",
    r"\bstd::(thread|jthread|async)\b|\bQtConcurrent\b": "threads are made in dispatch/",
    r"\bQThread::(sleep|msleep|usleep)\b|\bsleep_(for|until)\b|\b(u|nano|clock_nano)sleep\s*\(|(?<!\w)::sleep\s*\(": "nothing sleeps; wait for an event",
}
NOT_IN_DISPATCH_OR_SEAMS = {
    r"\bQThreadPool\b": "threads are made in dispatch/",
    r"\bQThread::create\b|\bnew\s+QThread\b|\bpublic\s+QThread\b|\bmake_unique<QThread>": "threads are made in dispatch/",
}
INTRINSICS = re.compile(
    r"<(imm|xmm|emm|pmm|tmm|smm|nmm|wmm|x86|ia32|cpuid)\w*\.h>|\b_mm\d*_\w+|__builtin_ia32_\w+"
    r"|\b__rdtscp?\b|\b(__)?asm(__)?\b|\b_(x|u)(begin|end|monitor|mwait)\w*\b")
PORTABLE = re.compile(r"#\s*(if|elif).*(__x86_64__|__i386__|Q_PROCESSOR_X86|__SSE|_M_X64)")
SLEEPS = re.compile(r"\bqWait\s*\(|\bqSleep\s*\(|\bQThread::(sleep|msleep|usleep)\b|\bsleep_(for|until)\b|\b(u|nano|clock_nano)sleep\s*\(|(?<!\w)::sleep\s*\(")

root = project_root()
core = root / "libactors" / "core"
report = Report("seams", root)
with_intrinsics = []

for path in project_files(root):
    if path.suffix not in (".h", ".cpp"):
        continue
    relative = path.relative_to(root)
    original = path.read_text().splitlines()
    lines = without_comments(path.read_text()).splitlines()
    if relative.parts[0] == "libactors":
        folder = path.relative_to(core).parts[0] if core in path.parents else ""
        module = relative.parts[1]
        rules = {}
        if folder != "seams" and module in ("core", "testkit"):
            rules.update(EVERYWHERE)
            if folder != "dispatch":
                rules.update(NOT_IN_DISPATCH_OR_SEAMS)
        for number, line in enumerate(lines, 1):
            for pattern, cure in rules.items():
                match = re.search(pattern, line)
                # The test kit may name its reason: it drives real threads and real time as well.
                if match and not (module == "testkit" and "seam:" in original[number - 1]):
                    report.error(path, number, f"{match.group(0).strip()}: {cure}")
            if INTRINSICS.search(line) and path not in with_intrinsics:
                with_intrinsics.append(path)
    elif relative.parts[0] in ("autotests", "examples") and relative.parts[:2] != ("autotests", "benchmarks"):
        for number, line in enumerate(lines, 1):
            match = SLEEPS.search(line)
            if match and "sleeps because" not in original[number - 1] + original[max(0, number - 2)]:
                report.error(path, number, f"{match.group(0).strip()}: wait for an event; "
                             "where a test must block a thread, say '// sleeps because ...'")

if len(with_intrinsics) > 1:
    for path in with_intrinsics:
        report.error(path, 0, "processor instructions belong into one file")
for path in with_intrinsics:
    if core / "seams" not in path.parents:
        report.error(path, 0, "processor instructions belong into seams/")
    if not PORTABLE.search(path.read_text()):
        report.error(path, 0, "has no portable branch beside its processor instructions")

report.finish("Only libactors/core/seams may touch the real thing.")
