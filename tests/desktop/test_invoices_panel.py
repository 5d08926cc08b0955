"""The list of invoices: chosen, searched, filtered, gone through, and honest about hostile names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from table_desks import keep, open_desk
from typing_keys import type_text
from window_tools import settled

from invoice_desk.desktop.panels.invoices import InvoicesPanel
from invoice_desk.desktop.tables.invoice_menu import InvoiceMenu
from invoice_desk.desktop.tables.state_chips import Chip
from invoice_desk.desktop.theme import DARK, LIGHT
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.reviewing import accept


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


def panel_of(desk: Desk, qtbot: QtBot) -> InvoicesPanel:
    panel = InvoicesPanel(desk, LIGHT)
    qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


def click_row(
    panel: InvoicesPanel,
    qtbot: QtBot,
    row: int,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> QPoint:
    place = panel.view.visualRect(panel.model.index(row)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, modifier, place)
    return place


def names(panel: InvoicesPanel) -> list[str]:
    return [panel.model.index(row).data() for row in range(panel.model.rowCount())]


def test_an_empty_desk_invites(desk: Desk, qtbot: QtBot) -> None:
    panel = panel_of(desk, qtbot)
    assert panel.words == "Nothing here yet: drop invoices here"
    assert panel.count_text == ""
    assert not panel.step(1)


def test_a_click_chooses_and_keys_go_on(desk: Desk, qtbot: QtBot) -> None:
    first, second, third = (keep(desk, f"{n}.pdf", number=f"INV-{n}") for n in range(3))
    panel = panel_of(desk, qtbot)
    with qtbot.waitSignal(panel.invoice_chosen) as chosen:
        click_row(panel, qtbot, 0)
    assert chosen.args == [third]
    with qtbot.waitSignal(panel.invoice_chosen) as chosen:
        qtbot.keyClick(panel.view, Qt.Key.Key_Down)
    assert chosen.args == [second]
    assert panel.count_text == "2 of 3"
    assert panel.step(1)
    assert panel.view.current_id() == first
    assert not panel.step(1)
    assert panel.select(third)
    assert panel.view.current_id() == third


def test_search_finds_in_arabic_digits_after_a_pause(desk: Desk, qtbot: QtBot) -> None:
    keep(desk, "a.pdf", number="INV-2045", seller="Palm")
    keep(desk, "b.pdf", number="INV-77", seller="شركة النور")
    panel = panel_of(desk, qtbot)
    panel.focus_search()
    assert panel.search.hasFocus()
    type_text(panel.search, "٢٠٤٥")
    assert panel.model.rowCount() == 2  # not yet
    qtbot.waitUntil(lambda: names(panel) == ["INV-2045"])
    panel.search.setText("nothing such")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    assert panel.words == "No invoice matches"
    qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)


def test_enter_in_the_search_goes_to_the_first(desk: Desk, qtbot: QtBot) -> None:
    key = keep(desk, "a.pdf", number="INV-2045")
    keep(desk, "b.pdf", number="INV-77")
    panel = panel_of(desk, qtbot)
    qtbot.keyClicks(panel.search, "2045")
    with qtbot.waitSignal(panel.invoice_chosen) as chosen:
        qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert chosen.args == [key]


def test_chips_count_and_filter_by_state(desk: Desk, qtbot: QtBot) -> None:
    accepted, review = keep(desk, "a.pdf", number="1"), keep(desk, "b.pdf", number="2")
    waiting = keep(desk, "c.pdf", is_read=False)
    accept(desk, [accepted])
    panel = panel_of(desk, qtbot)
    assert panel.chips.button(Chip.ALL).text() == "All 3"
    assert panel.chips.button(Chip.ACCEPTED).text() == "Accepted 1"
    found = {}
    for chip in (Chip.ACCEPTED, Chip.REVIEW, Chip.NEW):
        qtbot.mouseClick(panel.chips.button(chip), Qt.MouseButton.LeftButton)
        settled(qtbot, panel)
        found[chip] = [panel.model.id_at(row) for row in range(panel.model.rowCount())]
    assert found == {Chip.ACCEPTED: [accepted], Chip.REVIEW: [review], Chip.NEW: [waiting]}
    qtbot.mouseClick(panel.chips.button(Chip.FAILED), Qt.MouseButton.LeftButton)
    settled(qtbot, panel)
    assert panel.words == "No invoice matches"
    panel.clear_filters()
    settled(qtbot, panel)
    assert panel.model.rowCount() == 3


def test_the_menu_asks_for_the_chosen_ones(desk: Desk, qtbot: QtBot) -> None:
    keys = [keep(desk, f"{n}.pdf", number=f"INV-{n}") for n in range(3)]
    panel = panel_of(desk, qtbot)
    click_row(panel, qtbot, 0)
    place = click_row(panel, qtbot, 1, Qt.KeyboardModifier.ControlModifier)
    panel.view.customContextMenuRequested.emit(place)
    menu = panel.findChild(InvoiceMenu)
    actions = {action.objectName(): action for action in menu.actions() if action.isVisible()}
    assert set(actions) - {""} == {"accept", "read_again", "export", "show_history", "reject", "delete"}
    with qtbot.waitSignal(panel.action_asked) as asked:
        actions["accept"].trigger()
    assert asked.args == ["accept", [keys[2], keys[1]]]
    menu.close()


def test_a_refresh_keeps_what_is_chosen_though_rows_move(desk: Desk, qtbot: QtBot) -> None:
    keys = [keep(desk, f"{n}.pdf", number=f"INV-{n}") for n in range(40)]
    panel = panel_of(desk, qtbot)
    panel.select(keys[20])
    chosen: list[int] = []
    panel.invoice_chosen.connect(chosen.append)
    keep(desk, "new.pdf", number="INV-NEW")
    panel.refresh()
    settled(qtbot, panel)
    assert panel.view.current_id() == keys[20]
    assert panel.view.chosen_ids() == [keys[20]]
    assert chosen == []  # nobody went anywhere
    assert panel.count_text == "21 of 41"


def test_hostile_names_are_shown_as_escapes(desk: Desk, qtbot: QtBot) -> None:
    keep(desk, "evil\u202egpj.exe\x1b[31m\n.pdf")
    panel = panel_of(desk, qtbot)
    tip = panel.model.index(0).data(Qt.ItemDataRole.ToolTipRole)
    for text in (names(panel)[0], tip.splitlines()[0]):
        assert text == "evil\\u202egpj.exe\\x1b[31m\\n.pdf"


def test_another_theme_is_drawn(desk: Desk, qtbot: QtBot) -> None:
    keep(desk, number="INV-1", doubtful="number")
    panel = panel_of(desk, qtbot)
    before = panel.grab().toImage()
    panel.set_theme(DARK)
    assert panel.grab().toImage() != before
