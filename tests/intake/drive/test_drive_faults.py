"""Each fault at each step of a sync: what is told is right, and every file is there once, whole."""

from __future__ import annotations

import hashlib
import socket
import threading
from typing import Any

import pytest

from invoice_desk.errors import DeskError
from invoice_desk.intake.drive.account import Accounts
from invoice_desk.intake.drive.endpoints import Endpoints
from invoice_desk.intake.faults import RightsRefused, SignInNeeded, TryLater
from tests.intake.drive import faulting
from tests.intake.drive.conftest import MakePulling
from tests.intake.drive.faulting import Act, refuse
from tests.intake.drive.pulling import Pulling
from tests.intake.drive.server import DriveServer

BIG = b"%PDF-1.7\n" + hashlib.sha512(b"noise").digest() * 5000 + b"\n%%EOF\n"
TROUBLE = {
    f"{code}": (refuse(code, "backendError"), f"has trouble ({code})") for code in (500, 502, 503, 504)
}
QUOTA: dict[str, tuple[Act, str]] = {
    "429": (refuse(429, "rateLimitExceeded"), "asked less often"),
    "429 that says when": (refuse(429, "rateLimitExceeded", retry_after="7"), "asked less often"),
    "rate": (refuse(403, "rateLimitExceeded"), "asked less often"),
    "user rate": (refuse(403, "userRateLimitExceeded"), "asked less often"),
    "daily": (refuse(403, "dailyLimitExceeded"), "used up its requests of this day"),
    "sharing": (refuse(403, "sharingRateLimitExceeded"), "limit for shared files"),
}
RIGHTS: dict[str, tuple[Act, str]] = {
    "file": (refuse(403, "insufficientFilePermissions"), "no right to read it"),
    "app": (refuse(403, "appNotAuthorizedToFile"), "does not let this program"),
    "domain": (refuse(403, "domainPolicy"), "rules of this organisation"),
    "scope": (refuse(403, "insufficientPermissions"), "does not include the right"),
    "api off": (
        refuse(403, "accessNotConfigured", "Google Drive API has not been used in project 4711 before"),
        "not switched on in project 4711 (at console.cloud.google.com",
    ),
    "403 of a proxy": (faulting.say(403, b"<html>no</html>", "text/html"), "refuses it (403)"),
}
WIRE: dict[str, tuple[Act, str]] = {
    "reset": (faulting.reset, "broke off"),
    "silence": (faulting.silence(1.0), "did not answer in time"),
    "portal": (faulting.PORTAL, "wants you to sign in first"),
}
BODY: dict[str, tuple[Act, str]] = {
    "half": (faulting.HALF_JSON, "no answer of Google Drive"),
    "cut": (faulting.cut_after(20), "broke off"),
    "list of nothing": (faulting.say(200, b"[]"), "no answer of Google Drive"),
}
MEDIA: dict[str, tuple[Act, str]] = {
    "cut": (faulting.cut_after(100_000), "broke off"),
    "reset in mid-file": (faulting.reset_after(100_000), "broke off"),
    "cut without a length": (faulting.cut_after(100_000, has_length=False), "broke off after"),
    "empty": (faulting.say(200, b"", "application/pdf"), "broke off after 0 of"),
    "flipped": (faulting.flip, "altered on its way"),
    "longer": (faulting.longer, "longer than Google's listing says"),
    "416": (refuse(416, "requestedRangeNotSatisfiable"), "does not fit any more"),
    "404": (refuse(404, "notFound"), "is there, but did not come"),
    "abusive": (refuse(403, "cannotDownloadAbusiveFile"), "malware or spam"),
    "may not": (refuse(403, "cannotDownloadFile"), "not downloaded"),
    "download quota": (refuse(403, "downloadQuotaExceeded"), "download limit is used up"),
}
EXPORT: dict[str, tuple[Act, str]] = {
    "cut": (faulting.cut_after(40), "broke off"),
    "cut without a length": (faulting.cut_after(40, has_length=False), "did not come whole"),
    "too large": (refuse(403, "exportSizeLimitExceeded"), "up to 10 MB"),
}
ANYWHERE = TROUBLE | QUOTA | RIGHTS | WIRE
ASKED = ANYWHERE | BODY
STEPS = {
    "get": ASKED,
    "start": ASKED,
    "list": ASKED,
    "changes": ASKED,
    "media": ANYWHERE | MEDIA,
    "export": ANYWHERE | EXPORT,
    "token": {name: WIRE[name] for name in ("reset", "portal")},
}
CASES = [
    pytest.param(step, act, words, id=f"{step}-{name}")
    for step, faults in STEPS.items()
    for name, (act, words) in faults.items()
]


def bring_all(pulling: Pulling, *, most: int = 4) -> None:
    """Go round until nothing waits, as a program does that is left alone."""
    for _ in range(most):
        try:
            pulling.round()
        except DeskError as error:
            pulling.heard.append(error.problem)
        else:
            if not pulling.waiting:
                return
    raise AssertionError([str(one) for one in pulling.heard])


