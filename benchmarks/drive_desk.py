"""A Google Drive on loopback with a folder that a desk watches, for what is measured and killed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from invoice_desk.intake.drive.account import Account, Accounts
from invoice_desk.intake.drive.folders import Folder
from invoice_desk.intake.drive.key_files import ClientId
from invoice_desk.intake.drive.signing_in import SigningIn
from invoice_desk.intake.hiding import Secret
from invoice_desk.intake.secrets import Vault
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.drive_sources import drive_draft
from invoice_desk.workflow.settings import Settings, write_settings
from invoice_desk.workflow.source_drafts import add_draft
from invoice_desk.workflow.sync_rhythm import Rhythm
from tests.intake.drive.browser import browse_to
from tests.intake.drive.server import DriveServer, serving
from tests.intake.drive.tokens import CLIENT, CLIENT_SECRET


@contextmanager
def drive_watched(desk: Path, config: Path, vault: Vault) -> Iterator[tuple[DriveServer, str, Settings]]:
    """Serve a Drive, sign a person in to it in a browser that agrees, and let a desk watch an empty folder.

    Gives the server, the folder's id, and the settings that name the server.
    """
    with serving() as server:
        at = server.endpoints
        settings = Settings(
            drive_auth=at.auth, drive_token=at.token, drive_revoke=at.revoke, drive_api=at.api
        )
        config.mkdir(parents=True)
        write_settings(config / "settings.json", settings)
        account = _sign_in(server, Accounts(config / "drive-accounts.json", vault))
        folder = Folder(server.shelf.folder("Invoices"), "Invoices")
        with closing(Desk.open(desk, settings, who="person")) as opened:
            add_draft(opened, vault, "drive", drive_draft(account, folder, Rhythm()))
        yield server, folder.id, settings


def _sign_in(server: DriveServer, accounts: Accounts) -> Account:
    client = ClientId(CLIENT, Secret(CLIENT_SECRET))
    with SigningIn(client, server.endpoints) as signing, browse_to(signing.address):
        return signing.finish(accounts)[0]
