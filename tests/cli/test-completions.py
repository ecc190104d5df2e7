# SPDX-License-Identifier: GPL-3.0-or-later
"""The words that the shell offers, and whether the three completions know every option that the program has."""

import pathlib
import re
import shlex
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))

import tap  # noqa: E402
from cli_home import Home  # noqa: E402

PROGRAM = sys.argv[1]
FOLDER = pathlib.Path(sys.argv[2])


def complete(line):
    words = shlex.split(line) + ([""] if line.endswith(" ") else [])
    script = (
        f"PATH={shlex.quote(str(pathlib.Path(PROGRAM).parent))}:$PATH; source {shlex.quote(str(FOLDER / 'bank-atlas-cli.bash'))}; "
        f"COMP_WORDS=({' '.join(map(shlex.quote, words))}); COMP_CWORD={len(words) - 1}; _bank_atlas_cli; "
        'printf "%s\\n" "${COMPREPLY[@]}"'
    )
    with Home(PROGRAM) as home:
        home.answer("profile", "list")
        result = subprocess.run(
            ["bash", "-c", script], env=home.environment, capture_output=True, text=True, check=True, timeout=60
        )
    return result.stdout.split("\n")[:-1]


def test_bash():
    assert complete("bank-atlas-cli ") == ["countries", "cities", "banks", "find", "show", "sync", "log", "profile", "help"]
    assert complete("bank-atlas-cli help s") == ["show", "sync"]
    assert complete("bank-atlas-cli help profile c") == ["check"]
    assert complete("bank-atlas-cli banks --format csv --e") == ["--excel"]
    assert complete("bank-atlas-cli --json pro") == ["profile"]
    assert complete("bank-atlas-cli profile ") == ["add", "list", "show", "use", "remove", "check"]
    assert complete("bank-atlas-cli --format m") == ["markdown"]
    assert complete("bank-atlas-cli --format = c") == ["csv"]
    assert complete("bank-atlas-cli banks --c") == ["--country", "--city"]
    assert complete("bank-atlas-cli --country SE banks --ci") == ["--city"]
    assert complete("bank-atlas-cli find --e") == ["--excel", "--explain"]
    assert complete("bank-atlas-cli show --c") == [""]
    assert complete("bank-atlas-cli log st") == ["start", "stop"]
    assert complete("bank-atlas-cli log --f") == ["--format", "--failed"]
    assert complete("bank-atlas-cli profile check --a") == ["--all-scopes"]
    assert complete("bank-atlas-cli profile add x --environment s") == ["sandbox"]


def test_every_option_is_known():
    with Home(PROGRAM) as home:
        options = set()
        for words in ([], ["banks"], ["find"], ["cities"], ["log"], ["profile", "add"], ["profile", "check"]):
            options |= set(re.findall(r"--([a-z-]+)", home.answer(*words, "--help")))
    options -= {"help-all"}
    for name, form in (("bank-atlas-cli.bash", "--{}"), ("_bank-atlas-cli", "--{}"), ("bank-atlas-cli.fish", "-l {}")):
        text = (FOLDER / name).read_text()
        for option in sorted(options):
            assert form.format(option) in text, (name, option)


tap.main(globals())
