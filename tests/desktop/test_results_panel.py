"""The results table: shown, gone to, edited, refused, copied, pasted, filled, sorted and arranged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QCalendarWidget, QComboBox, QLineEdit, QMenu, QToolButton
from pytestqt.qtbot import QtBot
from table_desks import entry_of, keep, open_desk, texts_of
from typing_keys import type_text
from window_tools import settled

from benchmarks.desk_filled import fill
from invoice_desk.desktop.panels.results import ResultsPanel
from invoice_desk.desktop.tables.results_rows import Edit
from invoice_desk.desktop.theme import LIGHT
from invoice_desk.errors import Problem
from invoice_desk.store.change import What, history_of
from invoice_desk.store.corrections import Spot
from invoice_desk.values.digits import DigitFamily
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.reviewing import accept, correct

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


def panel_of(desk: Desk, qtbot: QtBot) -> ResultsPanel:
    panel = ResultsPanel(desk, LIGHT)
    qtbot.addWidget(panel)
    panel.resize(1400, 500)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.view.setFocus()
    return panel


def at(panel: ResultsPanel, key: int, field: str) -> QModelIndex:
    row = panel.model.row_of(key)
    assert row is not None
    return panel.model.index(row, [one.key for one in panel.model.columns].index(field))


def click(
    panel: ResultsPanel, qtbot: QtBot, key: int, field: str, modifier=Qt.KeyboardModifier.NoModifier
) -> None:
    place = panel.view.visualRect(at(panel, key, field)).center()
    qtbot.mouseClick(panel.view.viewport(), LEFT, modifier, place)


def editor(panel: ResultsPanel) -> QLineEdit:
    found = [one for one in panel.view.viewport().findChildren(QLineEdit) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def edit(panel: ResultsPanel, qtbot: QtBot, key: int, field: str, text: str) -> None:
    """Type over a value and press Enter."""
    click(panel, qtbot, key, field)
    type_text(panel.view, text)
    assert editor(panel).text() == text
    qtbot.keyClick(editor(panel), Qt.Key.Key_Return)


def ended(panel: ResultsPanel, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not panel.view.is_editing)


def many_events(desk: Desk, key: int, what: What) -> int:
    with desk.reading() as connection:
        return sum(event.what is what for event in history_of(connection, key))


def test_each_field_has_a_column_by_its_title(desk: Desk, qtbot: QtBot) -> None:
    key = keep(desk, number="INV-1", date="14 March 2026", total="1,234.50", seller="Palm")
    panel = panel_of(desk, qtbot)
    titles = [one.title for one in panel.model.columns]
    assert titles == [
        "No.",
        "File",
        "State",
        "Template",
        "Seller",
        "Invoice no.",
        "Date",
        "Total",
        "Paid",
        "Note",
    ]
    shown = [at(panel, key, one.key).data() for one in panel.model.columns]
    assert shown == [
        str(key),
        "a.pdf",
        "Review",
        "shop",
        "Palm",
        "INV-1",
        "2026-03-14",
        "1,234.50 AED",
        "Yes",
        "",
    ]


def test_a_click_tells_the_invoice_and_the_spot(desk: Desk, qtbot: QtBot) -> None:
    key = keep(desk, total="5.00")
    panel = panel_of(desk, qtbot)
    with qtbot.waitSignal(panel.cell_chosen) as chosen:
        click(panel, qtbot, key, "total")
    assert chosen.args == [key, Spot("total")]
    with qtbot.waitSignal(panel.cell_chosen) as chosen:
        click(panel, qtbot, key, "#file")
    assert chosen.args == [key, None]


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("date", "15/4/2026", date(2026, 4, 15)),
        ("date", "٢٠٢٦/٠٤/١٥", date(2026, 4, 15)),
        ("total", "99.75", Decimal("99.75")),
        ("total", "٩٩٫٧٥", Decimal("99.75")),
        ("seller", "Nile", "Nile"),
        ("number", "X-9", "X-9"),
    ],
)
def test_a_value_is_typed_over(desk: Desk, qtbot: QtBot, field: str, typed: str, value: object) -> None:
    key = keep(desk, number="INV-1", date="14 March 2026", total="1,234.50", seller="Palm")
    panel = panel_of(desk, qtbot)
    edits: list[Edit] = []
    panel.edited.connect(edits.append)
    with qtbot.waitSignal(panel.changed) as changed:
        edit(panel, qtbot, key, field, typed)
    assert changed.args == [key]
    assert edits == [Edit(key, Spot(field), None, typed)]
    entry = entry_of(desk, key, field)
    assert (entry.shown_text, entry.shown_value) == (typed, value)
    if field == "total":
        assert entry.currency == "AED"


def test_an_editor_begins_with_the_value_and_keeps_it_unless_it_changes(desk: Desk, qtbot: QtBot) -> None:
    key = keep(desk, date="14 March 2026", total="1,234.50")
    panel = panel_of(desk, qtbot)
    for field, text in (("date", "2026-03-14"), ("total", "1234.50")):
        click(panel, qtbot, key, field)
        qtbot.keyClick(panel.view, Qt.Key.Key_F2)
        assert editor(panel).text() == text
        qtbot.keyClick(editor(panel), Qt.Key.Key_Return)
        ended(panel, qtbot)
    assert entry_of(desk, key, "date").correction is None
    assert entry_of(desk, key, "total").correction is None


def test_a_box_is_answered_with_yes_or_no(desk: Desk, qtbot: QtBot) -> None:
    key = keep(desk)
    panel = panel_of(desk, qtbot)
    click(panel, qtbot, key, "paid")
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    box = panel.view.viewport().findChild(QComboBox)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: entry_of(desk, key, "paid").shown_value is False)
    assert at(panel, key, "paid").data() == "No"


def test_what_is_refused_stays_in_the_editor(desk: Desk, qtbot: QtBot) -> None:
    key = keep(desk, date="14 March 2026")
    panel = panel_of(desk, qtbot)
    with qtbot.waitSignal(panel.problem) as told:
        edit(panel, qtbot, key, "date", "soon")
    assert "soon" in told.args[0].what
    assert told.args[0].remedy == "type it as 2026-03-14"
    qtbot.wait(20)
    assert editor(panel).text() == "soon"
    assert texts_of(desk, key)["date"] == "14 March 2026"
    panel.refresh()  # as when another invoice was read meanwhile
    panel.refresh_invoice(key)
    assert editor(panel).text() == "soon"
    editor(panel).selectAll()
    type_text(editor(panel), "1/2/2026")
    qtbot.keyClick(editor(panel), Qt.Key.Key_Return)
    ended(panel, qtbot)
    assert texts_of(desk, key)["date"] == "1/2/2026"


def test_escape_gives_a_refused_text_up(desk: Desk, qtbot: QtBot) -> None:
    key = keep(desk, total="5.00")
    panel = panel_of(desk, qtbot)
    with qtbot.waitSignal(panel.problem):
        edit(panel, qtbot, key, "total", "much")
    qtbot.keyClick(editor(panel), Qt.Key.Key_Escape)
    ended(panel, qtbot)
    assert at(panel, key, "total").data() == "5.00 AED"


def test_an_accepted_invoice_refuses_edits_in_words(desk: Desk, qtbot: QtBot) -> None:
    key = keep(desk, total="5.00")
    accept(desk, [key])
    panel = panel_of(desk, qtbot)
    with qtbot.waitSignal(panel.problem) as told:
        edit(panel, qtbot, key, "total", "6")
    assert "accepted" in told.args[0].what


def test_typing_where_an_invoice_has_no_value_says_so(desk: Desk, qtbot: QtBot) -> None:
    key = keep(desk, "unread.pdf", is_read=False)
    panel = panel_of(desk, qtbot)
    told: list[Problem] = []
    panel.problem.connect(told.append)
    panel.view.setCurrentIndex(at(panel, key, "total"))
    for pressed in (Qt.Key.Key_Down, Qt.Key.Key_Escape, Qt.Key.Key_F5):
        qtbot.keyClick(panel.view, pressed)
    panel.view.setCurrentIndex(at(panel, key, "total"))
    assert told == []
    qtbot.keyClicks(panel.view, "1")
    assert [(one.what, one.where) for one in told] == [(f"invoice {key} has no value here", "total")]
    place = panel.view.visualRect(at(panel, key, "date")).center()
    qtbot.mouseDClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [one.where for one in told] == ["total", "date"]


def test_enter_and_tab_move_as_in_a_spreadsheet(desk: Desk, qtbot: QtBot) -> None:
    below, above = keep(desk, "a.pdf", seller="A"), keep(desk, "b.pdf", seller="B")
    panel = panel_of(desk, qtbot)
    edit(panel, qtbot, above, "seller", "C")
    qtbot.waitUntil(lambda: panel.view.currentIndex() == at(panel, below, "seller"))
    qtbot.keyClick(panel.view, Qt.Key.Key_Return, SHIFT)
    assert panel.view.currentIndex() == at(panel, above, "seller")
    type_text(panel.view, "D")
    qtbot.keyClick(editor(panel), Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: panel.view.currentIndex() == at(panel, above, "number"))
    assert texts_of(desk, above)["seller"] == "D"
    qtbot.keyClick(panel.view, Qt.Key.Key_Tab)
    assert panel.view.currentIndex() == at(panel, above, "date")


def test_copied_cells_are_lines_and_tabs_without_formulas(desk: Desk, qtbot: QtBot) -> None:
    second = keep(desk, "a.pdf", seller="=1+1", number="A-1", date="14 March 2026", total="1,234.50")
    first = keep(desk, "b.pdf", seller='Says "so"', number="A-2", total="-7.00")
    panel = panel_of(desk, qtbot)
    click(panel, qtbot, first, "seller")
    click(panel, qtbot, second, "total", SHIFT)
    qtbot.keyClick(panel.view, Qt.Key.Key_C, CTRL)
    lines = QApplication.clipboard().text().splitlines()
    assert lines == ['"Says ""so"""\tA-2\t\t-7.00', "'=1+1\tA-1\t2026-03-14\t1234.50"]


