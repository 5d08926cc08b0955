"""A folder of Google Drive as a source of a desk, and asked again after a new sign-in."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from invoice_desk.errors import BadSetting
from invoice_desk.intake.drive.account import Account
from invoice_desk.intake.drive.choice import FileKind
from invoice_desk.intake.drive.folders import Folder
from invoice_desk.intake.secrets import Vault
from invoice_desk.progress import IsStopped
from invoice_desk.store.sources import Source as Known
from invoice_desk.store.sources import all_sources
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.drive_accounts import AtConsent, OpenBrowser, SignedIn, sign_in
from invoice_desk.workflow.settings import change_settings, settings_path
from invoice_desk.workflow.source_choices import DriveFolderChoice, Kind
from invoice_desk.workflow.source_drafts import Draft
from invoice_desk.workflow.sync_rhythm import Rhythm
from invoice_desk.workflow.syncing import ask_soon

ALL_KINDS = frozenset(FileKind)


def drive_draft(
    account: Account,
    folder: Folder,
    rhythm: Rhythm,
    *,
    with_subfolders: bool = True,
    kinds: frozenset[FileKind] = ALL_KINDS,
) -> Draft:
    """Return a folder of an account's Drive. Raises BadSetting where no kind is left."""
    if not kinds:
        raise BadSetting("no kind of files is chosen", remedy="choose one at least")
    choice = DriveFolderChoice(
        rhythm=rhythm,
        account=account.key,
        email=account.subject or account.email,
        folder=folder.id,
        name=folder.name,
        with_subfolders=with_subfolders,
        kinds=kinds,
    )
    return Draft(Kind.DRIVE, choice)


def sign_in_on(
    desk: Desk, vault: Vault, client: Path | None, *, open_browser: OpenBrowser, is_stopped: IsStopped
) -> Generator[AtConsent | SignedIn, None, None]:
    """Let a person in as `drive_accounts.sign_in` does; then remember the client id's file, and ask the
    sources of the account again. Raises what that does.
    """
    for step in sign_in(client, desk.settings, vault, open_browser=open_browser, is_stopped=is_stopped):
        if isinstance(step, SignedIn):
            if client is not None:
                changed = change_settings(settings_path(), {"drive_client": client.expanduser().absolute()})
                desk.take_settings(changed)
            ask_again(desk, step.account)
        yield step


def sources_of(desk: Desk, account: Account) -> list[Known]:
    """Return the sources of a desk that come from an account."""
    with desk.reading() as connection:
        there = all_sources(connection)
    return [one for one in there if one.kind == Kind.DRIVE and one.settings.get("account") == account.key]


def ask_again(desk: Desk, account: Account) -> list[str]:
    """Let the sources of an account that signed in again rest no longer; return their names."""
    found = sources_of(desk, account)
    for one in found:
        ask_soon(desk, one)
    return [one.name for one in found]
