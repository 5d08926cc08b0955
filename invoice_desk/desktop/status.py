"""The status bar: what runs, how far it is and how long it takes, with a way to stop it; page and zoom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMenu, QProgressBar, QPushButton, QStatusBar, QToolButton, QWidget

from invoice_desk.desktop.filling import fill, number_words, percent_words
from invoice_desk.errors import shown

_ZOOMS = (0.25, 0.5, 0.75, 1.5, 2.0, 4.0)


class Status(QStatusBar):
    """stop_asked: the person wants what runs to stop."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._page, self.zoom = QLabel(), QLabel(), QToolButton()
        self.zoom.setAccessibleName(self.tr("Zoom"))
        self.zoom.setToolTip(self.tr("Zoom"))
        self.zoom.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.zoom.setStyleSheet("QToolButton::menu-indicator { image: none; width: 0; }")
        self.zoom.hide()
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(180)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._stop = QPushButton(self.tr("Stop"))
        self._stop.clicked.connect(self.stop_asked)
        self.addWidget(self._bar)
        self.addWidget(self._stop)
        self.addWidget(self._words, 1)
        self.addPermanentWidget(self._page)
        self.addPermanentWidget(self.zoom)
        self.setContentsMargins(10, 2, 10, 2)
        self.setSizeGripEnabled(False)
        self.rest()

    def begin(self, words: str) -> None:
        """Say what begins."""
        self._bar.setRange(0, 0)
        self._bar.show()
        self._stop.show()
        self._words.setText(f"{words}…")

    def go_on(self, done: int, total: int, name: str, seconds: float | None) -> None:
        """Say how far it is: done of total, the name of what was done last, and what is left in time."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        left = self._left(seconds) if seconds is not None else ""
        self._words.setText(f"{_share(done, total)}   {shown(name)}{left}")

    def rest(self, words: str = "") -> None:
        """Say that nothing runs."""
        self._bar.hide()
        self._stop.hide()
        self._words.setText(words or self.tr("Ready"))

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

    def _left(self, seconds: float) -> str:
        if seconds < 60:
            return "   " + self.tr("%n second(s) left", "", max(1, round(seconds)))
        return "   " + self.tr("%n minute(s) left", "", round(seconds / 60))


def _zoom_to(set_zoom: Callable[[float], None], zoom: float, _is_checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's
    set_zoom(zoom)


def _share(done: int, total: int) -> str:
    return fill(QCoreApplication.translate("Status", "%1 of %2"), number_words(done), number_words(total))
