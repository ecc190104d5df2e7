# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the functions of a module whose names begin with test_, and reports them as TAP.

`-p NAME`, as GLib's tests have it, chooses one; it may be given again: ./dev test app-window --test-args '-p test_filter'
"""

import sys
import time
import traceback


class Skipped(Exception):
    """A test cannot be made here; the text says why."""


def skip(reason):
    raise Skipped(reason)


def wait_for(look, what, seconds=20):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = look()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for {what}")


def main(namespace):
    chosen = [name for option, name in zip(sys.argv, sys.argv[1:]) if option == "-p"]
    tests = [(name, function) for name, function in namespace.items() if name.startswith("test_") and (not chosen or name in chosen)]
    failed = 0
    print(f"1..{len(tests)}")
    for number, (name, function) in enumerate(tests, 1):
        begun = time.monotonic()
        try:
            function()
        except Skipped as reason:
            print(f"ok {number} {name} # SKIP {reason}")
        except Exception:
            failed += 1
            for line in traceback.format_exc().splitlines():
                print("#", line)
            print(f"not ok {number} {name}")
        else:
            print(f"ok {number} {name}")
            print(f"# {time.monotonic() - begun:.1f} s")
    sys.exit(1 if failed else 0)
