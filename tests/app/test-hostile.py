# SPDX-License-Identifier: GPL-3.0-or-later
"""The window on a directory that is out to deceive its reader: all of it is shown as text, and none of it as anything else."""

import re
import subprocess
import sys

import tap
from accessibility import Atspi, GLib, Role, text_of, walk
from app_window import SECONDS, press_key, type_text, wait_for, window
from cli_simulator import simulated

COMMAND_LINE, SIMULATOR, HOSTILE = sys.argv[2:5]
# Controls, separators, and what turns direction round or is not seen; the program's own lines may break.
UNSEEN = re.compile("[\0-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")
WORDS = ("alert", "knab", "Red", "Long Name", "Tab", "algo", "quoted", "HYPERLINK")


def shown_texts(shown):
    for node in walk(shown.app.node):
        try:
            yield from (node.get_name() or "", node.get_description() or "")
            if node.has_text():
                yield text_of(node)
        except GLib.Error:
            # Gone while it is looked at.
            continue


class Announcements:
    """What a screen reader is told to say besides."""

    def __init__(self):
        self.texts = []
        self.listener = Atspi.EventListener.new(self.heard_cb)
        self.listener.register("object:announcement")

    def heard_cb(self, event):
        self.texts.append(str(event.any_data))

    def take(self):
        context = GLib.MainContext.default()
        while context.pending():
            context.iteration(False)
        return self.texts


ANNOUNCEMENTS = Announcements()


def check(shown, what):
    found = [text for text in (*shown_texts(shown), *ANNOUNCEMENTS.take()) if UNSEEN.search(text)]
    assert not found, (what, [text[:200] for text in found])
    assert shown.process.poll() is None, what


def check_fits(shown, width):
    """A text that cannot be cut or wrapped would make the window wider than it was told to be."""
    def widths():
        geometry = [
            subprocess.run(["xdotool", "getwindowgeometry", "--shell", each], capture_output=True, text=True).stdout
            for each in shown.window_ids()
        ]
        return [int(found[1]) for found in (re.search(r"WIDTH=(\d+)", text) for text in geometry) if found]

    wait_for(lambda: max(widths()) <= width, f"{width} pixels, not {widths()}")


def hostile():
    return simulated(COMMAND_LINE, SIMULATOR, "--directory", HOSTILE)


def search(shown, text):
    press_key("ctrl+f", "ctrl+a", "BackSpace")
    type_text(text)
    shown.search_is(text)


def close_dialog(shown):
    press_key("Escape")
    shown.app.gone(Role.DIALOG)


def look_at_bank(shown, word):
    shown.app.find(contains="Next Step", seconds=SECONDS)
    check(shown, f"the page of {word}")
    shown.app.press(contains="Next Step")
    shown.app.find(Role.DIALOG)
    check(shown, f"the next step of {word}")
    close_dialog(shown)
    shown.app.perform("bank.show-raw")
    shown.app.find(Role.DIALOG)
    check(shown, f"the raw answer of {word}")
    close_dialog(shown)


def test_narrow():
    with hostile() as (home, _):
        home.answer("sync")
        with window(str(home.path)) as shown:
            shown.resize(360, 640)
            press_key("ctrl+1")
            shown.places()
            check(shown, "the places")
            check_fits(shown, 360)
            press_key("ctrl+2")
            for word in WORDS:
                search(shown, word)
                press_key("Return")
                shown.app.gone(Role.LIST, "Banks")
                look_at_bank(shown, word)
                check_fits(shown, 360)
                press_key("Escape")
                # While one page slides over the other both are there.
                shown.app.gone(contains="Next Step")
                shown.banks()


def choose_completion(shown, typed):
    """The first that is offered, whatever it is called."""
    def offered():
        return any(re.search(r", \d+ banks?$", node.get_name() or "") for node in shown.app.all(Role.LIST_ITEM))

    search(shown, typed)
    wait_for(offered, f"what completes {typed}")
    check(shown, f"what completes {typed}")
    press_key("Down", "Return")
    wait_for(lambda: removable(shown), f"the chip of {typed}")
    check(shown, f"the chip of {typed}")
    press_key("Escape")
    wait_for(lambda: not removable(shown), f"no chip of {typed}")


def removable(shown):
    return [node for node in shown.app.all(Role.BUTTON) if (node.get_name() or "").startswith("Remove ")]


def test_wide():
    with hostile() as (home, _):
        home.answer("sync")
        with window(str(home.path)) as shown:
            shown.resize(1100, 700)
            shown.banks()
            check(shown, "the three panes")
            for typed in ("city:", "country:", "product:", "city:<", "city:knab"):
                choose_completion(shown, typed)
            for filter_name in ("Product", "Sign-in"):
                shown.app.press(Role.BUTTON, filter_name)
                shown.focus_is("the first choice", lambda node: node.get_role() == Role.CHECK_BOX)
                check(shown, f"the filter {filter_name}")
                press_key("space", "Escape")
                check(shown, f"the chip of the filter {filter_name}")
            press_key("ctrl+f", "Escape")
            wait_for(lambda: not removable(shown), "no chips")
            press_key("ctrl+shift+r")
            shown.app.find(Role.LIST, "Requests")
            check(shown, "the requests")
            check_fits(shown, 1100)


if __name__ == "__main__":
    tap.main(dict(globals()))
