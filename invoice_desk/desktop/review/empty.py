"""What stands in the lane where there are no values: why there are none, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.review.words import say, sentence
from invoice_desk.desktop.theme import LIGHT, SPACE, Theme
from invoice_desk.errors import shown
from invoice_desk.invoice.filed import Filed, State


def empty_words(filed: Filed | None) -> tuple[str, str, str]:
    """Return the icon, the heading and the sentence for an invoice without values, or for none chosen."""
    if filed is None:
        return "inbox", say("No invoice is chosen"), say("Choose one in the list to look at its values.")
    if filed.state is State.FAILED:
        return "circle-x", say("It could not be read"), _problem_words(filed)
    if filed.state is State.DUPLICATE:
        return "copy", say("Set aside as a duplicate"), say("If it is none, say so, and it is read.")
    if filed.state is State.READING:
        return "loader-circle", say("Being read"), say("Its values appear here as soon as they are read.")
    if filed.state is State.REJECTED:
        return "ban", say("Rejected before it was read"), say("Bring it back to have it read.")
    if not filed.template:
        words = say("No template is chosen for it. Choose one, or draw its boxes on the page.")
        return "layout-template", say("Not read yet"), words
    return "play", say("Not read yet"), say("It waits for its turn. Start reading to see its values here.")


def _problem_words(filed: Filed) -> str:
    problem = filed.problem
    if problem is None:
        return say("The reason is not known. Read it again, or type its values by hand.")
    remedy = problem.remedy or say("Mend or replace the file, then read it again.")
    return f"{sentence(shown(problem.what))}.\n{sentence(remedy)}"


class EmptyState(QWidget):
    """An icon, a heading and a sentence in the middle."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._filed: Filed | None = None
        self._picture, self.heading, self.words = QLabel(), QLabel(), QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4 * SPACE, 4 * SPACE, 4 * SPACE, 4 * SPACE)
        whole.setSpacing(SPACE)
        whole.addStretch(1)
        for label in (self._picture, self.heading, self.words):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            whole.addWidget(label)
        whole.addStretch(2)

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._theme = theme
        self.heading.setStyleSheet("font-size: 12pt; font-weight: 600;")
        self.words.setStyleSheet(f"color: {theme.muted};")
        self.show_why(self._filed)

    def show_why(self, filed: Filed | None) -> None:
        """Say why there are no values."""
        self._filed = filed
        name, heading, words = empty_words(filed)
        color = self._theme.states[filed.state] if filed is not None else self._theme.muted
        self._picture.setPixmap(icon(name, self._theme, color=color).pixmap(40, 40))
        self.heading.setText(heading)
        self.words.setText(words)
