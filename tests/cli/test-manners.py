# SPDX-License-Identifier: GPL-3.0-or-later
"""What other programs expect of one beside them: in pipes, on terminals, in spreadsheets, and with files from elsewhere."""

import codecs
import contextlib
import csv
import io
import json
import os
import pathlib
import re
import signal
import stat
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))

import tap  # noqa: E402
import cli_simulator  # noqa: E402
import foreign_server  # noqa: E402
from cli_home import Home, without_sanitizer_warning  # noqa: E402
from cli_simulator import Simulator, requests_of  # noqa: E402

PROGRAM, SIMULATOR, APP, MANUAL = sys.argv[1:5]
EXPLAINED = "ljungdala"  # part of the name of a bank that is affiliated with LINDSESG


def simulated(*options):
    return cli_simulator.simulated(PROGRAM, SIMULATOR, *options)


@contextlib.contextmanager
def connected():
    """A platform whose bank FRANDEFF, an affiliate 08999 and telephone numbers are nothing for a careless spreadsheet."""
    platform = foreign_server.Platform(client_secret="s")
    with Home(PROGRAM) as home:
        home.add_profile("work", platform.auth_url, platform.api_url, client_id="client", client_secret="s")
        try:
            yield platform, home
        finally:
            platform.stop()


def run_bytes(home, *words, data=b"", environment=None):
    return subprocess.run(
        [PROGRAM, *words], env={**home.environment, **(environment or {})}, input=data, capture_output=True, check=False, timeout=120
    )


def bics(text):
    return [line.split("\t")[0] for line in text.splitlines()]


def details_asked_for(requests):
    return [line for line in requests if "/aspsps/" in line]


# ---------------------------------------------------------------- standard output and standard error


def test_messages_go_to_standard_error():
    everything = {"G_MESSAGES_DEBUG": "all"}
    with simulated() as (home, _):
        for words in (("--demo", "countries", "--json"), ("banks", "--json"), ("show", "ESSESESS", "--json"), ("profile", "list", "--json")):
            result = home.run(*words, environment=everything)
            assert result.returncode == 0 and json.loads(result.stdout), (words, result)
            assert "DEBUG" in result.stderr, (words, result)
        for words in (("--version",), ("help",), ("countries",), ("banks", "--format", "csv")):
            assert home.run(*words, environment=everything).stdout == home.answer(*words), words
        app = subprocess.run([APP, "--version"], env={**home.environment, **everything}, capture_output=True, text=True, check=False, timeout=60)
        assert re.fullmatch(r"bank-atlas [\d.]+\n", app.stdout) and "DEBUG" in app.stderr, app
        version = subprocess.run([SIMULATOR, "--version"], env={**home.environment, **everything}, capture_output=True, text=True, check=False)
        assert re.fullmatch(r"bank-atlas-simulator [\d.]+\n", version.stdout), version
        with open(home.path / "out", "wb") as out, open(home.path / "err", "wb") as err:
            server = subprocess.Popen([SIMULATOR, "--port", "0"], env={**home.environment, **everything}, stdout=out, stderr=err)
        tap.wait_for(lambda: "client-id" in (home.path / "out").read_text(), "the simulator's greeting")
        url = re.search(r"http://127\.0\.0\.1:\d+", (home.path / "out").read_text()).group()
        home.add_profile("talkative", url, url)
        home.answer("countries", "--profile", "talkative")
        server.terminate()
        server.wait(30)
        assert "DEBUG" not in (home.path / "out").read_text() and "/countries 200" in (home.path / "out").read_text()
        assert "DEBUG" in (home.path / "err").read_text()


def run_into_closed_pipe(home, *words, ignored=False, stream="stdout"):
    reading, writing = os.pipe()
    os.close(reading)
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, stream: writing}
    process = subprocess.Popen([PROGRAM, *words], env=home.environment, stdin=subprocess.DEVNULL, restore_signals=not ignored, text=True, **streams)
    os.close(writing)
    out, err = process.communicate(timeout=120)
    return process.returncode, without_sanitizer_warning(err or "") if stream == "stdout" else out


