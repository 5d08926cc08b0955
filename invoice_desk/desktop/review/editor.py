"""The editor of a value, of its kind: a line, several lines, or a tick; each text in its own direction."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QTextCursor, QTextOption
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QSizePolicy, QStackedWidget, QWidget

from invoice_desk.desktop.review.values import NO, YES
from invoice_desk.invoice.fields import FieldKind

_TICKED = frozenset({"yes", "true", "1", "x", "☑", "نعم", "oui"})
_LINES_HIGH, _LINE_HIGH = 78, 38
_LONG = 60  # characters; a longer text is broken into lines


def is_rtl(text: str) -> bool:
    """Whether a text is written from right to left: by its first letter; a number never is."""
    for char in text:
        match unicodedata.bidirectional(char):
            case "L":
                return False
            case "R" | "AL":
                return True
    return False


class ValueEditor(QStackedWidget):
    """Edits one text. edited: the person changed it; not sent where the program does."""

    edited = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line, self.lines, self.tick = QLineEdit(), QPlainTextEdit(), QCheckBox()
        self._is_telling = True
        for one in self.inputs():
            self.addWidget(one)
            one.setAccessibleName(self.tr("Value"))
            one.setStyleSheet(f"font-size: {11 if one is self.lines else 13}pt;")
        self.lines.setTabChangesFocus(True)
        self.line.textChanged.connect(self._line_changed)
        self.lines.textChanged.connect(self._lines_changed)
        self.tick.toggled.connect(self._tick_changed)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._choose(self.line)

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the widgets that take the keys."""
        return self.line, self.lines, self.tick

    @property
    def input(self) -> QWidget:
        """The widget that edits the present value."""
        widget = self.currentWidget()
        assert widget is not None
        return widget

    def set_open(self, *, is_open: bool) -> None:
        """Let the text be changed, or only be seen."""
        self.line.setReadOnly(not is_open)
        self.lines.setReadOnly(not is_open)
        self.tick.setEnabled(is_open)

    def show_text(self, text: str, kind: FieldKind, title: str) -> None:
        """Show a value's text in the editor of its kind."""
        is_long = "\n" in text or len(text) > _LONG
        if kind is FieldKind.CHECKBOX:
            self._choose(self.tick)
        else:
            self._choose(self.lines if is_long else self.line)
        for one in self.inputs():
            one.setAccessibleName(title)
        self.set_text(text, is_edit=False)

    def text(self) -> str:
        """Return the text as it stands."""
        if self.input is self.tick:
            return YES if self.tick.isChecked() else NO
        return self.lines.toPlainText() if self.input is self.lines else self.line.text()

    def set_text(self, text: str, *, is_edit: bool) -> None:
        """Put a text in. is_edit: for the person, who can take it back by undo."""
        self._is_telling = is_edit
        if self.input is self.tick:
            self.tick.setChecked(text.strip().casefold() in _TICKED)
            self._tick_changed(self.tick.isChecked())
        elif self.input is self.lines:
            self._fill_lines(text)
        elif is_edit:
            self.line.selectAll()
            self.line.insert(text)
        else:
            self.line.setText(text)
        self._is_telling = True

    def start(self) -> None:
        """Take the keys, all text selected, so that typing replaces it."""
        self.input.setFocus(Qt.FocusReason.TabFocusReason)
        if self.input is self.line:
            self.line.selectAll()
        elif self.input is self.lines:
            self.lines.selectAll()

    def _fill_lines(self, text: str) -> None:
        cursor = QTextCursor(self.lines.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def _choose(self, widget: QWidget) -> None:
        has_focus = self.input.hasFocus()
        self.setCurrentWidget(widget)
        if has_focus:
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setFixedHeight(_LINES_HIGH if widget is self.lines else _LINE_HIGH)

    def _line_changed(self, text: str) -> None:
        self._turn(self.line, text)
        if self._is_telling:
            self.edited.emit(text)

    def _lines_changed(self) -> None:
        text = self.lines.toPlainText()
        option = self.lines.document().defaultTextOption()
        direction = _direction_of(text)
        if option.textDirection() != direction:
            option.setTextDirection(direction)
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            self.lines.document().setDefaultTextOption(option)
        if self._is_telling:
            self.edited.emit(text)

    def _tick_changed(self, is_ticked: bool) -> None:  # noqa: FBT001 - a slot
        self.tick.setText(self.tr("ticked") if is_ticked else self.tr("not ticked"))
        if self._is_telling:
            self.edited.emit(self.text())

    def _turn(self, widget: QWidget, text: str) -> None:
        if text:
            widget.setLayoutDirection(_direction_of(text))


def _direction_of(text: str) -> Qt.LayoutDirection:
    return Qt.LayoutDirection.RightToLeft if is_rtl(text) else Qt.LayoutDirection.LeftToRight
