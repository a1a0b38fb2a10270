#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT
"""Doxygen reads headers through this.

Copying and moving, and a default constructor that is = default, need a comment only where they say more.
What follows "// For the library." up to the next access specifier, or up to the end of the class, is none
of the reader's business.
"""

import re
import sys

SPECIAL = re.compile(
    r"\s*(?:constexpr\s+|inline\s+)*(?:(\w+)\((?:const \1 &|\1 &&|const \1&|\1&&)\s*\w*\)"
    r"|(\w+) ?&\s?operator=\((?:const \2 &|\2 &&|const \2&|\2&&|\2 )\s*\w*\)"
    r"|\w+\(\) = default)"
    r"(?:\s*(?:noexcept|&|= default|= delete))*;?\s*$")
LIBRARY = re.compile(r"(\s*)// For the library\.")
ACCESS = re.compile(r"(\s*)(?:public|protected|private|Q_SIGNALS|public Q_SLOTS)\s*:\s*$")

before = ""
hidden = None  # How far the section for the library is indented.
body = None  # The braces of a special member function that are open.
with open(sys.argv[1], encoding="utf-8") as source:
    for line in source:
        line = line.rstrip("\n")
        shown = line
        if body is not None:
            if line.strip().startswith(("{", "}", ":", ",")) or body > 0:
                body += line.count("{") - line.count("}")
                shown = ""
                if body == 0 and "}" in line:
                    body = None
            else:
                body = None
        if body is None and shown:
            commented = before.endswith("*/") or before.startswith(("//!", "///"))
            if SPECIAL.match(line) and not commented:
                shown = ""
                if not line.rstrip().endswith(";"):
                    body = 0
        if hidden is not None:
            access = ACCESS.match(line)
            if (access and len(access.group(1)) < hidden) or re.match(r"\s{0,%d}};" % max(hidden - 1, 0), line):
                hidden = None
            else:
                shown = ""
        elif LIBRARY.match(line):
            hidden = len(LIBRARY.match(line).group(1))
            shown = ""
        print(shown)
        before = line.strip() or before
