#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT
"""Each public header compiles alone: headers.py FLAGS INCLUDES COMPILER [OPTION...] -- HEADER...

FLAGS is a response file for the compiler, INCLUDES is 'each' (one compilation for each header) or
'together' (one for all of them, each included twice).
"""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

flags, mode, compiler = sys.argv[1:4]
split = sys.argv.index("--")
options, headers = sys.argv[4:split], sys.argv[split + 1:]


def compile_headers(names):
    code = "".join(f"#include <{name}>\n" for name in names) * 2
    run = subprocess.run(
        [compiler, f"@{flags}", "-Wall", "-Wextra", "-Wpedantic", "-Wshadow", "-Werror", *options,
         "-fsyntax-only", "-x", "c++", "-"],
        input=code, capture_output=True, text=True, check=False)
    return names, run.returncode, run.stderr


groups = [[name] for name in headers] if mode == "each" else [headers]
with ThreadPoolExecutor(2) as pool:
    results = list(pool.map(compile_headers, groups))
failed = [result for result in results if result[1] != 0]
for names, _, output in failed:
    print(f"{' '.join(names)} does not compile alone ({compiler} {' '.join(options)}):\n{output}")
print(f"headers: {len(groups) - len(failed)} of {len(groups)} compile alone")
sys.exit(1 if failed or not headers else 0)
