# SPDX-License-Identifier: GPL-3.0-or-later
"""Which bank is meant, and which country: one thing that is written in several ways, and several that are written in one."""

import contextlib
import json
import pathlib
import sqlite3
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


@contextlib.contextmanager
def kingdom(*codes):
    """A platform that has banks in the United Kingdom, which it calls by these codes."""
    item = {"bicFi": "AAAAGB22", "name": "Alpha"}
    stated = {"bicFi": "CCCCXX22", "name": "Gamma", "countryCode": "UK"}
    details = bank("AAAAGB22", "Alpha", "London", "United Kingdom", globalPaymentProducts=["domestic"])
    banks = {
        "a": (list(codes), ["london"], item, details),
        # In no country's list: one has it in its BIC, the other says it.
        "b": ([], [], {"bicFi": "BBBBGB22", "name": "Beta"}, bank("BBBBGB22", "Beta", "Leeds", "United Kingdom")),
        "c": ([], [], stated, bank("CCCCXX22", "Gamma", "York", "United Kingdom")),
        "d": (["SE"], [], {"bicFi": "DDDDSESS", "name": "Delta"}, bank("DDDDSESS", "Delta", "Stockholm", "Sweden")),
    }
    with connected(PROGRAM, banks) as (home, platform):
        platform.countries = [
            {"isoCountryCode": "SE", "name": "Sweden"},
            *({"isoCountryCode": code, "name": f"Britain {code}"} for code in codes),
        ]
        platform.cities = [{"cityId": "london", "name": "London", "isoCountryCode": codes[0]}]
        home.answer("sync")
        yield home, platform


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
        # A bank that is named twice is shown once, and still in a list.
        for options in ([], ["--refresh"]):
            for words in (("ESSESESS", "ESSESESSXXX"), ("ESSESESSGOT", "ESSESESSGOT"), ("ESSESESS", "essesess")):
                document = json.loads(home.answer("show", *words, "--json", *options))
                assert [one["bicFi"] for one in document["aspsps"]] == ["ESSESESS"], (words, document)
                assert len(home.answer("show", *words, "--format", "csv", *options).splitlines()) == 2, words
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
        for written, expected in WRITTEN + BRANCHES:
            result = home.run("find", f"bank-atlas:bank/{written.replace(' ', '')}")
            assert (result.returncode, codes_of(result.stdout)) == (0, [expected]), (written, result)
            assert ("is a branch" in result.stderr) == ((written, expected) in BRANCHES), result
        result = home.run("find", "bank-atlas:bank/NOSUCHXX")
        assert result.returncode == 3 and "No bank has the BIC “NOSUCHXX”" in result.stderr, result
        assert codes_of(home.answer("banks", "bic:ESSESESSX")) == ["ESSESESS"]
        assert "ESSESESS" not in codes_of(home.answer("banks", "--", "-bic:ESSESESSXXX"))
        # Leaving out a branch leaves its head office.
        assert "ESSESESS" in codes_of(home.answer("banks", "--", "-bic:ESSESESSGOT"))


BRITISH = ["AAAAGB22", "BBBBGB22", "CCCCXX22"]


def test_one_country_has_one_code():
    for codes in (["UK"], ["GB"], ["uk"], ["UK", "GB"], ["GB", "UK"]):
        with kingdom(*codes) as (home, platform):
            asked = [request["target"] for request in platform.take_requests()]
            for code in codes:
                assert any(target.endswith(f"isoCountryCodes={code}") for target in asked), (codes, asked)
            for filters in (["--country", "UK"], ["--country", "gb"], ["country:uk"], ["country:GB"], ['country:"united kingdom"']):
                assert sorted(codes_of(home.answer("banks", *filters))) == BRITISH, (codes, filters)
            assert codes_of(home.answer("banks", "--", "-country:UK")) == ["DDDDSESS"], codes
            assert sorted(codes_of(home.answer("banks", "bank-atlas:search?q=country%3AUK"))) == BRITISH, codes
            lines = home.answer("countries").splitlines()
            assert lines[1:] == [f"GB\tBritain {codes[0]}\t3"], (codes, lines)
            for typed in ("UK", "GB", "uk"):
                assert codes_of(home.answer("countries", typed)) == ["GB"], (codes, typed)
            assert [one["isoCountryCode"] for one in json.loads(home.answer("countries", "GB", "--json"))["countries"]] == codes
            for typed in ("UK", "GB"):
                (city,) = json.loads(home.answer("cities", "--country", typed, "--json"))["cities"]
                assert city["isoCountryCode"] == codes[0], city
            assert home.answer("cities") == "london\tLondon\tGB\t1\n", codes
            again = json.loads(home.answer("sync", "--json"))
            assert (again["added"], again["removed"], again["changed"]) == (0, 0, 0), (codes, again)


