"""Signing in to Google: a person in a browser or a service account, and every way it can fail."""

from __future__ import annotations

import json
import socket
import threading
import time
import urllib.error
import urllib.request
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from invoice_desk.errors import BadSetting, DeskError, Stopped
from invoice_desk.intake.drive.account import Account, Accounts, Way
from invoice_desk.intake.drive.endpoints import Endpoints
from invoice_desk.intake.drive.key_files import ClientId, ServiceKey, read_client_id, read_service_key
from invoice_desk.intake.drive.refusals import clock_words, fault_of_refusal
from invoice_desk.intake.drive.signing_in import SignedIn, SigningIn, add_service_account, sign_out
from invoice_desk.intake.drive.source import open_drive
from invoice_desk.intake.faults import SignInNeeded, TryLater
from invoice_desk.intake.hiding import Secret
from invoice_desk.intake.secrets import Place
from tests.intake.drive import faulting
from tests.intake.drive.browser import Visit, browse_to, visit
from tests.intake.drive.conftest import CLIENT, CLIENT_SECRET
from tests.intake.drive.faulting import refuse
from tests.intake.drive.server import DriveServer


def sign_in(
    drive: DriveServer, client: ClientId, accounts: Accounts, how: Visit = visit, longest: float = 20
) -> SignedIn:
    with SigningIn(client, drive.endpoints) as signing, browse_to(signing.address, how):
        return signing.finish(accounts, longest=longest)


def back_of(address: str) -> str:
    return parse_qs(urlsplit(address).query)["redirect_uri"][0]


def test_a_person_signs_in_and_out(
    drive: DriveServer, client: ClientId, accounts: Accounts, tmp_path: Path
) -> None:
    account, place = sign_in(drive, client, accounts)
    assert (account.email, account.name, account.way) == ("booker@example.com", "The Booker", Way.PERSON)
    assert place is Place.FILE
    assert accounts.all() == (account,)
    asked = next(one.query for one in drive.asked if one.step == "auth")
    assert asked["scope"] == "https://www.googleapis.com/auth/drive.readonly"
    assert asked["code_challenge_method"] == "S256"
    assert urlsplit(asked["redirect_uri"]).hostname == "127.0.0.1"
    assert (tmp_path / "secrets.json").stat().st_mode & 0o777 == 0o600

    assert sign_out(account, accounts, drive.endpoints) is True
    assert drive.tokens.refresh == set()
    assert accounts.all() == ()
    assert json.loads((tmp_path / "secrets.json").read_text()) == {}
    with pytest.raises(SignInNeeded, match="signed out"):
        open_drive(account.key, accounts, drive.endpoints)


def test_signing_out_without_a_network_forgets_here_and_says_so(
    drive: DriveServer, client: ClientId, accounts: Accounts
) -> None:
    account, _ = sign_in(drive, client, accounts)
    drive.fail("revoke", faulting.reset)
    assert sign_out(account, accounts, drive.endpoints) is False
    assert accounts.all() == ()


def test_signing_out_of_what_was_revoked_before_is_no_fault(
    drive: DriveServer, client: ClientId, accounts: Accounts
) -> None:
    account, _ = sign_in(drive, client, accounts)
    drive.tokens.end_consent()
    assert sign_out(account, accounts, drive.endpoints) is True


def test_several_accounts_and_the_same_one_again(
    drive: DriveServer, client: ClientId, accounts: Accounts
) -> None:
    first, _ = sign_in(drive, client, accounts)
    drive.tokens.email = "second@example.com"
    second, _ = sign_in(drive, client, accounts)
    assert {one.email for one in accounts.all()} == {"booker@example.com", "second@example.com"}
    drive.tokens.email = "Booker@example.com"
    again, _ = sign_in(drive, client, accounts)
    assert again.key == first.key, "its sources go on"
    assert len(accounts.all()) == 2
    assert second.key != first.key


def test_a_browser_that_was_closed_can_be_opened_again(
    drive: DriveServer, client: ClientId, accounts: Accounts
) -> None:
    opened: list[str] = []

    def open_browser(address: str) -> bool:
        opened.append(address)
        if len(opened) == 2:
            threading.Thread(target=visit, args=(address,)).start()
        return True

    with SigningIn(client, drive.endpoints) as signing:
        assert signing.open(open_browser)
        timer = threading.Timer(0.3, signing.open, [open_browser])
        timer.start()
        account, _ = signing.finish(accounts, longest=20)
    assert account.email == "booker@example.com"
    assert len(opened) == 2