@pytest.mark.parametrize(("step", "act", "words"), CASES)
def test_each_fault_at_each_step_is_told_and_survived(
    drive: DriveServer, folder: str, pull: MakePulling, step: str, act: Act, words: str
) -> None:
    shelf = drive.shelf
    keys = [shelf.put("same.pdf", BIG + bytes([number]), folder) for number in range(3)]
    keys.append(shelf.document("Letter", BIG, folder))
    pulling = pull(timeout=0.4)
    if step == "changes":
        pulling.round()
        keys.append(shelf.put("new.pdf", BIG + b"new", folder))
        shelf.write(keys[0], BIG + b"changed")
    drive.fail(step, act)
    bring_all(pulling)
    assert pulling.files == {key: shelf.contents[key] for key in keys}
    versions = [(found.id, found.version) for found, _ in pulling.came]
    assert len(versions) == len(set(versions)) == len(keys) + (step == "changes")
    told = [str(one) for one in pulling.heard]
    assert any(words in one for one in told), told
    assert all("(" in one for one in told), "each says what to do"


@pytest.mark.parametrize("step", ["get", "start", "list", "media", "export"])
def test_a_token_that_has_run_out_is_renewed_without_a_word(
    drive: DriveServer, folder: str, pull: MakePulling, step: str
) -> None:
    def expire(handler: object, *_right: object) -> None:
        drive.tokens.end_access()
        refuse(401, "authError")(handler, *_right)  # type: ignore[arg-type]

    key = drive.shelf.put("1.pdf", BIG, folder)
    letter = drive.shelf.document("Letter", BIG, folder)
    drive.fail(step, expire)
    pulling = pull()
    pulling.round()
    assert pulling.files == {key: BIG, letter: BIG}
    assert pulling.heard == []


@pytest.mark.parametrize("step", ["get", "list", "changes", "media"])
def test_consent_that_is_revoked_ends_the_round_and_signing_in_again_goes_on(
    drive: DriveServer, folder: str, pull: MakePulling, accounts: Accounts, client: object, step: str
) -> None:
    from invoice_desk.intake.drive.signing_in import SigningIn
    from tests.intake.drive.browser import browse_to

    def revoke(handler: object, *_right: object) -> None:
        drive.tokens.end_consent()
        refuse(401, "authError")(handler, *_right)  # type: ignore[arg-type]

    first = drive.shelf.put("1.pdf", BIG, folder)
    pulling = pull()
    keys = {first}
    if step == "changes":
        pulling.round()
        keys.add(drive.shelf.put("2.pdf", BIG + b"2", folder))
    drive.fail(step, revoke)
    with pytest.raises(SignInNeeded, match=r"holds no longer.*sign in again"):
        pulling.round()
    state, known, waiting, came = pulling.state, pulling.known, pulling.waiting, pulling.came
    with SigningIn(client, drive.endpoints) as signing, browse_to(signing.address):  # type: ignore[arg-type]
        signing.finish(accounts, longest=20)
    again = pull()
    again.state, again.known, again.waiting, again.came = state, known, waiting, came
    again.round()
    assert set(again.files) == keys
    assert len(again.came) == len(keys)


def test_what_the_server_asks_to_wait_is_passed_on(
    drive: DriveServer, folder: str, pull: MakePulling
) -> None:
    pulling = pull()
    drive.fail("get", *[refuse(429, "rateLimitExceeded", retry_after="7")] * 4)
    with pytest.raises(TryLater) as caught:
        pulling.round()
    assert caught.value.after == 7
    assert caught.value.is_everywhere
    drive.fail("get", *[refuse(503, "backendError", retry_after="11")] * 4)
    with pytest.raises(TryLater) as caught:
        pulling.round()
    assert caught.value.after == 11


def test_a_quota_waits_and_a_right_does_not(drive: DriveServer, pull: MakePulling) -> None:
    """They share the status 403."""
    pulling = pull()
    drive.fail("get", refuse(403, "accessNotConfigured", "project 12 "))
    with pytest.raises(RightsRefused) as caught:
        pulling.round()
    assert caught.value.is_everywhere


def test_without_a_network_it_says_so(
    drive: DriveServer, pull: MakePulling, accounts: Accounts, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulling = pull()
    pulling.round()

    def no_name(*_given: object, **_named: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    with monkeypatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", no_name)
        pulling.source.close()
        with pytest.raises(TryLater, match="cannot be reached") as caught:
            pulling.round()
        assert caught.value.is_everywhere
        fresh = pull()
        with pytest.raises(TryLater, match="cannot be reached"):
            fresh.round()
    pulling.round()


def test_a_server_that_is_off_is_no_network(drive: DriveServer, pull: MakePulling) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    pulling = pull()
    pulling.round()
    here = f"http://127.0.0.1:{port}"
    off = Endpoints(f"{here}/auth", f"{here}/token", f"{here}/revoke", f"{here}/drive/v3/")
    pulling.drive._endpoints = off
    pulling.drive.close()
    with pytest.raises(TryLater, match="cannot be reached"):
        pulling.round()


def test_eight_threads_ask_at_once_and_the_token_is_renewed_once(
    drive: DriveServer, pull: MakePulling, folder: str
) -> None:
    """Google's client is not safe to share between threads, so each has its own."""
    pulling = pull()
    pulling.round()
    drive.tokens.end_access()
    drive.asked.clear()
    begin = threading.Barrier(8)
    names: list[object] = []

    def asked(one: Any) -> Any:
        return one.files().get(fileId=folder, fields="name")

    def ask() -> None:
        begin.wait(10)
        names.extend(pulling.drive.ask(asked)["name"] for _ in range(10))

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    assert names == ["Invoices"] * 80
    assert [one.step for one in drive.asked].count("token") == 1
