"""What stands where a list has nothing to show: an icon, words, and perhaps a way out."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.theme import SPACE, Theme

_ICON = 40


class EmptyState(QFrame):
    """Words in the middle. asked: the button was pressed."""

    asked = Signal()

    def __init__(self, icon_name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._theme = theme
        self._picture, self._words = QLabel(), QLabel()
        self._words.setProperty("muted", True)
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._button = QPushButton()
        self._button.clicked.connect(self.asked)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        inside.setSpacing(SPACE + 4)
        inside.addStretch(2)
        for label in (self._picture, self._words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inside.addWidget(label)
        inside.addWidget(self._button, alignment=Qt.AlignmentFlag.AlignCenter)
        inside.addStretch(3)
        self.setProperty("card", True)
        self.set_theme(theme)
        self.say("")

    @property
    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def say(self, words: str, *, button: str = "", icon_name: str = "") -> None:
        """Say something else. button: what the way out is called, "" for none."""
        self._words.setText(words)
        self._button.setText(button)
        self._button.setVisible(bool(button))
        if icon_name and icon_name != self._icon_name:
            self._icon_name = icon_name
            self.set_theme(self._theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        drawn = icon(self._icon_name, theme, color=theme.muted)
        self._picture.setPixmap(drawn.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
