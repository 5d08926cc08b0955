"""What is said at the start of a window when the program crashed before: where the report of it lies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from invoice_desk.desktop.words.filling import fill

if TYPE_CHECKING:
    from invoice_desk.desktop.main_window import MainWindow

_TOLD = "crash_report"


def tell_crash(window: MainWindow, report: Path | None) -> None:
    """Say once of the newest report where it lies, with the ways to it. report: None where there is none."""
    if report is None or window.remembered.get(_TOLD) == report.name:
        return
    window.remembered.set(_TOLD, report.name)
    words = QCoreApplication.translate(
        "App",
        "Something unexpected happened the last time. A report of it, with nothing of your invoices in it, "
        "lies at %1",
    )
    window.notices.show_report(fill(words, report), report)
