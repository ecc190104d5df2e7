# SPDX-License-Identifier: GPL-3.0-or-later
"""The window and the command line on one profile at the same moment."""

import contextlib
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import threading
import time

import tap
from accessibility import App, Role, act
from app_window import open_row
from cli_platform import connected
from foreign_server import STOCKHOLM
from tap import wait_for

WINDOW, COMMAND_LINE, WRITER = sys.argv[1:4]
TORTURE = "ATLAS_TORTURE" in os.environ
N_BANKS = 40
WAITING = "Waiting for another program to finish its refresh"
BANKS = {
    bank["bicFi"]: (["SE"], [STOCKHOLM], bank, bank)
    for bank in ({"bicFi": f"BANK{number:04}", "name": f"Bank {number:02}"} for number in range(N_BANKS))
}


class Gate:
    """Holds up whoever asks the platform for a list, so that others come to want the same."""

    def __init__(self, platform):
        self.asked, self.opened = threading.Event(), threading.Event()
        platform.spoil = self.wait

    def wait(self, host, _path):
        if host == "api":
            self.asked.set()
            assert self.opened.wait(120)


@contextlib.contextmanager
def window(home):
    process = subprocess.Popen([WINDOW], env=home.on_display())
    try:
        yield process, App(process.pid, 60)
    finally:
        process.terminate()
        process.wait(60)


class Sync:
    """`sync` in a program of its own; what it says can be read while it runs."""

    def __init__(self, home):
        self._said = tempfile.NamedTemporaryFile(dir=home.path)
        self._process = subprocess.Popen(
            [COMMAND_LINE, "sync"], env=home.environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=self._said
        )

    def said(self):
        return pathlib.Path(self._said.name).read_text()

    def waits(self):
        return WAITING in self.said()

    def finish(self):
        assert self._process.wait(120) == 0, self.said()


def await_others(gate, app, syncs):
    """Until one asks, and the others have found that it is another's turn."""
    assert gate.asked.wait(60), "nobody asks for the lists"
    wait_for(lambda: sum([bool(app.all(None, WAITING)), *(sync.waits() for sync in syncs)]) == len(syncs), "all but one to wait for their turn", 60)


def check_asked_once(platform, n_tokens):
    targets = [request["target"] for request in platform.take_requests()]
    assert sum("/connect/token" in target for target in targets) == n_tokens, targets
    lists = [target for target in targets if "/psd2/" in target and "/aspsps/" not in target]
    assert any("/aspsps" in target for target in lists), targets
    assert len(lists) == len(set(lists)), sorted(target for target in lists if lists.count(target) > 1)


def stars(app):
    return app.all(Role.TOGGLE_BUTTON, "Star", within=app.find(Role.LIST, "Banks"))


def starred(home):
    return {line.split("\t")[0] for line in home.answer("banks", "is:starred", "--offline").splitlines()}


def test_one_token_and_one_refresh():
    with connected(COMMAND_LINE, BANKS) as (home, platform):
        gate = Gate(platform)
        syncs = [Sync(home) for _ in range(2)]
        with window(home) as (process, app):
            await_others(gate, app, syncs)
            gate.opened.set()
            for sync in syncs:
                sync.finish()
            app.find(Role.LIST_ITEM, "Bank 00", seconds=60)
            app.gone(Role.BUTTON, "Cancel Refresh", seconds=60)
            assert len(home.bics()) == N_BANKS
            check_asked_once(platform, 1)


def test_starring_during_a_refresh():
    with connected(COMMAND_LINE, BANKS) as (home, platform):
        home.answer("sync")
        platform.take_requests()
        with window(home) as (process, app):
            app.find(Role.LIST_ITEM, "Bank 00", seconds=60)
            gate = Gate(platform)
            app.press(Role.BUTTON, "Refresh")
            syncs = [Sync(home) for _ in range(2)]
            profile = home.profiles.read_text().split("[profile ")[1].split("]")[0]
            # Somebody else notes something about other banks all the while.
            writer = subprocess.Popen([WRITER, "notes", home.user_data, "BANK003", "8", profile], env=home.environment)
            for count in range(1, 7):
                act(stars(app)[count - 1])
                wait_for(lambda: f"BANK{count - 1:04}" in starred(home), f"star {count}")
            await_others(gate, app, syncs)
            gate.opened.set()
            for sync in syncs:
                sync.finish()
            assert writer.wait(60) == 0
            app.gone(Role.BUTTON, "Cancel Refresh", seconds=60)
            expected = {f"BANK{number:04}" for number in [*range(6), *range(30, 38)]}
            assert starred(home) == expected, starred(home)
            check_asked_once(platform, 0)
        with window(home) as (process, app):
            app.find(Role.LIST_ITEM, contains=f"Starred, {len(expected)} banks", seconds=60)


def test_two_banks_of_one_bic():
    details = {"bicFi": "ESSESESS", "name": "SEB", "city": "Stockholm"}
    twins = {name: (["SE"], [], {"bicFi": "ESSESESS", "id": name, "name": name}, details) for name in ("Alpha", "Beta")}
    with connected(COMMAND_LINE, twins | {"C": (["SE"], [], {"bicFi": "CCCCSESS", "name": "Gamma"}, {"bicFi": "CCCCSESS"})}) as (home, platform):
        home.answer("sync")
        with window(home) as (process, app):
            for name in ("Alpha", "Beta", "Gamma"):
                app.find(Role.LIST_ITEM, contains=name, seconds=60)
            app.find(Role.LIST_ITEM, contains="All banks, 3 banks")
            for name in ("Beta", "Alpha", "Beta"):
                open_row(app.find(Role.LIST_ITEM, name, within=app.find(Role.LIST, "Banks")))
                app.find(Role.HEADING, name)
                app.find(Role.LABEL, "The list has 2 banks with the BIC ESSESESS: Alpha; Beta")
            # A refresh in another order leaves the one that is chosen.
            platform.banks = dict(reversed(platform.banks.items())) | {"D": (["SE"], [], {"bicFi": "DDDDSESS", "name": "Abba"}, {"bicFi": "DDDDSESS"})}
            app.press(Role.BUTTON, "Refresh")
            app.find(Role.LIST_ITEM, contains="Abba", seconds=60)
            app.find(Role.HEADING, "Beta")
            # One star is for both.
            act(stars(app)[1])
            wait_for(lambda: starred(home) == {"ESSESESS"}, "the star")
            app.find(Role.LIST_ITEM, contains="Starred, 2 banks")


def test_a_window_killed_while_it_stars():
    """What the window was seen to keep is there for the next one."""
    kills = 12 if TORTURE else 1
    with connected(COMMAND_LINE, BANKS) as (home, _):
        home.answer("sync")
        for _ in range(kills):
            before = starred(home)
            with window(home) as (process, app):
                app.find(Role.LIST_ITEM, "Bank 00", seconds=60)
                first, second = random.sample(range(len(stars(app))), 2)
                act(stars(app)[first])
                kept = before ^ {f"BANK{first:04}"}
                wait_for(lambda: starred(home) == kept, f"a change of star {first}")
                act(stars(app)[second])
                time.sleep(random.uniform(0, 0.02))
                process.kill()
                process.wait(60)
            after = starred(home)
            assert after in (kept, kept ^ {f"BANK{second:04}"}), (before, first, second, after)
    print(f"# tally: kills {kills}")


tap.main(globals())
