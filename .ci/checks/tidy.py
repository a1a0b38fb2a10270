#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT
"""clang-tidy on the sources that changed: tidy.py BUILD_TREE [--all] [FILE...]

Changed is what differs from CI_BASE, else from the branch that origin points to, else from the
commit before. Of a changed header its source is checked, and every header of ours that it includes.
A changed .clang-tidy calls for --all, which takes too long to be done unasked. A file that passed is
not looked at again until it, a header or .clang-tidy changes.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

root = Path(__file__).resolve().parents[2]
tree = Path(sys.argv[1]).resolve()
names = [argument for argument in sys.argv[2:] if not argument.startswith("--")]
tool = shutil.which("clang-tidy-14") or shutil.which("clang-tidy")


def git(*arguments):
    run = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=False)
    return run.stdout.split() if run.returncode == 0 else None


def changed():
    base = git("rev-parse", "--verify", "--quiet", os.environ["CI_BASE"]) if os.environ.get("CI_BASE") else None
    base = base or git("merge-base", "HEAD", "origin/HEAD")
    head = git("rev-parse", "HEAD")
    if not base or base == head:
        base = git("rev-parse", "--verify", "--quiet", "HEAD~1")
    if not base:
        return None
    return {root / name for name in (git("diff", "--name-only", base[0]) or [])
            + (git("ls-files", "-o", "--exclude-standard") or [])}


commands = json.loads((tree / "compile_commands.json").read_text())
# It cannot read what g++ has precompiled, and so sees whether a file includes what it uses.
database = tree / "tidy"
database.mkdir(exist_ok=True)
for entry in commands:
    entry["command"] = re.sub(r" -Winvalid-pch| -include \S*cmake_pch\.hxx", "", entry["command"])
(database / "compile_commands.json").write_text(json.dumps(commands))
known = sorted({Path(entry["file"]) for entry in commands
                if tree not in Path(entry["file"]).parents and Path(entry["file"]).is_relative_to(root)})
selection = None
if names:
    selection = {(root / name).resolve() for name in names}
elif "--all" not in sys.argv:
    selection = changed()
if selection is None:
    files = known
else:
    stems = {path.with_suffix("").parent / path.stem.removesuffix("_p") for path in selection if path.suffix == ".h"}
    files = [path for path in known if path in selection or path.with_suffix("") in stems]

headers = hashlib.sha256((root / ".clang-tidy").read_bytes())
for path in sorted(root.glob("libactors/**/*.h")):
    headers.update(path.read_bytes())
passed = tree / "tidy-passed"
passed.mkdir(exist_ok=True)


def check(path):
    key = hashlib.sha256(headers.digest() + str(path).encode() + path.read_bytes()).hexdigest()
    if (passed / key).exists():
        return path, 0, "", 0
    began = time.monotonic()
    run = subprocess.run([tool, "--quiet", "-p", str(database), str(path)], capture_output=True, text=True, check=False)
    if run.returncode == 0:
        (passed / key).touch()
    return path, run.returncode, run.stdout + run.stderr, time.monotonic() - began


failed = 0
with ThreadPoolExecutor(os.cpu_count()) as pool:
    for number, (path, code, output, seconds) in enumerate(pool.map(check, files), 1):
        print(f"[{number}/{len(files)}] {path.relative_to(root)} {seconds:.0f} s" + (" FAILED" if code else ""), flush=True)
        if code:
            failed += 1
            print(output)
print(f"clang-tidy: {failed} of {len(files)} files have findings")
sys.exit(1 if failed else 0)
