"""Doubtful glyphs of the whole desk in one dialog: gathered, marked by clicks, corrected, undone."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from read_desks import ReadDesks, read
from window_tools import WAIT, draw, open_window, small

from invoice_desk.desktop.dialogs.glyphs_dialog import GlyphsDialog
from invoice_desk.desktop.glyph_review import GlyphReview
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.review import gathering
from invoice_desk.store.corrections import Spot, corrections_of
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.templates import save

pytestmark = pytest.mark.usefixtures("tessdata")
TOTAL = Spot("total")


@contextmanager
def window_on(qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    """Give a shown window on the desk in a folder."""
    opened = open_window(folder)
    qtbot.addWidget(opened)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()
    opened.session.desk.close()


def dialog_of(qtbot: QtBot, window: MainWindow) -> GlyphsDialog:
    """Open the dialog by its key and wait until all is gathered."""
    QTest.keyClick(window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    (dialog,) = window.findChildren(GlyphsDialog)
    qtbot.waitUntil(dialog.panel.isVisible, timeout=WAIT)
    return dialog


def said(window: MainWindow, key: int) -> dict[Spot, str]:
    with window.session.desk.reading() as connection:
        kept = corrections_of(connection, [key]).get(key, {})
    return {spot: one.correction.text for spot, one in kept.items()}


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Return a window on a new desk."""
    with window_on(qtbot, tmp_path / "desk") as opened:
        yield opened


def test_an_empty_desk_says_so(qtbot: QtBot, window: MainWindow) -> None:
    dialog = dialog_of(qtbot, window)
    assert dialog.panel.empty.text() == "No invoice waits for review."
    assert not dialog.strip.isVisible()


def fill(desk: Desk, folder: Path) -> None:
    save(desk, small())
    read(desk, draw(folder / "in"), draw(folder / "in", "small-2.png", number="X-9", total="177.00"))
    with sqlite3.connect(desk.store.folder.root / "desk.sqlite3") as connection:
        for key, glyphs in connection.execute(
            "SELECT id, glyphs FROM readings WHERE field = 'total'"
        ).fetchall():
            (char, box, _sure, _other), *more = json.loads(glyphs)
            changed = json.dumps([[char, box, 0.5, "7"], *more])
            connection.execute("UPDATE readings SET glyphs = ? WHERE id = ?", (changed, key))
    connection.close()


@pytest.fixture
def doubted(qtbot: QtBot, tmp_path: Path, read_desks: ReadDesks) -> Iterator[MainWindow]:
    """Return a window on two invoices of which the first digit of the total is in doubt."""
    with window_on(qtbot, read_desks.copy(fill, tmp_path / "desk")) as opened:
        yield opened


def click_glyph(dialog: GlyphsDialog, row: int) -> None:
    grid = dialog.panel.grid
    where = grid.visualRect(grid.glyphs.index(row)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_doubtful_glyphs_of_all_invoices_stand_side_by_side(qtbot: QtBot, doubted: MainWindow) -> None:
    dialog = dialog_of(qtbot, doubted)
    glyphs = dialog.panel.grid.glyphs.glyphs
    assert [(one.invoice, one.char, one.runner_up) for one in glyphs] == [(1, "1", "7"), (2, "1", "7")]
    assert not any(one.crop.isNull() for one in glyphs)
    assert "of 2 invoices would go to review" in dialog.strip.words.text()


def test_a_marked_glyph_corrects_its_value_alone(qtbot: QtBot, doubted: MainWindow) -> None:
    dialog = dialog_of(qtbot, doubted)
    click_glyph(dialog, 0)
    QTest.mouseClick(dialog.panel.mark, Qt.MouseButton.LeftButton)
    assert (said(doubted, 1), said(doubted, 2)) == ({TOTAL: "7,234.50"}, {})
    assert dialog.words.text().startswith("1 value corrected: ")
    assert "7,234.50" in dialog.words.text()
    assert [one.invoice for one in dialog.panel.grid.glyphs.glyphs] == [2]


def test_the_window_shows_the_correction_and_undoes_it(qtbot: QtBot, doubted: MainWindow) -> None:
    doubted.go_to(1)
    dialog = dialog_of(qtbot, doubted)
    click_glyph(dialog, 0)
    QTest.mouseClick(dialog.panel.mark, Qt.MouseButton.LeftButton)
    dialog.reject()
    record = doubted.session.record
    assert record is not None
    assert "7,234.50" in [entry.shown_text for entry in record.entries]
    doubted.value_editor.undo_stack.undo()
    assert said(doubted, 1) == {}


def test_when_all_are_settled_it_says_so(qtbot: QtBot, doubted: MainWindow) -> None:
    dialog = dialog_of(qtbot, doubted)
    click_glyph(dialog, 0)
    click_glyph(dialog, 1)
    QTest.mouseClick(dialog.panel.mark, Qt.MouseButton.LeftButton)
    assert dialog.panel.empty.isVisible()
    assert dialog.panel.empty.text() == "No glyph of these invoices is in doubt."
    assert dialog.words.text().startswith("2 values corrected: ")


def test_what_is_refused_is_told_and_the_rest_is_kept(qtbot: QtBot, doubted: MainWindow) -> None:
    dialog = dialog_of(qtbot, doubted)
    reviewing.reject(doubted.session.desk, [1])  # by another program, meanwhile
    click_glyph(dialog, 0)
    click_glyph(dialog, 1)
    QTest.mouseClick(dialog.panel.mark, Qt.MouseButton.LeftButton)
    assert (said(doubted, 1), said(doubted, 2)) == ({}, {TOTAL: "777.00"})
    assert "invoice 1 is rejected" in dialog.words.text()
    assert "invoice 1 is rejected" in doubted.notices.words


def test_a_page_that_is_gone_is_told_and_the_others_are_shown(qtbot: QtBot, doubted: MainWindow) -> None:
    filed = next(iter(doubted.session.desk.store.folder.root.glob("originals/**/*.png")))
    filed.chmod(0o600)
    filed.write_bytes(b"no picture")
    dialog = dialog_of(qtbot, doubted)
    assert len(dialog.panel.grid.glyphs.glyphs) == 1
    assert doubted.notices.words


def test_no_more_than_so_many_invoices_are_opened(
    qtbot: QtBot, doubted: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gathering, "MOST", 1)
    dialog = dialog_of(qtbot, doubted)
    assert [one.invoice for one in dialog.panel.grid.glyphs.glyphs] == [1]
    assert dialog.words.text().startswith("1 more ")


def test_it_can_be_closed_while_it_gathers(qtbot: QtBot, doubted: MainWindow) -> None:
    doubted.actions_["glyphs"].trigger()
    (dialog,) = doubted.findChildren(GlyphsDialog)
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not doubted.findChildren(GlyphReview), timeout=WAIT)
