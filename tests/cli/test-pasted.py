# SPDX-License-Identifier: GPL-3.0-or-later
"""What is given to `find` and is no bank: an error of the platform's, or the id of a request."""

import json
import pathlib
import sys
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))

import tap  # noqa: E402
from cli_platform import connected  # noqa: E402
from foreign_server import make_banks  # noqa: E402
from cli_home import Home  # noqa: E402

PROGRAM = sys.argv[1]
UNKNOWN = 3
AN_ID = "6ff9e7ee-2ac2-42d3-a188-c7314d434b9c"
WITH_BANKS = {
    f"Handelsbanken X-Request-ID: {AN_ID}": "HANDSESS",
    f"curl -H 'X-Request-ID: {AN_ID}' -H 'X-BicFi: HANDSESS' https://api.openbankingplatform.com/psd2/consent/v1/consents": "HANDSESS",
    "HTTP 404 for ESSESESS": "ESSESESS",
    "HTTP/1.1 404 Not Found, ESSESESS": "ESSESESS",
    'ESSESESS: {"error": "invalid_client"}': "ESSESESS",
}
ERRORS = {
    '{"tppMessages": [{"category": "ERROR", "code": "TOKEN_EXPIRED", "text": "Sorry"}]}': "The platform refused the access token",
    '{"type": "about:blank", "title": "No", "detail": "No bank", "code": "RESOURCE_UNKNOWN"}': "The platform does not know what was asked for",
    'They say {"error": "invalid_client"}. Why?': "did not accept the client ID and secret",
    f"HTTP/1.1 429 Too Many Requests\r\nX-Request-ID: {AN_ID}\r\n\r\n": "too many requests",
    "<html><head><title>407 Proxy Authentication Required</title></head></html>": "The proxy asks for a user name and password",
    "<!DOCTYPE html><html><title>Hotel</title><p>Please sign in</html>": "A web page came in place of an answer",
}


def test_errors():
    with Home(PROGRAM) as home:
        for text, sentence in ERRORS.items():
            assert sentence in (said := home.answer("--demo", "find", "-", text=text)), said
            assert home.answer("--demo", "find", text) == said
        document = json.loads(home.answer("--demo", "find", "-", "--json", text=next(iter(ERRORS))))
        assert document["aspsps"] == [] and "access token" in document["explanation"], document


def test_errors_need_no_directory():
    """Not even a connection: somebody may have neither yet."""
    with Home(PROGRAM) as home:
        text, sentence = next(iter(ERRORS.items()))
        assert sentence in home.answer("find", text)


def test_program_explains_what_it_meets_likewise():
    banks = make_banks("http://127.0.0.1:1")
    with connected(PROGRAM, banks) as (home, platform):
        platform.spoil = lambda host, path: (400, {}, '{"error": "invalid_client"}') if host == "auth" else None
        met = home.run("sync")
        assert met.returncode == 4, met
        assert "bank-atlas-cli: " + home.answer("find", '{"error": "invalid_client"}') == met.stderr.splitlines(True)[-1], met


def test_banks_in_markup_are_found():
    with Home(PROGRAM) as home:
        assert home.answer("--demo", "find", "-", text="<html><body>IBAN SE45 5000 0000 0583 9825 7466</body></html>").startswith("ESSESESS\t")


def test_banks_go_before_errors_and_ids():
    with Home(PROGRAM) as home:
        for text, bank in WITH_BANKS.items():
            assert home.answer("--demo", "find", "-", text=text).startswith(f"{bank}\t"), text


def test_what_is_pasted_fetches_no_details():
    with connected(PROGRAM, make_banks("http://127.0.0.1:1")) as (home, platform):
        home.answer("countries")
        platform.take_requests()
        assert "client ID and secret" in home.answer("find", "They say", '{"error": "invalid_client"}')
        home.refuse(UNKNOWN, "find", "a customer sent", AN_ID)
        assert platform.take_requests() == []


def test_formats():
    with connected(PROGRAM, make_banks("http://127.0.0.1:1")) as (home, platform):
        home.answer("log", "start")
        home.answer("countries")
        request_id = platform.take_requests()[-1]["headers"]["x-request-id"]
        error = f'HTTP/1.1 401 Unauthorized\r\nX-Request-ID: {request_id}\r\n\r\n{{"error": "invalid_client"}}'
        sentence = "did not accept the client ID and secret"
        for form in (["--format", "csv"], ["--format", "csv", "--excel"], ["--format", "markdown"]):
            result = home.run("find", "-", *form, text=error)
            assert result.returncode == 0 and sentence in result.stderr and sentence not in result.stdout, result
            assert len(result.stdout.splitlines()) >= 2 and request_id in result.stdout, result
        document = json.loads(home.answer("find", "-", "--json", text=error))
        assert sentence in document["explanation"] and [one["requestId"] for one in document["requests"]] == [request_id], document
        assert document["aspsps"] == [], document
        result = home.run("find", AN_ID, "--json")
        assert result.returncode == UNKNOWN and json.loads(result.stdout) == {"aspsps": []} and "is kept" in result.stderr, result


def test_request():
    with connected(PROGRAM, make_banks("http://127.0.0.1:1")) as (home, platform):
        assert "No requests are kept" in home.refuse(UNKNOWN, "find", str(uuid.uuid4()))
        home.answer("log", "start")
        home.answer("sync")
        for sent in platform.take_requests():
            request_id = sent["headers"]["x-request-id"]
            shown = home.answer("find", request_id)
            assert shown == home.answer("find", "-", text=f"X-Request-ID: {request_id.upper()}\n")
            assert shown in home.answer("log") and sent["target"].split("?")[0] in shown, shown
        document = json.loads(home.answer("find", request_id, "--json"))
        assert [request["requestId"] for request in document["requests"]] == [request_id], document
        assert "No request with this X-Request-ID is kept" in home.refuse(UNKNOWN, "find", str(uuid.uuid4()))


tap.main(globals())
