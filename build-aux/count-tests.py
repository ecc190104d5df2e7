#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the test cases of a meson test run, given its log directory, and prints 'N passed, N failed, N skipped'.

A program that fails without a failing case (a leak at its end, a crash, a time-out) counts as one failure more.
"""

import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

GOOD = {"OK", "SKIP", "EXPECTEDFAIL"}


def count_cases(report):
    passed = failed = skipped = 0
    programs_with_failed_case = set()
    for suite in ElementTree.parse(report).iter("testsuite"):
        for case in suite.iter("testcase"):
            if case.find("failure") is not None or case.find("error") is not None:
                failed += 1
                # Cases stand in the suite of their program; a program without cases is a case itself.
                programs_with_failed_case |= {suite.get("name").rsplit(" / ")[-1], case.get("name")}
            elif case.find("skipped") is not None:
                skipped += 1
            else:
                passed += 1
    return passed, failed, skipped, programs_with_failed_case


def count_silent_failures(log, known):
    failed = 0
    for line in log.read_text().splitlines():
        test = json.loads(line)
        name = test["name"].rsplit(" / ")[-1]
        if test["result"] not in GOOD and name not in known:
            failed += 1
    return failed


def main():
    logs = pathlib.Path(sys.argv[1])
    passed, failed, skipped, known = count_cases(logs / "testlog.junit.xml")
    failed += count_silent_failures(logs / "testlog.json", known)
    print(f"{passed} passed, {failed} failed, {skipped} skipped")


main()
