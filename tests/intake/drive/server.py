"""A Google Drive on loopback: consent, tokens, files, changes, bytes; it makes any fault at any step."""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from invoice_desk.intake.drive.endpoints import Endpoints
from tests.intake.drive.asking import masked, matches, parents_in
from tests.intake.drive.faulting import Act, error_body, send
from tests.intake.drive.schema import faults_in
from tests.intake.drive.shelf import ROOT, Shelf
from tests.intake.drive.tokens import Tokens

STEPS = (
    ("auth", "GET", r"/auth"),
    ("token", "POST", r"/token"),
    ("revoke", "POST", r"/revoke"),
    ("about", "GET", r"/drive/v3/about"),
    ("start", "GET", r"/drive/v3/changes/startPageToken"),
    ("changes", "GET", r"/drive/v3/changes"),
    ("drives", "GET", r"/drive/v3/drives"),
    ("list", "GET", r"/drive/v3/files"),
    ("export", "GET", r"/drive/v3/files/(?P<id>[^/]+)/export"),
    ("get", "GET", r"/drive/v3/files/(?P<id>[^/]+)"),
)


@dataclass(frozen=True)
class Asked:
    """One request that came."""

    step: str
    query: dict[str, str]
    range: str = ""
    key: str = ""


class Refusal(Exception):
    """An answer that is an error."""

    def __init__(self, code: int, reason: str, message: str = "", **more: str) -> None:
        super().__init__(reason)
        self.code, self.body = code, error_body(code, reason, message or reason, **more)


