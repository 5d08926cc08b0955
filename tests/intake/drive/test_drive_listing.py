"""A watched folder of Google Drive: each file is there once, and a poll costs what has changed."""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta

import pytest

from invoice_desk.intake.drive.choice import SHARED, FileKind
from invoice_desk.intake.drive.source import DriveSource
from invoice_desk.intake.faults import Gone, TryLater
from tests.intake.drive import faulting
from tests.intake.drive.conftest import MakePulling
from tests.intake.drive.faulting import refuse
from tests.intake.drive.server import Asked, DriveServer
from tests.intake.drive.shelf import ROOT

PDF = b"%PDF-1.7\nan invoice\n%%EOF\n"
HOSTILE = [
    "../../etc/passwd.pdf",
    "..",
    "a/b\\c.pdf",
    "nul\0and\nnew line.pdf",
    "CON.pdf",
    "gnp.\u202efdp.pdf",
    "x" * 300 + ".pdf",
    "فاتورة ٢٠٢٦.pdf",
    "é\u0301.pdf",
]


def test_what_is_there_comes_once_and_what_changes_comes_again(
    drive: DriveServer, folder: str, pull: MakePulling
) -> None:
    shelf = drive.shelf
    keys = [shelf.put(f"{number}.pdf", PDF + bytes([number]), folder) for number in range(6)]
    other = shelf.put("other.pdf", PDF, ROOT)
    pulling = pull()
    pulling.round()
    assert pulling.files == {key: shelf.contents[key] for key in keys}

    shelf.write(keys[0], PDF + b"a new revision")
    shelf.rename(keys[1], "renamed.pdf")
    shelf.trash(keys[2])
    shelf.delete(keys[3])
    shelf.move(keys[4], ROOT)
    shelf.move(other, folder)
    late = shelf.put("late.pdf", PDF + b"late", folder)
    pulling.round()
    assert set(pulling.files) == {keys[0], keys[1], keys[5], other, late}
    assert pulling.removed >= {keys[2], keys[3], keys[4]}
    assert pulling.files == {key: shelf.contents[key] for key in pulling.files}
    assert len(pulling.came) == 6 + 3

    shelf.trash(keys[2], is_trashed=False)
    pulling.round()
    assert keys[2] in pulling.files
    assert len(pulling.came) == 6 + 3, "its bytes were there already"


def test_a_poll_with_nothing_new_is_one_request(drive: DriveServer, folder: str, pull: MakePulling) -> None:
    drive.shelf.put("1.pdf", PDF, folder)
    pulling = pull()
    pulling.round()
    drive.asked.clear()
    for _ in range(3):
        pulling.round()
    assert [one.step for one in drive.asked] == ["changes"] * 3


def test_ten_thousand_files_in_one_folder_cost_ten_pages(
    drive: DriveServer, folder: str, pull: MakePulling
) -> None:
    for number in range(10_000):
        drive.shelf.put(f"{number % 7}.pdf", b"%d" % number, folder)
    pulling = pull()
    pulling.list()
    assert len(pulling.waiting) == 10_000
    assert drive.steps() == ["get", "start", *["list"] * 10]
    drive.asked.clear()
    drive.shelf.put("one more.pdf", PDF, folder)
    pulling.list()
    assert len(pulling.waiting) == 10_001
    assert drive.steps() == ["changes"]
    assert len(str(pulling.state)) < 500, "the state does not grow with the files"


def test_the_feed_is_taken_before_the_listing_so_nothing_falls_between(
    drive: DriveServer, folder: str, pull: MakePulling
) -> None:
    drive.most = 2
    keys = [drive.shelf.put(f"{number}.pdf", PDF, folder) for number in range(5)]
    pulling = pull()
    pages = pulling.source.list_changes({})
    first = next(pages)
    late = drive.shelf.put("late.pdf", PDF, folder)
    drive.shelf.move(late, ROOT)
    drive.shelf.move(late, folder)
    rest = list(pages)
    assert [one.is_complete for one in [first, *rest]][-1]
    assert {one.id for page in [first, *rest] for one in page.found} >= set(keys)
    found = [one.id for page in pulling.source.list_changes(rest[-1].state) for one in page.found]
    assert late in found


