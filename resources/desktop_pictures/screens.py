"""The screens that are shown: how each is brought up, and what of it is pictured."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QWidget

from invoice_desk.desktop.dialogs.export.export_dialog import ExportDialog
from invoice_desk.desktop.dialogs.library_dialog import LibraryDialog
from invoice_desk.desktop.dialogs.settings.dialog import SettingsDialog
from invoice_desk.desktop.dialogs.training_dialog import TrainingDialog
from invoice_desk.desktop.dialogs.trial_dialog import TrialDialog
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.store.searching import Filter, find
from resources.desktop_pictures.waiting import rest, wait

SHOWN = "ar-furniture.png"  # its last line has a doubtful value
Screen = Callable[[MainWindow], QWidget]
_Dialog = TypeVar("_Dialog", bound=QDialog)


def show_invoice(window: MainWindow) -> QWidget:
    """Open the Arabic invoice at the first value that is in doubt."""
    with window.session.desk.reading() as connection:
        key = next(one.id for one in find(connection, Filter()) if one.name == SHOWN)
    window.session.open_invoice(key)
    window.invoices.select(key)
    wait(lambda: window.page_view.is_shown)
    window.docks.values.raise_()
    window.review.card.editor.start()
    rest(1)
    window.canvas.fit_width()
    rest(1)
    return window


def show_template(window: MainWindow) -> QWidget:
    """Show the template's fields with one region chosen."""
    show_invoice(window)
    window.docks.template.raise_()
    window.canvas.fit_page()
    window.canvas.select(("total",))
    rest(1)
    return window


def show_settings(page: int) -> Screen:
    """Return what opens the settings at a page."""

    def show(window: MainWindow) -> QWidget:
        window.actions_["settings"].trigger()
        dialog = _only(window, SettingsDialog)
        dialog.names.setCurrentRow(page)
        return dialog

    return show


def show_library(window: MainWindow) -> QWidget:
    """Open the library of templates."""
    window.actions_["library"].trigger()
    rest(1)
    return _only(window, LibraryDialog)


def show_trial(window: MainWindow) -> QWidget:
    """Try the template of the open invoice on the invoices of the list."""
    window.actions_["try_template"].trigger()
    rest(1)
    dialog = _only(window, TrialDialog)
    dialog.start.click()
    wait(lambda: dialog.model.rowCount() > 0)
    rest(2)
    return dialog


def show_learning(window: MainWindow) -> QWidget:
    """Open the dialog of digits."""
    window.actions_["training"].trigger()
    rest(1)
    dialog = _only(window, TrainingDialog)
    dialog.evaluate.click()
    wait(lambda: not dialog.stop.isVisible())
    rest(1)
    return dialog


def show_export(window: MainWindow) -> QWidget:
    """Open the export with what nobody accepted, so that there are rows."""
    window.actions_["export"].trigger()
    dialog = _only(window, ExportDialog)
    dialog.findChildren(QCheckBox)[0].click()
    return dialog


def show_front(name: str) -> Screen:
    """Return what does an action and gives the dialog or card that it opens."""

    def show(window: MainWindow) -> QWidget:
        window.actions_[name].trigger()
        wait(lambda: _front(window) is not None)
        rest(1)
        front = _front(window)
        assert front is not None
        return front

    return show


SCREENS: Mapping[str, Screen] = {
    "review": show_invoice,
    "template": show_template,
    "library": show_library,
    "trial": show_trial,
    "glyphs": show_front("glyphs"),
    "export": show_export,
    "sources": show_front("sources"),
    "settings": show_settings(0),
    "shortcuts": show_settings(2),
    "digits": show_learning,
    "history": show_front("history"),
    "activity": show_front("activity"),
    "palette": show_front("palette"),
}


def shut(window: MainWindow) -> None:
    """Close all that is open beside the window."""
    for one in QApplication.topLevelWidgets():
        if one is not window and one.isVisible():
            one.close()
    rest(0.3)


def _front(window: MainWindow) -> QWidget | None:
    found = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    shown = (one for one in QApplication.topLevelWidgets() if one is not window and one.isVisible())
    return found or next((one for one in shown if isinstance(one, QDialog) or one.isWindow()), None)


def _only(window: MainWindow, kind: type[_Dialog]) -> _Dialog:
    return next(one for one in window.findChildren(kind) if one.isVisible())