def test_a_block_from_excel_is_pasted_and_its_wrong_cells_are_told_together(desk: Desk, qtbot: QtBot) -> None:
    second = keep(desk, "a.pdf", seller="A", date="14 March 2026", total="1.00")
    first = keep(desk, "b.pdf", seller="B", date="14 March 2026", total="2.00")
    panel = panel_of(desk, qtbot)
    QApplication.clipboard().setText("01/05/2026\t11.50\r\nnever\tlots\r\n")
    edits: list[Edit] = []
    panel.edited.connect(edits.append)
    click(panel, qtbot, first, "date")
    with qtbot.waitSignal(panel.problem) as told:
        qtbot.keyClick(panel.view, Qt.Key.Key_V, CTRL)
    assert told.args[0].what.startswith("2 of 4 values were not taken: Date: 'never' is no date")
    assert [(one.id, one.spot.field, one.new) for one in edits] == [
        (first, "date", "01/05/2026"),
        (first, "total", "11.50"),
    ]
    assert len({one.step for one in edits}) == 1
    assert many_events(desk, first, What.CORRECTED) == 2
    assert texts_of(desk, second)["total"] == "1.00"


def test_copy_and_paste_give_back_the_same_values(desk: Desk, qtbot: QtBot) -> None:
    target = keep(desk, "a.pdf", seller="A", number="1")
    source = keep(desk, "b.pdf", seller="=1+1\tشركة", number="2", date="١٤/٠٣/٢٠٢٦", total="١٬٢٣٤٫٥٠")
    panel = panel_of(desk, qtbot)
    click(panel, qtbot, source, "seller")
    click(panel, qtbot, source, "total", SHIFT)
    qtbot.keyClick(panel.view, Qt.Key.Key_C, CTRL)
    click(panel, qtbot, target, "seller")
    with qtbot.waitSignal(panel.view.sheet.applier.finished) as done:
        qtbot.keyClick(panel.view, Qt.Key.Key_V, CTRL)
    assert done.args == [4]
    for field in ("seller", "number", "date", "total"):
        assert entry_of(desk, target, field).shown_value == entry_of(desk, source, field).shown_value


