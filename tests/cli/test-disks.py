# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs on disks that are full, read-only, locked or damaged."""

import contextlib
import os
import pathlib
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))

import cli_simulator  # noqa: E402
import tap  # noqa: E402
from cli_home import Home  # noqa: E402

PROGRAM, SIMULATOR, WRITER = sys.argv[1:4]
FAILED, CREDENTIALS = 1, 4


def simulated(*options):
    return cli_simulator.simulated(PROGRAM, SIMULATOR, *options)


def with_small_files(size):
    """No file may grow beyond that: what writes it is told that it is too large, as by a full disk."""

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return limit


def run_limited(home, size, *arguments, text=""):
    return subprocess.run(
        [PROGRAM, *arguments], env=home.environment, input=text, capture_output=True, text=True, timeout=120, check=False,
        preexec_fn=with_small_files(size), restore_signals=False,
    )


def sentences(result):
    """What the program says, without what a sanitizer says of itself."""
    return [line for line in result.stderr.splitlines() if not line.startswith("==")]


def check_refusal(result, *words, status=FAILED):
    sentence = result.stderr.splitlines()[-1]
    assert result.returncode == status and sentence.startswith("bank-atlas-cli: "), result
    assert any(word in sentence for word in words), result


def test_files_that_cannot_grow():
    with simulated("--banks", "300") as (home, _):
        for size in (0, 100, 20_000, 120_000):
            check_refusal(run_limited(home, size, "sync"), "disk is full")
            assert home.run("banks", "--offline").returncode in (0, 6)
        home.answer("sync")
        before = home.bics()
        check_refusal(run_limited(home, 1000, "sync"), "disk is full")
        assert home.bics() == before


def test_profiles_that_cannot_be_saved():
    with Home(PROGRAM) as home:
        home.answer("profile", "add", "first", "--client-id", "x", text="secret\n")
        before = home.profiles.read_text()
        result = run_limited(home, 8, "profile", "add", "second", "--client-id", "x", text="secret\n")
        assert result.returncode in (FAILED, CREDENTIALS) and len(sentences(result)) == 1, result
        assert home.profiles.read_text() == before
        assert home.has_secret("first")
        result = run_limited(home, 8, "profile", "remove", "first")
        assert result.returncode in (FAILED, CREDENTIALS), result
        assert home.profiles.read_text() == before


@contextlib.contextmanager
def mounted(path, size):
    """A disk of its own; only the superuser can make one."""
    path.mkdir(parents=True, exist_ok=True)
    if shutil.which("mount") is None:
        tap.skip("there is no mount program")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", path], capture_output=True, check=False).returncode != 0:
        tap.skip("no disk of its own can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", path], check=False)


def test_full_disk():
    with simulated("--banks", "300") as (home, _):
        folder = home.path / "cache" / "bank-atlas"
        with mounted(folder, "1m"):
            filler = folder / "filler"
            for free in (0, 8192, 65536, 262144):
                with contextlib.suppress(OSError), open(filler, "wb") as file:
                    while True:
                        file.write(bytes(4096))
                        file.flush()
                if free:
                    os.truncate(filler, filler.stat().st_size - free)
                check_refusal(home.run("sync"), "disk is full")
            filler.unlink()
            home.answer("countries")
            assert len(home.bics()) == 300


def test_full_disk_beside_a_filled_cache():
    with simulated("--banks", "100") as (home, _):
        folder = home.path / "cache" / "bank-atlas"
        with mounted(folder, "3m"):
            home.answer("sync")
            before = home.bics()
            with contextlib.suppress(OSError), open(folder / "filler", "wb") as file:
                while True:
                    file.write(bytes(4096))
                    file.flush()
            result = home.run("sync")
            assert result.returncode == 0 or "disk is full" in result.stderr, result
            assert home.bics() == before
            (folder / "filler").unlink()
            home.answer("sync")


