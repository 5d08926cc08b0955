"""Templates edited: each gesture a step, boxes scaled to the page shown, a draft on the disk at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from window_tools import draw, small

from invoice_desk.desktop.templates.editing import TemplateEditor
from invoice_desk.invoice.filed import Filed
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.store.documents import get_filed
from invoice_desk.store.templates import newest_template
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import Settings
from invoice_desk.workflow.taking_in import arrival_of, take_in_one
from invoice_desk.workflow.templates import save

SIZE = Size(640, 240)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = Desk.open(tmp_path / "desk", Settings(), who="Amal")
    yield opened
    opened.close()


@pytest.fixture
def editor(desk: Desk, qtbot: QtBot) -> TemplateEditor:
    return TemplateEditor(desk)


def filed(desk: Desk, path: Path, template: str = "") -> Filed:
    taken = take_in_one(desk, arrival_of(path), template)
    with desk.reading() as connection:
        return get_filed(connection, desk.store.originals, taken.id or 0)


def names(editor: TemplateEditor) -> list[str]:
    return [field.name for field in editor.template.fields] if editor.template is not None else []


def test_the_first_region_begins_a_template_that_is_named_as_the_file(
    desk: Desk, editor: TemplateEditor, tmp_path: Path
) -> None:
    editor.open_for(filed(desk, draw(tmp_path / "in", "Acme 2026-04.png")))
    name = editor.draw(Box(10, 20, 110, 40), 0, SIZE)
    assert editor.template is not None
    assert (editor.template.name, name) == ("Acme 2026-04", "field")
    assert editor.keep() == "Acme 2026-04"
    with desk.reading() as connection:
        saved = newest_template(connection, "Acme 2026-04")
    assert saved is not None
    assert (saved.stem, saved.template.fields[0].box) == ("Acme", Box(10, 20, 110, 40))


def test_boxes_are_scaled_to_the_page_that_is_shown(
    desk: Desk, editor: TemplateEditor, tmp_path: Path
) -> None:
    save(desk, small())
    editor.open_for(filed(desk, draw(tmp_path / "in"), "small"))
    twice = Size(1280, 480)
    before = editor.boxes_on(0, SIZE)["total"]
    after = editor.boxes_on(0, twice)["total"]
    assert list(after) == [2 * edge for edge in before]
    editor.move({"total": Box(20, 40, 220, 80)}, twice)
    assert editor.boxes_on(0, SIZE)["total"] == Box(10, 20, 110, 40)


def test_every_gesture_is_a_step_back_to_the_beginning(
    desk: Desk, editor: TemplateEditor, tmp_path: Path
) -> None:
    save(desk, small())
    editor.open_for(filed(desk, draw(tmp_path / "in"), "small"))
    start = editor.template
    editor.draw(Box(5, 5, 50, 20), 0, SIZE)
    editor.make_usual("field", 3)
    editor.duplicate(("total",))
    editor.delete(("number",))
    editor.rename("Acme")
    assert names(editor) == ["date", "total", "seller", "total_2"]
    while editor.undo_stack.canUndo():
        editor.undo_stack.undo()
    assert editor.template == start
    while editor.undo_stack.canRedo():
        editor.undo_stack.redo()
    assert names(editor) == ["date", "total", "seller", "total_2"]
    assert editor.template is not None
    assert editor.template.name == "Acme"


def test_a_draft_is_on_the_disk_at_once_and_gone_when_it_is_kept(
    desk: Desk, editor: TemplateEditor, tmp_path: Path
) -> None:
    editor.open_for(filed(desk, draw(tmp_path / "in")))
    editor.draw(Box(5, 5, 50, 20), 0, SIZE)
    drafts = desk.store.folder.root / "drafts"
    assert len(list(drafts.iterdir())) == 1
    editor.undo_stack.undo()
    assert list(drafts.iterdir()) == []
    editor.undo_stack.redo()
    editor.keep()
    assert list(drafts.iterdir()) == []
    assert editor.keep() is None


def test_a_region_on_another_page_is_not_shown_here(
    desk: Desk, editor: TemplateEditor, tmp_path: Path
) -> None:
    editor.open_for(filed(desk, draw(tmp_path / "in")))
    editor.draw(Box(5, 5, 50, 20), 1, SIZE)
    assert editor.boxes_on(0, SIZE) == {}
    assert list(editor.boxes_on(1, SIZE)) == ["field"]