def test_one_copied_cell_fills_all_that_are_chosen(desk: Desk, qtbot: QtBot) -> None:
    keys = [keep(desk, f"{n}.pdf", seller="A") for n in range(4)]
    panel = panel_of(desk, qtbot)
    QApplication.clipboard().setText("Nile")
    click(panel, qtbot, keys[3], "seller")
    click(panel, qtbot, keys[1], "seller", SHIFT)
    qtbot.keyClick(panel.view, Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: not panel.view.sheet.applier.is_busy)
    assert [texts_of(desk, key)["seller"] for key in keys] == ["A", "Nile", "Nile", "Nile"]


def test_the_first_value_is_filled_down(desk: Desk, qtbot: QtBot) -> None:
    keys = [keep(desk, f"{n}.pdf", date=f"{n + 1} March 2026", total=f"{n}.00") for n in range(3)]
    panel = panel_of(desk, qtbot)
    click(panel, qtbot, keys[2], "date")
    click(panel, qtbot, keys[0], "total", SHIFT)
    qtbot.keyClick(panel.view, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: not panel.view.sheet.applier.is_busy)
    for key in keys:
        assert entry_of(desk, key, "date").shown_value == date(2026, 3, 3)
        assert entry_of(desk, key, "total").shown_value == Decimal(2)
    assert entry_of(desk, keys[2], "date").correction is None


