"""Requests that end at once when a person stops the work, also where a server says nothing."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from urllib3.connection import HTTPConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import ConnectTimeoutError, NewConnectionError

from invoice_desk.errors import Stopped
from invoice_desk.intake.dialing import dial, resolved
from invoice_desk.progress import IsStopped, never_stopped

_TICK = 0.2  # seconds between two looks at the flag

Plug = Callable[[HTTPConnection], socket.socket]
"""Makes the connection to the machine that is asked."""

PLAIN: Mapping[str, type[HTTPConnectionPool]] = {"http": HTTPConnectionPool, "https": HTTPSConnectionPool}
"""urllib3's own pools."""


class Lines:
    """The open connections of one client. While `watched` lasts, they are cut as soon as one stops.

    Held is a second handle of each socket: cutting it ends a wait wherever the library behind it is,
    in a handshake too, and nothing of that library is touched from another thread.
    """

    def __init__(self, is_stopped: IsStopped = never_stopped) -> None:
        self.is_stopped = is_stopped
        self._held: set[socket.socket] = set()
        self._closed: list[socket.socket] = []
        self._watching = 0
        self._lock = threading.Lock()

    def hold(self, one: socket.socket) -> socket.socket:
        """Keep a connection in mind; return what `let_go` takes."""
        held = one.dup()
        with self._lock:
            self._held.add(held)
        return held

    def let_go(self, held: socket.socket) -> None:
        """Forget a connection that was closed, once nobody is watched: an answer without a length goes on
        behind a connection that its library calls closed.
        """
        with self._lock:
            self._closed.append(held)
        self._forget_closed()

    def close(self) -> None:
        """Forget all."""
        with self._lock:
            self._closed += self._held
        self._forget_closed()

    @contextmanager
    def watched(self) -> Iterator[None]:
        """Cut what the body waits for once one stops. Raises Stopped then, whatever the body came to."""
        if self.is_stopped is never_stopped:
            yield
            return
        over, is_cut = threading.Event(), threading.Event()
        with self._lock:
            self._watching += 1
        thread = threading.Thread(target=self._watch, args=(over, is_cut), name="hanging-up", daemon=True)
        thread.start()
        try:
            yield
        except Exception:
            if not is_cut.is_set():
                raise
        finally:
            over.set()
            thread.join()
            with self._lock:
                self._watching -= 1
            self._forget_closed()
        if is_cut.is_set():  # what ended then ended early
            raise Stopped("stopped while a server was asked")

    def _forget_closed(self) -> None:
        with self._lock:
            if self._watching:
                return
            closed, self._closed = self._closed, []
            self._held -= set(closed)
        for one in closed:
            one.close()

    def _watch(self, over: threading.Event, is_cut: threading.Event) -> None:
        while not over.wait(_TICK):
            if self.is_stopped():
                is_cut.set()
                self._cut()

    def _cut(self) -> None:
        with self._lock:
            for one in self._held:
                with suppress(OSError):  # it is closed already
                    one.shutdown(socket.SHUT_RDWR)


def calling(lines: Lines, timeout: float) -> Plug:
    """Return what makes connections for a library that asks whom it likes, in the errors of urllib3."""

    def plug(connection: HTTPConnection) -> socket.socket:
        port, is_stopped = connection.port or connection.default_port or 0, lines.is_stopped
        try:
            found = resolved(connection.host, port, resolve=socket.getaddrinfo, is_stopped=is_stopped)
            return dial(found, timeout=timeout, is_stopped=is_stopped)
        except TimeoutError as error:
            raise ConnectTimeoutError(connection, f"{connection.host} does not answer") from error
        except OSError as error:
            raise NewConnectionError(connection, f"{error}") from error

    return plug


def pools_held(
    lines: Lines, plug: Plug, pools: Mapping[str, type[HTTPConnectionPool]] = PLAIN
) -> dict[str, type[HTTPConnectionPool]]:
    """Return urllib3's pools by scheme, with connections that `plug` makes and `lines` holds."""
    found = {}
    for scheme, pool in pools.items():
        kind = _held_kind(pool.ConnectionCls, lines, plug)
        found[scheme] = type(pool.__name__, (pool,), {"ConnectionCls": kind})
    return found


def _held_kind(kind: Any, lines: Lines, plug: Plug) -> Any:  # noqa: ANN401 - a class of connections
    class Held(kind):  # type: ignore[misc]
        _desk_line: socket.socket | None = None

        def _new_conn(self) -> socket.socket:
            one = plug(self)
            self._desk_line = lines.hold(one)
            return one

        def close(self) -> None:
            if self._desk_line is not None:
                lines.let_go(self._desk_line)
                self._desk_line = None
            super().close()

    return Held
