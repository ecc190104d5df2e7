# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line in a home of its own, with a profile that leads to a simulator of its own."""

import contextlib
import re
import subprocess
import time

from cli_home import Home


class Simulator:
    """What it prints goes to a file: a pipe that nobody reads would hold it up."""

    def __init__(self, simulator, home, *options):
        self.log = home.path / "simulator.log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [simulator, "--port", "0", *options], stdout=log, stderr=subprocess.STDOUT, env=home.environment
            )
        end = time.monotonic() + 60
        while (found := re.search(r"http://127\.0\.0\.1:\d+", self.log.read_text())) is None:
            assert self.process.poll() is None and time.monotonic() < end, self.log.read_text()
            time.sleep(0.02)
        self.url = found.group()

    def stop(self):
        self.process.terminate()
        self.process.wait(30)


@contextlib.contextmanager
def simulated(program, simulator, *options):
    with Home(program) as home:
        server = Simulator(simulator, home, *options)
        try:
            home.add_profile("work", server.url, server.url)
            yield home, server
        finally:
            server.stop()


def requests_of(server):
    server.stop()
    return server.log.read_text().splitlines()