def test_a_platform_may_change_its_mind_about_the_code():
    with kingdom("UK") as (home, platform):
        platform.countries = [{"isoCountryCode": "GB", "name": "Britain"}]
        platform.banks["a"] = (["GB"], *platform.banks["a"][1:])
        again = json.loads(home.answer("sync", "--json"))
        assert (again["added"], again["removed"], again["changed"]) == (0, 0, 0), again
        assert sorted(codes_of(home.answer("banks", "--country", "UK"))) == BRITISH


def test_a_cache_from_when_a_country_had_two_codes():
    with kingdom("UK") as (home, _):
        for words in (["UK"], ["UK", "GB"]):
            with contextlib.closing(sqlite3.connect(home.cache())) as database:
                # As versions before this one left it.
                database.execute("UPDATE words SET word = ? WHERE kind = 0 AND word = 'GB'", words[:1])
                if len(words) > 1:
                    database.execute("INSERT INTO words SELECT max(id) + 1, 0, 'GB' FROM words")
                database.execute("UPDATE cities SET iso_country_code = 'UK'")
                database.execute("PRAGMA user_version = 4")
                database.commit()
            assert sorted(codes_of(home.answer("banks", "--offline", "--country", "GB"))) == BRITISH, words
            assert codes_of(home.answer("countries", "--offline")) == ["SE", "GB"], words
            assert codes_of(home.answer("cities", "--offline", "--country", "GB")) == ["london"], words
            changed = json.loads(home.answer("sync", "--json"))["changed"]
            assert changed == 0 or len(words) > 1, (words, changed)


def twin(name, number, country="SE"):
    """One of the banks that the list has under one BIC."""
    item = {"bicFi": "ESSESESS", "name": name, **({"id": number} if number else {})}
    return [country], [], item, bank("ESSESESS", "SEB", "Stockholm", "Sweden", companyNumber="502032-9081")


TWINS = {
    "first": twin("SEB", "id-1"), "second": twin("Enskilda Privat", "id-2"), "third": twin("Enskilda Privat", "id-3", "FI"),
    "again": twin("SEB", "id-1"),
    "nameless": (["SE"], [], {"bicFi": "HANDSESS", "name": "Handelsbanken"}, bank("HANDSESS", "Handelsbanken", "Stockholm", "Sweden")),
    "nameless too": (["SE"], [], {"bicFi": "HANDSESS", "name": "Stadshypotek"}, bank("HANDSESS", "Handelsbanken", "Stockholm", "Sweden")),
}


def ids_of(answer):
    return [one.get("id", one["name"]) for one in json.loads(answer)["aspsps"]]


