# SPDX-License-Identifier: GPL-3.0-or-later
"""Looks for secrets in whatever programs write and show, in every form in which they may be written."""

import base64
import contextlib
import json
import pathlib
import threading
import time
import urllib.parse

SHORTEST_BASE64 = 12


def forms_of(secret):
    raw = secret.encode()
    forms = {
        # Cut off, it is still half of it.
        raw[:12], urllib.parse.quote(secret, safe="").encode(), urllib.parse.quote_plus(secret).encode(), json.dumps(secret)[1:-1].encode(),
        raw.hex().encode(), secret.encode("utf-16-le"), secret.encode("utf-16-be"), raw[::-1],
    }
    # Wherever it begins within a longer text, so much of it is always the same.
    for offset in range(3):
        encoded = base64.b64encode(bytes(offset) + raw)[4 if offset else 0:]
        inner = encoded[: len(encoded) // 4 * 4 - 4]
        if len(inner) >= SHORTEST_BASE64:
            forms.add(inner)
    return forms


class Hunt:
    def __init__(self, **secrets):
        self.needles = {}
        self.found = []
        self.n_bytes = 0
        for name, secret in secrets.items():
            self.add(name, secret)

    def add(self, name, secret):
        self.needles[name] = forms_of(secret)

    def names_in(self, data):
        return [name for name, forms in self.needles.items() if any(form in data for form in forms)]

    def search(self, data, where):
        data = data.encode(errors="surrogatepass") if isinstance(data, str) else data
        self.n_bytes += len(data)
        self.found += [(name, where) for name in self.names_in(data)]

    def search_files(self, folder, but=()):
        for path in pathlib.Path(folder).rglob("*"):
            if path.is_file() and path.name not in but:
                self.search(str(path), f"the name {path}")
                self.search(path.read_bytes(), str(path))

    def search_process(self, process_id):
        for name in ("cmdline", "environ"):
            with contextlib.suppress(OSError):
                self.search(pathlib.Path(f"/proc/{process_id}/{name}").read_bytes(), f"{name} of {process_id}")

    @contextlib.contextmanager
    def watching(self, process):
        """Looks at what the system tells of a process for as long as it runs: another program may take its place."""
        done = threading.Event()

        def watch():
            while not done.is_set():
                self.search_process(process.pid)
                time.sleep(0.01)

        thread = threading.Thread(target=watch, daemon=True)
        thread.start()
        try:
            yield
        finally:
            done.set()
            thread.join()

    def report(self):
        unique = sorted(set(self.found))
        print(f"# tally: secrets-found {len(unique)}")
        print(f"# looked at {self.n_bytes} bytes for {', '.join(self.needles)}")
        assert self.n_bytes > 0 and not unique, unique
