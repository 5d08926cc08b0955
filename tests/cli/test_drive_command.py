"""Google Drive through the real commands: a browser that agrees, a watched folder, files that come."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cli_runs import run
from desk_runs import draw, on, said, words

from tests.intake.drive.server import DriveServer, serving
from tests.intake.drive.tokens import CLIENT, CLIENT_SECRET

EMAIL = "booker@example.com"
BROWSER = """
import sys, urllib.request
with urllib.request.urlopen(sys.argv[1], timeout=20) as page:
    page.read()
"""


@pytest.fixture
def drive() -> Iterator[DriveServer]:
    with serving() as server:
        yield server


@pytest.fixture
def client(tmp_path: Path) -> Path:
    """Return the client id's file as Google's console gives it."""
    path = tmp_path / "client.json"
    path.write_text(json.dumps({"installed": {"client_id": CLIENT, "client_secret": CLIENT_SECRET}}))
    return path


@pytest.fixture
def set_up(
    drive: DriveServer, settings_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> DriveServer:
    """Return the Drive that the settings name, and let the system's browser be one that agrees to all."""
    at = drive.endpoints
    addresses = {"auth": at.auth, "token": at.token, "revoke": at.revoke, "api": at.api}
    settings_file.write_text(json.dumps({f"drive_{name}": one for name, one in addresses.items()}))
    browser = tmp_path / "browser.py"
    browser.write_text(BROWSER)
    monkeypatch.setenv("BROWSER", f"{shlex.quote(sys.executable)} {shlex.quote(str(browser))} %s &")
    return drive


@pytest.fixture
def folder(set_up: DriveServer, client: Path, tmp_path: Path) -> str:
    """Return a folder with two invoices, of a person who signed in."""
    sign_in("--client", client)
    folder = set_up.shelf.folder("Invoices")
    for number in (1, 2):
        content = draw(tmp_path / "in", number=f"N-{number}").read_bytes()
        set_up.shelf.put(f"small-{number}.png", content, folder, "image/png")
    return folder


def sign_in(*more: str | Path) -> subprocess.CompletedProcess[bytes]:
    return run("sources", "accounts", "sign-in", *more)


def add(desk: Path, folder: str, *more: str) -> None:
    result = on(desk, "sources", "add", "drive", "--folder", folder, *more)
    assert result.exit_code == 0, result.stderr


def accounts() -> list[dict[str, str]]:
    return [json.loads(one) for one in run("sources", "accounts", "list", "--json").stdout.splitlines()]


def test_a_person_signs_in_and_what_is_in_the_folder_is_read(
    folder: str, set_up: DriveServer, new_desk: Path
) -> None:
    (account,) = accounts()
    assert (account["email"], account["name"], account["way"]) == (EMAIL, "The Booker", "person")
    link = f"https://drive.google.com/drive/folders/{folder}?usp=sharing"
    result = on(new_desk, "sources", "add", "drive", "--account", EMAIL, "--folder", link)
    assert words(result) == "Invoices: added"
    synced = on(new_desk, "sync", "--once")
    assert synced.exit_code == 0, synced.output
    assert "Invoices: 2 came" in synced.stdout
    read = {Path(one["file"]).name: one["template"] for one in said(new_desk, "list")}
    assert read == {"small-1.png": "small", "small-2.png": "small"}
    set_up.asked.clear()
    assert on(new_desk, "sync", "--once").stdout == ""
    assert set_up.steps() == ["changes"]
    (listed,) = said(new_desk, "sources", "list")
    assert (listed["kind"], listed["place"]) == ("drive", f"{EMAIL}: Invoices")


def test_where_the_key_of_the_account_lies_is_said_and_the_client_id_is_remembered(
    set_up: DriveServer, client: Path, settings_file: Path
) -> None:
    first = sign_in("--client", client)
    assert first.returncode == 0, first.stderr
    told = " ".join(first.stdout.decode().split())
    assert f"{EMAIL}: signed in" in told
    assert "in a file that only this user can read, because this system has no keyring" in told
    assert json.loads(settings_file.read_text())["drive_client"] == str(client)
    assert sign_in().returncode == 0
    assert len(accounts()) == 1


