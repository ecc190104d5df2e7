# SPDX-License-Identifier: GPL-3.0-or-later
"""The program as people and scripts call it, against a server that knows nothing of it."""

import contextlib
import csv
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.parse
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))

import foreign_server  # noqa: E402
import tap  # noqa: E402
from cli_home import Home, without_sanitizer_warning  # noqa: E402

PROGRAM = sys.argv[1]
SECRET = "s3cret-of-the-client"
HELSINKI = foreign_server.HELSINKI


@contextlib.contextmanager
def connected(*options, secret=SECRET):
    platform = foreign_server.Platform(client_secret=SECRET)
    with Home(PROGRAM) as home:
        home.answer(
            "profile", "add", "work", "--environment", "custom", "--client-id", "client",
            "--auth-url", platform.auth_url, "--api-url", platform.api_url, *options, text=secret + "\n",
        )
        try:
            yield platform, home
        finally:
            platform.stop()


def bics(text):
    return [item["bicFi"] for item in json.loads(text)["aspsps"]]


def test_the_main_job():
    with connected() as (platform, home):
        assert platform.requests == [], "adding a profile needs no network"
        summary = json.loads(home.answer("sync", "--json"))
        assert (summary["countries"], summary["cities"], summary["aspsps"]) == (4, 6, 6), summary
        assert summary["added"] == 6, summary

        assert json.loads(home.answer("countries", "--json")) == {"countries": foreign_server.COUNTRIES}
        swedish = json.loads(home.answer("cities", "--country", "SE", "--json"))
        assert swedish == {"cities": foreign_server.CITIES[:1]}, swedish
        union = json.loads(home.answer("cities", "--country", "SE", HELSINKI, "--json"))
        assert union == {"cities": foreign_server.CITIES[:2]}, union

        union = json.loads(home.answer("banks", "--country", "SE", "--city", HELSINKI, "--json"))
        expected = [platform.banks[bic][2] for bic in ("ESSESESS", "NDEASESS", "HANDSESS", "NDEAFIHH")]
        assert sorted(union["aspsps"], key=str) == sorted(expected, key=str), union
        everything = json.loads(home.answer("banks", "--json"))
        assert everything == {"aspsps": [item for _, _, item, _ in platform.banks.values()]}, everything

        assert json.loads(home.answer("show", "ESSESESS", "--json")) == foreign_server.SEB
        several = json.loads(home.answer("show", "handsess", "NDEASESS", "--json"))
        assert several == {"aspsps": [platform.banks["HANDSESS"][3], platform.banks["NDEASESS"][3]]}, several


def test_requests():
    with connected() as (platform, home):
        home.answer("sync")
        for bic in platform.banks:
            home.answer("show", bic, "--refresh")
        for command in ("countries", "cities", "banks"):
            home.answer(command, "--refresh")

        requests = platform.take_requests()
        assert [request["host"] for request in requests].count("auth") == 1, "one token for ten runs"
        ids = [request["headers"]["x-request-id"] for request in requests]
        assert len(set(ids)) == len(ids), "no request id comes twice"
        for text in ids:
            assert uuid.UUID(text).version == 4 and str(uuid.UUID(text)) == text.lower(), text
        for request in requests:
            assert request["host"] != "logo", request
            if request["host"] == "api":
                assert request["headers"]["authorization"].split()[1] in platform.tokens
                assert SECRET not in str(request), request
            else:
                assert "authorization" not in request["headers"], request


def test_both_encodings():
    for options in ((), ("--list-encoding", "repeat")):
        with connected(*options) as (platform, home):
            home.answer("sync")
            seen = {"isoCountryCodes": set(), "cityIds": set()}
            for request in platform.take_requests():
                query = urllib.parse.urlsplit(request["target"]).query
                assert re.fullmatch(r"[A-Za-z0-9._~%,=&-]*", query), query
                for name, values in urllib.parse.parse_qs(query, strict_parsing=bool(query)).items():
                    seen[name].update(values)
            assert seen["isoCountryCodes"] == {country["isoCountryCode"] for country in foreign_server.COUNTRIES}, seen
            assert seen["cityIds"] == {city["cityId"] for city in foreign_server.CITIES}, seen
            assert bics(home.answer("banks", "--city", "0A B&C=D", "--json")) == []


