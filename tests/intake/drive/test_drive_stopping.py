"""A person who stops a sync of Google Drive does not wait for Google to say something."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from invoice_desk.errors import Stopped
from invoice_desk.intake.drive.account import Account, Accounts
from invoice_desk.intake.drive.choice import DriveChoice
from invoice_desk.intake.drive.source import DriveSource, open_drive
from tests.intake.drive.server import DriveServer

SOON = 1.5  # seconds


def hang(handler: BaseHTTPRequestHandler, *_right: object) -> None:
    """Say nothing until the other side hangs up, or longer than anybody waits."""
    handler.connection.settimeout(8)
    handler.close_connection = True
    try:
        handler.connection.recv(1)
    except OSError:
        return


def hang_in_the_middle(handler: BaseHTTPRequestHandler, right: bytes, *_more: object) -> None:
    """Send half of a body."""
    handler.send_response(200)
    handler.send_header("content-length", str(len(right)))
    handler.end_headers()
    handler.wfile.write(right[: len(right) // 2])
    hang(handler)


@pytest.mark.parametrize("step", ["token", "get", "start", "list"])
def test_no_question_outlasts_a_person_who_stops(
    drive: DriveServer, accounts: Accounts, account: Account, folder: str, step: str
) -> None:
    drive.fail(step, hang)
    source = opened(drive, accounts, account, folder, soon())
    begun = time.monotonic()
    with pytest.raises(Stopped):
        list(source.list_changes({}))
    assert time.monotonic() - begun < SOON
    source.close()


def test_no_file_outlasts_a_person_who_stops(
    drive: DriveServer, accounts: Accounts, account: Account, folder: str, tmp_path: Path
) -> None:
    drive.shelf.put("one.pdf", b"%PDF-1.7" + b"x" * 100_000, folder)
    stopping: list[float] = []
    source = opened(drive, accounts, account, folder, lambda: bool(stopping))
    (found,) = [one for page in source.list_changes({}) for one in page.found]
    drive.fail("media", hang_in_the_middle)
    begun = time.monotonic()
    stopping.append(begun)
    with pytest.raises(Stopped):
        source.fetch(found, tmp_path / "part", lambda _many: None)
    assert time.monotonic() - begun < SOON
    stopping.clear()
    source.fetch(found, tmp_path / "part", lambda _many: None)
    assert (tmp_path / "part").read_bytes() == drive.shelf.contents[found.id]
    source.close()


def soon() -> Callable[[], bool]:
    until = time.monotonic() + 0.1
    return lambda: time.monotonic() > until


def opened(
    drive: DriveServer, accounts: Accounts, account: Account, folder: str, is_stopped: Callable[[], bool]
) -> DriveSource:
    client = open_drive(account.key, accounts, drive.endpoints, timeout=8.0, is_stopped=is_stopped)
    return DriveSource(client, DriveChoice(account=account.key, folder=folder, name="Invoices"))


def test_google_is_asked_through_the_proxy_that_the_system_names(
    drive: DriveServer,
    accounts: Accounts,
    account: Account,
    folder: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """And it is hung up on as well. The stand-in is asked over http, so the proxy sees whole addresses."""
    for name in ("no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{proxy.getsockname()[1]}")
        source = opened(drive, accounts, account, folder, soon())
        begun = time.monotonic()
        with pytest.raises(Stopped):
            list(source.list_changes({}))
        assert time.monotonic() - begun < SOON
        asked, _ = proxy.accept()
        with asked:
            assert asked.recv(4096).startswith(f"POST {drive.endpoints.token} HTTP/1.1".encode())
    source.close()
