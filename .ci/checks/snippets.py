#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT
"""Every C++ block in README.md and docs/ is part of a file that is compiled.

A block is preceded by a line   <!-- snippet: path/to/file.cpp#name -->
and equals what stands in that file between two lines that contain   //! [name]
Without #name it equals the whole file, less its licence lines. With --sync the blocks are
rewritten from the files.
"""

import re
import sys
import textwrap

from common import Report, project_files, project_root

root = project_root()
sync = "--sync" in sys.argv
report = Report("snippets", root)
BLOCK = re.compile(r"^(?P<fence>```+|~~~+)(?P<language>[^\n`]*)\n(?P<code>.*?)^(?P=fence)[ ]*$", re.M | re.S)
MARK = re.compile(r"<!-- snippet: (?P<path>[^#\s]+)(?:#(?P<name>[\w.-]+))? -->\s*\Z")
C_PLUS_PLUS = {"cpp", "c++", "cc", "cxx"}


def snippet(path, name):
    """The code, or None and why there is none."""
    source = root / path
    if not source.is_file():
        return None, f"{path} does not exist"
    lines = source.read_text().splitlines()
    if name is None:
        while lines and (lines[0].startswith("// SPDX-") or not lines[0].strip()):
            lines.pop(0)
        found = lines
    else:
        marks = [number for number, line in enumerate(lines) if re.search(rf"//! \[{re.escape(name)}\]", line)]
        if len(marks) != 2:
            return None, f"{path} has {len(marks)} lines with //! [{name}], not two"
        found = lines[marks[0] + 1:marks[1]]
    # Other snippets may begin inside this one.
    found = [line for line in found if not re.match(r"\s*//! \[[\w.-]+\]\s*$", line)]
    return textwrap.dedent("\n".join(found)).strip("\n") + "\n", None


def compiled(path):
    """Whether some CMakeLists.txt at or above the file names it, or its test."""
    folder = (root / path).parent
    stem, file_name = (root / path).stem, (root / path).name
    while True:
        lists = folder / "CMakeLists.txt"
        if lists.is_file():
            text = lists.read_text()
            inner = str((root / path).relative_to(folder))
            if inner in text or re.search(rf"\b{re.escape(stem)}\b", text) or re.search(rf"\b{re.escape(file_name)}\b", text):
                return True
        if folder == root or root not in folder.parents:
            return False
        folder = folder.parent


for path in project_files(root):
    relative = path.relative_to(root)
    if path.suffix != ".md" or not (relative.parts[0] in ("docs", "examples") or str(relative) == "README.md"):
        continue
    text = path.read_text()
    result, end = [], 0
    for block in BLOCK.finditer(text):
        result.append(text[end:block.start()])
        end = block.end()
        replacement = block.group(0)
        line = text.count("\n", 0, block.start()) + 1
        words = block.group("language").split()
        if words and words[0].lower() in C_PLUS_PLUS:
            mark = MARK.search(text, 0, block.start())
            if not mark:
                report.error(path, line, "a C++ block without <!-- snippet: file.cpp#name --> above it")
            else:
                code, problem = snippet(mark.group("path"), mark.group("name"))
                if problem:
                    report.error(path, line, problem)
                elif not compiled(mark.group("path")):
                    report.error(path, line, f"no CMakeLists.txt builds {mark.group('path')}")
                elif code != block.group("code"):
                    if sync:
                        replacement = f"{block.group('fence')}{block.group('language')}\n{code}{block.group('fence')}"
                    else:
                        report.error(path, line, f"differs from {mark.group('path')}#{mark.group('name')}")
        result.append(replacement)
    result.append(text[end:])
    if sync and "".join(result) != text:
        path.write_text("".join(result))
        print(f"snippets: rewrote {relative}")

report.finish("./dev docs --sync copies the code of the compiled files into the documents.")
