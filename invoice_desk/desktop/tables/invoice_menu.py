"""The context menu of the list of invoices: what may be done with those that are chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QWidget

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.theme import Theme
from invoice_desk.invoice.filed import SETTLED, State

Asked = Callable[[str], None]


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


def invoice_menu(parent: QWidget, theme: Theme, states: frozenset[State], asked: Asked) -> QMenu:
    """Return a menu for invoices in these states; what can be done with none of them is greyed."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    words = _words()
    for group in _GROUPS:
        if not menu.isEmpty():
            menu.addSeparator()
        for one in group:
            can_be_done = bool(one.states & states)
            if one.name in _ONLY_WHERE_IT_APPLIES and not can_be_done:
                continue
            action = menu.addAction(icon(one.icon, theme), words[one.name])
            action.setObjectName(one.name)
            action.setEnabled(can_be_done)
            action.triggered.connect(lambda _=False, name=one.name: asked(name))
    return menu


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
