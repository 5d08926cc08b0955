"""The whole screen in marked words: what stands without a mark would stay English in every language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot
from window_tools import WAIT, draw, open_window, small
from words_shown import known_texts, mark_words, texts_of, unmarked

from invoice_desk.desktop.dialogs.about import show_about
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.errors import BadFile
from invoice_desk.export.columns import headings_of
from invoice_desk.store.change import What
from invoice_desk.store.records import load_record
from invoice_desk.store.searching import Filter, find_ids
from invoice_desk.store.templates import all_templates
from invoice_desk.workflow.templates import save

pytestmark = pytest.mark.usefixtures("tessdata")
WORDS = Path(__file__).resolve().parents[2] / "resources" / "translations" / "invoice-desk_fr.ts"
KEYS = re.compile(r"(Ctrl|Alt|Shift)\+\S+|\b(Return|Backspace|Delete|F\d+)\b")
DATA = {
    *(
        "Invoice Desk",
        "Excel",
        "CSV",
        "JSON",
        "small",
        "small-1.png",
        "small-2.png",
        "Amal",
        "qt_toolbar_ext_button",
    ),
    *("number", "Number", "date", "Date", "total", "Total", "AED", "px", "AM", "PM"),
}
"""What is from the desk, or a name in every language."""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Return a window in marked words with two invoices that were read, the second is a duplicate."""
    marking = mark_words(known_texts(ET.parse(WORDS)))
    opened = open_window(tmp_path / "desk")
    save(opened.session.desk, small())
    qtbot.addWidget(opened)
    opened.show()
    first = draw(tmp_path / "in")
    second = draw(tmp_path / "in", "small-2.png", total="1,2.3")
    with qtbot.waitSignal(opened.work.idle, timeout=WAIT):
        opened.commands.add([first, second])
    qtbot.waitUntil(lambda: opened.page_view.is_shown, timeout=WAIT)
    yield opened
    opened.close()
    opened.session.desk.close()
    QCoreApplication.removeTranslator(marking)


def unreached(root: QWidget, window: MainWindow) -> list[tuple[str, str]]:
    """Return what of a window no translation reaches."""
    folder = str(window.session.desk.store.folder.root)
    values = values_on(window)
    texts = ((where, KEYS.sub("", text.replace(folder, ""))) for where, text in texts_of(root))
    return unmarked(texts, DATA | headings_of_exports(window) | values - {""})


def values_on(window: MainWindow) -> set[str]:
    """Return all values that stand on the desk, as they were printed and as they are read."""
    desk = window.session.desk
    with desk.reading() as connection:
        records = [
            load_record(connection, desk.store.originals, key) for key in find_ids(connection, Filter())
        ]
        read = [entry for one in records if one is not None for entry in one.entries]
    return {text for one in read for text in (one.shown_text, one.reading.text if one.reading else "")}


def headings_of_exports(window: MainWindow) -> set[str]:
    """Return what stands above the columns of a workbook, which others read in one language."""
    with window.session.desk.reading() as connection:
        return {one.title for one in headings_of([one.template for one in all_templates(connection)])}


def test_nothing_in_the_window_stays_english(window: MainWindow, qtbot: QtBot) -> None:
    assert sorted(set(unreached(window, window))) == []
    window.session.meet(BadFile("is empty (0 bytes)", where="small-1.png", remedy="split it").problem)
    window.session.open_invoice(None)
    assert unreached(window, window) == []


def test_the_marks_find_what_is_not_translated(window: MainWindow) -> None:
    window.status.setToolTip("forgotten")
    assert [text for _where, text in unreached(window, window)] == ["forgotten"]


def opened_dialogs() -> list[QDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


DIALOGS: dict[str, Callable[[MainWindow], object]] = {
    "history": lambda window: window.commands.history(),
    "palette": lambda window: window.actions_["palette"].trigger(),
    "glyphs": lambda window: window.actions_["glyphs"].trigger(),
    "field": lambda window: window.commands.name_field("total"),
    "export": lambda window: window.exporting.export(),
    "about": show_about,
}


@pytest.mark.parametrize("name", DIALOGS)
def test_nothing_in_a_dialog_stays_english(name: str, window: MainWindow, qtbot: QtBot) -> None:
    DIALOGS[name](window)
    qtbot.waitUntil(lambda: bool(opened_dialogs()))
    (dialog,) = opened_dialogs()
    qtbot.wait(50)
    assert unreached(dialog, window) == []
    dialog.close()


def test_every_event_of_the_history_can_be_said(window: MainWindow) -> None:
    from invoice_desk.desktop.history_words import event_words

    assert all(event_words(what).startswith("⟦") for what in What)
