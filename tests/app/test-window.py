# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window on the demo directory, driven as a person does: with the keyboard, and by what a screen reader is told."""

import contextlib
import os
import re
import subprocess
import sys
import tempfile
import time

import tap
from accessibility import App, Role, State, act, describe, walk

PROGRAM = sys.argv[1]
SECONDS = 20
INTERACTIVE = {
    Role.BUTTON, Role.TOGGLE_BUTTON, Role.CHECK_BOX, Role.RADIO_BUTTON, Role.SWITCH, Role.ENTRY, Role.TEXT,
    Role.PASSWORD_TEXT, Role.COMBO_BOX, Role.LIST_ITEM, Role.LIST, Role.LIST_BOX, Role.MENU_ITEM, Role.LINK,
    Role.SPIN_BUTTON, Role.SLIDER, Role.TREE_ITEM, Role.PAGE_TAB, Role.PROGRESS_BAR,
}


def wait_for(look, what, seconds=SECONDS):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = look()
        if value:
            return value
        time.sleep(0.05)
    raise AssertionError(f"waited in vain for {what}")


def press_key(*keys):
    subprocess.run(["xdotool", "key", *keys], check=True)


def type_text(text):
    subprocess.run(["xdotool", "type", "--delay", "30", text], check=True)


def clipboard():
    return subprocess.run(["xclip", "-selection", "clipboard", "-o"], capture_output=True, text=True, timeout=5).stdout


def open_row(row):
    """What a click does, as the row offers it to a screen reader."""
    for node in [row, *walk(row)]:
        action = node.get_action_iface()
        for index in range(action.get_n_actions() if action is not None else 0):
            if action.get_action_name(index).endswith("-row.open"):
                action.do_action(index)
                return
    raise AssertionError(f"{describe(row)} cannot be opened")


class Window:
    """The program in a home of its own, until the end of the with statement."""

    def __init__(self, home):
        environment = dict(os.environ, HOME=home, GSETTINGS_BACKEND="keyfile")
        for name, folder in (("CONFIG", "config"), ("DATA", "data"), ("CACHE", "cache"), ("STATE", "state")):
            environment[f"XDG_{name}_HOME"] = os.path.join(home, folder)
        self.process = subprocess.Popen([PROGRAM], env=environment)
        self.app = App(self.process.pid, SECONDS)
        # Without a window manager, the keys go to the window below the pointer.
        subprocess.run(["xdotool", "mousemove", "620", "5"], check=True)

    def close(self):
        if self.process.poll() is None:
            self.process.terminate()
        self.process.wait(SECONDS)

    def explore_demo(self):
        self.app.press(Role.BUTTON, "Explore the Demo Directory", seconds=SECONDS)
        self.count_is(132)

    def count(self):
        labels = self.app.all(Role.LABEL)
        counts = [re.fullmatch(r"(\d+) banks?", label.get_name() or "") for label in labels]
        return next((int(match[1]) for match in counts if match), None)

    def count_is(self, number):
        wait_for(lambda: self.count() == number, f"{number} banks, there are {self.count()}")

    def focused(self):
        return next((node for node in walk(self.app.node) if node.get_state_set().contains(State.FOCUSED)), None)

    def focus_is(self, what, matches):
        wait_for(lambda: (node := self.focused()) is not None and matches(node), f"the focus on {what}")

    def places(self):
        return self.app.find(Role.LIST, "Places")

    def banks(self):
        return self.app.find(Role.LIST, "Banks")

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
def window(home=None):
    with tempfile.TemporaryDirectory() as temporary:
        shown = Window(home or temporary)
        try:
            yield shown
        finally:
            shown.close()


@contextlib.contextmanager
def demo():
    with window() as shown:
        shown.explore_demo()
        yield shown


def test_country_bank_details():
    with demo() as shown:
        shown.choose_place("Sweden")
        shown.count_is(21)
        shown.choose_bank("Skandinaviska Enskilda Banken AB", at_the_end=True)
        shown.app.find(contains="Kungsträdgårdsgatan 8")
        shown.app.find(contains="+46-771 365 365")


def test_typing_searches():
    with demo() as shown:
        type_text("esse")
        wait_for(lambda: (shown.count() or 999) < 20, "fewer banks")
        shown.row(shown.banks(), "Skandinaviska Enskilda Banken AB")
        press_key("Down")
        shown.focus_is("the first result", lambda node: node.get_role() == Role.LIST_ITEM)
        press_key("Escape")
        shown.count_is(132)


def test_nothing_found():
    with demo() as shown:
        shown.choose_place("Sweden")
        shown.count_is(21)
        type_text("zzqq")
        shown.app.find(Role.LABEL, "No bank matches “zzqq” in Sweden.")
        shown.app.press(Role.BUTTON, contains="Clear the Search")
        shown.count_is(21)


def test_elsewhere():
    with demo() as shown:
        shown.choose_place("Sweden")
        type_text("fjordalia")
        shown.count_is(1)
        shown.choose_place("Poland")
        shown.app.press(Role.BUTTON, contains="in Other Places")
        wait_for(lambda: (shown.count() or 0) > 1, "the banks of other places")


def test_union_with_the_keyboard():
    with demo() as shown:
        shown.choose_place("Spain")
        shown.count_is(6)
        press_key("ctrl+1")
        shown.focus_is("Spain", lambda node: node.get_name().startswith("Spain"))
        press_key("ctrl+Down", "ctrl+space")
        shown.app.find(Role.BUTTON, "Remove Spain")
        shown.app.find(Role.BUTTON, "Remove Sweden")
        shown.count_is(27)
        shown.app.press(Role.BUTTON, "Remove Spain")
        shown.count_is(21)
        shown.app.press(Role.BUTTON, "Remove Sweden")
        shown.count_is(132)


