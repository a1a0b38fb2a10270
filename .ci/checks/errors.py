#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT
"""Every diagnostic of the runtime has a section in docs/errors.md, and every section a diagnostic."""

import re

from common import Report, project_root, without_comments

root = project_root()
report = Report("errors", root)
header = root / "libactors" / "core" / "messages" / "diagnostics.h"
document = root / "docs" / "errors.md"

if not header.is_file():
    print("errors: no diagnostics yet")
    raise SystemExit(0)

text = without_comments(header.read_text())
numbers = {}
for name, body in re.findall(r"\benum\s+class\s+(\w+)[^{;]*\{(.*?)\}", text, re.S):
    if name != "Diagnostic":
        continue
    value = 0
    for entry in body.split(","):
        match = re.match(r"\s*(\w+)\s*(?:=\s*(\d+))?", entry)
        if match:
            value = int(match.group(2)) if match.group(2) else value + 1
            numbers[match.group(1)] = value
if not numbers:
    report.error(header, 0, "has no enum class Diagnostic with the identifiers")

headings = []
if not document.is_file():
    report.error(document, 0, "does not exist")
else:
    for number, line in enumerate(document.read_text().splitlines(), 1):
        if re.match(r"#{2,} ", line):
            headings.append((number, line))
    for name, value in numbers.items():
        wanted = f"ACT-{value:04}"
        if not any(wanted in line for _, line in headings):
            report.error(document, 0, f"has no section with the heading  ## {wanted} title, for {name}")
    for number, line in headings:
        for found in re.findall(r"ACT-(\d+)", line):
            if int(found) not in numbers.values():
                report.error(document, number, f"ACT-{found} is no diagnostic of {header.name}")

report.finish("Say what happened, why, and what to do, in the section of each diagnostic.")
