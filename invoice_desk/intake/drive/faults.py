"""Each fault of Google and of the way to it, as one of the shared faults, in words with a way out."""

from __future__ import annotations

import http.client
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

from invoice_desk.intake.drive.answers import fault_of_answer
from invoice_desk.intake.faults import SourceFault, TryLater

OFFLINE = "Google Drive cannot be reached: there is no network, or its name is not found"
BROKE_OFF = "the connection to Google Drive broke off"
SILENT = "Google Drive did not answer in time"
NO_ANSWER = "what came is no answer of Google Drive: perhaps this network wants you to sign in first"


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn what Google's libraries and the network raise into the kin of SourceFault."""
    import google.auth.exceptions as signing
    import httplib2
    import requests
    from googleapiclient.errors import HttpError

    try:
        yield
    except HttpError as error:
        raise fault_of_answer(error.status_code, error.resp, error.content, where=where) from None
    except (
        OSError,  # requests' and the sockets' own are of its kin
        requests.RequestException,
        http.client.HTTPException,
        httplib2.HttpLib2Error,
        signing.GoogleAuthError,
    ) as error:
        raise fault_of_network(error, where) from None


def fault_of_network(error: BaseException, where: str) -> SourceFault:
    """Return what an error on the way to Google says."""
    whole = list(_causes(error))
    text = " ".join(str(one) for one in whole)
    if any(isinstance(one, ssl.SSLError) for one in whole) or "SSL" in text:
        return _not_trusted(text, where)
    if _is_offline(whole, text):
        return TryLater(
            OFFLINE,
            where=where,
            remedy="check the network; it is tried again by itself",
            is_everywhere=True,
        )
    if any(isinstance(one, TimeoutError) for one in whole) or "timed out" in text:
        return TryLater(SILENT, where=where)
    return TryLater(BROKE_OFF, where=where)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Give an error and all that lie behind it: libraries wrap each other's, some as an argument."""
    seen: set[int] = set()
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if not isinstance(one, BaseException) or id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        waiting += [one.__cause__, one.__context__, getattr(one, "reason", None), *one.args]


def _is_offline(errors: list[BaseException], text: str) -> bool:
    from httplib2 import ServerNotFoundError

    kinds = (socket.gaierror, ConnectionRefusedError, ServerNotFoundError)
    words = ("Name or service not known", "Failed to resolve", "unreachable", "Unable to find the server")
    return any(isinstance(one, kinds) for one in errors) or any(one in text for one in words)


def _not_trusted(text: str, where: str) -> TryLater:
    if "not yet valid" in text or "has expired" in text:
        return TryLater(
            "Google's certificate does not hold at this computer's time, so its clock is probably wrong",
            where=where,
            remedy="set this computer's clock",
            is_everywhere=True,
        )
    return TryLater(
        "no secure connection to Google Drive came about",
        where=where,
        remedy="check this computer's clock, and whether a proxy of your network stands in between",
        is_everywhere=True,
    )
