"""Faults that the stand-in Drive server can be told to make: what it answers, or how it breaks off."""

from __future__ import annotations

import io
import json
import socket
import struct
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler

Act = Callable[[BaseHTTPRequestHandler, bytes, dict[str, str], int], None]
"""Given the handler, the right body, its headers and status, it answers wrongly."""


def error_body(code: int, reason: str, message: str = "something", **more: str) -> bytes:
    """Return an error in the form of Google's."""
    one = {"domain": "global", "reason": reason, "message": message, **more}
    return json.dumps({"error": {"code": code, "message": message, "errors": [one]}}).encode()


def refuse(code: int, reason: str = "", message: str = "something", **headers: str) -> Act:
    """Answer with a status and a reason of Google's."""
    body = error_body(code, reason, message)

    def act(handler: BaseHTTPRequestHandler, *_right: object) -> None:
        said = {"content-type": "application/json"} | {k.replace("_", "-"): v for k, v in headers.items()}
        send(handler, code, body, said)

    return act


def say(code: int, body: bytes, kind: str = "application/json") -> Act:
    """Answer with these bytes."""

    def act(handler: BaseHTTPRequestHandler, *_right: object) -> None:
        send(handler, code, body, {"content-type": kind})

    return act


def reset(handler: BaseHTTPRequestHandler, *_right: object) -> None:
    """Break the connection off with a reset before anything is answered."""
    handler.close_connection = True
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()
    handler.rfile, handler.wfile = io.BytesIO(), io.BytesIO()


def reset_after(many: int) -> Act:
    """Send some bytes of the right answer, then reset."""

    def act(handler: BaseHTTPRequestHandler, body: bytes, headers: dict[str, str], code: int) -> None:
        send(handler, code, body, headers, only=many)
        time.sleep(0.05)
        reset(handler)

    return act


def cut_after(many: int, *, has_length: bool = True) -> Act:
    """Send some bytes of the right answer and end, with the length of the whole or without any."""

    def act(handler: BaseHTTPRequestHandler, body: bytes, headers: dict[str, str], code: int) -> None:
        handler.close_connection = True
        send(handler, code, body, headers, only=many, has_length=has_length)

    return act


def flip(handler: BaseHTTPRequestHandler, body: bytes, headers: dict[str, str], code: int) -> None:
    """Send the right answer with one bit turned over."""
    wrong = bytearray(body)
    wrong[len(wrong) // 2] ^= 1
    send(handler, code, bytes(wrong), headers)


def longer(handler: BaseHTTPRequestHandler, body: bytes, headers: dict[str, str], code: int) -> None:
    """Send more than there is."""
    send(handler, code, body + b"more", headers)


def silence(seconds: float) -> Act:
    """Answer nothing for a while."""

    def act(handler: BaseHTTPRequestHandler, *_right: object) -> None:
        time.sleep(seconds)
        handler.close_connection = True

    return act


PORTAL = say(200, b"<html><body>Welcome to our network</body></html>", "text/html")
HALF_JSON = say(200, b'{"files": [{"id": "a"')


def send(
    handler: BaseHTTPRequestHandler,
    code: int,
    body: bytes,
    headers: dict[str, str],
    *,
    only: int | None = None,
    has_length: bool = True,
) -> None:
    """Send an answer, or the beginning of it."""
    handler.send_response(code)
    for name, value in headers.items():
        handler.send_header(name, value)
    if has_length:
        handler.send_header("content-length", str(len(body)))
    else:
        handler.send_header("connection", "close")
    handler.end_headers()
    handler.wfile.write(body if only is None else body[:only])
    handler.wfile.flush()
