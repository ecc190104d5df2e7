# SPDX-License-Identifier: GPL-3.0-or-later
"""The program with a keyring that fails in every way: a sentence, the right status, and nothing lost."""

import contextlib
import json
import pathlib
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))

import foreign_server  # noqa: E402
import tap  # noqa: E402
from cli_home import Home  # noqa: E402

PROGRAM = sys.argv[1]
MOCK = pathlib.Path(__file__).parent / "mock_keyring.py"
SECRET = "s3cret-of-the-client"
CREDENTIALS = 4


# Without the services that are installed: a real keyring would come in the place of the one that went.
BUS = """<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>"""


class Bus:
    """A session bus of its own, on which a keyring can come and go."""

    def __init__(self, home):
        self.home = home
        self.state = home.path / "keyring.json"
        configuration = home.path / "bus.conf"
        configuration.write_text(BUS)
        self.daemon = subprocess.Popen(
            ["dbus-daemon", f"--config-file={configuration}", "--nofork", "--print-address"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            env=home.environment,
        )
        home.environment["DBUS_SESSION_BUS_ADDRESS"] = self.daemon.stdout.readline().strip()
        home.environment["SECRET_BACKEND"] = "service"
        self.keyring = None

    def start(self, behaviour):
        self.stop_keyring()
        self.keyring = subprocess.Popen(
            [sys.executable, MOCK, behaviour, self.state], stdout=subprocess.PIPE, text=True, env=self.home.environment
        )
        assert self.keyring.stdout.readline() == "ready\n"

    def stop_keyring(self):
        if self.keyring is not None:
            self.keyring.kill()
            self.keyring.communicate(timeout=30)
            self.keyring = None

    def stop(self):
        self.stop_keyring()
        self.daemon.terminate()
        self.daemon.communicate(timeout=30)

    def secrets(self):
        return json.loads(self.state.read_text()) if self.state.exists() else {}


@contextlib.contextmanager
def with_keyring(behaviour="good"):
    with Home(PROGRAM) as home:
        bus = Bus(home)
        try:
            if behaviour:
                bus.start(behaviour)
            yield home, bus
        finally:
            bus.stop()


def add(home, platform, *more, text=SECRET + "\n", **options):
    return home.run(
        "profile", "add", "work", "--environment", "custom", "--client-id", "client", "--auth-url", platform.auth_url,
        "--api-url", platform.api_url, *more, text=text, **options,
    )


def check_refused_add(behaviour, *words):
    platform = foreign_server.Platform()
    with with_keyring(behaviour) as (home, _):
        result = add(home, platform)
        assert result.returncode == CREDENTIALS, (behaviour, result)
        assert len(result.stderr.splitlines()) == 1 and any(word in result.stderr for word in words), (behaviour, result.stderr)
        assert SECRET not in result.stderr + result.stdout
        assert not home.profiles.exists() or "client-id" not in home.profiles.read_text(), "half a profile"
    platform.stop()


def test_added_without_a_keyring():
    check_refused_add(None, "no keyring")


def test_added_with_a_locked_keyring():
    check_refused_add("locked", "locked")


def test_added_with_a_keyring_that_dies():
    check_refused_add("dies", "keyring")


def test_added_with_a_keyring_that_refuses():
    check_refused_add("refuses", "keyring")


@contextlib.contextmanager
def connected():
    platform = foreign_server.Platform()
    with with_keyring() as (home, bus):
        assert add(home, platform).returncode == 0
        home.answer("sync")
        platform.take_requests()
        try:
            yield home, bus, platform
        finally:
            platform.stop()


def last_line_of_refused_sync(home):
    result = home.run("sync")
    assert result.returncode == CREDENTIALS, result
    return result.stderr.splitlines()[-1]


def check_refused_sync(behaviour, *words):
    with connected() as (home, bus, platform):
        kept = bus.secrets()
        profiles = home.profiles.read_text()
        before = home.answer("banks", "--offline")
        if behaviour:
            bus.start(behaviour)
        else:
            bus.stop_keyring()
        sentence = last_line_of_refused_sync(home)
        assert any(word in sentence for word in words), (behaviour, sentence)
        assert platform.take_requests() == [], "nobody is asked without a token"
        assert home.answer("banks", "--offline") == before
        assert home.profiles.read_text() == profiles and bus.secrets() == kept, behaviour
        bus.start("good")
        home.answer("sync")


def test_the_keyring_goes_away():
    check_refused_sync(None, "keyring")


def test_the_keyring_is_locked_and_stays_so():
    check_refused_sync("locked", "locked")


def test_the_keyring_dies_in_the_midst():
    check_refused_sync("dies", "keyring")


def test_the_keyring_refuses():
    check_refused_sync("refuses", "keyring")


def test_the_secret_is_deleted_behind_our_back():
    with connected() as (home, bus, platform):
        bus.stop_keyring()
        bus.state.write_text("{}")
        bus.start("good")
        sentence = last_line_of_refused_sync(home)
        assert "secret" in sentence, sentence
        assert home.answer("banks", "--offline")
        assert platform.take_requests() == []


def test_only_the_token_is_deleted():
    with connected() as (home, bus, platform):
        bus.stop_keyring()
        kept = {path: item for path, item in bus.secrets().items() if "token" not in item["attributes"].values()}
        assert len(kept) == 1, kept
        bus.state.write_text(json.dumps(kept))
        bus.start("good")
        home.answer("sync")
        assert sum("/connect/token" in request["target"] for request in platform.take_requests()) == 1


def test_removed_with_a_keyring_that_fails():
    for behaviour in ("locked", "dies", "refuses"):
        with connected() as (home, bus, _):
            kept = bus.secrets()
            bus.start(behaviour)
            result = home.run("profile", "remove", "work")
            if result.returncode == 0:
                assert behaviour == "dies" or not bus.secrets(), (behaviour, "a secret is left behind, and nobody says so")
            else:
                assert result.returncode == CREDENTIALS and "keyring" in result.stderr, (behaviour, result)
                assert bus.secrets() == kept and "work" in home.answer("profile", "list"), behaviour
            bus.start("good")
            if result.returncode != 0:
                home.answer("profile", "remove", "work")
                assert bus.secrets() == {}, (behaviour, bus.secrets())


def test_nothing_is_left_behind():
    with connected() as (home, bus, platform):
        kinds = {item["attributes"]["kind"] for item in bus.secrets().values()}
        assert kinds == {"client-secret", "token"}, kinds
        certificate = home.path / "client.p12"
        certificate.write_bytes(b"no certificate, but a file")
        home.answer(
            "profile", "add", "signed", "--client-id", "client", "--certificate", str(certificate), text=f"{SECRET}\npassw0rd\n"
        )
        kinds = [item["attributes"]["kind"] for item in bus.secrets().values()]
        assert sorted(kinds) == ["certificate-password", "client-secret", "client-secret", "token"], kinds
        home.answer("profile", "remove", "signed")
        home.answer("profile", "remove", "work")
        assert bus.secrets() == {}, bus.secrets()


tap.main(globals())
