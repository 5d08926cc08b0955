"""No link leads to a machine of this network, however its address is written or its name resolves."""

from __future__ import annotations

import socket

import pytest

from invoice_desk.intake.addresses import connect, is_public
from invoice_desk.intake.faults import RightsRefused, TryLater

PRIVATE = [
    "127.0.0.1",
    "127.8.8.8",
    "10.0.0.1",
    "172.16.5.4",
    "192.168.1.1",
    "169.254.169.254",  # where clouds tell machines their keys
    "100.64.0.1",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "64:ff9b::7f00:1",  # NAT64 of 127.0.0.1
    "64:ff9b::a9fe:a9fe",
    "2002:7f00:1::",  # 6to4 of 127.0.0.1
    "::127.0.0.1",  # IPv4-compatible
    "::10.0.0.1",
    "::ffff:0:127.0.0.1",  # IPv4-translated
    "64:ff9b:1::7f00:1",  # NAT64 of a network's own
    "fec0::1",  # site-local, long given up, still routed here and there
    "no address",
]


@pytest.mark.parametrize("address", PRIVATE)
def test_a_private_address_is_known(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111", "64:ff9b::101:101"])
def test_a_public_address_is_known(address: str) -> None:
    assert is_public(address)


def resolving(*addresses: str):
    asked: list[str] = []

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        asked.append(host)
        number = min(len(asked), len(addresses)) - 1
        family = socket.AF_INET6 if ":" in addresses[number] else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (addresses[number], port))]

    return resolve, asked


@pytest.mark.parametrize("address", ["127.0.0.1", "169.254.169.254", "::1", "10.9.8.7"])
def test_a_name_that_leads_into_this_network_is_not_connected_to(address: str) -> None:
    resolve, _ = resolving(address)
    with pytest.raises(RightsRefused, match="machine of this network"):
        connect("innocent.example", 443, timeout=1, is_private_allowed=False, resolve=resolve)


def test_the_address_that_is_judged_is_the_one_that_is_connected_to() -> None:
    """DNS rebinding: the name is public when it is checked, and private a moment later. It is asked once."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        resolve, asked = resolving("192.0.2.1", "127.0.0.1")
        with pytest.raises(RightsRefused):  # TEST-NET counts as no public address
            connect("rebinding.example", port, timeout=0.2, is_private_allowed=False, resolve=resolve)
        assert asked == ["rebinding.example"]
        with pytest.raises(TimeoutError):
            server.accept()


def test_a_private_address_is_connected_to_where_that_is_allowed() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        connect("127.0.0.1", port, timeout=1, is_private_allowed=True).close()


def test_of_several_addresses_the_first_that_answers_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_server(("127.0.0.1", 0)) as closed:
        port, dead = server.getsockname()[1], closed.getsockname()[1]
        closed.close()
        found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", one)) for one in (dead, port)]
        with connect("two", port, timeout=1, is_private_allowed=True, resolve=lambda *_, **__: found) as one:
            assert one.getpeername()[1] == port


def test_no_network_is_said_and_passes() -> None:
    def fail(*_: object, **__: object) -> list[tuple[object, ...]]:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    with pytest.raises(TryLater, match=r"the name a\.example is not found") as told:
        connect("a.example", 443, timeout=1, is_private_allowed=False, resolve=fail)
    assert told.value.is_everywhere


def test_a_machine_that_refuses_is_said_and_passes() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(TryLater, match=r"127\.0\.0\.1 cannot be reached") as told:
        connect("127.0.0.1", port, timeout=1, is_private_allowed=True)
    assert told.value.is_everywhere