def test_read_only_disk():
    with simulated() as (home, _):
        folder = home.path / "cache" / "bank-atlas"
        with mounted(folder, "8m"):
            home.answer("sync")
            before = home.bics()
            subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
            check_refusal(home.run("sync"), "cannot be written", "permissions")
            result = home.run("banks", "--offline")
            assert result.returncode == 0 or "cannot be written" in result.stderr, result
            subprocess.run(["mount", "-o", "remount,rw", folder], check=True)
            assert home.bics() == before


def test_read_only_settings():
    with Home(PROGRAM) as home:
        folder = home.path / "config" / "bank-atlas"
        with mounted(folder, "1m"):
            home.answer("profile", "add", "first", "--client-id", "x", text="secret\n")
            subprocess.run(["mount", "-o", "remount,ro", folder], check=True)
            for words in (("profile", "use", "first"), ("profile", "remove", "first")):
                result = home.run(*words)
                assert result.returncode in (0, FAILED) and len(sentences(result)) <= 1, result
            result = home.run("profile", "add", "second", "--client-id", "x", text="secret\n")
            assert result.returncode == FAILED and len(sentences(result)) == 1, result
            assert home.profile_names() == {"first"}, (home.answer("profile", "list"), result)
            assert home.has_secret("first")


def test_locked_by_another_program():
    with simulated() as (home, _):
        home.answer("sync")
        before = home.bics()
        with contextlib.closing(sqlite3.connect(home.cache(), isolation_level=None)) as database:
            database.execute("BEGIN IMMEDIATE")
            check_refusal(home.run("countries", "--refresh"), "Another program is using")
            assert home.bics() == before
            database.execute("ROLLBACK")
        home.answer("countries", "--refresh")


def test_made_by_a_newer_version():
    with simulated() as (home, _):
        home.answer("sync")
        path = home.cache()
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as database:
            database.execute("PRAGMA user_version = 99")
        for words in (("banks",), ("banks", "--offline"), ("sync",)):
            check_refusal(home.run(*words), "newer version")
        with contextlib.closing(sqlite3.connect(path)) as database:
            assert database.execute("SELECT count(*) > 100 FROM aspsps").fetchone() == (1,)

        stars = home.user_data
        subprocess.run([WRITER, "notes", stars, "BANK", "3"], env=home.environment, check=True)
        with contextlib.closing(sqlite3.connect(stars, isolation_level=None)) as database:
            database.execute("PRAGMA user_version = 99")
        path.unlink()
        check_refusal(home.run("sync"), "newer version")
        with contextlib.closing(sqlite3.connect(stars)) as database:
            assert database.execute("SELECT count(*) FROM notes").fetchone() == (3,)


def test_a_damaged_cache_is_fetched_again():
    with simulated() as (home, _):
        home.answer("sync")
        before = home.bics()
        path = home.cache()
        path.write_bytes(os.urandom(100_000))
        home.answer("banks")
        assert home.bics() == before
        assert path.with_name(path.name + ".damaged").exists()


def test_damaged_stars_are_rescued():
    with simulated() as (home, _):
        home.answer("sync")
        profile = re.search(r"\[profile ([0-9a-f-]+)\]", home.profiles.read_text())[1]
        stars = home.user_data
        subprocess.run([WRITER, "notes", stars, "ESSESESS", "1", profile], env=home.environment, check=True)
        stars.write_bytes(os.urandom(20_000))
        result = home.run("banks", "is:starred")
        assert result.returncode == 0 and "rescued" in result.stderr and "ESSESESS" in result.stdout, result
        result = home.run("profile", "remove", "work")
        assert result.returncode == 0 and "1 star" in result.stderr and "1 note" in result.stderr, result


def test_damaged_profiles_are_set_aside():
    with Home(PROGRAM) as home:
        home.answer("profile", "add", "work", "--client-id", "x", text="secret\n")
        home.profiles.write_bytes(b"\x00\xff no settings \n[[[")
        result = home.run("profile", "list")
        assert result.returncode in (0, FAILED), result
        assert [path for path in home.profiles.parent.iterdir() if b"no settings" in path.read_bytes()], "the damaged file is kept"


tap.main(globals())
