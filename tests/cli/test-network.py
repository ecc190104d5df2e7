# SPDX-License-Identifier: GPL-3.0-or-later
"""Networks as they are: proxies, captive portals, authorities of one's own. None of it is the platform's fault, or the credentials'."""

import contextlib
import pathlib
import re
import socket
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))

import tap  # noqa: E402
from cli_home import Home  # noqa: E402
from foreign_server import Platform  # noqa: E402
from proxy_server import API_HOST, AUTH_HOST, Authority, Proxy, authority, hosts_of, set_proxy  # noqa: E402

PROGRAM = sys.argv[1]
NETWORK = 5
PAGE = "<!DOCTYPE html><html><head><title>Welcome</title></head><body>Please sign in</body></html>"


class World:
    """A home with a platform that is reached through a proxy only."""

    def __init__(self, home, platform, proxy, trusted):
        self.home, self.platform, self.proxy = home, platform, proxy
        self.use(proxy.url)
        if trusted:
            home.environment["SSL_CERT_FILE"] = str(trusted.path)
        home.add_profile("work", f"https://{AUTH_HOST}", f"https://{API_HOST}", platform.client_id, platform.client_secret)

    def use(self, proxy_url):
        set_proxy(self.home.environment, proxy_url)

    def refuse(self, *arguments):
        """What is said at the end of a refusal, in which nobody is blamed who has not spoken."""
        result = self.home.run(*(arguments or ("sync",)))
        assert result.returncode == NETWORK, result
        said = result.stderr.splitlines()[-1]
        assert not re.search(r"(?i)platform|credential|client id|secret", said), said
        assert self.platform.client_secret not in result.stdout + result.stderr, result
        return said

    def tokens_asked_for(self):
        return len([request for request in self.platform.take_requests() if request["host"] == "auth" and request["method"] == "POST"])


@contextlib.contextmanager
def world(user=None, password=None, names=(AUTH_HOST, API_HOST), days="-days 2", trusted=True):
    platform = Platform()
    with authority() as own, Home(PROGRAM) as home:
        proxy = Proxy(hosts_of(platform), own.context(*names, days=days), user, password)
        try:
            yield World(home, platform, proxy, own if trusted is True else trusted)
        finally:
            proxy.stop()
            platform.stop()


def filled(here):
    here.home.answer("sync")
    here.platform.take_requests()
    here.before = here.home.answer("banks", "--offline", "--json")
    assert "ESSESESS" in here.before
    return here


def unharmed(here):
    """The directory is what it was, and the token is still there and good: no other is asked for."""
    assert here.home.answer("banks", "--offline", "--json") == here.before
    here.platform.spoil = None
    here.proxy.refusal = None
    here.use(here.proxy.url)
    here.home.answer("sync")
    assert here.tokens_asked_for() == 0


def through_a_proxy(desktop):
    with world() as here:
        here.home.environment["XDG_CURRENT_DESKTOP"] = desktop
        here.home.answer("sync")
        assert f"{API_HOST}:443" in here.proxy.connects() and f"{AUTH_HOST}:443" in here.proxy.connects()
        assert here.platform.client_secret not in "".join(here.proxy.seen)


def test_through_a_proxy():
    through_a_proxy("")


def test_environment_counts_in_gnome():
    through_a_proxy("GNOME")


def test_with_name_and_password():
    with world("anna", "p@ss:word") as here:
        here.use(here.proxy.url.replace("//", "//anna:p%40ss%3Aword@"))
        here.home.answer("sync")
        assert set(here.proxy.connects()) == {f"{API_HOST}:443", f"{AUTH_HOST}:443"}, here.proxy.connects()


def test_password_is_wrong_or_missing():
    with world("anna", "right") as here:
        for userinfo in ("//", "//anna:wr0ngest@"):
            here.use(here.proxy.url.replace("//", userinfo))
            said = here.refuse()
            assert f"The proxy “127.0.0.1:{here.proxy.port}” asks for a user name and password" in said, said
            assert "wr0ngest" not in said
        assert len(here.proxy.seen) < 10, here.proxy.seen
        assert here.platform.take_requests() == []


