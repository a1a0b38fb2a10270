#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT
"""autotests/coverage.md has a line for every feature and behaviour that is owed, and its tests exist.

A line is  | id | public name | document | test |  where document is a file below docs/ (or README.md),
with #heading if wanted, and test is file.cpp::slotName, several separated by commas. A line that is not
met yet says so in its test column:  missing: reason.  --skeleton writes the lines that are not there.
"""

import re
import sys

from common import Report, project_files, project_root

FEATURES = """
C1-C13 M1-M12 V1-V11 F1-F3 F5 F6 F8 F9 F13 X1-X7 L1-L8 B1-B6 B8-B16 B20-B22 U1-U7 S1-S13 S15-S18 S20 S21
R1-R5 A1-A8 A10 G1-G7 G11 T1-T12 Z1-Z8 O1 O2 O4 E1 E2 E5 W1-W4 H1-H3 Q1 P1 P2 P4 P5 P7 P8 P13 P15 TE4 TE5
TK1-TK8 TK10-TK13 IN1 IN2 IN8-IN10
""".split()
BEYOND = ["B-1", "B-2", "B-3", "B-4", "B-9", "B-10", "B-11"]
BEHAVIOURS = """
1-22 25-27 29-56 58-79 82-84 86-88 91-100 102-105 126 127 130
""".split()
SECTIONS = [("Features", FEATURES), ("Beyond the sources", BEYOND), ("Behaviours", BEHAVIOURS)]


def expand(words):
    for word in words:
        match = re.fullmatch(r"([A-Z]*)(\d+)-([A-Z]*)(\d+)", word)
        if match:
            yield from (f"{match.group(1)}{n}" for n in range(int(match.group(2)), int(match.group(4)) + 1))
        else:
            yield word


root = project_root()
table = root / "autotests" / "coverage.md"
report = Report("coverage table", root)

if "--skeleton" in sys.argv:
    text = table.read_text() if table.is_file() else "# What is owed, and the test that shows it\n"
    have = set(re.findall(r"^\| *([\w-]+) *\|", text, re.M))
    for title, words in SECTIONS:
        missing = [identifier for identifier in expand(words) if identifier not in have]
        if missing:
            text += f"\n## {title}\n\n| id | public name | document | test |\n|---|---|---|---|\n"
            text += "".join(f"| {identifier} | - | - | - |\n" for identifier in missing)
    table.write_text(text)
    raise SystemExit(0)

required = [identifier for _, words in SECTIONS for identifier in expand(words)]
sources = {}
for path in project_files(root):
    relative = path.relative_to(root)
    if path.suffix in (".cpp", ".h", ".qml") and relative.parts[0] in ("autotests", "examples", "inspector", "qml"):
        sources.setdefault(path.name, []).append(path)
    if path.suffix in (".cpp", ".h"):
        sources.setdefault(str(relative), []).append(path)
ctests = "\n".join(path.read_text() for path in project_files(root) if path.name == "CMakeLists.txt")

seen = {}
unmet = []
if not table.is_file():
    report.error(table, 0, "does not exist")
else:
    for number, line in enumerate(table.read_text().splitlines(), 1):
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or len(cells) < 4 or cells[0] == "id" or set(cells[0]) <= set("-: "):
            continue
        identifier, name, document, tests = cells[:4]
        if identifier in seen:
            report.error(table, number, f"{identifier} has a line already: {seen[identifier]}")
        seen[identifier] = number
        if identifier not in required:
            report.error(table, number, f"{identifier} is not owed; see .ci/checks/coverage.py")
        if re.match(r"missing: \S", tests):
            unmet.append(identifier)
            continue
        if set(cells[1:4]) <= {"", "-"}:
            report.error(table, number, f"{identifier} has no test, document and public name")
            continue
        for what, cell in (("public name", name), ("document", document), ("test", tests)):
            if cell in ("", "-"):
                report.error(table, number, f"{identifier} has no {what} (or say 'missing: reason' as its test)")
        if document not in ("", "-"):
            for part in re.split(r",\s*", document.replace("`", "")):
                file_name, _, heading = part.partition("#")
                places = [root / file_name, root / "docs" / file_name]
                found = next((place for place in places if place.is_file()), None)
                if found is None:
                    report.error(table, number, f"{identifier}: the document {file_name} does not exist")
                elif heading:
                    anchors = {re.sub(r"[^\w\- ]", "", h.lower()).strip().replace(" ", "-")
                               for h in re.findall(r"^#+ (.*)$", found.read_text(), re.M)}
                    if heading.lower() not in anchors:
                        report.error(table, number, f"{identifier}: {file_name} has no heading #{heading}")
        if tests in ("", "-"):
            continue
        for test in re.split(r",\s*", tests.replace("`", "")):
            if test.startswith("ctest:"):
                if not re.search(rf"\b{re.escape(test[6:])}\b", ctests):
                    report.error(table, number, f"{identifier}: no CMakeLists.txt adds the test {test[6:]}")
                continue
            file_name, colons, slot = test.partition("::")
            if not colons or not slot:
                report.error(table, number, f"{identifier}: '{test}' is not file.cpp::slotName")
            elif file_name not in sources:
                report.error(table, number, f"{identifier}: the test file {file_name} does not exist")
            elif not any(re.search(rf"\bvoid\s+(\w+::)?{re.escape(slot)}\s*\(", path.read_text()) for path in sources[file_name]):
                report.error(table, number, f"{identifier}: {file_name} has no slot {slot}")
    for identifier in required:
        if identifier not in seen:
            report.error(table, 0, f"has no line for {identifier}")

if unmet:
    print(f"coverage table: {len(unmet)} line(s) say why they are missing: {' '.join(unmet)}")
report.finish(f"{len(required)} ids are owed.")
