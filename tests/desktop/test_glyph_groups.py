"""The group view: the odd glyph among its like is seen at once, and marked by a click or the space bar."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reviewed_invoices import LOW, TOTAL, entry_of, page, record_of

from invoice_desk.desktop.panels.glyphs import GlyphsPanel
from invoice_desk.desktop.review.glyph_groups import (
    GroupedGlyph,
    MarkedGlyph,
    corrected_texts,
    doubted_glyphs,
    groups_of,
)
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.store.corrections import Spot


def glyph(char: str, probability: float, invoice: int = 1, runner_up: str = "٩") -> GroupedGlyph:
    return GroupedGlyph(invoice, TOTAL, invoice, char, probability, runner_up, page())


def opened(qtbot: QtBot, *glyphs: GroupedGlyph) -> GlyphsPanel:
    panel = GlyphsPanel()
    qtbot.addWidget(panel)
    panel.resize(480, 420)
    panel.show_glyphs(glyphs)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def click(panel: GlyphsPanel, row: int) -> None:
    grid = panel.grid
    where = grid.visualRect(grid.glyphs.index(row)).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=where)


def test_a_class_is_together_the_least_sure_first() -> None:
    groups = groups_of([glyph("٩", 0.8), glyph("٦", 0.7), glyph(",", 0.1), glyph("٦", 0.5, 2)])
    assert list(groups) == ["٦", "٩", ","]
    assert [one.probability for one in groups["٦"]] == [0.5, 0.7]


def test_marked_glyphs_become_their_runner_up(qtbot: QtBot) -> None:
    panel = opened(qtbot, glyph("٦", 0.5, 1), glyph("٦", 0.6, 2, "٠"), glyph("٦", 0.7, 3))
    assert not panel.mark.isEnabled()
    click(panel, 0)
    click(panel, 1)
    click(panel, 2)
    click(panel, 2)
    assert panel.mark.text() == "Correct 2 values"
    with qtbot.waitSignal(panel.marked) as said:
        QTest.mouseClick(panel.mark, Qt.MouseButton.LeftButton)
    assert said.args == [(MarkedGlyph(1, TOTAL, 1, "٦", "٩"), MarkedGlyph(2, TOTAL, 2, "٦", "٠"))]


def test_they_are_marked_by_keyboard_and_given_a_class(qtbot: QtBot) -> None:
    panel = opened(qtbot, glyph("٦", 0.5, 1), glyph("٦", 0.6, 2))
    panel.grid.setFocus()
    QTest.keyClick(panel.grid, Qt.Key.Key_Right)
    QTest.keyClick(panel.grid, Qt.Key.Key_Space)
    panel.becomes.setCurrentIndex(panel.becomes.findData("٤"))
    with qtbot.waitSignal(panel.marked) as said:
        QTest.keyClick(panel.mark, Qt.Key.Key_Space)
    assert said.args == [(MarkedGlyph(2, TOTAL, 2, "٦", "٤"),)]


def test_another_class_is_a_click_away(qtbot: QtBot) -> None:
    panel = opened(qtbot, glyph("٦", 0.5), glyph("٩", 0.6, runner_up="٤"))
    QTest.mouseClick(panel.classes.buttons()[1], Qt.MouseButton.LeftButton)
    assert [one.char for one in panel.grid.glyphs.glyphs] == ["٩"]
    assert "٩" in panel.words.text()


def test_no_doubt_is_said(qtbot: QtBot) -> None:
    panel = opened(qtbot)
    assert panel.empty.isVisible()
    assert not panel.mark.isVisible()


def test_doubtful_glyphs_are_gathered_with_their_pictures_and_corrected() -> None:
    total = entry_of("total", FieldKind.AMOUNT, "٦٦٫٠", LOW, runners={1: "٩"})
    record = record_of(total, entry_of("seller", FieldKind.TEXT, "٦", runners={0: "٩"}))
    (found,) = doubted_glyphs(7, record, {0: page()})
    assert (found.invoice, found.spot, found.index, found.char, found.runner_up) == (7, TOTAL, 1, "٦", "٩")
    assert found.crop.width() == 16 + 6
    marked = [MarkedGlyph(7, TOTAL, 1, "٦", "٩"), MarkedGlyph(7, Spot("gone"), 0, "٦", "٩")]
    assert corrected_texts(record, marked) == {TOTAL: "٦٩٫٠"}
