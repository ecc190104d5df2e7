# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window on the demo directory, driven as a person does: with the keyboard, and by what a screen reader is told."""

import subprocess
import sys
import tempfile

import tap
from accessibility import Role, State, act, describe, text_of, walk
from app_window import (
    INTERACTIVE, SECONDS, clipboard, demo, hold_key, keys_repeat, new_demo, open_by_desktop, press_key, set_clipboard, type_text, wait_for,
    window,
)
from cli_home import Home
from foreign_server import Platform

COMMAND_LINE = sys.argv[2]


def test_country_bank_details():
    with new_demo() as shown:
        shown.choose_place("Sweden")
        shown.count_is(21)
        shown.choose_bank("Skandinaviska Enskilda Banken AB", at_the_end=True)
        shown.app.find(contains="Kungsträdgårdsgatan 8")
        shown.app.find(contains="+46-771 365 365")


def test_typing_searches():
    with demo() as shown:
        shown.focus_is("the first place", lambda node: node.get_name().startswith("All banks"))
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
        # History and other directories are asked a moment later, which adds to the sentence.
        shown.app.find(Role.LABEL, contains="No bank matches “zzqq” in Sweden.")
        shown.app.find(Role.LABEL, contains="It has never been seen")
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


def test_the_bank_of_a_number_is_elsewhere():
    with demo() as shown:
        shown.choose_place("Norway")
        shown.count_is(10)
        for number, offer in (
            ("SE45 5000 0000 0583 9825 7466", "Skandinaviska Enskilda Banken AB"),
            ("DE89 3704 0044 0532 0130 00", "18 Banks in Germany"),
        ):
            set_clipboard(number)
            press_key("ctrl+v")
            shown.search_is(number)
            shown.app.find(Role.BUTTON, offer)
            # There is nobody else to open.
            press_key("Return")
            shown.app.find(Role.FRAME, "Bank Atlas")
        set_clipboard("SE45 5000 0000 0583 9825 7466")
        press_key("ctrl+v")
        shown.app.press(Role.BUTTON, "Skandinaviska Enskilda Banken AB")
        shown.count_is(1)


def test_switch_to_the_profile_that_has_it():
    platform = Platform()
    with Home(COMMAND_LINE) as home:
        try:
            home.add_profile("Foreign", platform.auth_url, platform.api_url, platform.client_id, platform.client_secret)
            home.answer("banks")
            with window(str(home.path), "--demo") as shown:
                shown.count_is(132)
                type_text("TAMPFI22")
                shown.app.find(Role.LABEL, contains="Foreign")
                shown.app.press(Role.BUTTON, "Switch to “Foreign” (1)")
                shown.count_is(1)
                shown.search_is("TAMPFI22")
                shown.row(shown.banks(), contains="Tampereen")
                shown.app.gone(Role.BUTTON, contains="Switch to “")
                shown.app.find(Role.BUTTON, contains="Foreign")
        finally:
            platform.stop()


def test_main_menu_on_the_welcome_page():
    with window() as shown:
        shown.app.find(Role.BUTTON, "Explore the Demo Directory", seconds=SECONDS)
        shown.app.press(Role.BUTTON, "Main Menu")
        shown.app.find(Role.MENU_ITEM)
        press_key("Escape")
        shown.explore_demo()
        shown.app.press(Role.BUTTON, "Main Menu")
        shown.app.find(Role.MENU_ITEM)


def test_connecting_with_the_keyboard():
    platform = Platform()
    with Home(COMMAND_LINE) as home:
        keyring = {name: value for name, value in home.environment.items() if name.startswith("SECRET_")}
        try:
            with window(str(home.path), **keyring) as shown:
                shown.tab_to("Connect to Open Payments…")
                press_key("Return")
                shown.focus_is("the first field", lambda node: node.get_name() == "Client ID")
                press_key("shift+Tab")
                shown.focus_is("the environment", lambda node: node.get_name() == "Environment")
                press_key("space")
                shown.focus_is("the choice", lambda node: node.get_role() == Role.LIST_ITEM)
                press_key("Down", "Down", "Return")
                shown.focus_is("the environment", lambda node: node.get_name() == "Environment")
                shown.tab_to("Client ID")
                # Enter goes to what is missing, also where that is folded away, and connects at last.
                for name, text in (
                    ("Client ID", platform.client_id), ("Client secret", platform.client_secret), ("Token host", platform.auth_url),
                    ("API host", platform.api_url),
                ):
                    shown.focus_is(name, lambda node, name=name: node.get_name() == name)
                    type_text(text)
                    press_key("Return")
                shown.count_is(len(platform.banks))
                shown.focus_is("the first place", lambda node: node.get_role() == Role.LIST_ITEM)
        finally:
            platform.stop()