def test_closed_pipe():
    """Whether the caller ignores SIGPIPE, as some shells' parents do, or not."""
    with simulated() as (home, _):
        home.answer("log", "start")
        home.answer("sync")
        for words in (
            ("--help",), ("help", "banks"), ("--version",), ("countries",), ("cities", "--format", "table"), ("banks",), ("banks", "--json"),
            ("banks", "--format", "csv"), ("banks", "--format", "csv", "--excel"), ("banks", "--format", "markdown"), ("--demo", "banks"),
            ("find", "bank"), ("find", "bank", "--json"), ("show", "ESSESESS"), ("show", "ESSESESS", "--refresh"), ("sync", "--trace"),
            ("log",), ("log", "--json"), ("log", "--har", "-"), ("profile", "list"), ("profile", "show", "work"), ("profile", "check"),
        ):
            for ignored in (False, True):
                status, said = run_into_closed_pipe(home, *words, ignored=ignored)
                said = "" if "--trace" in words else said
                assert (status, said) == (-signal.SIGPIPE, ""), (words, ignored, status, said)
        for words in (("nonsense",), ("show",), ("find", "-")):
            for ignored in (False, True):
                assert run_into_closed_pipe(home, *words, ignored=ignored, stream="stderr")[0] == 2, words
        status, out = run_into_closed_pipe(home, "sync", stream="stderr")
        assert status == 0 and "aspsps\t" in out, (status, out)
        shell = subprocess.run(
            ["bash", "-c", '"$0" banks --json | head -n 1', PROGRAM], env=home.environment, capture_output=True, text=True, check=True
        )
        assert shell.stdout == "{\n" and without_sanitizer_warning(shell.stderr) == "", shell


def test_closed_pipe_loses_no_token():
    """The platform grants few: the one that was fetched for an answer that nobody read is kept all the same."""
    with simulated() as (home, server):
        assert run_into_closed_pipe(home, "show", "ESSESESS") == (-signal.SIGPIPE, "")
        home.answer("show", "ESSESESS", "--refresh")
        assert sum("/connect/token" in line for line in requests_of(server)) == 1


# ---------------------------------------------------------------- terminals


def widest(text):
    return max(len(line.rstrip("\r")) for line in text.split("\n"))


def test_columns():
    with Home(PROGRAM) as home:
        commands = (("banks",), ("find", "bank"), ("find", "--explain", "bank"), ("countries",), ("cities",))
        whole = {words: home.answer("--demo", *words, "--format", "table") for words in commands}
        for words in commands:
            least = min(60, widest(whole[words]) - 1)
            cut = home.answer("--demo", *words, "--format", "table", environment={"COLUMNS": str(least)})
            if words != ("cities",):  # ids and numbers are never cut, and leave less than that
                assert widest(cut) == least, (words, least, cut)
            assert "…" in cut and len(cut.splitlines()) == len(whole[words].splitlines()), (words, cut)
            for nonsense in ("", "x", "0", "-5", "40x", "4e1", "99999999999999999999"):
                assert home.answer("--demo", *words, "--format", "table", environment={"COLUMNS": nonsense}) == whole[words], (words, nonsense)
            for other in ("csv", "json", "markdown"):
                if (words, other) != (("find", "--explain", "bank"), "json"):
                    plain = home.answer("--demo", *words, "--format", other)
                    assert home.answer("--demo", *words, "--format", other, environment={"COLUMNS": "20"}) == plain, (words, other)
        status, shown = home.on_terminal("--demo", "banks", environment={"COLUMNS": "50"})
        shown = without_sanitizer_warning(shown.replace("\r\n", "\n"))
        assert status == 0 and widest(re.sub(r"\033\[[\d;]*m|.*\r\033\[K", "", shown)) == 50, shown


def test_no_color():
    """As https://no-color.org says: not empty, whatever it is."""
    with Home(PROGRAM) as home:
        for value, has_colour in (("", True), ("1", False), ("0", False), ("no", False), (" ", False)):
            status, shown = home.on_terminal("profile", "list", environment={"NO_COLOR": value})
            assert status == 0 and ("\033[1m" in shown) == has_colour, (value, shown)


