# SPDX-License-Identifier: GPL-3.0-or-later
"""A full session of the command line, and a look for its secrets in everything that it writes and shows."""

import contextlib
import json
import os
import pathlib
import resource
import secrets
import shutil
import signal
import subprocess
import sys
import threading
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent))
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "data"))

import foreign_server  # noqa: E402
import tap  # noqa: E402
from cli_home import Home  # noqa: E402
from secret_hunt import Hunt  # noqa: E402

PROGRAM = os.path.abspath(sys.argv[1])
LOUD = {"G_MESSAGES_DEBUG": "all", "G_DBUS_DEBUG": "all", "G_DEBUG": "", "GNUTLS_DEBUG_LEVEL": "9"}


def make_certificate(folder, password):
    """A client certificate that only its password opens."""
    (folder / "password").write_text(password)
    key, certificate, bundle = folder / "key.pem", folder / "certificate.pem", folder / "client.p12"
    for command in (
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=test", "-days", "2", "-keyout", key, "-out", certificate],
        ["openssl", "pkcs12", "-export", "-inkey", key, "-in", certificate, "-out", bundle, "-passout", f"file:{folder / 'password'}"],
    ):
        subprocess.run(command, check=True, capture_output=True)
    (folder / "password").unlink()
    return bundle


class Session:
    def __init__(self, home):
        self.home = home
        self.scopes = 0
        self.secret = "Sek+ret/" + secrets.token_hex(12)
        self.password = "Pass=wd&" + secrets.token_hex(12)
        self.hunt = Hunt(secret=self.secret, password=self.password)
        self.platform = foreign_server.Platform(client_secret=self.secret)
        self.certificate = make_certificate(home.path, self.password)
        home.environment.update(LOUD)

    def run(self, *arguments, text=""):
        process = subprocess.Popen(
            [PROGRAM, *arguments], env=self.home.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        with self.hunt.watching(process):
            output, errors = process.communicate(text.encode(), timeout=120)
        self.learn_tokens()
        self.hunt.search(output, f"output of {arguments}")
        self.hunt.search(errors, f"errors of {arguments}")
        return process.returncode, output, errors

    def forget_token(self):
        """Another scope wants another token."""
        self.scopes += 1
        self.home.set_profile("scope", "aspspinformation" + " private" * self.scopes)

    def learn_tokens(self):
        for number, token in enumerate(self.platform.tokens):
            self.hunt.add(f"token-{number}", token)

    def add_profile(self):
        text = f"{self.secret}\n{self.password}\n"
        status, _, errors = self.run(
            "profile", "add", "work", "--environment", "custom", "--client-id", "client", "--certificate", str(self.certificate),
            "--auth-url", self.platform.auth_url, "--api-url", self.platform.api_url, text=text,
        )
        assert status == 0, errors


@contextlib.contextmanager
def session():
    with Home(PROGRAM) as home:
        one = Session(home)
        try:
            one.add_profile()
            yield one
        finally:
            one.platform.stop()


def answer_everything(one):
    for arguments in (
        ("log", "start"), ("sync", "--trace"), ("countries",), ("cities", "--json"), ("banks", "--format", "csv"), ("banks", "--format", "markdown", "--refresh"),
        ("show", "ESSESESS"), ("show", "ESSESESS", "--json", "--refresh"), ("find", "nordea"), ("profile", "show", "work"),
        ("profile", "list", "--json"), ("profile", "check", "--json"), ("log",), ("log", "--json"), ("--help",),
    ):
        status, output, errors = one.run(*arguments)
        assert status == 0, (arguments, status, output, errors)
    _, output, errors = one.run("sync")
    assert b"DEBUG" in output + errors, "the log was to be loud"


def repeat(one, asked, status, form):
    """An answer that repeats what its host was told."""

    def spoil(host, _path):
        if host != asked:
            return None
        text = form(one.secret if host == "auth" else list(one.platform.tokens)[-1])
        body = {"error": text, "error_description": text, "title": text, "code": text, "text": text}
        return status, {"Retry-After": "0"}, json.dumps(body)

    return spoil


def fail_in_every_way(one):
    """A host that repeats what it was told, whole, escaped or cut off, must not make the program repeat it."""
    forms = (
        lambda told: told, lambda told: urllib.parse.quote(told, safe=""), lambda told: "x" * 55 + told,
        lambda told: "x" * 190 + told, lambda told: "x" * 290 + told,
    )
    for host in ("auth", "api"):
        for number, form in enumerate(forms):
            for status in (400, 401, 403, 500)[number % 2::2]:
                one.platform.spoil = None
                if host == "auth":
                    one.forget_token()
                else:
                    one.run("show", "ESSESESS", "--refresh")
                one.platform.spoil = repeat(one, host, status, form)
                one.run("show", "ESSESESS", "--refresh", "--json")
    one.platform.spoil = None


def test_a_full_session():
    with session() as one:
        answer_everything(one)
        fail_in_every_way(one)
        one.hunt.search_files(one.home.path)
        one.run("profile", "remove", "work")
        one.hunt.search_files(one.home.path)
        one.hunt.report()


def test_wrong_secrets():
    with session() as one:
        one.platform.client_secret = "another"
        one.run("sync")
        one.run("profile", "check")
        one.home.set_profile("certificate-path", "/nonexistent.p12")
        one.run("sync")
        one.hunt.search_files(one.home.path)
        one.hunt.report()


@contextlib.contextmanager
def held_up(one):
    """A program that has its token, and waits for the first list."""
    asked, answered = threading.Event(), threading.Event()

    def spoil(host, path):
        if host == "api":
            asked.set()
            answered.wait(60)

    one.platform.spoil = spoil
    folder = one.home.path / "crash"
    folder.mkdir()
    process = subprocess.Popen(
        [PROGRAM, "countries", "--refresh"], env=one.home.environment, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2),
    )
    try:
        assert asked.wait(60), "the list is never asked for"
        one.learn_tokens()
        yield process, folder
    finally:
        process.kill()
        process.wait(30)
        answered.set()
        one.platform.spoil = None


