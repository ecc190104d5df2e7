# SPDX-License-Identifier: GPL-3.0-or-later
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

import tap

APPLICATION_ID = "io.github.bankatlas.BankAtlas"
ICONS = pathlib.Path(sys.argv[1]) / "data" / "icons" / "hicolor"
SVG = "{http://www.w3.org/2000/svg}"


def read(path):
    root = ElementTree.parse(path).getroot()
    assert root.tag == SVG + "svg", path
    return root


def test_app_icon():
    root = read(ICONS / "scalable" / "apps" / f"{APPLICATION_ID}.svg")
    assert root.get("viewBox") == "0 0 128 128"


def test_symbolic_icons():
    icons = list(ICONS.glob("symbolic/**/*-symbolic.svg"))
    assert any(icon.name == f"{APPLICATION_ID}-symbolic.svg" for icon in icons)
    for icon in icons:
        root = read(icon)
        assert root.get("viewBox") == "0 0 16 16", icon
        assert not list(root.iter(SVG + "linearGradient")), f"{icon}: a symbolic icon has one colour"


def test_icons_are_self_contained():
    for icon in ICONS.rglob("*.svg"):
        text = icon.read_text()
        assert "<image" not in text and "href=\"http" not in text, icon


tap.main(globals())
