"""A Drive server, a person's account that is signed in there, and a folder that is watched."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from invoice_desk.intake.drive.account import Account, Accounts
from invoice_desk.intake.drive.choice import DriveChoice
from invoice_desk.intake.drive.key_files import ClientId
from invoice_desk.intake.drive.signing_in import SigningIn
from invoice_desk.intake.drive.source import DriveSource, open_drive
from invoice_desk.intake.hiding import Secret
from invoice_desk.intake.secrets import FileVault
from tests.intake.drive.browser import browse_to
from tests.intake.drive.pulling import Pulling
from tests.intake.drive.server import DriveServer, serving
from tests.intake.drive.tokens import CLIENT, CLIENT_SECRET

MakePulling = Callable[..., Pulling]


@pytest.fixture
def drive() -> Iterator[DriveServer]:
    """Return a Drive that is empty."""
    with serving() as server:
        yield server


@pytest.fixture(autouse=True)
def _tells_no_secret(drive: DriveServer, caplog: pytest.LogCaptureFixture, tmp_path: Path) -> Iterator[None]:
    """Fail a test after which a token or a secret stands in a log, or in a file that is not the vault."""
    caplog.set_level(logging.DEBUG)
    yield
    secrets = {CLIENT_SECRET, *drive.tokens.given}
    said = "\n".join(
        record.getMessage() + str(record.exc_text)
        for when in ("setup", "call")
        for record in caplog.get_records(when)
    )
    files = [one for one in tmp_path.rglob("*") if one.is_file() and one.name != "secrets.json"]
    kept = b"\n".join(one.read_bytes() for one in files)
    assert not [one for one in secrets if one in said or one.encode() in kept]


@pytest.fixture
def client() -> ClientId:
    """Return the client id that the server knows."""
    return ClientId(CLIENT, Secret(CLIENT_SECRET))


@pytest.fixture
def accounts(tmp_path: Path) -> Accounts:
    """Return this test's accounts; their secrets lie in a file."""
    return Accounts(tmp_path / "accounts.json", FileVault(tmp_path / "secrets.json"))


@pytest.fixture
def account(drive: DriveServer, client: ClientId, accounts: Accounts) -> Account:
    """Return an account that a person signed in to, in a browser."""
    with SigningIn(client, drive.endpoints) as signing, browse_to(signing.address):
        found, _ = signing.finish(accounts, longest=20)
    drive.asked.clear()
    return found


@pytest.fixture
def folder(drive: DriveServer) -> str:
    """Return the folder that is watched."""
    return drive.shelf.folder("Invoices")


@pytest.fixture
def pull(
    drive: DriveServer, accounts: Accounts, account: Account, folder: str, tmp_path: Path
) -> Iterator[MakePulling]:
    """Return what opens the watched folder as a source and brings what is there, as a sync does."""
    opened: list[DriveSource] = []

    def make(*, timeout: float = 5.0, **chosen: object) -> Pulling:
        choice = DriveChoice(**{"account": account.key, "folder": folder, "name": "Invoices", **chosen})
        client = open_drive(account.key, accounts, drive.endpoints, timeout=timeout)
        pulling = Pulling(client, choice, tmp_path / "arriving")
        opened.append(pulling.source)
        return pulling

    yield make
    for one in opened:
        one.close()
