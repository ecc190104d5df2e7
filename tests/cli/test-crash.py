# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs killed at any moment, and several of them at once."""

import contextlib
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))

import cli_simulator  # noqa: E402
import tap  # noqa: E402
from cli_home import Home  # noqa: E402
from cli_platform import connected  # noqa: E402
from cli_simulator import requests_of  # noqa: E402
from foreign_server import STOCKHOLM  # noqa: E402

PROGRAM, SIMULATOR, WRITER = sys.argv[1:4]
TORTURE = "ATLAS_TORTURE" in os.environ
NOTHING_STORED = 6
N_BANKS = 600
SEED = int(os.environ.get("ATLAS_SEED") or random.randrange(2**32))
random.seed(SEED)
print(f"# ATLAS_SEED={SEED} chooses the same moments again")


def simulated(*options):
    return cli_simulator.simulated(PROGRAM, SIMULATOR, *options)


def start(home, *arguments, text=None):
    with (home.path / "errors").open("ab") as errors:
        process = subprocess.Popen(
            [PROGRAM, *arguments], env=home.environment, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=errors, text=True,
        )
    if text is not None:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(text)
            process.stdin.flush()
    return process


# ------------------------------------------------------------------------------------------------ killed


def times(quick, thorough):
    """How often to kill, which is told when it has been survived."""
    kills = thorough if TORTURE else quick
    yield from range(kills)
    print(f"# tally: kills {kills}")


def duration(home, *arguments, text=None):
    """How long a command takes that is let to its end."""
    begin = time.monotonic()
    home.answer(*arguments, text=text)
    return time.monotonic() - begin


def kill_within(seconds, process):
    """Sometimes a little after its end: then it must have done what it was told."""
    time.sleep(random.uniform(0, seconds * 1.1))
    process.kill()
    return process.communicate(timeout=30)[0]


