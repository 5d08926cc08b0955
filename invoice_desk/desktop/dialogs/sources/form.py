"""A form for one kind of source: what is chosen, said as a draft, or what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLayout, QSizePolicy, QWidget

from invoice_desk.desktop.theme import SPACE
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.source_choices import Choice
from invoice_desk.workflow.source_drafts import Draft
from invoice_desk.workflow.sync_rhythm import INTERVAL, Rhythm


class SourceForm(QWidget):
    """Another kind of source is another form; one with a sign-in does it when `draft` needs it.

    changed: something was typed; usual_interval: seconds between two looks.
    """

    changed = Signal()
    usual_interval = INTERVAL

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(2 * SPACE)
        self._form.setVerticalSpacing(SPACE)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)

    def is_begun(self) -> bool:
        """Whether what is needed was given at all; before, nothing is called wrong."""
        raise NotImplementedError

    def draft(self, rhythm: Rhythm) -> Draft:
        """Return what is chosen. Raises DeskError that says what is wrong with it."""
        raise NotImplementedError

    def usual_name(self) -> str:
        """Return what the source may be called, "" as long as nobody knows."""
        raise NotImplementedError

    def fill(self, choice: Choice) -> None:
        """Show what was chosen before; what the source asks cannot be changed any more."""
        raise NotImplementedError

    def focus_secret(self) -> None:
        """Put the cursor where a key is typed, as for a source that no longer lets us in."""

    def end(self) -> None:
        """Give up what runs, such as a sign-in that is waited for."""

    def add_row(self, label: str, control: QWidget | QLayout, hint: str = "", *, name: str = "") -> None:
        """Add a row. name: the control's accessible name, else the label."""
        words = QLabel(label)
        words.setContentsMargins(0, 6, 0, 0)
        words.setMinimumWidth(120)
        self._form.addRow(words, control)
        if isinstance(control, QWidget):
            words.setBuddy(control)
            control.setAccessibleName(name or label.replace("&", ""))
            control.setAccessibleDescription(hint)
        if hint:
            below = QLabel(hint, wordWrap=True)
            below.setProperty("muted", True)
            below.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
            self._form.addRow("", below)

    def add_wide(self, control: QWidget) -> None:
        """Add a control below the others, as a tick."""
        self._form.addRow("", control)
