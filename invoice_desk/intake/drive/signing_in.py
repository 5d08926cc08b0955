"""A person signs in: consent in their own browser, a code back to this machine, and a token for it."""

from __future__ import annotations

import os
import threading
import time
import webbrowser
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType
from typing import Any, Self

from invoice_desk.errors import Stopped
from invoice_desk.intake.drive.account import Account, Accounts, Way, new_account
from invoice_desk.intake.drive.answers import SCOPE
from invoice_desk.intake.drive.client import Drive, quieten
from invoice_desk.intake.drive.credentials import credentials_of
from invoice_desk.intake.drive.endpoints import Endpoints, is_plain
from invoice_desk.intake.drive.faults import NO_ANSWER, translated
from invoice_desk.intake.drive.key_files import ClientId, ServiceKey
from invoice_desk.intake.drive.loopback import Loopback
from invoice_desk.intake.drive.refusals import fault_of_refusal
from invoice_desk.intake.drive.transport import hold_session, open_session
from invoice_desk.intake.faults import SignInNeeded, TryLater
from invoice_desk.intake.hanging_up import Lines
from invoice_desk.intake.secrets import Place
from invoice_desk.progress import IsStopped, never_stopped

LONGEST = 600.0
"""Seconds that a person has for the consent."""

_ANSWER = 30.0
_ANOTHER_TRY = "sign in again"
_plain = threading.Lock()

OpenBrowser = Callable[[str], bool]
"""Opens an address in the browser of this system; False where there is none."""

SignedIn = tuple[Account, Place]
"""The account, and where what opens it is kept, to be told to the person."""


class SigningIn:
    """One attempt to sign in. Its page may be opened again as long as `finish` waits: a browser that was
    closed by mistake does no harm. Not for two threads, but for `open`. is_stopped: ends all waiting.
    """

    def __init__(
        self, client: ClientId, endpoints: Endpoints, *, is_stopped: IsStopped = never_stopped
    ) -> None:
        from google_auth_oauthlib.flow import InstalledAppFlow

        quieten()
        self._client, self._endpoints = client, endpoints
        config = {
            "client_id": client.id,
            "client_secret": client.secret.reveal(),
            "auth_uri": endpoints.auth,
            "token_uri": endpoints.token,
        }
        self._flow = InstalledAppFlow.from_client_config({"installed": config}, [SCOPE])
        self._is_stopped, self._lines = is_stopped, Lines(is_stopped)
        hold_session(self._flow.oauth2session, self._lines, _ANSWER)
        self._loopback = Loopback()
        self._flow.redirect_uri = self._loopback.address
        with _insecure_if(is_plain(endpoints.auth)):
            self.address, self._state = self._flow.authorization_url(access_type="offline", prompt="consent")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def open(self, open_browser: OpenBrowser = webbrowser.open) -> bool:
        """Show the page of consent; False where no browser opens, then `address` is to be shown."""
        try:
            return bool(open_browser(self.address))
        except (OSError, webbrowser.Error):
            return False

    def finish(self, accounts: Accounts, *, longest: float = LONGEST) -> SignedIn:
        """Wait for the consent and keep the account. Raises Stopped, the kin of SourceFault, NotWritten."""
        until = time.monotonic() + longest
        brought = self._loopback.wait(self._state, until=until, is_stopped=self._is_stopped)
        if brought is None:
            raise _not_come(is_stopped=self._is_stopped())
        if "code" not in brought:
            raise _denied(brought.get("error", ""))
        secret = self._exchange(brought["code"])
        account = new_account(Way.PERSON, "", "")
        return _keep(accounts, account, secret, self._endpoints, self._is_stopped)

    def close(self) -> None:
        """Give back the port; `finish` is over then."""
        self._loopback.close()
        self._flow.oauth2session.close()
        self._lines.close()

    def _exchange(self, code: str) -> dict[str, str]:
        """Return what opens the account for a code."""
        with self._lines.watched(), _exchanging(self._endpoints.token):
            token: Mapping[str, Any] = self._flow.fetch_token(code=code, timeout=_ANSWER)
        if not token.get("refresh_token"):
            raise SignInNeeded("Google gave a sign-in that does not last", remedy=_ANOTHER_TRY)
        return {
            "refresh_token": str(token["refresh_token"]),
            "client_id": self._client.id,
            "client_secret": self._client.secret.reveal(),
        }


def add_service_account(
    key: ServiceKey,
    accounts: Accounts,
    endpoints: Endpoints,
    *,
    subject: str = "",
    is_stopped: IsStopped = never_stopped,
) -> SignedIn:
    """Let a service account in, in the name of `subject` where one is given. It is tried at once.

    Raises the kin of SourceFault, NotWritten, BadSetting, Stopped.
    """
    account = new_account(Way.SERVICE, key.email, key.email, subject)
    return _keep(accounts, account, {"key": key.text.reveal()}, endpoints, is_stopped)


