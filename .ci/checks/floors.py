#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT
"""A folder of libactors/core includes from its own floor and the floors below it only."""

from common import Report, includes, project_files, project_root

FLOORS = {"seams": 0, "messages": 1, "dispatch": 2, "cell": 3, "refs": 4, "supervision": 5,
          "actor": 6, "system": 7}

root = project_root()
core = root / "libactors" / "core"
report = Report("floors", root)

sources = [path for path in project_files(root)
           if core in path.parents and path.suffix in (".h", ".cpp")]
folder_of = {}
for path in sources:
    folder = path.relative_to(core).parts[0]
    if len(path.relative_to(core).parts) < 2 or folder not in FLOORS:
        report.error(path, 0, f"lies on no floor; there are {', '.join(FLOORS)}")
        continue
    if path.suffix == ".h":
        other = folder_of.setdefault(path.name, folder)
        if other != folder:
            report.error(path, 0, f"has the same name as a header of {other}; include paths are flat")

for path in sources:
    folder = path.relative_to(core).parts[0]
    if folder not in FLOORS:
        continue
    for line, name in includes(path.read_text()):
        inner = name[1:-1]
        if name.startswith("<Actors/Core/"):
            header = inner.split("/")[-1].lower()
            header = header if header.endswith(".h") else header + ".h"
            if header == "core.h" and "core.h" not in folder_of:
                report.error(path, line, "includes all of Core; include what is used")
                continue
            if header.endswith("_export.h"):
                continue
        elif name.startswith('"'):
            header = inner.split("/")[-1]
            if not header.endswith(".h"):
                continue
            if "/" in inner and inner.split("/")[0] not in FLOORS:
                report.error(path, line, f"{name}: no such floor")
                continue
        else:
            continue
        target = folder_of.get(header)
        if target is None:
            report.error(path, line, f"{name} is no header of Core")
        elif FLOORS[target] > FLOORS[folder]:
            report.error(path, line, f"{folder} (floor {FLOORS[folder]}) includes {name} of {target} (floor {FLOORS[target]})")

report.finish("Put the class on the right floor, or let the lower one define a small interface (docs/contributing.md).")
