# SPDX-License-Identifier: GPL-3.0-or-later
"""What the program writes of a directory that is out to deceive its reader, or the reader's terminal."""

import csv
import io
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))

import tap  # noqa: E402
import cli_simulator  # noqa: E402

PROGRAM, SIMULATOR, HOSTILE = sys.argv[1:4]
SAMPLE = json.loads(pathlib.Path(HOSTILE).read_text())
BICS = [bank["bicFi"] for bank in SAMPLE["aspsps"]]
# C0 but for what the format needs, DEL, C1, line and paragraph separators, and all that turns direction round or is not seen.
UNSEEN = "\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f"
CONTROLS = {
    "plain": re.compile(f"[\0-\x08\x0b-\x1f{UNSEEN}]"),
    "table": re.compile(f"[\0-\x09\x0b-\x1f{UNSEEN}]"),
    # As the standard of the format has it, its lines end in CR LF.
    "csv": re.compile(f"[\0-\x09\x0b\x0c\x0e-\x1f{UNSEEN}]"),
}
# The program's own, around its titles, on a terminal.
OWN_SEQUENCES = re.compile("\x1b\\[[01]m|\r\x1b\\[K")
FORMULA = re.compile(r"^[\s]*[=+\-@＝＋－＠]")


def simulated(*options):
    return cli_simulator.simulated(PROGRAM, SIMULATOR, "--directory", HOSTILE, *options)


def check(text, form, what):
    found = CONTROLS[form].search(text)
    assert found is None, (what, form, found, text[max(0, found.start() - 40):found.end() + 40])


QUESTIONS = (
    ("countries",),
    ("cities",),
    ("cities", "--country", "XZ"),
    ("banks",),
    ("banks", "--country", "SE"),
    ("find", "bank"),
    ("find", "red"),
    ("find", "<b>x</b>"),
    ("find", "long name"),
    ("show", *BICS),
    *(("show", bic) for bic in BICS),
)


def test_nothing_reaches_the_terminal():
    with simulated() as (home, _):
        synced = home.run("sync")
        assert synced.returncode == 0, synced
        check(synced.stdout + synced.stderr, "plain", "sync")
        for question in QUESTIONS:
            for form in ("plain", "table", "csv", "markdown"):
                # For a pipe, lines of their own are what is written when no form is asked for.
                options = ("--format", form) if form != "plain" else ()
                result = home.run(*question, *options)
                assert result.returncode == 0 and result.stdout, (question, form, result)
                check(result.stderr, "plain", question)
                check(result.stdout, form if form != "markdown" else "table", question)
        status, shown = home.on_terminal("show", *BICS)
        assert status == 0
        check(OWN_SEQUENCES.sub("", shown).replace("\r\n", "\n"), "table", "the terminal")
        for question in (("banks",), ("cities",), ("countries",), ("find", "bank"), ("sync",)):
            status, shown = home.on_terminal(*question)
            assert status == 0, (question, shown)
            check(OWN_SEQUENCES.sub("", shown).replace("\r\n", "\n"), "table", question)


def test_no_cell_is_a_formula():
    with simulated() as (home, _):
        home.answer("sync")
        for question in QUESTIONS:
            rows = list(csv.reader(io.StringIO(home.answer(*question, "--format", "csv"), newline=""), strict=True))
            assert len(rows) > 1 and len({len(row) for row in rows}) == 1, (question, rows)
            for cell in (cell for row in rows for cell in row):
                assert not FORMULA.search(cell), (question, cell)


def test_json_is_to_the_letter():
    with simulated("--literal-logo-urls") as (home, _):
        home.answer("sync")
        text = home.answer("show", *BICS, "--json")
        check(text, "table", "JSON")
        for bank, answer in zip(SAMPLE["aspsps"], json.loads(text)["aspsps"]):
            expected = {key: value for key, value in bank.items() if key not in ("isoCountryCodes", "cityIds")}
            assert answer == expected, (bank, answer)
        for kind in ("countries", "cities"):
            text = home.answer(kind, "--json")
            check(text, "table", kind)
            key = "isoCountryCode" if kind == "countries" else "cityId"
            answers = {each[key]: each for each in json.loads(text)[kind]}
            assert answers == {each[key]: each for each in SAMPLE[kind]}, kind
        for question in (("banks",), ("find", "bank")):
            text = home.answer(*question, "--json")
            check(text, "table", question)
            names = {bank["bicFi"]: bank["name"] for bank in SAMPLE["aspsps"]}
            for answer in json.loads(text)["aspsps"]:
                assert answer["name"] == names[answer["bicFi"]], answer


HOSTILE_WORDS = "\u001b[31mRed\u001b]0;T\u0007 \u202e \u009b1m \n=1+1 \u200b" + "x" * 5000
ERRORS = (
    json.dumps({"errors": [{"code": HOSTILE_WORDS, "detail": HOSTILE_WORDS, "title": HOSTILE_WORDS}]}),
    json.dumps({"error": HOSTILE_WORDS, "error_description": HOSTILE_WORDS}),
    json.dumps({"tppMessages": [{"category": HOSTILE_WORDS, "code": HOSTILE_WORDS, "text": HOSTILE_WORDS}]}),
    json.dumps({"code": HOSTILE_WORDS, "message": HOSTILE_WORDS}),
    # Not escaped, and not JSON at all.
    "<html>\x1b[31m\u202e\x9b1m</html>",
)


def test_errors_do_not_either():
    repeated = set()
    for path in ("/connect/token", "*/countries*", "*/aspsps/*"):
        for status, body in zip((400, 403, 401, 404, 400), ERRORS):
            with simulated("--fault", f"status={status} path={path} body='{body}'") as (home, _):
                told = []
                for question in (("sync",), ("countries",), ("show", "HOSTSEAA", "--trace"), ("show", "HOSTSEAA", "--json")):
                    result = home.run(*question)
                    told += [result.stderr] if result.returncode else []
                    check(result.stderr + result.stdout, "plain", (path, status, question))
                    assert len(max(result.stderr.splitlines() or [""], key=len)) < 2000, result.stderr
                assert told, (path, status)
                repeated.update(path for line in told if "Red" in line)
    assert repeated, "no error repeats what the server said: nothing was tried"


def test_requests_do_not_either():
    hostile = "\u001b[31m\u202e\u009b1m"
    with simulated("--fault", f"status=400 path=*/aspsps/HOSTSEAA body='{ERRORS[0]}'") as (home, _):
        home.answer("log", "start")
        home.run("sync")
        assert home.run("show", "HOSTSEAA").returncode != 0
        traced = home.run("show", "HOSTSEZZ", "--refresh", "--trace")
        assert traced.returncode == 0 and "/aspsps/HOSTSEZZ" in traced.stderr, traced
        check(traced.stderr, "plain", "the trace")
        for name in ("show", "find", "log", "banks"):
            check(home.run(name, hostile).stderr, "plain", name)
        for options, form in (((), "plain"), (("--format", "table"), "table"), (("--format", "csv"), "csv"), (("--failed",), "plain")):
            check(home.answer("log", *options), form, ("log", options))
        for options in (("--json",), ("--har", "-")):
            text = home.answer("log", *options)
            check(text, "table", ("log", options))
            json.loads(text)


tap.main(globals())
