# SPDX-License-Identifier: GPL-3.0-or-later
import ast
import collections
import pathlib
import re
import subprocess
import sys
import tempfile

import tap

ROOT = pathlib.Path(sys.argv[1])
PO = ROOT / "po"

MARKS = re.compile(r"\b(?:N?C?_|ngettext|g_dcgettext|g_dngettext|g_dpgettext2) ?\(")
# What xgettext reads from C is a string between double quotes; Blueprint would take either kind.
SINGLE_QUOTED = re.compile(r"\bC?_ ?\(\s*'|\bC_ ?\([^()]*,\s*'")
# A text that a person reads, without a mark.
UNMARKED = re.compile(
    r"^\s*(?:title|subtitle|label|description|heading|body|text|tooltip-text|placeholder-text):\s*([\"'])(.*?)\1", re.M
)
TECHNICAL = {"curl", "HTTP", "JSON", "X-Request-ID"}

# As Meson's preset for GLib has them, so that this finds what bank-atlas-pot would.
KEYWORDS = ("_", "N_", "C_:1c,2", "NC_:1c,2", "g_dcgettext:2", "g_dngettext:2,3", "g_dpgettext2:2c,3")
FORMATS = (
    "g_strdup_printf:1", "g_string_printf:2", "g_string_append_printf:2", "g_error_new:3", "g_set_error:4",
    "g_markup_printf_escaped:1", "g_print:1", "g_printerr:1",
)

PLACEHOLDER = re.compile(r"\{[a-z_]+\}")
DIRECTIVE = re.compile(r"%(?:(\d+)\$)?([-+ #0']*(?:\*|\d+)?(?:\.(?:\*|\d+))?(?:hh?|ll?|[jztL])?[A-Za-z]|%)")
OPTION = re.compile(r"(?<![\w-])--[a-z][a-z-]+")
MNEMONIC = re.compile(r"_(?=[^\W_])")
CONSTANT = re.compile(r"\$?[A-Z]+(?:_[A-Z]+)+")

Message = collections.namedtuple("Message", "context singular plural translations")


def relative(paths):
    return sorted(str(path.relative_to(ROOT)) for path in paths)


def blueprints():
    return [ROOT / name for name in relative(ROOT.glob("src/**/*.blp"))]


def data_files():
    return relative(ROOT.glob("data/*.desktop.in*")) + relative(ROOT.glob("data/*.metainfo.xml.in*"))


def listed():
    lines = (PO / "POTFILES.in").read_text().splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def catalogues():
    languages = (PO / "LINGUAS").read_text().split()
    assert languages, "no language is listed"
    assert sorted(languages) == sorted(path.stem for path in PO.glob("*.po")), "LINGUAS and the catalogues differ"
    return [PO / f"{language}.po" for language in languages]


def template():
    """The texts as they are now, made afresh, so that a forgotten update shows."""
    pot = tempfile.NamedTemporaryFile(suffix=".pot")
    code = [name for name in listed() if name.startswith("src/")]
    data = [name for name in listed() if not name.startswith("src/")]
    extract = ["xgettext", "--from-code=UTF-8", "--force-po", "-o", pot.name]
    subprocess.run(
        [*extract, "--language=C", *(f"--keyword={word}" for word in KEYWORDS),
         *(f"--flag={function}:c-format" for function in FORMATS), *code],
        cwd=ROOT, check=True, capture_output=True,
    )
    # The kind of each of these is told by its name.
    subprocess.run([*extract, "--join-existing", *data], cwd=ROOT, check=True, capture_output=True)
    return pot


def messages(path):
    """The messages of a catalogue that are in use, its header apart."""
    text = subprocess.run(
        ["msgattrib", "--no-obsolete", "--no-wrap", str(path)], check=True, capture_output=True, text=True
    ).stdout
    for block in re.split(r"\n{2,}", text):
        fields, current = {}, None
        for line in block.splitlines():
            found = re.match(r'(msg\w+(?:\[\d+\])?) (".*")$', line) or re.match(r'()(".*")$', line)
            if not found:
                continue
            current = found[1] or current
            fields[current] = fields.get(current, "") + ast.literal_eval(found[2])
        if fields.get("msgid"):
            translations = [text for name, text in sorted(fields.items()) if name.startswith("msgstr")]
            yield Message(fields.get("msgctxt"), fields["msgid"], fields.get("msgid_plural"), translations)


def directives(text):
    """The conversions of a text, each with the argument that it takes."""
    found, position = [], 0
    for number, conversion in DIRECTIVE.findall(text):
        if conversion != "%":
            position += 1
            found.append((int(number or position), conversion.lstrip("'")))
    return sorted(found)


def has_mnemonic(text):
    return len(MNEMONIC.findall(CONSTANT.sub("", text))) == 1


