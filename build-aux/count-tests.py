#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the test cases in JUnit reports of meson test, and prints 'N passed, N failed, N skipped'."""

import sys
import xml.etree.ElementTree as ElementTree


def count(path):
    passed = failed = skipped = 0
    for case in ElementTree.parse(path).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif case.find("skipped") is not None:
            skipped += 1
        else:
            passed += 1
    return passed, failed, skipped


def main():
    totals = [sum(column) for column in zip(*(count(path) for path in sys.argv[1:]))]
    print("{} passed, {} failed, {} skipped".format(*totals))


main()