def test_options_before_and_after():
    with connected() as (_, home):
        home.answer("sync")
        expected = home.answer("banks", "--country", "SE", "--json")
        for words in (
            ("--json", "banks", "--country", "SE"),
            ("--country=SE", "--format", "json", "banks"),
            ("--profile", "work", "--json", "--country", "se", "banks"),
            ("banks", "--country", "SE", "--format=json", "--offline"),
            ("--country", "SE", "--json", "banks", "--"),
        ):
            assert home.answer(*words) == expected, words


def test_filters():
    with connected() as (platform, home):
        def found(*words):
            return sorted(bics(home.answer("banks", "--json", *words)))

        assert found("--country", "SE,FI") == ["ESSESESS", "HANDSESS", "NDEAFIHH", "NDEASESS", "TAMPFI22"]
        assert found("--country", "SE", "--country", "FI") == found("--country", "SE,FI")
        assert found("--auth", "Decoupled") == ["NDEAFIHH", "NDEASESS"], "the second method counts, too"
        assert found("--auth", "decoupled", "--country", "SE") == ["NDEASESS"]
        assert found("--product", "sepa-credit-transfers") == ["ESSESESS", "NDEAFIHH"]
        assert found("--product", "domestic", "--product", "sepa-credit-transfers") == ["ESSESESS", "NDEAFIHH", "NDEASESS"]
        assert found("nordea") == ["NDEAFIHH", "NDEASESS"]
        assert found("nordea", "abp") == ["NDEAFIHH"]
        assert found("sodra", "dalarnas") == ["HANDSESS"], "an affiliate"
        assert found("no such bank") == []
        result = home.run("banks", "--product", "moon-transfers", "--json")
        assert result.returncode == 0 and bics(result.stdout) == [] and "moon-transfers" in result.stderr, result


def test_find():
    def found(home, *words, **more):
        result = home.run("find", "--json", *words, **more)
        assert result.returncode == 0, (words, result)
        return bics(result.stdout), result.stderr

    with connected() as (platform, home):
        home.answer("sync")
        assert found(home, "nordea")[0] == ["NDEASESS", "NDEAFIHH"]
        assert found(home, "nordea", "country:fi") == (["NDEAFIHH"], "")
        assert found(home, "bank-atlas:search?q=nordea%20country%3Afi") == (["NDEAFIHH"], "")
        assert found(home, "esse se ss") == (["ESSESESS"], "bank-atlas-cli: Recognized a BIC (Sweden)\n")
        assert "similar" in found(home, "handelsbnaken")[1]
        assert found(home, "SE45 5000 0000 0583 9825 7466") == (
            ["ESSESESS"], "bank-atlas-cli: Recognized a valid IBAN (Sweden); its bank is SEB\n"
        )
        banks, said = found(home, "SE45 5000 0000 0583 9825 7467")
        assert banks == ["ESSESESS"] and "fails its check" in said and "its bank may be SEB" in said, (banks, said)
        message = "Hello,\n\nis it BIC HANDSESS, or was it paid from SE45 5000 0000 0583 9825 7466?\n"
        for words, more in (((message,), {}), (("-",), {"text": message})):
            banks, said = found(home, *words, **more)
            assert set(banks) == {"ESSESESS", "HANDSESS"} and "Picked from the text: 1 BIC, 1 IBAN" in said, (banks, said)


def test_find_reads_its_input_again():
    """The program that goes on where the network is needed has the same text."""
    with connected() as (_, home):
        assert bics(home.answer("find", "-", "--json", text="nordea product:sepa-credit-transfers\n")) == ["NDEAFIHH"]
        assert "too long" in home.refuse(2, "find", "-", text="x" * 100000)


