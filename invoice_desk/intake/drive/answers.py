"""What Google's own refusals say: quotas and rights share one status, and a reason tells them apart."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from invoice_desk.intake.answers import seconds_asked
from invoice_desk.intake.faults import BadItem, Gone, RightsRefused, SignInNeeded, SourceFault, TryLater

SCOPE = "https://www.googleapis.com/auth/drive.readonly"

_HOUR = 3600.0
_OFTEN = {"rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED", "quotaExceeded"}
_DAILY = {"dailyLimitExceeded", "dailyLimitExceededUnreg"}
_DISABLED = {"accessNotConfigured", "SERVICE_DISABLED"}
_NARROW = {"insufficientPermissions", "insufficientScopes", "ACCESS_TOKEN_SCOPE_INSUFFICIENT"}

_OFFICE = "the administrator of this organisation's Google Workspace"


def fault_of_answer(
    status: int, headers: Mapping[str, str], content: bytes | str, *, where: str
) -> SourceFault:
    """Return the fault that an answer of Google stands for. It may have any body at all."""
    message, reason = reason_in(content)
    if status == 401:
        return SignInNeeded("Google does not know this account any more (401)", where=where, remedy=_AGAIN)
    if status == 403:
        return _forbidden(message, reason, headers, where)
    if status in {404, 410}:
        return Gone(
            "is not there, or this account may not see it",
            where=where,
            remedy="check in Google Drive whether it was moved, deleted, or is no longer shared with you",
        )
    if status == 429 or reason in _OFTEN:
        return _too_often(headers, where)
    if status >= 500 or status == 408:
        after = seconds_asked(headers)
        return TryLater(f"Google Drive has trouble ({status})", where=where, after=after)
    return BadItem(
        f"Google Drive cannot give it ({f'{status} {reason}'.strip()})",
        where=where,
        remedy="look at it in Google Drive; if it is the watched folder, choose it again",
    )


def reason_in(content: bytes | str) -> tuple[str, str]:
    """Return the message and the reason of an error's body, "" for what it does not say."""
    try:
        error = json.loads(content)["error"]
    except (ValueError, TypeError, KeyError):
        return "", ""
    if isinstance(error, str):
        return error, error
    if not isinstance(error, dict):
        return "", ""
    named = [*_dicts(error.get("errors")), *_dicts(error.get("details"))]
    reasons = [str(one["reason"]) for one in named if "reason" in one]
    return str(error.get("message", "")), reasons[0] if reasons else str(error.get("status", ""))


def _dicts(value: object) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


_AGAIN = "sign in again"


def _forbidden(message: str, reason: str, headers: Mapping[str, str], where: str) -> SourceFault:
    if reason in _OFTEN:
        return _too_often(headers, where)
    if reason in _DAILY:
        return _used_up("the Google project has used up its requests of this day", where)
    if reason in _DISABLED:
        return _disabled(message)
    if reason in _NARROW:
        return SignInNeeded(
            "this sign-in does not include the right to see the files in Google Drive",
            where=where,
            remedy="sign in again, and leave the tick at that right",
        )
    make = _FORBIDDEN.get(reason, _refused)
    return make(where)


def _too_often(headers: Mapping[str, str], where: str) -> TryLater:
    after = seconds_asked(headers)
    return TryLater("Google Drive wants to be asked less often", where=where, after=after, is_everywhere=True)


def _used_up(what: str, where: str) -> TryLater:
    remedy = "it goes on by itself; ask for a higher quota in Google's console if this happens often"
    return TryLater(what, where=where, remedy=remedy, after=_HOUR, is_everywhere=True)


def _disabled(message: str) -> RightsRefused:
    project = re.search(r"project[ =]([\w-]+)", message)
    place = f"project {project[1]}" if project else "the project of your client id or service account"
    return RightsRefused(
        f"the Google Drive API is not switched on in {place}",
        remedy="at console.cloud.google.com choose that project, then APIs & Services, Library, "
        "Google Drive API, Enable; it takes some minutes to hold",
        is_everywhere=True,
    )


def _sharing(where: str) -> TryLater:
    return _used_up("Google's limit for shared files is used up for now", where)


def _downloads(where: str) -> TryLater:
    return TryLater(
        "Google gives this file out no more often for now: its download limit is used up",
        where=where,
        after=_HOUR,
    )


def _refused(where: str) -> RightsRefused:
    return RightsRefused(
        "Google Drive refuses it (403)", where=where, remedy="ask its owner for the right to read it"
    )


def _no_right(where: str) -> RightsRefused:
    return RightsRefused(
        "this account has no right to read it", where=where, remedy="ask its owner to share it with you"
    )


def _app_refused(where: str) -> RightsRefused:
    return RightsRefused(
        "its owner does not let this program read it",
        where=where,
        remedy=f"ask {_OFFICE} to allow this program",
    )


def _policy(where: str) -> RightsRefused:
    return RightsRefused(
        "the rules of this organisation do not let programs read Google Drive",
        where=where,
        remedy=f"ask {_OFFICE} to allow this program",
        is_everywhere=True,
    )


def _no_download(where: str) -> RightsRefused:
    return RightsRefused(
        "may be seen but not downloaded",
        where=where,
        remedy="ask its owner to let viewers download it",
    )


def _abusive(where: str) -> BadItem:
    return BadItem(
        "Google holds this file for malware or spam, so it is not fetched",
        where=where,
        remedy="if it is an invoice all the same, ask its sender for another copy",
    )


def _too_large(where: str) -> BadItem:
    return BadItem(
        "is too large as a PDF: Google makes PDFs of its own documents up to 10 MB",
        where=where,
        remedy="save it as a PDF in Google Drive, in the same folder",
    )


_FORBIDDEN: dict[str, Callable[[str], SourceFault]] = {
    "sharingRateLimitExceeded": _sharing,
    "downloadQuotaExceeded": _downloads,
    "insufficientFilePermissions": _no_right,
    "appNotAuthorizedToFile": _app_refused,
    "domainPolicy": _policy,
    "cannotDownloadFile": _no_download,
    "fileNotDownloadable": _no_download,
    "fileNotExportable": _no_download,
    "cannotDownloadAbusiveFile": _abusive,
    "exportSizeLimitExceeded": _too_large,
}
