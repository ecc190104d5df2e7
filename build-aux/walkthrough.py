#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Walks through the main job as a person with a screen reader would, and saves a picture of each stage.

Runs under build-aux/in-display.sh with the built programs on PATH.
"""

import argparse
import os
import pathlib
import re
import signal
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from accessibility import App, CoordType, GLib, NotFound, Role  # noqa: E402

SECRET = "demo-secret"


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

    def connect(self, url):
        self.cli(
            "profile", "add", "Local sandbox", "--environment", "custom", "--client-id", "demo",
            "--auth-url", url, "--api-url", url, text=SECRET + "\n",
        )
        self.cli("sync")

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
        self.app.find(contains="Search banks").get_editable_text_iface().set_text_contents(text)
        time.sleep(0.5)

    def choose(self, country, bank):
        self.app.select(contains=country)
        self.app.select(contains=bank)
        self.app.find(name="Contact", seconds=20)
        time.sleep(1)

    def key(self, *keys):
        run("xdotool", "key", "--window", self.window, *keys)
        time.sleep(0.5)

    def click(self, node):
        area = node.get_component_iface().get_extents(CoordType.WINDOW)
        frame = self.app.find(Role.FRAME).get_component_iface().get_extents(CoordType.WINDOW)
        # What the toolkit reports begins inside the window's border and its shadow.
        x, y = area.x + area.width // 2 - 2 * frame.x, area.y + area.height // 2 - 2 * frame.y
        run("xdotool", "mousemove", "--window", self.window, str(x), str(y), "click", "1")
        time.sleep(0.5)

    def picture(self, name):
        time.sleep(0.7)
        path = self.output / f"{name}.png"
        subprocess.run(["import", "-window", self.window, str(path)], check=True)
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


def nothing_found(stage):
    stage.start()
    stage.explore_demo()
    stage.app.select(contains="Germany")
    stage.search("spar")
    stage.search("sparbank")
    stage.picture("nothing-found")


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


SCENES = [welcome, connecting, refused, browse, dark, contrast, narrow, swedish, nothing_found, offline, error]


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
