"""The same container source against Azurite, Microsoft's own emulator, which is no work of ours."""

from __future__ import annotations

import base64
import hashlib
import hmac
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
import urllib3
from fetching import fetch, found_in, listed, pdf, web

from invoice_desk.intake.blobs import Blobs, Container
from invoice_desk.intake.faults import SignInNeeded, TryLater
from invoice_desk.intake.hiding import Secret

MAIN = Path(__file__).resolve().parents[1] / "emulators/node_modules/azurite/dist/src/blob/main.js"
ACCOUNT = "devstoreaccount1"
# the key that Azurite's documentation publishes for everybody
KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="

pytestmark = pytest.mark.skipif(
    not MAIN.exists() or shutil.which("node") is None,
    reason="Azurite is not installed: npm ci --prefix tests/emulators",
)


def account_sas(rights: str, until: str = "2099-01-01T00:00:00Z") -> str:
    """Return a SAS of the account, signed as Microsoft documents it for version 2019-12-12."""
    given = {"sv": "2019-12-12", "ss": "b", "srt": "sco", "sp": rights, "se": until, "spr": "https,http"}
    signed = [ACCOUNT, rights, "b", "sco", "", until, "", "https,http", "2019-12-12", ""]
    digest = hmac.new(base64.b64decode(KEY), "\n".join(signed).encode(), hashlib.sha256).digest()
    return urlencode(given | {"sig": base64.b64encode(digest).decode()})


@pytest.fixture(scope="module")
def azurite() -> Iterator[str]:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    flags = ["--inMemoryPersistence", "--silent", "--disableTelemetry", "--skipApiVersionCheck"]
    command = ["node", str(MAIN), "--blobHost", "127.0.0.1", "--blobPort", str(port), *flags]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        end = time.monotonic() + 60
        while time.monotonic() < end and child.poll() is None:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.2)
        yield f"http://127.0.0.1:{port}/{ACCOUNT}"
    finally:
        child.terminate()
        child.wait(20)


@pytest.fixture
def invoices(azurite: str, request: pytest.FixtureRequest) -> str:
    container = f"{azurite}/c{hashlib.sha256(request.node.name.encode()).hexdigest()[:20]}"
    assert _put(f"{container}?restype=container&{account_sas('rwlc')}", b"").status == 201
    return container


def put(container: str, name: str, content: bytes) -> None:
    answer = _put(
        f"{container}/{quote(name)}?{account_sas('rwlc')}", content, **{"x-ms-blob-type": "BlockBlob"}
    )
    assert answer.status == 201, answer.data


def _put(url: str, content: bytes, **headers: str) -> urllib3.BaseHTTPResponse:
    return urllib3.request("PUT", url, body=content, headers=headers, timeout=10, retries=False)


def test_a_container_is_listed_over_its_pages_and_its_invoices_are_fetched(
    invoices: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = {f"in/فاتورة {number} & <é>.pdf": pdf(number) for number in range(5)}
    for name, content in contents.items():
        put(invoices, name, content)
    put(invoices, "readme.txt", b"no")
    source = Blobs(Container(invoices, Secret(account_sas("rl"))), web())
    plain = Container.address
    monkeypatch.setattr(
        Container,
        "address",
        lambda self, name="", query="": plain(self, name, query and f"{query}&maxresults=2"),
    )
    pages = listed(source)
    assert len(pages) >= 3
    found = [one for page in pages for one in page.found]
    assert {one.id for one in found} == set(contents)
    for one in found:
        fetch(source, one, tmp_path / "part")
        assert (tmp_path / "part").read_bytes() == contents[one.id]
        (tmp_path / "part").unlink()
    source.close()


def test_a_new_version_is_another_one_and_the_old_is_not_fetched(invoices: str, tmp_path: Path) -> None:
    put(invoices, "one.pdf", pdf(1))
    source = Blobs(Container(invoices, Secret(account_sas("rl"))), web())
    (old,) = found_in(source)
    put(invoices, "one.pdf", pdf(2))
    with pytest.raises(TryLater, match="was changed"):
        fetch(source, old, tmp_path / "part")
    (new,) = found_in(source)
    assert new.version != old.version
    fetch(source, new, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == pdf(2)
    source.close()


def test_what_broke_off_is_gone_on_with(invoices: str, tmp_path: Path) -> None:
    put(invoices, "one.pdf", pdf(1, size=3_000_000))
    source, target = Blobs(Container(invoices, Secret(account_sas("rl"))), web()), tmp_path / "part"
    (found,) = found_in(source)

    class BreaksOff(Exception):
        """What ends the first try."""

    came: list[int] = []

    def break_off(many: int) -> None:
        came.append(many)
        if sum(came) > 1_000_000:
            raise BreaksOff

    with pytest.raises(BreaksOff):
        source.fetch(found, target, break_off)
    rest: list[int] = []
    fetch(source, found, target, rest)
    assert target.read_bytes() == pdf(1, size=3_000_000)
    assert sum(rest) < 2_000_001
    source.close()


@pytest.mark.parametrize("sas", [account_sas("rl", until="2020-01-01T00:00:00Z"), "sv=2019-12-12&sig=wrong"])
def test_a_sas_that_has_run_out_is_named_as_such(invoices: str, sas: str) -> None:
    source = Blobs(Container(invoices, Secret(sas)), web())
    with pytest.raises(SignInNeeded, match="does not take the SAS"):
        listed(source)
    source.close()