def test_help_and_version():
    with Home(PROGRAM) as home:
        assert home.answer("help") == home.answer("--help")
        assert "help [COMMAND]" in home.answer("help")
        for command in ("banks", "find", "show", "log", "sync", "profile add", "profile check"):
            assert home.answer("help", *command.split()) == home.answer(*command.split(), "--help"), command
        assert "profile add" in home.answer("help", "profile")
        assert "nonsense" in home.refuse(2, "help", "nonsense")
        assert home.answer("-V") == home.answer("--version") == home.answer("banks", "-V")


# ---------------------------------------------------------------- spreadsheets


def test_excel():
    with connected() as (platform, home):
        handelsbanken = platform.banks["HANDSESS"][3]
        handelsbanken["affiliatedAspsps"] = [{"id": "08999"}]
        handelsbanken["companyNumber"] = "0005020077"
        home.answer("sync")
        plain = run_bytes(home, "show", "ESSESESS", "HANDSESS", "--format", "csv").stdout
        assert not plain.startswith(codecs.BOM_UTF8) and b",08999," in plain and b",'+46-771 365 365," in plain, plain
        raw = run_bytes(home, "show", "ESSESESS", "HANDSESS", "--format", "csv", "--excel").stdout
        assert raw.startswith(codecs.BOM_UTF8 + b"bicFi,") and raw.count(b"\n") == raw.count(b"\r\n") == 3, raw
        rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
        assert rows[0]["phone"] == '="+46-771 365 365"' and rows[0]["companyNumber"] == '="502032-9081"', rows
        assert rows[0]["postalCode"] == '="106 40"' and rows[0]["streetAddress"] == "Kungsträdgårdsgatan 8", rows
        assert rows[1]["affiliatedAspsps"] == '="08999"' and rows[1]["companyNumber"] == '="0005020077"', rows
        banks = run_bytes(home, "banks", "--format", "csv", "--excel").stdout.decode("utf-8-sig")
        assert "FRANDEFF,'=Frankfurt|Bank,DE,Frankfurt\r\n" in banks, banks
        # Numbers to reckon with stay such.
        assert "SE,Sweden,3\r\n" in run_bytes(home, "countries", "--format", "csv", "--excel").stdout.decode()
        for words in (("banks", "--excel"), ("banks", "--excel", "--json"), ("banks", "--excel", "--format", "markdown")):
            assert "--format csv" in home.refuse(2, *words), words


def test_excel_in_sweden():
    """Excel parts cells as the country writes decimals."""
    with Home(PROGRAM) as home:
        locales = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=True).stdout.lower()
        if "sv_se.utf8" not in locales:
            tap.skip("the locale sv_SE.UTF-8 is missing")
        swedish = {"LC_ALL": "sv_SE.UTF-8"}
        raw = run_bytes(home, "--demo", "banks", "--format", "csv", "--excel", environment=swedish).stdout
        assert raw.startswith(codecs.BOM_UTF8 + b"bicFi;name;isoCountryCodes;city\r\n"), raw[:80]
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
        assert {len(row) for row in rows} == {4}, rows
        plain = run_bytes(home, "--demo", "banks", "--format", "csv", environment=swedish).stdout
        assert plain.startswith(b"bicFi,name,"), plain[:80]


# ---------------------------------------------------------------- what is read


