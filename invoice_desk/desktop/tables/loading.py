"""Rows that are looked at and not at hand: loaded beside the window and shown a moment later."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from invoice_desk.desktop.asking import Asking
from invoice_desk.desktop.tables.row_window import Found, RowWindow
from invoice_desk.errors import DeskError

_MOST = 8  # blocks that are loaded at once: what is scrolled past is not worth it


class Loading(QObject):
    """Loads what a view asks for while it paints.

    loaded: first and last row of a block; failed: a Problem where the desk could not be asked.
    """

    loaded = Signal(int, int)
    failed = Signal(object)

    def __init__(self, rows: RowWindow[Any], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = rows
        self._is_painting = False
        self._wanted: dict[int, None] = {}
        self._asking = Asking(self)
        self._asking.answered.connect(self._take)
        self._asking.failed.connect(self.failed)
        self._timer = QTimer(self, singleShot=True, interval=0)
        self._timer.timeout.connect(self._ask)

    @contextmanager
    def painting(self) -> Iterator[None]:
        """Let rows that are not at hand stay blank in the body, and load them after it."""
        self._is_painting = True
        try:
            yield
        finally:
            self._is_painting = False

    def at(self, row: int) -> Any | None:  # noqa: ANN401 - what the rows hold
        """Return a row; None where it is to stay blank for now, or the desk could not be asked.

        What asks while nothing is painted gets it at once.
        """
        if self._is_awaited(row):
            return None
        try:
            return self._rows.at(row)
        except DeskError as error:
            self.failed.emit(error.problem)
            return None

    def _is_awaited(self, row: int) -> bool:
        """Whether a row is to stay blank for now."""
        missing = self._rows.missing(row) if self._is_painting else None
        if missing is None:
            return False
        self._wanted[missing] = None
        if not self._timer.isActive():
            self._timer.start()
        return True

    @property
    def is_busy(self) -> bool:
        """Whether rows are to come that were looked at."""
        return self._timer.isActive() or self._asking.is_open

    def finish(self) -> None:
        """Wait for what is being loaded."""
        self._timer.stop()
        self._asking.close()

    def _ask(self) -> None:
        wanted, self._wanted = tuple(self._wanted)[-_MOST:], {}
        self._asking.ask(wanted, self._rows.loading(wanted))

    def _take(self, _asked: object, answer: Found[Any]) -> None:
        for first, last in self._rows.take(answer):
            self.loaded.emit(first, last)