def test_connection_removed_while_it_is_shown():
    platform = Platform()
    with Home(COMMAND_LINE) as home:
        try:
            for name in ("First", "Second"):
                home.add_profile(name, platform.auth_url, platform.api_url, platform.client_id, platform.client_secret)
            home.answer("profile", "use", "Second")
            home.answer("sync")
            keyring = {name: value for name, value in home.environment.items() if name.startswith("SECRET_")}
            with window(str(home.path), **keyring) as shown:
                shown.count_is(len(platform.banks))
                home.answer("profile", "remove", "Second")
                shown.app.find(contains="Connection removed", seconds=SECONDS)
                shown.app.find(Role.BUTTON, contains="First", seconds=SECONDS)
                press_key("ctrl+comma")
                shown.app.find(Role.LIST_ITEM, "First")
                for name in ("First", "Remove Connection…"):
                    shown.tab_to(name)
                    press_key("Return")
                shown.app.press(Role.BUTTON, "Remove")
                shown.app.find(Role.BUTTON, "Explore the Demo Directory", seconds=SECONDS)
            assert "First" not in home.answer("profile", "list")
        finally:
            platform.stop()


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
        before = shown.app.find(Role.BUTTON, "Sign-in").get_area()
        shown.app.press(Role.BUTTON, "Sign-in")
        shown.focus_is("the first choice", lambda node: node.get_role() == Role.CHECK_BOX)
        press_key("space")
        wait_for(lambda: (shown.count() or 132) < 132, "fewer banks")
        # What one chooses from stays below the pointer.
        after = shown.app.find(Role.BUTTON, contains="Sign-in: ").get_area()
        assert (before.x, before.y) == (after.x, after.y), (before, after)
        shown.app.press(Role.BUTTON, "Clear")
        shown.count_is(132)


def test_products_are_sorted_by_what_is_read():
    with demo() as shown:
        shown.app.press(Role.BUTTON, "Product")
        shown.app.find(Role.CHECK_BOX, "TARGET2 payments")
        names = [node.get_name() for node in shown.app.all(Role.CHECK_BOX)]
        # In an order that every language has.
        known = ["British credit transfers", "Credit transfers within a company", "Domestic payments", "International payments", "TARGET2 payments"]
        assert len(names) == 21 and [name for name in names if name in known] == known, names


def test_qualifiers_become_chips():
    with demo() as shown:
        type_text("country:SE ")
        shown.has_chip("Country: Sweden")
        shown.search_is("")
        shown.count_is(21)
        press_key("BackSpace")
        shown.search_is("country:SE")
        shown.app.gone(Role.BUTTON, "Remove Country: Sweden")
        press_key("Return")
        chip = shown.has_chip("Country: Sweden")
        shown.search_is("")
        act(chip)
        shown.app.gone(Role.BUTTON, "Remove Country: Sweden")
        shown.count_is(132)
        shown.focus_is("the search", lambda node: node.get_name() == "Search banks")
        type_text("-country:SE nord")
        shown.has_chip("Not: Sweden")
        shown.search_is("nord")
        press_key("Escape")
        shown.count_is(111)
        press_key("Escape")
        shown.count_is(132)
        type_text("city:atlantis ")
        assert "atlantis" in shown.has_chip("City: atlantis").get_description()
        shown.app.find(Role.LABEL, "No Banks Found")


def test_completion():
    with demo() as shown:
        type_text("prod")
        shown.app.find(Role.LIST_ITEM, contains="product:")
        press_key("Tab")
        shown.search_is("product:")
        shown.focus_is("the search", lambda node: node.get_name() == "Search banks")
        type_text("giro")
        shown.app.find(Role.LIST_ITEM, "Swedish giro payments, swedish-giro, 8 banks")
        press_key("Return")
        shown.has_chip("Product: Swedish giro payments")
        shown.search_is("")
        shown.count_is(8)
        type_text("is:")
        shown.app.find(Role.LIST_ITEM, contains="Starred banks")
        press_key("Escape")
        shown.app.gone(Role.LIST_ITEM, contains="Starred banks")
        shown.search_is("is:")
        shown.count_is(8)
        press_key("BackSpace", "BackSpace", "BackSpace", "Down")
        shown.focus_is("the first bank", lambda node: node.get_role() == Role.LIST_ITEM)


