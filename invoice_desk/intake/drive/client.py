"""Google's Drive client, asked in one place: one connection a thread, and every fault in words."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from invoice_desk.intake.drive.answers import fault_of_answer
from invoice_desk.intake.drive.credentials import Credentials
from invoice_desk.intake.drive.endpoints import Endpoints
from invoice_desk.intake.drive.faults import NO_ANSWER, translated
from invoice_desk.intake.drive.transport import ApiHttp, authorized_session
from invoice_desk.intake.faults import TryLater
from invoice_desk.intake.hanging_up import Lines
from invoice_desk.progress import IsStopped, never_stopped

if TYPE_CHECKING:
    import requests

TIMEOUT = 30.0
"""Seconds that Google has for an answer, and for each piece of a file."""

_MOST_OF_ERROR = 64 * 1024
_TALKATIVE = ("requests_oauthlib", "oauthlib", "google.auth", "google_auth_httplib2", "httplib2")

Ask = Callable[[Any], Any]
"""Makes a request of Google's client from its service, such as `lambda drive: drive.files().get(...)`."""


class Drive:
    """A Drive as one account sees it. Any thread may ask; each has connections of its own.

    is_stopped: ends what is waited for, with Stopped.
    """

    def __init__(
        self,
        credentials: Credentials,
        endpoints: Endpoints,
        *,
        timeout: float = TIMEOUT,
        is_stopped: IsStopped = never_stopped,
    ) -> None:
        self._credentials, self._endpoints, self._timeout = credentials, endpoints, timeout
        self._lines = Lines(is_stopped)
        self._mine = threading.local()
        self._held: list[Any] = []
        quieten()

    def ask(self, ask: Ask, *, where: str = "") -> dict[str, Any]:
        """Return Google's answer to one request. Raises the kin of SourceFault.

        It is asked once: how patiently, says who asks (Patience).
        """
        with self._lines.watched(), translated(where):
            answer = ask(self._service()).execute(num_retries=0)
        if not isinstance(answer, dict):
            raise TryLater(NO_ANSWER, where=where, is_everywhere=True)
        return answer

    @contextmanager
    def opened(self, ask: Ask, *, headers: Mapping[str, str], where: str) -> Iterator[Any]:
        """Open the bytes that a request asks for, as a streaming answer. Raises the kin of SourceFault.

        An answer with the status 416 is given as well: it says something about a range.
        """
        with self._lines.watched():
            with translated(where):
                address = ask(self._service()).uri
                asked = {"accept-encoding": "identity", **headers}
                response = self._session().get(address, headers=asked, stream=True, timeout=self._timeout)
            try:
                if response.status_code >= 400 and response.status_code != 416:
                    with translated(where):
                        content = response.raw.read(_MOST_OF_ERROR)
                    raise fault_of_answer(response.status_code, response.headers, content, where=where)
                yield response
            finally:
                response.close()

    def close(self) -> None:
        """Close the connections of all threads."""
        for one in self._held:
            one.close()
        self._held.clear()
        self._lines.close()
        self._mine = threading.local()

    def _service(self) -> Any:  # noqa: ANN401 - Google builds it from its discovery document
        if not hasattr(self._mine, "service"):
            from googleapiclient.discovery import build

            self._mine.service = build(
                "drive",
                "v3",
                http=ApiHttp(self._session(), self._timeout),
                static_discovery=True,
                client_options={"api_endpoint": self._endpoints.api},
            )
        return self._mine.service

    def _session(self) -> requests.Session:
        if not hasattr(self._mine, "session"):
            session = authorized_session(self._credentials, self._lines, self._timeout)
            self._mine.session = session
            self._held.append(session)
        found: requests.Session = self._mine.session
        return found


def quieten() -> None:
    """Keep Google's libraries from writing tokens and codes into logs, which some do at the level DEBUG."""
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.INFO)
    logging.getLogger("googleapiclient").setLevel(logging.ERROR)
