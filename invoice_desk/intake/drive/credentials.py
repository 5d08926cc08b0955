"""Google's credentials as this program uses them: fresh tokens in memory alone, and each refusal in words."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from typing import Any

from google.auth.exceptions import RefreshError
from google.oauth2 import credentials as person
from google.oauth2 import service_account

from invoice_desk.errors import BadSetting
from invoice_desk.intake.drive.account import Account, Way
from invoice_desk.intake.drive.answers import SCOPE
from invoice_desk.intake.drive.endpoints import Endpoints
from invoice_desk.intake.drive.faults import NO_ANSWER
from invoice_desk.intake.drive.refusals import fault_of_refusal
from invoice_desk.intake.faults import TryLater

Credentials = person.Credentials | service_account.Credentials


class _Watched:
    """Refreshes once for all threads, and remembers what time it is at Google."""

    _desk_account: Account  # names that Google's own classes do not have

    def _begin(self, account: Account) -> None:
        self._desk_account, self._desk_said = account, ""
        self._desk_lock, self._desk_used = threading.Lock(), threading.local()

    def _refresh_once(self, request: Any, refresh: Any) -> None:  # noqa: ANN401 - Google's own types
        """Get a fresh token, unless another thread got one since this thread used the last."""
        with self._desk_lock:
            is_ours = self.token == getattr(self._desk_used, "token", None)  # type: ignore[attr-defined]
            if is_ours or not self.valid:  # type: ignore[attr-defined]
                self._refresh_watched(request, refresh)
            self._desk_used.token = self.token  # type: ignore[attr-defined]

    def _note_used(self) -> None:
        self._desk_used.token = self.token  # type: ignore[attr-defined]

    def _refresh_watched(self, request: Any, refresh: Any) -> None:  # noqa: ANN401 - Google's own types
        def watched(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - a transport of Google's
            answer = request(*given, **named)
            self._desk_said = answer.headers.get("date", "")
            return answer

        self._desk_said = ""
        try:
            refresh(watched)
        except RefreshError as error:
            raise self._fault(error) from None
        except (TypeError, KeyError, ValueError, AttributeError):  # a page where JSON should be
            raise TryLater(NO_ANSWER, where=self._desk_account.email, is_everywhere=True) from None

    def _fault(self, error: RefreshError) -> Exception:
        answer = error.args[1] if len(error.args) > 1 and isinstance(error.args[1], Mapping) else {}
        if error.retryable or not answer:
            return TryLater(
                "Google gave no token just now", where=self._desk_account.email, is_everywhere=True
            )
        return fault_of_refusal(answer, self._desk_account, said=self._desk_said)


class Person(_Watched, person.Credentials):
    """Of a person who signed in."""

    def refresh(self, request: Any) -> None:  # noqa: ANN401 - Google's own type
        """Get a fresh token. Raises the kin of SourceFault, and Google's TransportError."""
        self._refresh_once(request, super().refresh)

    def apply(self, headers: Any, token: str | None = None) -> None:  # noqa: ANN401 - Google's own type
        """Put the token into a request's headers."""
        self._note_used()
        super().apply(headers, token)  # type: ignore[no-untyped-call]


class Service(_Watched, service_account.Credentials):
    """Of a service account."""

    def refresh(self, request: Any) -> None:  # noqa: ANN401 - Google's own type
        """Get a fresh token. Raises the kin of SourceFault, and Google's TransportError."""
        self._refresh_once(request, super().refresh)

    def apply(self, headers: Any, token: str | None = None) -> None:  # noqa: ANN401 - Google's own type
        """Put the token into a request's headers."""
        self._note_used()
        super().apply(headers, token)  # type: ignore[no-untyped-call]

    def _is_regional_access_boundary_lookup_required(self) -> bool:
        """Ask nobody but Drive: since 2.55 google-auth asks iamcredentials.googleapis.com on its own
        (googleapis/google-cloud-python issues 17515, 17653) and has no switch for it.
        """
        return False


def credentials_of(account: Account, secret: Mapping[str, str], endpoints: Endpoints) -> Credentials:
    """Return what opens an account. Raises BadSetting where what is kept is broken."""
    try:
        if account.way is Way.SERVICE:
            made: Person | Service = _service(account, secret, endpoints)
        else:
            made = _person(secret, endpoints)
    except (KeyError, ValueError, TypeError):
        raise BadSetting(
            "what is kept of this account is broken", where=account.email, remedy="sign in again"
        ) from None
    made._begin(account)  # noqa: SLF001 - its other half
    return made


def _person(secret: Mapping[str, str], endpoints: Endpoints) -> Person:
    return Person(  # type: ignore[no-untyped-call]
        None,
        refresh_token=secret["refresh_token"],
        token_uri=endpoints.token,
        client_id=secret["client_id"],
        client_secret=secret["client_secret"],
        scopes=[SCOPE],
    )


def _service(account: Account, secret: Mapping[str, str], endpoints: Endpoints) -> Service:
    """Return a service account's; its token comes from our endpoint, whatever the key's file says."""
    info = {**json.loads(secret["key"]), "token_uri": endpoints.token, "type": "service_account"}
    made: Service = Service.from_service_account_info(info, scopes=[SCOPE])  # type: ignore[no-untyped-call]
    if account.subject:
        made = made.with_subject(account.subject)  # type: ignore[no-untyped-call]
    return made
