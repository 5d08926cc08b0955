"""What program this is, and whose work is in it."""

from __future__ import annotations

import importlib.metadata

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from invoice_desk.desktop.dialogs.licence_list import LicenceList
from invoice_desk.desktop.words.filling import fill
from invoice_desk.shipped import shipped
from invoice_desk.workflow.licences import read_parts

_ICON = 72  # pixels


class AboutDialog(QDialog):
    """Name and version above, and below them whose work is in the program, with every licence in full."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Invoice Desk"))
        self.licences = LicenceList(read_parts())
        tabs = QTabWidget()
        tabs.setAccessibleName(self.windowTitle())
        tabs.addTab(self._words(), self.tr("&Program"))
        tabs.addTab(self.licences, self.tr("&Licences"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 20, 20, 14)
        layout.setSpacing(14)
        layout.addLayout(self._heading())
        layout.addWidget(tabs, 1)
        layout.addWidget(buttons)
        self.resize(760, 520)

    def _heading(self) -> QHBoxLayout:
        mark, name = QLabel(), QLabel("Invoice Desk")
        mark.setPixmap(QIcon(str(shipped("resources/invoice-desk.svg"))).pixmap(_ICON, _ICON))
        name.setStyleSheet("font-size: 22px; font-weight: 600")
        version = QLabel(fill(self.tr("Version %1"), importlib.metadata.version("invoice-desk")))
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addStretch()
        texts.addWidget(name, alignment=Qt.AlignmentFlag.AlignLeading)
        texts.addWidget(version, alignment=Qt.AlignmentFlag.AlignLeading)
        texts.addStretch()
        heading = QHBoxLayout()
        heading.setSpacing(16)
        heading.addWidget(mark)
        heading.addLayout(texts, 1)
        return heading

    def _words(self) -> QWidget:
        what = self.tr(
            "Reads invoices in Arabic, English and French on your own machine, and sends nothing of them "
            "anywhere. Invoice Desk is free software under the MIT licence."
        )
        parts = self.tr(
            "It rests on the work of many: among others Qt %1 (LGPL), Tesseract (Apache), PyTorch (BSD) and "
            "OpenCV (Apache). All parts and the full texts of their licences stand under Licences."
        )
        qt = self.tr(
            "Qt is used under the LGPL, version 3. Its libraries lie as files of their own in the folder of "
            "the program, and you may replace them by your own."
        )
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        for words in (what, fill(parts, qVersion()), qt):
            layout.addWidget(QLabel(words, wordWrap=True))
        layout.addStretch()
        return page


def show_about(parent: QWidget) -> None:
    """Show version and licences."""
    dialog = AboutDialog(parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