def carried(text):
    """What has to stand in a translation as it stands in the original."""
    return directives(text), sorted(PLACEHOLDER.findall(text)), sorted(set(OPTION.findall(text)))


def problems(message):
    for index, translation in enumerate(message.translations):
        originals = [message.singular] if message.plural is None else [message.plural]
        # "The one bank" of a plural may leave its number out, in a translation too.
        if message.plural is not None and index == 0:
            originals.append(message.singular)
        if carried(translation) not in [carried(original) for original in originals]:
            yield f"“{message.singular}”: other placeholders in “{translation}”"
        if has_mnemonic(originals[0]) != has_mnemonic(translation):
            yield f"“{message.singular}”: not one mnemonic in “{translation}”"
        if originals[0].endswith("…") != translation.endswith("…"):
            yield f"“{message.singular}”: another end of “{translation}”"


def test_every_file_with_texts_is_listed():
    code = [path for path in ROOT.glob("src/**/*.[ch]") if MARKS.search(path.read_text())]
    pages = [path for path in blueprints() if MARKS.search(path.read_text())]
    missing = set(relative(code + pages) + data_files()) - set(listed())
    assert not missing, sorted(missing)


def test_every_listed_file_has_texts():
    gone = [name for name in listed() if not (ROOT / name).is_file()]
    assert not gone, gone
    silent = [name for name in listed() if name.startswith("src/") and not MARKS.search((ROOT / name).read_text())]
    assert not silent, silent


def test_the_list_is_sorted():
    assert listed() == sorted(set(listed())), "po/POTFILES.in is not sorted, or names a file twice"


def test_blueprints_mark_what_people_read():
    found = []
    for path in blueprints():
        text = path.read_text()
        found += [f"{path.name}: {match[0]}" for match in SINGLE_QUOTED.finditer(text)]
        found += [
            f"{path.name}: {match[2]}"
            for match in UNMARKED.finditer(text)
            if match[2] not in TECHNICAL and re.search(r"[^\W\d_]", match[2])
        ]
    assert not found, found


def test_the_template_covers_every_kind_of_file():
    with template() as pot:
        text = pathlib.Path(pot.name).read_text()
    for kind in (".c:", ".blp:", ".desktop.in.in:", ".metainfo.xml.in.in:"):
        assert kind in text, f"no text comes from a {kind} file"


def test_translations_are_complete():
    for catalogue in catalogues():
        with template() as pot, tempfile.NamedTemporaryFile(suffix=".po") as merged:
            subprocess.run(
                ["msgmerge", "--quiet", "--no-fuzzy-matching", "-o", merged.name, str(catalogue), pot.name], check=True
            )
            left = [message.singular for message in messages(merged.name) if not all(message.translations)]
        fuzzy = subprocess.run(
            ["msgattrib", "--only-fuzzy", "--no-obsolete", str(catalogue)], check=True, capture_output=True, text=True
        ).stdout
        assert not left, f"{catalogue.name}: {left}"
        assert not fuzzy, f"{catalogue.name}: {fuzzy}"


def test_translations_are_well_formed():
    for catalogue in catalogues():
        result = subprocess.run(
            ["msgfmt", "--check", "--output-file=/dev/null", str(catalogue)], check=False, capture_output=True, text=True
        )
        assert result.returncode == 0 and not result.stderr, result.stderr


def test_translations_carry_what_the_program_fills_in():
    found = [problem for catalogue in catalogues() for message in messages(catalogue) for problem in problems(message)]
    assert not found, "\n".join(found)


def test_a_bad_translation_is_seen():
    bad = (
        Message(None, "No answer from {host}", None, ["Inget svar"]),
        Message(None, "“%s” is %s", None, ["”%s” är"]),
        Message(None, "“%s” is %s", None, ["”%2$s” är %2$s"]),
        Message(None, "%u bank", "%u banks", ["%u bank", "banker"]),
        Message(None, "C_lear", None, ["Rensa"]),
        Message(None, "Leave --offline out", None, ["Utelämna --frånkopplad"]),
        Message(None, "Edit…", None, ["Redigera"]),
    )
    unseen = [message for message in bad if not list(problems(message))]
    assert not unseen, unseen
    good = (
        Message(None, "“%s” is %s", None, ["%2$s är ”%1$s”"]),
        Message(None, "The one bank", "All %u banks", ["Den enda banken", "Alla %u banker"]),
        Message(None, "In place of $ACCESS_TOKEN", None, ["I stället för $ACCESS_TOKEN"]),
        Message(None, "%-d %B %Y", None, ["den %-d %B %Y"]),
    )
    refused = [message for message in good if list(problems(message))]
    assert not refused, refused


def test_swedish_uses_its_own_punctuation():
    found = [
        translation
        for message in messages(PO / "sv.po")
        for translation in message.translations
        if re.search(r"[“\"]|\.\.\.|''", translation)
    ]
    assert not found, found


tap.main(globals())
