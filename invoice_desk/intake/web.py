"""One client for all that comes by HTTP: addresses checked, redirects followed with care, faults in words."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError, ReadTimeoutError
from urllib3.exceptions import SSLError as PoolSSLError
from urllib3.response import BaseHTTPResponse

from invoice_desk.intake.addresses import connect
from invoice_desk.intake.answers import check_status
from invoice_desk.intake.dialing import Resolve
from invoice_desk.intake.faults import BadItem, RightsRefused, TryLater
from invoice_desk.intake.hanging_up import Lines, pools_held
from invoice_desk.intake.hiding import hide_from_logs, redacted
from invoice_desk.intake.proxies import Proxy, proxy_for
from invoice_desk.progress import IsStopped, never_stopped

_MOST_REDIRECTS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PIECE = 64 * 1024
_OWN_HEADERS = {"User-Agent": "invoice-desk", "Accept-Encoding": "identity"}

hide_from_logs("urllib3.connectionpool", "urllib3.connection", "urllib3.util.retry")


@dataclass(frozen=True, slots=True)
class Rules:
    """What the client may do. connecting, reading: seconds without an answer before it gives up;
    proxy_for: through which proxy a machine is asked, by its scheme and name.
    """

    is_http_allowed: bool = False
    is_private_allowed: bool = False
    connecting: float = 10.0
    reading: float = 30.0
    resolve: Resolve = socket.getaddrinfo
    proxy_for: Callable[[str, str], Proxy | None] = proxy_for


class Web:
    """Asks servers by HTTP. Of one thread at a time. is_stopped: ends what is waited for, with Stopped."""

    def __init__(self, rules: Rules = Rules(), *, is_stopped: IsStopped = never_stopped) -> None:
        self._rules, self._lines = rules, Lines(is_stopped)
        self._pools = _pools_of(rules, self._lines)

    def close(self) -> None:
        """Close all connections."""
        self._pools.clear()
        self._lines.close()

    @contextmanager
    def opened(
        self, url: str, *, method: str = "GET", headers: Mapping[str, str] | None = None
    ) -> Iterator[BaseHTTPResponse]:
        """Give the answer to a request with its body unread; redirects are followed, each one checked.

        Raises SignInNeeded, RightsRefused, Gone, TryLater or BadItem, by what the answer's status says.
        """
        with self._lines.watched():
            response = self._follow(method, url, {**_OWN_HEADERS, **(headers or {})})
            try:
                check_status(response.status, response.headers, where=redacted(url))
                yield response
            finally:
                response.close()

    def read(self, url: str, *, most: int) -> bytes:
        """Return a whole answer. Raises BadItem where it is larger than `most` bytes, and as `opened`."""
        with self.opened(url) as response:
            body = bytearray()
            for piece in pieces_of(response, where=redacted(url)):
                body += piece
                if len(body) > most:
                    raise BadItem(f"answers with more than {most} bytes", where=redacted(url))
            return bytes(body)

    def _follow(self, method: str, url: str, headers: Mapping[str, str]) -> BaseHTTPResponse:
        first = redacted(url)
        for _ in range(_MOST_REDIRECTS + 1):
            self._check_scheme(url, first)
            response = self._ask(method, url, headers)
            target = response.headers.get("location")
            if response.status not in _REDIRECTS or not target:
                return response
            response.close()
            url = _joined(url, target, first)
        raise BadItem("leads from one address to the next without end", where=first, remedy="check the link")

    def _check_scheme(self, url: str, first: str) -> None:
        parts = urlsplit(url)
        if parts.scheme == "https" or (parts.scheme == "http" and self._rules.is_http_allowed):
            if parts.hostname:
                return
            raise BadItem("names no server", where=first, remedy="check the link")
        if parts.scheme == "http":
            raise RightsRefused(
                "would come unencrypted, over http",
                where=first,
                remedy="use the https link, or allow http for this source (--allow-http)",
            )
        raise BadItem(f"is no link to a file: {parts.scheme or 'it'} is not https", where=first)

    def _ask(self, method: str, url: str, headers: Mapping[str, str]) -> BaseHTTPResponse:
        where = redacted(url)
        with translated(where):
            answer: BaseHTTPResponse = self._pools.request(
                method, url, headers=headers, preload_content=False, redirect=False, retries=False
            )
            return answer


def _joined(url: str, target: str, first: str) -> str:
    """Return where a redirect leads. Raises BadItem where that can be no address."""
    try:
        joined = urljoin(url, target)
        urlsplit(joined)
    except ValueError:
        raise BadItem("leads to what is no link", where=first, remedy="check the link") from None
    return joined


def pieces_of(response: BaseHTTPResponse, *, where: str) -> Iterator[bytes]:
    """Give an answer's body as it was sent, in pieces. Raises TryLater where it breaks off."""
    while True:
        with translated(where):
            piece = response.read(_PIECE, decode_content=False)
        if not piece:
            return
        yield piece


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn what urllib3 raises into words; its own would show the whole URL, so they are not chained."""
    try:
        yield
    except LocationParseError:
        raise BadItem("is no link that can be followed", where=where, remedy="check it") from None
    except (PoolSSLError, ssl.SSLError) as error:
        raise _not_trusted(error, where) from None
    except (ReadTimeoutError, TimeoutError):
        raise TryLater("the server stopped answering", where=where) from None
    except (HTTPError, OSError) as error:
        raise TryLater(f"the connection broke off ({type(error).__name__})", where=where) from None


def _not_trusted(error: Exception, where: str) -> TryLater:
    is_certificate = "CERTIFICATE_VERIFY_FAILED" in str(error)
    what = "the server's certificate is not trusted" if is_certificate else "no secure connection came about"
    return TryLater(
        what,
        where=where,
        remedy="check this computer's clock, and whether a proxy of your network stands in between",
        is_everywhere=True,
    )


def _pools_of(rules: Rules, lines: Lines) -> urllib3.PoolManager:
    """Return pools whose connections are made by `connect`, so that no address goes unchecked."""

    def plug(connection: HTTPConnection) -> socket.socket:
        scheme = "https" if isinstance(connection, HTTPSConnection) else "http"
        return connect(
            connection.host,
            connection.port or connection.default_port,
            timeout=rules.connecting,
            is_private_allowed=rules.is_private_allowed,
            resolve=rules.resolve,
            proxy=rules.proxy_for(scheme, connection.host),
            is_stopped=lines.is_stopped,
        )

    timeout = urllib3.Timeout(connect=rules.connecting, read=rules.reading)
    pools: Any = urllib3.PoolManager(
        num_pools=8, maxsize=2, timeout=timeout, ssl_context=ssl.create_default_context()
    )
    pools.pool_classes_by_scheme = pools_held(lines, plug)
    result: urllib3.PoolManager = pools
    return result
