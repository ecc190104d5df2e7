# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the command line in directories of its own, with secrets in a file of its own."""

import os
import pathlib
import pty
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time

KEYRING_PASSWORD = "keyring-password"


def without_sanitizer_warning(text):
    """AddressSanitizer warns of every program that has fibers."""
    return re.sub(r"(?m)^==\d+==WARNING: ASan doesn't fully support makecontext.*\n", "", text)


class Home:
    def __init__(self, program):
        self.program = program
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="bank-atlas-cli-"))
        self.environment = {
            name: value for name, value in os.environ.items()
            if not name.startswith(("XDG_", "LC_", "DBUS_", "NO_COLOR")) and name not in ("LANG", "LANGUAGE", "COLUMNS")
        }
        for kind in ("config", "data", "cache", "state", "runtime"):
            folder = self.path / kind
            folder.mkdir(mode=0o700)
            name = "XDG_RUNTIME_DIR" if kind == "runtime" else f"XDG_{kind.upper()}_HOME"
            self.environment[name] = str(folder)
        self.environment.update(
            HOME=str(self.path),
            LC_ALL="C.UTF-8",
            TERM="xterm",
            TZ="UTC",
            SECRET_BACKEND="file",
            SECRET_FILE_TEST_PATH=str(self.path / "secrets"),
            SECRET_FILE_TEST_PASSWORD=KEYRING_PASSWORD,
            DBUS_SESSION_BUS_ADDRESS="unix:path=/nonexistent",
        )

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        shutil.rmtree(self.path, ignore_errors=True)

    def add_profile(self, name, auth_url, api_url, client_id="demo", client_secret="demo-secret"):
        self.answer(
            "profile", "add", name, "--environment", "custom", "--client-id", client_id, "--auth-url", auth_url, "--api-url", api_url,
            text=client_secret + "\n",
        )

    def on_display(self):
        """The environment of a window in this home."""
        shared = ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "LC_ALL")
        display = {name: os.environ[name] for name in shared if name in os.environ}
        return {**self.environment, **display, "GSETTINGS_BACKEND": "memory"}

    @property
    def profiles(self):
        return self.path / "config" / "bank-atlas" / "profiles.ini"

    @property
    def user_data(self):
        return self.path / "data" / "bank-atlas" / "user.db"

    def run(self, *arguments, text=None, environment=None):
        result = subprocess.run(
            [self.program, *arguments], env={**self.environment, **(environment or {})}, input=text if text is not None else "",
            capture_output=True, text=True, timeout=120, check=False,
        )
        result.stderr = without_sanitizer_warning(result.stderr)
        return result

    def answer(self, *arguments, **more):
        """What a run that must do well says."""
        result = self.run(*arguments, **more)
        assert result.returncode == 0, (arguments, result)
        return result.stdout

    def refuse(self, status, *arguments, **more):
        """The one line with which a run must be refused."""
        result = self.run(*arguments, **more)
        assert result.returncode == status, (arguments, result)
        assert len(result.stderr.splitlines()) == 1, (arguments, result.stderr)
        assert result.stderr.startswith("bank-atlas-cli: "), result.stderr
        return result.stderr

    def bics(self):
        """Of the banks that are there without asking anybody."""
        return sorted(line.split("\t")[0] for line in self.answer("banks", "--offline").splitlines())

    def profile_names(self):
        return {line.split("\t")[1] for line in self.answer("profile", "list").splitlines()} - {"Demo Directory"}

    def has_secret(self, name):
        """A profile without its secret says so before it asks anybody."""
        result = self.run("profile", "check", name)
        return "no client secret" not in (result.stdout + result.stderr).lower()

    def cache(self):
        (path,) = (self.path / "cache" / "bank-atlas").glob("*.db")
        return path

    def set_profile(self, key, value):
        text = self.profiles.read_text()
        changed = re.sub(rf"(?m)^{key}=.*$", f"{key}={value}", text)
        assert changed != text or f"{key}={value}" in text, text
        self.profiles.write_text(changed)

    def on_terminal(self, *arguments, typed=(), environment=None):
        """Runs with all three streams on a terminal; types each line once its question was asked."""
        pid, master = pty.fork()
        if pid == 0:
            os.execve(self.program, [self.program, *arguments], {**self.environment, **(environment or {})})
        shown, waiting = b"", list(typed)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if select.select([master], [], [], 0.2)[0]:
                try:
                    piece = os.read(master, 65536)
                except OSError:
                    break
                if not piece:
                    break
                shown += piece
            if waiting and shown.rstrip().endswith(waiting[0][0].encode()):
                os.write(master, waiting.pop(0)[1].encode())
        else:
            os.kill(pid, signal.SIGKILL)
        status = os.waitpid(pid, 0)[1]
        os.close(master)
        return status, shown.decode()
