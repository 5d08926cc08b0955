"""The status bar: what runs, how far it is and how long it takes, with a way to stop it; page and zoom."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from invoice_desk.desktop.filling import fill, number_words, percent_words
from invoice_desk.errors import shown


class Status(QStatusBar):
    """stop_asked: the person wants what runs to stop."""

    stop_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words, self._page, self._zoom = QLabel(), QLabel(), QLabel()
        self._bar = QProgressBar(textVisible=False)
        self._bar.setFixedWidth(180)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._stop = QPushButton(self.tr("Stop"))
        self._stop.clicked.connect(self.stop_asked)
        self.addWidget(self._bar)
        self.addWidget(self._stop)
        self.addWidget(self._words, 1)
        self.addPermanentWidget(self._page)
        self.addPermanentWidget(self._zoom)
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
        self._zoom.setText(percent_words(zoom))

    def _left(self, seconds: float) -> str:
        if seconds < 60:
            return "   " + self.tr("%n second(s) left", "", max(1, round(seconds)))
        return "   " + self.tr("%n minute(s) left", "", round(seconds / 60))


def _share(done: int, total: int) -> str:
    return fill(QCoreApplication.translate("Status", "%1 of %2"), number_words(done), number_words(total))
