# SPDX-License-Identifier: GPL-3.0-or-later
"""The program against the project's own simulator, which can fail in every documented way."""

import contextlib
import json
import pathlib
import re
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))

import tap  # noqa: E402
from cli_home import Home  # noqa: E402

PROGRAM, SIMULATOR, DEMO = sys.argv[1:4]


@contextlib.contextmanager
def simulated(*options):
    with Home(PROGRAM) as home:
        process = subprocess.Popen(
            [SIMULATOR, "--port", "0", *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=home.environment
        )
        url = None
        while url is None:
            url = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        home.answer(
            "profile", "add", "work", "--environment", "custom", "--client-id", "demo",
            "--auth-url", url.group(), "--api-url", url.group(), text="demo-secret\n",
        )
        try:
            yield home, process
        finally:
            process.terminate()
            process.communicate(timeout=30)


def requests_of(process):
    process.terminate()
    return process.communicate(timeout=30)[0].splitlines()


def test_everything_of_the_sample_directory_arrives():
    sample = json.loads(pathlib.Path(DEMO).read_text())
    with simulated("--literal-logo-urls", "--directory", DEMO) as (home, _):
        summary = json.loads(home.answer("sync", "--json"))
        assert summary["countries"] == len(sample["countries"]), summary
        assert json.loads(home.answer("countries", "--json"))["countries"] == sample["countries"]
        assert json.loads(home.answer("cities", "--json"))["cities"] == sample["cities"]
        bics = [bank["bicFi"] for bank in sample["aspsps"]]
        answers = json.loads(home.answer("show", *bics, "--offline", "--json"))["aspsps"]
        for bank, answer in zip(sample["aspsps"], answers):
            # What the file says to the server alone, and what the server completes.
            own = ["isoCountryCodes", "cityIds", "listLogoUrl"]
            if (bank.get("logoUrl") or "").startswith("/"):
                assert answer.pop("logoUrl").endswith(bank["logoUrl"])
                own.append("logoUrl")
            assert answer == {key: value for key, value in bank.items() if key not in own}, (bank, answer)


def test_a_second_sync_changes_nothing():
    with simulated() as (home, _):
        first = json.loads(home.answer("sync", "--json"))
        second = json.loads(home.answer("sync", "--json"))
        assert first["added"] == first["aspsps"] > 100 and first["changed"] == 0, first
        assert (second["added"], second["removed"], second["changed"]) == (0, 0, 0), second


def test_one_token_for_many_programs_at_once():
    with simulated() as (home, process):
        running = [
            subprocess.Popen(
                [PROGRAM, "show", "ESSESESS", "--refresh", "--json"], env=home.environment, stdout=subprocess.PIPE, text=True
            )
            for _ in range(4)
        ]
        for each in running:
            assert json.loads(each.communicate(timeout=60)[0])["bicFi"] == "ESSESESS"
        log = requests_of(process)
        assert sum("/connect/token" in line for line in log) == 1, log


def test_a_new_token_after_one_was_refused():
    with simulated("--fault", "status=401 path=*/aspsps/* count=1") as (home, _):
        assert json.loads(home.answer("show", "ESSESESS", "--json"))["bicFi"] == "ESSESESS"


def test_transient_faults_are_got_over():
    for fault in ("status=503 count=1 retry-after=0", "status=429 path=*/countries count=1 retry-after=0", "drop count=1",
                  "cut-off path=*/countries count=1"):
        with simulated("--fault", fault) as (home, _):
            assert home.answer("countries"), fault


def test_lasting_faults_are_told():
    for fault, status in (
        ("status=500 path=*/countries*", 5),
        ("status=403 path=*/countries*", 4),
        ("body=null path=*/countries*", 5),
        ("oversized=200000000 path=*/countries*", 5),
        ("redirect=http://127.0.0.1:1/ path=*/countries*", 5),
        ("status=400 path=/connect/token body='{\"error\":\"invalid_scope\"}'", 4),
        ("status=401 path=/connect/token body='{\"error\":\"invalid_client\"}'", 4),
    ):
        with simulated("--fault", fault) as (home, _):
            home.refuse(status, "countries")


def test_a_refused_city_query_is_got_over():
    with simulated("--fault", "status=400 path=*aspsps?*cityIds*") as (home, _):
        home.answer("sync")
        assert "ESSESESS" in home.answer("banks", "--country", "SE")


def test_a_killed_sync_leaves_the_old_state():
    with simulated("--banks", "2000") as (home, _):
        home.answer("countries")
        before = home.answer("banks")
        for seconds in (0.2, 0.5, 1.0):
            process = subprocess.Popen(
                [PROGRAM, "sync"], env=home.environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(seconds)
            process.kill()
            process.wait(30)
            assert sorted(line.split("\t")[0] for line in home.answer("banks", "--offline").splitlines()) == sorted(
                line.split("\t")[0] for line in before.splitlines()
            )
        database = next((home.path / "cache" / "bank-atlas").glob("*.db"))
        assert sqlite3.connect(database).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_progress_and_summary():
    with simulated() as (home, _):
        result = home.run("sync")
        assert result.returncode == 0 and "aspsps\t" in result.stdout, result
        assert 0 < len(result.stderr.splitlines()) < 10, "stages, not every bank"
        status, shown = home.on_terminal("sync")
        assert status == 0 and "\r\033[K" in shown and "Banks" in shown, shown


def test_demo_needs_nothing():
    with Home(PROGRAM) as home:
        sample = json.loads(pathlib.Path(DEMO).read_text())
        assert json.loads(home.answer("--demo", "countries", "--json"))["countries"] == sample["countries"]
        assert home.answer("--demo", "banks", "--auth", "Decoupled", "--country", "SE")
        home.answer("--demo", "banks", "--offline")
        home.answer("profile", "use", "demo")
        assert home.answer("countries")


tap.main(globals())