def test_cities():
    with demo() as shown:
        press_key("ctrl+1")
        shown.choose_place("Austria")
        press_key("ctrl+1")
        shown.focus_is("Austria", lambda node: node.get_name().startswith("Austria"))
        press_key("Right")
        shown.choose_place("Wien")
        shown.count_is(2)
        press_key("ctrl+1")
        shown.focus_is("the city", lambda node: node.get_name().startswith("Wien"))
        press_key("Left")
        shown.focus_is("its country", lambda node: node.get_name().startswith("Austria"))
        press_key("Left")
        shown.app.gone(Role.LIST_ITEM, contains="Wien,")
        shown.app.find(Role.BUTTON, "Remove Wien")
        shown.count_is(2)


def test_filter():
    with demo() as shown:
        shown.app.press(Role.BUTTON, "Sign-in")
        shown.focus_is("the first choice", lambda node: node.get_role() == Role.CHECK_BOX)
        press_key("space")
        wait_for(lambda: (shown.count() or 132) < 132, "fewer banks")
        shown.app.press(Role.BUTTON, "Clear")
        shown.count_is(132)


def test_star():
    with demo() as shown:
        star = shown.app.find(Role.TOGGLE_BUTTON, "Star", within=shown.banks())
        act(star)
        shown.app.find(Role.LIST_ITEM, "Starred, 1 bank", within=shown.places())
        shown.choose_place("Starred")
        shown.count_is(1)
        act(shown.app.find(Role.TOGGLE_BUTTON, "Star", within=shown.banks()))
        shown.app.find(Role.LABEL, "No Starred Banks")


def test_keys():
    with demo() as shown:
        shown.choose_place("Sweden")
        shown.count_is(21)
        shown.choose_bank("Handelsbanken")
        press_key("ctrl+2")
        shown.focus_is("the bank's row", lambda node: node.get_name() == "Handelsbanken")
        press_key("ctrl+c")
        wait_for(lambda: clipboard() == "HANDSESS", "the BIC in the clipboard")
        press_key("ctrl+shift+c")
        wait_for(lambda: '"HANDSESS"' in clipboard(), "the JSON in the clipboard")
        press_key("ctrl+d")
        shown.app.find(Role.LIST_ITEM, "Starred, 1 bank", within=shown.places())
        press_key("ctrl+f")
        shown.focus_is("the search", lambda node: node.get_name() == "Search banks")
        press_key("ctrl+question")
        shown.app.find(Role.LABEL, "Copy the BIC")
        press_key("Escape")
        shown.app.gone(Role.LABEL, "Copy the BIC")


def test_escape_steps_back():
    with demo() as shown:
        shown.choose_place("Sweden")
        shown.count_is(21)
        shown.choose_bank("Handelsbanken")
        press_key("ctrl+3")
        shown.focus_is("the bank", lambda node: node.get_role() != Role.LIST_ITEM)
        press_key("Escape")
        shown.focus_is("the bank's row", lambda node: node.get_name() == "Handelsbanken")
        press_key("Escape")
        shown.focus_is("the place", lambda node: node.get_name().startswith("Sweden"))


def is_named(node):
    """A list may have its name from the group around it, too: newer versions of libadwaita name that."""
    if node.get_name():
        return True
    around = node
    for _ in range(4 if node.get_role() in (Role.LIST, Role.LIST_BOX) else 0):
        around = around.get_parent()
        if around.get_name():
            return True
    return False


def test_every_interactive_widget_has_a_name():
    with demo() as shown:
        shown.choose_place("Sweden")
        shown.count_is(21)
        shown.choose_bank("Skandinaviska Enskilda Banken AB", at_the_end=True)
        shown.app.find(contains="Kungsträdgårdsgatan 8")
        nameless = [describe(node) for node in walk(shown.app.node) if node.get_role() in INTERACTIVE and not is_named(node)]
        assert not nameless, nameless


def test_state_comes_back():
    with tempfile.TemporaryDirectory() as home:
        with window(home) as shown:
            shown.explore_demo()
            shown.choose_place("Sweden")
            shown.count_is(21)
            shown.choose_bank("Handelsbanken")
            press_key("ctrl+w")
            assert shown.process.wait(SECONDS) == 0
        with window(home) as shown:
            shown.count_is(21)
            shown.app.find(Role.BUTTON, "Remove Sweden")
            shown.app.find(Role.LABEL, "HANDSESS")


def test_narrow():
    with demo() as shown:
        ids = subprocess.run(["xdotool", "search", "--pid", str(shown.process.pid)], capture_output=True, text=True).stdout.split()
        for window_id in ids:
            subprocess.run(["xdotool", "windowsize", window_id, "360", "640"], check=True)
        subprocess.run(["xdotool", "mousemove", "180", "630"], check=True)
        shown.app.gone(Role.LIST, "Banks")
        press_key("ctrl+2")
        shown.banks()
        shown.app.gone(Role.LIST, "Places")
        press_key("ctrl+f")
        type_text("handels")
        shown.count_is(1)
        press_key("Return")
        shown.app.find(Role.LABEL, "HANDSESS")
        shown.app.gone(Role.LIST, "Banks")
        press_key("Escape")
        shown.banks()


if __name__ == "__main__":
    tap.main(dict(globals()))
