# SPDX-License-Identifier: GPL-3.0-or-later
"""A full session in the window, with a real keyring, and a look for its secrets in everything that it writes and shows."""

import secrets
import subprocess
import sys

import tap
from accessibility import App, GLib, Role, describe, text_of, walk
from cli_home import Home
from foreign_server import Platform
from secret_hunt import Hunt
from tap import wait_for

WINDOW, COMMAND_LINE = sys.argv[1:3]


def press_key(*keys):
    subprocess.run(["xdotool", "key", *keys], check=True)


def clipboard():
    return subprocess.run(["xclip", "-selection", "clipboard", "-o"], capture_output=True, text=True, timeout=5).stdout


def shown_text(node):
    """All that a screen reader is told of a widget."""
    parts = [describe(node), node.get_description() or ""]
    try:
        if node.has_text():
            parts.append(text_of(node))
        parts += [f"{key}={value}" for key, value in (node.get_attributes() or {}).items()]
    except GLib.Error:
        pass
    return "\n".join(part for part in parts if part)


def is_being_typed_into(node):
    """GTK itself tells assistive technologies what is typed into the entry of a password, peeked at or not; nobody else may."""
    return node.get_name().startswith("New client secret") and node.has_editable_text()


class Session:
    def __init__(self, home):
        self.home = home
        self.secret = "Sek+ret/" + secrets.token_hex(12)
        self.wrong = "Wrong+one/" + secrets.token_hex(12)
        self.hunt = Hunt(secret=self.secret, wrong=self.wrong)
        self.platform = Platform(client_secret=self.secret)
        home.environment = {
            **home.on_display(), "SECRET_BACKEND": "service", "G_MESSAGES_DEBUG": "all", "GTK_DEBUG": "actions,text,a11y,icontheme",
        }

    def add_profile(self):
        self.home.answer(
            "profile", "add", "foreign", "--environment", "custom", "--client-id", "client",
            "--auth-url", self.platform.auth_url, "--api-url", self.platform.api_url, text=self.wrong + "\n",
        )

    def look_at(self, app, what):
        for number, token in enumerate(self.platform.tokens):
            self.hunt.add(f"token-{number}", token)
        for node in walk(app.node, showing=False):
            try:
                if is_being_typed_into(node):
                    continue
                self.hunt.search(shown_text(node), f"the accessible tree, {what}")
            except GLib.Error:
                continue

    def look_at_clipboard(self, what):
        self.hunt.search(clipboard(), f"the clipboard, {what}")


def enter_the_secret(one, app):
    """The secret that is kept is refused; the dialog of the connection takes the right one."""
    app.press(Role.BUTTON, contains="Edit Connection", seconds=60)
    entry = app.find((Role.TEXT, Role.PASSWORD_TEXT), contains="New client secret")
    entry.set_text(one.secret)
    one.look_at(app, "the dialog with the secret")
    app.press(Role.BUTTON, name="Connect")
    app.select(contains="Sweden", seconds=60)
    one.look_at(app, "connected")


def look_at_requests(one, app):
    # Without a window manager, the keys go to the window below the pointer.
    subprocess.run(["xdotool", "mousemove", "620", "5"], check=True)
    press_key("ctrl+shift+r")
    app.find(Role.LIST, "Requests")
    subprocess.run(["xdotool", "type", "--delay", "30", "connect/token"], check=True)
    app.find(Role.LABEL, contains=" of ")
    press_key("Return")
    app.find(Role.LABEL, "Token (POST)")
    press_key("ctrl+shift+c")
    wait_for(lambda: "X-Request-ID" in clipboard(), "the text for support")
    one.look_at_clipboard("requests")
    one.look_at(app, "requests")
    press_key("ctrl+w")


def copy_the_next_step(one, app):
    app.select(contains="Skandinaviska Enskilda Banken AB")
    app.find(Role.LABEL, name="502032-9081", seconds=20)
    app.press(Role.BUTTON, contains="Next Step")
    app.press(Role.BUTTON, name="Copy", within=app.find(Role.DIALOG))
    wait_for(lambda: "curl" in clipboard(), "curl in the clipboard")
    one.look_at_clipboard("the next step")
    one.look_at(app, "the next step")


def run_window(one):
    log = one.home.path / "window.log"
    with open(log, "wb") as output:
        window = subprocess.Popen([WINDOW], env=one.home.environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        with one.hunt.watching(window):
            app = App(window.pid, 30)
            one.look_at(app, "refused")
            enter_the_secret(one, app)
            look_at_requests(one, app)
            copy_the_next_step(one, app)
    finally:
        window.terminate()
        window.wait(20)
    assert "DEBUG" in log.read_text(errors="replace"), "the log was to be loud"


def test_a_full_session():
    with Home(COMMAND_LINE) as home:
        one = Session(home)
        traffic = home.path / "traffic.pcap"
        with open(traffic, "wb") as output:
            monitor = subprocess.Popen(["dbus-monitor", "--session", "--pcap"], stdout=output, stderr=subprocess.DEVNULL)
        try:
            one.add_profile()
            run_window(one)
        finally:
            monitor.terminate()
            monitor.wait(20)
            one.platform.stop()
        assert any(form in traffic.read_bytes() for form in (b"org.freedesktop.Secret", b"org.freedesktop.secrets")), "no keyring was asked"
        assert one.platform.tokens, "nobody has connected"
        one.hunt.search_files(home.path)
        result = home.run("profile", "remove", "foreign")
        assert result.returncode == 0, result
        one.hunt.search_files(home.path)
        one.hunt.report()


tap.main(globals())