def test_delete_makes_blank(desk: Desk, qtbot: QtBot) -> None:
    key = keep(desk, seller="Palm", total="5.00")
    panel = panel_of(desk, qtbot)
    click(panel, qtbot, key, "total")
    with qtbot.waitSignal(panel.edited) as told:
        qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    assert told.args == [Edit(key, Spot("total"), None, "", 1)]
    assert entry_of(desk, key, "total").shown_value is None
    assert at(panel, key, "total").data() == ""


def test_headings_sort_by_any_column(desk: Desk, qtbot: QtBot) -> None:
    middle = keep(desk, "b.pdf", total="50.00", seller="B")
    least = keep(desk, "c.pdf", total="5.00", seller="C")
    most = keep(desk, "a.pdf", total="500.00", seller="A")
    panel = panel_of(desk, qtbot)

    def rows() -> list[int]:
        return [panel.model.id_at(row) for row in range(panel.model.rowCount())]

    def click_heading(field: str) -> None:
        header = panel.view.horizontalHeader()
        column = at(panel, most, field).column()
        place = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
        qtbot.mouseClick(header.viewport(), LEFT, pos=header.viewport().rect().center().__class__(place, 10))
        settled(qtbot, panel)

    assert rows() == [most, least, middle]
    click_heading("total")
    assert rows() == [least, middle, most]
    click_heading("total")
    assert rows() == [most, middle, least]
    click_heading("seller")  # a field that the desk keeps no column of
    assert rows() == [most, middle, least]
    click_heading("seller")
    assert rows() == [least, middle, most]
    click_heading("#file")
    assert rows() == [most, middle, least]
    assert panel.state()["sort"] == ["#file", False]


def test_columns_are_chosen_and_come_back_as_they_were_left(desk: Desk, qtbot: QtBot) -> None:
    key = keep(desk, total="5.00")
    panel = panel_of(desk, qtbot)
    qtbot.mouseClick(panel.findChild(QToolButton), LEFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.data() == "note").trigger()
    menu.close()
    header = panel.view.horizontalHeader()
    header.moveSection(header.visualIndex(at(panel, key, "total").column()), 0)
    header.resizeSection(at(panel, key, "total").column(), 333)
    panel.model.sort_by("total", is_descending=False)
    state = panel.state()
    panel.refresh()
    assert panel.state() == state
    other = panel_of(desk, qtbot)
    other.restore(state)
    assert other.state() == state
    assert other.view.horizontalHeader().logicalIndex(0) == at(other, key, "total").column()
    assert other.view.isColumnHidden(at(other, key, "note").column())
    other.restore({"columns": ["gone", 7], "widths": {"total": "x"}, "sort": None})  # of another version
    assert other.model.rowCount() == 1


