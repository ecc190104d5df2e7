# SPDX-License-Identifier: GPL-3.0-or-later
"""The program against the project's own simulator, which can fail in every documented way."""

import contextlib
import json
import pathlib
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))

import tap  # noqa: E402
import cli_simulator  # noqa: E402
from cli_home import Home  # noqa: E402
from cli_simulator import requests_of  # noqa: E402

PROGRAM, SIMULATOR, DEMO = sys.argv[1:4]


def simulated(*options):
    return cli_simulator.simulated(PROGRAM, SIMULATOR, *options)


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


def test_one_bank_is_asked_for_without_the_list():
    with simulated() as (home, _):
        home.answer("sync")
        (path,) = (home.path / "cache" / "bank-atlas").glob("*.db")
        with contextlib.closing(sqlite3.connect(path)) as database:
            database.execute("DROP TABLE cities")
            database.commit()
        assert json.loads(home.answer("show", "ESSESESS", "--refresh", "--json"))["bicFi"] == "ESSESESS"
        with contextlib.closing(sqlite3.connect(path)) as database:
            tables = [row[0] for row in database.execute("SELECT name FROM sqlite_schema")]
        assert "details" in tables and "cities" not in tables, tables


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


def test_requests_are_kept_when_asked():
    with simulated() as (home, _):
        kept = home.path / "state" / "bank-atlas" / "requests.jsonl"
        home.answer("countries")
        assert not kept.exists()
        assert "log start" in home.refuse(1, "log")
        assert home.answer("log", "start") == ""
        assert kept.stat().st_mode & 0o777 == 0o600
        mine = "6ff9e7ee-2ac2-42d3-a188-c7314d434b9c"
        home.answer("show", "ESSESESS", "--request-id", mine)
        home.run("show", "AAAAAA22")
        requests = json.loads(home.answer("log", "--json"))["requests"]
        assert [request["call"] for request in requests] == ["details", "details"], requests
        assert requests[0]["requestId"] == requests[0]["echoedId"] == mine, requests
        assert requests[0]["url"].endswith("/aspsps/ESSESESS") and requests[0]["status"] == 200, requests
        failed = json.loads(home.answer("log", "--failed", "--json"))["requests"]
        assert failed == requests[1:], failed
        lines = [line.split("\t") for line in home.answer("log").splitlines()]
        assert [line[1] for line in lines] == ["details", "details"] and lines[0][5] == mine, lines
        archive = json.loads(home.answer("log", "--har", "-"))["log"]
        assert archive["version"] == "1.2" and len(archive["entries"]) == 2, archive
        file = home.path / "requests.har"
        home.answer("log", "--har", str(file))
        assert json.loads(file.read_text())["log"] == archive
        assert file.stat().st_mode & 0o777 == 0o600
        for text in (kept.read_text(), file.read_text()):
            assert "demo-secret" not in text and "Bearer" not in text, text
        home.answer("log", "stop")
        assert not kept.exists()
        home.refuse(2, "log", "again")


def test_trace():
    with simulated("--fault", "status=503 path=*/countries count=1") as (home, _):
        result = home.run("countries", "--refresh", "--trace")
        assert result.returncode == 0, result
        lines = result.stderr.splitlines()
        assert "POST" in lines[0] and "/connect/token: 200" in lines[0], lines
        assert "/countries: 503" in lines[1] and "attempt 1" in lines[1], lines
        assert "/countries: 200" in lines[2] and "attempt 2 after" in lines[2], lines
        assert all("X-Request-ID" in line for line in lines), lines
        assert "demo-secret" not in result.stderr and "Bearer" not in result.stderr, result.stderr
        assert home.run("countries", "--trace").stderr == ""


tap.main(globals())
