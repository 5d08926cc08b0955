"""Watched folders: taken when they have stopped growing, whatever their names; nothing else is touched."""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fetching import fetch, listed, names, pdf

from invoice_desk.errors import Stopped
from invoice_desk.intake.faults import Gone, RightsRefused, TryLater
from invoice_desk.intake.folders import Folder, Watched
from invoice_desk.intake.source import Found, Listing
from invoice_desk.intake.watching import Watcher

HOSTILE = [
    "line\nbreak.pdf",
    "escape\x1b[31m.pdf",
    "left\u202efdp.pdf",
    "a..pdf.pdf",
    "a\\b.pdf",
    "CON.pdf",
    "NUL.png",
    "é" * 120 + ".pdf",
    "x" * 251 + ".pdf",
    " blanks .pdf",
    "فاتورة ١٢.PDF",
    "100%s{0}.pdf",
    "'; DROP TABLE documents; --.pdf",
]


def folder(root: Path, *, while_waiting: Callable[[], object] = lambda: None, **more: object) -> Folder:
    """Return a folder whose wait is done at once; while_waiting: what happens meanwhile."""
    return Folder(Watched(root, **more), sleep=lambda _: while_waiting())  # type: ignore[arg-type]


def put(path: Path, content: bytes | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pdf() if content is None else content)
    return path


def told(pages: list[Listing]) -> list[Found]:
    return [one for page in pages for one in page.found]


def test_files_are_listed_once_and_then_only_what_changed(tmp_path: Path) -> None:
    one, two = put(tmp_path / "one.pdf"), put(tmp_path / "deep" / "two.png")
    source = folder(tmp_path)
    first = listed(source)
    assert names(told(first)) == ["one.pdf", "two.png"]
    assert first[-1].is_complete
    assert told(listed(source)) == []
    put(two, pdf(2))
    one.unlink()
    pages = listed(source)
    assert names(told(pages)) == ["two.png"]
    assert pages[-1].removed == ("one.pdf",)
    assert not pages[-1].is_complete


def test_subfolders_can_be_left_out(tmp_path: Path) -> None:
    put(tmp_path / "one.pdf")
    put(tmp_path / "deep" / "two.pdf")
    assert names(told(listed(folder(tmp_path, is_deep=False)))) == ["one.pdf"]


