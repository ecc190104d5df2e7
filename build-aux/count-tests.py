#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the test cases of a meson test run, given its log directory, and prints 'N passed, N failed, N skipped'.

A program that fails without a failing case (a leak at its end, a crash, a time-out) counts as one failure more.
"""

import json
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

GOOD = {"OK", "SKIP", "EXPECTEDFAIL"}


def find_name(title):
    """A test's own name: what stands before it depends on the version of meson ("suite / name", "suite - project:name")."""
    return re.split(r" / |:", title)[-1]


def count_cases(report):
    passed = failed = skipped = 0
    programs_with_failed_case = set()
    for suite in ElementTree.parse(report).iter("testsuite"):
        for case in suite.iter("testcase"):
            if case.find("failure") is not None or case.find("error") is not None:
                failed += 1
                # Cases stand in the suite of their program; a program without cases is a case itself.
                programs_with_failed_case |= {find_name(suite.get("name")), find_name(case.get("name"))}
            elif case.find("skipped") is not None:
                skipped += 1
            else:
                passed += 1
    return passed, failed, skipped, programs_with_failed_case


def count_silent_failures(log, known):
    failed = 0
    for line in log.read_text().splitlines():
        test = json.loads(line)
        name = find_name(test["name"])
        if test["result"] not in GOOD and name not in known:
            failed += 1
    return failed


def main():
    logs = pathlib.Path(sys.argv[1])
    # With a wrapper, the logs have its name.
    log = max(logs.glob("testlog*.json"), key=lambda path: path.stat().st_mtime)
    passed, failed, skipped, known = count_cases(log.with_suffix(".junit.xml"))
    failed += count_silent_failures(log, known)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")


main()
