#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT
"""Every source file begins with the two SPDX lines."""

import re

from common import Report, project_files, project_root

SUFFIXES = {".h", ".cpp", ".cmake", ".py", ".sh", ".in", ".qml", ".supp", ".mutation", ".dox", ".yml", ".yaml"}
NAMES = {"CMakeLists.txt", "dev", "run", "full"}

root = project_root()
report = Report("spdx", root)
for path in project_files(root):
    if path.name.startswith(".") or not (path.suffix in SUFFIXES or path.name in NAMES):
        continue
    head = path.read_text(errors="replace").splitlines()[:6]
    for tag in (r"SPDX-FileCopyrightText: 2026 The libactors authors$", r"SPDX-License-Identifier: MIT$"):
        if not any(re.search(tag, line) for line in head):
            report.error(path, 1, "lacks " + tag.rstrip("$"))
report.finish("Copy the two lines from any other file.")