def test_find_explains():
    with connected() as (_, home):
        home.answer("sync")
        rows = list(csv.DictReader(io.StringIO(home.answer("find", "--explain", "--format", "csv", "dalarnas"), newline="")))
        assert [row["reason"] for row in rows] == ["affiliate: Södra Dalarnas Sparbank"] and int(rows[0]["score"]) > 0, rows
        rows = list(csv.DictReader(io.StringIO(home.answer("find", "--explain", "--format", "csv", "nordea"), newline="")))
        assert rows[0]["reason"] == "name: Nordea" and int(rows[0]["score"]) >= int(rows[1]["score"]), rows
        assert "--explain" in home.refuse(2, "find", "--explain", "--json", "nordea")


def test_find_limits():
    with connected() as (_, home):
        home.answer("sync")
        result = home.run("find", "--limit", "1", "--format", "table", "nordea")
        assert len(result.stdout.splitlines()) == 2 and "best 1 of 2" in result.stderr, result
        assert len(home.answer("find", "--limit", "0", "nordea").splitlines()) == 2
        for limit in ("-1", "x", ""):
            assert "limit" in home.refuse(2, "find", "--limit", limit, "nordea")


def test_find_nothing():
    with connected() as (_, home):
        home.answer("sync")
        assert "No bank was found" in home.refuse(3, "find", "zzqq")
        result = home.run("find", "--json", "zzqq")
        assert result.returncode == 3 and json.loads(result.stdout) == {"aspsps": []}, result
        home.refuse(2, "find")


def test_qualifiers():
    with connected() as (_, home):
        def found(*words):
            return sorted(bics(home.answer("banks", "--json", *words)))

        assert found("country:sweden") == found("--country", "SE")
        assert found("city:helsinki") == found("--city", HELSINKI)
        assert found("country:SE,FI nordea") == ["NDEAFIHH", "NDEASESS"]
        assert found("nordea", "country:se") == ["NDEASESS"]
        assert found("nordea -country:SE") == ["NDEAFIHH"]
        assert found("auth:dec") == found("--auth", "Decoupled")
        assert found("product:sepa") == found("--product", "sepa-credit-transfers")
        assert found("bic:nd") == ["NDEAFIHH", "NDEASESS"]
        assert "HANDSESS" in found("has:affiliates") and "HANDSESS" not in found("country:SE -has:affiliates")
        assert found("is:starred") == []
        result = home.run("banks", "country:narnia", "--json")
        assert result.returncode == 0 and bics(result.stdout) == [] and "narnia" in result.stderr, result


def test_show_fetches_one_bank():
    with connected() as (platform, home):
        assert json.loads(home.answer("show", "ESSESESS", "--json")) == foreign_server.SEB
        targets = [request["target"] for request in platform.take_requests() if request["host"] == "api"]
        assert targets == ["/psd2/aspspinformation/v1/aspsps/ESSESESS"], targets
        home.answer("show", "ESSESESS")
        assert platform.take_requests() == []


def test_formats():
    with connected() as (_, home):
        home.answer("sync")
        assert home.answer("countries") == "SE\tSweden\t3\nFI\tFinland\t2\nDE\tGermany\t1\nDK\tDenmark\t0\n"
        assert home.answer("countries", "--format", "table").splitlines()[0].split() == ["Code", "Name", "Banks"]
        assert "| SE | Sweden | 3 |\n" in home.answer("countries", "--format", "markdown")
        rows = list(csv.reader(io.StringIO(home.answer("countries", "--format", "csv"), newline="")))
        assert rows[:2] == [["isoCountryCode", "name", "banks"], ["SE", "Sweden", "3"]], rows
        assert "FRANDEFF,'=Frankfurt|Bank,DE,Frankfurt\r\n" in subprocess.run(
            [PROGRAM, "banks", "--format", "csv"], env=home.environment, capture_output=True, check=True
        ).stdout.decode()
        assert "=Frankfurt\\|Bank |" in home.answer("banks", "--format", "markdown")
        assert "websiteUrl\thttps://seb.se/\n" in home.answer("show", "ESSESESS")
        rows = list(csv.DictReader(io.StringIO(home.answer("show", "ESSESESS", "HANDSESS", "--format", "csv"), newline="")))
        assert rows[0]["globalPaymentProducts"] == "sepa-credit-transfers; domestic", rows
        assert rows[1]["affiliatedAspsps"] == "08999 Södra Dalarnas Sparbank", rows


