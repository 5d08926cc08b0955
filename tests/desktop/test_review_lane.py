"""The review lane: an invoice reviewed with the hands on the keyboard, nothing typed ever lost."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from reviewed_invoices import (
    DATE,
    LOW,
    NUMBER,
    PROBLEM,
    SELLER,
    TOTAL,
    Owner,
    entry_of,
    filed_of,
    page,
    record_of,
)

from invoice_desk.desktop.panels.review import ReviewPanel
from invoice_desk.desktop.theme import DARK
from invoice_desk.errors import Problem
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.filed import Duplicate, Sameness, State
from invoice_desk.invoice.record import Check, Record
from invoice_desk.store.corrections import Spot
from invoice_desk.values.digits import DigitFamily

KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
Opener = Callable[..., Owner]


def doubtful() -> Record:
    """Return a record with a sure name and three doubtful values."""
    return record_of(
        entry_of("seller", FieldKind.TEXT, "مصنع الركن الذهبي"),
        entry_of("total", FieldKind.AMOUNT, "١٢٣٫٤٥", LOW, runners={0: "٦", 2: "٢"}, confidence=0.63),
        entry_of("number", FieldKind.IDENTIFIER, "INV-2045", LOW, otherwise="INV-2046"),
        entry_of("date", FieldKind.DATE, "2026-03-14", LOW),
    )


def sure() -> Record:
    """Return a record without doubt."""
    return record_of(entry_of("total", FieldKind.AMOUNT, "10.00"))


@pytest.fixture
def panel(qtbot: QtBot) -> ReviewPanel:
    """Return an open, empty panel."""
    panel = ReviewPanel()
    qtbot.addWidget(panel)
    panel.resize(420, 820)
    panel.show()
    panel.activateWindow()
    qtbot.waitExposed(panel)
    qtbot.waitUntil(panel.isActiveWindow)
    return panel


@pytest.fixture
def opened(panel: ReviewPanel) -> Opener:
    """Return what shows records in the panel, the keys in its editor."""

    def open_records(*records: Record) -> Owner:
        owner = Owner(panel, list(records))
        panel.card.editor.start()
        return owner

    return open_records


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifier)


def write(text: str) -> None:
    """Type where the focus is."""
    focus = QApplication.focusWidget()
    assert focus is not None
    for char in text:  # QTest.keyClicks aborts on Arabic
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            no_modifier = Qt.KeyboardModifier.NoModifier
            QApplication.sendEvent(focus, QKeyEvent(kind, 0, no_modifier, char))


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click a widget, in its middle if nowhere else."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=at or widget.rect().center())


def test_an_invoice_is_reviewed_by_keyboard_alone(panel: ReviewPanel, opened: Opener) -> None:
    owner = opened(doubtful(), sure())
    assert owner.chosen[-1] == TOTAL, "the first doubtful value is open, not the first"
    press(KEY.Key_Return)
    assert owner.chosen[-1] == NUMBER
    write("INV-2047")
    press(KEY.Key_Return)
    assert owner.chosen[-1] == DATE
    press(KEY.Key_Return)
    assert QApplication.focusWidget() is panel.footer.accept
    assert "Nothing is left in doubt" in panel.footer.words.text()
    press(KEY.Key_Return)
    assert owner.said == [
        ("confirm", TOTAL),
        ("correct", NUMBER, "INV-2047"),
        ("confirm", DATE),
        ("accept", 1),
    ]
    assert panel.card.editor.text() == "10.00", "the next invoice is open"
    assert QApplication.focusWidget() is panel.card.editor.line


def test_ctrl_enter_accepts_and_keeps_all_that_was_typed_before(panel: ReviewPanel, opened: Opener) -> None:
    owner = opened(doubtful())
    write("99.00")
    press(KEY.Key_Tab)
    write("INV-1")
    press(KEY.Key_Return, CTRL)
    assert owner.said == [("correct", TOTAL, "99.00"), ("correct", NUMBER, "INV-1"), ("accept", 1)]


def test_what_is_no_such_value_stays_with_its_problem_beside_it(panel: ReviewPanel, opened: Opener) -> None:
    owner = opened(doubtful())
    write("abc")
    press(KEY.Key_Return)
    assert owner.said == [("correct", TOTAL, "abc")]
    assert (panel.card.title.text(), panel.card.editor.text()) == ("Total", "abc")
    assert panel.card.problem.isVisible()
    assert "is no amount" in panel.card.problem.text()
    assert "1234.50" in panel.card.problem.text(), "and how it is to be typed"
    press(KEY.Key_Backspace)
    assert not panel.card.problem.isVisible(), "the problem was with another text"
    press(KEY.Key_Escape)
    assert panel.card.editor.text() == "١٢٣٫٤٥"


def test_a_wrong_text_elsewhere_keeps_the_invoice_from_being_accepted(
    panel: ReviewPanel, opened: Opener
) -> None:
    owner = opened(doubtful())
    write("abc")
    press(KEY.Key_Tab)
    press(KEY.Key_Return, CTRL)
    assert ("accept", 1) not in owner.said
    assert panel.card.title.text() == "Total"
    assert panel.card.problem.isVisible()


def test_tab_walks_all_values_and_loses_nothing(panel: ReviewPanel, opened: Opener) -> None:
    owner = opened(doubtful())
    write("5.00")
    press(KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert owner.chosen[-1] == SELLER
    press(KEY.Key_Tab)
    assert panel.card.editor.text() == "5.00"
    owner.show()
    assert panel.card.editor.text() == "5.00", "nor when the record comes again"
    press(KEY.Key_Tab)
    press(KEY.Key_Tab)
    assert owner.chosen[-1] == DATE
    press(KEY.Key_Tab)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert panel.footer.isAncestorOf(focus), "behind the last value the way goes on"
    press(KEY.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert QApplication.focusWidget() is panel.card.editor.line, "and back"


def test_one_key_takes_the_runner_up_and_again_the_first(panel: ReviewPanel, opened: Opener) -> None:
    owner = opened(doubtful())
    press(KEY.Key_1, ALT)
    assert panel.card.editor.text() == "٦٢٣٫٤٥"
    press(KEY.Key_3, ALT)
    assert panel.card.editor.text() == "٦٢٢٫٤٥"
    press(KEY.Key_1, ALT)
    press(KEY.Key_2, ALT)  # it has no runner-up
    assert panel.card.editor.text() == "١٢٢٫٤٥"
    press(KEY.Key_Return)
    assert owner.said == [("correct", TOTAL, "١٢٢٫٤٥")]


def test_a_click_on_a_glyph_takes_its_runner_up(panel: ReviewPanel, opened: Opener) -> None:
    opened(doubtful())
    cells = panel.card.glyphs.cells
    assert [cell.isEnabled() for cell in cells] == [True, False, True, False, False, False]
    click(cells[2])
    assert panel.card.editor.text() == "١٢٢٫٤٥"


def test_one_key_takes_what_the_second_reader_read(panel: ReviewPanel, opened: Opener) -> None:
    owner = opened(doubtful())
    press(KEY.Key_Tab)
    assert "INV-2046" in panel.card.second.text()
    press(KEY.Key_0, ALT)
    assert panel.card.editor.text() == "INV-2046"
    press(KEY.Key_Return)
    assert owner.said == [("correct", NUMBER, "INV-2046")]


def test_why_it_is_doubtful_is_said_in_words(panel: ReviewPanel) -> None:
    check = Check("sum", ok=False, message="the lines do not add up to the total", fields=("total",))
    wanted = Reason(Doubt.NOTHING_FOUND)
    record = record_of(
        entry_of("seller", FieldKind.TEXT, "Ada"), entry_of("total", FieldKind.AMOUNT, "", wanted)
    )
    record = Record(record.file, record.template, record.document, record.entries, checks=(check,))
    panel.show_record(filed_of(record), record)
    assert panel.card.doubts.text().splitlines() == [
        "Nothing is printed in the box",
        "The lines do not add up to the total",
    ]
    assert panel.header.left.text() == "1 value to look at"
    assert "The lines do not add up to the total" in panel.header.checks.text()


def test_a_typed_value_shows_the_reading_beside_it_and_can_be_withdrawn(
    panel: ReviewPanel, opened: Opener
) -> None:
    owner = opened(doubtful())
    write("7.00")
    press(KEY.Key_Return)
    panel.choose(TOTAL)
    assert panel.card.mark_words.text() == "yours"
    assert "١٢٣٫٤٥" in panel.card.notes.text()
    assert "Amal" in panel.card.notes.text()
    click(panel.card.withdraw)
    assert owner.said[-1] == ("withdraw", TOTAL)
    assert panel.card.editor.text() == "١٢٣٫٤٥"
    click(panel.card.confirm)
    assert owner.said[-1] == ("confirm", TOTAL)


def test_arabic_words_are_written_from_the_right_and_numbers_from_the_left(
    panel: ReviewPanel, opened: Opener
) -> None:
    opened(doubtful())
    line = panel.card.editor.line
    assert line.layoutDirection() is Qt.LayoutDirection.LeftToRight
    panel.choose(SELLER)
    assert line.text() == "مصنع الركن الذهبي"
    assert line.layoutDirection() is Qt.LayoutDirection.RightToLeft


def test_digits_are_shown_in_the_chosen_family_and_that_is_no_correction(
    panel: ReviewPanel, opened: Opener
) -> None:
    owner = opened(doubtful())
    panel.set_digit_family(DigitFamily.LATIN)
    assert panel.card.editor.text() == "123٫45"
    press(KEY.Key_Return)
    assert owner.said == [("confirm", TOTAL)]
    panel.set_digit_family(DigitFamily.ARABIC)
    assert panel.card.editor.text() == "INV-٢٠٤٥"


def test_cells_of_a_table_are_walked_and_corrected(panel: ReviewPanel, opened: Opener) -> None:
    cells = [entry_of("what", FieldKind.TEXT, "كرسي"), entry_of("what", FieldKind.TEXT, "طاوله", LOW)]
    owner = opened(record_of(entry_of("total", FieldKind.AMOUNT, "10.00"), cells=cells))
    assert owner.chosen == [Spot("items", 2, "what")]
    write("طاولة")
    press(KEY.Key_Return)
    assert owner.said == [("correct", Spot("items", 2, "what"), "طاولة")]
    headings = [line.label for line in panel.list.model_of_values.lines if line.spot is None]
    assert len(headings) == 2
    assert "Items" in headings[0]


def test_a_click_on_a_line_opens_it_for_typing(panel: ReviewPanel, opened: Opener) -> None:
    owner = opened(doubtful())
    row = panel.list.model_of_values.row_of(DATE)
    click(panel.list.viewport(), panel.list.visualRect(panel.list.model_of_values.index(row)).center())
    assert owner.chosen[-1] == DATE
    assert QApplication.focusWidget() is panel.card.editor.line
    assert panel.card.isVisible()
    assert panel.card.geometry().height() == panel.list.card_height()


def test_chosen_on_the_page_it_opens_without_taking_the_keys(panel: ReviewPanel, opened: Opener) -> None:
    owner = opened(doubtful())
    panel.footer.skip.setFocus()
    panel.choose(DATE)
    assert panel.card.title.text() == "Date"
    assert QApplication.focusWidget() is panel.footer.skip
    assert owner.chosen == [TOTAL], "who chose it is not told"


def test_page_keys_skip_and_f2_edits(panel: ReviewPanel, opened: Opener) -> None:
    owner = opened(doubtful())
    press(KEY.Key_PageDown)
    press(KEY.Key_PageUp)
    assert owner.said == [("skip", 1), ("skip", -1)]
    panel.list.setFocus()
    press(KEY.Key_F2)
    assert QApplication.focusWidget() is panel.card.editor.line
    assert panel.card.editor.line.selectedText() == "١٢٣٫٤٥"


def test_the_crop_comes_with_the_page_and_small_print_is_twice_as_large(panel: ReviewPanel) -> None:
    record = doubtful()
    panel.show_record(filed_of(record), record)
    assert not panel.card.crop.has_crop
    Owner(panel, [record])
    assert panel.card.crop.has_crop
    assert panel.card.crop.scale >= 2


def test_a_box_is_ticked_by_the_space_bar(panel: ReviewPanel, opened: Opener) -> None:
    owner = opened(record_of(entry_of("paid", FieldKind.CHECKBOX, "☐", LOW)))
    press(KEY.Key_Space)
    press(KEY.Key_Return)
    assert owner.said == [("correct", Spot("paid"), "yes")]


def test_several_lines_are_kept_as_lines(panel: ReviewPanel, opened: Opener) -> None:
    owner = opened(record_of(entry_of("buyer", FieldKind.TEXT, "Ada\nRue 1", LOW)))
    assert panel.card.editor.text() == "Ada\nRue 1"
    press(KEY.Key_End, CTRL)
    write("2")
    press(KEY.Key_Return)
    assert owner.said == [("correct", Spot("buyer"), "Ada\nRue 12")]


def test_a_late_answer_goes_on_as_well(panel: ReviewPanel, qtbot: QtBot) -> None:
    record = doubtful()
    panel.show_record(filed_of(record), record)
    panel.card.editor.start()
    with qtbot.waitSignal(panel.confirmed):
        press(KEY.Key_Return)
    assert panel.card.title.text() == "Total", "not before it is kept"
    panel.show_problem(PROBLEM)
    assert "No such value" in panel.card.problem.text()


@pytest.mark.parametrize(
    ("state", "heading", "words"),
    [
        (State.NEW, "Not read yet", "waits for its turn"),
        (State.FAILED, "It could not be read", "Ask for it without one"),
        (State.DUPLICATE, "Set aside as a duplicate", "say so"),
    ],
)
def test_why_there_are_no_values_is_said(
    panel: ReviewPanel, qtbot: QtBot, state: State, heading: str, words: str
) -> None:
    problem = Problem("BadFile", "the file has a password", "", "ask for it without one")
    record = sure()
    filed = filed_of(record, 2, state, problem=problem, duplicate=Duplicate(1, Sameness.BYTES))
    panel.show_record(filed, None)
    assert panel.empty.isVisible()
    assert panel.empty.heading.text() == heading
    assert words in panel.empty.words.text()
    with qtbot.waitSignal(panel.link_followed) as followed:
        panel.header.duplicate.linkActivated.emit("invoice:1")
    assert followed.args == [1]


def test_no_invoice_is_said(panel: ReviewPanel) -> None:
    panel.show_record(None, None)
    assert panel.empty.heading.text() == "No invoice is chosen"
    assert not panel.footer.isVisible()


def test_an_accepted_invoice_is_seen_and_not_changed(panel: ReviewPanel, qtbot: QtBot) -> None:
    record = doubtful()
    panel.show_record(filed_of(record, state=State.ACCEPTED), record)
    panel.card.editor.start()
    write("x")
    press(KEY.Key_1, ALT)
    assert panel.card.editor.text() == "١٢٣٫٤٥"
    with qtbot.assertNotEmitted(panel.accept_asked):
        press(KEY.Key_Return, CTRL)
    assert "reopen" in panel.footer.words.text()


def test_it_can_be_dark_and_mirrored(panel: ReviewPanel, opened: Opener, qtbot: QtBot) -> None:
    opened(doubtful())
    panel.set_theme(DARK)
    panel.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert not panel.grab().isNull()
    qtbot.waitUntil(lambda: panel.footer.accept.x() < panel.footer.reject.x())


def test_no_widget_is_left_behind_by_invoices_that_were_shown(panel: ReviewPanel, qtbot: QtBot) -> None:
    def show_both() -> int:
        for key, record in enumerate((doubtful(), sure()), start=1):
            panel.show_record(filed_of(record, key), record)
            panel.set_page(0, page())
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        return len(panel.findChildren(QWidget))

    first = show_both()
    assert [show_both() for _ in range(5)] == [first] * 5


def calls_of_typing(panel: ReviewPanel, opened: Opener, values: int) -> int:
    """Return how many functions are called while five keys are typed beside `values` values."""
    cells = [entry_of("what", FieldKind.AMOUNT, "10.00") for _ in range(values)]
    opened(record_of(entry_of("total", FieldKind.AMOUNT, "10.00", LOW), cells=cells))
    calls = 0

    def count(_frame: object, event: str, _what: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        write("12345")
    finally:
        sys.setprofile(None)
    assert panel.card.editor.text() == "12345"
    return calls


def test_a_thousand_values_do_not_slow_the_typing(panel: ReviewPanel, opened: Opener) -> None:
    few, many = (calls_of_typing(panel, opened, values) for values in (10, 1000))
    assert 0 < many < 2 * few
