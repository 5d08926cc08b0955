"""The status bar: what runs, how far it is and how long it takes; pause, stop, and a click for more."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.theme import LIGHT, Theme
from invoice_desk.errors import shown

_ICON = QSize(15, 15)


class Status(QStatusBar):
    """stop_asked, pause_asked: of what runs, or to go on; activity_asked: to see it in full."""

    stop_asked = Signal()
    pause_asked = Signal()
    activity_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page, self._zoom = QLabel(), QLabel()
        self._is_paused, self._theme = False, LIGHT
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(180)
        self._bar.setAccessibleName(self.tr("Progress"))
        self.words = self._button(self.tr("What runs in the background"))
        self.words.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.words.clicked.connect(self.activity_asked)
        self.pause, self.stop = self._button(self.tr("Pause")), self._button(self.tr("Stop"))
        self.pause.clicked.connect(self.pause_asked)
        self.stop.clicked.connect(self.stop_asked)
        for part in (self._bar, self.pause, self.stop, self.words):
            self.addWidget(part)
        self.addPermanentWidget(self._page)
        self.addPermanentWidget(self._zoom)
        self.setContentsMargins(10, 2, 10, 2)
        self.setSizeGripEnabled(False)
        self.set_theme(LIGHT)
        self.rest()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme
        self.stop.setIcon(icon("square", theme))
        self._show_pause()

    def begin(self, words: str) -> None:
        """Say what begins."""
        self._is_paused = False
        self._show_running()
        self._bar.setRange(0, 0)
        self.words.setText(f"{words}…")

    def go_on(self, done: int, total: int, name: str, seconds: float | None) -> None:
        """Say how far it is: done of total, the name of what was done last, and what is left in time."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        words = self.tr("%1 of %2").replace("%1", f"{done:,}").replace("%2", f"{total:,}")
        left = f"   {self.time_left(seconds)}" if seconds is not None else ""
        self.words.setText(f"{words}{left}   {_short(shown(name))}".rstrip())

    def show_paused(self, waiting: int) -> None:
        """Say that a person paused it, and how many wait."""
        self._is_paused = True
        self._show_running()
        self._bar.setRange(0, max(1, self._bar.maximum()))
        self.stop.hide()
        self.words.setText(self.tr("Paused: %n invoice(s) wait", "", waiting))

    def rest(self, words: str = "") -> None:
        """Say that nothing runs; a pause stays in sight until the person goes on."""
        if self._is_paused:
            return
        for part in (self._bar, self.pause, self.stop):
            part.hide()
        self.words.setText(words or self.tr("Ready"))

    def show_page(self, number: int, total: int) -> None:
        """Show which page of how many."""
        self._page.setText(
            self.tr("Page %1 of %2").replace("%1", str(number)).replace("%2", str(total)) if total else ""
        )

    def show_zoom(self, zoom: float) -> None:
        """Show the zoom, 1.0 is pixel for pixel."""
        self._zoom.setText(f"{zoom:.0%}")

    def time_left(self, seconds: float) -> str:
        """Return how long it takes, in words."""
        if seconds < 60:
            return self.tr("%n second(s) left", "", max(1, round(seconds)))
        return self.tr("%n minute(s) left", "", round(seconds / 60))

    def _show_running(self) -> None:
        for part in (self._bar, self.pause, self.stop):
            part.show()
        self._show_pause()

    def _show_pause(self) -> None:
        words = self.tr("Go on") if self._is_paused else self.tr("Pause")
        self.pause.setIcon(icon("play" if self._is_paused else "pause", self._theme))
        self.pause.setToolTip(words)
        self.pause.setAccessibleName(words)

    def _button(self, words: str) -> QToolButton:
        button = QToolButton()
        button.setIconSize(_ICON)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setAutoRaise(True)
        return button


def _short(name: str, most: int = 48) -> str:
    """Return a name that the bar has room for; its end tells more than its middle."""
    return name if len(name) <= most else f"{name[: most // 2]}…{name[-most // 2 :]}"