@pytest.mark.parametrize("is_deep", [True, False])
def test_subfolders_are_walked_or_not(
    drive: DriveServer, folder: str, pull: MakePulling, *, is_deep: bool
) -> None:
    shelf = drive.shelf
    here = shelf.put("here.pdf", PDF, folder)
    inner = shelf.folder("2026", folder)
    below = shelf.put("below.pdf", PDF + b"1", shelf.folder("may", inner))
    pulling = pull(with_subfolders=is_deep)
    pulling.round()
    assert set(pulling.files) == ({here, below} if is_deep else {here})

    later = shelf.put("later.pdf", PDF + b"2", inner)
    made = shelf.put("made.pdf", PDF + b"3", shelf.folder("june", inner))
    pulling.round()
    assert set(pulling.files) == ({here, below, later, made} if is_deep else {here})


def test_a_folder_that_is_moved_in_brings_its_files_and_one_moved_out_takes_them(
    drive: DriveServer, folder: str, pull: MakePulling
) -> None:
    shelf = drive.shelf
    box = shelf.folder("box")
    keys = {shelf.put(f"{number}.pdf", PDF + bytes([number]), box) for number in range(3)}
    pulling = pull()
    pulling.round()
    assert pulling.files == {}
    shelf.move(box, folder)
    pulling.round()
    assert set(pulling.files) == keys
    shelf.move(box, ROOT)
    pulling.round()
    assert pulling.files == {}
    assert pulling.removed >= keys
    shelf.move(box, folder)
    pulling.round()
    assert set(pulling.files) == keys
    assert len(pulling.came) == 3


def test_shortcuts_are_followed_once_and_loops_end(
    drive: DriveServer, folder: str, pull: MakePulling
) -> None:
    shelf = drive.shelf
    inside = shelf.put("inside.pdf", PDF, folder)
    shelf.shortcut("again", inside, folder)
    outside = shelf.put("outside.pdf", PDF + b"1", ROOT)
    one = shelf.shortcut("to outside", outside, folder)
    shelf.shortcut("to outside, too", outside, folder)
    box = shelf.folder("box")
    boxed = shelf.put("boxed.pdf", PDF + b"2", box)
    shelf.shortcut("to box", box, folder)
    shelf.shortcut("round and round", folder, box)
    lost = shelf.put("lost.pdf", PDF, ROOT)
    shelf.shortcut("to nothing", lost, folder)
    shelf.delete(lost)
    pulling = pull()
    pulling.round()
    assert set(pulling.files) == {inside, outside, boxed}
    assert len(pulling.came) == 3
    assert "leads to no file" in str(pulling.passed_over["to nothing"])

    shelf.write(outside, PDF + b"new")
    pulling.round()
    assert pulling.files[outside] == PDF + b"new", "the feed names the target, not the shortcut"
    shelf.delete(one)
    pulling.round()
    assert outside in pulling.files, "the other shortcut still leads to it"


def test_documents_of_google_come_as_pdf_and_others_are_passed_over_with_a_reason(
    drive: DriveServer, folder: str, pull: MakePulling
) -> None:
    shelf = drive.shelf
    letter = shelf.document("Letter", PDF + b"letter\n%%EOF", folder)
    sheet = shelf.document("Sheet", PDF + b"sheet\n%%EOF", folder, kind="spreadsheet")
    shelf.document("Form", b"", folder, kind="form")
    shelf.put("notes.txt", b"notes", folder, "text/plain")
    scan = shelf.put("scan without an ending", PDF, folder, "image/png")
    pulling = pull()
    pulling.round()
    assert set(pulling.files) == {letter, sheet, scan}
    assert {found.name for found, _ in pulling.came} >= {"Letter.pdf", "Sheet.pdf"}
    assert "is a form of Google's" in str(pulling.passed_over["Form"])
    assert "no file of an invoice" in str(pulling.passed_over["notes.txt"])

    shelf.write(letter, PDF + b"rewritten\n%%EOF")
    pulling.round()
    assert pulling.files[letter] == PDF + b"rewritten\n%%EOF"


