# SPDX-License-Identifier: GPL-3.0-or-later
"""A home whose profile is connected to a platform that the test holds in its hands."""

import contextlib

from cli_home import Home
from foreign_server import Platform


@contextlib.contextmanager
def connected(program, banks):
    platform = Platform()
    platform.banks = banks
    try:
        with Home(program) as home:
            home.add_profile("work", platform.auth_url, platform.api_url, platform.client_id, platform.client_secret)
            yield home, platform
    finally:
        platform.stop()