def test_two_banks_of_one_bic_are_two():
    with connected(PROGRAM, TWINS) as (home, platform):
        first = json.loads(home.answer("sync", "--json"))
        assert first["aspsps"] == first["added"] == 5, first
        rows = [line.split("\t")[:3] for line in home.answer("banks").splitlines()]
        assert rows == [
            ["ESSESESS", "Enskilda Privat", "SE"], ["ESSESESS", "Enskilda Privat", "FI"],
            ["HANDSESS", "Handelsbanken", "SE"], ["ESSESESS", "SEB", "SE"], ["HANDSESS", "Stadshypotek", "SE"],
        ], rows
        assert ids_of(home.answer("banks", "--json")) == ["id-1", "id-2", "id-3", "Handelsbanken", "Stadshypotek"]
        assert ids_of(home.answer("banks", "--country", "FI", "--json")) == ["id-3"]
        assert ids_of(home.answer("find", "enskilda", "--json")) == ["id-2", "id-3"]
        assert ids_of(home.answer("find", "stadshypotek", "--json")) == ["Stadshypotek"]
        assert sorted(ids_of(home.answer("find", "ESSESESS", "--json"))) == ["id-1", "id-2", "id-3"]
        assert [line.split("\t")[1] for line in home.answer("find", "privat").splitlines()] == ["Enskilda Privat"] * 2
        for number in range(2):
            again = json.loads(home.answer("sync", "--json"))
            assert (again["aspsps"], again["added"], again["removed"], again["changed"]) == (5, 0, 0, 0), again
            platform.banks = dict(reversed(platform.banks.items()))
        assert [line.split("\t")[:3] for line in home.answer("banks").splitlines()] == rows


def test_details_of_two_banks_of_one_bic():
    with connected(PROGRAM, TWINS) as (home, platform):
        home.answer("sync")
        asked = [request["target"].rpartition("/")[2] for request in platform.take_requests() if "/aspsps/" in request["target"]]
        assert sorted(asked) == ["ESSESESS", "HANDSESS"], asked
        for options in ([], ["--offline"], ["--refresh"]):
            result = home.run("show", "ESSESESS", "--json", *options)
            assert result.returncode == 0 and json.loads(result.stdout)["companyNumber"] == "502032-9081", result
            assert result.stderr == "bank-atlas-cli: The list has 3 banks with the BIC ESSESESS: SEB; Enskilda Privat; Enskilda Privat\n", result
        assert codes_of(home.answer("find", "5020329081", "--offline")) == ["ESSESESS"] * 3


def test_a_cache_from_when_a_bic_had_one_row():
    with connected(PROGRAM, {"first": TWINS["first"], "nameless": TWINS["nameless"]}) as (home, platform):
        home.answer("sync")
        with contextlib.closing(sqlite3.connect(home.cache())) as database:
            database.executescript(
                """
                CREATE TABLE old AS SELECT * FROM aspsps;
                CREATE TABLE old_answers AS SELECT * FROM aspsp_answers;
                DROP TABLE aspsp_answers;
                DROP TABLE aspsps;
                CREATE TABLE aspsps (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, bic_fi TEXT, name TEXT, logo_url TEXT,
                  country_code TEXT, first_seen INTEGER NOT NULL, places BLOB NOT NULL, folded TEXT NOT NULL,
                  offers BLOB NOT NULL DEFAULT x'', city TEXT, affiliates TEXT, details_at INTEGER) STRICT;
                CREATE TABLE aspsp_answers (aspsp INTEGER PRIMARY KEY REFERENCES aspsps ON DELETE CASCADE, raw TEXT) STRICT;
                INSERT INTO aspsps SELECT * FROM old;
                INSERT INTO aspsp_answers SELECT * FROM old_answers;
                DROP TABLE old;
                DROP TABLE old_answers;
                PRAGMA user_version = 4;
                """
            )
        assert ids_of(home.answer("banks", "--offline", "--json")) == ["id-1", "Handelsbanken"]
        assert json.loads(home.answer("show", "ESSESESS", "--offline", "--json"))["companyNumber"] == "502032-9081"
        platform.banks = TWINS
        changed = json.loads(home.answer("sync", "--json"))
        assert (changed["aspsps"], changed["added"], changed["removed"], changed["changed"]) == (5, 3, 0, 0), changed
        # The details that were kept are those of the new rows, too.
        assert codes_of(home.answer("find", "5020329081", "--offline")) == ["ESSESESS"] * 3


tap.main(globals())