def test_kinds_that_are_not_chosen_are_passed_over(
    drive: DriveServer, folder: str, pull: MakePulling
) -> None:
    pdf = drive.shelf.put("a.pdf", PDF, folder)
    drive.shelf.put("b.png", b"png", folder, "image/png")
    drive.shelf.document("c", PDF, folder)
    pulling = pull(kinds={FileKind.PDF})
    pulling.round()
    assert set(pulling.files) == {pdf}
    assert all("not of the kinds chosen" in str(one) for one in pulling.passed_over.values())
    assert set(pulling.passed_over) == {"b.png", "c.pdf"}


def test_equal_and_hostile_names_are_all_there_under_names_that_do_no_harm(
    drive: DriveServer, folder: str, pull: MakePulling
) -> None:
    keys = [
        drive.shelf.put(name, PDF + bytes([number]), folder)
        for number, name in enumerate([*HOSTILE, "same.pdf", "same.pdf"])
    ]
    pulling = pull()
    pulling.round()
    assert pulling.files == {key: drive.shelf.contents[key] for key in keys}
    for found, _ in pulling.came:
        assert not set(found.name) & set("/\\\0\n\u202e")
        assert found.name.strip(".")
        assert len(found.name) <= 200


def test_a_file_of_many_parents_is_there_once(drive: DriveServer, folder: str, pull: MakePulling) -> None:
    key = drive.shelf.put("both.pdf", PDF, folder)
    drive.shelf.files[key]["parents"] = [folder, drive.shelf.folder("inner", folder)]
    pulling = pull()
    pulling.round()
    assert [found.id for found, _ in pulling.came] == [key]


@pytest.mark.parametrize("code", [400, 404, 410])
def test_a_refused_place_in_the_feed_lists_all_again_and_nothing_twice(
    drive: DriveServer, folder: str, pull: MakePulling, code: int
) -> None:
    keys = {drive.shelf.put(f"{number}.pdf", PDF + bytes([number]), folder) for number in range(3)}
    pulling = pull()
    pulling.round()
    keys.add(drive.shelf.put("new.pdf", PDF + b"new", folder))
    drive.fail("changes", refuse(code, "invalid"))
    pulling.round()
    assert set(pulling.files) == keys
    assert len(pulling.came) == 4
    assert "all is listed again" in str(pulling.heard[-1])


def test_a_page_of_a_listing_that_is_refused_begins_that_folder_anew(
    drive: DriveServer, folder: str, pull: MakePulling
) -> None:
    drive.most, drive.refused_tokens = 2, {"list": 1}
    keys = {drive.shelf.put(f"{number}.pdf", PDF + bytes([number]), folder) for number in range(7)}
    pulling = pull()
    pulling.round()
    tokens = [one.query.get("pageToken") for one in drive.asked if one.step == "list"]
    assert tokens.count(None) == 2
    assert set(pulling.files) == keys
    assert len(pulling.came) == 7


def test_a_listing_that_breaks_off_goes_on_where_it_was(
    drive: DriveServer, folder: str, pull: MakePulling
) -> None:
    drive.most = 2
    keys = {drive.shelf.put(f"{number}.pdf", PDF + bytes([number]), folder) for number in range(9)}
    gone = drive.shelf.put("gone.pdf", PDF, folder)
    pulling = pull()
    pulling.round()
    drive.shelf.delete(gone)
    pulling.state = {}
    drive.asked.clear()
    for _ in range(3):
        drive.fail("list", *[_pass] * 1, refuse(503))
    pulling.list()
    assert drive.steps() == ["get", "start", *["list"] * 8]
    assert set(pulling.files) == keys
    assert gone in pulling.removed


