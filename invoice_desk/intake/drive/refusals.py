"""Why Google gives no token any more, in words: revoked, run out, a wrong clock, a right that is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from invoice_desk.intake.drive.account import Account, Way
from invoice_desk.intake.drive.answers import SCOPE
from invoice_desk.intake.faults import RightsRefused, SignInNeeded, SourceFault, TryLater

_TESTING = timedelta(days=7)
_NEAR = timedelta(hours=12)
_SKEW = timedelta(minutes=2)
_AGAIN = "sign in again"


def fault_of_refusal(
    answer: Mapping[str, object], account: Account, *, said: str = "", now: datetime | None = None
) -> SourceFault:
    """Return what it says that no token came. answer: the endpoint's; said: its Date header, "" for none."""
    moment = now or datetime.now(UTC)
    reason, words = str(answer.get("error", "")), str(answer.get("error_description", ""))
    clock = clock_words(said, moment)
    if "timeframe" in words or (clock and account.way is Way.SERVICE and reason == "invalid_grant"):
        return _wrong_clock(clock, account)
    if reason in {"invalid_client", "deleted_client", "disabled_client", "org_internal"}:
        return SignInNeeded(
            "Google does not take the client id of this program: it was deleted, or is for others",
            where=account.email,
            remedy="give the JSON file of a client id that holds, and sign in again",
        )
    if account.way is Way.SERVICE:
        return _service(reason, account)
    if reason in {"admin_policy_enforced", "access_denied"}:
        return RightsRefused(
            "the rules of this organisation do not let this program read Google Drive",
            where=account.email,
            remedy="ask the administrator of its Google Workspace to allow this program",
            is_everywhere=True,
        )
    if reason in {"invalid_grant", "invalid_rapt", "interaction_required"}:
        return _consent_ended(account, moment)
    return TryLater(
        f"Google gave no token ({reason or 'without a reason'})", where=account.email, is_everywhere=True
    )


def clock_words(said: str, now: datetime) -> str:
    """Return by how much this computer's clock is wrong, "" where a Date header does not say that it is."""
    try:
        there = parsedate_to_datetime(said)
    except (TypeError, ValueError, OverflowError):
        return ""
    off = now - (there if there.tzinfo else there.replace(tzinfo=UTC))
    if abs(off) < _SKEW:
        return ""
    minutes = round(abs(off).total_seconds() / 60)
    length = f"{minutes} minutes" if minutes < 120 else f"{round(minutes / 60)} hours"
    return f"it is {length} {'fast' if off > timedelta() else 'slow'}"


def _wrong_clock(clock: str, account: Account) -> TryLater:
    return TryLater(
        f"Google refuses this computer's time{': ' + clock if clock else ''}",
        where=account.email,
        remedy="set this computer's clock; it is tried again by itself",
        is_everywhere=True,
    )


def _service(reason: str, account: Account) -> SignInNeeded:
    if reason == "unauthorized_client":
        return SignInNeeded(
            f"the service account may not stand for {account.subject or 'this person'}",
            where=account.email,
            remedy="in the Admin console, under Security, API controls, Domain-wide delegation, "
            f"allow its client id the scope {SCOPE}",
        )
    return SignInNeeded(
        "Google does not take the key of the service account: it was deleted, or the person that it "
        "stands for is not known",
        where=account.email,
        remedy="make a new JSON key in Google's console and add the service account again",
    )


def _consent_ended(account: Account, now: datetime) -> SignInNeeded:
    age = now - account.signed_in
    if _TESTING - _NEAR <= age <= _TESTING + timedelta(days=1):
        return SignInNeeded(
            "the sign-in ended after seven days, as Google's do while the consent screen of the program's "
            "project stands on Testing",
            where=account.email,
            remedy="sign in again; in Google's console publish the project's app so that it holds longer",
        )
    return SignInNeeded(
        "the sign-in holds no longer: access was removed, the password changed, or it was not used for long",
        where=account.email,
        remedy=f"{_AGAIN}; what is on the desk stays",
    )
