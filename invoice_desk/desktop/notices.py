"""What a person is told: a bar above the page. The only place that shows an error."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.showing_files import open_file, show_in_folder
from invoice_desk.desktop.theme import Theme
from invoice_desk.desktop.words.counting import Counts
from invoice_desk.desktop.words.filling import fill
from invoice_desk.desktop.words.floor_words import problem_words, remedy_words
from invoice_desk.errors import Problem

_GLANCE_MS = 6000  # that a message stays which asks for nothing
_LINES, _MOST = 4, 40  # files that are named: at once, and when one points there


class Notices(QFrame):
    """One message at a time: a problem with its way out, or a word that goes away by itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mark, self._words, self._close = QLabel(), QLabel(wordWrap=True), QToolButton()
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close.setAccessibleName(self.tr("Close the message"))
        self._close.clicked.connect(self.hide)
        self._open, self._show_folder = QPushButton(self.tr("Open")), QPushButton(self.tr("Show in folder"))
        self._path: Path | None = None
        self._open.clicked.connect(lambda: self._with_file(open_file))
        self._show_folder.clicked.connect(lambda: self._with_file(show_in_folder))
        self._timer = QTimer(self, singleShot=True, interval=_GLANCE_MS)
        self._timer.timeout.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 6, 6)
        layout.addWidget(self._mark)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._open)
        layout.addWidget(self._show_folder)
        layout.addWidget(self._close)
        self.setProperty("card", True)
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._close.setIcon(icon("x", theme))

    def show_problem(self, problem: Problem) -> None:
        """Show what went wrong and what to do, until it is closed."""
        remedy = remedy_words(problem)
        words = problem_words(problem) + (f"\n{remedy}" if remedy else "")
        self._show(words, "triangle-alert", self._theme.bad)
        self._timer.stop()

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Show several files that did not come in, each with its reason; how many where they are many."""
        if len(problems) == 1:
            self.show_problem(problems[0])
            return
        lines = [self.tr("%n file(s) did not come in:", "", len(problems))]
        lines += [problem_words(one) for one in problems[:_LINES]]
        if len(problems) > _LINES:
            lines.append(Counts().more(len(problems) - _LINES))
        self._show("\n".join(lines), "triangle-alert", self._theme.bad)
        self._words.setToolTip("\n".join(problem_words(one) for one in problems[:_MOST]))
        self._timer.stop()

    def show_word(self, words: str) -> None:
        """Show something good or plain, for a while."""
        self._show(words, "circle-check", self._theme.sure)
        self._timer.start()

    def show_standing(self, words: str) -> None:
        """Say how something stands, until it is hidden."""
        self._show(words, "info", self._theme.accent)
        self._timer.stop()

    def show_file(self, words: str, path: Path) -> None:
        """Say that a file is written, with the ways to it, until it is closed."""
        self.show_word(words)
        self._timer.stop()
        self._offer(path)

    def show_report(self, words: str, path: Path) -> None:
        """Say where a report lies that is no good news, with the ways to it, until it is closed."""
        self.show_standing(words)
        self._offer(path)

    @property
    def words(self) -> str:
        """What is shown, "" for nothing."""
        return self._words.text() if not self.isHidden() else ""

    def _show(self, words: str, name: str, color: str) -> None:
        self._mark.setPixmap(icon(name, self._theme, color=color).pixmap(18, 18))
        self._words.setText(words)
        self._words.setToolTip("")
        self._path = None
        for button in (self._open, self._show_folder):
            button.hide()
        self.show()

    def _offer(self, path: Path) -> None:
        self._path = path
        for button in (self._open, self._show_folder):
            button.show()

    def _with_file(self, act: Callable[[Path], bool]) -> None:
        path = self._path
        if path is None:
            return
        if not path.exists():
            self._show(fill(self.tr("%1 is no longer there."), path), *self._bad())
        elif not act(path):
            self._show(fill(self.tr("No program opens %1."), path), *self._bad())

    def _bad(self) -> tuple[str, str]:
        return "triangle-alert", self._theme.bad
