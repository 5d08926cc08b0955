"""The status bar: what runs, how far it is and how long it takes; pause, stop, and a click for more."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QProgressBar, QStatusBar, QToolButton, QWidget

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.theme import LIGHT, Theme
from invoice_desk.desktop.words.filling import fill, number_words, percent_words
from invoice_desk.errors import shown

_ICON = QSize(15, 15)
_SHOWN_MS = 150  # how often progress is shown
_ZOOMS = (0.25, 0.5, 0.75, 1.5, 2.0, 4.0)


class Status(QStatusBar):
    """stop_asked, pause_asked: of what runs, or to go on; activity_asked: to see it in full."""

    stop_asked = Signal()
    pause_asked = Signal()
    activity_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page, self.zoom = QLabel(), QToolButton()
        self.zoom.setAccessibleName(self.tr("Zoom"))
        self.zoom.setToolTip(self.tr("Zoom"))
        self.zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.zoom.setStyleSheet("QToolButton::menu-indicator { image: none; width: 0; }")
        self.zoom.hide()
        self._is_paused, self._theme = False, LIGHT
        self._latest: tuple[int, int, str, float | None] | None = None
        self._soon = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._soon.timeout.connect(self._show_latest)
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
        self.addPermanentWidget(self.zoom)
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
        self._latest = None
        self._is_paused = False
        self._show_running()
        self._bar.setRange(0, 0)
        self.words.setText(f"{words}…")

    def go_on(self, done: int, total: int, name: str, seconds: float | None) -> None:
        """Say how far it is: done of total, the name of what was done last, and what is left in time.

        What comes soon after another is shown a little later, and only the last of it: to draw a bar
        and to lay a line out for each of many quick steps would hold the window up.
        """
        self._latest = (done, total, name, seconds)
        if not self._soon.isActive():
            self._show_latest()

    def _show_latest(self) -> None:
        if self._latest is None:
            return
        (done, total, name, seconds), self._latest = self._latest, None
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        left = f"   {self.time_left(seconds)}" if seconds is not None else ""
        self.words.setText(f"{_share(done, total)}{left}   {_short(shown(name))}".rstrip())
        self._soon.start()

    def show_paused(self, waiting: int) -> None:
        """Say that a person paused it, and how many wait."""
        self._latest = None
        self._is_paused = True
        self._show_running()
        self._bar.setRange(0, max(1, self._bar.maximum()))
        self.stop.hide()
        self.words.setText(self.tr("Paused: %n invoice(s) wait", "", waiting))

    def rest(self, words: str = "") -> None:
        """Say that nothing runs; a pause stays in sight until the person goes on."""
        self._latest = None
        if self._is_paused:
            return
        for part in (self._bar, self.pause, self.stop):
            part.hide()
        self.words.setText(words or self.tr("Ready"))

    def show_page(self, number: int, total: int) -> None:
        """Show which page of how many."""
        self._page.setText(
            fill(self.tr("Page %1 of %2"), number_words(number), number_words(total)) if total else ""
        )

    def show_zoom(self, zoom: float) -> None:
        """Show the zoom, 1.0 is pixel for pixel."""
        self.zoom.setText(percent_words(zoom))
        self.zoom.show()

    def set_zoom_menu(self, actions: Sequence[QAction], set_zoom: Callable[[float], None]) -> None:
        """Offer these actions, and some zooms, behind the one that is shown."""
        menu = QMenu(self)
        menu.addActions(list(actions))
        menu.addSeparator()
        for zoom in _ZOOMS:
            menu.addAction(percent_words(zoom)).triggered.connect(partial(_zoom_to, set_zoom, zoom))
        self.zoom.setMenu(menu)

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


def _zoom_to(set_zoom: Callable[[float], None], zoom: float, _is_checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
    set_zoom(zoom)


def _share(done: int, total: int) -> str:
    return fill(QCoreApplication.translate("Status", "%1 of %2"), number_words(done), number_words(total))


def _short(name: str, most: int = 48) -> str:
    """Return a name that the bar has room for; its end tells more than its middle."""
    return name if len(name) <= most else f"{name[: most // 2]}…{name[-most // 2 :]}"
