"""A page of the settings: rows of a label, a control and a word of what it does."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLayout, QSpacerItem, QVBoxLayout, QWidget

from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.workflow.settings import Settings


class Page(QWidget):
    """Shows some of the settings, and says what they are after a person changed them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = QLabel()
        self.heading.setProperty("heading", True)
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(2 * SPACE)
        self._form.setVerticalSpacing(SPACE // 2)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.DontWrapRows)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        self.whole = QVBoxLayout(self)
        self.whole.setContentsMargins(3 * SPACE, 2 * SPACE, 3 * SPACE, SPACE)
        self.whole.setSpacing(2 * SPACE)
        self.whole.addWidget(self.heading)
        self.whole.addLayout(self._form)

    def show_settings(self, settings: Settings) -> None:
        """Show these settings."""
        raise NotImplementedError

    def chosen(self) -> dict[str, object]:
        """Return the settings of this page, by their names, as they are shown."""
        raise NotImplementedError

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours; what Qt draws has them from the style sheet."""

    def problem(self) -> str:
        """Return why what is shown cannot be kept, in words; "" where it can."""
        return ""

    def add_row(self, label: str, control: QWidget | QLayout, hint: str = "", *, name: str = "") -> None:
        """Add a row. label: & before its key letter; name: the control's accessible name, else the label."""
        words = QLabel(label)
        words.setContentsMargins(0, 5, 0, 0)
        self._form.addRow(words, control)
        if isinstance(control, QWidget):
            words.setBuddy(control)
            control.setAccessibleName(name or label.replace("&", ""))
            control.setAccessibleDescription(hint)
        below = QLabel(hint)
        below.setProperty("muted", True)
        below.setWordWrap(True)
        below.setContentsMargins(2, 0, 0, SPACE)
        if hint:
            self._form.addRow("", below)
        else:
            self._form.addItem(QSpacerItem(0, SPACE))


class OneOf(QComboBox):
    """A choice of a closed set. choices: what a person sees, and the value of the setting."""

    def __init__(self, choices: Sequence[tuple[str, object]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._values = [value for _words, value in choices]
        self.addItems([words for words, _value in choices])
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)

    @property
    def value(self) -> object:
        """The value that is chosen."""
        return self._values[self.currentIndex()]

    def choose(self, value: object) -> None:
        """Choose a value; it must be one of them."""
        self.setCurrentIndex(self._values.index(value))

    def offer(self, words: str, value: object) -> None:
        """Add a choice at the end where it is none yet, as a value that was written into the file by hand."""
        if value not in self._values:
            self._values.append(value)
            self.addItem(words)