def check_whole(path):
    with contextlib.closing(sqlite3.connect(path)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",), path
        assert not database.execute("PRAGMA foreign_key_check").fetchall(), path
    assert not list(path.parent.glob("*.damaged")), path


def remove_database(path):
    for found in path.parent.glob(path.name + "*"):
        found.unlink()


def directory(generation):
    """Banks that all tell which directory they are of."""
    banks = [{"bicFi": f"BANK{number:04}", "name": f"Bank {number} of {generation}"} for number in range(N_BANKS)]
    return {bank["bicFi"]: (["SE"], [STOCKHOLM], bank, bank) for bank in banks}


DIRECTORIES = directory("the first"), directory("the second")


def profile_id(home, name):
    sections = home.profiles.read_text().split("[profile ")[1:]
    return next(section.split("]")[0] for section in sections if f"\nname={name}\n" in section)


def test_killed_refresh():
    """Either the old directory is there, or the new one."""
    with connected(PROGRAM, DIRECTORIES[0]) as (home, platform):
        texts = []
        for platform.banks in DIRECTORIES:
            seconds = duration(home, "sync")
            texts.append(home.answer("banks", "--offline"))
        assert texts[0] != texts[1] and all(len(text.splitlines()) == N_BANKS for text in texts)
        found = [1]
        for _ in times(4, 80):
            platform.banks = DIRECTORIES[1 - found[-1]]
            kill_within(seconds, start(home, "sync"))
            text = home.answer("banks", "--offline")
            assert text in texts, text[:300]
            found.append(texts.index(text))
            check_whole(home.cache())
        print(f"# {sum(a != b for a, b in zip(found, found[1:]))} of them had done it")


def test_killed_first_refresh():
    """Either nothing is there yet, or all of it."""
    with connected(PROGRAM, DIRECTORIES[0]) as (home, _):
        seconds = duration(home, "sync")
        path = home.cache()
        text = home.answer("banks", "--offline")
        for _ in times(2, 25):
            remove_database(path)
            kill_within(seconds, start(home, "sync"))
            result = home.run("banks", "--offline")
            assert (result.returncode, result.stdout) in ((0, text), (NOTHING_STORED, "")), result
        home.answer("sync")
        assert home.answer("banks", "--offline") == text
        check_whole(path)


def count_stars(home, profile):
    check_whole(home.user_data)
    with contextlib.closing(sqlite3.connect(home.user_data)) as database:
        return [database.execute(f"SELECT count(*) FROM {table} WHERE profile = ?", (profile,)).fetchone()[0] for table in ("stars", "notes")]


def write_notes(home, profile, count):
    subprocess.run([WRITER, "notes", home.user_data, "BANK", str(count), profile], env=home.environment, check=True)


ADD = ("profile", "add", "other", "--client-id", "demo", "--environment", "custom", "--auth-url", "http://127.0.0.1:9", "--api-url", "http://127.0.0.1:9")
USE, REMOVE = ("profile", "use", "other"), ("profile", "remove", "other")


def test_killed_changes_of_profiles():
    with Home(PROGRAM) as home:
        home.answer("profile", "add", "work", "--client-id", "demo", text="demo-secret\n")
        work = profile_id(home, "work")
        write_notes(home, work, 2)
        seconds = {ADD: duration(home, *ADD, text="demo-secret\n"), USE: duration(home, *USE), REMOVE: duration(home, *REMOVE)}
        for number in times(9, 75):
            before = home.profile_names()
            command = (ADD, USE, REMOVE)[number % 3]
            if command != ADD and "other" not in before:
                home.answer(*ADD, text="demo-secret\n")
                before = before | {"other"}
            after = {ADD: before | {"other"}, USE: before, REMOVE: before - {"other"}}[command]
            other = None
            if command == REMOVE:
                other = profile_id(home, "other")
                write_notes(home, other, 1)
            kill_within(seconds[command], start(home, *command, text="demo-secret\n" if command == ADD else None))
            names = home.profile_names()
            assert names in (before, after), (command, before, names)
            if command == ADD and "other" in names:
                assert home.has_secret("other"), "a profile comes with its secret"
            if other is not None:
                check_killed_removal(home, other, "other" in names)
            assert count_stars(home, work) == [2, 2], "another profile's stars and notes are untouched"
        assert home.has_secret("work"), "another profile's secret is untouched"
        assert home.profiles.stat().st_mode & 0o777 == 0o600


def check_killed_removal(home, other, is_left):
    """Its secret goes first, so that none is left behind; stars and notes go together, and last."""
    assert count_stars(home, other) in ([[1, 1]] if is_left else [[1, 1], [0, 0]])
    if is_left:
        home.answer(*REMOVE)
        assert "other" not in home.profile_names() and count_stars(home, other) == [0, 0]


def test_killed_starring():
    """What was said to be kept is kept; beyond it, there is at most the one that was on its way."""
    with connected(PROGRAM, DIRECTORIES[0]) as (home, _):
        home.answer("sync")
        profile = profile_id(home, "work")
        before = 0
        for _ in times(3, 40):
            if before > N_BANKS / 3:
                remove_database(home.user_data)
                before = 0
            process = subprocess.Popen([WRITER, "stars", home.user_data, profile], env=home.environment, stdout=subprocess.PIPE, text=True)
            lines = kill_within(0.12, process).rpartition("\n")[0].splitlines()
            said = int(lines[-1]) if lines else before
            starred = [line.split("\t")[0] for line in home.answer("banks", "is:starred", "--offline").splitlines()]
            assert said <= len(starred) <= said + 1, (before, said, len(starred))
            assert sorted(starred) == [f"BANK{number:04}" for number in range(len(starred))], starred
            stars, notes = count_stars(home, profile)
            assert stars == len(starred) and notes in (stars, stars + 1), (stars, notes)
            before = stars


def make_older(path, *statements):
    """A file as the first version left it, with what is in it."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
        for statement in (*statements, "PRAGMA user_version = 1", "PRAGMA journal_mode = DELETE"):
            database.execute(statement)
    shutil.copy(path, path.with_suffix(".older"))


def test_killed_migration():
    with connected(PROGRAM, DIRECTORIES[0]) as (home, _):
        home.answer("sync")
        write_notes(home, profile_id(home, "work"), 3)
        text = home.answer("banks", "--offline")
        make_older(home.cache(), "DROP TABLE changes", "DROP TABLE logos", "UPDATE aspsps SET details_at = 1")
        make_older(home.user_data, "DROP TABLE recents")
        older = [path.with_suffix(".older") for path in (home.cache(), home.user_data)]
        seconds = duration(home, "banks", "is:starred", "--offline")
        for _ in times(3, 30):
            for path in older:
                remove_database(path.with_suffix(".db"))
                shutil.copy(path, path.with_suffix(".db"))
            kill_within(seconds, start(home, "banks", "is:starred", "--offline"))
            for path in older:
                check_whole(path.with_suffix(".db"))
            assert home.answer("banks", "--offline") == text
            assert count_stars(home, profile_id(home, "work")) == [3, 3]


# ------------------------------------------------------------------------------------------------ at once


def test_several_at_once():
    """One token, one refresh, and nobody waits in vain."""
    with simulated("--banks", "300") as (home, process):
        running = [start(home, "sync") for _ in range(4)]
        statuses = [each.wait(120) for each in running]
        assert statuses == [0] * 4, (statuses, (home.path / "errors").read_text()[-600:])
        assert len(home.bics()) == 300
        log = requests_of(process)
        paths = [line.split()[2] for line in log if "/psd2/" in line or "/connect/" in line]
        assert sum("/connect/token" in path for path in paths) == 1, paths
        twice = sorted({path for path in paths if paths.count(path) > 1})
        assert not twice, twice


def test_a_killed_refresh_holds_nobody_up():
    with simulated("--banks", "300") as (home, _):
        first = start(home, "sync")
        time.sleep(0.4)
        second = start(home, "sync")
        time.sleep(0.2)
        first.kill()
        first.communicate(timeout=30)
        assert second.wait(120) == 0
        assert len(home.bics()) == 300


def test_profiles_added_at_once():
    with Home(PROGRAM) as home:
        names = [f"profile-{number}" for number in range(5)]
        running = [start(home, "profile", "add", name, "--client-id", "x", text="secret\n") for name in names]
        statuses = [each.wait(60) for each in running]
        assert statuses == [0] * len(names), (statuses, (home.path / "errors").read_text())
        assert home.profile_names() == set(names), (home.answer("profile", "list"), home.profiles.read_text())
        assert all(home.has_secret(name) for name in names[:2])


def test_notes_written_at_once():
    with Home(PROGRAM) as home:
        path = home.path / "user.db"
        running = [subprocess.Popen([WRITER, "notes", path, f"BANK{letter}", "25"], env=home.environment) for letter in "ABCD"]
        statuses = [each.wait(120) for each in running]
        assert statuses == [0] * 4, statuses
        with contextlib.closing(sqlite3.connect(path)) as database:
            assert database.execute("SELECT count(*) FROM notes").fetchone() == (100,)


tap.main(globals())