def test_no_control_character_reaches_the_terminal():
    with connected() as (_, home):
        home.answer("sync")
        for words in (("banks",), ("show", "TAMPFI22", "FRANDEFF")):
            for form in ("table", "csv", "markdown", "json"):
                text = home.answer(*words, "--format", form)
                assert "\033" not in text and "\u202e" not in text, (words, form, text)
        assert json.loads(home.answer("show", "TAMPFI22", "--json"))["name"] == "Tampereen \u001b[31mPankki"


def test_terminal():
    with connected() as (_, home):
        home.answer("sync")
        status, shown = home.on_terminal("countries")
        assert status == 0 and "\033[1m" in shown and "Sweden" in shown, shown
        for environment in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
            status, shown = home.on_terminal("countries", environment=environment)
            assert status == 0 and "\033" not in shown, (environment, shown)


def test_secret_is_asked_for_without_echo():
    with Home(PROGRAM) as home:
        status, shown = home.on_terminal(
            "profile", "add", "typed", "--client-id", "c", typed=[("secret:", SECRET + "\n")]
        )
        assert status == 0 and "secret:" in shown and SECRET not in shown, shown
        status, shown = home.on_terminal("profile", "add", "broken", "--client-id", "c", typed=[("secret:", "\x03")])
        assert os.WIFSIGNALED(status), status
        assert "broken" not in home.answer("profile", "list")


def test_profiles():
    with Home(PROGRAM) as home:
        assert "profile add" in home.refuse(4, "banks")
        assert "profile add" in home.refuse(4, "banks", "--offline")
        home.answer("profile", "add", "one", "--client-id", "first", text=SECRET + "\n")
        home.answer("profile", "add", "two", "--environment", "production", "--client-id", "second", text=SECRET + "\r\n")
        lines = [line.split("\t") for line in home.answer("profile", "list").splitlines()]
        assert lines[0] == ["*", "one", "sandbox", "first"] and lines[1][0] == "", lines
        home.answer("profile", "use", "two")
        listed = json.loads(home.answer("profile", "list", "--json"))["profiles"]
        assert [profile["name"] for profile in listed if profile["current"]] == ["two"], listed
        shown = json.loads(home.answer("profile", "show", "two", "--json"))
        assert shown["environment"] == "production" and shown["authUrl"] == "https://auth.openbankingplatform.com", shown
        assert "one" in home.refuse(2, "profile", "add", "ONE", "--client-id", "x", text=SECRET + "\n").lower()
        home.answer("profile", "remove", "two")
        assert "two" in home.refuse(2, "profile", "show", "two")
        assert "profile use" in home.refuse(4, "banks")
        home.answer("profile", "remove", "one")
        assert SECRET not in home.profiles.read_text()


def test_removed_with_its_cache():
    with Home(PROGRAM) as home:
        for name, client in (("one", "first"), ("twin", "first"), ("other", "second")):
            home.answer("profile", "add", name, "--client-id", client, text=SECRET + "\n")
            home.refuse(6, "banks", "--offline", "--profile", name)
        folder = home.path / "cache" / "bank-atlas"
        caches = list(folder.glob("*.db"))
        assert len(caches) == 2, caches
        for cache in caches:
            cache.with_name(cache.name + ".damaged").write_text("of no use")
        for name, left in (("one", 2), ("twin", 1), ("other", 0)):
            home.answer("profile", "remove", name)
            files = [file.name for file in folder.glob("*.db*")]
            assert sum(file.endswith(".db") for file in files) == left, (name, files)
            assert sum(file.endswith(".damaged") for file in files) == left, (name, files)


