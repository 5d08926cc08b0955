"""A small card beside a region: its name is typed, or taken by a digit, and drawing goes on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.regions.suggestions import Suggestion
from invoice_desk.desktop.regions.usual_fields import USUAL
from invoice_desk.desktop.theme import Theme
from invoice_desk.desktop.words.closed_sets import kind_words
from invoice_desk.desktop.words.filling import number_words
from invoice_desk.invoice.fields import Field, FieldKind
from invoice_desk.values.digits import to_latin_digits

_KINDS = [kind for kind in FieldKind if kind is not FieldKind.TABLE]
_GAP = 10  # pixels between the region and the card
_TITLE = 14  # pixels of the title above a region
_WIDTH = 330
_MAX_NAME = 100  # characters, as a field's name may have


class NamePopup(QFrame):
    """kept: the person is done (Enter, or the keyboard went elsewhere); usual_chosen: 1 to 9;
    dropped: Esc, the region stays as it is; more_asked: all that a field has.
    """

    kept = Signal()
    usual_chosen = Signal(int)
    dropped = Signal()
    more_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self.setProperty("card", True)
        self.setAutoFillBackground(True)
        self.setAccessibleName(self.tr("Name of the region"))
        self.title, self.kind, self._more = QLineEdit(), QComboBox(), QToolButton()
        self._known: dict[str, Suggestion] = {}
        self._is_kind_chosen, self._kind = False, FieldKind.TEXT
        self._lay_out()
        self.title.installEventFilter(self)
        self.title.textChanged.connect(self._follow)
        self.kind.activated.connect(self._note_kind)
        self._more.clicked.connect(self.more_asked)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._more.setIcon(icon("settings", theme))

    def ask(self, field: Field, known: Sequence[Suggestion]) -> None:
        """Begin with a field; known: names that are proposed while one types."""
        self._known, self._kind = {one.title.casefold(): one for one in known}, field.kind
        completer = QCompleter([one.title for one in known], self)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.title.setCompleter(completer)
        self.title.setText(field.label or ("" if field.name.startswith("field") else field.name))
        self.title.selectAll()
        is_table = field.kind is FieldKind.TABLE
        self.kind.setVisible(not is_table)
        self.kind.setCurrentIndex(self.kind.findData(field.kind))
        self._is_kind_chosen = bool(self.title.text()) or is_table
        self.show()
        self.raise_()
        self.title.setFocus()

    def guess(self, kind: FieldKind) -> None:
        """Propose a kind by what was read, unless the person has chosen one."""
        if not self._is_kind_chosen:
            self._kind = kind
            self._follow()

    @property
    def suggestion(self) -> Suggestion | None:
        """The known name that was typed."""
        return self._known.get(self.title.text().strip().casefold())

    def place(self, region: QRect) -> None:
        """Stand below a region, or above it where there is no room; never beyond the page's window."""
        room = self._window.rect()
        self.setFixedWidth(min(max(_WIDTH, self.sizeHint().width()), room.width()))
        self.adjustSize()
        y = region.bottom() + _GAP
        if y + self.height() > room.bottom():
            y = region.top() - _GAP - _TITLE - self.height()
        is_ltr = self.layoutDirection() is Qt.LayoutDirection.LeftToRight
        x = region.left() if is_ltr else region.right() - self.width()
        self.move(_within(x, room.right() - self.width()), _within(y, room.bottom() - self.height()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        """Take a digit as a usual field while nothing is typed; Enter and Esc end."""
        if watched is self.title and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._press(event)
        return super().eventFilter(watched, event)

    def _press(self, event: QKeyEvent) -> bool:
        typed = to_latin_digits(event.text())
        is_empty = self.title.text() == self.title.selectedText()
        if is_empty and len(typed) == 1 and typed in "123456789" and not _is_shortcut(event):
            self.usual_chosen.emit(int(typed))
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            return False
        return True

    def _follow(self, _typed: str = "") -> None:
        """Take the kind that comes with a known name; while one types on, that of the region again."""
        known = self.suggestion
        kind = known.kind if known is not None and known.kind in _KINDS else self._kind
        self.kind.setCurrentIndex(self.kind.findData(kind))

    def _note_kind(self) -> None:
        self._is_kind_chosen, self._kind = True, FieldKind(self.kind.currentData())

    def _lay_out(self) -> None:
        self.title.setMaxLength(_MAX_NAME)
        self.title.setPlaceholderText(self.tr("Name, or a digit"))
        self.title.setAccessibleName(self.tr("Name"))
        self.kind.setAccessibleName(self.tr("Kind"))
        self.kind.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        for kind in _KINDS:
            self.kind.addItem(kind_words(kind), kind)
        words = self.tr("All settings of this field")
        self._more.setToolTip(words)
        self._more.setAccessibleName(words)
        line = QHBoxLayout()
        line.addWidget(self.title, 1)
        line.addWidget(self.kind)
        line.addWidget(self._more)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 6)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addLayout(self._usual())

    def _usual(self) -> QGridLayout:
        """Lay out the usual fields with their digits, three in a row; a click takes one, too."""
        grid = QGridLayout()
        grid.setSpacing(0)
        for number, usual in enumerate(USUAL, start=1):
            button = QToolButton()
            button.setText(f"{number_words(number)}  {usual.title}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setStyleSheet("padding: 2px 4px; font-size: 9pt;")
            button.clicked.connect(lambda _checked=False, number=number: self.usual_chosen.emit(number))
            grid.addWidget(button, (number - 1) // 3, (number - 1) % 3, Qt.AlignmentFlag.AlignLeading)
        return grid


def _within(value: int, high: int) -> int:
    return max(0, min(value, high))


def _is_shortcut(event: QKeyEvent) -> bool:
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    return bool(event.modifiers() & keys)