def test_completion_of_a_bic():
    with demo() as shown:
        type_text("bic:hand")
        shown.app.find(Role.LIST_ITEM, "Handelsbanken, HANDSESS")
        # What is typed is a value already: nothing is chosen that Return would put in its place.
        press_key("Return")
        shown.has_chip("BIC: HAND…")
        press_key("BackSpace", "ctrl+a")
        type_text("bic:hands")
        shown.app.find(Role.LIST_ITEM, "Handelsbanken, HANDSESS")
        press_key("Tab")
        shown.has_chip("BIC: HANDSESS…")
        shown.count_is(1)


def test_completion_with_the_mouse():
    with demo() as shown:
        type_text("country:fi")
        shown.app.find(Role.LIST_ITEM, contains="Finland, FI")
        entry = shown.app.find(name="Search banks").get_area()
        # The list begins right below the entry, which is as high as a row of it.
        subprocess.run(["xdotool", "mousemove", str(entry.x + 100), str(entry.y + entry.height * 2), "click", "1"], check=True)
        shown.has_chip("Country: Finland")
        shown.search_is("")
        shown.focus_is("the search", lambda node: node.get_name() == "Search banks")


def test_filters_and_chips_are_one():
    with demo() as shown:
        shown.app.press(Role.BUTTON, "Product")
        shown.focus_is("the first choice", lambda node: node.get_role() == Role.CHECK_BOX)
        name = shown.focused().get_name()
        press_key("space")
        shown.has_chip(f"Product: {name}")
        press_key("Escape")
        act(shown.has_chip(f"Product: {name}"))
        shown.count_is(132)
        type_text("product:giro ")
        shown.app.press(Role.BUTTON, "Product: Swedish giro payments")
        check = shown.app.find(Role.CHECK_BOX, "Swedish giro payments")
        assert check.get_state_set().contains(State.CHECKED)


def test_starred_and_a_place():
    with demo() as shown:
        act(shown.app.find(Role.TOGGLE_BUTTON, "Star", within=shown.banks()))
        shown.app.find(Role.LIST_ITEM, "Starred, 1 bank", within=shown.places())
        type_text("is:starred ")
        shown.has_chip("Starred")
        shown.count_is(1)
        press_key("BackSpace", "ctrl+a", "BackSpace")
        shown.choose_place("Sweden")
        press_key("ctrl+f")
        type_text("country:FI city:Helsinki ")
        shown.has_chip("Sweden")
        shown.has_chip("Country: Finland")
        wait_for(lambda: (shown.count() or 0) > 21, "the banks of both countries")


def test_links():
    with demo() as shown:
        shown.choose_place("Sweden")
        press_key("ctrl+f")
        type_text("product:giro bank")
        shown.has_chip("Product: Swedish giro payments")
        press_key("ctrl+l")
        link = "bank-atlas:search?q=country%3ASE%20product%3Agiro%20bank"
        wait_for(lambda: clipboard() == link, f"the link in the clipboard, there is {clipboard()}")
        assert shown.again("bank-atlas:search?q=country%3AFI%20bank") == ""
        shown.has_chip("Country: Finland")
        shown.app.gone(Role.BUTTON, "Remove Sweden")
        shown.search_is("bank")
        for bad in ("bank-atlas:search?q=" + "x" * 3000, "bank-atlas:evil/x", "https://example.org/?q=x"):
            told = shown.again(bad)
            assert "no link" in told and bad not in told, told
        shown.search_is("bank")
        open_by_desktop("bank-atlas:search?q=country%3ANO%20-is%3Anew")
        shown.has_chip("Country: Norway")
        shown.has_chip("Not: New")
        shown.search_is("")
        assert shown.again("bank-atlas:bank/HANDSESS") == ""
        shown.app.find(Role.LABEL, "HANDSESS")
        # A head office is written with eight characters or with eleven, and stands for a branch that is not listed.
        assert shown.again("bank-atlas:bank/ESSESESSXXX") == ""
        shown.app.find(Role.LABEL, "ESSESESS")
        assert shown.again("bank-atlas:bank/AGSDDE33GOT") == ""
        shown.app.find(Role.LABEL, "AGSDDE33XXX")
        shown.app.find(Role.LABEL, "AGSDDE33GOT is a branch; this is its head office")
        assert shown.again("bank-atlas:search?q=bic%3AHANDSESSGOT") == ""
        shown.count_is(1)


