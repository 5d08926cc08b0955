"""Files taken in: kept whole, on the desk once, and set aside where they are there already."""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

import pytest
from desks import add, draw, events, filed, listed

from invoice_desk.errors import BadDesk, BadTemplate
from invoice_desk.invoice.filed import Arrival, Origin, Sameness, State
from invoice_desk.store.change import What
from invoice_desk.store.searching import Filter
from invoice_desk.store.sources import ItemState, add_source, items_of
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.taking_in import Taken, arrival_of, take_in, take_in_one
from invoice_desk.workflow.templates import import_templates


def test_the_original_is_kept_as_it_came_and_cannot_be_written(desk: Desk, tmp_path: Path) -> None:
    file = draw(tmp_path / "in")
    (taken,) = add(desk, file)
    kept = filed(desk, taken.id).document
    file.unlink()
    assert hashlib.sha256(kept.path.read_bytes()).hexdigest() == kept.sha256
    assert desk.store.folder.originals in kept.path.parents
    assert not stat.S_IMODE(kept.path.stat().st_mode) & 0o222
    assert (kept.name, filed(desk, taken.id).state) == ("small-1.png", State.NEW)


def test_a_file_takes_the_template_that_its_name_begins_with(desk: Desk, tmp_path: Path) -> None:
    fitting, other = draw(tmp_path / "in", "Small 7.png"), draw(tmp_path / "in", "else.png", number="X-1")
    assert [one.template for one in add(desk, fitting, other)] == ["small", ""]


def test_a_template_is_also_known_by_what_its_file_is_called(
    desk: Desk, tmp_path: Path, samples: Path
) -> None:
    import_templates(desk, [samples / "ar-palm.template.json"])
    (taken,) = add(desk, samples / "ar-palm.pdf")
    assert taken.template == "شركة واحة النخيل للتجارة"


def test_the_same_file_from_the_same_place_is_there_already(desk: Desk, tmp_path: Path) -> None:
    file = draw(tmp_path / "in")
    (first,), (second,) = add(desk, file), add(desk, file)
    assert (second.id, second.is_new, second.duplicate) == (first.id, False, None)
    assert len(listed(desk)) == 1


def test_the_same_bytes_from_elsewhere_are_set_aside_with_a_link(desk: Desk, tmp_path: Path) -> None:
    file = draw(tmp_path / "in")
    copy = tmp_path / "in" / "copy.png"
    copy.write_bytes(file.read_bytes())
    first, second = add(desk, file, copy)
    assert second.duplicate is not None
    assert (second.duplicate.of, second.duplicate.sameness) == (first.id, Sameness.BYTES)
    assert second.duplicate.words == f"the file has the same bytes as invoice {first.id}"
    assert [one.id for one in listed(desk)] == [first.id]
    assert [one.id for one in listed(desk, Filter(states=frozenset({State.DUPLICATE})))] == [second.id]


def test_a_person_may_overrule(desk: Desk, tmp_path: Path) -> None:
    file = draw(tmp_path / "in")
    copy = tmp_path / "in" / "copy.png"
    copy.write_bytes(file.read_bytes())
    _, second = add(desk, file, copy)
    reviewing.overrule(desk, second.id)
    assert (filed(desk, second.id).state, filed(desk, second.id).duplicate) == (State.NEW, None)


def test_a_deleted_invoice_that_is_added_again_comes_back(desk: Desk, tmp_path: Path) -> None:
    file = draw(tmp_path / "in")
    (first,) = add(desk, file)
    reviewing.delete(desk, [first.id])
    assert listed(desk) == []
    (again,) = add(desk, file)
    assert [one.id for one in listed(desk)] == [again.id] == [first.id]
    assert [event.what for event in events(desk, first.id)] == [What.ADDED, What.DELETED, What.RESTORED]


def test_a_broken_file_is_named_and_the_others_are_taken(desk: Desk, tmp_path: Path) -> None:
    good = draw(tmp_path / "in")
    broken = tmp_path / "in" / "broken.pdf"
    broken.write_bytes(b"%PDF-1.7 nothing more")
    told = add(desk, broken, tmp_path / "nowhere.png", good)
    assert [one.problem is None for one in told] == [False, False, True]
    assert str(broken) in str(told[0].problem)
    assert [one.name for one in listed(desk)] == ["small-1.png"]


