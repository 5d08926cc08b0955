"""The window in another language: its words, counts and dates, and its sides."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QIcon
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from pytestqt.qtbot import QtBot
from window_tools import WAIT, draw, open_window

from invoice_desk.desktop.desks.program import Program
from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.theme import LIGHT
from invoice_desk.desktop.words.counting import Counts
from invoice_desk.desktop.words.filling import fill, moment_words, number_words, percent_words
from invoice_desk.desktop.words.floor_words import (
    doubt_words,
    duplicate_words,
    failed_check_words,
    problem_line,
    told,
)
from invoice_desk.desktop.words.languages import language_of, locale_of, use_language
from invoice_desk.desktop.words.states import state_word
from invoice_desk.errors import BadFile, NotWritten, Problem, Refused
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.filed import Duplicate, Sameness, State
from invoice_desk.invoice.record import Check
from invoice_desk.workflow.settings import ScreenLanguage, Settings, settings_path, write_settings

LEFT, RIGHT = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
ARABIC = range(0x0600, 0x0700)


@contextmanager
def window_on(folder: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    opened = open_window(folder)
    qtbot.addWidget(opened)
    opened.resize(1280, 720)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()
    opened.session.desk.close()


def without_isolates(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


# --- which language -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("choice", "system", "wanted"),
    [
        (ScreenLanguage.SYSTEM, "fr_CA", "fr"),
        (ScreenLanguage.SYSTEM, "ar_EG", "ar"),
        (ScreenLanguage.SYSTEM, "de_DE", "en"),
        (ScreenLanguage.FRENCH, "ar_EG", "fr"),
        (ScreenLanguage.ENGLISH, "fr_FR", "en"),
    ],
)
def test_a_choice_or_the_machine_says_which_language(
    choice: ScreenLanguage, system: str, wanted: str
) -> None:
    locale = locale_of(choice, QLocale(system))
    assert language_of(locale).value == wanted


def test_the_machine_says_how_numbers_are_written_in_its_language() -> None:
    assert locale_of(ScreenLanguage.ARABIC, QLocale("ar_AE")).name() == "ar_AE"
    assert locale_of(ScreenLanguage.FRENCH, QLocale("fr_CH")).name() == "fr_CH"


def test_another_language_takes_the_place_of_the_one_before(qapp: QApplication) -> None:
    use_language(qapp, ScreenLanguage.FRENCH)
    assert (state_word(State.REVIEW), qapp.layoutDirection()) == (
        "À vérifier",
        Qt.LayoutDirection.LeftToRight,
    )
    use_language(qapp, ScreenLanguage.ARABIC)
    assert (state_word(State.REVIEW), qapp.isRightToLeft()) == ("للمراجعة", True)
    use_language(qapp, ScreenLanguage.ENGLISH)
    assert (state_word(State.REVIEW), qapp.isRightToLeft()) == ("Review", False)


def test_qts_own_words_are_in_the_language_too(qapp: QApplication, qtbot: QtBot) -> None:
    use_language(qapp, ScreenLanguage.FRENCH)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.buttons()[0].text().replace("&", "") == "Annuler"


def test_the_program_opens_in_the_language_of_the_settings(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    settings_path().parent.mkdir(parents=True)
    write_settings(settings_path(), Settings(language=ScreenLanguage.FRENCH))
    program = Program(qapp)
    window = program.open(tmp_path / "desk")
    assert window.docks.invoices.windowTitle() == "Factures"
    write_settings(settings_path(), Settings(language=ScreenLanguage.ARABIC))
    program.change_desk(tmp_path / "desk")
    qtbot.waitUntil(lambda: program.window is not window)
    assert program.window is not None
    assert program.window.docks.invoices.windowTitle() == "الفواتير"
    assert program.window.isRightToLeft()
    program.close()


# --- words, counts, dates -------------------------------------------------------------------------------


def test_counts_have_the_form_that_the_number_asks_for(qapp: QApplication) -> None:
    use_language(qapp, ScreenLanguage.ARABIC)
    said = [Counts().values_to_look_at(many) for many in (1, 2, 3, 11, 100)]
    digits = [number_words(many) for many in (3, 11, 100)]
    assert said[:2] == ["قيمة واحدة للمراجعة", "قيمتان للمراجعة"]
    assert said[2:] == [f"{digits[0]} قيم للمراجعة", *(f"{many} قيمة للمراجعة" for many in digits[1:])]
    use_language(qapp, ScreenLanguage.ENGLISH)
    assert [Counts().values_to_look_at(many) for many in (1, 2)] == [
        "1 value to look at",
        "2 values to look at",
    ]


def test_numbers_and_moments_are_written_as_in_the_language(qapp: QApplication) -> None:
    moment = datetime(2026, 3, 14, 15, 9, tzinfo=UTC)
    use_language(qapp, ScreenLanguage.ENGLISH)
    assert (number_words(12345), percent_words(0.63)) == ("12,345", "63%")
    assert "2026" in moment_words(moment) or "26" in moment_words(moment)
    english = moment_words(moment)
    use_language(qapp, ScreenLanguage.FRENCH)
    assert number_words(12345).replace("\u202f", " ") == "12 345"
    assert percent_words(0.63) == "63\u202f%"
    assert moment_words(moment) != english


def test_a_value_that_looks_like_a_place_stays_as_it_is() -> None:
    assert fill("%1 and %2", "100%2", "b") == "100%2 and b"


def test_what_the_floors_say_is_said_in_french(qapp: QApplication) -> None:
    use_language(qapp, ScreenLanguage.FRENCH)
    too_large = BadFile("is 900 MB; the limit is 512 MB", where="a.pdf", remedy="split it").problem
    assert without_isolates(problem_line(too_large)) == (
        "a.pdf\u00a0: fait 900 Mo\u202f; la limite est de 512 Mo (divisez-le)"
    )
    full = NotWritten("cannot be written: No space left on device", remedy="make room on the disk").problem
    assert "plus de place sur le disque" in problem_line(full)
    same = Duplicate(3, Sameness.BYTES)
    refused = Refused(f"invoice 7 may be a duplicate: {same.words}").problem
    assert without_isolates(told(refused.what)).startswith("la facture 7 est peut-être un doublon")
    assert without_isolates(duplicate_words(same)) in without_isolates(told(refused.what))
    check = Check("required: total", ok=False, message="Total is required and nothing was read")
    assert without_isolates(failed_check_words(check)) == "Total est obligatoire et rien n’a été lu"
    assert told("nobody ever said this") == "nobody ever said this"


def test_a_command_in_a_remedy_becomes_what_the_window_offers() -> None:
    gone = Refused("invoice 3 is deleted", remedy="invoice-desk bring-back 3").problem
    assert "invoice-desk" not in problem_line(gone)
    assert "Bring back" in problem_line(gone)


@pytest.mark.parametrize("language", [ScreenLanguage.FRENCH, ScreenLanguage.ARABIC])
def test_every_doubt_is_said_with_its_detail(language: ScreenLanguage, qapp: QApplication) -> None:
    use_language(qapp, language)
    for doubt in Doubt:
        words = doubt_words(Reason(doubt, "1,234"))
        assert words != Reason(doubt, "1,234").words
        assert ("1,234" in words) is ("{}" in doubt.value)
        assert language is ScreenLanguage.FRENCH or any(ord(char) in ARABIC for char in words)


def test_a_path_in_an_arabic_message_does_not_turn_it_round(qapp: QApplication) -> None:
    use_language(qapp, ScreenLanguage.ARABIC)
    words = problem_line(BadFile("is empty (0 bytes)", where="/home/a.pdf").problem)
    assert words.startswith("\u2068/home/a.pdf\u2069")


def test_hostile_text_in_a_message_is_shown_and_not_obeyed(qapp: QApplication) -> None:
    use_language(qapp, ScreenLanguage.ARABIC)
    words = problem_line(Problem("Refused", "the desk has no template 'a\u202eb\n'"))
    assert "\\u202e" in words
    assert "\u202e" not in words
    assert "\n" not in words


@pytest.mark.parametrize("language", [ScreenLanguage.FRENCH, ScreenLanguage.ARABIC])
def test_keys_are_the_same_in_every_language(
    language: ScreenLanguage, qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    with window_on(tmp_path / "a", qtbot) as english:
        wanted = {name: action.shortcut() for name, action in english.actions_.items()}
    use_language(qapp, language)
    with window_on(tmp_path / "b", qtbot) as other:
        assert {name: action.shortcut() for name, action in other.actions_.items()} == wanted


# --- sides ----------------------------------------------------------------------------------------------


def sides(window: MainWindow) -> list[Qt.DockWidgetArea]:
    return [window.dockWidgetArea(dock) for dock in (window.docks.invoices, window.docks.values)]


def test_in_arabic_invoices_stand_on_the_right(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> None:
    with window_on(tmp_path, qtbot) as window:
        assert sides(window) == [LEFT, RIGHT]
        assert window.docks.invoices.x() < window.canvas.mapTo(window, window.canvas.pos()).x()
    use_language(qapp, ScreenLanguage.ARABIC)
    with window_on(tmp_path / "other", qtbot) as window:
        assert sides(window) == [RIGHT, LEFT]
        assert window.docks.invoices.x() > window.docks.values.x()


def test_the_left_arrow_leads_to_the_next_column_of_a_mirrored_table(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    use_language(qapp, ScreenLanguage.ARABIC)
    with window_on(tmp_path / "desk", qtbot) as window:
        with qtbot.waitSignal(window.work.taken, timeout=WAIT):
            window.commands.add([draw(tmp_path / "in")])
        qtbot.waitUntil(lambda: window.results.model.rowCount() == 1, timeout=WAIT)
        qtbot.waitUntil(lambda: not window.work.is_running, timeout=WAIT)
        view = window.results.view
        view.setCurrentIndex(window.results.model.index(0, 0))
        QTest.keyClick(view, Qt.Key.Key_Left)
        assert view.currentIndex().column() == 1
        assert view.columnViewportPosition(1) < view.columnViewportPosition(0)


def test_a_remembered_layout_is_mirrored_for_the_other_direction(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    with window_on(tmp_path, qtbot) as window:
        window.docks.invoices.hide()
        window.resizeDocks([window.docks.values], [480], Qt.Orientation.Horizontal)
        qtbot.waitUntil(lambda: window.docks.values.width() == 480)
    use_language(qapp, ScreenLanguage.ARABIC)
    with window_on(tmp_path, qtbot) as window:
        assert sides(window) == [RIGHT, LEFT]
        assert window.docks.invoices.isHidden()
        qtbot.waitUntil(lambda: abs(window.docks.values.width() - 480) < 5, timeout=1000)
        assert window.tabifiedDockWidgets(window.docks.values) == [window.docks.template]
    with window_on(tmp_path, qtbot) as window:
        assert sides(window) == [RIGHT, LEFT], "and it stays so at the next start"
    use_language(qapp, ScreenLanguage.ENGLISH)
    with window_on(tmp_path, qtbot) as window:
        assert sides(window) == [LEFT, RIGHT]


def test_icons_that_point_somewhere_point_the_other_way(qapp: QApplication) -> None:
    before = {name: ink(icon(name, LIGHT)) for name in ("undo-2", "chevron-left", "zoom-in")}
    use_language(qapp, ScreenLanguage.ARABIC)
    after = {name: ink(icon(name, LIGHT)) for name in before}
    for name in ("undo-2", "chevron-left"):
        assert after[name] == [row[::-1] for row in before[name]], name
        assert after[name] != before[name]
    assert after["zoom-in"] == before["zoom-in"]


def ink(shown: QIcon) -> list[list[bool]]:
    """Return where an icon has ink, row by row."""
    image = shown.pixmap(32, 32).toImage()
    return [[QColor(image.pixelColor(x, y)).alpha() > 128 for x in range(32)] for y in range(32)]
