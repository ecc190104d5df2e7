# SPDX-License-Identifier: GPL-3.0-or-later
import pathlib
import shutil
import subprocess
import sys

import tap

MANUALS = pathlib.Path(sys.argv[1]) / "data" / "man"
PROGRAMS = ("bank-atlas", "bank-atlas-cli", "bank-atlas-simulator")


def test_every_program_has_a_manual():
    for program in PROGRAMS:
        assert (MANUALS / f"{program}.1").is_file(), program


def test_manuals_are_well_formed():
    assert shutil.which("mandoc"), "mandoc is needed"
    for manual in sorted(MANUALS.glob("*.1")):
        result = subprocess.run(
            ["mandoc", "-T", "lint", "-W", "warning", str(manual)], capture_output=True, text=True, check=False
        )
        assert result.returncode == 0, result.stdout


tap.main(globals())
