"""The desks that were opened last are remembered, eight of them, and a broken list is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.recent_desks import MOST, RecentDesks, is_desk, is_free
from invoice_desk.workflow.settings import Settings, settings_path


def test_the_desk_that_was_opened_last_comes_first_and_once(tmp_path: Path) -> None:
    recent = RecentDesks(tmp_path / "recent.json")
    for name in ("a", "شركة", "a"):
        recent.note(Path("/desks") / name)
    assert recent.folders() == (Path("/desks/a"), Path("/desks/شركة"))


def test_no_more_than_eight_are_remembered(tmp_path: Path) -> None:
    recent = RecentDesks(tmp_path / "recent.json")
    for number in range(12):
        recent.note(Path(f"/desks/{number}"))
    assert [one.name for one in recent.folders()] == [str(number) for number in range(11, 3, -1)]
    assert len(recent.folders()) == MOST == 8


def test_the_list_lies_beside_the_settings_and_is_cleared(settings_file: Path) -> None:
    recent = RecentDesks()
    recent.note(Path("/desks/a"))
    assert (settings_path().parent / "recent-desks.json").is_file()
    recent.clear()
    assert recent.folders() == ()


@pytest.mark.parametrize("content", [b"{", b"[1, null]", b'{"a": 1}', b"\xff\xfe"])
def test_a_broken_list_is_as_good_as_none_and_goes_on(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "recent.json"
    path.write_bytes(content)
    recent = RecentDesks(path)
    assert recent.folders() == ()
    recent.note(Path("/desks/a"))
    assert recent.folders() == (Path("/desks/a"),)


def test_a_place_that_takes_no_file_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    recent = RecentDesks(tmp_path / "file" / "recent.json")
    recent.note(Path("/desks/a"))
    assert recent.folders() == ()


def test_a_desk_is_known_by_its_database_and_a_new_one_needs_an_empty_folder(tmp_path: Path) -> None:
    Desk.open(tmp_path / "desk", Settings()).close()
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    known = {one.name: is_desk(one, Settings()) for one in tmp_path.iterdir()}
    assert known == {"desk": True, "empty": False, "file": False}
    free = {name: is_free(tmp_path / name) for name in ("desk", "empty", "file", "missing")}
    assert free == {"desk": False, "empty": True, "file": False, "missing": True}
