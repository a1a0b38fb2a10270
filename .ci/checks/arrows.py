#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT
"""A module uses the modules below it only, and never a private header of another."""

import re

from common import Report, includes, project_files, project_root

USES = {  # each may use itself as well
    "core": set(),
    "testkit": {"core"},
    "inspection": {"core"},
    "persistence": {"core"},
    "streams": {"core"},
    "processes": {"core"},
    "coroutines": {"core"},
    "remoting": {"core"},
    "cluster": {"core", "remoting"},
    "qml": {"core", "inspection"},
}
CORE_LINKS = {"Qt6::Core"}

root = project_root()
report = Report("arrows", root)

for path in project_files(root):
    relative = path.relative_to(root)
    if relative.parts[0] == "libactors" and len(relative.parts) > 2 and relative.parts[1] != "cmake":
        module = relative.parts[1]
        allowed = USES.get(module)
        if allowed is None:
            report.error(path, 0, f"{module} is no module of .ci/checks/arrows.py")
            continue
    elif relative.parts[0] == "examples":
        module, allowed = "examples", None
    else:
        continue

    if path.suffix in (".h", ".cpp"):
        public = path.suffix == ".h" and not path.name.endswith("_p.h")
        for line, name in includes(path.read_text()):
            inner = name[1:-1]
            match = re.match(r"<Actors/(\w+)/", name)
            if match and allowed is not None and match.group(1).lower() not in allowed | {module}:
                report.error(path, line, f"{module} must not know {match.group(1)}")
            if public and inner.endswith("_p.h"):
                report.error(path, line, f"a public header includes the private {inner}")
            if name.startswith("<") and inner.endswith("_p.h") and inner.startswith(("Actors/", "Qt", "private/")):
                report.error(path, line, f"{inner} is private")
            if name.startswith('"') and re.match(r"(\.\./)+(core|testkit|inspection)/", inner):
                report.error(path, line, f"{inner} crosses into another module")
    if path.name == "CMakeLists.txt" and relative.parts[:2] == ("libactors", "core"):
        for number, text in enumerate(path.read_text().splitlines(), 1):
            for library in re.findall(r"\b(?:Qt6|Actors|Threads)::\w+", text.split("#")[0]):
                if library not in CORE_LINKS:
                    report.error(path, number, f"Core links {', '.join(CORE_LINKS)} and nothing else, not {library}")
    if path.name == "CMakeLists.txt" and relative.parts[0] == "libactors":
        for number, text in enumerate(path.read_text().splitlines(), 1):
            if re.search(r"\bGLOB(_RECURSE)?\b", text):
                report.error(path, number, "list the sources, do not GLOB")

report.finish("See 'Modules and arrows' in docs/contributing.md.")
