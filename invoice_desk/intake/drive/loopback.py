"""The page on this machine to which the browser comes back from Google's consent, and nobody else."""

from __future__ import annotations

import hmac
import time
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler
from socketserver import ThreadingTCPServer
from urllib.parse import parse_qs, urlsplit

from invoice_desk.progress import IsStopped

_TICK = 0.2  # seconds between two looks at the flag
_READING = 5.0  # seconds that a visitor has to ask
_LONGEST = 8192  # characters of an address

_DONE = "Invoice Desk: you are signed in. This window can be closed."
_REFUSED = "Invoice Desk: you were not signed in. This window can be closed."


class Loopback:
    """Waits on a free port for the one visit that carries the right state; other visits change nothing."""

    def __init__(self) -> None:
        self._server = _Server(("127.0.0.1", 0), _Visit)
        self._server.timeout = _TICK

    @property
    def address(self) -> str:
        """Where Google is to send the browser back to."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/"

    def wait(self, state: str, *, until: float, is_stopped: IsStopped) -> Mapping[str, str] | None:
        """Return what Google sent with the browser; None where the time is over, or one stopped."""
        self._server.state = state
        while time.monotonic() < until and not is_stopped():
            self._server.handle_request()
            if self._server.brought:
                return self._server.brought
        return None

    def close(self) -> None:
        """Give the port back."""
        self._server.server_close()


class _Server(ThreadingTCPServer):
    """Not http.server's own, which asks for this machine's name first, and that can take seconds.

    Each visit has a thread: browsers open connections in advance and say nothing on them.
    """

    allow_reuse_address = False
    daemon_threads = True
    state = ""
    brought: Mapping[str, str] | None = None

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a visitor who went away."""


class _Visit(BaseHTTPRequestHandler):
    timeout = _READING
    server: _Server

    def do_GET(self) -> None:
        """Answer a visit."""
        brought = self._brought()
        if brought is None:
            self._answer(404, "")
            return
        self._answer(200, _DONE if "code" in brought else _REFUSED)
        self.server.brought = brought

    def _brought(self) -> dict[str, str] | None:
        parts = urlsplit(self.path[:_LONGEST])
        given = {name: values[0] for name, values in parse_qs(parts.query).items()}
        is_ours = hmac.compare_digest(given.get("state", "").encode(), self.server.state.encode())
        return given if parts.path == "/" and is_ours and {"code", "error"} & set(given) else None

    def _answer(self, status: int, words: str) -> None:
        page = f"<!doctype html><meta charset=utf-8><title>Invoice Desk</title><p>{words}</p>".encode()
        self.send_response(status)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(page)))
        self.send_header("referrer-policy", "no-referrer")
        self.end_headers()
        self.wfile.write(page)

    def log_message(self, *_given: object) -> None:
        """Log nothing: the address holds the code."""
