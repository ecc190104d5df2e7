#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up what the logs of the long tests say ("tally: NAME VALUE"), and prints one table.

Arguments: a directory with the logs of the steps, each NAME.log and NAME.status. Ends with the line that the test suite ends with.
"""

import pathlib
import re
import sys

# Of these the largest counts; the others add up.
LARGEST = {"longest-pause-ms", "soak-growth-permille", "logo-peak-kb"}
ROWS = [
    ("cells", "faults × calls survived"),
    ("cells-lost", "faults × calls not survived"),
    ("kills", "kills survived"),
    ("corruptions", "corruptions survived"),
    ("fuzz-executions", "fuzz executions"),
    ("fuzz-findings", "fuzz findings"),
    ("invalid-accesses", "invalid accesses (valgrind)"),
    ("leaks", "leaks (LeakSanitizer)"),
    ("races", "races (ThreadSanitizer)"),
    ("secrets-found", "secrets found"),
    ("soak-growth-permille", "growth in use, in thousandths"),
    ("logo-peak-kb", "most memory for one logo, kB"),
    ("longest-pause-ms", "longest main-loop pause, ms"),
]
# What tools say themselves.
PATTERNS = {
    "invalid-accesses": r"^==\d+== (?:Invalid|Conditional jump|Use of uninitialised|Syscall param|Source and destination overlap)",
    "leaks": r"ERROR: LeakSanitizer: detected memory leaks",
    "races": r"^SUMMARY: ThreadSanitizer: ",
}
STEP_OF_PATTERN = {"invalid-accesses": "memcheck", "leaks": "sanitize", "races": "threads"}


def main():
    logs = pathlib.Path(sys.argv[1])
    tally, passed, failed, skipped, broken = {}, 0, 0, 0, []
    for log in sorted(logs.glob("*.log")):
        text = log.read_text(errors="replace")
        for name, value in re.findall(r"tally: ([a-z-]+) (\d+)", text):
            tally[name] = max(tally.get(name, 0), int(value)) if name in LARGEST else tally.get(name, 0) + int(value)
        for name, pattern in PATTERNS.items():
            if STEP_OF_PATTERN[name] == log.stem:
                tally[name] = len(re.findall(pattern, text, re.MULTILINE))
        counts = re.findall(r"^(\d+) passed, (\d+) failed, (\d+) skipped$", text, re.MULTILINE)
        if counts:
            passed, failed, skipped = passed + int(counts[-1][0]), failed + int(counts[-1][1]), skipped + int(counts[-1][2])
        if (logs / f"{log.stem}.status").read_text().strip() != "0":
            broken.append(log.stem)

    print(f"{'what':<36} {'how many':>14}")
    for name, title in ROWS + [(name, name) for name in sorted(tally) if name not in dict(ROWS)]:
        print(f"{title:<36} {tally.get(name, '-'):>14}")
    for step in broken:
        print(f"failed: {step} (see {logs / step}.log)")
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    sys.exit(1 if broken or failed else 0)


main()