def test_bytes_with_a_source_stand_in_its_journal(desk: Desk, tmp_path: Path) -> None:
    with desk.change() as change:
        source = add_source(change, "Drive of Amal", "drive", {"folder": "f1"})
    content = draw(tmp_path / "in").read_bytes()
    origin = Origin("Drive of Amal", "item-1", source, "v1")
    arrival = Arrival("../../etc/small نسخة.png", origin, content=content)
    taken = take_in_one(desk, arrival, "")
    again = take_in_one(desk, arrival, "")
    with desk.reading() as connection:
        (item,) = items_of(connection, source)
    assert (item.item, item.version, item.state, item.document) == ("item-1", "v1", ItemState.TAKEN, taken.id)
    assert (again.id, again.is_new) == (taken.id, False)
    assert filed(desk, taken.id).document.name == "../../etc/small نسخة.png"
    assert filed(desk, taken.id).document.path.parent.parent == desk.store.folder.originals
    assert not list(desk.store.folder.root.glob(".arrival-*"))


def test_an_unknown_template_is_refused_before_anything_is_taken(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(BadTemplate, match="nobody"):
        list(take_in(desk, [arrival_of(draw(tmp_path / "in"))], template="nobody"))
    assert listed(desk) == []


def test_a_stop_keeps_what_was_taken(desk: Desk, tmp_path: Path) -> None:
    files = [draw(tmp_path / "in", f"small-{number}.png", number=f"N-{number}") for number in range(3)]
    taken: list[object] = []

    def is_stopped() -> bool:
        return any(isinstance(one, Taken) for one in taken)

    taken.extend(take_in(desk, [arrival_of(file) for file in files], is_stopped=is_stopped))
    assert len(listed(desk)) == 1


@pytest.mark.skipif(os.name != "posix", reason="names of bytes are a matter of POSIX")
def test_a_name_that_is_no_text_can_be_taken(desk: Desk, tmp_path: Path) -> None:
    file = draw(tmp_path / "in")
    odd = Path(os.fsdecode(os.fsencode(tmp_path / "in") + b"/small \xff\n.png"))
    file.rename(odd)
    (taken,) = add(desk, odd)
    assert taken.problem is None
    assert len(listed(desk)) == 1


def test_a_file_fetched_under_another_name_keeps_the_name_it_came_with(desk: Desk, tmp_path: Path) -> None:
    fetched = draw(tmp_path / "in").rename(tmp_path / "in" / "download.part")
    arrival = Arrival("small-7.png", Origin("file", "somewhere"), fetched)
    kept = filed(desk, take_in_one(desk, arrival, "small").id or 0).document
    assert kept.path.suffix == ".png"
    assert kept.path.read_bytes() == fetched.read_bytes()


def test_a_desk_that_lost_its_database_is_not_begun_anew(desk: Desk, tmp_path: Path) -> None:
    add(desk, draw(tmp_path / "in"))
    desk.close()
    for part in desk.store.folder.root.glob("desk.sqlite3*"):
        part.unlink()
    with pytest.raises(BadDesk, match="restore a backup"):
        Desk.open(desk.store.folder.root, desk.settings)


def test_a_file_that_waits_without_a_template_takes_the_one_it_is_added_with_again(
    desk: Desk, tmp_path: Path
) -> None:
    file = draw(tmp_path / "in", "other.png")
    (first,) = add(desk, file)
    again = [one for one in take_in(desk, [arrival_of(file)], template="small") if isinstance(one, Taken)]
    assert [(one.id, one.is_new, one.template) for one in again] == [(first.id, False, "small")]
    assert filed(desk, first.id).template == "small"
    assert [event.what for event in events(desk, first.id)] == [What.ADDED, What.TEMPLATE_CHOSEN]
    add(desk, file)
    assert filed(desk, first.id).template == "small"


def test_an_original_that_the_disk_spoilt_is_mended_by_adding_the_file_again(
    desk: Desk, tmp_path: Path
) -> None:
    file = draw(tmp_path / "in")
    (taken,) = add(desk, file)
    kept = filed(desk, taken.id).document.path
    kept.chmod(0o644)
    kept.write_bytes(b"X" + kept.read_bytes()[1:])
    add(desk, file)
    assert kept.read_bytes() == file.read_bytes()
