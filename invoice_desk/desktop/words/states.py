"""How the states of an invoice are called and drawn, wherever they are shown."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from invoice_desk.invoice.filed import State

STATE_ICONS: Mapping[State, str] = {
    State.NEW: "inbox",
    State.READING: "loader-circle",
    State.REVIEW: "circle-dot",
    State.ACCEPTED: "circle-check",
    State.EXPORTED: "check-check",
    State.FAILED: "circle-x",
    State.DUPLICATE: "files",
    State.REJECTED: "ban",
}


def state_word(state: State) -> str:
    """Return what a state is called on the screen."""
    words = {
        State.NEW: QCoreApplication.translate("State", "New"),
        State.READING: QCoreApplication.translate("State", "Reading"),
        State.REVIEW: QCoreApplication.translate("State", "Review"),
        State.ACCEPTED: QCoreApplication.translate("State", "Accepted"),
        State.EXPORTED: QCoreApplication.translate("State", "Exported"),
        State.FAILED: QCoreApplication.translate("State", "Failed"),
        State.DUPLICATE: QCoreApplication.translate("State", "Duplicate"),
        State.REJECTED: QCoreApplication.translate("State", "Rejected"),
    }
    return words[state]
