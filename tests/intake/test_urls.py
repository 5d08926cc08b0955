"""Links: fetched whole or not at all, from nowhere they may not lead, and what they lead to is looked at."""

from __future__ import annotations

import itertools
import logging
import socket
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fetching import HERE, fetch, found_in, pdf, web
from http_server import _WHOLE, Fault, Server

from invoice_desk.errors import BadSetting, DeskError, NotWritten, Stopped
from invoice_desk.intake.answers import seconds_asked, whole_number
from invoice_desk.intake.downloading import _name_in
from invoice_desk.intake.faults import BadItem, Gone, RightsRefused, SignInNeeded, TryLater
from invoice_desk.intake.hiding import Secret
from invoice_desk.intake.kinds import sniff, suffix_by_content
from invoice_desk.intake.unfinished import mark_of
from invoice_desk.intake.urls import Links, id_of, links_in, name_of
from invoice_desk.intake.web import Rules

KEY = "sig=TOPSECRET"


def links(server: Server, path: str = "/one.pdf", **rules: object) -> Links:
    made = Rules(
        **{"connecting": 2.0, "reading": 0.5, "is_http_allowed": True, "is_private_allowed": True} | rules
    )
    return Links([Secret(f"{server.base}{path}?{KEY}")], web(made))


def test_a_link_is_fetched_byte_for_byte(server: Server, tmp_path: Path) -> None:
    server.served.files["/فاتورة 1.pdf"] = pdf()
    source = Links(links_in(f"{server.base}/%D9%81%D8%A7%D8%AA%D9%88%D8%B1%D8%A9%201.pdf"), web())
    (found,) = found_in(source)
    counts: list[int] = []
    assert fetch(source, found, tmp_path / "part", counts) == "فاتورة 1.pdf"
    assert (tmp_path / "part").read_bytes() == pdf()
    assert sum(counts) == len(pdf())
    source.close()


def test_several_links_are_several_files_and_each_is_once_in_the_list() -> None:
    found = links_in(" https://a.example/1.pdf\nhttps://a.example/2.pdf https://a.example/1.pdf\n")
    assert [one.reveal() for one in found] == ["https://a.example/1.pdf", "https://a.example/2.pdf"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n",
        "one.pdf",
        "ftp://a/b.pdf",
        "file:///etc/passwd",
        "https://",
        "https://me:pw@a.example/x",
        "https://[x/",
    ],
)
def test_what_is_no_link_is_refused(text: str) -> None:
    with pytest.raises(BadSetting):
        links_in(text)


def test_the_id_of_a_link_holds_no_secret_and_tells_two_apart() -> None:
    one, other = Secret(f"https://a.example/get?{KEY}"), Secret("https://a.example/get?sig=OTHER")
    assert id_of(one) != id_of(other)
    assert "TOPSECRET" not in id_of(one)
    assert id_of(Secret("https://a.example/1.pdf")) == "https://a.example/1.pdf"
    assert name_of(Secret("https://a.example/?id=1")) == "a.example"


FAULTS = [
    (Fault.RESET, TryLater, "the connection broke off"),
    (Fault.TRUNCATED, TryLater, "the connection broke off"),
    (Fault.CHUNK_CUT, TryLater, "the connection broke off"),
    (Fault.SILENT, TryLater, "stopped answering"),
    (Fault.GARBAGE, TryLater, "the connection broke off"),
    (Fault.STATUS_401, SignInNeeded, "wants to know who asks"),
    (Fault.STATUS_403, RightsRefused, "the server refuses"),
    (Fault.STATUS_404, Gone, "is not there"),
    (Fault.STATUS_429, TryLater, "asked less often"),
    (Fault.STATUS_500, TryLater, "has trouble"),
    (Fault.STATUS_503, TryLater, "has trouble"),
    (Fault.REDIRECT_LOOP, BadItem, "without end"),
]


