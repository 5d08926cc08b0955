"""The settings of what is seen: language, colours, digits; and the desk that is open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from invoice_desk.desktop.dialogs.settings.page import OneOf, Page
from invoice_desk.desktop.theme import SPACE
from invoice_desk.workflow.settings import ScreenLanguage, Settings, ShownDigits, ThemeChoice


class GeneralPage(Page):
    """desk_asked: another desk is to be opened."""

    desk_asked = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading.setText(self.tr("General"))
        self.language = OneOf(
            [
                (self.tr("As the system"), ScreenLanguage.SYSTEM),
                ("English", ScreenLanguage.ENGLISH),
                ("Français", ScreenLanguage.FRENCH),
                ("العربية", ScreenLanguage.ARABIC),
            ]
        )
        self.theme = OneOf(
            [
                (self.tr("As the system"), ThemeChoice.SYSTEM),
                (self.tr("Light"), ThemeChoice.LIGHT),
                (self.tr("Dark"), ThemeChoice.DARK),
            ]
        )
        self.digits = OneOf(
            [
                (self.tr("Review as printed, table 0–9"), ShownDigits.USUAL),
                (self.tr("As printed everywhere"), ShownDigits.PRINTED),
                ("0123456789", ShownDigits.LATIN),
                ("\u2067٠١٢٣٤٥٦٧٨٩\u2069", ShownDigits.ARABIC),
                ("\u2067۰۱۲۳۴۵۶۷۸۹\u2069", ShownDigits.PERSIAN),
            ]
        )
        self.tray = QCheckBox(self.tr("Tell of new invoices, and of those that need review"))
        self.keep_in_tray = QCheckBox(self.tr("Go on there when the window is closed"))
        self.tray.toggled.connect(self.keep_in_tray.setEnabled)
        self.folder = QLineEdit(str(folder), readOnly=True)
        self.other = QPushButton(self.tr("Open another…"))
        self._lay_out()
        self.other.clicked.connect(self.desk_asked)

    def show_settings(self, settings: Settings) -> None:
        """Show these settings."""
        self.language.choose(settings.language)
        self.theme.choose(settings.theme)
        self.digits.choose(settings.digits)
        self.tray.setChecked(settings.tray)
        self.keep_in_tray.setChecked(settings.keep_in_tray)
        self.keep_in_tray.setEnabled(settings.tray)

    def chosen(self) -> dict[str, object]:
        """Return the settings of this page as they are shown."""
        return {
            "language": self.language.value,
            "theme": self.theme.value,
            "digits": self.digits.value,
            "tray": self.tray.isChecked(),
            "keep_in_tray": self.keep_in_tray.isChecked(),
        }

    def _lay_out(self) -> None:
        self.add_row(
            self.tr("&Language"), self.language, self.tr("The window opens anew in it, on the same invoice.")
        )
        self.add_row(self.tr("&Colours"), self.theme)
        self.add_row(
            self.tr("&Digits"),
            self.digits,
            self.tr("How values are shown in the review, the table and the list. Exports stay as they are."),
        )
        tray = QVBoxLayout()
        tray.setContentsMargins(0, 5, 0, 0)
        tray.setSpacing(SPACE)
        tray.addWidget(self.tray)
        tray.addWidget(self.keep_in_tray)
        self.add_row(self.tr("System tray"), tray)
        desk = QHBoxLayout()
        desk.setSpacing(SPACE)
        desk.addWidget(self.folder, 1)
        desk.addWidget(self.other)
        self.folder.setAccessibleName(self.tr("Folder of the desk"))
        self.add_row(
            self.tr("Desk"), desk, self.tr("Invoices, templates and corrections are kept in this folder.")
        )
        self.whole.addStretch()
