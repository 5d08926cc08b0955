"""What program this is, and whose work is in it."""

from __future__ import annotations

import importlib.metadata

from PySide6.QtCore import QCoreApplication, qVersion
from PySide6.QtWidgets import QMessageBox, QWidget

from invoice_desk.desktop.filling import fill


def show_about(parent: QWidget) -> None:
    """Show version and licences."""
    version = importlib.metadata.version("invoice-desk")
    box = QMessageBox(parent)
    box.setWindowTitle(QCoreApplication.translate("About", "About Invoice Desk"))
    box.setText(f"Invoice Desk {version}")
    words = QCoreApplication.translate(
        "About",
        "Reads invoices in Arabic, English and French on your own machine. MIT licence.\n"
        "Qt %1 (LGPL), Tesseract (Apache), tesserocr (MIT), PyTorch (BSD), OpenCV (Apache), "
        "Lucide icons (ISC).",
    )
    box.setInformativeText(fill(words, qVersion()))
    box.open()
