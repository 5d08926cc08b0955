"""The card of the first steps above the page: one step at a time, done for real by its buttons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QIcon
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.actions import plain
from invoice_desk.desktop.first_steps.steps import STEPS, say
from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.desktop.words.filling import fill, number_words


class FirstSteps(QWidget):
    """Goes on by itself when a step is done.

    begun: it is shown; ended: it was skipped, or all is done, and it is hidden.
    """

    begun = Signal()
    ended = Signal()

    def __init__(self, actions: Mapping[str, QAction], theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._done: tuple[bool, ...] = (False,) * len(STEPS)
        self._at = 0
        self.setAccessibleName(self.tr("First steps"))
        self.numbers = [self._number(step.title) for step in STEPS]
        self._group = QButtonGroup(self)
        for at, button in enumerate(self.numbers):
            self._group.addButton(button, at)
        self.title, self.words = QLabel(), QLabel(wordWrap=True)
        self.buttons = [[self._button(actions[name]) for name in step.actions] for step in STEPS]
        self.skip = QPushButton()
        self.skip.setToolTip(self.tr("Leave the first steps; Help shows them again"))
        self._lay_out()
        self._group.idClicked.connect(self.go_to)
        self.skip.clicked.connect(self.end)
        self.set_theme(theme)
        self.hide()

    @property
    def step(self) -> int:
        """The step that is shown, from 0."""
        return self._at

    def begin(self, done: Sequence[bool]) -> None:
        """Show the first step that is not done; the first of all where all are."""
        self._done = tuple(done)
        self.go_to(self._done.index(False) if False in self._done else 0)
        for layout in (self._card.layout(), self.layout()):
            if layout is not None:  # else the window grows for the buttons of all steps
                layout.invalidate()
                layout.activate()
        self.show()
        self.begun.emit()

    def note(self, done: Sequence[bool]) -> None:
        """Take how far the person is now: go on when the step that is shown is done, end after the last."""
        before, self._done = self._done, tuple(done)
        if self.isHidden() or before == self._done:
            return
        if all(self._done):
            self.end()
        elif self._done[self._at]:
            self.go_to(self._done.index(False))
        else:
            self._mark()

    def go_to(self, at: int) -> None:
        """Show a step, done or not."""
        self._at = at
        step = STEPS[at]
        self.title.setText(say(step.title))
        self.words.setText(say(step.words))
        for button in (one for buttons in self.buttons for one in buttons if buttons is not self.buttons[at]):
            button.hide()
        for button in self.buttons[at]:
            button.show()
        self.numbers[at].setChecked(True)
        self.skip.setText(self.tr("Close") if all(self._done) else self.tr("Skip"))
        self._mark()

    def end(self) -> None:
        """Hide; Help shows it again."""
        self.hide()
        self.ended.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._card.setStyleSheet(
            "QToolButton { border-radius: 13px; min-width: 24px; min-height: 24px; padding: 0;"
            f" border: 1px solid {theme.border}; color: {theme.muted}; font-weight: 600; }}"
            f"QToolButton:checked {{ background: {theme.accent}; color: {theme.on_accent};"
            f" border-color: {theme.accent}; }}"
        )
        self._mark()

    def _lay_out(self) -> None:
        self._card = QFrame()
        self._card.setProperty("card", True)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(SPACE - 2)
        for button in self.numbers:
            head.addWidget(button)
        head.addSpacing(SPACE)
        self.title.setStyleSheet("font-weight: 600;")
        head.addWidget(self.title, 1)
        head.addWidget(self.skip)
        self.words.setProperty("muted", True)
        self.words.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
        for buttons in self.buttons:
            buttons[0].setProperty("primary", True)
            for one in buttons:
                foot.addWidget(one)
        foot.addStretch(1)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(2 * SPACE, SPACE + 4, 2 * SPACE, SPACE + 4)
        inside.setSpacing(SPACE + 2)
        inside.addLayout(head)
        inside.addWidget(self.words)
        inside.addLayout(foot)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        whole.addWidget(self._card)

    def _mark(self) -> None:
        """Give each step its number, or a tick where it is done."""
        for at, button in enumerate(self.numbers):
            is_ticked = self._done[at]
            color = self._theme.on_accent if button.isChecked() else self._theme.sure
            button.setText("" if is_ticked else number_words(at + 1))
            button.setIcon(icon("check", self._theme, color=color) if is_ticked else QIcon())
            title = say(STEPS[at].title)
            name = self.tr("Step %1, done: %2") if is_ticked else self.tr("Step %1: %2")
            button.setAccessibleName(fill(name, number_words(at + 1), title))
            button.setToolTip(title)

    def _number(self, title: object) -> QToolButton:
        button = QToolButton()
        button.setCheckable(True)
        button.setToolTip(say(title))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return button

    def _button(self, action: QAction) -> QPushButton:
        button = QPushButton(plain(action))
        button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        button.clicked.connect(lambda: _do(action))
        return button


def _do(action: QAction) -> None:
    """Do it; what is switched on already stays on."""
    if not action.isChecked():
        action.trigger()
