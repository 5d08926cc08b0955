"""Azure containers: listed over all pages, only invoices, checked by size and hash, the SAS never seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from fetching import fetch, found_in, listed, names, pdf, web
from http_server import Fault, Server, listing_of

from invoice_desk.errors import BadSetting, DeskError
from invoice_desk.intake.blob_listing import parse_listing
from invoice_desk.intake.blobs import Blobs, Container, base_in, split_url
from invoice_desk.intake.faults import BadItem, Gone, RightsRefused, SignInNeeded, StateRefused, TryLater
from invoice_desk.intake.hiding import Secret

SAS = "sv=2026&sig=TOPSECRET"
ODD = [
    "a/b/c.pdf",
    "é & <ü>.pdf",
    "فاتورة ١.pdf",
    "with blank#1?.pdf",
    "100%.pdf",
    "line\nbreak.pdf",
    "../up.pdf",
]


def blobs(server: Server, **more: object) -> Blobs:
    return Blobs(Container(server.container, Secret(SAS), **more), web())  # type: ignore[arg-type]


@pytest.fixture
def full(server: Server) -> Server:
    server.served.sas = "sig=TOPSECRET"
    for number in range(7):
        server.served.put(f"small-{number}.pdf", pdf(number))
    server.served.put("readme.txt", b"no invoice")
    server.served.page_size = 3
    return server


def test_all_pages_are_listed_and_only_names_of_invoices(full: Server) -> None:
    source = blobs(full)
    pages = listed(source)
    assert [page.is_complete for page in pages] == [False, False, True]
    assert names([one for page in pages for one in page.found]) == [
        f"small-{number}.pdf" for number in range(7)
    ]
    assert len(full.served.asked("comp=list")) == 3
    source.close()


def test_a_poll_with_nothing_new_is_one_request(full: Server) -> None:
    full.served.page_size = 5000
    source = blobs(full)
    listed(source)
    full.served.seen.clear()
    listed(source)
    assert len(full.served.seen) == 1
    source.close()


def test_another_content_is_another_version(full: Server) -> None:
    source = blobs(full)
    before = {one.id: one.version for one in found_in(source)}
    full.served.put("small-3.pdf", pdf(33))
    after = {one.id: one.version for one in found_in(source)}
    assert {key for key in after if after[key] != before[key]} == {"small-3.pdf"}
    source.close()


@pytest.mark.parametrize("name", ODD)
def test_odd_names_are_listed_and_fetched(server: Server, tmp_path: Path, name: str) -> None:
    server.served.put(name, pdf())
    source = blobs(server)
    (found,) = found_in(source)
    assert found.id == name
    assert not set(found.name) & set("/\\\n")
    fetch(source, found, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == pdf()
    source.close()


def test_a_prefix_is_asked_of_the_server_and_held(full: Server) -> None:
    full.served.put("2026/one.pdf", pdf(50))
    source = blobs(full, prefix="2026/")
    assert [one.id for one in found_in(source)] == ["2026/one.pdf"]
    assert full.served.asked("prefix=2026%2F")
    source.close()


FETCHING = [
    (Fault.RESET, TryLater, "broke off"),
    (Fault.TRUNCATED, TryLater, "broke off"),
    (Fault.CHUNK_CUT, TryLater, "broke off"),
    (Fault.SHORT, TryLater, "199900 of 200000 bytes came"),
    (Fault.ALTERED, TryLater, "altered on its way"),
    (Fault.LONGER, TryLater, "longer than the listing says"),
    (Fault.SILENT, TryLater, "stopped answering"),
    (Fault.WEB_PAGE, TryLater, "bytes came"),
    (Fault.STATUS_401, SignInNeeded, "does not take the SAS"),
    (Fault.STATUS_403, SignInNeeded, "does not take the SAS"),
    (Fault.STATUS_404, Gone, "is not there"),
    (Fault.STATUS_429, TryLater, "asked less often"),
    (Fault.STATUS_500, TryLater, "has trouble"),
    (Fault.REDIRECT_LOOP, BadItem, "without end"),
]


@pytest.mark.parametrize(("fault", "kind", "words"), FETCHING)
def test_each_fault_of_a_fetch_is_said_and_the_next_try_brings_the_file(
    full: Server, tmp_path: Path, fault: Fault, kind: type[DeskError], words: str
) -> None:
    source, target = blobs(full), tmp_path / "part"
    found = found_in(source)[0]
    full.served.fail("/account/invoices/small-0.pdf", fault, 6 if fault is Fault.REDIRECT_LOOP else 1)
    with pytest.raises(kind, match=words) as told:
        fetch(source, found, target)
    assert "TOPSECRET" not in f"{told.value!r} {told.value} {told.value.__cause__!r}"
    fetch(source, found, target)
    assert target.read_bytes() == pdf(0)
    source.close()


LISTING = [
    (Fault.RESET, TryLater),
    (Fault.TRUNCATED, TryLater),
    (Fault.SILENT, TryLater),
    (Fault.GARBAGE, TryLater),
    (Fault.STATUS_401, SignInNeeded),
    (Fault.STATUS_403, SignInNeeded),
    (Fault.STATUS_404, Gone),
    (Fault.STATUS_429, TryLater),
    (Fault.STATUS_503, TryLater),
    (Fault.WEB_PAGE, BadItem),
    (Fault.SHORT, BadItem),
]


@pytest.mark.parametrize(("fault", "kind"), LISTING)
def test_each_fault_of_a_listing_is_said_and_nothing_is_taken_for_gone(
    full: Server, fault: Fault, kind: type[DeskError]
) -> None:
    source = blobs(full)
    full.served.fail("list", fault)
    pages = []
    with pytest.raises(kind) as told:
        pages.extend(source.list_changes({}))
    assert pages == []
    assert "TOPSECRET" not in str(told.value)
    source.close()


def test_without_a_sas_a_refusal_is_one_of_rights(full: Server) -> None:
    source = Blobs(Container(full.container, Secret("")), web())
    with pytest.raises(RightsRefused, match="refuses"):
        listed(source)
    source.close()


def test_a_page_that_is_refused_begins_the_listing_anew(full: Server) -> None:
    full.served.refused_markers = 1
    source = blobs(full)
    with pytest.raises(StateRefused):
        listed(source)
    assert len(found_in(source)) == 7
    source.close()


def test_a_listing_without_end_is_broken_off(full: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    import http_server

    plain = http_server.listing_of
    monkeypatch.setattr(http_server, "listing_of", lambda rows, **more: plain(rows, marker="same"))
    source = blobs(full)
    with pytest.raises(BadItem, match="no end"):
        listed(source)
    source.close()


def test_a_blob_that_changed_since_the_listing_is_not_taken_for_the_old_one(
    full: Server, tmp_path: Path
) -> None:
    source = blobs(full)
    found = found_in(source)[0]
    full.served.put("small-0.pdf", pdf(99))
    with pytest.raises(TryLater, match="was changed while it was fetched"):
        fetch(source, found, tmp_path / "part")
    source.close()


def test_a_saved_listing_is_read_and_its_files_fetched(full: Server, tmp_path: Path) -> None:
    saved = tmp_path / "list.xml"
    saved.write_bytes(b"\xef\xbb\xbf" + listing_of([("small-1.pdf", b"as it was"), ("no.txt", b"")]))
    source = blobs(full, listing=saved)
    (found,) = found_in(source)
    fetch(source, found, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == pdf(1)
    assert full.served.asked("comp=list") == []
    assert base_in(saved) == "https://account.blob.core.windows.net/invoices"
    saved.unlink()
    with pytest.raises(Gone, match="saved listing"):
        listed(source)
    source.close()


BOMB = b"""<?xml version="1.0"?><!DOCTYPE EnumerationResults [
<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>
<EnumerationResults><Blobs><Blob><Name>&c;.pdf</Name></Blob></Blobs></EnumerationResults>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE EnumerationResults [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<EnumerationResults><Blobs><Blob><Name>&x;.pdf</Name></Blob></Blobs></EnumerationResults>"""


@pytest.mark.parametrize(
    "content",
    [
        BOMB,
        OUTSIDE,
        b"",
        b"<html></html>",
        b"<EnumerationResults>",
        b"\xff\xfe\x00",
        b'<?xml version="1.0" encoding="nobody"?><a/>',
        b"{}",
    ],
)
def test_xml_that_is_no_listing_or_tries_more_is_refused(content: bytes) -> None:
    with pytest.raises(BadItem):
        parse_listing(content, where="here")


def test_folders_deleted_blobs_and_blobs_without_a_name_are_left_out() -> None:
    content = b"""<EnumerationResults><Blobs>
    <Blob><Name>dir.pdf</Name><Properties><ResourceType>directory</ResourceType></Properties></Blob>
    <Blob><Name>old.pdf</Name><Deleted>true</Deleted><Properties/></Blob><Blob><Name/></Blob>
    <Blob><Name>one.pdf</Name><Properties><Content-Length>many</Content-Length><Content-MD5>?</Content-MD5>
    </Properties></Blob><BlobPrefix><Name>x/</Name></BlobPrefix></Blobs><NextMarker/></EnumerationResults>"""
    (blob,) = parse_listing(content, where="here").blobs
    assert (blob.name, blob.size, blob.md5) == ("one.pdf", None, "")


def test_an_address_is_parted_from_its_sas() -> None:
    url, sas = split_url(f"https://a.blob.core.windows.net/c/?restype=container&comp=list&{SAS}")
    assert (url, sas.reveal()) == ("https://a.blob.core.windows.net/c", SAS)
    for bad in (
        "",
        "a.blob.core.windows.net/c",
        "https://a.example",
        "https://me:pw@a.example/c",
        "ftp://a/c",
    ):
        with pytest.raises(BadSetting):
            split_url(bad)


def test_a_size_without_end_is_none() -> None:
    xml = listing_of([("a.pdf", b"x")]).replace(
        b"<Content-Length>1<", b"<Content-Length>" + b"9" * 5000 + b"<"
    )
    assert [one.size for one in parse_listing(xml, where="").blobs] == [None]