def sign_out(
    account: Account, accounts: Accounts, endpoints: Endpoints, *, is_stopped: IsStopped = never_stopped
) -> bool:
    """Forget an account, and have Google revoke what it gave; False where Google could not be told.

    Then access can be removed at myaccount.google.com/permissions. A service account has nothing to
    revoke: its key is deleted in Google's console. Raises NotWritten, BadSetting.
    """
    try:
        secret = accounts.secret_of(account)
    except SignInNeeded:
        secret = {}
    accounts.forget(account)
    token = secret.get("refresh_token")
    return _revoke(token, endpoints, Lines(is_stopped)) if token else True


def _revoke(token: str, endpoints: Endpoints, lines: Lines) -> bool:
    import requests

    try:
        with lines.watched(), open_session(lines, _ANSWER) as session:
            answer = session.post(
                endpoints.revoke, data={"token": token}, timeout=_ANSWER, allow_redirects=False
            )
    except (requests.RequestException, OSError, Stopped):
        return False
    return answer.ok or "invalid_token" in answer.text  # the second: it was revoked before


def _keep(
    accounts: Accounts,
    account: Account,
    secret: Mapping[str, str],
    endpoints: Endpoints,
    is_stopped: IsStopped,
) -> SignedIn:
    """Ask Google who that is, and keep it."""
    drive = Drive(credentials_of(account, secret, endpoints), endpoints, is_stopped=is_stopped)
    try:
        who = drive.ask(lambda drive: drive.about().get(fields="user(emailAddress,displayName)"))
    finally:
        drive.close()
    user = who.get("user")
    named = user if isinstance(user, dict) else {}
    email = account.email or str(named.get("emailAddress") or named.get("displayName") or "")
    found = Account(
        account.key,
        account.way,
        email,
        str(named.get("displayName") or email),
        account.signed_in,
        account.subject,
    )
    return accounts.keep(found, secret)


@contextmanager
def _exchanging(address: str) -> Iterator[None]:
    """Turn what can go wrong with a code into words. Nothing is chained: it could hold the code."""
    from oauthlib.oauth2 import OAuth2Error

    unknown = Account("", Way.PERSON, "", "", new_account(Way.PERSON, "", "").signed_in)
    try:
        with _insecure_if(is_plain(address)), translated(""):
            yield
    except OAuth2Error as error:
        if error.error == "invalid_grant":
            raise SignInNeeded(
                "Google does not take the answer of the browser", remedy=_ANOTHER_TRY
            ) from None
        answer = {"error": error.error, "error_description": error.description or ""}
        if error.error in {"missing_token", "server_error", "temporarily_unavailable"}:
            raise TryLater("Google gave no token just now", remedy=_ANOTHER_TRY) from None
        raise fault_of_refusal(answer, unknown) from None
    except Warning:  # so says oauthlib that other rights were given than were asked for
        raise SignInNeeded(
            "the right to see the files in Google Drive was not given",
            remedy=f"{_ANOTHER_TRY}, and leave the tick at that right",
        ) from None
    except (ValueError, TypeError, KeyError):
        raise TryLater(NO_ANSWER, remedy=_ANOTHER_TRY, is_everywhere=True) from None


@contextmanager
def _insecure_if(is_needed: bool) -> Iterator[None]:  # noqa: FBT001
    """Let oauthlib ask an address of this machine over http, which it knows only as a variable."""
    name = "OAUTHLIB_INSECURE_TRANSPORT"
    if not is_needed:
        yield
        return
    with _plain:
        before = os.environ.get(name)
        os.environ[name] = "1"
        try:
            yield
        finally:
            if before is None:
                del os.environ[name]
            else:
                os.environ[name] = before


def _not_come(*, is_stopped: bool) -> Stopped | SignInNeeded:
    if is_stopped:
        return Stopped("signing in was stopped")
    return SignInNeeded(
        "nobody signed in: the browser did not come back in time",
        remedy=f"{_ANOTHER_TRY}, and finish in the browser window that opens",
    )


def _denied(error: str) -> SignInNeeded:
    if error == "access_denied":
        return SignInNeeded(
            "access to Google Drive was refused in the browser",
            remedy=f"{_ANOTHER_TRY} and allow it; an app in testing lets in its test users alone",
        )
    if error in {"admin_policy_enforced", "org_internal"}:
        return SignInNeeded(
            "the rules of this organisation do not let this program read Google Drive",
            remedy="ask the administrator of its Google Workspace to allow this program",
        )
    return SignInNeeded("Google did not sign you in", remedy=_ANOTHER_TRY)