def test_hidden_and_temporary_files_links_and_other_kinds_are_passed_over(tmp_path: Path) -> None:
    root, outside = tmp_path / "in", put(tmp_path / "outside.pdf")
    put(root / "one.pdf")
    for name in (
        ".hidden.pdf",
        "~$open.pdf",
        "$x.pdf",
        "a.txt",
        "b.pdf.part",
        "c.pdf.crdownload",
        ".git/d.pdf",
    ):
        put(root / name)
    (root / "link.pdf").symlink_to(outside)
    (root / "linked").symlink_to(tmp_path)
    (root / "folder.pdf").mkdir()
    os.mkfifo(root / "pipe.pdf")
    assert names(told(listed(folder(root)))) == ["one.pdf"]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_are_taken_and_become_harmless(tmp_path: Path, name: str) -> None:
    put(tmp_path / "in" / name)
    source = folder(tmp_path / "in")
    (found,) = told(listed(source))
    assert not set(found.name) & set("/\\\n\x1b\u202e")
    fetch(source, found, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == pdf()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in", "part"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_name_that_is_no_text_is_taken(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/caf\xe9.pdf"
    with open(path, "wb") as file:  # noqa: PTH123
        file.write(pdf())
    source = folder(tmp_path)
    (found,) = told(listed(source))
    assert found.id == "caf\\udce9.pdf"
    assert found.name == "caf.pdf"
    fetch(source, found, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == pdf()


def test_a_growing_file_waits_until_it_stands_still(tmp_path: Path) -> None:
    growing, still = put(tmp_path / "growing.pdf", b"%PDF-1"), put(tmp_path / "still.pdf")

    def grow() -> None:
        if growing.stat().st_size < 100:
            growing.write_bytes(growing.read_bytes() + b"x" * 60)

    source = folder(tmp_path, while_waiting=grow)
    pages = listed(source)
    assert names(told(pages)) == [still.name]
    assert pages[-1].has_more_soon
    assert not pages[-1].is_complete
    assert told(listed(source)) == []
    pages = listed(source)
    assert names(told(pages)) == [growing.name]
    assert not pages[-1].has_more_soon


def test_a_file_whose_time_stands_in_the_past_is_watched_all_the_same(tmp_path: Path) -> None:
    """A network share's clock may be hours behind: what counts is that nothing changes meanwhile."""
    file = put(tmp_path / "one.pdf", b"%PDF-")

    def grow() -> None:
        file.write_bytes(pdf())
        os.utime(file, (1, 1))

    os.utime(file, (1, 1))
    source = folder(tmp_path, while_waiting=grow)
    assert told(listed(source)) == []


def test_a_file_that_is_written_to_while_it_is_copied_is_not_taken(tmp_path: Path) -> None:
    file = put(tmp_path / "in" / "one.pdf", pdf(size=3_000_000))
    source = folder(tmp_path / "in")
    (found,) = told(listed(source))

    def write(_: int) -> None:
        with file.open("ab") as out:
            out.write(b"more")

    with pytest.raises(TryLater, match="still being written"):
        source.fetch(found, tmp_path / "part", write)


def test_a_page_that_was_not_kept_is_told_again(tmp_path: Path) -> None:
    """The journal could not be written: the listing must not believe that it was."""
    for number in range(1200):
        (tmp_path / f"{number:04d}.pdf").touch()
    source = folder(tmp_path)
    pages = source.list_changes({})
    next(pages)
    next(pages)
    pages.close()  # type: ignore[attr-defined]
    left = told(listed(source))
    assert len(left) == 700
    assert left[0].name == "0500.pdf"


def test_ten_thousand_files_in_one_folder(tmp_path: Path) -> None:
    for number in range(10_000):
        (tmp_path / f"{number:05d}.pdf").touch()
    source = folder(tmp_path)
    begun = time.monotonic()
    assert len(told(listed(source))) == 10_000
    assert told(listed(source)) == []
    assert time.monotonic() - begun < 20


def test_a_share_that_goes_away_loses_nothing_and_comes_back(tmp_path: Path) -> None:
    share = tmp_path / "share"
    put(share / "one.pdf")
    source = folder(share)
    listed(source)
    share.rename(tmp_path / "away")
    with pytest.raises(TryLater, match="is not there") as said:
        listed(source)
    assert said.value.is_everywhere
    assert "network share" in said.value.problem.remedy
    (tmp_path / "away").rename(share)
    put(share / "two.pdf", pdf(2))
    pages = listed(source)
    assert names(told(pages)) == ["two.pdf"]
    assert pages[-1].removed == ()


def test_the_empty_folder_that_an_unmounted_share_leaves_takes_nothing_for_gone(tmp_path: Path) -> None:
    """Where a share was mounted, an empty folder of the same name is left; also after a new start."""
    share = tmp_path / "share"
    put(share / "one.pdf")
    source = folder(share)
    state = json.loads(json.dumps(listed(source)[-1].state))
    share.rename(tmp_path / "away")
    share.mkdir()
    for again in (source, folder(share)):
        with pytest.raises(TryLater, match=r"is empty, and another one.*network share") as said:
            list(again.list_changes(state))
        assert said.value.is_everywhere
    share.rmdir()
    (tmp_path / "away").rename(share)
    assert list(source.list_changes(state))[-1].removed == ()
    (share / "one.pdf").unlink()  # a person may empty a folder
    (page,) = source.list_changes(state)
    assert len(page.removed) == 1
    share.rmdir()
    share.mkdir()  # it was empty before, so nothing can be lost
    (page,) = source.list_changes(page.state)
    assert page.removed == ()


def test_a_folder_that_cannot_be_read_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path / "one.pdf")
    source = folder(tmp_path)
    listed(source)

    def scandir(path: str) -> object:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", scandir)
    with pytest.raises(RightsRefused, match=r"cannot be read: Permission denied.*the right to read") as said:
        listed(source)
    assert said.value.is_everywhere


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read everything")
def test_a_subfolder_that_cannot_be_read_is_not_taken_for_empty(tmp_path: Path) -> None:
    put(tmp_path / "deep" / "one.pdf")
    source = folder(tmp_path)
    listed(source)
    (tmp_path / "deep").chmod(0)
    try:
        assert listed(source)[-1].removed == ()
    finally:
        (tmp_path / "deep").chmod(0o755)


def test_a_subfolder_that_fails_is_not_taken_for_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "deep" / "one.pdf")
    source = folder(tmp_path)
    listed(source)
    plain = os.scandir

    def scandir(path: str) -> object:
        if str(path).endswith("deep"):
            raise OSError(5, "Input/output error")
        return plain(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert listed(source)[-1].removed == ()


def test_a_file_that_goes_before_it_is_copied_is_gone(tmp_path: Path) -> None:
    file = put(tmp_path / "one.pdf")
    source = folder(tmp_path)
    (found,) = told(listed(source))
    file.unlink()
    with pytest.raises(Gone):
        fetch(source, found, tmp_path / "part")
    listed(source)
    with pytest.raises(Gone):
        source.look_up(found.id)


def test_taken_files_are_moved_where_that_is_chosen_and_none_is_overwritten(tmp_path: Path) -> None:
    root, taken = tmp_path / "in", tmp_path / "in" / "taken"
    one = put(root / "one.pdf")
    put(taken / "one.pdf", b"of yesterday")
    source = folder(root, move_to=taken)
    (found,) = told(listed(source))
    source.settle(found)
    assert not one.exists()
    assert (taken / "one.pdf").read_bytes() == b"of yesterday"
    assert (taken / "one (2).pdf").read_bytes() == pdf()
    assert told(listed(source)) == []


def test_a_file_that_was_written_to_since_is_not_moved(tmp_path: Path) -> None:
    one = put(tmp_path / "in" / "one.pdf")
    source = folder(tmp_path / "in", move_to=tmp_path / "taken")
    (found,) = told(listed(source))
    one.write_bytes(pdf(2))
    with pytest.raises(TryLater):
        source.settle(found)
    assert one.read_bytes() == pdf(2)


def test_where_nothing_can_be_moved_that_is_said(tmp_path: Path) -> None:
    put(tmp_path / "in" / "one.pdf")
    put(tmp_path / "file")
    source = folder(tmp_path / "in", move_to=tmp_path / "file" / "taken")
    (found,) = told(listed(source))
    with pytest.raises(RightsRefused, match="cannot be moved"):
        source.settle(found)


def test_files_are_left_where_nothing_is_chosen(tmp_path: Path) -> None:
    one = put(tmp_path / "one.pdf")
    source = folder(tmp_path)
    (found,) = told(listed(source))
    source.settle(found)
    assert one.exists()


def test_the_wait_for_a_file_ends_with_a_stop(tmp_path: Path) -> None:
    put(tmp_path / "one.pdf")

    def stop() -> None:
        raise Stopped("stopped")

    with pytest.raises(Stopped):
        listed(folder(tmp_path, while_waiting=stop))


def test_a_watcher_wakes_when_a_file_comes_and_ends(tmp_path: Path) -> None:
    woken = threading.Event()
    watcher = Watcher(woken)
    watcher.watch([tmp_path, tmp_path / "not there"])
    end = time.monotonic() + 20
    number = 0
    while not woken.is_set() and time.monotonic() < end:
        number += 1
        put(tmp_path / f"{number}.pdf")
        woken.wait(0.5)
    assert woken.is_set()
    watcher.close()
    assert not [one for one in threading.enumerate() if one.name == "watching"]


def test_a_watched_folder_that_goes_away_does_not_end_the_program(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    watcher = Watcher(threading.Event())
    watcher.watch([tmp_path / "in"])
    shutil.rmtree(tmp_path / "in")
    watcher.watch([tmp_path / "in"])
    watcher.close()