def test_why_a_value_is_doubted_is_said(desk: Desk, qtbot: QtBot) -> None:
    key = keep(desk, number="INV-1", total="5.00", seller="Palm", doubtful="total")
    correct(desk, key, Spot("seller"), "Nile")
    panel = panel_of(desk, qtbot)
    tips = {
        field: at(panel, key, field).data(Qt.ItemDataRole.ToolTipRole)
        for field in ("number", "total", "seller")
    }
    assert tips["total"].splitlines()[0] == "The reader is only 70% sure"
    assert tips["seller"].splitlines() == ["Typed by Amal", "Read as Palm (99% sure)"]
    assert tips["number"] == "Read as INV-1 (99% sure)"
    colors = {at(panel, key, field).data(Qt.ItemDataRole.ForegroundRole).color().name() for field in tips}
    assert colors == {LIGHT.text, LIGHT.doubt, LIGHT.typed}
    assert not at(panel, key, "total").data(Qt.ItemDataRole.DecorationRole).isNull()


def test_digits_are_shown_in_the_family_that_is_chosen(desk: Desk, qtbot: QtBot) -> None:
    key = keep(desk, date="١٤/٠٣/٢٠٢٦", total="1,234.50", number="INV-1")
    panel = panel_of(desk, qtbot)
    seen = {}
    for family in (DigitFamily.LATIN, DigitFamily.ARABIC, None):
        panel.set_digits(family)
        seen[family] = [at(panel, key, field).data() for field in ("date", "total", "number")]
    assert seen == {
        DigitFamily.LATIN: ["2026-03-14", "1,234.50 AED", "INV-1"],
        DigitFamily.ARABIC: ["٢٠٢٦-٠٣-١٤", "١,٢٣٤.٥٠ AED", "INV-١"],
        None: ["١٤/٠٣/٢٠٢٦", "1,234.50", "INV-1"],
    }


def test_arabic_text_is_edited_from_the_right(desk: Desk, qtbot: QtBot) -> None:
    key = keep(desk, seller="شركة النخيل")
    panel = panel_of(desk, qtbot)
    click(panel, qtbot, key, "seller")
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    line = editor(panel)
    assert line.layoutDirection() is Qt.LayoutDirection.RightToLeft
    assert line.text() == "شركة النخيل"
    line.selectAll()
    type_text(line, "Nile")
    assert line.layoutDirection() is Qt.LayoutDirection.LeftToRight
    line.selectAll()
    type_text(line, "النيل")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    ended(panel, qtbot)
    assert texts_of(desk, key)["seller"] == "النيل"


def test_hostile_values_are_shown_as_escapes_and_kept_as_they_are(desk: Desk, qtbot: QtBot) -> None:
    key = keep(desk, "evil\u202efdp.exe", note="a\u202eb\x07")
    panel = panel_of(desk, qtbot)
    assert at(panel, key, "#file").data() == "evil\\u202efdp.exe"
    assert at(panel, key, "note").data() == "a\\u202eb\\x07"
    assert "\u202e" not in at(panel, key, "note").data(Qt.ItemDataRole.ToolTipRole)


def test_a_desk_without_invoices_says_so(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_of(desk, qtbot)
    assert panel._stack.currentWidget() is panel._empty
    assert panel._empty.words.startswith("No results yet")
    assert not panel.select(1)


def test_a_table_says_how_many_lines_it_has(desk: Desk, qtbot: QtBot) -> None:
    fill(desk.store, 3)
    panel = panel_of(desk, qtbot)
    assert at(panel, 1, "items").data() == "3 lines"
    assert not at(panel, 1, "items").flags() & Qt.ItemFlag.ItemIsEditable


def test_a_day_is_chosen_in_the_calendar(desk: Desk, qtbot: QtBot) -> None:
    key = keep(desk, date="14 March 2026")
    panel = panel_of(desk, qtbot)
    click(panel, qtbot, key, "date")
    qtbot.keyClick(panel.view, Qt.Key.Key_F2)
    line = editor(panel)
    qtbot.keyClick(line, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    calendar = line.findChild(QCalendarWidget)
    qtbot.waitUntil(calendar.isVisible)
    calendar.activated.emit(calendar.selectedDate().addDays(1))
    assert line.text() == "2026-03-15"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    ended(panel, qtbot)
    assert entry_of(desk, key, "date").shown_value == date(2026, 3, 15)
