#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT
"""Each test that docs/guarantees.md names exists: `program::slot` is a slot of a program.cpp below autotests/."""

import re

from common import Report, project_root

root = project_root()
report = Report("guarantees", root)
document = root / "docs" / "guarantees.md"
NAME = re.compile(r"`([a-z][\w-]*)::(\w+)`")
programs = {path.stem: path for path in sorted((root / "autotests").rglob("*.cpp"))}

for number, line in enumerate(document.read_text().splitlines() if document.is_file() else [], 1):
    if not line.startswith("|") and "Test of" not in line:
        continue
    for program, slot in NAME.findall(line):
        if program == "std":
            continue
        if program not in programs:
            report.error(document, number, f"there is no {program}.cpp below autotests")
        elif not re.search(rf"\bvoid {slot}\(\)", programs[program].read_text()):
            report.error(document, number, f"{programs[program].relative_to(root)} has no slot {slot}")

report.finish("Name a test that exists, or write *(no test yet)*.")
