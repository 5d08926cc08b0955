"""The desktop's start: the application, the desk and the window are built once, here."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QMessageBox

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.remembered import Remembered
from invoice_desk.desktop.theme import DARK, LIGHT, Theme, apply_theme, system_theme
from invoice_desk.errors import DeskError
from invoice_desk.workflow.desk import Desk, default_folder
from invoice_desk.workflow.settings import read_settings, settings_path

_LOG = logging.getLogger(__name__)


def main(arguments: Sequence[str]) -> int:
    """Open the window as `invoice-desk open [--desk DIR] [FILE...]` asks for; return the exit code."""
    parser = argparse.ArgumentParser(prog="invoice-desk open", description="Open the window on a desk.")
    parser.add_argument(
        "files", nargs="*", type=Path, help="invoices, templates, and folders of them, to add"
    )
    parser.add_argument("--desk", type=Path, metavar="DIR", help="the desk's folder")
    asked = parser.parse_args(arguments)
    return run(asked.desk, asked.files)


def run(folder: Path | None = None, files: Sequence[Path] = ()) -> int:
    """Open the desk in a folder, this user's own where none is named, and add files; return the exit code."""
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Invoice Desk")
    application.setDesktopFileName("invoice-desk")
    try:
        desk = Desk.open((folder or default_folder()).absolute(), read_settings(settings_path()))
    except DeskError as error:
        QMessageBox.critical(None, "Invoice Desk", str(error))
        return int(error.exit_code)
    remembered = Remembered(desk.store.folder.root / "window.json")
    theme = chosen_theme(application, remembered)
    apply_theme(application, theme)
    application.setWindowIcon(QIcon(icon("scan", theme, color=theme.accent).pixmap(64, 64)))
    sys.excepthook = _tell_bug
    window = MainWindow(desk, theme, remembered)
    window.show()
    if files:
        window.commands.add(files)
    else:
        window.work.read()  # what a crash left unread
    try:
        return application.exec()
    finally:
        desk.close()


def chosen_theme(application: QApplication, remembered: Remembered) -> Theme:
    """Return the theme that the person chose, else that of the system."""
    known = {"dark": DARK, "light": LIGHT}
    return known.get(str(remembered.get("theme")), system_theme(application))


def _tell_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Say that something unexpected happened; the window goes on, and nothing that was kept is lost."""
    _LOG.critical("unexpected error", exc_info=(kind, error, trace))
    box = QMessageBox(QMessageBox.Icon.Warning, "Invoice Desk", f"Something unexpected happened: {error!r}")
    box.setInformativeText("What was done until now is kept. Please report it.")
    box.exec()
