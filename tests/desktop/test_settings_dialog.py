"""The settings dialog: each option does what it says, all are written at once, what goes wrong is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from settings_tools import Button, click, open_settings, press, walk
from table_desks import keep, template
from window_tools import WAIT, draw, open_window, settled, small

from invoice_desk.desktop.dialogs.settings.dialog import SettingsDialog
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.theme import DARK, LIGHT
from invoice_desk.invoice.doubts import Doubt
from invoice_desk.invoice.fields import FieldKind, Options, ReaderChoice
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.store.coding import Json
from invoice_desk.store.corrections import Spot
from invoice_desk.store.templates import save_template
from invoice_desk.values.digits import DigitFamily
from invoice_desk.workflow import desk_process
from invoice_desk.workflow.settings import ScreenLanguage, Settings, ShownDigits, ThemeChoice, read_settings
from invoice_desk.workflow.templates import save

SIZE, BOX = Size(640, 240), Box(230, 128, 620, 178)


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, settings_file: Path) -> Iterator[MainWindow]:
    opened = open_window(tmp_path / "desk")
    qtbot.addWidget(opened)
    opened.resize(1280, 720)
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.close()
    opened.session.desk.close()


def written(path: Path) -> dict[str, object]:
    """Return what stands in the settings file."""
    found: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    return found


def test_colours_change_at_once_and_are_remembered(
    qtbot: QtBot, window: MainWindow, settings_file: Path
) -> None:
    dialog = open_settings(qtbot, window)
    walk(dialog.general.theme, 2)
    assert window.theme is LIGHT  # nothing before Apply
    press(dialog, Button.Apply)
    assert window.theme is DARK
    assert window.actions_["theme"].isChecked()
    assert dialog.isVisible()
    assert written(settings_file) == {"theme": "dark"}
    press(dialog, Button.Cancel)


def test_the_menu_s_dark_is_the_same_setting(window: MainWindow, settings_file: Path) -> None:
    window.actions_["theme"].trigger()
    assert (window.theme, read_settings(settings_file).theme) == (DARK, ThemeChoice.DARK)
    window.actions_["theme"].trigger()
    assert (window.theme, read_settings(settings_file).theme) == (LIGHT, ThemeChoice.LIGHT)


def test_a_new_language_opens_the_same_desk_anew(
    qtbot: QtBot, window: MainWindow, settings_file: Path, tmp_path: Path
) -> None:
    dialog = open_settings(qtbot, window)
    walk(dialog.general.language, 2)
    with qtbot.waitSignal(window.desk_asked) as asked:
        press(dialog, Button.Ok)
    assert asked.args == [tmp_path / "desk"]
    assert read_settings(settings_file).language is ScreenLanguage.FRENCH


def test_digits_change_in_the_table_the_lane_and_the_list(
    qtbot: QtBot, window: MainWindow, settings_file: Path
) -> None:
    with window.session.desk.change() as change:
        save_template(change, template())
    key = keep(window.session.desk, number="INV-7", total="1,234.50", date="14/03/2026")
    window.session.refresh()
    settled(qtbot, window.invoices, window.results)
    window.go_to(key)
    dialog = open_settings(qtbot, window)
    walk(dialog.general.digits, 3)
    press(dialog, Button.Ok)
    table = window.results.model
    column = [one.key for one in table.columns].index("total")
    assert table.index(0, column).data() == "١,٢٣٤.٥٠ AED"
    window.review.choose(Spot("number"))
    assert window.review.card.editor.text() == "INV-٧"
    assert window.invoices.view.cells.family is DigitFamily.ARABIC
    assert read_settings(settings_file).digits is ShownDigits.ARABIC


def test_a_new_field_begins_as_the_settings_say(
    qtbot: QtBot, window: MainWindow, settings_file: Path, tmp_path: Path
) -> None:
    dialog = open_settings(qtbot, window, page=1)
    click(dialog.reading.languages["fra"])
    walk(dialog.reading.reader, 2)
    QTest.keyClicks(dialog.reading.currency, "AED")
    walk(dialog.reading.date_order, 1)
    press(dialog, Button.Ok)
    assert written(settings_file) == {
        "languages": ["ara", "eng"],
        "reader": "digits",
        "currency": "AED",
        "date_order": "dmy",
    }
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.commands.add([draw(tmp_path / "in", "other-1.png")])
    qtbot.waitUntil(lambda: window.page_view.is_shown, timeout=WAIT)
    editor = window.template_editor
    drawn = editor.draw(BOX, 0, SIZE)
    field = editor.field(drawn)
    assert field is not None
    assert (field.languages, field.reader, field.options) == (("ara", "eng"), ReaderChoice.AUTO, Options())
    total = editor.field(editor.make_usual(drawn, 7) or "")
    assert total is not None
    assert (total.kind, total.reader) == (FieldKind.AMOUNT, ReaderChoice.DIGITS)
    assert total.options == Options(currency="AED")
    date = editor.field(editor.make_usual(total.name, 2) or "")
    assert date is not None
    assert date.options == Options(date_order="dmy")
    seller = editor.field(editor.make_usual(date.name, 3) or "")
    assert seller is not None
    assert (seller.reader, seller.options) == (ReaderChoice.AUTO, Options())


def test_a_field_that_a_person_gave_its_own_options_keeps_them(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.preferences.change({"currency": "AED"})
    save(window.session.desk, small())
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.commands.add([draw(tmp_path / "in")])
    qtbot.waitUntil(lambda: window.page_view.is_shown, timeout=WAIT)
    editor = window.template_editor
    total = editor.field("total")
    assert total is not None
    own = total.model_copy(update={"options": Options(currency="EUR"), "reader": ReaderChoice.TESSERACT})
    editor.edit("total", own)
    editor.edit("total", own.model_copy(update={"kind": FieldKind.NUMBER}))
    changed = editor.field("total")
    assert changed is not None
    assert (changed.options, changed.reader) == (Options(currency="EUR"), ReaderChoice.TESSERACT)


@pytest.mark.parametrize(("key", "threshold", "doubted"), [("End", 1.0, 3), ("Home", 0.5, 0)])
def test_the_threshold_decides_what_goes_to_review_from_the_next_reading_on(
    qtbot: QtBot,
    window: MainWindow,
    tmp_path: Path,
    tessdata: Path,
    *,
    key: str,
    threshold: float,
    doubted: int,
) -> None:
    save(window.session.desk, small())
    dialog = open_settings(qtbot, window, page=1)
    dialog.reading.threshold.setFocus()
    QTest.keyClick(dialog.reading.threshold, Qt.Key[f"Key_{key}"])
    press(dialog, Button.Ok)
    assert window.preferences.settings.threshold == threshold
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.commands.add([draw(tmp_path / "in")])
    qtbot.waitUntil(lambda: window.session.record is not None, timeout=WAIT)
    record = window.session.record
    assert record is not None
    reasons = [reason.doubt for entry in record.entries for reason in entry.reasons]
    assert reasons.count(Doubt.LOW_CONFIDENCE) == doubted


def test_threads_are_taken_by_the_next_job(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tessdata: Path
) -> None:
    asked, send = [], desk_process.send

    def noting(child: object, told: Json) -> None:
        if "settings" in told:
            asked.append(told["settings"]["threads"])
        send(child, told)  # type: ignore[arg-type]

    monkeypatch.setattr(desk_process, "send", noting)
    save(window.session.desk, small())
    dialog = open_settings(qtbot, window, page=1)
    walk(dialog.reading.threads, 3)
    press(dialog, Button.Ok)
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.commands.add([draw(tmp_path / "in")])
    assert set(asked) == {3}


def test_the_slider_over_doubtful_glyphs_begins_at_the_threshold(qtbot: QtBot, window: MainWindow) -> None:
    from invoice_desk.desktop.dialogs.glyphs_dialog import GlyphsDialog

    window.preferences.change({"threshold": 0.93})
    window.actions_["glyphs"].trigger()
    (dialog,) = window.findChildren(GlyphsDialog)
    assert dialog.strip.threshold == 0.93
    dialog.reject()


def test_nothing_is_written_where_the_person_cancels(
    qtbot: QtBot, window: MainWindow, settings_file: Path
) -> None:
    dialog = open_settings(qtbot, window)
    walk(dialog.general.theme, 2)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not settings_file.exists()
    assert window.theme is LIGHT


def test_without_a_language_nothing_is_written_and_why_is_said(
    qtbot: QtBot, window: MainWindow, settings_file: Path
) -> None:
    dialog = open_settings(qtbot, window)
    walk(dialog.general.theme, 2)
    QTest.mouseClick(
        dialog.names.viewport(),
        Qt.MouseButton.LeftButton,
        pos=dialog.names.visualItemRect(dialog.names.item(1)).center(),
    )
    for box in dialog.reading.languages.values():
        click(box)
    press(dialog, Button.Ok)
    assert dialog.isVisible()
    assert "at least one language" in dialog.notices.words
    assert not settings_file.exists()
    assert window.theme is LIGHT
    dialog.reject()


def test_a_place_that_takes_no_file_is_told_and_nothing_changes(
    qtbot: QtBot, window: MainWindow, settings_file: Path
) -> None:
    settings_file.mkdir()  # where the file is to be written
    (settings_file / "x").touch()
    dialog = open_settings(qtbot, window)
    walk(dialog.general.theme, 2)
    press(dialog, Button.Apply)
    assert str(settings_file) in dialog.notices.words
    assert window.theme is LIGHT
    dialog.reject()
    window.actions_["theme"].trigger()
    assert str(settings_file) in window.notices.words
    assert not window.actions_["theme"].isChecked()


def test_a_broken_file_is_told_with_its_remedy_and_left_as_it_is(
    qtbot: QtBot, window: MainWindow, settings_file: Path
) -> None:
    settings_file.write_text('{"threads": "many"}', encoding="utf-8")
    dialog = open_settings(qtbot, window)
    walk(dialog.general.theme, 2)
    press(dialog, Button.Ok)
    assert "threads" in dialog.notices.words
    assert "mend or delete it" in dialog.notices.words
    assert settings_file.read_text(encoding="utf-8") == '{"threads": "many"}'
    dialog.reject()


def test_reset_shows_the_defaults_and_ok_writes_them(
    qtbot: QtBot, window: MainWindow, settings_file: Path
) -> None:
    window.preferences.change({"theme": "dark", "threshold": 0.9, "shortcuts": {"read": "F6"}, "threads": 5})
    dialog = open_settings(qtbot, window)
    press(dialog, Button.RestoreDefaults)
    assert written(settings_file)["threads"] == 5
    press(dialog, Button.Ok)
    assert written(settings_file) == {}
    assert window.preferences.settings == Settings()
    assert window.actions_["read"].shortcut().toString() == "F5"


def test_what_was_written_by_hand_survives_a_visit(
    qtbot: QtBot, window: MainWindow, settings_file: Path
) -> None:
    by_hand = {"threshold": 0.855, "threads": 37, "languages": ["deu", "eng"]}
    settings_file.write_text(json.dumps(by_hand), encoding="utf-8")
    window.session.desk.take_settings(read_settings(settings_file))
    dialog = open_settings(qtbot, window)
    walk(dialog.general.theme, 2)
    press(dialog, Button.Ok)
    assert written(settings_file) == by_hand | {"theme": "dark"}


def test_the_desk_s_folder_is_named_and_another_can_be_asked_for(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    monkeypatch.setattr(
        "PySide6.QtWidgets.QFileDialog.getExistingDirectory", lambda *given: asked.append(given) or ""
    )
    dialog = open_settings(qtbot, window)
    assert dialog.general.folder.text() == str(tmp_path / "desk")
    QTest.mouseClick(dialog.general.other, Qt.MouseButton.LeftButton)
    assert len(asked) == 1
    assert not dialog.isVisible()


def test_every_control_has_a_name_and_is_reached_by_the_keyboard(qtbot: QtBot, window: MainWindow) -> None:
    dialog = open_settings(qtbot, window, page=1)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=WAIT)
    dialog.names.setFocus()
    reached = set()
    for _ in range(40):
        focus = QApplication.focusWidget()
        assert focus is not None
        reached.add(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    page = dialog.reading
    for control in (page.threshold, page.threads, page.reader, page.currency, page.date_order):
        assert control.accessibleName()
        assert control in reached
    assert set(page.languages.values()) <= reached
    dialog.reject()


def test_a_closed_dialog_is_gone(qtbot: QtBot, window: MainWindow) -> None:
    dialog = open_settings(qtbot, window)
    with qtbot.waitSignal(dialog.destroyed):
        press(dialog, Button.Cancel)
    assert window.findChildren(SettingsDialog) == []
