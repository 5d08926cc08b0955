"""How Google is asked over the wire: one kind of session for all, which ends when a person stops the work."""

from __future__ import annotations

from typing import Any

import httplib2
import requests
from requests.adapters import HTTPAdapter

from invoice_desk.intake.drive.credentials import Credentials
from invoice_desk.intake.hanging_up import Lines, calling, pools_held


class _Adapter(HTTPAdapter):
    """Requests' own, with connections that can be cut. A proxy is asked as its libraries know it."""

    def __init__(self, lines: Lines, timeout: float) -> None:
        self._lines, self._timeout = lines, timeout
        super().__init__()

    def init_poolmanager(self, *given: Any, **named: Any) -> None:  # noqa: ANN401 - of requests
        """Make the pools."""
        super().init_poolmanager(*given, **named)
        self._hold(self.poolmanager)

    def proxy_manager_for(self, proxy: str, **named: Any) -> Any:  # noqa: ANN401 - of requests
        """Return the pools of a proxy; those of SOCKS connect in their own way."""
        manager = super().proxy_manager_for(proxy, **named)
        if not proxy.lower().startswith("socks"):
            self._hold(manager)
        return manager

    def _hold(self, manager: Any) -> None:  # noqa: ANN401 - of urllib3
        plug = calling(self._lines, self._timeout)
        manager.pool_classes_by_scheme = pools_held(self._lines, plug)


class ApiHttp:
    """What Google's client asks with, in the place of httplib2, which cannot be stopped."""

    def __init__(self, session: requests.Session, timeout: float) -> None:
        self._session, self._timeout = session, timeout

    def request(
        self,
        uri: str,
        method: str = "GET",
        body: str | bytes | None = None,
        headers: dict[str, str] | None = None,
        **_: object,
    ) -> tuple[httplib2.Response, bytes]:
        """Ask, as httplib2 does; return the answer and its body."""
        answer = self._session.request(method, uri, data=body, headers=headers, timeout=self._timeout)
        response = httplib2.Response({name.lower(): value for name, value in answer.headers.items()})
        response.status, response.reason = answer.status_code, answer.reason
        return response, answer.content


def open_session(lines: Lines, timeout: float) -> requests.Session:
    """Return a session that nobody is signed in to."""
    return _held(requests.Session(), lines, timeout)


def authorized_session(credentials: Credentials, lines: Lines, timeout: float) -> requests.Session:
    """Return a session that asks with an account's tokens, and gets fresh ones by connections as its own."""
    from google.auth.transport.requests import AuthorizedSession, Request

    made = AuthorizedSession(  # type: ignore[no-untyped-call]
        credentials,
        auth_request=Request(open_session(lines, timeout)),
    )
    return _held(made, lines, timeout)


def hold_session(session: requests.Session, lines: Lines, timeout: float) -> None:
    """Let a session of a library's have connections that can be cut."""
    _held(session, lines, timeout)


def _held(session: requests.Session, lines: Lines, timeout: float) -> requests.Session:
    adapter = _Adapter(lines, timeout)
    for scheme in ("https://", "http://"):
        session.mount(scheme, adapter)
    return session
