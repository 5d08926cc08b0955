"""The accounts of Google Drive: who is signed in, and signing in and out."""

from __future__ import annotations

import webbrowser
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from invoice_desk.errors import BadSetting
from invoice_desk.intake.drive.account import Account, Accounts
from invoice_desk.intake.drive.endpoints import Endpoints
from invoice_desk.intake.drive.key_files import read_client_id, read_service_key
from invoice_desk.intake.drive.parts import check_parts
from invoice_desk.intake.secrets import Place, Vault
from invoice_desk.progress import IsStopped, never_stopped
from invoice_desk.workflow.settings import Settings, settings_path

if TYPE_CHECKING:
    from invoice_desk.intake.drive.client import Drive

OpenBrowser = Callable[[str], bool]
"""Shows an address in a browser; False where there is none."""


@dataclass(frozen=True, slots=True)
class AtConsent:
    """A person is to agree in a browser now. address: of Google's page; is_open: whether a browser opened.

    open_again: opens the page once more, from any thread, as long as it is waited for.
    """

    address: str
    is_open: bool
    open_again: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class SignedIn:
    """An account that is let in. place: where what opens it is kept, to be told to the person."""

    account: Account
    place: Place


def user_accounts(vault: Vault) -> Accounts:
    """Return the accounts of this user; what opens them is in the vault."""
    return Accounts(settings_path().with_name("drive-accounts.json"), vault)


def endpoints_of(settings: Settings) -> Endpoints:
    """Return where Google Drive is asked: the addresses of the settings, else Google's. Raises BadSetting."""
    given = {
        "auth": settings.drive_auth,
        "token": settings.drive_token,
        "revoke": settings.drive_revoke,
        "api": settings.drive_api,
    }
    return Endpoints(**{name: address for name, address in given.items() if address})


def find_account(accounts: Accounts, name: str = "") -> Account:
    """Return the account that a person means by its e-mail address or key; "" is the only one.

    Raises BadSetting where there is none such, or several.
    """
    there = accounts.all()
    wanted = name.strip().lower()
    found = [
        one for one in there if not wanted or wanted in {one.email.lower(), one.subject.lower(), one.key}
    ]
    if len(found) == 1:
        return found[0]
    if not there:
        raise BadSetting(
            "no account of Google Drive is signed in", remedy="invoice-desk sources accounts sign-in"
        )
    if not found:
        known = ", ".join(one.email for one in there)
        raise BadSetting(f"there is no account {name!r}", remedy=f"signed in are {known}")
    keys = ", ".join(f"{one.key} ({one.subject or one.email}, {one.way.value})" for one in found)
    raise BadSetting("several accounts could be meant", where=name, remedy=f"name one by its key: {keys}")


def sign_in(
    client: Path | None,
    settings: Settings,
    vault: Vault,
    *,
    open_browser: OpenBrowser = webbrowser.open,
    is_stopped: IsStopped = never_stopped,
) -> Generator[AtConsent | SignedIn, None, None]:
    """Let a person in: yield AtConsent while they agree in their browser, and SignedIn in the end.

    client: the JSON file of the client id, None for that of the settings. Who is known already keeps
    the key, so the sources of the account go on. Raises BadSetting, MissingPart, Stopped, NotWritten and
    the kin of SourceFault.
    """
    known = read_client_id(_client_file(client, settings))
    check_parts()
    from invoice_desk.intake.drive.signing_in import SigningIn

    with SigningIn(known, endpoints_of(settings), is_stopped=is_stopped) as signing:

        def open_page() -> bool:
            return signing.open(open_browser)

        yield AtConsent(signing.address, open_page(), open_page)
        account, place = signing.finish(user_accounts(vault))
    yield SignedIn(account, place)


def add_service_account(
    key: Path,
    settings: Settings,
    vault: Vault,
    *,
    subject: str = "",
    is_stopped: IsStopped = never_stopped,
) -> SignedIn:
    """Let a service account in by its key, in the name of `subject` where one is given. It is tried at once.

    Raises BadSetting, MissingPart, NotWritten, Stopped and the kin of SourceFault.
    """
    read = read_service_key(key)
    check_parts()
    from invoice_desk.intake.drive import signing_in

    accounts, endpoints = user_accounts(vault), endpoints_of(settings)
    return SignedIn(
        *signing_in.add_service_account(
            read, accounts, endpoints, subject=subject.strip(), is_stopped=is_stopped
        )
    )


def sign_out(
    account: Account, settings: Settings, vault: Vault, *, is_stopped: IsStopped = never_stopped
) -> bool:
    """Forget an account and let Google revoke what it gave; False where Google could not be told.

    Raises BadSetting, MissingPart, NotWritten.
    """
    check_parts()
    from invoice_desk.intake.drive import signing_in

    accounts, endpoints = user_accounts(vault), endpoints_of(settings)
    return signing_in.sign_out(account, accounts, endpoints, is_stopped=is_stopped)


def open_account(
    key: str, settings: Settings, vault: Vault, *, is_stopped: IsStopped = never_stopped
) -> Drive:
    """Return the Drive of an account by its key; it is to be closed. Raises SignInNeeded, BadSetting,
    MissingPart.
    """
    check_parts()
    from invoice_desk.intake.drive.source import open_drive

    return open_drive(key, user_accounts(vault), endpoints_of(settings), is_stopped=is_stopped)


def _client_file(client: Path | None, settings: Settings) -> Path:
    file = client or settings.drive_client
    if file is None:
        raise BadSetting(
            "Google does not know this program yet: there is no client id",
            remedy="make one in Google's console (docs/drive.md) and give its JSON file",
        )
    return file.expanduser().absolute()
