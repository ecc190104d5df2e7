# SPDX-License-Identifier: GPL-3.0-or-later
"""A profile of the command line's, in the window, driven through the accessibility tree alone, against a server
that shares no line with the project's own: countries, a country, a bank, its details, the next call."""

import re
import subprocess
import sys
import uuid

import tap
from accessibility import App, Role
from cli_home import Home
from foreign_server import Platform
from tap import wait_for

WINDOW, COMMAND_LINE = sys.argv[1:3]


def clipboard():
    return subprocess.run(["xclip", "-selection", "clipboard", "-o"], capture_output=True, text=True, timeout=5).stdout


def walk_to_the_next_step(app):
    app.select(contains="Sweden", seconds=30)
    app.select(contains="Skandinaviska Enskilda Banken AB")
    app.find(Role.LABEL, name="Kungsträdgårdsgatan 8\n106 40 Stockholm\nSweden", seconds=20)
    for text in ("+46-771 365 365", "502032-9081", "sepa-credit-transfers"):
        app.find(Role.LABEL, name=text)
    app.press(Role.BUTTON, contains="Next Step")
    app.press(Role.BUTTON, name="Copy", within=app.find(Role.DIALOG))


def check_requests(platform):
    requests = platform.take_requests()
    asked = [request for request in requests if request["host"] != "logo"]
    ids = [request["headers"].get("x-request-id") for request in asked]
    assert len(ids) == len(set(ids)), "an X-Request-ID was used twice"
    assert all(uuid.UUID(one).version == 4 for one in ids)
    assert sum(request["target"] == "/connect/token" for request in asked) == 1
    assert not any("authorization" in request["headers"] for request in requests if request["host"] == "logo")


def test_from_countries_to_the_next_call():
    platform = Platform()
    with Home(COMMAND_LINE) as home:
        home.add_profile("foreign", platform.auth_url, platform.api_url, platform.client_id, platform.client_secret)
        window = subprocess.Popen([WINDOW], env=home.on_display())
        try:
            walk_to_the_next_step(App(window.pid, 30))
            curl = wait_for(lambda: (text := clipboard()).count("curl") and text, "curl in the clipboard")
        finally:
            window.terminate()
            window.wait(20)
            platform.stop()
    assert re.search(r"'X-BicFi: ESSESESS'", curl), curl
    assert "Bearer $ACCESS_TOKEN" in curl and platform.api_url + "/psd2/consent/v1/consents" in curl, curl
    assert "s3cret" not in curl
    check_requests(platform)


tap.main(globals())
