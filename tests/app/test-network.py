# SPDX-License-Identifier: GPL-3.0-or-later
"""The window behind a proxy that fails, and in a network that wants a person to sign in."""

import contextlib
import os
import sys
import time

import tap
from accessibility import Role
from app_window import demo, press_key, type_text, wait_for, window
from cli_home import Home
from foreign_server import Platform
from proxy_server import API_HOST, AUTH_HOST, Proxy, authority, hosts_of, set_proxy

COMMAND_LINE = sys.argv[2]
PORTAL = "http://portal.invalid/sign-in?network=hotel"
PAGE = f'<html><head><title>Welcome</title><meta http-equiv="refresh" content="0; url={PORTAL}"></head></html>'

os.environ.pop("GIO_USE_PROXY_RESOLVER", None)


class World:
    def __init__(self, home, platform, proxy):
        self.home, self.platform, self.proxy = home, platform, proxy
        self.opened = home.path / "opened"

    def make_browser(self):
        """Keeps the address that it is given."""
        applications = self.home.path / "data" / "applications"
        applications.mkdir(parents=True)
        (applications / "browser.desktop").write_text(
            "[Desktop Entry]\nType=Application\nName=Browser\n"
            f"Exec=sh -c 'echo \"$1\" >> {self.opened}' sh %u\nMimeType=x-scheme-handler/http;x-scheme-handler/https;\n"
        )
        (self.home.path / "config" / "mimeapps.list").write_text(
            "[Default Applications]\nx-scheme-handler/http=browser.desktop\nx-scheme-handler/https=browser.desktop\n"
        )

    def window(self):
        given = {name: value for name, value in self.home.on_display().items() if name not in ("HOME", "GSETTINGS_BACKEND") and not name.startswith("XDG_")}
        return window(str(self.home.path), **given)


@contextlib.contextmanager
def world():
    platform = Platform()
    with authority() as own, Home(COMMAND_LINE) as home:
        proxy = Proxy(hosts_of(platform), own.context(AUTH_HOST, API_HOST))
        set_proxy(home.environment, proxy.url)
        home.environment["SSL_CERT_FILE"] = str(own.path)
        home.add_profile("work", f"https://{AUTH_HOST}", f"https://{API_HOST}", platform.client_id, platform.client_secret)
        here = World(home, platform, proxy)
        here.make_browser()
        try:
            yield here
        finally:
            proxy.stop()
            platform.stop()


def test_proxy_fails():
    with world() as here:
        here.proxy.refusal = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
        with here.window() as shown:
            shown.app.find(Role.LABEL, contains=f"The proxy “127.0.0.1:{here.proxy.port}” does not connect to “{AUTH_HOST}” (HTTP 403).")
            shown.app.gone(Role.BUTTON, "Open Sign-In Page")
            here.proxy.refusal = None
            shown.app.press(Role.BUTTON, "Try Again")
            shown.count_is(len(here.platform.banks))


def test_sign_in_page():
    with world() as here:
        here.platform.spoil = lambda host, path: (200, {"Content-Type": "text/html"}, PAGE)
        with here.window() as shown:
            shown.app.find(Role.LABEL, contains=f"A web page came in place of an answer from “{AUTH_HOST}”")
            shown.app.press(Role.BUTTON, "Open Sign-In Page")
            wait_for(here.opened.exists, "the browser")
            assert here.opened.read_text().split() == [PORTAL]
            here.platform.spoil = None
            shown.app.press(Role.BUTTON, "Try Again")
            shown.count_is(len(here.platform.banks))


def test_what_is_shown_stays():
    """A network that wants a person to sign in takes nothing off the screen, and gets no other address opened than one of the web."""
    with world() as here:
        here.home.answer("sync")
        with here.window() as shown:
            shown.count_is(len(here.platform.banks))
            here.platform.take_requests()
            for status, headers, has_page in (
                (511, {}, True), (407, {}, True), (302, {"Location": "https://portal.invalid/"}, True), (302, {"Location": "file:///etc/passwd"}, False),
            ):
                here.platform.spoil = lambda host, path, answer=(status, headers, ""): answer
                shown.app.press(Role.BUTTON, "Refresh")
                sentence = {511: "The network wants you to sign in", 407: "The proxy asks for a user name and password", 302: "redirects to"}[status]
                shown.app.find(contains=sentence)
                (shown.app.find if has_page else shown.app.gone)(Role.BUTTON, "Open Sign-In Page")
                shown.count_is(len(here.platform.banks))
            assert not [request for request in here.platform.take_requests() if request["host"] == "auth"]


def test_pasted_error():
    with demo() as shown:
        shown.focus_is("the first place", lambda node: node.get_name().startswith("All banks"))
        type_text('{"error": "invalid_client"}')
        shown.app.find(contains="The platform did not accept the client ID and secret.")
        press_key("ctrl+a")
        type_text("nordea")
        shown.search_is("nordea")
        shown.app.gone(contains="The platform did not accept the client ID and secret.")


def test_pasted_request_id():
    with world() as here:
        with here.window() as shown:
            shown.count_is(len(here.platform.banks))
            sent = next(request for request in here.platform.take_requests() if "/aspsps" in request["target"])
            shown.focus_is("the first place", lambda node: node.get_name().startswith("All banks"))
            type_text(sent["headers"]["x-request-id"])
            today = time.strftime("%-d %B %Y")
            shown.app.find(contains=f"This computer sent a request with this X-Request-ID: Banks, {today} ")
            shown.app.press(Role.BUTTON, "Show Request")
            shown.app.find(contains=API_HOST)
            shown.app.find(contains=sent["headers"]["x-request-id"], role=Role.LABEL)


tap.main(globals())
