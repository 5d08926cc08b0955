"""What stands in the lane where there are no values: why there are none, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.review.words import sentence
from invoice_desk.desktop.theme import LIGHT, SPACE, Theme
from invoice_desk.desktop.words.floor_words import remedy_words, what_words
from invoice_desk.invoice.filed import Filed, State

translate = QCoreApplication.translate  # lupdate finds texts by this name


def empty_words(filed: Filed | None) -> tuple[str, str, str]:
    """Return the icon, the heading and the sentence for an invoice without values, or for none chosen."""
    name, heading = _heading(filed)
    return name, heading, _reason(filed)


def _heading(filed: Filed | None) -> tuple[str, str]:
    """Return the icon and the heading."""
    if filed is None:
        return "inbox", translate("review", "No invoice is chosen")
    match filed.state:
        case State.FAILED:
            return "circle-x", translate("review", "It could not be read")
        case State.DUPLICATE:
            return "copy", translate("review", "Set aside as a duplicate")
        case State.READING:
            return "loader-circle", translate("review", "Being read")
        case State.REJECTED:
            return "ban", translate("review", "Rejected before it was read")
    return "play" if filed.template else "layout-template", translate("review", "Not read yet")


def _reason(filed: Filed | None) -> str:
    """Return the sentence: what to do."""
    if filed is None:
        return translate("review", "Choose one in the list to look at its values.")
    match filed.state:
        case State.FAILED:
            return _problem_words(filed)
        case State.DUPLICATE:
            return translate("review", "If it is none, say so, and it is read.")
        case State.READING:
            return translate("review", "Its values appear here as soon as they are read.")
        case State.REJECTED:
            return translate("review", "Bring it back to have it read.")
    if filed.template:
        return translate("review", "It waits for its turn. Start reading to see its values here.")
    return translate("review", "No template is chosen for it. Choose one, or draw its boxes on the page.")


def _problem_words(filed: Filed) -> str:
    problem = filed.problem
    if problem is None:
        return translate("review", "The reason is not known. Read it again, or type its values by hand.")
    remedy = remedy_words(problem) or translate("review", "Mend or replace the file, then read it again.")
    return f"{sentence(what_words(problem))}.\n{sentence(remedy)}"


class NoValues(QWidget):
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
