#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT
"""Every text of the inspector's window is translated into every language, and nothing else is.

The translations are what lupdate of Qt would write: it is run on copies of them. With --sync it is
run on the translations themselves: new texts come in unfinished, and those that the sources no
longer have go.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from common import Report, project_files, project_root

# Where Debian has it: beside the tools of other versions of Qt it is not in the path.
TOOLS = "/usr/lib/qt6/bin"
# English says what the sources say, but for its plural forms.
ENGLISH = "actors-inspector_en.ts"

root = project_root()
report = Report("translations", root)
window = root / "inspector" / "window"
files = sorted((window / "translations").glob("*.ts"))
lupdate = shutil.which("lupdate", path=TOOLS) or shutil.which("lupdate")
if not lupdate:
    sys.exit("translations: there is no lupdate of Qt 6. Install it, in Debian qt6-l10n-tools: ./dev translate does.")


def update(paths):
    """Has lupdate bring the files up to date with the sources."""
    for path in paths:
        plurals = ["-pluralonly"] if path.name == ENGLISH else []
        run = subprocess.run(
            [lupdate, "-silent", "-locations", "none", "-no-obsolete", *plurals, str(window), "-ts", str(path)],
            capture_output=True, text=True, check=False)
        # Also where it succeeds it may have met a text whose class it cannot tell.
        for line in (run.stdout + run.stderr).splitlines():
            report.error(path, 0, f"lupdate: {line}")
        if run.returncode != 0:
            report.error(path, 0, f"lupdate ended with status {run.returncode}")


def messages(path):
    """The texts of a file, by context, text and comment."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            key = (context.findtext("name"), message.findtext("source"), message.findtext("comment", ""))
            found[key] = message.find("translation")
    return found


def placeholders(text, is_plural):
    """What the program puts into the text. A plural form may say its number in a word: "once"."""
    return sorted(re.findall(r"%L?\d+" if is_plural else r"%L?(?:\d+|n)", text))


if "--sync" in sys.argv:
    update(files)

with tempfile.TemporaryDirectory() as folder:
    for path in files:
        fresh = Path(shutil.copy(path, folder))
        update([fresh])
        try:
            have, need = messages(path), messages(fresh)
        except ElementTree.ParseError as error:
            report.error(path, error.position[0], f"is no XML: {error}")
            continue
        before = len(report.errors)
        for context, text, _ in need.keys() - have.keys():
            report.error(path, 0, f"lacks {context}: {text!r}")
        for context, text, _ in have.keys() - need.keys():
            report.error(path, 0, f"has a text that the sources have not, {context}: {text!r}")
        for (context, text, _), translation in have.items():
            if translation.get("type"):
                report.error(path, 0, f"{translation.get('type')}, {context}: {text!r}")
                continue
            forms = translation.findall("numerusform")
            for form in forms or [translation]:
                said = form.text or ""
                if not said or placeholders(said, bool(forms)) != placeholders(text, bool(forms)):
                    report.error(path, 0, f"{said!r} does not say all of {context}: {text!r}")
        if len(report.errors) == before and path.read_bytes() != fresh.read_bytes():
            report.error(path, 0, "is not written as lupdate writes it")

for path in project_files(window):
    if path.suffix in (".cpp", ".h"):
        text = path.read_text()
        for match in re.finditer(r"\btranslate\(\s*\w+\s*,\s*\"", text):
            report.error(path, text.count("\n", 0, match.start()) + 1,
                         "lupdate does not see this text: its context must be a literal, too")

report.finish("./dev translate brings the files up to date; what it leaves unfinished is to be translated in them.")
