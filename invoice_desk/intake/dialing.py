"""Connections made while one looks whether a person stops: to a machine by its name, or to its addresses."""

from __future__ import annotations

import errno
import os
import queue
import selectors
import socket
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from invoice_desk.errors import Stopped
from invoice_desk.progress import IsStopped, never_stopped

_TICK = 0.2  # seconds between two looks at the flag
_UNDER_WAY = frozenset({0, errno.EINPROGRESS, errno.EWOULDBLOCK, getattr(errno, "WSAEWOULDBLOCK", 0)})

Found = Sequence[tuple[Any, ...]]
"""What socket.getaddrinfo returns."""

Resolve = Callable[..., Found]
"""socket.getaddrinfo, or what stands for it in a test."""


def resolved(
    host: str, port: int, *, resolve: Resolve = socket.getaddrinfo, is_stopped: IsStopped = never_stopped
) -> Found:
    """Return a name's addresses. Raises OSError, UnicodeError for a name that cannot be one, Stopped.

    The system's own look-up cannot be ended, so it has a thread that is left to itself when one stops.
    """
    name = host.strip("[]")
    if is_stopped is never_stopped:
        return resolve(name, port, type=socket.SOCK_STREAM)
    answers: queue.SimpleQueue[Found | BaseException] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(name, port, type=socket.SOCK_STREAM))
        except BaseException as error:  # noqa: BLE001 - it is raised again where it is waited for
            answers.put(error)

    threading.Thread(target=ask, name="resolving", daemon=True).start()
    while True:
        try:
            answer = answers.get(timeout=_TICK)
        except queue.Empty:
            if is_stopped():
                raise Stopped("stopped while a name was looked up") from None
            continue
        if isinstance(answer, BaseException):
            raise answer
        return answer


def dial(found: Found, *, timeout: float, is_stopped: IsStopped = never_stopped) -> socket.socket:
    """Return a connection to the first address that answers. Raises OSError, Stopped."""
    reason: OSError = OSError(errno.EHOSTUNREACH, os.strerror(errno.EHOSTUNREACH))
    for family, kind, protocol, _, address in found:
        one = socket.socket(family, kind, protocol)
        try:
            one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            _connect(one, address, timeout, is_stopped)
            one.settimeout(timeout)
        except OSError as error:
            one.close()
            reason = error
        except BaseException:
            one.close()
            raise
        else:
            return one
    raise reason


def _connect(one: socket.socket, address: Any, timeout: float, is_stopped: IsStopped) -> None:  # noqa: ANN401 - a socket's
    """Connect within `timeout` seconds. Raises OSError, Stopped."""
    one.setblocking(False)
    code = one.connect_ex(address)
    if code not in _UNDER_WAY:
        raise OSError(code, os.strerror(code))
    end = time.monotonic() + timeout
    with selectors.DefaultSelector() as selector:
        selector.register(one, selectors.EVENT_WRITE)
        while not selector.select(min(_TICK, timeout)):
            if is_stopped():
                raise Stopped("stopped while a server was called")
            if time.monotonic() >= end:
                raise TimeoutError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT))
    code = one.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
    if code:
        raise OSError(code, os.strerror(code))
