"""The foot of the lane: what is left, and the ways on: reject, skip, accept."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from invoice_desk.desktop.review.words import sentence
from invoice_desk.desktop.review.words_label import Words
from invoice_desk.desktop.theme import LIGHT, SPACE, Theme
from invoice_desk.desktop.words.floor_words import remedy_words, what_words
from invoice_desk.errors import Problem
from invoice_desk.invoice.filed import NEXT, SETTLED, State

translate = QCoreApplication.translate  # lupdate finds texts by this name


class Footer(QFrame):
    """Three buttons, and a line that says what Enter does now."""

    accept_asked = Signal()
    reject_asked = Signal()
    skip_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self.setObjectName("review_foot")
        self.words = Words(is_wrapped=True)
        self.reject = QPushButton(self.tr("Reject"))
        self.skip = QPushButton(self.tr("Skip"))
        self.accept = QPushButton(self.tr("Accept and next"))
        self.accept.setProperty("primary", True)
        self.reject.setToolTip(self.tr("Set this invoice aside: it is not to be booked"))
        self.skip.setToolTip(self.tr("Leave it for later and go to the next (Page Down)"))
        self.accept.setToolTip(self.tr("The values are right: accept, and go to the next (Ctrl+Enter)"))
        self.reject.clicked.connect(self.reject_asked)
        self.skip.clicked.connect(self._skip)
        self.accept.clicked.connect(self.accept_asked)
        self._lay_out()

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self.reject)
        buttons.addWidget(self.skip)
        buttons.addStretch(1)
        buttons.addWidget(self.accept)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * SPACE, SPACE + 2, 2 * SPACE, SPACE + 4)
        whole.setSpacing(SPACE)
        whole.addWidget(self.words)
        whole.addLayout(buttons)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self.setStyleSheet(
            f"QFrame#review_foot {{ background: {theme.surface}; border: none;"
            f" border-top: 1px solid {theme.border}; }}"
            f"QPushButton:focus {{ border: 2px solid {theme.text}; padding: 5px 13px; }}"
        )
        self.words.setStyleSheet(f"color: {theme.muted};")

    def show_state(self, state: State, left: int, *, is_read: bool) -> None:
        """Say what can be done now. left: how many values are to be looked at."""
        is_open = state is State.REVIEW and is_read
        self.words.setStyleSheet(f"color: {self._theme.muted};")
        self.accept.setEnabled(is_open)
        self.reject.setEnabled(State.REJECTED in NEXT[state])
        self.words.setText(_words_of(state, left, is_open=is_open))
        self.words.setVisible(bool(self.words.text()))

    def show_problem(self, problem: Problem) -> None:
        """Say why the invoice is not accepted or rejected, and what to do."""
        said = [
            sentence(words).rstrip(".") for words in (what_words(problem), remedy_words(problem)) if words
        ]
        self.words.setText(". ".join(said) + ".")
        self.words.setStyleSheet(f"color: {self._theme.bad};")
        self.words.show()

    def _skip(self) -> None:
        self.skip_asked.emit(1)


def _words_of(state: State, left: int, *, is_open: bool) -> str:
    if state in SETTLED:
        return translate("review", "It is accepted: reopen it to change a value.")
    if not is_open:
        return ""
    if left:
        return translate("review", "Enter keeps a value and goes to the next doubtful one.")
    return translate(
        "review", "Nothing is left in doubt. Enter here, or Ctrl+Enter anywhere, accepts and goes on."
    )
