# SPDX-License-Identifier: GPL-3.0-or-later
"""Every test that is in the tree is run: a list of tests that has lost one says nothing."""

import json
import pathlib
import sys

import tap

TREE, BUILD = map(pathlib.Path, sys.argv[1:3])


def read(name):
    return json.loads((BUILD / "meson-info" / f"intro-{name}.json").read_text())


def programs_of(target):
    """What is compiled, as (source, program)."""
    for group in target["target_sources"]:
        for source in group.get("sources", ()):
            yield pathlib.Path(source).resolve(), pathlib.Path(target["filename"][0]).name


def test_every_test_is_run():
    run = {pathlib.Path(word).name for test in read("tests") for word in test["cmd"]}
    scripts = {pathlib.Path(word).resolve() for test in read("tests") for word in test["cmd"] if word.endswith(".py")}
    programs = dict(pair for target in read("targets") for pair in programs_of(target))
    files = sorted(path.resolve() for path in (TREE / "tests").rglob("test-*") if path.suffix in (".c", ".py"))
    assert files
    lost = [path.name for path in files if path not in scripts and programs.get(path) not in run]
    assert not lost, lost


tap.main(globals())