@dataclass
class DriveServer:
    """The server. faults: for each step, what goes wrong at the next requests, in their order."""

    port: int = 0
    shelf: Shelf = field(default_factory=Shelf)
    tokens: Tokens = field(default_factory=Tokens)
    asked: list[Asked] = field(default_factory=list)
    faults: dict[str, list[Act]] = field(default_factory=dict)
    is_range_known: bool = True
    is_incomplete: bool = False
    most: int = 1000
    refused_tokens: dict[str, int] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)

    @property
    def endpoints(self) -> Endpoints:
        """Where this server is asked."""
        here = f"http://127.0.0.1:{self.port}"
        return Endpoints(f"{here}/auth", f"{here}/token", f"{here}/revoke", f"{here}/drive/v3/")

    def fail(self, step: str, *acts: Act) -> None:
        """Let the next requests of a step go wrong."""
        self.faults.setdefault(step, []).extend(acts)

    def steps(self) -> list[str]:
        """Return what was asked, in order, but for tokens."""
        return [one.step for one in self.asked if one.step not in {"auth", "token"}]

    def answer(self, asked: Asked) -> tuple[int, dict[str, str], bytes]:
        """Return the right answer to a request of the API."""
        match asked.step:
            case "media":
                return self._media(asked)
            case "export":
                return self._export(asked)
        schema, answer = getattr(self, f"_{asked.step}")(asked)
        if "fields" in asked.query:
            answer = masked(answer, asked.query["fields"])
        self.wrong += faults_in(answer, {"$ref": schema})
        return 200, {"content-type": "application/json"}, json.dumps(answer).encode()

    def _about(self, asked: Asked) -> tuple[str, Any]:
        return "About", {"user": {"emailAddress": self.tokens.email, "displayName": self.tokens.name}}

    def _start(self, asked: Asked) -> tuple[str, Any]:
        return "StartPageToken", {"startPageToken": str(len(self.shelf.feed))}

    def _drives(self, asked: Asked) -> tuple[str, Any]:
        rows = [{"id": key, "name": name} for key, name in self.shelf.drives.items()]
        page, more = self._page(rows, asked, "drives")
        return "DriveList", {"drives": page, **more}

    def _list(self, asked: Asked) -> tuple[str, Any]:
        query = asked.query["q"]
        for one in parents_in(query):
            if self.shelf.seen(one) is None:
                raise Refusal(404, "notFound", "File not found: .", location="fileId")
        try:
            rows = [
                one
                for key, one in self.shelf.files.items()
                if key not in self.shelf.hidden and matches(query, one, ROOT)
            ]
        except ValueError as error:
            raise Refusal(400, "invalid", f"Invalid Value {error}", location="q") from error
        page, more = self._page(rows, asked, query)
        return "FileList", {"files": page, "incompleteSearch": self.is_incomplete, **more}

    def _page(self, rows: list[Any], asked: Asked, query: str) -> tuple[list[Any], dict[str, str]]:
        """Return a page of rows; a token is of its query alone."""
        of = f"{abs(hash(query)):x}"
        begin, token = 0, asked.query.get("pageToken")
        if token is not None:
            match = re.fullmatch(rf"page-(\d+)-{of}", token)
            if match is None or self._is_refused("list"):
                raise Refusal(400, "invalid", "Invalid Value", location="pageToken")
            begin = int(match[1])
        end = begin + min(int(asked.query.get("pageSize", 100)), self.most)
        return rows[begin:end], {"nextPageToken": f"page-{end}-{of}"} if end < len(rows) else {}

    def _is_refused(self, step: str) -> bool:
        left = self.refused_tokens.get(step, 0)
        self.refused_tokens[step] = max(0, left - 1)
        return left > 0

    def _changes(self, asked: Asked) -> tuple[str, Any]:
        token, drive = asked.query["pageToken"], asked.query.get("driveId", "")
        if not token.isdigit() or int(token) > len(self.shelf.feed) or self._is_refused("changes"):
            raise Refusal(400, "invalid", "Invalid Value", location="pageToken", locationType="parameter")
        begin = int(token)
        last = {key: number for number, key in enumerate(self.shelf.feed)}
        numbers = sorted(
            number for key, number in last.items() if number >= begin and self._is_of(key, drive)
        )
        many = min(int(asked.query.get("pageSize", 100)), self.most)
        rows = [self._change(self.shelf.feed[number]) for number in numbers[:many]]
        if len(numbers) > many:
            return "ChangeList", {"changes": rows, "nextPageToken": str(numbers[many])}
        return "ChangeList", {"changes": rows, "newStartPageToken": str(len(self.shelf.feed))}

    def _is_of(self, key: str, drive: str) -> bool:
        file = self.shelf.files.get(key)
        return file is None or file.get("driveId", "") == drive

    def _change(self, key: str) -> dict[str, Any]:
        file = self.shelf.seen(key)
        if file is None:
            return {"changeType": "file", "fileId": key, "removed": True}
        return {"changeType": "file", "fileId": key, "removed": False, "file": file}

    def _get(self, asked: Asked) -> tuple[str, Any]:
        file = self.shelf.seen(asked.key)
        if file is None:
            raise Refusal(404, "notFound", f"File not found: {asked.key}.", location="fileId")
        return "File", file

    def _media(self, asked: Asked) -> tuple[int, dict[str, str], bytes]:
        _, file = self._get(asked)
        if "md5Checksum" not in file:
            raise Refusal(403, "fileNotDownloadable", "Only files with binary content can be downloaded.")
        content, kind = self.shelf.contents[asked.key], {"content-type": file["mimeType"]}
        begin = re.fullmatch(r"bytes=(\d+)-", asked.range)
        if begin is None or not self.is_range_known:
            return 200, kind, content
        at = int(begin[1])
        if at >= len(content):
            raise Refusal(416, "requestedRangeNotSatisfiable")
        said = {"content-range": f"bytes {at}-{len(content) - 1}/{len(content)}"}
        return 206, kind | said, content[at:]

    def _export(self, asked: Asked) -> tuple[int, dict[str, str], bytes]:
        _, file = self._get(asked)
        if "md5Checksum" in file or asked.query.get("mimeType") != "application/pdf":
            raise Refusal(403, "fileNotExportable")
        return 200, {"content-type": "application/pdf"}, self.shelf.contents[asked.key]


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 10
    disable_nagle_algorithm = True
    drive: DriveServer

    def do_GET(self) -> None:
        self._serve("GET", b"")

    def do_POST(self) -> None:
        self._serve("POST", self.rfile.read(int(self.headers.get("content-length", 0))))

    def _serve(self, method: str, body: bytes) -> None:
        asked = self._asked(method)
        self.drive.asked.append(asked)
        code, headers, right = self._right(asked, body)
        waiting = self.drive.faults.get(asked.step)
        if waiting:
            waiting.pop(0)(self, right, headers, code)
        else:
            send(self, code, right, headers)

    def _asked(self, method: str) -> Asked:
        parts = urlsplit(self.path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        for step, wanted, path in STEPS:
            match = re.fullmatch(path, parts.path)
            if match and wanted == method:
                name = "media" if step == "get" and query.get("alt") == "media" else step
                key = unquote(match.groupdict().get("id", ""))
                return Asked(name, query, self.headers.get("range", ""), key)
        return Asked("unknown", query)

    def _right(self, asked: Asked, body: bytes) -> tuple[int, dict[str, str], bytes]:
        tokens = self.drive.tokens
        match asked.step:
            case "unknown":
                return 404, {"content-type": "text/html"}, b"<html>Not Found</html>"
            case "auth":
                return 302, {"location": tokens.consent(asked.query)}, b""
            case "token":
                return tokens.give(dict(parse_qsl(body.decode())), self.headers.get("authorization", ""))
            case "revoke":
                return tokens.revoke(dict(parse_qsl(body.decode())))
        try:
            self._check_token()
            return self.drive.answer(asked)
        except Refusal as refusal:
            return refusal.code, {"content-type": "application/json"}, refusal.body

    def _check_token(self) -> None:
        if not self.drive.tokens.is_known(self.headers.get("authorization", "")):
            raise Refusal(401, "authError", "Invalid Credentials", location="Authorization")

    def date_time_string(self, timestamp: float | None = None) -> str:
        """Return the time that is at Google, which this computer's clock may not know."""
        return formatdate(time.time() + self.drive.tokens.ahead, usegmt=True)

    def log_message(self, *_given: object) -> None:
        """Say nothing."""


class _Quiet(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_given: object) -> None:
        """Say nothing of clients that go away."""


@contextmanager
def serving() -> Iterator[DriveServer]:
    """Serve a Drive on a free port of this machine, and see afterwards that it never lied about its form."""
    drive = DriveServer()
    handler = type("Handler", (_Handler,), {"drive": drive})
    with _Quiet(("127.0.0.1", 0), handler) as server:
        drive.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), name="drive-server")
        thread.start()
        try:
            yield drive
        finally:
            server.shutdown()
            thread.join()
    assert not drive.wrong, drive.wrong
