"""What an empty desk shows: what to do first, each a click away."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from invoice_desk.desktop.actions import plain
from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.theme import Theme

_WAYS = ("open", "open_folder", "sources", "samples")
_ICON = 56


class Invitation(QWidget):
    """Invites to open, drop, let a source bring them, or try the samples."""

    def __init__(self, actions: Mapping[str, QAction], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        title = QLabel(self.tr("Drop invoices here"), alignment=Qt.AlignmentFlag.AlignCenter)
        title.setProperty("heading", True)
        words = QLabel(
            self.tr(
                "PDF, PNG, JPEG, TIFF, WebP, BMP or HEIC; files or whole folders.\nThey stay on this machine."
            ),
            alignment=Qt.AlignmentFlag.AlignCenter,
        )
        words.setProperty("muted", True)
        self._ways = QWidget()
        buttons = QHBoxLayout(self._ways)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(10)
        buttons.addStretch()
        for name in _WAYS:
            button = QPushButton(plain(actions[name]))
            button.clicked.connect(actions[name].trigger)
            button.setProperty("primary", name == _WAYS[0])
            buttons.addWidget(button)
        buttons.addStretch()
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addStretch()
        for widget in (self._picture, title, words):
            layout.addWidget(widget)
        layout.addWidget(self._ways)
        layout.addStretch()
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._picture.setPixmap(icon("inbox", theme, color=theme.muted).pixmap(QSize(_ICON, _ICON)))

    def show_ways(self) -> None:
        """Show the buttons."""
        self._ways.show()

    def hide_ways(self) -> None:
        """Hide the buttons while the guide above has the same; files can be dropped all the same."""
        self._ways.hide()
