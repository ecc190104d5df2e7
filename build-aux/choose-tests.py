#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the names of the headless tests that are programs of the project's own, which valgrind can run.

Left out is what runs long already, measures, kills itself or counts on time; and what is a script that starts other programs.
"""

import json
import pathlib
import sys

LEFT_OUT = {"search-relevance", "store-kill", "base-worker", "account-secrets", "catalogue-credentials"}

build = pathlib.Path(sys.argv[1]).resolve()
for test in json.loads((build / "meson-info" / "intro-tests.json").read_text()):
    program = pathlib.Path(test["cmd"][0])
    suites = {suite.rsplit(":", 1)[-1] for suite in test["suite"]}
    if "headless" in suites and "torture" not in suites and build in program.parents and test["name"] not in LEFT_OUT:
        print(test["name"])
