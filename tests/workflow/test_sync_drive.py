"""Google Drive among a desk's sources: signing in again while it runs, other kinds chosen later."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from desks import draw, listed

from invoice_desk.intake.drive.account import Account
from invoice_desk.intake.drive.choice import FileKind
from invoice_desk.intake.drive.folders import Folder, Top
from invoice_desk.intake.hiding import Secret
from invoice_desk.intake.pacing import Patience
from invoice_desk.intake.secrets import FileVault
from invoice_desk.store.source_journal import count_items
from invoice_desk.store.sources import all_sources, set_settings
from invoice_desk.workflow import drive_accounts
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.drive_accounts import AtConsent, SignedIn, user_accounts
from invoice_desk.workflow.drive_browsing import Browsing
from invoice_desk.workflow.drive_sources import ask_again, drive_draft
from invoice_desk.workflow.settings import Settings
from invoice_desk.workflow.source_choices import choice_of
from invoice_desk.workflow.source_drafts import add_draft
from invoice_desk.workflow.sync_rhythm import Rhythm
from invoice_desk.workflow.sync_running import Run, run_sources
from invoice_desk.workflow.syncing import Arrived, Round
from tests.intake.drive.browser import browse_to
from tests.intake.drive.server import DriveServer, serving
from tests.intake.drive.tokens import CLIENT, CLIENT_SECRET


@pytest.fixture
def vault(tmp_path: Path) -> FileVault:
    return FileVault(tmp_path / "config" / "secrets.json")


@pytest.fixture
def drive() -> Iterator[DriveServer]:
    with serving() as server:
        yield server


@pytest.fixture
def settings(drive: DriveServer, tmp_path: Path, desk: Desk) -> Settings:
    """Return settings that name the server, by which the desk works."""
    client = tmp_path / "client.json"
    client.write_text(f'{{"installed": {{"client_id": "{CLIENT}", "client_secret": "{CLIENT_SECRET}"}}}}')
    at = drive.endpoints
    made = Settings(
        drive_client=client,
        drive_auth=at.auth,
        drive_token=at.token,
        drive_revoke=at.revoke,
        drive_api=at.api,
    )
    desk.take_settings(made)
    return made


def sign_in(settings: Settings, vault: FileVault) -> Account:
    """Sign in, in a browser that agrees; the account."""
    steps = drive_accounts.sign_in(None, settings, vault, open_browser=lambda _address: True)
    consent = next(steps)
    assert isinstance(consent, AtConsent)
    with browse_to(consent.address):
        done = next(steps)
    assert isinstance(done, SignedIn)
    steps.close()
    return done.account


@pytest.fixture
def account(settings: Settings, vault: FileVault) -> Account:
    return sign_in(settings, vault)


@pytest.fixture
def folder(drive: DriveServer, desk: Desk, vault: FileVault, account: Account, tmp_path: Path) -> str:
    """Return a folder with one invoice that the desk watches."""
    key = drive.shelf.folder("Invoices")
    drive.shelf.put("small-1.png", draw(tmp_path / "in").read_bytes(), key, "image/png")
    add_draft(desk, vault, "drive", drive_draft(account, Folder(key, "Invoices"), Rhythm(interval=5)))
    return key


def counts(desk: Desk) -> dict[str, int]:
    with desk.reading() as connection:
        return {state.value: many for state, many in count_items(connection, 1).items()}


def run_once(desk: Desk, vault: FileVault) -> None:
    for _ in run_sources(desk, vault, Run(is_reading=False)):
        pass


def test_who_signs_in_again_while_the_sync_runs_is_synced_on(
    drive: DriveServer, desk: Desk, vault: FileVault, folder: str, account: Account, tmp_path: Path
) -> None:
    """The running sync holds what the revoked sign-in gave; it must take the new one, and at once."""
    stop, said, came = threading.Event(), list[str](), list[str]()
    end = time.monotonic() + 60
    run = Run(is_once=False, is_reading=False, patience=Patience(tries=0))
    for event in run_sources(desk, vault, run, is_stopped=stop.is_set):
        if isinstance(event, Arrived):
            came.append(event.taken.name)
        if isinstance(event, Round):
            said.append(str(event.problem or ""))
            if len(said) == 1:
                drive.tokens.end_consent()
                content = draw(tmp_path / "in", number="N-2").read_bytes()
                drive.shelf.put("small-2.png", content, folder, "image/png")
            elif event.problem is not None:
                again = sign_in(desk.settings, vault)
                assert again.key == account.key
                assert ask_again(desk, again) == ["drive"]
        if len(came) == 2 or time.monotonic() > end:
            stop.set()
    assert came == ["small-1.png", "small-2.png"]
    assert any("the sign-in holds no longer" in one for one in said)


def test_what_was_passed_over_comes_when_its_kind_is_chosen_later(
    drive: DriveServer, desk: Desk, vault: FileVault, folder: str, account: Account
) -> None:
    with desk.reading() as connection:
        known = all_sources(connection)[0]
    settings = {**known.settings, "kinds": ["pdf"]}
    with desk.change() as change:
        set_settings(change, known.id, settings)
    run_once(desk, vault)
    assert counts(desk) == {"passed over": 1}
    with desk.reading() as connection:
        chosen = choice_of(all_sources(connection)[0])
    assert chosen.kinds == {FileKind.PDF}  # type: ignore[attr-defined]
    with desk.change() as change:
        set_settings(change, known.id, {**settings, "kinds": ["pdf", "image"]})
    run_once(desk, vault)
    assert counts(desk) == {"taken": 1}
    assert [one.name for one in listed(desk)] == ["small-1.png"]


def test_the_folders_of_an_account_are_opened_one_by_one(
    drive: DriveServer, settings: Settings, vault: FileVault, folder: str, account: Account
) -> None:
    inner = drive.shelf.folder("2026", folder)
    shared = drive.shelf.shared_drive("Office")
    browsing = Browsing(account, settings, vault)

    def inside(what: Top | Folder) -> list[Folder]:
        return [one for page in browsing.folders(what) for one in page.folders]

    assert inside(Top.MY_DRIVE) == [Folder(folder, "Invoices")]
    assert inside(Folder(folder, "Invoices")) == [Folder(inner, "2026")]
    assert inside(Top.SHARED_DRIVES) == [Folder(shared, "Office")]
    assert browsing.find("root") == Folder("root", "My Drive")


def test_an_account_is_meant_by_its_address_or_its_key(settings: Settings, vault: FileVault) -> None:
    accounts = user_accounts(vault)
    first = sign_in(settings, vault)
    other = replace(first, key="f" * 32, email="other@example.com", subject="")
    accounts.keep(other, {"refresh_token": Secret("x").reveal()})
    for name in ("OTHER@example.com", "f" * 32):
        assert drive_accounts.find_account(accounts, name) == other
    with pytest.raises(drive_accounts.BadSetting, match="several accounts could be meant"):
        drive_accounts.find_account(accounts)


def test_a_sign_in_that_is_given_up_leaves_nothing(settings: Settings, vault: FileVault) -> None:
    steps = drive_accounts.sign_in(None, settings, vault, open_browser=lambda _address: False)
    consent = next(steps)
    assert isinstance(consent, AtConsent)
    assert not consent.is_open
    steps.close()
    assert user_accounts(vault).all() == ()
