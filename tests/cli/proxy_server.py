# SPDX-License-Identifier: GPL-3.0-or-later
"""A proxy on the loopback interface, behind which a platform has names that nobody else knows, and certificates of an authority of its own."""

import base64
import contextlib
import pathlib
import select
import socket
import ssl
import subprocess
import tempfile
import threading

AUTH_HOST, API_HOST = "auth.bank.invalid", "api.bank.invalid"


class Authority:
    """Makes certificates; its own is in `path`."""

    def __init__(self, folder, name="authority"):
        self.folder = pathlib.Path(folder)
        self.name = name
        self.path = self.folder / f"{name}.pem"
        self.key = self.folder / f"{name}.key"
        self.openssl("req", "-x509", "-nodes", "-days", "2", "-subj", f"/CN={name}", "-keyout", self.key, "-out", self.path, *self.new_key())

    def new_key(self):
        return "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"

    def openssl(self, *arguments):
        subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)

    def context(self, *names, days="-days 2"):
        path = self.folder / f"{self.name}-{names[0]}-{len(days)}.crt"
        key = path.with_suffix(".key")
        names = ",".join(f"DNS:{name}" for name in names)
        self.openssl("req", "-x509", "-nodes", "-subj", "/CN=host", "-addext", f"subjectAltName={names}", "-CA", self.path, "-CAkey", self.key,
                     "-addext", "basicConstraints=critical,CA:FALSE", "-keyout", key, "-out", path, *days.split(), *self.new_key())
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(path, key)
        return context


class Proxy:
    """Makes the way to the hosts it is given: a name, and the port on this computer where that is in the clear."""

    def __init__(self, hosts=None, context=None, user=None, password=None):
        self.hosts = hosts or {}
        self.context = context
        self.password = base64.b64encode(f"{user}:{password}".encode()).decode() if user else None
        self.refusal = None  # the head and the body of what every CONNECT gets
        self.seen = []       # the heads that came, and in the end what came without one
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.accept, daemon=True).start()

    def stop(self):
        self.listener.close()

    def connects(self):
        return [head.split()[1] for head in self.seen if head.startswith("CONNECT ")]

    def accept(self):
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        with connection, contextlib.suppress(OSError, ssl.SSLError):
            while True:
                head = b""
                while b"\r\n\r\n" not in head:
                    piece = connection.recv(65536)
                    if not piece:
                        if head:
                            self.seen.append(head.decode(errors="replace"))
                        return
                    head += piece
                self.seen.append(head.decode(errors="replace"))
                target = head.split()[1].decode()
                if self.password and f"Proxy-Authorization: Basic {self.password}".encode() not in head:
                    connection.sendall(b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\nContent-Length: 0\r\n\r\n")
                    continue
                if self.refusal is not None or target not in self.hosts:
                    connection.sendall(self.refusal or b"HTTP/1.1 502 Bad Gateway\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    return
                connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                self.tunnel(connection, self.hosts[target])
                return

    def tunnel(self, connection, port):
        with self.context.wrap_socket(connection, server_side=True) as inner, socket.create_connection(("127.0.0.1", port)) as outer:
            while True:
                ready = [inner] if inner.pending() else select.select([inner, outer], [], [])[0]
                for one, other in ((inner, outer), (outer, inner)):
                    if one in ready:
                        piece = one.recv(65536)
                        if not piece:
                            return
                        other.sendall(piece)


def hosts_of(platform):
    auth, api = (int(url.rsplit(":", 1)[1]) for url in (platform.auth_url, platform.api_url))
    return {f"{AUTH_HOST}:443": auth, f"{API_HOST}:443": api}


def set_proxy(environment, url):
    """Makes it the environment of a person whose system has this proxy, for everything."""
    for kind in ("http", "https", "all"):
        environment[f"{kind}_proxy"] = environment[f"{kind}_proxy".upper()] = url
    for name in ("no_proxy", "NO_PROXY", "GIO_USE_PROXY_RESOLVER"):
        environment.pop(name, None)


@contextlib.contextmanager
def authority():
    with tempfile.TemporaryDirectory() as folder:
        yield Authority(folder)
