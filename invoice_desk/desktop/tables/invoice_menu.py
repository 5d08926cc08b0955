"""The context menu of the list of invoices: what may be done with those that are chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.theme import Theme
from invoice_desk.invoice.filed import SETTLED, State


@dataclass(frozen=True, slots=True)
class _Action:
    """One line of the menu: what it is called in code, its icon, and in which states it can be done."""

    name: str
    icon: str
    states: frozenset[State]


_EVERY = frozenset(State)
_GROUPS: tuple[tuple[_Action, ...], ...] = (
    (
        _Action("accept", "badge-check", frozenset({State.REVIEW})),
        _Action("reopen", "lock-open", SETTLED),
        _Action("read_again", "refresh-cw", frozenset({State.NEW, State.REVIEW, State.FAILED})),
        _Action("not_duplicate", "fingerprint", frozenset({State.DUPLICATE})),
    ),
    (
        _Action("export", "download", frozenset({State.REVIEW, *SETTLED})),
        _Action("show_history", "history", _EVERY),
    ),
    (
        _Action("reject", "ban", _EVERY - {State.READING, State.EXPORTED, State.REJECTED}),
        _Action("restore", "archive-restore", frozenset({State.REJECTED})),
        _Action("delete", "trash-2", _EVERY - {State.READING}),
    ),
)
_ONLY_WHERE_IT_APPLIES = frozenset({"reopen", "not_duplicate", "restore"})


class InvoiceMenu(QMenu):
    """Built once and shown again and again. asked: the name of what is to be done."""

    asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._actions: dict[_Action, QAction] = {}
        words = _words()
        for group in _GROUPS:
            if self._actions:
                self.addSeparator()
            for one in group:
                action = self.addAction(words[one.name])
                action.setObjectName(one.name)
                action.triggered.connect(partial(self._tell, one.name))
                self._actions[one] = action
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Draw its icons in other colours."""
        for one, action in self._actions.items():
            action.setIcon(icon(one.icon, theme))

    def fit(self, states: frozenset[State]) -> None:
        """Offer what can be done with invoices in these states; what can be done with none is greyed."""
        for one, action in self._actions.items():
            can_be_done = bool(one.states & states)
            action.setEnabled(can_be_done)
            action.setVisible(can_be_done or one.name not in _ONLY_WHERE_IT_APPLIES)

    def _tell(self, name: str, *_: object) -> None:
        self.asked.emit(name)


def _words() -> Mapping[str, str]:
    return {
        "accept": QCoreApplication.translate("InvoiceMenu", "Accept"),
        "reopen": QCoreApplication.translate("InvoiceMenu", "Reopen"),
        "read_again": QCoreApplication.translate("InvoiceMenu", "Read again"),
        "not_duplicate": QCoreApplication.translate("InvoiceMenu", "This is no duplicate"),
        "export": QCoreApplication.translate("InvoiceMenu", "Export…"),
        "show_history": QCoreApplication.translate("InvoiceMenu", "Show history"),
        "reject": QCoreApplication.translate("InvoiceMenu", "Reject"),
        "restore": QCoreApplication.translate("InvoiceMenu", "Bring back"),
        "delete": QCoreApplication.translate("InvoiceMenu", "Delete"),
    }