def test_wrong_usage():
    with Home(PROGRAM) as home:
        add = ("profile", "add", "x", "--client-id", "c")
        for words in (
            (), ("nonsense",), ("profile",), ("profile", "nonsense"), ("show",), ("show", ""), ("banks", "--nonsense"),
            ("countries", "--country", "SE"), ("banks", "--format", "xml"), ("banks", "--json", "--format", "csv"),
            ("banks", "--offline", "--refresh"), ("banks", "--request-id", "1"), ("banks", "--country"),
            ("banks", "--country", ","), ("banks", "--demo", "--profile", "x"), ("banks", "--profile", "nobody"),
            ("profile", "use", "nobody"), ("profile", "add"), ("profile", "add", "x"), ("profile", "add", "x", "y"),
            (*add, "--environment", "moon"), (*add, "--environment", "demo"), (*add, "--environment", "custom"),
            (*add, "--list-encoding", "x"), (*add, "--auth-url", "http://auth.example"), (*add, "--api-url", "ftp://127.0.0.1"),
            (*add, "--certificate", "/nonexistent.p12"),
        ):
            home.refuse(2, *words, text=SECRET + "\n")
        home.refuse(4, *add, text="")
        home.refuse(4, *add, text="\n")
        assert not home.profiles.exists() or "client-id=c" not in home.profiles.read_text()


def test_unknown():
    with connected() as (platform, home):
        home.answer("sync")
        assert "XX" in home.refuse(3, "countries", "XX")
        assert "Narnia" in home.refuse(3, "banks", "--country", "Narnia")
        assert HELSINKI in home.refuse(3, "banks", "--city", "helsinki"), "the id of that name"
        assert "nowhere" in home.refuse(3, "cities", "nowhere")
        assert "XXXXXXXX" in home.refuse(3, "show", "xxxxxxxx")
        assert "XXXXXXXX" in home.refuse(3, "show", "ESSESESS", "xxxxxxxx")
        assert "XXXXXXXX" in home.refuse(3, "show", "xxxxxxxx", "--offline")
        platform.take_requests()
        home.refuse(3, "show", "../../x?y#z")
        targets = [request["target"] for request in platform.take_requests()]
        assert targets == ["/psd2/aspspinformation/v1/aspsps/..%2F..%2FX%3FY%23Z"], targets


def test_offline():
    with connected() as (platform, home):
        for words in (("countries",), ("cities",), ("banks",), ("show", "ESSESESS")):
            home.refuse(6, *words, "--offline")
        home.refuse(2, "sync", "--offline")
        assert platform.take_requests() == []
        home.answer("banks")
        home.refuse(6, "show", "ESSESESS", "--offline")
        home.answer("sync")
        platform.stop()
        home.set_profile("max-age", 0)
        assert json.loads(home.answer("show", "ESSESESS", "--offline", "--json")) == foreign_server.SEB
        assert len(bics(home.answer("banks", "--offline", "--json"))) == 6


def test_server_down():
    with connected() as (platform, home):
        home.answer("sync")
        home.set_profile("max-age", 0)
        platform.spoil = lambda host, path: (503, {"Retry-After": "0"}, "")
        for words in (("banks", "--json"), ("show", "ESSESESS", "--json")):
            result = home.run(*words)
            assert result.returncode == 0 and json.loads(result.stdout), result
            assert len(result.stderr.splitlines()) == 1 and "cache" in result.stderr, result.stderr
            home.refuse(5, *words, "--refresh")
        home.refuse(5, "show", "NEWBSESS")
        platform.stop()
        home.refuse(5, "banks", "--refresh")
        assert len(bics(home.run("banks", "--json").stdout)) == 6


def test_answers_that_are_no_json():
    with connected() as (platform, home):
        for body in ("<html>", "", "{", "[[[", '"text"', "\x00", "1"):
            platform.spoil = lambda host, path, body=body: (200, {}, body) if host == "api" else None
            home.refuse(5, "countries")
            home.refuse(5, "show", "ESSESESS")
        platform.spoil = None
        home.answer("countries")
    with connected() as (platform, home):
        platform.spoil = lambda host, path: (200, {}, "<html>") if host == "auth" else None
        home.refuse(5, "countries")


def test_refused_secret():
    with connected(secret="wrong-" + SECRET) as (platform, home):
        sentence = home.refuse(4, "countries")
        assert SECRET not in sentence, sentence
        result = home.run("profile", "check")
        assert result.returncode == 4 and "credentials\tfailed" in result.stdout, result


