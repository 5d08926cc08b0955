"""The dialog of digits by real clicks: evaluated, learnt with a live plot, compared, switched and back."""

from __future__ import annotations

import hashlib
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import narrow_invoices as narrow
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from read_desks import ReadDesks
from window_tools import WAIT, open_window

from invoice_desk.desktop.dialogs.training_dialog import TrainingDialog
from invoice_desk.desktop.learning import digit_training
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.reading.digits.model_files import CARD, MODEL
from invoice_desk.workflow import learning
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.digit_models import SHIPPED, SHIPPED_FOLDER, DigitModels

pytest.importorskip("torch")
pytestmark = pytest.mark.usefixtures("tessdata")


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let few lines be judged, and little be learnt."""
    from invoice_desk.training.relearning import Plan

    few = narrow.few_lines(1)
    monkeypatch.setattr(learning, "read_lines", lambda _folder: few)
    plan = Plan(epochs=2, steps=2, batch=4)
    monkeypatch.setattr(
        digit_training,
        "learn_digits",
        lambda desk, is_stopped: learning.learn_digits(desk, plan=plan, is_stopped=is_stopped),
    )


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


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, short: None) -> Iterator[MainWindow]:
    """Return a window on a new desk."""
    with window_on(qtbot, tmp_path / "desk") as opened:
        yield opened


def fill(desk: Desk, folder: Path) -> None:
    known = narrow.take_all(desk, narrow.some(folder / "in", learnt=4, checked=1))
    narrow.correct_all(desk, known)


@pytest.fixture
def corrected(qtbot: QtBot, tmp_path: Path, short: None, read_desks: ReadDesks) -> Iterator[MainWindow]:
    """Return a window on a desk with 30 numbers that were corrected or accepted."""
    with window_on(qtbot, read_desks.copy(fill, tmp_path / "desk")) as opened:
        yield opened


def dialog_of(window: MainWindow) -> TrainingDialog:
    window.actions_["training"].trigger()
    (dialog,) = window.findChildren(TrainingDialog)
    return dialog


def click(button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def at_rest(qtbot: QtBot, dialog: TrainingDialog) -> None:
    qtbot.waitUntil(lambda: dialog.evaluate.isEnabled() and not dialog.stop.isVisible(), timeout=WAIT * 2)


def models_of(window: MainWindow) -> DigitModels:
    return DigitModels(window.session.desk.store.folder.models)


def closed(qtbot: QtBot, window: MainWindow, dialog: TrainingDialog) -> None:
    click(dialog.close_button)
    qtbot.waitUntil(lambda: not window.findChildren(TrainingDialog), timeout=WAIT)


def test_an_empty_desk_is_judged_on_drawn_numbers_and_learning_says_what_is_missing(
    qtbot: QtBot, window: MainWindow
) -> None:
    dialog = dialog_of(window)
    assert not dialog.isModal()
    click(dialog.evaluate)
    at_rest(qtbot, dialog)
    assert dialog.figures.exact.figure.text().endswith("%")
    assert not dialog.figures.own.isEnabled()
    counted = sum(dialog.figures.picture.count(row, column) for row in range(10) for column in range(11))
    assert counted > 12
    dialog.tabs.setCurrentIndex(1)
    click(dialog.learn)
    at_rest(qtbot, dialog)
    assert "24 and 6 are needed" in dialog.words.text()
    closed(qtbot, window, dialog)


def test_it_learns_with_a_live_plot_and_a_person_switches_and_goes_back(
    qtbot: QtBot, corrected: MainWindow
) -> None:
    dialog = dialog_of(corrected)
    dialog.tabs.setCurrentIndex(1)
    click(dialog.learn)
    qtbot.waitUntil(lambda: len(dialog.curves.epochs) > 1, timeout=2 * WAIT)
    assert dialog.stop.isVisible()
    at_rest(qtbot, dialog)
    assert [one.number for one in dialog.curves.epochs] == [0, 1, 2]
    assert len(dialog.curves.exact.own) == 3
    assert dialog.curves.loss.accessibleDescription().startswith("After epoch 2")
    assert dialog.comparison.isVisible()
    assert dialog.comparison.rows[0] == ("", "Shipped model", "Your model 1")
    assert dialog.comparison.verdict.text() == dialog.words.text() != ""
    dialog.tabs.setCurrentIndex(2)
    models = models_of(corrected)
    models.choose(SHIPPED)  # whatever it came to
    dialog.models.show_models(models.all(), before=models.before())
    dialog.models.list.setCurrentRow(1)
    click(dialog.models.use)
    assert models.in_use().name == "own-1"
    assert "Your model 1" in dialog.words.text()
    click(dialog.models.back)
    assert models.in_use().name == SHIPPED
    dialog.models.list.setCurrentRow(1)
    click(dialog.models.delete)
    assert [one.name for one in models.all()] == [SHIPPED]
    assert dialog.models.list.count() == 1
    closed(qtbot, corrected, dialog)


def test_stopped_or_closed_while_it_learns_nothing_is_kept(qtbot: QtBot, corrected: MainWindow) -> None:
    dialog = dialog_of(corrected)
    dialog.tabs.setCurrentIndex(1)
    click(dialog.learn)
    qtbot.waitUntil(lambda: bool(dialog.curves.epochs), timeout=2 * WAIT)
    click(dialog.stop)
    at_rest(qtbot, dialog)
    assert dialog.words.text() == "Stopped. Nothing was changed."
    click(dialog.learn)
    qtbot.waitUntil(lambda: dialog.bar.maximum() > 0, timeout=WAIT)
    closed(qtbot, corrected, dialog)
    assert [one.name for one in models_of(corrected).all()] == [SHIPPED]


def test_without_pytorch_it_says_what_to_install(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digit_training, "has_torch", lambda: False)
    dialog = dialog_of(window)
    assert "pip install torch" in dialog.words.text()
    assert not dialog.learn.isEnabled()
    closed(qtbot, window, dialog)


def test_the_action_brings_an_open_dialog_to_the_front(qtbot: QtBot, window: MainWindow) -> None:
    dialog = dialog_of(window)
    assert dialog_of(window) is dialog
    closed(qtbot, window, dialog)
    assert dialog_of(window).isVisible()


def test_a_broken_model_is_told_when_invoices_are_read(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = window.session.desk.store.folder.models / "own-1"
    folder.mkdir(parents=True)
    (folder.parent / "chosen.json").write_text('{"model": "own-1", "earlier": [""]}', encoding="utf-8")
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.work.read()
    assert "model of digits" in window.notices.words
    dialog = dialog_of(window)
    assert "model of digits" in dialog.words.text()
    dialog.tabs.setCurrentIndex(2)
    dialog.models.list.setCurrentRow(0)
    click(dialog.models.use)
    assert models_of(window).problem() is None
    closed(qtbot, window, dialog)


def test_a_model_that_turns_out_not_to_load_is_told_as_any_broken_one(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """Its hash is right: that it is no network shows only when the first number is read."""
    unloadable(window.session.desk.store.folder.models / "own-1")
    models_of(window).choose("own-1")
    assert models_of(window).problem() is None
    (drawn,) = narrow.some(tmp_path / "in", learnt=1, checked=0)
    narrow.take(window.session.desk, [drawn])
    with qtbot.waitSignal(window.work.idle, timeout=2 * WAIT):
        window.work.read()
    assert "the chosen model of digits cannot be loaded" in window.notices.words
    assert [entry.reading is not None for entry in narrow.record_of(window.session.desk, 1).entries] == [
        True
    ] * 6
    dialog = dialog_of(window)
    assert "cannot be loaded" in dialog.words.text()
    closed(qtbot, window, dialog)


def unloadable(place: Path) -> None:
    """Write a model that is the one of its card, and none that PyTorch can load."""
    place.mkdir(parents=True)
    with zipfile.ZipFile(place / MODEL, "w") as archive:
        archive.writestr("weights_config.json", "{}")
    card = json.loads((SHIPPED_FOLDER / CARD).read_text(encoding="utf-8"))
    card["sha256"] = hashlib.sha256((place / MODEL).read_bytes()).hexdigest()
    (place / CARD).write_text(json.dumps(card), encoding="utf-8")


def test_closing_the_window_stops_what_learns(qtbot: QtBot, corrected: MainWindow) -> None:
    dialog = dialog_of(corrected)
    click(dialog.evaluate)
    qtbot.waitUntil(lambda: dialog.bar.maximum() > 0, timeout=WAIT)
    corrected.close()
    qtbot.waitUntil(lambda: not corrected.findChildren(TrainingDialog), timeout=WAIT)
