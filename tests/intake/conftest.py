"""What tests of the intake get: a server on loopback, and no keyring of this machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from http_server import Server, serving


@pytest.fixture
def server() -> Iterator[Server]:
    """Return a server that runs for one test."""
    with serving() as one:
        yield one
