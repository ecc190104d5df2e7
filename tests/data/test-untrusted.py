# SPDX-License-Identifier: GPL-3.0-or-later
"""What the sources of the app promise about texts and addresses from the network."""

import pathlib
import re
import sys

import tap

APP = pathlib.Path(sys.argv[1]) / "src"
GATE = "atlas-link.c"
# Everything by which GTK, GIO or a shell would open an address.
LAUNCHERS = re.compile(r"gtk_uri_launcher|gtk_file_launcher|gtk_show_uri|g_app_info_launch|launch_default_for_uri|g_spawn|g_subprocess|xdg-open|gtk_link_button_new")
# Everything that reads a text as markup.
MARKUP = re.compile(r"set_markup|tooltip_markup|set_markup_with_mnemonic|body_use_markup|heading_use_markup|pango_parse_markup|use-markup: *true|tooltip-markup|<a href")


def read(*suffixes):
    for path in sorted(APP.rglob("*")):
        if path.suffix in suffixes:
            yield path, path.read_text()


def test_one_gate_opens_addresses():
    found = [path.name for path, text in read(".c", ".blp") if LAUNCHERS.search(text)]
    assert found == [GATE], found
    assert "atlas_web_address_may_open (uri)" in next(path for path in APP.rglob(GATE)).read_text()


def test_link_buttons_go_through_the_gate():
    for path, text in read(".blp"):
        for block in re.findall(r"LinkButton[^{]*\{([^}]*)\}", text):
            assert "activate-link => $link_activated_cb()" in block, path


def test_nothing_is_read_as_markup():
    found = [path.name for path, text in read(".c", ".blp") if MARKUP.search(text)]
    assert not found, found


def test_rows_do_not_read_their_texts_as_markup():
    """An Adwaita row reads its title and subtitle as markup unless it is told not to."""
    for path, text in read(".blp"):
        for block in re.findall(r"(?:template \$\w+: *|)Adw\.(?:Action|Expander|Combo)Row[^{]*\{(.*?)(?:\n  \}|\n\})", text, re.S):
            if "use-subtitle" in block or "subtitle: bind" in block or "title: bind" in block:
                assert "use-markup: false" in block, path


tap.main(globals())
