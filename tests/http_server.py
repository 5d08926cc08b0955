"""A small HTTP server on loopback that serves files and a container, and goes wrong when told to."""

from __future__ import annotations

import base64
import hashlib
import re
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, quote, unquote, urlsplit
from xml.sax.saxutils import escape

CONTAINER = "/account/invoices"


class Fault(StrEnum):
    """What the server does in place of a good answer."""

    RESET = "reset"  # the connection is reset in the middle of the body
    TRUNCATED = "truncated"  # the body ends early, the length promised more
    CHUNK_CUT = "chunk cut"  # no length, and the chunks break off
    SHORT = "short"  # whole by its length, but shorter than the listing says
    ALTERED = "altered"  # one byte differs
    LONGER = "longer"  # more bytes than the listing says
    STATUS_401 = "401"
    STATUS_403 = "403"
    STATUS_404 = "404"
    STATUS_429 = "429"
    STATUS_500 = "500"
    STATUS_503 = "503"
    SILENT = "silent"  # nothing comes for a while
    REDIRECT_PRIVATE = "redirect private"  # to a machine of this network
    REDIRECT_LOOP = "redirect loop"
    WEB_PAGE = "web page"  # a page to sign in, with status 200
    GARBAGE = "garbage"  # no HTTP at all


@dataclass
class Served:
    """What the server holds, and what it saw. faults: by path, how often each is still done."""

    files: dict[str, bytes] = field(default_factory=dict)
    faults: dict[str, tuple[Fault, int]] = field(default_factory=dict)
    seen: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    page_size: int = 5000
    has_md5: bool = True
    retry_after: str = "0"
    refused_markers: int = 0
    sas: str = ""
    lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, name: str, content: bytes) -> None:
        """Put a blob into the container, or another version of it."""
        self.files[f"{CONTAINER}/{name}"] = content

    def fail(self, path: str, fault: Fault, times: int = 1_000_000) -> None:
        """Let the next answers for a path go wrong; "list" is the listing."""
        self.faults[path] = (fault, times)

    def fault_of(self, path: str) -> Fault | None:
        """Take one fault of a path."""
        with self.lock:
            fault, left = self.faults.get(path, (None, 0))
            if fault is None or left <= 0:
                return None
            self.faults[path] = (fault, left - 1)
            return fault

    def asked(self, what: str = "") -> list[str]:
        """Return the paths that were asked for and hold `what`."""
        return [path for _, path, _ in self.seen if what in path]


@dataclass
class Server:
    """A server that runs. base: its address; container: that of its container."""

    base: str
    served: Served

    @property
    def container(self) -> str:
        """The address of the container."""
        return f"{self.base}{CONTAINER}"


