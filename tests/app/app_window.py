# SPDX-License-Identifier: GPL-3.0-or-later
"""The program in a window, driven as a person does: with the keyboard, and by what a screen reader is told."""

import contextlib
import ctypes
import functools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time

from accessibility import App, GLib, Role, State, describe, text_of, walk
from tap import wait_for

PROGRAM = sys.argv[1]
SECONDS = 20
INTERACTIVE = {
    Role.BUTTON, Role.TOGGLE_BUTTON, Role.CHECK_BOX, Role.RADIO_BUTTON, Role.SWITCH, Role.ENTRY, Role.TEXT,
    Role.PASSWORD_TEXT, Role.COMBO_BOX, Role.LIST_ITEM, Role.LIST, Role.LIST_BOX, Role.MENU_ITEM, Role.LINK,
    Role.SPIN_BUTTON, Role.SLIDER, Role.TREE_ITEM, Role.PAGE_TAB, Role.PROGRESS_BAR,
}


def press_key(*keys):
    subprocess.run(["xdotool", "key", *keys], check=True)


def type_text(text):
    subprocess.run(["xdotool", "type", "--delay", "30", "--", text], check=True)


@contextlib.contextmanager
def keys_repeat():
    """The display's keys do not otherwise."""
    xlib = ctypes.CDLL("libX11.so.6")
    xlib.XOpenDisplay.restype = ctypes.c_void_p
    display = ctypes.c_void_p(xlib.XOpenDisplay(None))
    try:
        xlib.XAutoRepeatOn(display)
        xlib.XSync(display, 0)
        yield
    finally:
        xlib.XAutoRepeatOff(display)
        xlib.XCloseDisplay(display)


def hold_key(key, *modifiers):
    """Lets go of the modifiers first, and of the key after some repeats."""
    subprocess.run(["xdotool", *(word for modifier in modifiers for word in ("keydown", modifier)), "keydown", key], check=True)
    subprocess.run(["xdotool", *(word for modifier in modifiers for word in ("keyup", modifier))], check=True)
    # Longer than it takes a key to repeat.
    time.sleep(1.5)
    subprocess.run(["xdotool", "keyup", key], check=True)


def clipboard():
    return subprocess.run(["xclip", "-selection", "clipboard", "-o"], capture_output=True, text=True, timeout=5).stdout


def set_clipboard(text):
    # It goes on in the background, for whoever asks for the text.
    subprocess.run(["xclip", "-selection", "clipboard", "-i"], input=text, text=True, check=True, stdout=subprocess.DEVNULL, timeout=5)


def open_by_desktop(link):
    """As the desktop does when someone follows a link."""
    subprocess.run(
        ["gdbus", "call", "--session", "--dest", "io.github.bankatlas.BankAtlas",
         "--object-path", "/io/github/bankatlas/BankAtlas", "--method", "org.freedesktop.Application.Open", f"['{link}']", "{}"],
        check=True, capture_output=True, timeout=SECONDS,
    )


def open_row(row):
    """What a click does, as the row offers it to a screen reader."""
    for node in [row, *walk(row)]:
        for index, name in enumerate(node.get_action_names()):
            if name.endswith("-row.open"):
                node.do_action(index)
                return
    raise AssertionError(f"{describe(row)} cannot be opened")