def test_a_crash_leaves_no_core():
    """Though whoever started the program wants one."""
    with session() as one, held_up(one) as (process, folder):
        limits = pathlib.Path(f"/proc/{process.pid}/limits").read_text()
        assert any(line.startswith("Max core file size") and line.split()[4] in ("0", "1") for line in limits.splitlines()), limits
        # Not the signal of a wrong access, which the sanitizers keep to themselves.
        process.send_signal(signal.SIGABRT)
        process.wait(30)
        assert process.returncode == -signal.SIGABRT
        assert not list(folder.iterdir()), list(folder.iterdir())
        one.hunt.search_files(one.home.path)
        one.hunt.report()


def secret_pages(process_id):
    """What libsecret keeps secrets in: locked, and marked as not to be dumped."""
    maps = pathlib.Path(f"/proc/{process_id}/smaps").read_text()
    entries = []
    for line in maps.splitlines():
        if "-" in line.split()[0] and not line.split()[0].endswith(":"):
            entries.append([line])
        else:
            entries[-1].append(line)
    flags = [line.split()[1:] for entry in entries for line in entry if line.startswith("VmFlags:")]
    return [found for found in flags if "lo" in found]


def test_a_forced_dump_leaves_the_secret_pages_out():
    """Who may debug the program may read its memory; a dump of it still has none of the pages that secrets are kept in."""
    with session() as one, held_up(one) as (process, folder):
        locked = secret_pages(process.pid)
        if not locked:
            tap.skip("no memory can be locked here")
        assert all("dd" in flags for flags in locked), locked
        if shutil.which("gcore") is None:
            tap.skip("gcore is not installed")
        dumped = subprocess.run(["gcore", "-o", folder / "core", str(process.pid)], capture_output=True, text=True, check=False, timeout=200)
        files = list(folder.iterdir())
        if not files:
            tap.skip(f"no program can be debugged here: {dumped.stderr.strip().splitlines()[-1:]}")
        (core,) = files
        left = one.hunt.names_in(core.read_bytes())
        core.unlink()
        print("# in the dump, outside of the secret pages:", left)
        # libsoup holds the header of the request that is under way, and GLib's certificate the password that opened it; neither can
        # be wiped from here. The secret was used up, and every copy of it was wiped.
        assert "secret" not in left, left


tap.main(globals())
