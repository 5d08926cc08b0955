"""The guards of conftest hold: no way out to the network."""

from __future__ import annotations

import socket

import pytest


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_a_test_cannot_reach_beyond_this_machine(host: str) -> None:
    with pytest.raises(AssertionError, match="beyond loopback"):
        socket.create_connection((host, 9), timeout=1).close()


def test_a_test_may_use_loopback() -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.create_connection(server.getsockname()) as one,
    ):
        assert one.getpeername() == server.getsockname()