@contextmanager
def serving() -> Iterator[Server]:
    """Run a server for the body."""
    served = Served()

    class Handler(_Handler):
        state = served

    server = _Quiet(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield Server(f"http://127.0.0.1:{server.server_port}", served)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def etag_of(content: bytes) -> str:
    """Return the ETag that the server gives a content, without quotes."""
    return f"0x{hashlib.sha256(content).hexdigest()[:16].upper()}"


class _Quiet(ThreadingHTTPServer):
    request_queue_size = 64

    def handle_error(self, *_: object) -> None:
        """Say nothing of clients that went away."""


class _Handler(BaseHTTPRequestHandler):
    state: Served
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = parse_qs(parts.query)
        self.state.seen.append((self.command, self.path, dict(self.headers)))
        if self.state.sas and self.state.sas not in parts.query:
            self._status(403)
        elif query.get("comp") == ["list"]:
            self._list(query)
        else:
            self._file(unquote(parts.path))

    def _list(self, query: dict[str, list[str]]) -> None:
        fault = self.state.fault_of("list")
        marker = query.get("marker", [""])[0]
        if marker and self.state.refused_markers > 0:
            self.state.refused_markers -= 1
            self._status(400)
            return
        prefix = query.get("prefix", [""])[0]
        start = f"{CONTAINER}/"
        names = sorted(path[len(start) :] for path in self.state.files if path.startswith(start + prefix))
        first = names.index(marker) if marker in names else 0
        page = names[first : first + self.state.page_size]
        rest = names[first + self.state.page_size :]
        body = listing_of(
            [(name, self.state.files[start + name]) for name in page],
            marker=rest[0] if rest else "",
            has_md5=self.state.has_md5,
        )
        self._answer(b"\xef\xbb\xbf" + body, fault, {"Content-Type": "application/xml"})

    def _file(self, path: str) -> None:
        fault = self.state.fault_of(path)
        content = self.state.files.get(path)
        if content is None:
            self._status(404)
            return
        headers = {"ETag": f'"{etag_of(content)}"', "Content-Type": "application/octet-stream"}
        wanted = self.headers.get("If-Match")
        if wanted and wanted != headers["ETag"]:
            self._status(412)
            return
        found = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range") or "")
        if found and self.headers.get("If-Range", headers["ETag"]) == headers["ETag"]:
            start = int(found[1])
            if start >= len(content):
                self._status(416)
                return
            headers["Content-Range"] = f"bytes {start}-{len(content) - 1}/{len(content)}"
            self._answer(content[start:], fault, headers, status=206)
            return
        self._answer(content, fault, headers)

    def _answer(
        self, body: bytes, fault: Fault | None, headers: dict[str, str], *, status: int = 200
    ) -> None:
        if fault is not None and fault.value.isdigit():
            self._status(int(fault))
            return
        if fault in _WHOLE:
            _WHOLE[fault](self, body)
            return
        body = _SPOILT[fault](body) if fault in _SPOILT else body
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if fault is Fault.CHUNK_CUT:
            self.send_header("Transfer-Encoding", "chunked")
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self._send(body, fault)

    def _send(self, body: bytes, fault: Fault | None) -> None:
        """Send a body, or the half of it with which a fault begins."""
        half = body[: len(body) // 2]
        self.close_connection = self.close_connection or fault in _BROKEN
        if fault is Fault.CHUNK_CUT:
            self.wfile.write(b"%x\r\n" % len(body) + half)
        elif fault in _BROKEN:
            self.wfile.write(half)
            self.wfile.flush()
        else:
            self.wfile.write(body)
        if fault is Fault.RESET:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            time.sleep(0.05)
            self.connection.close()

    def _status(self, status: int) -> None:
        body = b"<Error><Code>Told</Code></Error>"
        self.send_response(status)
        if status in {429, 503}:
            self.send_header("Retry-After", self.state.retry_after)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, target: str) -> None:
        """Send the client elsewhere."""
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def be_silent(self) -> None:
        """Say nothing for longer than a test waits."""
        time.sleep(1.5)
        self.close_connection = True

    def talk_rubbish(self) -> None:
        """Answer with what is no HTTP."""
        self.wfile.write(b"\x00\x01\x02 this is no answer\r\n\r\n")
        self.close_connection = True


_BROKEN = frozenset({Fault.CHUNK_CUT, Fault.TRUNCATED, Fault.RESET})
_SPOILT: dict[Fault | None, Callable[[bytes], bytes]] = {
    Fault.ALTERED: lambda body: body[:-1] + bytes([body[-1] ^ 1]),
    Fault.SHORT: lambda body: body[:-100],
    Fault.LONGER: lambda body: body + b"more" * 100,
    Fault.WEB_PAGE: lambda _: b"<!DOCTYPE html><html>Please sign in</html>",
}
_WHOLE: dict[Fault | None, Callable[[_Handler, bytes], None]] = {
    Fault.SILENT: lambda handler, _: handler.be_silent(),
    Fault.GARBAGE: lambda handler, _: handler.talk_rubbish(),
    Fault.REDIRECT_PRIVATE: lambda handler, _: handler.redirect("http://10.1.2.3/secret.pdf?token=INNER"),
    Fault.REDIRECT_LOOP: lambda handler, _: handler.redirect(handler.path),
}


def listing_of(blobs: list[tuple[str, bytes]], *, marker: str = "", has_md5: bool = True) -> bytes:
    """Return a listing as Azure writes it."""
    rows = "".join(_row(name, content, has_md5=has_md5) for name, content in blobs)
    return (
        '<?xml version="1.0" encoding="utf-8"?><EnumerationResults '
        'ServiceEndpoint="https://account.blob.core.windows.net/" ContainerName="invoices">'
        f"<Blobs>{rows}</Blobs><NextMarker>{escape(marker)}</NextMarker></EnumerationResults>"
    ).encode()


def _row(name: str, content: bytes, *, has_md5: bool) -> str:
    digest = base64.b64encode(hashlib.md5(content).digest()).decode()
    is_odd = any(ord(char) < 32 for char in name)
    named = f'<Name Encoded="true">{quote(name)}</Name>' if is_odd else f"<Name>{escape(name)}</Name>"
    md5 = f"<Content-MD5>{digest}</Content-MD5>" if has_md5 else "<Content-MD5 />"
    return (
        f"<Blob>{named}<Properties><Last-Modified>Sat, 21 Nov 2026 10:00:00 GMT</Last-Modified>"
        f"<Etag>{etag_of(content)}</Etag><Content-Length>{len(content)}</Content-Length>{md5}"
        "<BlobType>BlockBlob</BlobType></Properties></Blob>"
    )
