"""Chips that filter the list of invoices by their state, each with how many there are."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QWidget

from invoice_desk.desktop.flow_layout import FlowLayout
from invoice_desk.desktop.theme import Theme
from invoice_desk.desktop.words.filling import number_words
from invoice_desk.invoice.filed import State

_SHEET = """
QToolButton {{ border: 1px solid {border}; border-radius: 11px; padding: 2px 9px; color: {muted};
    background: {surface}; }}
QToolButton:hover {{ background: {raised}; color: {text}; }}
QToolButton:focus {{ border-color: {accent}; }}
QToolButton:checked {{ background: {accent}; color: {on_accent}; border-color: {accent}; font-weight: 600; }}
"""


class Chip(StrEnum):
    """What a chip lets through."""

    ALL = "all"
    NEW = "new"
    REVIEW = "review"
    ACCEPTED = "accepted"
    EXPORTED = "exported"
    FAILED = "failed"
    DUPLICATES = "duplicates"
    REJECTED = "rejected"


STATES: Mapping[Chip, frozenset[State]] = {
    Chip.ALL: frozenset(),  # all but those that are set aside
    Chip.NEW: frozenset({State.NEW, State.READING}),
    Chip.REVIEW: frozenset({State.REVIEW}),
    Chip.ACCEPTED: frozenset({State.ACCEPTED}),
    Chip.EXPORTED: frozenset({State.EXPORTED}),
    Chip.FAILED: frozenset({State.FAILED}),
    Chip.DUPLICATES: frozenset({State.DUPLICATE}),
    Chip.REJECTED: frozenset({State.REJECTED}),
}
_ASIDE = frozenset({State.DUPLICATE, State.REJECTED})


class StateChips(QWidget):
    """One chip is on; chosen: the states of another one, none for all that are not set aside."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._chips: dict[Chip, QToolButton] = {}
        layout = FlowLayout(self, gap=5)
        layout.setContentsMargins(0, 0, 0, 0)
        for chip in Chip:
            self._chips[chip] = button = self._button(chip)
            self._group.addButton(button)
            layout.addWidget(button)
        self._chips[Chip.ALL].setChecked(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group.buttonClicked.connect(self._tell)
        self.set_counts({})
        self.set_theme(theme)

    @property
    def chip(self) -> Chip:
        """Which one is on."""
        return next(chip for chip, button in self._chips.items() if button.isChecked())

    def button(self, chip: Chip) -> QToolButton:
        """Return the button of a chip."""
        return self._chips[chip]

    def choose(self, chip: Chip) -> None:
        """Put a chip on; nothing is told."""
        self._chips[chip].setChecked(True)

    def set_counts(self, counts: Mapping[State, int]) -> None:
        """Show how many invoices stand in each state."""
        for chip, button in self._chips.items():
            states = STATES[chip] or frozenset(State) - _ASIDE
            many = sum(counts.get(state, 0) for state in states)
            button.setText(f"{_word(chip)} {number_words(many)}" if many else _word(chip))
            button.setAccessibleName(f"{_word(chip)}: {number_words(many)}")

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        names = ("border", "muted", "surface", "raised", "text", "accent", "on_accent")
        self.setStyleSheet(_SHEET.format(**{name: getattr(theme, name) for name in names}))

    def _button(self, chip: Chip) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setObjectName(f"chip-{chip.value}")
        return button

    def _tell(self) -> None:
        self.chosen.emit(STATES[self.chip])


def _word(chip: Chip) -> str:
    words = {
        Chip.ALL: QCoreApplication.translate("Chip", "All"),
        Chip.NEW: QCoreApplication.translate("Chip", "New"),
        Chip.REVIEW: QCoreApplication.translate("Chip", "Review"),
        Chip.ACCEPTED: QCoreApplication.translate("Chip", "Accepted"),
        Chip.EXPORTED: QCoreApplication.translate("Chip", "Exported"),
        Chip.FAILED: QCoreApplication.translate("Chip", "Failed"),
        Chip.DUPLICATES: QCoreApplication.translate("Chip", "Duplicates"),
        Chip.REJECTED: QCoreApplication.translate("Chip", "Rejected"),
    }
    return words[chip]
