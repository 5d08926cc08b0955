"""The desktop's start: what `invoice-desk open` does."""

from __future__ import annotations

import argparse
import logging
import sys
import threading
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from invoice_desk.desktop.desks.program import Program
from invoice_desk.desktop.words.filling import fill
from invoice_desk.desktop.words.floor_words import problem_line
from invoice_desk.errors import DeskError
from invoice_desk.workflow.desk import default_folder

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
    program = Program(application)
    try:
        program.open(folder or default_folder())
    except DeskError as error:
        QMessageBox.critical(None, "Invoice Desk", problem_line(error.problem))
        return int(error.exit_code)
    sys.excepthook = partial(_tell_bug, program)
    threading.excepthook = _note_bug
    program.begin(files)
    try:
        return application.exec()
    finally:
        program.close()


def _tell_bug(
    program: Program, kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Say that something unexpected happened; the window goes on, and nothing that was kept is lost."""
    _LOG.critical("unexpected error", exc_info=(kind, error, trace))
    happened = QCoreApplication.translate("App", "Something unexpected happened: %1")
    words = fill(happened, repr(error))
    box = QMessageBox(QMessageBox.Icon.Warning, "Invoice Desk", words)
    kept = QCoreApplication.translate("App", "What was done until now is kept. Please report it.")
    report = program.crashes.last if program.crashes is not None else None
    if report is not None:
        lies = QCoreApplication.translate("App", "A report without anything of your invoices lies at %1")
        kept = f"{kept}\n{fill(lies, report)}"
    box.setInformativeText(kept)
    box.exec()


def _note_bug(told: threading.ExceptHookArgs) -> None:
    """Note what happened in a thread that is none of Qt's."""
    if told.exc_value is not None:
        _LOG.critical("unexpected error in a thread", exc_info=told.exc_value)