def test_input_in_other_encodings():
    text = "Från Södra Ljungdala\r\nSparbank\r\n"
    with simulated() as (home, _):
        home.answer("sync")
        for encoding in ("utf-8", "utf-8-sig", "iso-8859-1", "windows-1252", "utf-16", "utf-16-le", "utf-16-be"):
            result = run_bytes(home, "find", "-", data=text.encode(encoding))
            assert result.returncode == 0 and bics(result.stdout.decode())[0] == "LINDSESG", (encoding, result)
        for data, expected in (
            (codecs.BOM_UTF16_BE + "Ljungdala".encode("utf-16-be"), "LINDSESG"),
            ("Kundens bank – är det HANDSESS?".encode("windows-1252"), "HANDSESS"),
            (b"\xef\xbb\xbfbic:ESSESESS\r\n", "ESSESESS"),
            (b"bic:ESSESESS\r\n", "ESSESESS"),
        ):
            result = run_bytes(home, "find", "-", "--json", data=data)
            assert [bank["bicFi"] for bank in json.loads(result.stdout)["aspsps"]] == [expected], (data, result)
        for data in (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", b"\xff\xfe\0", bytes(range(256)), b"ab\0cd", b"\x81\x8d\xf6"):
            result = run_bytes(home, "find", "-", data=data)
            assert result.returncode == 2 and result.stdout == b"" and b"is not text" in result.stderr, (data, result)


def test_input_is_read_again_in_its_encoding():
    """Where the program with network goes on, it reads the same bytes."""
    with simulated() as (home, _):
        result = run_bytes(home, "find", "-", data="Södra Ljungdala".encode("utf-16"))
        assert result.returncode == 0 and bics(result.stdout.decode()) == ["LINDSESG"], result


def test_marked_secret():
    with simulated() as (home, server):
        url = server.url
        home.answer("profile", "add", "marked", "--environment", "custom", "--client-id", "demo", "--auth-url", url, "--api-url", url,
                    text="\ufeffdemo-secret\r\n")
        home.answer("countries", "--profile", "marked")


def test_nothing_typed():
    with Home(PROGRAM) as home:
        for words, text in (
            (("find",), None), (("find", ""), None), (("find", "   "), None), (("find", "", " "), None), (("find", "\u00a0\u200b"), None),
            (("find", "…"), None), (("find", "-"), ""), (("find", "-"), " \r\n\t\n"), (("find", "-"), "\ufeff"), (("find", "-"), "-- \n"),
            (("--demo", "find", ""), None), (("--demo", "find", ","), None),
            (("show",), None), (("show", ""), None), (("show", " "), None), (("show", "ESSESESS", ""), None),
            (("countries", ""), None), (("cities", " "), None), (("profile", "use", ""), None), (("profile", "check", ""), None),
        ):
            assert home.refuse(2, *words, text=text), words
        assert "banks" in home.refuse(2, "find", "")
        assert len(home.answer("--demo", "banks").splitlines()) > 100
        assert home.answer("--demo", "banks", "") == home.answer("--demo", "banks")


def test_both_commands_say_what_was_understood():
    with Home(PROGRAM) as home:
        for text, status, said in (("SE45 5000 0000 0583 9825 7466", 0, "Recognized a valid IBAN"), ("COBADEFF", 3, "Commerzbank")):
            found, listed = (home.run("--demo", command, text) for command in ("find", "banks"))
            assert (found.returncode, listed.returncode) == (status, 0) and said in found.stderr, found
            assert (found.stdout, found.stderr) == (listed.stdout, listed.stderr), (found, listed)


# ---------------------------------------------------------------- details that were never fetched

ONLY_IN_DETAILS = (
    ("affiliate", EXPLAINED), ("company number", "556000-2852"), ("phone", "+46-8 465 004 19"), ("website", "www.lindsparbanken.example"),
    ("street", "Granbacken 56"), ("similar", "Ljungdlaa"),
    ("message", "Kunden ringde från +46-8 465 004 19 i morse och kan inte logga in"),
)


def test_details_are_fetched_where_a_text_needs_them():
    for what, text in ONLY_IN_DETAILS:
        with simulated() as (home, server):
            home.answer("countries")
            result = home.run("find", text)
            assert result.returncode == 0 and bics(result.stdout)[0] == "LINDSESG", (what, result)
            assert "details" in result.stderr, (what, result.stderr)
            assert home.run("find", text).stderr.count("etching") == 0, what
            log = requests_of(server)
            assert len(details_asked_for(log)) > 100 and sum("/countries " in line for line in log) == 1, "lists are not asked for again"
    with simulated() as (home, server):
        assert bics(home.run("banks", EXPLAINED).stdout) == ["LINDSESG"], "on an empty home, too"


def test_some_details_are_not_taken_for_all():
    with simulated() as (home, _):
        home.answer("countries")
        home.answer("show", "ESSESESS")
        offline = home.run("find", "--offline", "--limit", "0", "swedish domestic")
        assert offline.returncode == 0 and bics(offline.stdout) == ["ESSESESS"] and "never fetched" in offline.stderr, offline
        found = bics(home.run("find", "--limit", "0", "swedish domestic").stdout)
        assert len(found) > 1, found
        home.answer("sync")
        assert found == bics(home.answer("find", "--limit", "0", "swedish domestic"))
    with simulated() as (home, server):
        home.answer("show", "ESSESESS")
        home.answer("countries")
        for text in ("502032-9081", "+46-771 365 365", "seb.se", "stockholm"):
            home.answer("find", text)
        assert len(details_asked_for(requests_of(server))) == 1, "what one bank alone has needs no others"


def test_details_are_not_fetched_for_nothing():
    with simulated() as (home, server):
        home.answer("countries")
        for words in (
            ("find", "nordea"), ("find", "ESSESESS"), ("find", "bic:ESSE"), ("find", "SE45 5000 0000 0583 9825 7466"), ("find", "sweden"),
            ("banks",), ("banks", "nordea"), ("banks", "--country", "SE"), ("banks", "country:SE", "city:stockholm"), ("banks", "is:starred"),
            ("banks", "country:narnia"), ("banks", "bic:QQ"), ("find", "--offline", "handelsbanken"), ("find", "--demo", EXPLAINED),
        ):
            home.run(*words)
        assert details_asked_for(requests_of(server)) == []


def test_details_that_cannot_be_fetched():
    with simulated("--fault", "status=500 path=*/aspsps/*") as (home, _):
        home.answer("countries")
        result = home.run("find", EXPLAINED)
        assert result.returncode == 5 and result.stdout == "", result
    with simulated() as (home, server):
        home.answer("countries")
        server.stop()
        result = home.run("find", EXPLAINED)
        assert result.returncode == 5 and result.stdout == "", result
        # Something like it is an answer, with a word about why it may not be the best.
        result = home.run("find", "handelsbnaken")
        assert result.returncode == 0 and bics(result.stdout)[0] == "HANDSESS" and "banks may be missing" in result.stderr, result
        result = home.run("banks", "--product", "domestic")
        assert result.returncode == 5 and result.stdout == "" and "could not be fetched" in result.stderr, result


def test_details_that_failed_are_not_asked_for_again():
    with connected() as (platform, home):
        platform.spoil = lambda host, path: (404, {}, "{}") if path.endswith("/aspsps/HANDSESS") else None
        home.answer("countries")
        for words in (("find", "zzqq"), ("find", "zzqq", "--refresh")):
            result = home.run(*words)
            assert result.returncode == 5 and "the details of 1 bank could not be fetched" in result.stderr, result
            assert any(request["target"].endswith("/HANDSESS") for request in platform.take_requests()), words
            for again in (("find", "zzqq"), ("banks", "zzqq"), ("banks", "--product", "moon-transfers")):
                assert "the details of 1 bank could not be fetched" in home.refuse(5, *again), again
            for again in (("find", "tampeern"), ("banks", "--product", "domestic")):
                result = home.run(*again)
                assert result.returncode == 0 and result.stdout and "of 1 bank could not be fetched" in result.stderr, result
            assert platform.take_requests() == [], words


def test_details_that_nobody_may_ask_for():
    with connected() as (_, home):
        home.answer("countries")
        (home.path / "secrets").unlink()
        result = home.run("find", "handelsbnaken")
        assert result.returncode == 0 and bics(result.stdout)[0] == "HANDSESS" and "banks may be missing: There is no client secret" in result.stderr, result
        for words in (("find", "zzqq"), ("find", "handelsbnaken", "--refresh")):
            assert home.run(*words).returncode == 4, words


def test_offline_tells_what_was_never_fetched():
    never = "never fetched"
    with simulated() as (home, _):
        home.answer("countries")
        for what, text in ONLY_IN_DETAILS:
            for command in ("find", "banks"):
                result = home.run(command, "--offline", text)
                assert result.returncode == 6 and result.stdout == "" and never in result.stderr, (what, result)
        for words in (("--product", "domestic"), ("--auth", "OAuth2"), ("product:domestic",), ("auth:dec",), ("has:affiliates",)):
            sentence = home.refuse(6, "banks", "--offline", *words)
            assert never in sentence and "offers" not in sentence and "No bank has" not in sentence, (words, sentence)
        result = home.run("find", "--offline", "--json", EXPLAINED)
        assert result.returncode == 6 and json.loads(result.stdout) == {"aspsps": []} and never in result.stderr, result
        assert never in home.refuse(6, "show", "--offline", "ESSESESS")
        home.answer("show", "ESSESESS")
        result = home.run("banks", "--offline", "product:domestic")
        assert result.returncode == 0 and bics(result.stdout) == ["ESSESESS"] and never in result.stderr, result
        assert home.run("find", "--offline", "nordea").stderr == ""
        home.answer("sync")
        assert home.answer("find", "--offline", EXPLAINED)
        result = home.run("banks", "--offline", "--product", "moon-transfers")
        assert result.returncode == 0 and never not in result.stderr and "No bank offers" in result.stderr, result
        assert "No bank was found" in home.refuse(3, "find", "--offline", "zzqq")


def test_what_was_noted_is_said_once():
    with simulated() as (home, _):
        result = home.run("banks", "zzqq", "city:narnia")
        assert result.returncode == 0 and result.stderr.count("narnia") == 1, result


# ---------------------------------------------------------------- the manual page

STUBS = {
    "pass": "#!/bin/sh\necho demo-secret\n",
    "jq": "#!/usr/bin/env python3\nimport json, sys\nfor method in json.load(sys.stdin)['supportedAuthorizationMethods']:\n    print(method['name'])\n",
}


def read_examples():
    """The blocks of lines below EXAMPLES, with what a page escapes."""
    section = re.search(r"(?ms)^\.Sh EXAMPLES$(.*?)^\.Sh ", pathlib.Path(MANUAL).read_text()).group(1)
    blocks = re.findall(r"(?ms)^\.Bd -literal[^\n]*\n(.*?)^\.Ed$", section)
    return [[line.replace("\\e", "\\").replace("\\-", "-") for line in block.splitlines()] for block in blocks]


def lead_to_simulator(home, server):
    """A profile that was added as the page says it leads to the sandbox; here, to the simulator."""
    if not home.profiles.exists():
        return
    text = home.profiles.read_text()
    text = re.sub(r"(?m)^environment=sandbox$", f"environment=custom\nauth-url={server.url}\napi-url={server.url}", text)
    home.profiles.write_text(text)


def test_examples_of_the_manual_page():
    blocks = read_examples()
    assert sum(map(len, blocks)) >= 9, blocks
    for block in blocks:
        with Home(PROGRAM) as home:
            server = Simulator(SIMULATOR, home, "--client-id", "my-client")
            try:
                bin_folder = home.path / "bin"
                bin_folder.mkdir()
                for name, script in STUBS.items():
                    (bin_folder / name).write_text(script)
                    (bin_folder / name).chmod(stat.S_IRWXU)
                (bin_folder / "bank-atlas-cli").symlink_to(pathlib.Path(PROGRAM).resolve())
                environment = {**home.environment, "PATH": f"{bin_folder}:{os.environ['PATH']}"}
                if not any("profile add" in line for line in block):
                    home.add_profile("work", server.url, server.url, client_id="my-client")
                for line in block:
                    result = subprocess.run(
                        ["bash", "-o", "pipefail", "-c", line], env=environment, cwd=home.path, input="demo-secret\n", capture_output=True, text=True,
                        check=False, timeout=120,
                    )
                    assert result.returncode == 0, (line, result)
                    assert result.stdout or "profile add" in line or (home.path / "banks.csv").stat().st_size > 100, (line, result)
                    lead_to_simulator(home, server)
            finally:
                server.stop()


tap.main(globals())