def test_profile_check():
    with connected() as (platform, home):
        lines = [line.split("\t") for line in home.answer("profile", "check").splitlines()]
        states = {line[0]: line[1] for line in lines if line[0] != "scopePreset"}
        assert set(states.values()) == {"passed"}, lines
        assert list(states) == [
            "certificate", "authName", "authTls", "authHost", "clock", "credentials", "scope",
            "apiName", "apiTls", "apiHost", "firstAnswer",
        ], lines
        # The platform grants few tokens: one that is kept answers the question.
        assert len(platform.tokens) == 1, platform.tokens
        steps = json.loads(home.answer("profile", "check", "work", "--json"))["steps"]
        assert {step["state"] for step in steps} == {"passed", "skipped"}, steps
        presets = {step["scope"]: step["state"] for step in steps if step["step"] == "scopePreset"}
        assert len(presets) == 4 and list(presets.values()).count("skipped") == 3, presets
        assert len(platform.tokens) == 1, platform.tokens
        steps = json.loads(home.answer("profile", "check", "--all-scopes", "--json"))["steps"]
        presets = {step["scope"]: step["state"] for step in steps if step["step"] == "scopePreset"}
        assert presets.pop("accountinformation corporate") == "warning", steps
        assert set(presets.values()) == {"passed"}, steps
        assert len(platform.tokens) == 3, platform.tokens
        platform.stop()
        assert home.run("profile", "check").returncode in (4, 5)


def test_request_id():
    with connected() as (platform, home):
        mine = "6ff9e7ee-2ac2-42d3-a188-c7314d434b9c"
        home.answer("banks")
        platform.take_requests()
        home.answer("show", "ESSESESS", "NDEASESS", "--request-id", mine)
        ids = [request["headers"]["x-request-id"] for request in platform.take_requests()]
        assert len(ids) == 2 and ids[0] == mine and ids[1] != mine, ids


def test_secret_stays_secret():
    with connected() as (platform, home):
        said = []
        for words in (("sync",), ("show", "ESSESESS"), ("profile", "show", "work"), ("profile", "check", "--json")):
            result = home.run(*words, environment={"G_MESSAGES_DEBUG": "all"})
            said += [result.stdout, result.stderr]
        kept = [
            path.read_bytes().decode(errors="replace") for path in home.path.rglob("*") if path.is_file()
        ]
        for hidden in (SECRET, *platform.tokens):
            for text in said + kept:
                assert hidden not in text, text[:400]
        assert (home.profiles.stat().st_mode & 0o077) == 0


def test_no_keyring():
    with Home(PROGRAM) as home:
        sentence = home.refuse(
            4, "profile", "add", "x", "--client-id", "c", text=SECRET + "\n", environment={"SECRET_BACKEND": "service"}
        )
        assert "keyring" in sentence, sentence
        assert not home.profiles.exists() or "client-id=c" not in home.profiles.read_text()


def test_help():
    with Home(PROGRAM) as home:
        assert home.answer("--version").startswith("bank-atlas-cli "), "the version"
        everything = home.answer("--help")
        for command in ("countries", "cities", "banks", "show", "sync", "profile add", "profile check"):
            assert command in everything, command
            assert home.answer(*command.split(), "--help").startswith("Usage:"), command
        assert "--city" in home.answer("banks", "--help") and "--city" not in home.answer("show", "-h")
        assert "profile add" in home.answer("profile", "--help")


def test_answer_that_cannot_be_written():
    with connected() as (_, home):
        home.answer("sync")
        with open("/dev/full", "w", encoding="ascii") as full:
            result = subprocess.run(
                [PROGRAM, "banks"], env=home.environment, stdout=full, stderr=subprocess.PIPE, text=True, check=False
            )
        assert result.returncode == 1 and len(without_sanitizer_warning(result.stderr).splitlines()) == 1, result


def test_demo():
    with Home(PROGRAM) as home:
        assert "SE\tSweden" in home.answer("--demo", "countries")
        assert json.loads(home.answer("--demo", "show", "ESSESESS", "--json"))["bicFi"] == "ESSESESS"
        assert not home.profiles.exists()


tap.main(globals())