def test_starts_with_a_branch():
    with window(None, "--demo", "bank-atlas:bank/HANDSESSGOT") as shown:
        shown.app.find(Role.LABEL, "HANDSESS")
        shown.app.find(Role.LABEL, "HANDSESSGOT is a branch; this is its head office")


def test_starts_with_a_link():
    with window(None, "--demo", "bank-atlas:search?q=country%3ASE") as shown:
        shown.has_chip("Country: Sweden")
        shown.count_is(21)


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


def requests(shown):
    return shown.app.find(Role.LIST, "Requests")


def requests_focus_is(shown, what, beginning):
    """Each window has a focus of its own, and there is no window manager to tell which is meant."""
    frame = shown.app.find(Role.FRAME, "Requests")
    focused = [node for node in walk(frame) if node.get_state_set().contains(State.FOCUSED)]
    wait_for(lambda: any(
        node.get_name().startswith(beginning) for node in walk(frame) if node.get_state_set().contains(State.FOCUSED)
    ), f"the focus on {what}, not on {[describe(node) for node in focused]}")


def test_from_the_clipboard_to_the_clipboard():
    with demo() as shown:
        shown.choose_place("Sweden")
        shown.count_is(21)
        shown.choose_bank("Handelsbanken")
        set_clipboard("SE45 5000 0000 0583 9825 7466")
        press_key("ctrl+v")
        shown.count_is(1)
        press_key("Return")
        shown.app.find(Role.LABEL, "ESSESESS", within=shown.app.find(Role.LABEL, "ESSESESS").get_parent())
        press_key("ctrl+c")
        wait_for(lambda: clipboard() == "ESSESESS", "the BIC in the clipboard")
        shown.app.find(Role.LABEL, "Copied “ESSESESS”")
        shown.app.find(Role.FRAME, "Skandinaviska Enskilda Banken AB – Bank Atlas")
        press_key("ctrl+shift+p")
        wait_for(lambda: clipboard() == "+46-771 365 365", "the phone in the clipboard")
        # The next customer's takes its place.
        set_clipboard("HANDSESS")
        press_key("ctrl+v")
        shown.search_is("HANDSESS")
        shown.count_is(1)
        press_key("Return", "ctrl+c")
        shown.app.find(Role.LABEL, "Copied “HANDSESS”")
        # What is typed behind it stays.
        press_key("ctrl+f", "End")
        type_text(" se")
        set_clipboard("b")
        press_key("ctrl+v")
        shown.search_is("HANDSESS seb")
        press_key("ctrl+a")
        set_clipboard("SE45 5000 0000 0583 9825 7466")
        press_key("ctrl+v")
        # Of what is selected, that is copied.
        press_key("ctrl+a", "ctrl+c")
        wait_for(lambda: clipboard().startswith("SE45"), "the search in the clipboard")


def test_search_from_a_value():
    with demo() as shown:
        shown.choose_place("Sweden")
        shown.choose_bank("Handelsbanken")
        press_key("ctrl+3")
        for _ in range(20):
            if (node := shown.focused()) is not None and node.get_role() == Role.LABEL:
                break
            press_key("Tab")
        shown.focus_is("a value", lambda node: node.get_role() == Role.LABEL)
        press_key("ctrl+f")
        shown.focus_is("the search", lambda node: node.get_role() in (Role.TEXT, Role.ENTRY))


def test_clearing_the_search_keeps_the_bank_in_sight():
    with demo() as shown:
        press_key("ctrl+f")
        type_text("steinadler")
        shown.count_is(1)
        press_key("Return")
        shown.app.find(Role.LABEL, "STADATWW")
        press_key("Escape")
        shown.count_is(132)
        shown.row(shown.banks(), "Steinadler Privatbank AG")
        shown.focus_is("the search", lambda node: node.get_role() in (Role.TEXT, Role.ENTRY))


def test_a_fold_keeps_the_focus():
    with demo() as shown:
        for width in (360, 450):
            shown.resize(1200, 780)
            shown.places()
            press_key("ctrl+f", "ctrl+a")
            shown.focus_is("the search", lambda node: node.get_role() in (Role.TEXT, Role.ENTRY))
            type_text("handels")
            shown.count_is(1)
            press_key("Return")
            shown.app.find(Role.LABEL, "HANDSESS")
            shown.resize(width, 640)
            shown.app.gone(Role.LIST, "Places")
            shown.focus_is("anything", lambda node: True)
            press_key("Escape")
            shown.banks()
            shown.focus_is("anything", lambda node: True)