@pytest.mark.parametrize(("fault", "kind", "words"), FAULTS)
def test_each_fault_is_said_in_words_without_the_key(
    server: Server,
    tmp_path: Path,
    fault: Fault,
    kind: type[DeskError],
    words: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    server.served.files["/one.pdf"] = pdf()
    server.served.fail("/one.pdf", fault)
    source = links(server)
    (found,) = found_in(source)
    with caplog.at_level(logging.DEBUG), pytest.raises(kind, match=words) as told:
        fetch(source, found, tmp_path / "part")
    chain = [told.value, told.value.__cause__, told.value.__context__]
    assert not any("TOPSECRET" in f"{one} {one!r}" for one in (*chain[:2], caplog.text))
    assert told.value.problem.remedy
    source.close()


@pytest.mark.parametrize("fault", [Fault.RESET, Fault.TRUNCATED])
def test_what_broke_off_is_gone_on_with_and_not_begun_anew(
    server: Server, tmp_path: Path, fault: Fault
) -> None:
    server.served.files["/one.pdf"] = pdf()
    server.served.fail("/one.pdf", fault, 1)
    source, target = links(server), tmp_path / "part"
    (found,) = found_in(source)
    with pytest.raises(TryLater):
        fetch(source, found, target)
    begun = target.stat().st_size
    assert 0 < begun < len(pdf())
    counts: list[int] = []
    fetch(source, found, target, counts)
    assert target.read_bytes() == pdf()
    assert sum(counts) == len(pdf()) - begun
    assert server.served.seen[-1][2]["Range"] == f"bytes={begun}-"
    source.close()


def test_another_version_is_never_joined_to_what_came_before(server: Server, tmp_path: Path) -> None:
    server.served.files["/one.pdf"] = pdf(1)
    server.served.fail("/one.pdf", Fault.TRUNCATED, 1)
    source, target = links(server), tmp_path / "part"
    (found,) = found_in(source)
    with pytest.raises(TryLater):
        fetch(source, found, target)
    server.served.files["/one.pdf"] = pdf(2)
    fetch(source, found, target)
    assert target.read_bytes() == pdf(2)
    source.close()


def test_what_is_longer_than_the_file_by_now_begins_anew(server: Server, tmp_path: Path) -> None:
    server.served.files["/one.pdf"] = pdf()
    source, target = links(server), tmp_path / "part"
    (found,) = found_in(source)
    fetch(source, found, target)
    mark = mark_of(target).read_text()
    target.write_bytes(pdf() + b"more")
    mark_of(target).write_text(mark)
    with pytest.raises(TryLater, match="does not fit any more"):
        fetch(source, found, target)
    fetch(source, found, target)
    assert target.read_bytes() == pdf()
    source.close()


def test_http_is_refused_unless_allowed(server: Server, tmp_path: Path) -> None:
    source = links(server, is_http_allowed=False)
    (found,) = found_in(source)
    with pytest.raises(RightsRefused, match="unencrypted") as told:
        fetch(source, found, tmp_path / "part")
    assert "TOPSECRET" not in str(told.value)
    assert server.served.seen == []
    source.close()


def test_this_machine_is_refused_unless_allowed(server: Server, tmp_path: Path) -> None:
    source = links(server, is_private_allowed=False)
    (found,) = found_in(source)
    with pytest.raises(RightsRefused, match="machine of this network"):
        fetch(source, found, tmp_path / "part")
    assert server.served.seen == []
    source.close()


def test_a_redirect_into_this_network_is_refused_there(server: Server, tmp_path: Path) -> None:
    """The first address is allowed, as a public one is; the one behind the redirect is not."""
    import invoice_desk.intake.addresses as addresses

    server.served.files["/one.pdf"] = pdf()
    server.served.fail("/one.pdf", Fault.REDIRECT_PRIVATE)

    def resolve(host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]

    source = links(server, is_private_allowed=False, resolve=resolve)
    (found,) = found_in(source)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(addresses, "is_public", lambda address: address == "127.0.0.1")
        with pytest.raises(RightsRefused, match=r"10\.1\.2\.3 is a machine of this network") as told:
            fetch(source, found, tmp_path / "part")
    assert "INNER" not in str(told.value)
    assert len(server.served.seen) == 1
    source.close()


def test_a_redirect_to_another_scheme_is_refused(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from http_server import _Handler

    monkeypatch.setattr(_Handler, "_file", lambda self, _: self.redirect("file:///etc/passwd"))
    source = links(server)
    (found,) = found_in(source)
    with pytest.raises(BadItem, match="file is not https"):
        fetch(source, found, tmp_path / "part")
    source.close()


def test_a_redirect_that_is_allowed_is_followed(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from http_server import _Handler

    plain = _Handler._file

    def file(self: _Handler, path: str) -> None:
        if path == "/one.pdf":
            self.redirect("/two.pdf")
        else:
            plain(self, path)

    monkeypatch.setattr(_Handler, "_file", file)
    server.served.files["/two.pdf"] = pdf()
    source = links(server)
    (found,) = found_in(source)
    fetch(source, found, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == pdf()
    source.close()


def test_a_page_to_sign_in_is_named_as_such(server: Server, tmp_path: Path) -> None:
    server.served.files["/one.pdf"] = pdf()
    server.served.fail("/one.pdf", Fault.WEB_PAGE)
    source = links(server)
    (found,) = found_in(source)
    fetch(source, found, tmp_path / "part")
    with pytest.raises(BadItem, match="is a web page and no invoice"):
        suffix_by_content(tmp_path / "part", where="one.pdf")
    source.close()


def test_a_film_is_broken_off_at_its_beginning(server: Server, tmp_path: Path) -> None:
    server.served.files["/one.pdf"] = b"\x1aE\xdf\xa3" + bytes(5_000_000)
    source, counts = links(server), list[int]()
    (found,) = found_in(source)
    with pytest.raises(BadItem, match="no invoice by its content"):
        fetch(source, found, tmp_path / "part", counts)
    assert sum(counts) < 200_000
    source.close()


@pytest.mark.parametrize("fault", [None, Fault.CHUNK_CUT])
def test_a_file_that_is_too_large_is_refused(server: Server, tmp_path: Path, fault: Fault | None) -> None:
    """By its length where that is said, else as soon as too much came."""
    server.served.files["/one.pdf"] = pdf(size=400_000)
    if fault is not None:
        server.served.fail("/one.pdf", fault)
    source = Links([Secret(f"{server.base}/one.pdf")], web(), most_bytes=100_000)
    (found,) = found_in(source)
    with pytest.raises(BadItem, match="is larger than"):
        fetch(source, found, tmp_path / "part")
    assert not (tmp_path / "part").exists() or (tmp_path / "part").stat().st_size <= 100_000
    source.close()


def test_a_stop_ends_a_file_in_its_middle_and_leaves_what_came(server: Server, tmp_path: Path) -> None:
    server.served.files["/one.pdf"] = pdf(size=1_000_000)
    source = links(server)
    (found,) = found_in(source)

    def stop(_: int) -> None:
        raise Stopped("stopped")

    with pytest.raises(Stopped):
        source.fetch(found, tmp_path / "part", stop)
    assert 0 < (tmp_path / "part").stat().st_size < 1_000_000
    source.close()


def test_a_full_disk_is_a_fault_of_this_machine(server: Server) -> None:
    server.served.files["/one.pdf"] = pdf()
    source = links(server)
    (found,) = found_in(source)
    with pytest.raises(NotWritten, match="make room on the disk"):
        fetch(source, found, Path("/dev/full"))
    source.close()


@pytest.mark.parametrize(
    ("said", "seconds"),
    [
        ("7", 7.0),
        ("99999999", 24 * 3600.0),
        ("Sat, 21 Nov 2026 10:00:30 GMT", 30.0),
        ("Sat, 21 Nov 2020 10:00:30 GMT", 0.0),
        ("soon", None),
        ("", None),
        ("-5", None),
        ("Thu, 1 Jan 999999999999999999999 00:00:00 GMT", None),
        ("Thu, 1 Jan 2026 00:00:00 +99999999999999999999", None),
    ],
)
def test_how_long_a_server_asks_to_wait(said: str, seconds: float | None) -> None:
    now = datetime(2026, 11, 21, 10, 0, 0, tzinfo=UTC)
    assert seconds_asked({"retry-after": said}, now=now) == seconds


def test_kinds_are_told_by_content() -> None:
    heads = {
        b"\x89PNG\r\n\x1a\n": ".png",
        b"\xff\xd8\xff\xe0": ".jpg",
        b"junk %PDF-1.4": ".pdf",
        b"RIFF1234WEBP": ".webp",
        b"\0\0\0\x18ftypheic": ".heic",
        b"MZ\x90": "",
        b"PK\x03\x04": "",
        b"": "",
    }
    assert {head: sniff(head) for head in heads} == heads


def test_the_rules_of_tests_are_not_the_rules_of_the_program() -> None:
    assert (Rules().is_http_allowed, Rules().is_private_allowed) == (False, False)
    assert HERE.is_private_allowed


@pytest.mark.parametrize("target", ["http://[x/", "https://[::1", "//[/one.pdf"])
def test_a_redirect_to_what_is_no_link_is_said(
    server: Server, tmp_path: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.served.files["/one.pdf"] = pdf()
    server.served.fail("/one.pdf", Fault.REDIRECT_PRIVATE)
    monkeypatch.setitem(_WHOLE, Fault.REDIRECT_PRIVATE, lambda handler, _: handler.redirect(target))
    source = links(server)
    (found,) = found_in(source)
    with pytest.raises(BadItem, match="leads to what is no link"):
        fetch(source, found, tmp_path / "part")
    source.close()


@pytest.mark.parametrize("said", ["\u00b2", "9" * 5000, "-1", ""])
def test_a_length_that_is_no_number_is_none(said: str) -> None:
    assert whole_number(said) is None
    assert whole_number("12") == 12


def test_a_narrow_bandwidth_is_no_slow_server(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A person chose it: what is waited for its sake does not count against the server."""
    clock = [0.0]
    monkeypatch.setattr("invoice_desk.intake.downloading.time.monotonic", lambda: clock[0])
    server.served.files["/one.pdf"] = pdf(size=500_000)
    source = Links([Secret(f"{server.base}/one.pdf")], web(), most_bytes=1_000_000)
    (found,) = found_in(source)

    def wait(many: int) -> None:
        clock[0] += many / 1024  # a kilobyte a second

    source.fetch(found, tmp_path / "part", wait)
    assert (tmp_path / "part").read_bytes() == pdf(size=500_000)
    source.close()


def test_a_server_that_drips_is_given_up(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = itertools.count(0.0, 100.0)
    monkeypatch.setattr("invoice_desk.intake.downloading.time.monotonic", lambda: next(ticks))
    server.served.files["/one.pdf"] = pdf(size=500_000)
    source = Links([Secret(f"{server.base}/one.pdf")], web(), most_bytes=1_000_000)
    (found,) = found_in(source)
    with pytest.raises(TryLater, match="too slowly"):
        fetch(source, found, tmp_path / "part")
    source.close()


@pytest.mark.parametrize(
    "said",
    ["attachment; filename*0*=a; filename*=b; filename*", "; filename*=x\0rot13''", "\0", "=" * 9, ";" * 99],
)
def test_a_name_that_a_server_says_wrongly_is_none(said: str) -> None:
    assert _name_in(said) == ""
    assert _name_in('attachment; filename="one.pdf"') == "one.pdf"