def test_a_system_without_a_browser_shows_the_address(drive: DriveServer, client: ClientId) -> None:
    with SigningIn(client, drive.endpoints) as signing:
        assert signing.open(lambda _address: False) is False
        assert signing.address.startswith(drive.endpoints.auth)
        assert CLIENT_SECRET not in signing.address


def test_strangers_at_the_door_change_nothing(
    drive: DriveServer, client: ClientId, accounts: Accounts
) -> None:
    silent: list[socket.socket] = []

    def with_strangers(address: str) -> None:
        silent.append(socket.create_connection(("127.0.0.1", urlsplit(back_of(address)).port or 0)))
        for path in ("favicon.ico", "?code=stolen&state=wrong", "?error=access_denied", "?code=x"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(back_of(address) + path, timeout=5)
        assert "signed in" in visit(address)

    begun = time.monotonic()
    account, _ = sign_in(drive, client, accounts, with_strangers)
    assert account.email == "booker@example.com"
    assert time.monotonic() - begun < 4, "one who connects and says nothing holds nobody up"
    silent[0].close()


def test_it_can_be_stopped_and_ends_by_itself(
    drive: DriveServer, client: ClientId, accounts: Accounts
) -> None:
    begun = time.monotonic()
    words = r"did not come back in time.*sign in again"
    with SigningIn(client, drive.endpoints) as signing, pytest.raises(SignInNeeded, match=words):
        signing.finish(accounts, longest=0.3)
    with SigningIn(client, drive.endpoints, is_stopped=lambda: True) as signing, pytest.raises(Stopped):
        signing.finish(accounts)
    assert time.monotonic() - begun < 5
    account, _ = sign_in(drive, client, accounts)
    assert account.email


def test_consent_that_is_refused_or_narrowed(
    drive: DriveServer, client: ClientId, accounts: Accounts
) -> None:
    drive.tokens.is_denied = True
    with pytest.raises(SignInNeeded, match=r"refused in the browser.*sign in again and allow it"):
        sign_in(drive, client, accounts)
    drive.tokens.is_denied, drive.tokens.granted = False, "https://www.googleapis.com/auth/drive.file"
    with pytest.raises(SignInNeeded, match=r"was not given.*leave the tick"):
        sign_in(drive, client, accounts)
    assert accounts.all() == ()
    drive.tokens.granted = None
    sign_in(drive, client, accounts)


@pytest.mark.parametrize(
    ("step", "act", "words"),
    [
        ("token", faulting.reset, "broke off"),
        ("token", faulting.PORTAL, "wants you to sign in first|gave no token"),
        ("token", faulting.say(500, b'{"error": "server_error"}'), "gave no token just now"),
        (
            "token",
            faulting.say(400, b'{"error": "invalid_grant"}'),
            "does not take the answer of the browser",
        ),
        ("token", faulting.say(401, b'{"error": "invalid_client"}'), "does not take the client id"),
        ("token", faulting.cut_after(10), "broke off"),
        ("about", refuse(403, "accessNotConfigured", "project 4711 "), "not switched on in project 4711"),
        ("about", refuse(503, "backendError"), "has trouble"),
        ("about", faulting.PORTAL, "wants you to sign in first"),
        ("about", faulting.reset, "broke off"),
    ],
)
def test_each_fault_while_signing_in_is_told_and_another_try_works(
    drive: DriveServer,
    client: ClientId,
    accounts: Accounts,
    step: str,
    act: faulting.Act,
    words: str,
) -> None:
    drive.fail(step, act)
    with pytest.raises(DeskError, match=words) as caught:
        sign_in(drive, client, accounts)
    assert caught.value.problem.remedy
    assert CLIENT_SECRET not in str(caught.value)
    assert accounts.all() == ()
    account, _ = sign_in(drive, client, accounts)
    assert accounts.all() == (account,)


def test_a_401_that_stays_asks_to_sign_in(drive: DriveServer, account: Account, accounts: Accounts) -> None:
    opened = open_drive(account.key, accounts, drive.endpoints)
    drive.fail("about", *[refuse(401, "authError")] * 4)
    with pytest.raises(SignInNeeded, match=r"does not know this account any more.*sign in again"):
        opened.ask(lambda one: one.about().get(fields="user"))
    opened.close()


def test_the_seven_days_of_an_app_in_testing_are_named(account: Account) -> None:
    answer = {"error": "invalid_grant", "error_description": "Token has been expired or revoked."}
    now = datetime.now(UTC)
    seven = replace(account, signed_in=now - timedelta(days=7, minutes=3))
    assert "seven days" in str(fault_of_refusal(answer, seven, now=now))
    for days in (1, 20):
        other = replace(account, signed_in=now - timedelta(days=days))
        assert "access was removed" in str(fault_of_refusal(answer, other, now=now))


def test_a_clock_that_is_wrong_is_told_with_its_way() -> None:
    now = datetime(2026, 5, 1, 12, tzinfo=UTC)
    assert clock_words("Fri, 01 May 2026 12:00:30 GMT", now) == ""
    assert clock_words("Fri, 01 May 999999999999999999999 12:00:30 GMT", now) == ""
    assert clock_words("Fri, 01 May 2026 15:00:00 GMT", now) == "it is 3 hours slow"
    assert clock_words("Fri, 01 May 2026 11:50:00 GMT", now) == "it is 10 minutes fast"
    assert clock_words("nonsense", now) == ""


def test_what_is_kept_in_hand_prints_no_secret(client: ClientId, drive: DriveServer) -> None:
    with SigningIn(client, drive.endpoints) as signing:
        shown = repr(client) + repr(signing) + repr(vars(client) if hasattr(client, "__dict__") else "")
    assert CLIENT_SECRET not in shown


@pytest.fixture(scope="module")
def key_pair() -> tuple[str, bytes]:
    """Return a private key as a JSON key holds it, and its public half."""
    key = rsa.generate_private_key(65537, 2048)
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return private.decode(), public


@pytest.fixture
def key_file(tmp_path: Path, drive: DriveServer, key_pair: tuple[str, bytes]) -> Path:
    """Return a JSON key of a service account; its token address leads elsewhere, and is not used."""
    drive.tokens.public_key = key_pair[1]
    drive.tokens.given.add(key_pair[0].splitlines()[3])
    content = {
        "type": "service_account",
        "project_id": "p",
        "private_key_id": "k1",
        "private_key": key_pair[0],
        "client_email": "desk@p.iam.gserviceaccount.com",
        "client_id": "1234",
        "token_uri": "https://elsewhere.example/token",
    }
    folder = tmp_path / "secrets.json.d"
    folder.mkdir()
    path = folder / "secrets.json"  # a name that the guard against told secrets leaves out
    path.write_text(json.dumps(content))
    return path


def test_a_service_account_reads_with_its_key_alone(
    drive: DriveServer, accounts: Accounts, key_file: Path
) -> None:
    key = read_service_key(key_file)
    assert "PRIVATE" not in repr(key)
    account, place = add_service_account(key, accounts, drive.endpoints)
    key_file.unlink()
    assert (account.email, account.way, place) == (key.email, Way.SERVICE, Place.FILE)
    claims = drive.tokens.claims[-1]
    assert claims["scope"] == "https://www.googleapis.com/auth/drive.readonly"
    assert "sub" not in claims
    opened = open_drive(account.key, accounts, drive.endpoints)
    assert opened.ask(lambda one: one.about().get(fields="user"))["user"]
    opened.close()
    assert sign_out(account, accounts, drive.endpoints) is True
    assert accounts.all() == ()


def test_a_service_account_stands_for_a_person_where_it_may(
    drive: DriveServer, accounts: Accounts, key_file: Path
) -> None:
    key = read_service_key(key_file)
    with pytest.raises(SignInNeeded, match=r"may not stand for boss@example\.com.*Domain-wide delegation"):
        add_service_account(key, accounts, drive.endpoints, subject="boss@example.com")
    drive.tokens.subjects.add("boss@example.com")
    account, _ = add_service_account(key, accounts, drive.endpoints, subject="boss@example.com")
    assert drive.tokens.claims[-1]["sub"] == "boss@example.com"
    plain, _ = add_service_account(key, accounts, drive.endpoints)
    assert account.key != plain.key


def test_a_service_account_asks_nobody_but_drive(
    drive: DriveServer, accounts: Accounts, key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """google-auth asks another address in the background, which the guard of all tests would refuse."""
    import google.auth.transport.requests as transport

    asked: list[str] = []
    ask = transport.Request.__call__

    def watched(self: transport.Request, url: str, *given: object, **named: object) -> object:
        asked.append(url)
        return ask(self, url, *given, **named)

    monkeypatch.setattr(transport.Request, "__call__", watched)
    account, _ = add_service_account(read_service_key(key_file), accounts, drive.endpoints)
    opened = open_drive(account.key, accounts, drive.endpoints)
    folder = drive.shelf.folder("x")
    key = drive.shelf.put("1.pdf", b"%PDF-", folder)
    with opened.opened(lambda one: one.files().get_media(fileId=key), headers={}, where="") as response:
        assert response.content == b"%PDF-"
    time.sleep(0.2)
    opened.close()
    assert [one for one in asked if "127.0.0.1" not in one] == []


@pytest.mark.parametrize(
    ("ahead", "words"), [(7200, "it is 2 hours slow.*set this computer's clock"), (-7200, "2 hours fast")]
)
def test_a_wrong_clock_is_told_where_google_refuses_it(
    drive: DriveServer, accounts: Accounts, key_file: Path, ahead: float, words: str
) -> None:
    drive.tokens.ahead = ahead
    with pytest.raises(TryLater, match=words):
        add_service_account(read_service_key(key_file), accounts, drive.endpoints)


def test_a_key_that_was_deleted_is_told(drive: DriveServer, accounts: Accounts, key_file: Path) -> None:
    other = rsa.generate_private_key(65537, 2048).public_key()
    drive.tokens.public_key = other.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    with pytest.raises(SignInNeeded, match=r"does not take the key.*new JSON key"):
        add_service_account(read_service_key(key_file), accounts, drive.endpoints)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "is no JSON file"),
        ("[]", "not a file of Google's console"),
        ("{}", "no client id"),
        ('{"web": {"client_id": "x", "client_secret": "y"}}', "for web servers"),
        ('{"type": "service_account"}', "key of a service account and no client id"),
        ('{"installed": {"client_id": ""}}', "no client id"),
    ],
)
def test_a_file_that_is_no_client_id_is_refused(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "client.json"
    path.write_text(content)
    with pytest.raises(BadSetting, match=words) as caught:
        read_client_id(path)
    assert caught.value.problem.remedy


def test_a_client_id_is_read_from_googles_file(tmp_path: Path) -> None:
    path = tmp_path / "secrets.json"
    path.write_text(json.dumps({"installed": {"client_id": CLIENT, "client_secret": CLIENT_SECRET}}))
    assert read_client_id(path) == ClientId(CLIENT, Secret(CLIENT_SECRET))
    with pytest.raises(BadSetting, match="cannot be read"):
        read_client_id(tmp_path / "not there.json")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ({}, "no key of a service account"),
        ({"type": "service_account", "client_email": "a@b"}, "no key of a service account"),
        ({"installed": {}}, "a client id and no key"),
        (
            {"type": "service_account", "client_email": "a@b", "private_key": "garbage"},
            "a key that is broken",
        ),
    ],
)
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, content: object, words: str) -> None:
    path = tmp_path / "key.json"
    path.write_text(json.dumps(content))
    with pytest.raises(BadSetting, match=words):
        read_service_key(path)


@pytest.mark.parametrize(
    "address", ["http://example.com/token", "ftp://127.0.0.1/", "nothing", "http://10.0.0.1/x"]
)
def test_an_address_that_is_not_encrypted_is_for_this_machine_alone(address: str) -> None:
    with pytest.raises(BadSetting, match="neither https nor on this machine"):
        Endpoints(token=address)
    Endpoints(token="http://localhost:1/x", api="http://[::1]:1/drive/v3/")


def test_broken_lists_and_lost_secrets_are_told(
    drive: DriveServer, account: Account, accounts: Accounts, tmp_path: Path
) -> None:
    (tmp_path / "secrets.json").unlink()
    with pytest.raises(SignInNeeded, match=r"no longer there.*sign in again"):
        open_drive(account.key, accounts, drive.endpoints)
    (tmp_path / "accounts.json").write_text('[{"key": 1}]')
    with pytest.raises(BadSetting, match="cannot be read"):
        accounts.all()


def test_service_keys_hide_their_text() -> None:
    assert "PEM" not in repr(ServiceKey("a@b", "1", Secret("PEM")))
