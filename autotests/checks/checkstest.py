#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The libactors authors
# SPDX-License-Identifier: MIT
"""Every check of .ci/checks finds a planted violation and is silent without it."""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

CHECKS = Path(__file__).resolve().parents[2] / ".ci" / "checks"
SPDX = "// SPDX-FileCopyrightText: 2026 The libactors authors\n// SPDX-License-Identifier: MIT\n"


class ChecksTest(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.root = Path(self.folder.name)
        self.write("libactors/core/seams/clock.h", "#pragma once\n")
        self.write("libactors/core/cell/cell.h", "#include <Actors/Core/Clock>\n")

    def tearDown(self):
        self.folder.cleanup()

    def write(self, path, text):
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(SPDX + text if file.suffix in (".h", ".cpp") else text)

    def run_check(self, name, *options):
        run = subprocess.run([sys.executable, str(CHECKS / f"{name}.py"), str(self.root), *options],
                             capture_output=True, text=True, check=False)
        return run.returncode, run.stdout + run.stderr

    def passes(self, name):
        code, output = self.run_check(name)
        self.assertEqual(code, 0, output)

    def fails(self, name, text):
        code, output = self.run_check(name)
        self.assertEqual(code, 1, output)
        self.assertIn(text, output)

    def test_a_lower_floor_must_not_include_a_higher_one(self):
        self.passes("floors")
        self.write("libactors/core/seams/clock.cpp", '#include "cell/cell.h"\n')
        self.fails("floors", "seams (floor 0)")

    def test_a_public_include_is_resolved_to_its_folder(self):
        self.write("libactors/core/messages/envelope.h", "#include <Actors/Core/Cell>\n")
        self.fails("floors", "of cell (floor 3)")

    def test_clocks_are_read_in_seams_only(self):
        self.write("libactors/core/seams/clock.cpp", "auto t = std::chrono::steady_clock::now();\n")
        self.write("libactors/core/cell/cell.cpp", "// QElapsedTimer in a comment\nQTimerEvent *e;\n")
        self.passes("seams")
        self.write("libactors/core/cell/cell.cpp", "auto t = std::chrono::steady_clock::now();\n")
        self.fails("seams", "cell.cpp:3: steady_clock::now: ask Clock")

    def test_threads_are_made_in_dispatch_only(self):
        self.write("libactors/core/dispatch/thread.cpp", "auto t = new QThread;\n")
        self.passes("seams")
        self.write("libactors/core/refs/ref.cpp", "auto t = new QThread;\n")
        self.fails("seams", "threads are made in dispatch/")

    def test_tests_do_not_sleep_without_a_reason(self):
        self.write("autotests/core/reftest.cpp", "QTest::qWait(5); // sleeps because the handler is stuck\n")
        self.passes("seams")
        self.write("autotests/core/reftest.cpp", "QTest::qWait(5);\n")
        self.fails("seams", "wait for an event")

    def test_processor_instructions_are_in_one_file_with_a_portable_branch(self):
        self.write("libactors/core/seams/pause.cpp", "#include <immintrin.h>\n")
        self.fails("seams", "no portable branch")
        self.write("libactors/core/seams/pause.cpp", "#if defined(__x86_64__)\n#include <immintrin.h>\n#endif\n")
        self.passes("seams")
        self.write("libactors/core/cell/cell.cpp", "_mm_pause();\n")
        self.fails("seams", "belong into one file")

    def test_core_knows_no_other_module(self):
        self.passes("arrows")
        self.write("libactors/core/cell/cell.cpp", "#include <Actors/TestKit/TestSystem>\n")
        self.fails("arrows", "core must not know TestKit")

    def test_core_links_qt_core_only(self):
        self.write("libactors/core/CMakeLists.txt", "PUBLIC_LIBRARIES Qt6::Core Qt6::Network\n")
        self.fails("arrows", "not Qt6::Network")

    def test_private_headers_stay_private(self):
        self.write("libactors/core/cell/cell.h", '#include "cell_p.h"\n')
        self.fails("arrows", "private cell_p.h")

    def test_licence_lines_are_asked_for(self):
        self.passes("spdx")
        self.write("CMakeLists.txt", "project(X)\n")
        self.fails("spdx", "CMakeLists.txt:1: lacks SPDX-FileCopyrightText")

    def test_snippets_equal_their_source(self):
        self.write("examples/CMakeLists.txt", "add_executable(hello hello.cpp)\n")
        self.write("examples/hello.cpp", "    //! [a]\n    call();\n    //! [a]\n")
        self.write("README.md", "<!-- snippet: examples/hello.cpp#a -->\n```cpp\ncall();\n```\n")
        self.passes("snippets")
        self.write("README.md", "<!-- snippet: examples/hello.cpp#a -->\n```cpp\nother();\n```\n")
        self.fails("snippets", "differs from examples/hello.cpp#a")
        self.assertEqual(self.run_check("snippets", "--sync")[0], 0)
        self.passes("snippets")

    def test_a_block_without_a_source_is_found(self):
        self.write("docs/guide.md", "```cpp\ncall();\n```\n")
        self.fails("snippets", "without <!-- snippet")

    def test_every_diagnostic_has_its_section(self):
        self.passes("errors")
        self.write("libactors/core/messages/diagnostics.h", "enum class Diagnostic : int { NameTaken = 1, BadName };\n")
        self.write("docs/errors.md", "## ACT-0001 NameTaken\n")
        self.fails("errors", "ACT-0002 title, for BadName")
        self.write("docs/errors.md", "## ACT-0001 NameTaken\n## ACT-0002 BadName\n")
        self.passes("errors")

    def test_the_coverage_table_is_complete_and_true(self):
        self.fails("coverage", "does not exist")
        (self.root / "autotests").mkdir()
        self.assertEqual(self.run_check("coverage", "--skeleton")[0], 0)
        self.fails("coverage", "C1 has no test")
        table = self.root / "autotests" / "coverage.md"
        table.write_text(table.read_text().replace("| - | - | - |", "| x | guide.md | missing: later |"))
        self.write("docs/guide.md", "# Guide\n")
        self.passes("coverage")
        table.write_text(table.read_text().replace(
            "| C1 | x | guide.md | missing: later |", "| C1 | Actor | guide.md#guide | reftest.cpp::isNull |"))
        self.fails("coverage", "the test file reftest.cpp does not exist")
        self.write("autotests/core/reftest.cpp", "void isEqual();\n")
        self.fails("coverage", "has no slot isNull")
        self.write("autotests/core/reftest.cpp", "void isNull();\n")
        self.passes("coverage")
        table.write_text("\n".join(line for line in table.read_text().splitlines() if "| C2 " not in line))
        self.fails("coverage", "no line for C2")


if __name__ == "__main__":
    unittest.main()
