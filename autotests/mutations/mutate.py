#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT
"""Plants each bug of autotests/mutations/*.mutation in a copy of the project and expects a test to fail.

    mutate.py [--list | --check] [NAME...]

A mutation is a file of this form; the old text must occur exactly once in the file, unless a line
'occurrence: N' says which one is meant:

    # comment
    why: what breaks
    file: libactors/core/seams/random.h
    tests: randomtest [another]
    --- old
        double nextReal() { return double(next() >> 11) * 0x1.0p-53; }
    --- new
        double nextReal() { return double(next() >> 10) * 0x1.0p-53; }
    --- end

It is killed when one of its tests fails, crashes or hangs; it must compile. Several blocks of
old and new change several places at once.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

root = Path(__file__).resolve().parents[2]
work = root / "build" / "mutate"
source, tree = work / "source", work / "tree"
TIMEOUT = "30"  # seconds for a test; the slowest takes a few


class Mutation:
    def __init__(self, path):
        self.name = path.stem
        self.fields, self.changes, self.problem = {}, [], None
        part, blocks = None, []
        for line in path.read_text().splitlines(keepends=True):
            marker = re.fullmatch(r"--- (old|new|end)\n?", line)
            if marker:
                part = marker.group(1) if marker.group(1) != "end" else None
                if part:
                    blocks.append([part, ""])
            elif part:
                blocks[-1][1] += line
            elif match := re.match(r"(why|file|tests|occurrence):\s*(.*)", line):
                self.fields[match.group(1)] = match.group(2).strip()
        for old, new in zip(blocks[::2], blocks[1::2]):
            if (old[0], new[0]) != ("old", "new"):
                self.problem = "its blocks are not old, new, old, new ..."
            self.changes.append((old[1], new[1]))
        missing = [key for key in ("why", "file", "tests") if not self.fields.get(key)]
        if missing or not self.changes or len(blocks) % 2:
            self.problem = f"its file lacks {', '.join(missing) or 'an old and a new text'}"
        self.tests = self.fields.get("tests", "").split()

    def apply(self, text):
        """The changed text, or None with self.problem set."""
        for old, new in self.changes:
            count = text.count(old)
            wanted = int(self.fields.get("occurrence", 0))
            if count == 0 or not old.strip():
                self.problem = f"its old text is not in {self.fields['file']}"
                return None
            if count > 1 and not wanted or wanted > count:
                self.problem = f"its old text occurs {count} times in {self.fields['file']}"
                return None
            start = -1
            for _ in range(max(wanted, 1)):
                start = text.index(old, start + 1)
            text = text[:start] + new + text[start + len(old):]
        return text


def cannot_be_applied(mutations, base):
    """Those that do not fit what stands below that folder, each with its problem set and printed."""
    for mutation in mutations:
        path = base / mutation.fields.get("file", "")
        if not mutation.problem and not path.is_file():
            mutation.problem = f"there is no {mutation.fields['file']}"
        if not mutation.problem:
            mutation.apply(path.read_text())
        if mutation.problem:
            print(f"mutate: {mutation.name}: {mutation.problem}")
    return [mutation for mutation in mutations if mutation.problem]


def run(command, stdout=subprocess.PIPE):
    return subprocess.run(command, stdout=stdout, stderr=subprocess.STDOUT, text=True, check=False)


def copy_project():
    """Only what changed, so that the tree of the last time is still worth something."""
    listing = subprocess.run(["git", "-C", str(root), "ls-files", "-co", "--exclude-standard"],
                             capture_output=True, text=True, check=True).stdout.splitlines()
    wanted = {name for name in listing if (root / name).is_file()}
    for name in wanted:
        target = source / name
        if not target.exists() or target.read_bytes() != (root / name).read_bytes():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / name, target)
            # Newer than anything that was compiled from a mutant.
            os.utime(target)
    for path in source.rglob("*"):
        if path.is_file() and str(path.relative_to(source)) not in wanted:
            path.unlink()


def build(targets, **options):
    return run(["cmake", "--build", str(tree), "--target", *targets], **options)


def run_tests(tests):
    # With the modes in which a test runs: asktest is asktest-deterministic and asktest-threads.
    pattern = "^(" + "|".join(re.escape(test) for test in tests) + ")(-[a-z]+)?$"
    return run(["ctest", "--test-dir", str(tree), "-R", pattern, "--timeout", TIMEOUT, "--stop-on-failure",
                "--no-tests=error", "-j", "2"])


def failed_tests(output):
    return re.findall(r"^\s*\d+ - (\S+) \(([^)]*)\)", output, re.M)


def main():
    parser = argparse.ArgumentParser(prog="mutate", description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="a mutation; all unless told")
    parser.add_argument("--list", action="store_true", help="say what there is, and plant nothing")
    parser.add_argument("--check", action="store_true", help="see whether each can be applied, and plant nothing")
    arguments = parser.parse_args()
    names = arguments.names
    mutations = [Mutation(path) for path in sorted((root / "autotests" / "mutations").glob("*.mutation"))]
    if arguments.list:
        for mutation in mutations:
            print(f"{mutation.name}: {mutation.fields.get('why', '')} [{' '.join(mutation.tests)}]")
        return 0
    for name in names:
        if name not in {mutation.name for mutation in mutations}:
            print(f"mutate: there is no autotests/mutations/{name}.mutation")
            return 1
    if names:
        mutations = [mutation for mutation in mutations if mutation.name in names]
    if not mutations:
        print("mutate: there are no mutations")
        return 1

    if arguments.check:
        broken = cannot_be_applied(mutations, root)
        if broken:
            print("mutate: write their old and new text anew, from the code as it is")
        return 1 if broken else 0

    copy_project()
    # What cannot be applied is found before anything is compiled.
    broken = cannot_be_applied(mutations, source)
    mutations = [mutation for mutation in mutations if not mutation.problem]
    if not mutations:
        return 1

    configured = run(["cmake", "-S", str(source), "-B", str(tree), "-G", "Ninja", "-D", "CMAKE_BUILD_TYPE=Debug",
                      "-D", "CMAKE_CXX_FLAGS=-O1", "-D", "CMAKE_CXX_FLAGS_DEBUG=", "-D", "ACTORS_BUILD_EXAMPLES=OFF",
                      "-D", "ACTORS_PRECOMPILE_TESTS=ON", "-D", f"ACTORS_TEST_TIMEOUT={TIMEOUT}"])
    if configured.returncode:
        print(configured.stdout)
        return 1
    tests = sorted({test for mutation in mutations for test in mutation.tests})
    print(f"mutate: building {' '.join(tests)} without a mutation", flush=True)
    # The first time takes minutes: let it be seen.
    if build(tests, stdout=None).returncode:
        return 1
    tested = run_tests(tests)
    if tested.returncode:
        print(tested.stdout)
        print("mutate: the tests fail without any mutation")
        return 1

    survivors, uncompilable = [], []
    for number, mutation in enumerate(mutations, 1):
        print(f"[{number}/{len(mutations)}] {mutation.name}: ", end="", flush=True)
        began = time.monotonic()
        path = source / mutation.fields["file"]
        original = path.read_text()
        try:
            path.write_text(mutation.apply(original))
            built = build(mutation.tests)
            if built.returncode:
                verdict = "does not compile"
                uncompilable.append(mutation.name)
                print(built.stdout[-3000:])
            else:
                tested = run_tests(mutation.tests)
                killers = failed_tests(tested.stdout)
                if tested.returncode and killers:
                    verdict = "killed by " + ", ".join(f"{name} ({how})" for name, how in killers)
                elif tested.returncode:
                    print(tested.stdout[-3000:])
                    verdict = "does not run"
                    uncompilable.append(mutation.name)
                else:
                    verdict = "SURVIVED"
                    survivors.append(mutation.name)
        finally:
            path.write_text(original)
        print(f"{verdict}, {time.monotonic() - began:.0f} s", flush=True)

    killed = len(mutations) - len(survivors) - len(uncompilable)
    print(f"mutate: {killed} killed, {len(survivors)} survived, {len(uncompilable)} did not compile, "
          f"{len(broken)} could not be applied")
    for mutation_name in survivors:
        print(f"mutate: no test noticed {mutation_name}")
    return 1 if survivors or uncompilable or broken else 0


if __name__ == "__main__":
    sys.exit(main())
