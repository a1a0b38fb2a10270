# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT
"""What the checks share. Every check is a program: check.py [root of the project]."""

import re
import subprocess
import sys
from pathlib import Path


def project_root():
    paths = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    return Path(paths[0]).resolve() if paths else Path(__file__).resolve().parents[2]


def project_files(root):
    """All files that belong to the project, also those not yet committed."""
    listing = subprocess.run(
        ["git", "-C", str(root), "ls-files", "-co", "--exclude-standard"],
        capture_output=True, text=True, check=False)
    if listing.returncode == 0:
        paths = (root / line for line in listing.stdout.splitlines())
    else:
        paths = root.rglob("*")
    return sorted(path for path in paths if path.is_file() and "build" not in path.relative_to(root).parts[:1])


def without_comments(text, keep_strings=False):
    """The text with comments, and strings unless kept, blanked; line numbers stay."""
    pattern = re.compile(
        r'//[^\n]*|/\*.*?\*/|R"(?P<tag>[^(\s]*)\(.*?\)(?P=tag)"|"(?:\\.|[^"\\\n])*"'
        r"|(?<![0-9A-Fa-f])'(?:\\.|[^'\\\n])*'", re.S)

    def blank(match):
        found = match.group(0)
        if keep_strings and not found.startswith("/"):
            return found
        return re.sub(r"[^\n]", " ", found)

    return pattern.sub(blank, text)


def includes(text):
    """Pairs of line number and what stands in an #include, with its brackets or quotes."""
    clean = without_comments(text, keep_strings=True)
    for number, line in enumerate(clean.splitlines(), 1):
        match = re.match(r'\s*#\s*include\s*([<"][^>"]+[>"])', line)
        if match:
            yield number, match.group(1)


class Report:
    def __init__(self, name, root):
        self.name = name
        self.root = root
        self.errors = []

    def error(self, path, line, text):
        try:
            path = Path(path).relative_to(self.root)
        except ValueError:
            pass
        self.errors.append(f"{path}:{line}: {text}" if line else f"{path}: {text}")

    def finish(self, cure=""):
        for error in self.errors:
            print(error, file=sys.stderr)
        if self.errors:
            print(f"{self.name}: {len(self.errors)} violation(s). {cure}".rstrip(), file=sys.stderr)
            sys.exit(1)
        print(f"{self.name}: in order")
        sys.exit(0)
