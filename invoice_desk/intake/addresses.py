"""Which machines may be asked: none of this network unless that is allowed, judged by the address itself."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Sequence
from typing import Any

from invoice_desk.intake.faults import RightsRefused, TryLater

Resolve = Callable[..., Sequence[tuple[Any, ...]]]
"""socket.getaddrinfo, or what stands for it in a test."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


def is_public(address: str) -> bool:
    """Whether an address is one of the open internet, also what is wrapped in an IPv6 one."""
    try:
        found = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        inner = _wrapped(found)
        if inner is not None:
            return is_public(str(inner))
    return found.is_global and not found.is_multicast


def _wrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def connect(
    host: str, port: int, *, timeout: float, is_private_allowed: bool, resolve: Resolve = socket.getaddrinfo
) -> socket.socket:
    """Return a connection to a host, whose name is resolved once: what is judged is what is connected to.

    A name that changes its address between a check and the connection (DNS rebinding) gains nothing so.
    Raises RightsRefused where all its addresses are private, loopback, link-local or otherwise not of
    the open internet; TryLater where it cannot be reached.
    """
    found = _resolved(host, port, resolve)
    allowed = [one for one in found if is_private_allowed or is_public(str(one[4][0]))]
    if not allowed:
        raise RightsRefused(
            f"{host} is a machine of this network, and links may not lead there",
            remedy="if it is meant to be asked, allow private addresses for this source (--allow-private)",
        )
    return _first_that_answers(host, allowed, timeout)


def _resolved(host: str, port: int, resolve: Resolve) -> Sequence[tuple[Any, ...]]:
    try:
        return resolve(host.strip("[]"), port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:  # UnicodeError: a name that cannot be one
        raise TryLater(
            f"the name {host} is not found",
            remedy="check the network and the name; it is tried again by itself",
            is_everywhere=True,
        ) from error


def _first_that_answers(host: str, found: Sequence[tuple[Any, ...]], timeout: float) -> socket.socket:
    reason: OSError | None = None
    for family, kind, protocol, _, address in found:
        one = socket.socket(family, kind, protocol)
        try:
            one.settimeout(timeout)
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            one.connect(address)
        except OSError as error:
            one.close()
            reason = error
        else:
            return one
    words = "does not answer" if isinstance(reason, TimeoutError) else "cannot be reached"
    raise TryLater(
        f"{host} {words}", remedy="check the network; it is tried again by itself", is_everywhere=True
    ) from reason