class Window:
    """The program in a home of its own, until the end of the with statement."""

    def __init__(self, home, *arguments, **more):
        self.environment = environment = dict(os.environ, HOME=home, GSETTINGS_BACKEND="keyfile", **more)
        for name, folder in (("CONFIG", "config"), ("DATA", "data"), ("CACHE", "cache"), ("STATE", "state")):
            environment[f"XDG_{name}_HOME"] = os.path.join(home, folder)
        self.process = subprocess.Popen([PROGRAM, *arguments], env=environment)
        self.app = App(self.process.pid, SECONDS)
        # Without a window manager, the keys go to the window below the pointer.
        subprocess.run(["xdotool", "mousemove", "620", "5"], check=True)

    def resize(self, width, height):
        for window_id in self.window_ids():
            subprocess.run(["xdotool", "windowsize", window_id, str(width), str(height)], check=True)
        subprocess.run(["xdotool", "mousemove", str(width // 2), str(height - 10)], check=True)

    def window_ids(self):
        return subprocess.run(["xdotool", "search", "--pid", str(self.process.pid)], capture_output=True, text=True).stdout.split()

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(SECONDS)

    def again(self, *arguments):
        """The program once more: it hands what it is given to the one that runs."""
        return subprocess.run(
            [PROGRAM, *arguments], env=self.environment, capture_output=True, text=True, timeout=SECONDS, check=True
        ).stderr

    def explore_demo(self):
        self.app.press(Role.BUTTON, "Explore the Demo Directory", seconds=SECONDS)
        self.count_is(132)

    def count(self):
        try:
            counts = (re.fullmatch(r"(\d+) banks?", label.get_name() or "") for label in self.app.each(Role.LABEL))
            return next((int(match[1]) for match in counts if match), None)
        except GLib.Error:
            # What goes away while it is looked at, as the rows of another profile do.
            return None

    def count_is(self, number):
        wait_for(lambda: self.count() == number, f"{number} banks, there are {self.count()}")

    def focused(self):
        return next((node for node in walk(self.app.node) if node.get_state_set().contains(State.FOCUSED)), None)

    def focus_is(self, what, matches):
        wait_for(lambda: (node := self.focused()) is not None and matches(node), f"the focus on {what}")

    def tab_to(self, name):
        """Tabs on until something of that name has the focus."""
        for _ in range(40):
            node = self.focused()
            if node is not None and (node.get_name() or "").replace("_", "") == name:
                return
            press_key("Tab")
        raise AssertionError(f"Tab does not reach {name}")

    def places(self):
        return self.app.find(Role.LIST, "Places")

    def banks(self):
        return self.app.find(Role.LIST, "Banks")

    def search_is(self, text):
        entry = self.app.find(name="Search banks")
        wait_for(lambda: text_of(entry) == text, f"“{text}” in the search, not “{text_of(entry)}”")

    def has_chip(self, label):
        return self.app.find(Role.BUTTON, f"Remove {label}")

    def row(self, within, name=None, contains=None):
        return self.app.find(Role.LIST_ITEM, name, contains, within, SECONDS)

    def choose_place(self, name):
        open_row(self.row(self.places(), contains=name + ","))

    def choose_bank(self, name, at_the_end=False):
        """A list tells a screen reader only of the rows that are near."""
        if at_the_end:
            press_key("ctrl+2", "End")
        open_row(self.row(self.banks(), name))
        self.app.find(Role.LABEL, name, within=self.app.find(contains="Bank", role=Role.GROUPING))


@contextlib.contextmanager
def window(home=None, *arguments, **more):
    with tempfile.TemporaryDirectory() as temporary:
        shown = Window(home or temporary, *arguments, **more)
        try:
            yield shown
        finally:
            shown.close()


@functools.cache
def filled_home():
    """A home in which the demo directory was looked at before, with all that belongs to it."""
    home = tempfile.TemporaryDirectory()
    with window(home.name) as shown:
        shown.explore_demo()
        shown.app.gone(Role.BUTTON, "Cancel Refresh", seconds=60)
    return home


@contextlib.contextmanager
def demo():
    """The demo directory as at any start but the first: without a refresh, from what is kept."""
    with tempfile.TemporaryDirectory() as temporary:
        home = shutil.copytree(filled_home().name, os.path.join(temporary, "home"))
        with window(home) as shown:
            shown.count_is(132)
            yield shown


@contextlib.contextmanager
def new_demo():
    """The demo directory for the first time, while it is being fetched."""
    with window() as shown:
        shown.explore_demo()
        yield shown