def test_a_revoked_sign_in_is_said_with_what_to_do_and_signing_in_again_goes_on(
    folder: str, set_up: DriveServer, tmp_path: Path
) -> None:
    desk = tmp_path / "desk"
    add(desk, folder)
    assert on(desk, "sync", "--once", "--no-read").exit_code == 0
    set_up.tokens.end_consent()
    set_up.shelf.put("small-3.png", draw(tmp_path / "in", number="N-3").read_bytes(), folder, "image/png")
    failed = on(desk, "sync", "--once", "--no-read")
    assert failed.exit_code == 1
    assert "the sign-in holds no longer" in words(failed)
    assert "sign in again" in words(failed)
    again = sign_in("--desk", desk)
    assert "Invoices: is asked again" in again.stdout.decode()
    synced = on(desk, "sync", "--once", "--no-read")
    assert "small-3.png: came" in synced.stdout
    assert len(said(desk, "list")) == 3


def test_signing_out_lets_google_revoke_and_the_source_says_so(
    folder: str, set_up: DriveServer, settings_file: Path, tmp_path: Path
) -> None:
    add(tmp_path / "desk", folder)
    assert set_up.tokens.refresh
    out = run("sources", "accounts", "sign-out", EMAIL)
    assert out.stdout.decode().strip() == f"{EMAIL}: signed out"
    assert not set_up.tokens.refresh
    assert accounts() == []
    assert json.loads(settings_file.with_name("secrets.json").read_text()) == {}
    failed = on(tmp_path / "desk", "sync", "--once", "--no-read")
    assert failed.exit_code == 1
    assert "this account is signed out of Google Drive" in words(failed)


def test_google_that_cannot_be_told_of_a_sign_out_is_said_with_what_to_do(
    folder: str, settings_file: Path
) -> None:
    kept = json.loads(settings_file.read_text())
    settings_file.write_text(json.dumps(kept | {"drive_revoke": "http://127.0.0.1:9/revoke"}))
    out = run("sources", "accounts", "sign-out")
    assert out.returncode == 0
    assert b"https://myaccount.google.com/permissions" in out.stderr
    assert accounts() == []


def test_who_refuses_in_the_browser_is_told_so_and_nobody_is_signed_in(
    set_up: DriveServer, client: Path, settings_file: Path
) -> None:
    set_up.tokens.is_denied = True
    refused = sign_in("--client", client)
    assert refused.returncode == 1
    assert b"access to Google Drive was refused in the browser" in refused.stderr
    assert accounts() == []
    assert "drive_client" not in json.loads(settings_file.read_text())


