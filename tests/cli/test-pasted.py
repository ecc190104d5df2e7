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
ERRORS = {
    '{"tppMessages": [{"category": "ERROR", "code": "TOKEN_EXPIRED", "text": "Sorry"}]}': "The platform refused the access token",
    '{"type": "about:blank", "title": "No", "detail": "No bank", "code": "RESOURCE_UNKNOWN"}': "The platform does not know what was asked for",
    'They say {"error": "invalid_client"}. Why?': "did not accept the client ID and secret",
    "HTTP/1.1 429 Too Many Requests\r\nX-Request-ID: 6ff9e7ee-2ac2-42d3-a188-c7314d434b9c\r\n\r\n": "too many requests",
    "<html><head><title>407 Proxy Authentication Required</title></head></html>": "The proxy wants a name and a password",
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