def test_loopback_goes_through_no_proxy():
    platform = Platform()
    listener = Proxy()
    try:
        with Home(PROGRAM) as home:
            set_proxy(home.environment, listener.url)
            assert "ESSESESS" in home.answer("--demo", "banks")
            for number, host in enumerate(("127.0.0.1", "localhost", "atlas.localhost", "LOCALHOST")):
                auth, api = (url.replace("127.0.0.1", host) for url in (platform.auth_url, platform.api_url))
                home.add_profile(f"work{number}", auth, api, platform.client_id, platform.client_secret)
                home.answer("--profile", f"work{number}", "sync")
                home.answer("profile", "check", f"work{number}")
        assert listener.seen == []
    finally:
        listener.stop()
        platform.stop()


def test_proxy_fails():
    with world() as here:
        filled(here)
        with socket.create_server(("127.0.0.1", 0)) as closed:
            gone = closed.getsockname()[1]
        for url in (f"http://127.0.0.1:{gone}", "http://proxy.invalid:3128"):
            here.use(url)
            assert f"The proxy “{url[7:]}” does not answer" in (said := here.refuse()), said
        here.use(here.proxy.url)
        for status in (302, 401, 403, 404, 502, 511):
            here.proxy.refusal = f"HTTP/1.1 {status} No\r\nLocation: http://portal.invalid/\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
            said = here.refuse()
            assert f"The proxy “127.0.0.1:{here.proxy.port}” does not connect to “{API_HOST}” (HTTP {status})" in said, said
        here.proxy.refusal = b"\r\n"
        assert f"The proxy “127.0.0.1:{here.proxy.port}” does not answer" in (said := here.refuse()), said
        assert here.tokens_asked_for() == 0
        unharmed(here)


def spoiling(hosts, *answer):
    return lambda host, path: answer if host in hosts else None


def test_network_wants_a_person():
    answers = (
        ((511, {"Content-Type": "text/html"}, PAGE), "The network wants you to sign in"),
        ((407, {"Content-Type": "text/html"}, PAGE), "The proxy asks for a user name and password"),
        ((302, {"Location": "http://portal.invalid/?from=here"}, ""), "redirects to “portal.invalid”"),
        ((200, {"Content-Type": "text/html"}, PAGE), "A web page came in place of an answer"),
        ((401, {"Content-Type": "text/html"}, PAGE), "A web page came in place of an answer"),
        ((403, {"Content-Type": "text/html"}, PAGE), "A web page came in place of an answer"),
    )
    with world() as here:
        # Before there is a token, none is asked for twice, and none is kept of what is none.
        for answer, sentence in answers:
            here.platform.spoil = spoiling(("auth", "api"), *answer)
            assert sentence in (said := here.refuse()), said
            assert here.tokens_asked_for() == 1
        here.platform.spoil = None
        filled(here)
        for answer, sentence in answers:
            here.platform.spoil = spoiling(("auth", "api"), *answer)
            assert sentence in (said := here.refuse()), said
            # Nor is a bank taken for unknown.
            assert sentence in (said := here.refuse("show", "ESSESESS", "--refresh")), said
            assert here.tokens_asked_for() == 0
        unharmed(here)


def test_check_names_the_network():
    with world("anna", "right") as here:
        said = here.home.run("profile", "check", "work")
        assert said.returncode == NETWORK and f"The proxy “127.0.0.1:{here.proxy.port}” asks for a user name" in said.stdout, said
        here.proxy.password = None
        said = here.home.answer("profile", "check", "work")
        assert "trusted" in said, said
        here.platform.spoil = spoiling(("auth", "api"), 511, {}, PAGE)
        said = here.home.run("profile", "check", "work")
        assert said.returncode == NETWORK and "The network wants you to sign in" in said.stdout, said


def test_authorities():
    with world(trusted=None) as here:
        assert "issued by an authority that this computer does not trust" in (said := here.refuse()), said
        assert here.platform.take_requests() == []
    with world(days="-not_before 20200101000000Z -not_after 20200102000000Z") as here:
        assert "has expired" in (said := here.refuse()), said
    with world(names=("other.invalid",)) as here:
        assert "is for another name" in (said := here.refuse()), said
    with world() as here, authority() as other:
        here.home.environment["SSL_CERT_FILE"] = str(Authority(other.folder, "other").path)
        assert "does not trust" in (said := here.refuse()), said


def test_own_authority_cannot_be_read():
    """A sandbox does not see the file: what the system trusts counts, and nothing else does."""
    with world() as here:
        here.home.environment["SSL_CERT_FILE"] = "/nonexistent/authority.pem"
        assert "does not trust" in (said := here.refuse()), said


tap.main(globals())
