"""Which commands of an invoice can be done now: all while one is open, none while none is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from invoice_desk.desktop.session import Session

_OF_AN_INVOICE = (
    *("read", "report", "accept", "reopen", "reject", "delete", "history", "try_page", "rename_template"),
    *("rotate", "draw"),
)


class Possible(QObject):
    """Lets actions be grey while they would do nothing."""

    def __init__(
        self, actions: Mapping[str, QAction], session: Session, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._actions, self._session = actions, session
        session.record_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self, _record: object = None) -> None:
        filed = self._session.filed
        for name in _OF_AN_INVOICE:
            self._actions[name].setEnabled(filed is not None)
        self._actions["not_duplicate"].setEnabled(filed is not None and filed.duplicate is not None)