def test_requests_with_the_keyboard():
    with new_demo() as shown:
        shown.app.gone(Role.BUTTON, "Cancel Refresh", seconds=60)
        press_key("ctrl+shift+r")
        shown.row(requests(shown), contains="Bank, 200 OK, succeeded")
        type_text("connect/token")
        shown.app.find(Role.LABEL, contains="1 of ")
        press_key("Return")
        requests_focus_is(shown, "the request", "Token, 200 OK")
        shown.app.find(Role.LABEL, "Token (POST)")
        press_key("ctrl+shift+c")
        wait_for(lambda: "X-Request-ID:" in clipboard(), "the text for support")
        text = clipboard()
        assert "/connect/token" in text and "Time (UTC):" in text, text
        assert "demo-secret" not in text and "Bearer" not in text, text
        nameless = [describe(node) for node in walk(shown.app.node) if node.get_role() in INTERACTIVE and not is_named(node)]
        assert not nameless, nameless
        press_key("ctrl+f")
        requests_focus_is(shown, "the search", "Search requests")
        press_key("ctrl+a", "BackSpace")
        shown.row(requests(shown), contains="Bank, 200 OK, succeeded")
        press_key("ctrl+shift+r")
        frames = [node for node in shown.app.all(Role.FRAME) if node.get_name() == "Requests"]
        assert len(frames) == 1, frames
        press_key("ctrl+w")
        shown.app.gone(Role.LIST, "Requests")
        shown.banks()


def test_a_held_shortcut_types_nothing():
    with new_demo() as shown, keys_repeat():
        shown.app.gone(Role.BUTTON, "Cancel Refresh", seconds=60)
        hold_key("f", "ctrl")
        type_text("iban")
        shown.search_is("iban")
        hold_key("r", "ctrl", "shift")
        requests(shown)
        type_text("token")
        entry = shown.app.find(name="Search requests")
        wait_for(lambda: text_of(entry) == "token", f"“token” in the search, not “{text_of(entry)}”")


def test_requests_end_with_the_last_window():
    with new_demo() as shown:
        press_key("ctrl+shift+r")
        requests(shown)
        assert shown.again() == ""
        assert len(shown.app.all(Role.LIST, "Banks")) == 1
        act(shown.app.find(Role.BUTTON, "Close", within=next(f for f in shown.app.all(Role.FRAME) if f.get_name() != "Requests")))
        assert shown.process.wait(SECONDS) == 0


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


def test_clearing_can_be_undone():
    with demo() as shown:
        press_key("ctrl+f")
        type_text("country:se product:domestic fjord")
        shown.has_chip("Country: Sweden")
        count = shown.count()
        press_key("Escape", "Escape")
        shown.count_is(132)
        shown.app.find(Role.BUTTON, "Undo")
        press_key("ctrl+z")
        shown.count_is(count)
        shown.has_chip("Country: Sweden")
        shown.search_is("fjord")
        # Another search is not undone.
        press_key("ctrl+a")
        type_text("seb")
        press_key("Escape")
        press_key("ctrl+z")
        shown.search_is("seb")


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


def check_state_comes_back(end):
    with tempfile.TemporaryDirectory() as home:
        with window(home) as shown:
            shown.explore_demo()
            shown.choose_place("Sweden")
            shown.count_is(21)
            shown.choose_bank("Handelsbanken")
            end(shown.process)
            assert shown.process.wait(SECONDS) == 0
        with window(home) as shown:
            shown.count_is(21)
            shown.app.find(Role.BUTTON, "Remove Sweden")
            shown.app.find(Role.LABEL, "HANDSESS")


def test_state_comes_back():
    check_state_comes_back(lambda process: press_key("ctrl+w"))


def test_state_outlives_a_signal():
    def end(process):
        # A dialog in front of the window does not keep it open.
        press_key("ctrl+comma")
        process.terminate()

    check_state_comes_back(end)


def test_narrow():
    with demo() as shown:
        shown.resize(360, 640)
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
        press_key("ctrl+2")
        shown.focus_is("the result", lambda node: node.get_role() == Role.LIST_ITEM)
        press_key("Escape")
        shown.count_is(132)
        shown.banks()
        press_key("Escape")
        shown.places()


if __name__ == "__main__":
    tap.main(dict(globals()))
