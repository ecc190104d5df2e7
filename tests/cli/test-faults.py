# SPDX-License-Identifier: GPL-3.0-or-later
"""The program while the network fails: its exit status, its one line, and what it still knows."""

import contextlib
import pathlib
import re
import socket
import ssl
import subprocess
import sys
import tempfile
import threading

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))

import tap  # noqa: E402
from cli_home import Home  # noqa: E402

PROGRAM, SIMULATOR = sys.argv[1:3]
SECRET = "demo-secret"
CREDENTIALS, NETWORK = 4, 5


@contextlib.contextmanager
def simulator(home, *options, port=0):
    process = subprocess.Popen(
        [SIMULATOR, "--port", str(port), *options], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=home.environment
    )
    url = None
    while url is None:
        url = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
    try:
        yield url.group()
    finally:
        process.terminate()
        process.communicate(timeout=30)


@contextlib.contextmanager
def filled_home():
    """A home whose cache holds the directory of a platform that does well."""
    with Home(PROGRAM) as home:
        with simulator(home) as url:
            home.add_profile("work", url, url, client_secret=SECRET)
            home.answer("sync")
        # The cache belongs to the API host, so whatever fails has to fail there.
        home.port = int(url.rsplit(":", 1)[1])
        home.before = home.answer("banks", "--offline", "--json")
        assert "ESSESESS" in home.before
        yield home


def refuse(home, status):
    """It is refused with this status and one sentence that says what to do, and nothing is lost or given away."""
    result = home.run("sync")
    assert result.returncode == status, result
    # What goes before is how far it got.
    said = result.stderr.splitlines()[-1]
    assert said.startswith("bank-atlas-cli: "), said
    remedy = re.split(r"\. ", said.strip())[-1]
    assert re.match(r"(Ask|Check|Choose|Enter|Refresh|Try|Wait) ", remedy), said
    assert SECRET not in result.stderr + result.stdout, result
    assert home.answer("banks", "--offline", "--json") == home.before


def test_faults_of_the_platform():
    for fault, status in (
        ("cut-off path=*/aspsps", NETWORK),
        ("drop path=*/countries", NETWORK),
        ("body='<html>Welcome</html>' path=*/cities", NETWORK),
        ("body='' path=*/aspsps", NETWORK),
        ("body='[]' path=*/aspsps", NETWORK),
        ("body='{\"aspsps\": [{\"bicFi\": 1}]}' path=*/aspsps", NETWORK),
        ("oversized=1000000000 path=*/aspsps", NETWORK),
        ("redirect=/elsewhere path=*/countries", NETWORK),
        ("status=429 retry-after=2147483647", NETWORK),
        ("status=503 path=/connect/token", NETWORK),
        ("status=404 path=*/aspsps", NETWORK),
        ("status=401 path=*/countries", CREDENTIALS),
        ("status=403 path=*/aspsps", CREDENTIALS),
        ("status=400 path=/connect/token body='{\"error\": \"invalid_client\", \"error_description\": \"" + SECRET + "\"}'", CREDENTIALS),
    ):
        with filled_home() as home, simulator(home, "--fault", fault, port=home.port):
            refuse(home, status)


def test_nobody_listens():
    with filled_home() as home:
        refuse(home, NETWORK)


def test_no_route():
    with filled_home() as home:
        home.set_profile("auth-url", "https://255.255.255.255")
        refuse(home, NETWORK)


def shake_hands(listener, context):
    while True:
        try:
            connection, _ = listener.accept()
            with contextlib.suppress(OSError), context.wrap_socket(connection, server_side=True):
                pass
        except OSError:
            return


def test_nobody_vouches_for_the_host():
    with filled_home() as home, tempfile.TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as listener:
        path = f"{folder}/host.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1", "-addext",
             "subjectAltName=IP:127.0.0.1", "-keyout", path, "-out", path], check=True, capture_output=True,
        )
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path)
        threading.Thread(target=shake_hands, args=(listener, context), daemon=True).start()
        home.set_profile("auth-url", f"https://127.0.0.1:{listener.getsockname()[1]}")
        refuse(home, NETWORK)


tap.main(globals())