def test_without_a_browser_the_address_is_shown_and_waited_for(set_up: DriveServer, client: Path) -> None:
    command = [sys.executable, "-m", "invoice_desk", "sources", "accounts", "sign-in", "--no-browser"]
    child = subprocess.Popen(
        [*command, "--client", str(client)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert child.stderr is not None
    assert child.stderr.readline().startswith("to sign in, open this address")
    address = child.stderr.readline().strip()
    subprocess.run([sys.executable, "-c", BROWSER, address], check=True, timeout=30)
    out, _ = child.communicate(timeout=30)
    assert (child.returncode, out.split(":")[0]) == (0, EMAIL)


def test_a_service_account_comes_in_by_its_key(set_up: DriveServer, tmp_path: Path) -> None:
    from tests.intake.drive.keys import make_key

    key = make_key(set_up, tmp_path / "key.json")
    added = run("sources", "accounts", "add-service-account", key)
    assert added.returncode == 0, added.stderr
    key.unlink()
    folder = set_up.shelf.folder("Shared")
    set_up.shelf.put("small-1.png", draw(tmp_path / "in").read_bytes(), folder, "image/png")
    add(tmp_path / "desk", folder)
    assert "Shared: 1 came" in on(tmp_path / "desk", "sync", "--once", "--no-read").stdout


def test_folders_are_shown_with_the_ids_to_add_them_by(folder: str, set_up: DriveServer) -> None:
    inner = set_up.shelf.folder("2026", folder)
    top = run("sources", "accounts", "folders").stdout.decode()
    assert f"{folder}  my drive: Invoices" in top
    assert inner not in top
    assert f"{inner}  Invoices: 2026" in run("sources", "accounts", "folders", "--in", folder).stdout.decode()


def test_subfolders_and_kinds_are_as_they_were_chosen(
    folder: str, set_up: DriveServer, tmp_path: Path
) -> None:
    inner = set_up.shelf.folder("2026", folder)
    set_up.shelf.put("deep.png", draw(tmp_path / "in", number="D-1").read_bytes(), inner, "image/png")
    add(tmp_path / "desk", folder, "--no-subfolders", "--name", "flat")
    add(tmp_path / "desk", folder, "--kinds", "pdf, google", "--name", "papers")
    on(tmp_path / "desk", "sync", "--once", "--no-read")
    counts = {one["name"]: one["counts"] for one in said(tmp_path / "desk", "sources", "list")}
    assert counts == {"flat": {"taken": 2}, "papers": {"passed over": 3}}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--folder", "root"), "no account of Google Drive is signed in"),
        (("--folder", "root", "--kinds", "docx"), "the kinds are pdf, image, google"),
    ],
)
def test_a_wrong_drive_is_refused(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    result = on(tmp_path / "desk", "sources", "add", "drive", *arguments)
    assert result.exit_code == 2
    assert says in " ".join(result.stderr.split())


def test_a_folder_and_an_account_that_are_not_there_are_refused(folder: str, tmp_path: Path) -> None:
    for arguments, says in (
        (("--folder", "1file-999999"), "is not there, or this account may not see it"),
        (("--folder", "what?"), "is no link to a folder"),
        (("--folder", folder, "--account", "other@example.com"), f"signed in are {EMAIL}"),
    ):
        result = on(tmp_path / "desk", "sources", "add", "drive", *arguments)
        assert result.exit_code != 0
        assert says in " ".join(result.stderr.split())
    assert said(tmp_path / "desk", "sources", "list") == []


def test_signing_in_without_a_client_id_says_where_to_get_one(set_up: DriveServer) -> None:
    refused = sign_in()
    assert refused.returncode == 2
    assert b"there is no client id (make one in Google's console" in refused.stderr


def test_an_address_that_is_not_safe_is_refused(folder: str, settings_file: Path, tmp_path: Path) -> None:
    kept = json.loads(settings_file.read_text())
    settings_file.write_text(json.dumps(kept | {"drive_api": "http://drive.example/v3/"}))
    result = on(tmp_path / "desk", "sources", "add", "drive", "--folder", folder)
    assert result.exit_code == 2
    assert "neither https nor on this machine" in result.stderr


def test_no_token_is_anywhere_but_in_the_vault(
    folder: str, set_up: DriveServer, settings_file: Path, tmp_path: Path
) -> None:
    """The desk's folder, the settings and the logs are searched byte by byte after good and bad rounds."""
    desk = tmp_path / "desk"
    add(desk, folder)
    printed = [on(desk, "sync", "--once", "--no-read").output]
    set_up.tokens.end_access()
    printed.append(on(desk, "sync", "--once", "--no-read").output)
    set_up.tokens.end_consent()
    printed.append(on(desk, "sync", "--once", "--no-read").output)
    printed += [on(desk, "sources", *one).output for one in (("list",), ("list", "--json"), ("log",))]
    printed.append(sign_in().stdout.decode())
    vault = settings_file.with_name("secrets.json")
    secrets = {CLIENT_SECRET, *set_up.tokens.given}
    assert any(one in vault.read_text() for one in secrets)
    files = [one for root in (desk, settings_file.parent) for one in root.rglob("*") if one.is_file()]
    searched = {one: one.read_bytes() for one in files if one != vault}
    assert {"desk.sqlite3", "sync.log", "settings.json", "drive-accounts.json"} <= {
        one.name for one in searched
    }
    found = [(one, path) for one in secrets for path, content in searched.items() if one.encode() in content]
    assert not found
    assert not [one for one in secrets if one in "".join(printed)]
