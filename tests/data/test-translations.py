# SPDX-License-Identifier: GPL-3.0-or-later
import pathlib
import re
import subprocess
import sys
import tempfile

import tap

ROOT = pathlib.Path(sys.argv[1])
PO = ROOT / "po"
MARKS = re.compile(r"\b(?:N?C?_|ngettext|g_dngettext|g_dpgettext2) ?\(")


def listed():
    lines = (PO / "POTFILES.in").read_text().splitlines()
    return {line for line in lines if line and not line.startswith("#")}


def test_every_file_with_texts_is_listed():
    missing = []
    for path in sorted(ROOT.glob("src/**/*")):
        name = str(path.relative_to(ROOT))
        if path.suffix == ".c" and "gi18n" in path.read_text() and MARKS.search(path.read_text()):
            missing += [name] if name not in listed() else []
        if path.suffix == ".blp" and MARKS.search(path.read_text()):
            missing += [name] if name not in listed() else []
    assert not missing, missing


def test_every_listed_file_exists():
    gone = [name for name in listed() if not (ROOT / name).is_file()]
    assert not gone, gone


def template():
    """The texts as they are now, made afresh, so that a forgotten update shows."""
    pot = tempfile.NamedTemporaryFile(suffix=".pot")
    sources = sorted(name for name in listed() if not name.startswith("data/"))
    subprocess.run(
        ["xgettext", "--from-code=UTF-8", "--language=C", "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2",
         "--keyword=NC_:1c,2", "--keyword=ngettext:1,2", "--keyword=g_dngettext:2,3", "-o", pot.name, *sources],
        cwd=ROOT, check=True, capture_output=True,
    )
    return pot


def test_swedish_is_complete():
    with template() as pot, tempfile.NamedTemporaryFile(suffix=".po") as merged:
        subprocess.run(
            ["msgmerge", "--quiet", "--no-fuzzy-matching", "-o", merged.name, str(PO / "sv.po"), pot.name], check=True
        )
        left = subprocess.run(
            ["msgattrib", "--untranslated", "--no-obsolete", merged.name], check=True, capture_output=True, text=True
        ).stdout
        fuzzy = subprocess.run(
            ["msgattrib", "--only-fuzzy", "--no-obsolete", str(PO / "sv.po")], check=True, capture_output=True, text=True
        ).stdout
    texts = re.findall(r'^msgid "(.+)"$', left, re.M)
    assert not texts and "msgid" not in left.split("\n\n", 1)[-1], texts or left[-2000:]
    assert "msgid" not in fuzzy, fuzzy


def test_translations_are_well_formed():
    for catalogue in PO.glob("*.po"):
        subprocess.run(["msgfmt", "--check", "--output-file=/dev/null", str(catalogue)], check=True)


tap.main(globals())
