# SPDX-License-Identifier: GPL-3.0-or-later
"""Which bank is meant, and which country: one thing that is written in several ways, and several that are written in one."""

import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))

import tap  # noqa: E402
from cli_home import Home  # noqa: E402
from cli_platform import connected  # noqa: E402
from foreign_server import bank  # noqa: E402

PROGRAM = sys.argv[1]


def listed(*banks):
    """The banks as the server keeps them, each in the country of its BIC."""
    return {
        f"{one['bicFi']} {number}": ([one["bicFi"][4:6]], [], {key: one[key] for key in ("bicFi", "name")}, one)
        for number, one in enumerate(banks)
    }


def codes_of(answer):
    return [line.split("\t")[0] for line in answer.splitlines()]


HEAD_OFFICES = listed(
    bank("ESSESESS", "Eight", "Stockholm", "Sweden"),
    bank("NDEASESSXXX", "Eleven", "Stockholm", "Sweden"),
    bank("SWEDSESSLUN", "Branch", "Lund", "Sweden"),
    bank("1ABCSE2S", "Digits", "Malmo", "Sweden"),
)
WRITTEN = [
    ("ESSESESS", "ESSESESS"), ("ESSESESSXXX", "ESSESESS"), ("essesessxxx", "ESSESESS"),
    ("NDEASESSXXX", "NDEASESSXXX"), ("NDEASESS", "NDEASESSXXX"), ("ndea se ss", "NDEASESSXXX"),
    ("SWEDSESSLUN", "SWEDSESSLUN"), ("1ABCSE2S", "1ABCSE2S"), ("1abcse2sXXX", "1ABCSE2S"),
]
BRANCHES = [("ESSESESSGOT", "ESSESESS"), ("NDEASESSgot", "NDEASESSXXX"), ("1ABCSE2S001", "1ABCSE2S")]


def shown(home, written, *options):
    result = home.run("show", written, "--json", *options)
    assert result.returncode == 0, (written, options, result)
    return json.loads(result.stdout)["bicFi"], result.stderr


def test_a_head_office_by_either_of_its_codes():
    with connected(PROGRAM, HEAD_OFFICES) as (home, _):
        home.answer("sync")
        for options in ([], ["--offline"], ["--refresh"]):
            for written, expected in WRITTEN:
                assert shown(home, written, *options) == (expected, ""), (written, options)


def test_a_branch_finds_its_head_office_and_says_so():
    with connected(PROGRAM, HEAD_OFFICES) as (home, _):
        home.answer("sync")
        for options in ([], ["--offline"], ["--refresh"]):
            for written, expected in BRANCHES:
                code, said = shown(home, written, *options)
                assert code == expected, (written, options, code)
                assert said == f"bank-atlas-cli: {written.upper()} is a branch; this is its head office\n", said
        both = home.run("show", "ESSESESSGOT", "NDEASESS", "--json")
        assert [one["bicFi"] for one in json.loads(both.stdout)["aspsps"]] == ["ESSESESS", "NDEASESSXXX"], both
        assert len(both.stderr.splitlines()) == 1, both.stderr
        # Neither a branch of a bank that is not here, nor a head office of which only a branch is.
        for unknown in ("HANDSESSGOT", "SWEDSESS", "SWEDSESSXXX", "SWEDSESSGOT", "ESSESESSG"):
            home.refuse(3, "show", unknown)
            home.refuse(3, "show", unknown, "--offline")


def test_without_a_list_the_platform_is_asked_in_other_ways():
    for written, expected in WRITTEN:
        with connected(PROGRAM, HEAD_OFFICES) as (home, _):
            assert shown(home, written) == (expected, ""), written
    with connected(PROGRAM, HEAD_OFFICES) as (home, platform):
        code, said = shown(home, "NDEASESSGOT")
        assert code == "NDEASESSXXX" and "branch" in said, (code, said)
        platform.take_requests()
        home.refuse(3, "show", "HANDSESS")
        asked = [request["target"].rpartition("/")[2] for request in platform.take_requests() if "/aspsps/" in request["target"]]
        assert asked == ["HANDSESS", "HANDSESSXXX"], asked


def test_the_demo_has_a_bank_with_eleven_characters():
    with Home(PROGRAM) as home:
        assert shown(home, "AGSDDE33", "--demo") == ("AGSDDE33XXX", "")
        assert codes_of(home.answer("banks", "--demo", "bic:AGSDDE33")) == ["AGSDDE33XXX"]


def test_the_qualifier():
    with connected(PROGRAM, HEAD_OFFICES) as (home, _):
        home.answer("sync")
        for written, expected in WRITTEN:
            written = written.replace(" ", "")
            result = home.run("banks", f"bic:{written}")
            assert codes_of(result.stdout) == [expected] and result.stderr == "", (written, result)
        for written, expected in BRANCHES:
            result = home.run("banks", f"bic:{written}")
            assert (result.returncode, codes_of(result.stdout)) == (0, [expected]), (written, result)
            assert result.stderr == f"bank-atlas-cli: {written.upper()} is a branch; this is its head office\n", result
        assert codes_of(home.answer("banks", "bic:ESSESESSX")) == ["ESSESESS"]
        assert "ESSESESS" not in codes_of(home.answer("banks", "--", "-bic:ESSESESSXXX"))
        # Leaving out a branch leaves its head office.
        assert "ESSESESS" in codes_of(home.answer("banks", "--", "-bic:ESSESESSGOT"))


tap.main(globals())
