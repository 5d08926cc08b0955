"""A line for a key: never shown, never copied out, and empty where an earlier one is kept."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from invoice_desk.intake.hiding import Secret

_DOTS = "•" * 12


class SecretLine(QLineEdit):
    """What is typed shows as dots."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData)

    @property
    def secret(self) -> Secret | None:
        """What was typed, None for nothing."""
        text = self.text().strip()
        return Secret(text) if text else None

    def set_kept(self, *, is_kept: bool) -> None:
        """Show that one is kept already; what is typed then takes its place."""
        self.setPlaceholderText(_DOTS if is_kept else "")
        if is_kept:
            self.setToolTip(self.tr("One is kept. Type another one to put it in its place."))
