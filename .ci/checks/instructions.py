#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT
"""No kind of work takes more instructions than it did: instructions.py BUILD_TREE [--record]

callgrind counts them for a small and for a large piece of the same work; the difference is what a
message takes, whatever else the machine does. It may be 3 % above autotests/instructions/expected.json,
which --record writes anew. Counts of another compiler cannot be compared: then nothing is held.
"""

import json
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

root = Path(__file__).resolve().parents[2]
expected_file = root / "autotests/instructions/expected.json"
program = "autotests/instructions/actors-instructions"
cases = ["pingpong-same", "counting-same", "ask-same", "threadring-same", "children-same"]
small, large = 20_000, 120_000
most_growth = 1.03


def fail(what, cure):
    print(f"instructions: {what}\n    {cure}", file=sys.stderr)
    sys.exit(1)


def counted(tree, case, size):
    run = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", tree / program, case, str(size)],
                         capture_output=True, text=True, check=False)
    found = re.search(r"Collected : (\d+)", run.stderr)
    if run.returncode != 0 or not found:
        fail(f"{case} {size} ended with status {run.returncode}", (run.stderr or run.stdout).strip()[-500:])
    return int(found.group(1))


def main():
    if len(sys.argv) < 2:
        fail("no build tree was named", "for example  .ci/checks/instructions.py build/dev")
    tree = Path(sys.argv[1]).resolve()
    if not shutil.which("valgrind"):
        fail("there is no valgrind", "apt-get install valgrind, or  ./dev need check")
    if subprocess.run(["cmake", "--build", tree, "--target", "actors-instructions"], check=False).returncode != 0:
        fail("the target actors-instructions was not built", "correct the first error above")
    compiler = re.search(r"CMAKE_CXX_COMPILER_VERSION \"([^\"]*)\"",
                         next(tree.glob("CMakeFiles/*/CMakeCXXCompiler.cmake")).read_text()).group(1)

    runs = [(case, size) for case in cases for size in (small, large)]
    with ThreadPoolExecutor() as pool:
        counts = dict(zip(runs, pool.map(lambda run: counted(tree, *run), runs)))
    now = {case: round((counts[case, large] - counts[case, small]) / (large - small), 1) for case in cases}
    if "--record" in sys.argv:
        expected_file.write_text(json.dumps({"compiler": compiler, "instructions": now}, indent=4) + "\n")
        print(f"instructions: recorded {now}")
        return
    expected = json.loads(expected_file.read_text())
    if expected["compiler"] != compiler:
        print(f"instructions: not held, as they were recorded with {expected['compiler']} and this is {compiler}")
        return
    grown = []
    for case in cases:
        before = expected["instructions"].get(case)
        change = now[case] / before - 1 if before else 0
        print(f"    {case:16} {now[case]:8.1f}   was {before}   {change:+.1%}")
        if before is None or now[case] > before * most_growth:
            grown.append(case)
    if grown:
        fail(f"more instructions for a message than there were: {', '.join(grown)}",
             "find what has come in; if users would accept the reason, say it in the commit and record:  "
             "python3 .ci/checks/instructions.py build/dev --record")
    print("instructions: none has grown")


main()
