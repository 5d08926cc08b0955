"""The proxy of a network, as the system names it: what it is asked for is an address that was judged here."""

from __future__ import annotations

import base64
import ipaddress
import socket
import time
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from invoice_desk.errors import Stopped
from invoice_desk.intake.faults import TryLater
from invoice_desk.intake.hiding import Secret
from invoice_desk.progress import IsStopped, never_stopped

_TICK = 0.2  # seconds between two looks at the flag
_MOST = 16 * 1024  # bytes of an answer's head
_USUAL_PORT = 8080
_REMEDY = "check HTTPS_PROXY and NO_PROXY, or the proxy of this system's settings"


@dataclass(frozen=True, slots=True)
class Proxy:
    """A proxy that speaks http. person: its name and password as `NAME:PASSWORD`, empty for none."""

    host: str
    port: int
    person: Secret


def proxy_for(scheme: str, host: str) -> Proxy | None:
    """Return the proxy through which a machine is asked, None for none: HTTPS_PROXY, HTTP_PROXY, ALL_PROXY
    and NO_PROXY, or what the settings of the system say. This machine itself is never asked through one.

    Raises TryLater for one that this program cannot speak to.
    """
    if _is_here(host) or proxy_bypass(host):
        return None
    there = getproxies()
    given = there.get(scheme) or there.get("all") or ""
    return _proxy_of(given) if given else None


def _proxy_of(given: str) -> Proxy:
    try:
        parts = urlsplit(given if "://" in given else f"http://{given}")
        host, port = parts.hostname, parts.port or _USUAL_PORT
    except ValueError:
        host, port = None, 0
    if not host or parts.scheme != "http":
        raise TryLater(
            "the proxy of this network is not one that is spoken to over http",
            remedy="name it as http://PROXY:PORT in HTTPS_PROXY",
            is_everywhere=True,
        )
    person = f"{unquote(parts.username or '')}:{unquote(parts.password or '')}" if parts.username else ""
    return Proxy(host, port, Secret(person))


def ask_through(
    one: socket.socket,
    proxy: Proxy,
    host: str,
    port: int,
    *,
    timeout: float,
    is_stopped: IsStopped = never_stopped,
) -> None:
    """Have a proxy lead a connection on to a machine. Raises TryLater, Stopped, OSError."""
    place = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    lines = [f"CONNECT {place} HTTP/1.1", f"Host: {place}"]
    if proxy.person:
        known = base64.b64encode(proxy.person.reveal().encode()).decode()
        lines.append(f"Proxy-Authorization: Basic {known}")
    one.settimeout(timeout)
    one.sendall("\r\n".join([*lines, "", ""]).encode())
    status = _status_in(_head(one, timeout, is_stopped))
    one.settimeout(timeout)
    if status == "407":
        raise TryLater(
            "the proxy of this network wants a name and a password",
            where=proxy.host,
            remedy="name it as http://NAME:PASSWORD@PROXY:PORT in HTTPS_PROXY",
            is_everywhere=True,
        )
    if not status.startswith("2"):
        raise TryLater(
            f"the proxy of this network does not lead to {host} ({status or 'no answer'})",
            where=proxy.host,
            remedy=_REMEDY,
        )


def _head(one: socket.socket, timeout: float, is_stopped: IsStopped) -> bytes:
    """Return the head of a proxy's answer. Behind it nothing comes until we speak."""
    head, end = b"", time.monotonic() + timeout
    one.settimeout(min(_TICK, timeout))
    while b"\r\n\r\n" not in head and len(head) < _MOST:
        try:
            piece = one.recv(4096)
        except TimeoutError:
            if is_stopped():
                raise Stopped("stopped while a proxy was asked") from None
            if time.monotonic() >= end:
                raise
            continue
        if not piece:
            break
        head += piece
    return head


def _status_in(head: bytes) -> str:
    words = head.split(b"\r\n", maxsplit=1)[0].split()
    is_http = len(words) > 1 and words[0].startswith(b"HTTP/1.") and words[1].isdigit()
    return words[1].decode("ascii") if is_http else ""


def _is_here(host: str) -> bool:
    name = host.strip("[]").rstrip(".").lower()
    try:
        return ipaddress.ip_address(name.split("%")[0]).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")
