# SPDX-License-Identifier: GPL-3.0-or-later
"""What people paste, looked up in the demo: which banks are found, in which order, and what is said."""

import json
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))

import tap  # noqa: E402
from cli_home import Home  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
TABLE = pathlib.Path(__file__).parent.parent / "data" / "pasted.tsv"
NO_BANK = "No bank was found; try fewer words, or another one"


def read_table():
    for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]:
        _, text, banks, said = line.split("\t")
        yield text.replace("\\n", "\n"), [] if banks == "-" else banks.split(","), "" if said == "-" else said


def look_up(home, text):
    result = home.run("--demo", "--offline", "find", "-", "--json", "--limit", "0", text=text)
    errors = [line.removeprefix("bank-atlas-cli: ") for line in result.stderr.splitlines()]
    banks = [bank["bicFi"] for bank in json.loads(result.stdout)["aspsps"]]
    return banks, "\n".join(errors), result.returncode


def test_recognized():
    wrong = []
    with Home(PROGRAM) as home:
        home.run("--demo", "sync")
        for text, expected, said in read_table():
            banks, error, status = look_up(home, text)
            found = [f"({len(banks)})"] if expected[:1] == [f"({len(banks)})"] else banks
            if found != expected or error != (said or ("" if expected else NO_BANK)) or status != (0 if expected else 3):
                wrong.append(f"{text!r}: {','.join(banks[:6])} ({status}), {error!r}")
    assert not wrong, "\n".join(wrong)


tap.main(globals())
