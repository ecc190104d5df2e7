# SPDX-License-Identifier: GPL-3.0-or-later
import json
import pathlib
import sys

import tap

APPLICATION_ID = "io.github.bankatlas.BankAtlas"
MANIFEST = json.loads((pathlib.Path(sys.argv[1]) / "flatpak" / f"{APPLICATION_ID}.json").read_text())

# Secrets go through the Secret portal, links and files through theirs: none of them needs a permission.
NEEDED = {"--share=network", "--share=ipc", "--socket=wayland", "--socket=fallback-x11", "--device=dri"}


def test_identity():
    assert MANIFEST["id"] == APPLICATION_ID
    assert MANIFEST["command"] == "bank-atlas"
    assert MANIFEST["runtime"] == "org.gnome.Platform"


def test_permissions_are_as_few_as_possible():
    assert set(MANIFEST["finish-args"]) == NEEDED


def test_sources_are_pinned():
    for module in MANIFEST["modules"]:
        for source in module["sources"]:
            if source["type"] == "archive":
                assert len(source["sha256"]) == 64, module["name"]
            elif source["type"] == "git":
                assert "tag" in source, module["name"]


def test_the_project_itself_is_built_last():
    assert MANIFEST["modules"][-1]["name"] == "bank-atlas"


tap.main(globals())
