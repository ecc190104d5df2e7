#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks through the main job as a person with a screen reader would, and saves a picture of each stage.

Runs under build-aux/in-display.sh with the built programs on PATH.
"""

import argparse
import json
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from accessibility import App, GLib, NotFound, Role  # noqa: E402

SECRET = "demo-secret"
TREE = pathlib.Path(__file__).resolve().parent.parent


def run(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


class Stage:
    """A home of its own, a simulator on request, and the program in it."""

    def __init__(self, root, output):
        self.home = pathlib.Path(tempfile.mkdtemp(dir=root))
        self.output = output
        self.processes = []
        self.environment = dict(os.environ)
        for kind in ("config", "data", "cache", "state"):
            (self.home / kind).mkdir()
            self.environment[f"XDG_{kind.upper()}_HOME"] = str(self.home / kind)
        self.environment.update(
            SECRET_BACKEND="file",
            SECRET_FILE_TEST_PATH=str(self.home / "secrets"),
            SECRET_FILE_TEST_PASSWORD="walkthrough",
            GSETTINGS_BACKEND="keyfile",
        )
        self.app = None
        self.window = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            self.end(process)

    def end(self, process):
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def simulate(self, *arguments):
        process = subprocess.Popen(
            ["bank-atlas-simulator", "--quiet", "--port", "0", *arguments],
            stdout=subprocess.PIPE, text=True, env=self.environment,
        )
        self.processes.append(process)
        for line in process.stdout:
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            if found:
                return process, found.group()
        raise SystemExit("walkthrough: the simulator does not start")

    def cli(self, *arguments, text=None):
        subprocess.run(
            ["bank-atlas-cli", *arguments], env=self.environment, input=text, text=True, check=True, capture_output=True
        )

    def connect(self, url, name="Local sandbox"):
        self.cli(
            "profile", "add", name, "--environment", "custom", "--client-id", "demo",
            "--auth-url", url, "--api-url", url, text=SECRET + "\n",
        )
        self.cli("--profile", name, "sync")

    def start(self, width=1200, height=780, **environment):
        process = subprocess.Popen(["bank-atlas"], env={**self.environment, **environment}, stdout=subprocess.DEVNULL)
        self.processes.append(process)
        self.app = App(process.pid)
        self.window = self.find_window(process.pid)
        run("xdotool", "windowsize", "--sync", self.window, str(width), str(height))
        run("xdotool", "windowfocus", self.window)
        time.sleep(0.5)
        return self.app

    @staticmethod
    def find_window(process_id):
        for _ in range(100):
            found = subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--pid", str(process_id)], capture_output=True, text=True, check=False
            ).stdout.split()
            if found:
                return found[0]
            time.sleep(0.1)
        raise NotFound("the window")

    def front(self, frame, size):
        """Goes on with the program's other window."""
        titled = ["xdotool", "search", "--onlyvisible", "--name", f"^{frame.get_name()}$"]
        self.window = run(*titled).split()[0]
        run("xdotool", "windowsize", "--sync", self.window, *map(str, size))
        run("xdotool", "windowfocus", self.window)
        run("xdotool", "mousemove", "--window", self.window, str(size[0] // 2), str(size[1] - 20))
        time.sleep(0.7)

    def explore_demo(self):
        self.app.press(name="Explore the Demo Directory")
        self.app.find(Role.LIST_ITEM, contains="Sweden", seconds=20)
        self.settle()

    def settle(self):
        """Until the refresh is over: pictures are of what stays."""
        self.app.find(name="Refresh", seconds=30)
        self.app.gone(name="Cancel Refresh", seconds=60)
        time.sleep(1)

    def search(self, text):
        self.app.find(contains="Search banks").set_text(text)
        time.sleep(0.5)

    def choose(self, country, bank):
        self.app.select(contains=country)
        self.app.select(contains=bank)
        self.app.find(name="Contact", seconds=20)
        time.sleep(1)

    def key(self, *keys):
        """To whichever window has the focus: a key that is meant for one window is never released when another takes the focus."""
        run("xdotool", "key", *keys)
        time.sleep(0.5)

    def write(self, text):
        run("xdotool", "type", "--delay", "30", "--", text)
        time.sleep(0.7)

    def click(self, node):
        area = node.get_area()
        frame = self.app.find(Role.FRAME).get_area()
        # What the toolkit reports begins inside the window's border and its shadow.
        x, y = area.x + area.width // 2 - 2 * frame.x, area.y + area.height // 2 - 2 * frame.y
        run("xdotool", "mousemove", "--window", self.window, str(x), str(y), "click", "1")
        time.sleep(0.5)

    def picture(self, name):
        time.sleep(0.7)
        path = self.output / f"{name}.png"
        # The screen rather than the window: what pops up over it is a window of its own.
        frame = dict(re.findall(r"(\w+)=(\d+)", run("xdotool", "getwindowgeometry", "--shell", self.window)))
        area = "{WIDTH}x{HEIGHT}+{X}+{Y}".format(**frame)
        subprocess.run(["import", "-window", "root", "-crop", area, "+repage", str(path)], check=True)
        print(path, flush=True)


def welcome(stage):
    stage.start()
    stage.app.find(name="Explore the Demo Directory")
    stage.picture("welcome")


def connecting(stage):
    _, url = stage.simulate("--fault", "delay=2500 path=/connect/token")
    app = stage.start()
    app.press(name="Connect to Open Payments…")
    fill_connection(stage, url, SECRET)
    stage.picture("connect")
    app.press(name="Connect")
    time.sleep(1.2)
    stage.picture("connecting")
    app.find(Role.LIST_ITEM, contains="Sweden", seconds=30)


def refused(stage):
    _, url = stage.simulate()
    app = stage.start()
    app.press(name="Connect to Open Payments…")
    fill_connection(stage, url, "wrong")
    app.press(name="Connect")
    time.sleep(2)
    stage.picture("connecting-refused")


def fill_connection(stage, url, secret):
    app = stage.app
    stage.click(app.find(name="Environment"))
    stage.key("Down", "Down", "Return")
    for name, text in (("Client ID", "demo"), ("Client secret", secret), ("Token host", url), ("API host", url)):
        app.type(text, name=name)


def browse(stage):
    stage.start()
    stage.explore_demo()
    stage.choose("Sweden", "Fjordalia")
    stage.picture("window")
    stage.app.press(contains="Next Step")
    stage.app.find(name="Copy", seconds=5)
    stage.picture("next-step")
    stage.key("Escape")
    stage.app.perform("bank.show-raw")
    stage.app.find(Role.DIALOG, seconds=5)
    stage.picture("raw-answer")


def dark(stage):
    stage.start(ADW_DEBUG_COLOR_SCHEME="prefer-dark")
    stage.explore_demo()
    stage.choose("Sweden", "Fjordalia")
    stage.picture("dark")


def contrast(stage):
    stage.start(ADW_DEBUG_HIGH_CONTRAST="1")
    stage.explore_demo()
    stage.choose("Sweden", "Fjordalia")
    stage.picture("high-contrast")


def narrow(stage):
    stage.start(width=360, height=720)
    stage.explore_demo()
    stage.picture("narrow-places")
    stage.click(stage.app.find(Role.LIST_ITEM, contains="Finland"))
    stage.app.find(Role.LIST, name="Banks")
    stage.picture("narrow-banks")
    stage.click(stage.app.all(Role.LIST_ITEM, within=stage.app.find(Role.LIST, name="Banks"))[1])
    stage.app.find(name="Contact")
    stage.picture("narrow-bank")


def swedish(stage):
    stage.start(LC_ALL="sv_SE.UTF-8", LANGUAGE="sv")
    stage.app.press(name="Utforska demokatalogen")
    stage.app.find(Role.LIST_ITEM, contains="Sverige", seconds=20)
    time.sleep(3)
    stage.app.select(contains="Sverige")
    stage.app.select(contains="Fjordalia")
    time.sleep(1.5)
    stage.picture("swedish")


def search_chips(stage):
    for name, size, environment in (
        ("chips", (1200, 780), {}),
        ("chips-dark", (1200, 780), {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}),
        ("chips-narrow", (360, 720), {}),
    ):
        stage.start(*size, **environment)
        if name == "chips":
            stage.explore_demo()
        else:
            stage.settle()
        run("xdotool", "mousemove", "--window", stage.window, str(size[0] // 2), str(size[1] - 30))
        stage.key("ctrl+f")
        stage.write("country:sweden -auth:decoupled product:domestic city:atlantis -is:starred country:fi")
        stage.picture(name)
        stage.end(stage.processes.pop())


def nothing_found(stage):
    stage.start()
    stage.explore_demo()
    stage.app.select(contains="Germany")
    stage.search("spar")
    stage.search("sparbank")
    stage.picture("nothing-found")


IBAN = "SE45 5000 0000 0583 9825 7466"
ABSENT_IBAN = "DE89 3704 0044 0532 0130 00"
MESSAGE = (
    "Hello, the customer paid from Fjordalia Bank (BIC FJDASESS) to SE45 5000 0000 0583 9825 7466 "
    "and wants to know whether Isarfalter Bank is supported too."
)


def search_emphasis(stage):
    stage.start()
    stage.explore_demo()
    stage.search("spar")
    stage.picture("search-emphasis")


def search_iban(stage):
    stage.start()
    stage.explore_demo()
    stage.search(IBAN)
    stage.picture("search-iban")
    stage.search(IBAN.replace("7466", "7467"))
    stage.picture("search-iban-wrong")


def search_message(stage):
    stage.start()
    stage.explore_demo()
    stage.search(MESSAGE)
    stage.picture("search-message")


def nothing_hidden(stage):
    stage.start()
    stage.explore_demo()
    stage.search("mdntsls sparbank")
    time.sleep(1)
    stage.picture("nothing-similar")
    stage.search("")
    stage.app.select(contains="Poland")
    stage.search("fjordalia")
    stage.picture("nothing-place")
    stage.search("")
    stage.app.select(contains="All banks")
    stage.search("is:starred fjordalia")
    stage.picture("nothing-hidden")


def nothing_absent(stage):
    """A number of a bank that is known and not in this directory."""
    stage.start()
    stage.explore_demo()
    stage.search(ABSENT_IBAN)
    stage.picture("nothing-absent")
    stage.search("COBADEFF")
    stage.picture("nothing-absent-bic")


def write_fewer(stage, bic_fi):
    """The demo directory without one bank."""
    directory = pathlib.Path(os.environ["BANK_ATLAS_PKGDATADIR"]) / "demo" / "directory.json"
    content = json.loads(directory.read_text())
    content["aspsps"] = [bank for bank in content["aspsps"] if bank["bicFi"] != bic_fi]
    fewer = stage.home / "fewer.json"
    fewer.write_text(json.dumps(content))
    return str(fewer)


def nothing_elsewhere(stage):
    _, url = stage.simulate("--directory", write_fewer(stage, "ISFLDEMM"))
    stage.connect(url)
    _, other = stage.simulate()
    stage.connect(other, "Acceptance test")
    stage.start()
    stage.app.find(Role.LIST, name="Banks", seconds=20)
    stage.search("isarfalter")
    time.sleep(1.5)
    stage.picture("nothing-elsewhere")


def nothing_removed(stage):
    simulator, url = stage.simulate()
    stage.connect(url)
    stage.end(simulator)
    stage.simulate("--directory", write_fewer(stage, "ISFLDEMM"), "--port", url.rsplit(":", 1)[1])
    stage.cli("sync")
    stage.start()
    stage.app.find(Role.LIST, name="Banks", seconds=20)
    stage.search("isarfalter")
    time.sleep(1.5)
    stage.picture("nothing-removed")


def search_dark(stage):
    stage.start(ADW_DEBUG_COLOR_SCHEME="prefer-dark")
    stage.explore_demo()
    stage.search("klockmossens")
    stage.picture("search-affiliate-dark")
    stage.search(MESSAGE)
    stage.picture("search-message-dark")


def search_narrow(stage):
    stage.start(width=360, height=720)
    stage.explore_demo()
    stage.click(stage.app.find(Role.LIST_ITEM, contains="All banks"))
    stage.app.find(Role.LIST, name="Banks")
    stage.search(MESSAGE)
    stage.picture("search-message-narrow")
    stage.search("fjordaila")
    stage.picture("search-similar-narrow")
    stage.search("zzqq")
    time.sleep(1)
    stage.picture("nothing-unknown-narrow")


def search_contrast(stage):
    stage.start(ADW_DEBUG_HIGH_CONTRAST="1")
    stage.explore_demo()
    stage.search("spar")
    stage.picture("search-emphasis-contrast")


def offline(stage):
    simulator, url = stage.simulate()
    stage.connect(url)
    stage.end(simulator)
    stage.start()
    stage.choose("Sweden", "Fjordalia")
    stage.app.press(name="Refresh")
    time.sleep(12)
    stage.picture("offline")


def error(stage):
    simulator, url = stage.simulate()
    stage.connect(url)
    stage.end(simulator)
    port = url.rsplit(":", 1)[1]
    stage.simulate("--port", port, "--fault", "status=403 path=*/aspsps*")
    stage.start()
    stage.choose("Sweden", "Fjordalia")
    stage.app.press(name="Refresh")
    time.sleep(4)
    stage.picture("error")


LOOKS = (
    ("", (1200, 780), {}),
    ("-dark", (1200, 780), {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}),
    ("-contrast", (1200, 780), {"ADW_DEBUG_HIGH_CONTRAST": "1"}),
    ("-narrow", (360, 720), {}),
)


def sign_in(stage):
    """A network that wants a person to sign in, and the refresh that it stopped."""
    for look, size, environment in LOOKS:
        name = f"sign-in{look}"
        simulator, url = stage.simulate()
        stage.connect(url, name)
        stage.cli("profile", "use", name)
        stage.end(simulator)
        stage.simulate("--port", url.rsplit(":", 1)[1], "--fault", "status=511")
        app = stage.start(*size, **environment)
        app.find(name="Refresh", seconds=20)
        if size[0] < 600:
            stage.click(app.find(Role.LIST_ITEM, contains="All banks"))
        stage.key("F5")
        app.find(contains="wants you to sign in", seconds=20)
        stage.picture(name)
        stage.end(stage.processes.pop())
        stage.end(stage.processes.pop())


def pasted(stage):
    """An error that somebody sent, and the id of a request that this computer did and did not send."""
    error = '{"tppMessages": [{"category": "ERROR", "code": "SERVICE_BLOCKED", "text": "Not for you"}]}'
    _, url = stage.simulate()
    stage.connect(url)
    for look, size, environment in LOOKS:
        app = stage.start(*size, **environment)
        if size[0] < 600:
            stage.click(app.find(Role.LIST_ITEM, contains="All banks", seconds=20))
        app.find(Role.LIST, name="Banks", seconds=20)
        stage.search(error)
        app.find(contains="platform", role=Role.LABEL)
        stage.picture(f"pasted-error{look}")
        stage.search("6ff9e7ee-2ac2-42d3-a188-c7314d434b9c")
        app.find(contains="No request with this X-Request-ID")
        stage.picture(f"pasted-id{look}")
        stage.end(stage.processes.pop())


def requests(stage):
    """After a refresh in which something failed, was tried again, and was refused."""
    for name, size, environment in (
        ("requests", (1200, 780), {}),
        ("requests-dark", (1200, 780), {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}),
        ("requests-narrow", (360, 720), {}),
    ):
        simulator, url = stage.simulate()
        stage.connect(url, name)
        stage.cli("profile", "use", name)
        stage.end(simulator)
        stage.simulate("--port", url.rsplit(":", 1)[1], "--fault", "status=503 path=*/cities* count=2")
        app = stage.start(*size, **environment)
        app.find(name="Refresh", seconds=20)
        stage.key("F5")
        stage.settle()
        stage.key("ctrl+shift+r")
        stage.front(app.find(Role.FRAME, name="Requests"), size)
        app.find(Role.LIST, name="Requests")
        stage.picture(name)
        app.press(name="Failed")
        time.sleep(0.5)
        stage.write("cities")
        stage.click(app.find(Role.LIST_ITEM, contains="503"))
        app.find(name="Copy X-Request-ID")
        stage.picture(f"{name}-details")
        stage.end(stage.processes.pop())
        stage.end(stage.processes.pop())


def hostile(stage):
    """Names that are markup, turn the line around, or go on for ten thousand characters."""
    _, url = stage.simulate("--directory", str(TREE / "tests" / "data" / "hostile.json"))
    stage.connect(url)
    app = stage.start()
    app.find(Role.LIST, name="Banks", seconds=20)
    stage.settle()
    stage.search("alert")
    app.select(within=app.find(Role.LIST, name="Banks"))
    app.find(name="Contact", seconds=20)
    stage.search("")
    stage.picture("hostile")
    stage.end(stage.processes.pop())
    # The window comes back to where it was, which is the bank's page.
    app = stage.start(360, 720)
    app.find(name="Contact", seconds=20)
    time.sleep(1)
    stage.picture("hostile-narrow")


def requests_empty(stage):
    for name, size, environment in (
        ("requests-empty", (900, 640), {}),
        ("requests-empty-dark", (900, 640), {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}),
        ("requests-empty-narrow", (360, 640), {}),
    ):
        app = stage.start(**environment)
        app.find(name="Explore the Demo Directory")
        stage.key("ctrl+shift+r")
        stage.front(app.find(Role.FRAME, name="Requests"), size)
        stage.picture(name)
        stage.end(stage.processes.pop())


SCENES = [welcome, connecting, refused, browse, dark, contrast, narrow, swedish, search_chips, nothing_found,
          search_emphasis, search_iban, search_message,
          search_dark, search_narrow, search_contrast, nothing_hidden, nothing_absent, nothing_elsewhere, nothing_removed,
          offline, error, sign_in, pasted, requests, requests_empty, hostile]


def main():
    parser = argparse.ArgumentParser(prog="./dev shots")
    parser.add_argument("--output", required=True, type=pathlib.Path, help=argparse.SUPPRESS)
    parser.add_argument("scenes", nargs="*", metavar="SCENE", help=", ".join(scene.__name__ for scene in SCENES))
    arguments = parser.parse_args()
    arguments.output.mkdir(parents=True, exist_ok=True)

    failed = []
    with tempfile.TemporaryDirectory(prefix="bank-atlas-walk-") as root:
        for scene in SCENES:
            if arguments.scenes and scene.__name__ not in arguments.scenes:
                continue
            with Stage(root, arguments.output) as stage:
                try:
                    scene(stage)
                except (NotFound, GLib.Error, subprocess.CalledProcessError) as problem:
                    failed.append(scene.__name__)
                    print(f"walkthrough: {scene.__name__}: {problem}", file=sys.stderr)
                    if stage.app:
                        print("\n".join(stage.app.outline()), file=sys.stderr)
                    if stage.window:
                        stage.picture(f"failed-{scene.__name__}")
    if failed:
        raise SystemExit(f"walkthrough: failed: {', '.join(failed)}")


main()
