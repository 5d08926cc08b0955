"""The whole screen in marked words: what stands without a mark would stay English in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from babel.core import Locale
from opening_dialogs import DIALOGS, GUIDES, opened, shut
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from read_desks import ReadDesks, read
from window_tools import WAIT, draw, open_window, small
from words_shown import known_texts, mark_words, texts_of, unmarked

from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.errors import BadFile
from invoice_desk.export.columns import headings_of
from invoice_desk.invoice.fields import currencies
from invoice_desk.store.change import What
from invoice_desk.store.records import load_record
from invoice_desk.store.searching import Filter, find_ids
from invoice_desk.store.templates import all_templates
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.licences import read_parts
from invoice_desk.workflow.templates import save

pytestmark = pytest.mark.usefixtures("tessdata")
WORDS = Path(__file__).resolve().parents[2] / "resources" / "translations" / "invoice-desk_fr.ts"
KEYS = re.compile(r"(Ctrl|Alt|Shift)\+\S+|\b(Return|Backspace|Del|Delete|F\d+)\b")
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
        "English",
        "Français",
        "العربية",
        "qt_toolbar_ext_button",
    ),
    *("number", "Number", "date", "Date", "total", "Total", "AED", "px", "AM", "PM"),
}
"""What is from the desk, or a name in every language."""


def files_in(folder: Path) -> list[Path]:
    """Write two invoices, the second a duplicate of the first."""
    return [draw(folder / "in"), draw(folder / "in", "small-2.png", total="1,2.3")]


def fill(desk: Desk, folder: Path) -> None:
    save(desk, small())
    read(desk, *files_in(folder))


@contextmanager
def marked_window(qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    """Give a shown window in marked words on the desk in a folder."""
    marking = mark_words(known_texts(ET.parse(WORDS)))
    shown = open_window(folder)
    qtbot.addWidget(shown)
    shown.show()
    yield shown
    shown.close()
    shown.session.desk.close()
    QCoreApplication.removeTranslator(marking)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Return a window in marked words that has just read two invoices."""
    with marked_window(qtbot, tmp_path / "desk") as shown:
        save(shown.session.desk, small())
        with qtbot.waitSignal(shown.work.idle, timeout=WAIT):
            shown.commands.add(files_in(tmp_path))
        qtbot.waitUntil(lambda: shown.page_view.is_shown, timeout=WAIT)
        yield shown


@pytest.fixture
def window_later(qtbot: QtBot, tmp_path: Path, read_desks: ReadDesks) -> Iterator[MainWindow]:
    """Return a window in marked words on a desk on which the two were read before."""
    with marked_window(qtbot, read_desks.copy(fill, tmp_path / "desk")) as shown:
        shown.go_to(1)
        qtbot.waitUntil(lambda: shown.page_view.is_shown, timeout=WAIT)
        yield shown


def unreached(root: QWidget, window: MainWindow) -> list[tuple[str, str]]:
    """Return what of a window no translation reaches."""
    folder = str(window.session.desk.store.folder.root)
    values = values_on(window)
    texts = ((where, KEYS.sub("", text.replace(folder, ""))) for where, text in texts_of(root))
    parts = {word for one in read_parts() for word in (one.name, f"{one.name} {one.version}", one.licence)}
    names = headings_of_exports(window) | named_currencies() | parts
    return unmarked(texts, DATA | names | values - {""})


def named_currencies() -> set[str]:
    """Return what the choice of a currency shows; the names in each language are Babel's."""
    names = Locale("en").currencies
    return {f"{code}   {names.get(code, '')}".rstrip() for code in currencies()}


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


@pytest.mark.parametrize("name", [*DIALOGS, *GUIDES])
def test_nothing_in_a_dialog_stays_english(name: str, window_later: MainWindow, qtbot: QtBot) -> None:
    dialog = opened((DIALOGS | GUIDES)[name], window_later, qtbot)
    assert sorted(set(unreached(dialog, window_later))) == []
    shut(window_later)


def test_every_event_of_the_history_can_be_said(window_later: MainWindow) -> None:
    from invoice_desk.desktop.words.history_words import event_words

    assert all(event_words(what).startswith("⟦") for what in What)
