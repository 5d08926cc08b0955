"""Which machines may be asked: none of this network unless that is allowed, judged by the address itself."""

from __future__ import annotations

import ipaddress
import socket

from invoice_desk.intake.dialing import Found, Resolve, dial, resolved
from invoice_desk.intake.faults import RightsRefused, TryLater
from invoice_desk.intake.proxies import Proxy, ask_through
from invoice_desk.progress import IsStopped, never_stopped

_LAST_32 = (  # of an address in these, the last 32 bits are an IPv4 address
    ipaddress.ip_network("64:ff9b::/96"),  # NAT64, RFC 6052
    ipaddress.ip_network("::/96"),  # "IPv4-compatible", RFC 4291, section 2.5.5.1
    ipaddress.ip_network("::ffff:0:0:0/96"),  # "IPv4-translated", RFC 2765
)
_NEVER = ipaddress.ip_network("64:ff9b:1::/48")  # RFC 8215: NAT64 of a network's own, wherever it leads


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
        if found in _NEVER or found.is_site_local:
            return False
    return found.is_global and not found.is_multicast


def _wrapped(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    if any(address in one for one in _LAST_32):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def connect(
    host: str,
    port: int,
    *,
    timeout: float,
    is_private_allowed: bool,
    resolve: Resolve = socket.getaddrinfo,
    proxy: Proxy | None = None,
    is_stopped: IsStopped = never_stopped,
) -> socket.socket:
    """Return a connection to a host, whose name is resolved once: what is judged is what is connected to.

    A name that changes its address between a check and the connection (DNS rebinding) gains nothing so,
    through a proxy neither: it is asked for the address that was judged. Where private addresses are
    allowed, there is nothing to judge, and a proxy is asked for the name. Raises RightsRefused where all
    addresses are private, loopback, link-local or otherwise not of the open internet; TryLater where it
    cannot be reached; Stopped.
    """
    if proxy is None:
        found = _judged(host, port, is_private_allowed, resolve, is_stopped)
        return _dialed(host, found, timeout, is_stopped)
    asked = host.strip("[]")
    if not is_private_allowed:
        asked = str(_judged(host, port, is_private_allowed, resolve, is_stopped)[0][4][0])
    way = _found(proxy.host, proxy.port, resolve, is_stopped)
    one = _dialed(f"the proxy {proxy.host}", way, timeout, is_stopped)
    try:
        ask_through(one, proxy, asked, port, timeout=timeout, is_stopped=is_stopped)
    except BaseException:
        one.close()
        raise
    return one


def _judged(
    host: str,
    port: int,
    is_private_allowed: bool,  # noqa: FBT001
    resolve: Resolve,
    is_stopped: IsStopped,
) -> Found:
    """Return the addresses of a name that may be asked. Raises RightsRefused where none may."""
    found = _found(host, port, resolve, is_stopped)
    allowed = [one for one in found if is_private_allowed or is_public(str(one[4][0]))]
    if not allowed:
        raise RightsRefused(
            f"{host} is a machine of this network, and links may not lead there",
            remedy="if it is meant to be asked, allow private addresses for this source (--allow-private)",
        )
    return allowed


def _found(host: str, port: int, resolve: Resolve, is_stopped: IsStopped) -> Found:
    try:
        return resolved(host, port, resolve=resolve, is_stopped=is_stopped)
    except (OSError, UnicodeError) as error:  # UnicodeError: a name that cannot be one
        raise TryLater(
            f"the name {host} is not found",
            remedy="check the network and the name; it is tried again by itself",
            is_everywhere=True,
        ) from error


def _dialed(host: str, found: Found, timeout: float, is_stopped: IsStopped) -> socket.socket:
    try:
        return dial(found, timeout=timeout, is_stopped=is_stopped)
    except OSError as error:
        words = "does not answer" if isinstance(error, TimeoutError) else "cannot be reached"
        raise TryLater(
            f"{host} {words}", remedy="check the network; it is tried again by itself", is_everywhere=True
        ) from error