def _pass(handler: object, body: bytes, headers: dict[str, str], code: int) -> None:
    faulting.send(handler, code, body, headers)  # type: ignore[arg-type]


def test_now_and_then_all_is_listed_again_as_a_net(
    drive: DriveServer, folder: str, pull: MakePulling
) -> None:
    moment = [datetime(2026, 5, 1, tzinfo=UTC)]
    pulling = pull(full_every=3600)
    pulling.source = DriveSource(pulling.drive, pulling.choice, lambda: moment[0])
    pulling.round()
    missed = drive.shelf.put("the feed never said.pdf", PDF, folder)
    drive.shelf.feed.pop()
    pulling.round()
    assert pulling.files == {}
    moment[0] += timedelta(hours=2)
    pulling.round()
    assert set(pulling.files) == {missed}
    drive.asked.clear()
    pulling.round()
    assert drive.steps() == ["changes"]
    moment[0] -= timedelta(days=3)  # a clock that was wrong is not waited for
    pulling.round()
    assert "list" in drive.steps()


def test_an_incomplete_search_removes_nothing(drive: DriveServer, folder: str, pull: MakePulling) -> None:
    keys = {drive.shelf.put(f"{number}.pdf", PDF + bytes([number]), folder) for number in range(3)}
    pulling = pull()
    pulling.round()
    drive.shelf.hidden |= keys
    drive.is_incomplete, pulling.state = True, {}
    pulling.round()
    assert pulling.removed == set()
    drive.is_incomplete, pulling.state = False, {}
    pulling.round()
    assert pulling.removed == keys


@pytest.mark.parametrize("act", ["trash", "delete", "hide"])
def test_a_watched_folder_that_is_gone_removes_nothing_and_is_told(
    drive: DriveServer, folder: str, pull: MakePulling, act: str
) -> None:
    key = drive.shelf.put("1.pdf", PDF, folder)
    pulling = pull()
    pulling.round()
    if act == "trash":
        drive.shelf.trash(folder)
    else:
        getattr(drive.shelf, act)(folder)
    for _ in range(2):
        with pytest.raises(Gone, match="Invoices"):
            pulling.round()
    assert set(pulling.files) == {key}
    assert pulling.removed == set()
    if act == "trash":
        drive.shelf.trash(folder, is_trashed=False)
        later = drive.shelf.put("2.pdf", PDF + b"2", folder)
        pulling.round()
        assert set(pulling.files) == {key, later}


def test_a_folder_in_the_tree_that_vanishes_while_it_is_listed_stops_nothing(
    drive: DriveServer, folder: str, pull: MakePulling
) -> None:
    shelf = drive.shelf
    boxes = [shelf.folder(f"{number}", folder) for number in range(4)]
    keys = {shelf.put(f"{number}.pdf", PDF + bytes([number]), box) for number, box in enumerate(boxes)}
    away = shelf.folder("away")
    shelf.shortcut("to away", away, folder)
    shelf.hide(away)
    pulling = pull()
    pulling.round()
    assert set(pulling.files) == keys


def test_a_shared_drive_has_a_feed_of_its_own(drive: DriveServer, pull: MakePulling) -> None:
    team = drive.shelf.shared_drive("Team")
    box = drive.shelf.folder("Box", team)
    first = drive.shelf.put("1.pdf", PDF, box)
    pulling = pull(folder=team)
    pulling.round()
    second = drive.shelf.put("2.pdf", PDF + b"2", box)
    drive.asked.clear()
    pulling.round()
    assert set(pulling.files) == {first, second}
    assert [one.query["driveId"] for one in drive.asked if one.step == "changes"] == [team]


