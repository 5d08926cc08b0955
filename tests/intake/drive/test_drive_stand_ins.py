"""The happy path against two servers that are no work of ours: google-drive-mock syncs, emulate signs in."""

from __future__ import annotations

import hashlib
import html
import json
import os
import re
import shutil
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode, urljoin

import pytest

from invoice_desk.intake.drive.account import Accounts
from invoice_desk.intake.drive.choice import DriveChoice
from invoice_desk.intake.drive.client import Drive
from invoice_desk.intake.drive.endpoints import Endpoints
from invoice_desk.intake.drive.key_files import ClientId
from invoice_desk.intake.drive.signing_in import SigningIn, sign_out
from invoice_desk.intake.drive.source import open_drive
from invoice_desk.intake.faults import SignInNeeded
from invoice_desk.intake.hiding import Secret
from tests.intake.drive.browser import browse_to
from tests.intake.drive.pulling import Pulling
from tests.intake.drive.server import DriveServer

ROOT = Path(__file__).resolve().parents[3]
HERE = Path(__file__).parent / "stand_ins"
MODULES = ROOT / ".setup" / "drive-stand-ins" / "node_modules"
FOLDER = "application/vnd.google-apps.folder"

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not (MODULES.parent / "done").exists(),
    reason="needs Node, and setup/install-drive-stand-ins to have run",
)


class Mock:
    """google-drive-mock while it runs."""

    def __init__(self, address: str) -> None:
        self.address = address

    def put(self, name: str, content: bytes, parent: str, kind: str = "application/pdf") -> str:
        query = urlencode({"name": name, "parent": parent, "mimeType": kind})
        return str(self._ask("PUT", f"/seed?{query}", content, "application/octet-stream")["id"])

    def write(self, key: str, content: bytes) -> None:
        self._ask("PATCH", f"/upload/drive/v3/files/{key}?uploadType=media", content, "application/pdf")

    def change(self, key: str, query: str = "", **facts: object) -> None:
        self._ask("PATCH", f"/drive/v3/files/{key}?{query}", json.dumps(facts).encode(), "application/json")

    def delete(self, key: str) -> None:
        self._ask("DELETE", f"/drive/v3/files/{key}", None, "application/json")

    def _ask(self, method: str, path: str, body: bytes | None, kind: str) -> dict[str, object]:
        headers = {"content-type": kind, "authorization": "Bearer valid-token"}
        request = urllib.request.Request(self.address + path, body, headers, method=method)
        with urllib.request.urlopen(request, timeout=10) as answer:
            return json.loads(answer.read() or b"{}")


@pytest.fixture
def mock() -> Iterator[Mock]:
    child = subprocess.Popen(
        ["node", str(HERE / "drive-mock.cjs")],
        env={**os.environ, "NODE_PATH": str(MODULES)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    try:
        line = child.stdout.readline()
        assert line.startswith("READY "), line
        yield Mock(line.split()[1])
    finally:
        child.terminate()
        child.wait(10)
        child.stdout.close()


@pytest.fixture
def emulate(tmp_path: Path) -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    program = MODULES / "emulate" / "dist" / "index.js"
    flags = ["--service", "google", "--port", str(port), "--seed", str(HERE / "emulate.yaml")]
    command = ["node", "--import", str(HERE / "loopback.mjs"), str(program), *flags]
    with (tmp_path / "emulate.log").open("w") as log:
        child = subprocess.Popen(command, stdout=log, stderr=log, cwd=tmp_path)
        try:
            _await(port, child)
            yield f"http://127.0.0.1:{port}"
        finally:
            child.terminate()
            child.wait(10)


def _await(port: int, child: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end and child.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise AssertionError("emulate did not start")


def test_a_folder_of_google_drive_mock_is_kept_in_step(mock: Mock, tmp_path: Path) -> None:
    from google.oauth2.credentials import Credentials

    folder, other = mock.put("Invoices", b"", "root", FOLDER), mock.put("Other", b"", "root", FOLDER)
    contents = [os.urandom(100_000 + number) for number in range(20)]
    keys = [mock.put("same name.pdf", content, folder) for content in contents]
    hostile = mock.put("../../evil\n.pdf", b"evil", folder)
    mock.put("elsewhere.pdf", b"no", other)
    below = mock.put("below.pdf", b"below", mock.put("2026", b"", folder, FOLDER))
    api = Endpoints(api=f"{mock.address}/drive/v3/")
    client = Drive(Credentials(token="valid-token"), api)
    pulling = Pulling(client, DriveChoice(account="mock", folder=folder), tmp_path / "arriving")
    pulling.round()
    assert pulling.files == {**dict(zip(keys, contents, strict=True)), hostile: b"evil", below: b"below"}

    mock.change(keys[0], trashed=True)
    mock.delete(keys[1])
    mock.change(keys[2], f"addParents={other}&removeParents={folder}")
    mock.change(keys[3], name="renamed.pdf")
    mock.write(keys[4], b"new content")
    mock.change(keys[5], trashed=True)
    mock.change(keys[5], trashed=False)
    late = mock.put("late.pdf", b"late", folder)
    pulling.round()
    expected = dict(zip(keys[3:], contents[3:], strict=True))
    assert pulling.files == {
        **expected,
        keys[4]: b"new content",
        late: b"late",
        hostile: b"evil",
        below: b"below",
    }
    assert len(pulling.came) == 22 + 2, "nothing twice"
    assert pulling.heard == []
    digests = {hashlib.md5(data).hexdigest() for _, data in pulling.came}
    assert len(digests) == 24
    pulling.source.close()


def test_a_person_signs_in_at_emulate_and_out_again(
    emulate: str, drive: DriveServer, accounts: Accounts
) -> None:
    """Consent, PKCE, code, refresh and revocation are emulate's; it has no `about`, so that is ours."""
    drive.tokens.is_trusting = True
    endpoints = Endpoints(
        auth=f"{emulate}/o/oauth2/v2/auth",
        token=f"{emulate}/oauth2/token",
        revoke=f"{emulate}/oauth2/revoke",
        api=drive.endpoints.api,
    )

    def consent(address: str) -> None:
        with urllib.request.urlopen(address, timeout=10) as page:
            text = page.read().decode()
        form = re.search(
            r'<form class="user-form" method="post" action="([^"]+)">(.*?)</form>', text, re.DOTALL
        )
        assert form, text[:500]
        fields = re.findall(r'name="([^"]*)" value="([^"]*)"', form[2])
        body = urlencode([(html.unescape(name), html.unescape(value)) for name, value in fields])
        with urllib.request.urlopen(
            urljoin(emulate, html.unescape(form[1])), body.encode(), timeout=10
        ) as page:
            assert "you are signed in" in page.read().decode()

    client = ClientId("invoice-desk.apps.googleusercontent.com", Secret("GOCSPX-secret"))
    with SigningIn(client, endpoints) as signing, browse_to(signing.address, consent):
        account, _ = signing.finish(accounts, longest=20)
    secret = accounts.secret_of(account)
    opened = open_drive(account.key, accounts, endpoints)
    assert opened.ask(lambda one: one.about().get(fields="user"))["user"]
    opened.close()
    assert sign_out(account, accounts, endpoints) is True
    revived, _ = accounts.keep(account, secret)
    again = open_drive(revived.key, accounts, endpoints)
    with pytest.raises(SignInNeeded, match="holds no longer"):
        again.ask(lambda one: one.about().get(fields="user"))
    again.close()
