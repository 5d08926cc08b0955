"""One file from Google Drive: it goes on where it broke off, and what comes is what was listed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from invoice_desk.errors import NotWritten, Stopped
from invoice_desk.intake.drive.fetching import fetch
from invoice_desk.intake.faults import Gone, TryLater
from invoice_desk.intake.source import Found
from tests.intake.drive import faulting
from tests.intake.drive.conftest import MakePulling
from tests.intake.drive.pulling import Pulling
from tests.intake.drive.server import DriveServer

BIG = bytes(range(256)) * 4000


@pytest.fixture
def pulling(pull: MakePulling) -> Pulling:
    """Return the watched folder."""
    return pull()


@pytest.fixture
def listed(drive: DriveServer, folder: str, pulling: Pulling) -> Found:
    """Return a file of a megabyte that was listed."""
    return _listed(pulling, drive.shelf.put("big.pdf", BIG, folder))


def _listed(pulling: Pulling, key: str) -> Found:
    pulling.list()
    return pulling.waiting[key]


def _ranges(drive: DriveServer) -> list[str]:
    return [one.range for one in drive.asked if one.step == "media"]


def _fetch(pulling: Pulling, found: Found, target: Path, report: Callable[[int], None] | None = None) -> None:
    fetch(pulling.drive, pulling.choice, found, target, report or (lambda _many: None))


def test_it_goes_on_where_it_broke_off_also_after_a_restart(
    drive: DriveServer, pulling: Pulling, listed: Found, pull: MakePulling, tmp_path: Path
) -> None:
    target = tmp_path / "part"
    drive.fail("media", faulting.cut_after(300_000))
    with pytest.raises(TryLater, match="broke off"):
        _fetch(pulling, listed, target)
    size = target.stat().st_size
    assert 0 < size <= 300_000
    pieces: list[int] = []
    again = pull()
    _fetch(again, again.source.look_up(listed.id), target, pieces.append)
    assert target.read_bytes() == BIG
    assert _ranges(drive) == ["", f"bytes={size}-"]
    assert sum(pieces) == len(BIG) - size


def test_what_a_person_stopped_goes_on_later(
    drive: DriveServer, pulling: Pulling, listed: Found, tmp_path: Path
) -> None:
    target = tmp_path / "part"

    def stop(many: int) -> None:
        raise Stopped("stopped")

    with pytest.raises(Stopped):
        _fetch(pulling, listed, target, stop)
    _fetch(pulling, listed, target)
    assert target.read_bytes() == BIG
    assert _ranges(drive)[1] != ""


def test_what_came_of_another_version_is_not_gone_on_with(
    drive: DriveServer, pulling: Pulling, listed: Found, tmp_path: Path
) -> None:
    target = tmp_path / "part"
    drive.fail("media", faulting.cut_after(300_000))
    with pytest.raises(TryLater):
        _fetch(pulling, listed, target)
    drive.shelf.write(listed.id, BIG[::-1])
    _fetch(pulling, pulling.source.look_up(listed.id), target)
    assert target.read_bytes() == BIG[::-1]
    assert _ranges(drive) == ["", ""]


def test_a_server_that_knows_no_ranges_sends_all_again(
    drive: DriveServer, pulling: Pulling, listed: Found, tmp_path: Path
) -> None:
    target = tmp_path / "part"
    drive.fail("media", faulting.cut_after(300_000))
    with pytest.raises(TryLater):
        _fetch(pulling, listed, target)
    drive.is_range_known = False
    _fetch(pulling, listed, target)
    assert target.read_bytes() == BIG


def test_another_part_than_was_asked_for_is_not_taken(
    drive: DriveServer, pulling: Pulling, listed: Found, tmp_path: Path
) -> None:
    def elsewhere(handler: object, body: bytes, headers: dict[str, str], code: int) -> None:
        wrong = headers | {"content-range": f"bytes 5-{len(BIG) - 1}/{len(BIG)}"}
        faulting.send(handler, code, body, wrong)  # type: ignore[arg-type]

    target = tmp_path / "part"
    drive.fail("media", faulting.cut_after(300_000), elsewhere)
    for words in ("broke off", "another part"):
        with pytest.raises(TryLater, match=words):
            _fetch(pulling, listed, target)
    _fetch(pulling, listed, target)
    assert target.read_bytes() == BIG


def test_a_file_that_changes_while_it_is_fetched_comes_with_its_new_version(
    drive: DriveServer, pulling: Pulling, listed: Found
) -> None:
    def change(handler: object, body: bytes, headers: dict[str, str], code: int) -> None:
        new = BIG[:500_000] + BIG[500_000:][::-1]
        faulting.send(handler, code, body[:500_000] + new[500_000:], headers)  # type: ignore[arg-type]
        drive.shelf.write(listed.id, new)

    drive.fail("media", change)
    pulling.round()
    assert pulling.came == []
    assert "changed in Google Drive while it was fetched" in str(pulling.heard[-1])
    assert len(_ranges(drive)) == 1, "the same old version is not fetched again at once"
    pulling.round()
    assert pulling.files == {listed.id: drive.shelf.contents[listed.id]}
    assert len(pulling.came) == 1


def test_a_file_without_bytes_is_no_request(
    drive: DriveServer, folder: str, pulling: Pulling, tmp_path: Path
) -> None:
    found = _listed(pulling, drive.shelf.put("empty.pdf", b"", folder))
    _fetch(pulling, found, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == b""
    assert _ranges(drive) == []


def test_a_file_that_came_whole_before_is_only_checked(
    drive: DriveServer, pulling: Pulling, listed: Found, tmp_path: Path
) -> None:
    _fetch(pulling, listed, tmp_path / "part")
    _fetch(pulling, listed, tmp_path / "part")
    assert len(_ranges(drive)) == 1


def test_a_file_that_is_gone_meanwhile_is_told_so(
    drive: DriveServer, pulling: Pulling, listed: Found, tmp_path: Path
) -> None:
    drive.shelf.delete(listed.id)
    with pytest.raises(Gone, match=r"big\.pdf: is not there"):
        _fetch(pulling, listed, tmp_path / "part")


def test_a_disk_that_takes_nothing_is_told_as_ours(pulling: Pulling, listed: Found, tmp_path: Path) -> None:
    with pytest.raises(NotWritten, match="make room"):
        _fetch(pulling, listed, tmp_path / "no such folder" / "part")
    full = Path("/dev/full")
    if full.exists():
        (tmp_path / "part").symlink_to(full)
        with pytest.raises(NotWritten, match="make room"):
            _fetch(pulling, listed, tmp_path / "part")


def test_a_file_without_a_hash_is_never_put_together_of_two_parts(
    drive: DriveServer, pulling: Pulling, listed: Found, tmp_path: Path
) -> None:
    bare = Found(listed.id, "some version", listed.name, listed.size, listed.kind)
    drive.fail("media", faulting.cut_after(300_000))
    with pytest.raises(TryLater):
        _fetch(pulling, bare, tmp_path / "part")
    _fetch(pulling, bare, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == BIG
    assert _ranges(drive) == ["", ""]