def test_all_of_my_drive_can_be_watched(drive: DriveServer, folder: str, pull: MakePulling) -> None:
    key = drive.shelf.put("1.pdf", PDF, folder)
    pulling = pull(folder="root")
    pulling.round()
    later = drive.shelf.put("2.pdf", PDF + b"2", ROOT)
    pulling.round()
    assert set(pulling.files) == {key, later}


@pytest.mark.parametrize("is_deep", [True, False])
def test_all_that_is_shared_with_a_person_can_be_watched(
    drive: DriveServer, folder: str, pull: MakePulling, *, is_deep: bool
) -> None:
    shelf = drive.shelf
    shelf.put("mine.pdf", PDF + b"mine", folder)
    theirs = shelf.put("theirs.pdf", PDF + b"theirs", ROOT)
    shelf.share(theirs)
    given = shelf.folder("Given")
    inside = shelf.put("inside.pdf", PDF + b"inside", given)
    shelf.share(given)
    pulling = pull(folder=SHARED, name="Shared with me", with_subfolders=is_deep)
    pulling.round()
    deep = {inside} if is_deep else set()
    assert set(pulling.files) == {theirs} | deep

    drive.asked.clear()
    pulling.round()
    assert drive.steps() == ["changes"]

    late = shelf.put("late.pdf", PDF + b"late", ROOT)
    shelf.share(late)
    deeper = shelf.put("deeper.pdf", PDF + b"deeper", given)
    shelf.put("mine too.pdf", PDF + b"mine too", folder)
    shelf.write(theirs, PDF + b"theirs, mended")
    pulling.round()
    assert set(pulling.files) == {theirs, late} | deep | ({deeper} if is_deep else set())
    assert pulling.files[theirs] == PDF + b"theirs, mended"
    shelf.hide(late)  # no longer shared
    pulling.round()
    assert late not in pulling.files


def test_another_choice_does_not_use_the_state_of_this_one(
    drive: DriveServer, folder: str, pull: MakePulling
) -> None:
    key = drive.shelf.put("1.pdf", PDF, folder)
    other = drive.shelf.folder("Other")
    away = drive.shelf.put("2.pdf", PDF + b"2", other)
    pulling = pull()
    pulling.round()
    moved = pull(folder=other)
    moved.state, moved.known = pulling.state, set(pulling.known)
    moved.round()
    assert set(moved.files) == {away}
    assert moved.removed == {key}


def test_a_program_that_starts_anew_looks_up_what_still_waits(
    drive: DriveServer, folder: str, pull: MakePulling
) -> None:
    keys = [drive.shelf.put(f"{number}.pdf", PDF + bytes([number]), folder) for number in range(3)]
    pulling = pull()
    pulling.list()
    pulling.again()
    pulling.round()
    assert set(pulling.files) == set(keys)
    drive.shelf.trash(keys[0])
    with pytest.raises(Gone, match="bin"):
        pulling.source.look_up(keys[0])
    with pytest.raises(Gone):
        pulling.source.look_up("nothing-of-this-id")


@pytest.mark.parametrize("step", ["list", "changes"])
def test_pages_that_lead_in_a_circle_end(
    drive: DriveServer, folder: str, pull: MakePulling, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    drive.shelf.put("one.pdf", b"one", folder)
    pulling = pull()
    pulling.round()
    circle = itertools.cycle(["there", "back"])
    right = drive.answer

    def answer(asked: Asked) -> tuple[int, dict[str, str], bytes]:
        if asked.step != step:
            return right(asked)
        rows: dict[str, object] = {"files": []} if step == "list" else {"changes": []}
        body = json.dumps(rows | {"nextPageToken": next(circle)}).encode()
        return 200, {"content-type": "application/json"}, body

    monkeypatch.setattr(drive, "answer", answer)
    pulling.state = pulling.state if step == "changes" else {}
    drive.asked.clear()
    with pytest.raises(TryLater, match="has no end"):
        for _ in zip(pulling.source.list_changes(pulling.state), range(20), strict=False):
            pass
    assert drive.steps().count(step) <= 4
