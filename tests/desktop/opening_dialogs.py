"""All dialogs and cards of the window, and how each is opened."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from invoice_desk.desktop.dialogs.about import show_about
from invoice_desk.desktop.dialogs.library_dialog import LibraryDialog
from invoice_desk.desktop.dialogs.settings.dialog import SettingsDialog
from invoice_desk.desktop.dialogs.training_dialog import TrainingDialog
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.workflow.source_choices import Kind

Opener = Callable[[MainWindow], QWidget | None]
_Dialog = TypeVar("_Dialog", bound=QDialog)


def act(name: str) -> Opener:
    """Return what opens a dialog by its action."""
    return lambda window: window.actions_[name].trigger()


def settings(window: MainWindow, *, page: int) -> None:
    """Open the settings at a page."""
    window.actions_["settings"].trigger()
    only(window, SettingsDialog).names.setCurrentRow(page)


def training(window: MainWindow, *, tab: int) -> None:
    """Open the dialog of digits at a tab."""
    window.actions_["training"].trigger()
    only(window, TrainingDialog).tabs.setCurrentIndex(tab)


def library(window: MainWindow) -> None:
    """Open the library with a chosen template."""
    window.actions_["library"].trigger()
    only(window, LibraryDialog).choose("small")


def versions(window: MainWindow) -> None:
    """Open the versions of a template from the library."""
    library(window)
    only(window, LibraryDialog).actions_["versions"].trigger()


def naming(window: MainWindow) -> QWidget:
    """Open the card in which a region is named."""
    window.naming.ask("total")
    return window.naming.popup


def guide(window: MainWindow, *, step: int) -> QWidget:
    """Show a step of the first steps."""
    window.actions_["first_steps"].trigger()
    window.guide.go_to(step)
    return window.guide


def add_source(window: MainWindow, *, kind: Kind) -> None:
    """Open the form of a kind of source."""
    window.actions_["sources"].trigger()
    assert window.sources.deeds is not None
    window.sources.deeds.add()
    assert window.sources.deeds.source_dialog is not None
    window.sources.deeds.source_dialog.choose_kind(kind)


DIALOGS: dict[str, Opener] = {
    "about": show_about,
    "sources": act("sources"),
    "add a folder": partial(add_source, kind=Kind.FOLDER),
    "add a Google Drive": partial(add_source, kind=Kind.DRIVE),
    "add links": partial(add_source, kind=Kind.URL),
    "add a container": partial(add_source, kind=Kind.BLOB),
    "add a bucket": partial(add_source, kind=Kind.S3),
    "activity": act("activity"),
    "appearance": act("appearance"),
    "export": lambda window: window.exporting.export(),
    "field": lambda window: window.commands.name_field("total"),
    "glyphs": act("glyphs"),
    "history": lambda window: window.commands.history(),
    "library": library,
    "naming": naming,
    "palette": act("palette"),
    **{f"settings {page}": partial(settings, page=page) for page in range(3)},
    **{f"training {tab}": partial(training, tab=tab) for tab in range(3)},
    "trial": act("try_template"),
    "versions": versions,
}
GUIDES: dict[str, Opener] = {f"guide {step}": partial(guide, step=step) for step in range(3)}
"""The first steps stand in the window itself."""


def opened(opener: Opener, window: MainWindow, qtbot: QtBot) -> QWidget:
    """Open it and return it."""
    found = opener(window)
    if found is not None:
        return found
    qtbot.waitUntil(lambda: shown_dialog() is not None)
    qtbot.wait(200)  # the glyphs are gathered, and the dialog has come to the front
    dialog = shown_dialog()
    assert dialog is not None
    return dialog


def shown_dialog() -> QWidget | None:
    """Return the dialog or card that lies in front."""
    found = QApplication.activePopupWidget() or QApplication.activeModalWidget()
    dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]
    return found or next(iter(dialogs), None)


def shut(window: MainWindow) -> None:
    """Close all that is open beside the window."""
    for one in QApplication.topLevelWidgets():
        if one is not window and one.isVisible():
            one.close()


def only(window: MainWindow, kind: type[_Dialog]) -> _Dialog:
    """Return the one dialog of a kind."""
    (found,) = window.findChildren(kind)
    return found
