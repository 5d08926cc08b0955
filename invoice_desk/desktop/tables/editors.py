"""The editors of the results table: one for each kind of value, and the delegate that opens them."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QDate, QEvent, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction, QBrush, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QCompleter,
    QLabel,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.tables.cell_look import Cell
from invoice_desk.desktop.tables.cell_text import edited_text, is_right_to_left, yes_or_no
from invoice_desk.desktop.tables.columns import Fixed
from invoice_desk.desktop.tables.results_model import CellRole, ResultsModel
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.invoice.fields import FieldKind

Index = QModelIndex | QPersistentModelIndex
_OF_THE_DESK = (Fixed.ID, Fixed.STATE)  # words of this program, which run as its language does
REFUSED = "refused"  # property of an editor: the text that was refused
_NUMBERS = frozenset({FieldKind.AMOUNT, FieldKind.NUMBER})
_INSET = 5  # pixels beside a text, with those that the style leaves
_CHOSEN = 30  # of 255: how much colour lies on a chosen cell
_SHEET = "border: 2px solid {}; border-radius: 0; padding: 0 5px;"


class TextEditor(QLineEdit):
    """Edits a text, from the side at which its first letter begins."""

    def __init__(self, parent: QWidget, texts: list[str]) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("New value"))
        self.textChanged.connect(self._follow_direction)
        if texts:
            completer = QCompleter(texts, self)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            self.setCompleter(completer)

    def _follow_direction(self, text: str) -> None:
        way = Qt.LayoutDirection.RightToLeft if is_right_to_left(text) else Qt.LayoutDirection.LeftToRight
        self.setLayoutDirection(way)


class AmountEditor(QLineEdit):
    """Edits a number; an amount's currency stays beside it unless another one is typed."""

    def __init__(self, parent: QWidget, currency: str) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("New amount"))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._currency = QLabel(currency, self)
        self._currency.setProperty("muted", True)
        self._currency.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        if currency:
            self.setTextMargins(0, 0, self._currency.sizeHint().width() + SPACE // 2, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Keep the currency at the end."""
        super().resizeEvent(event)
        size = self._currency.sizeHint()
        self._currency.setGeometry(self.width() - size.width() - SPACE, 0, size.width(), self.height())


class DateEditor(QLineEdit):
    """Edits a date as it is typed; Alt and Down, or the button, open a calendar."""

    def __init__(self, parent: QWidget, theme: Theme) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("New date"))
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        opening = QAction(icon("calendar", theme, color=theme.muted), self.tr("Choose a day"), self)
        opening.triggered.connect(self.open_calendar)
        self.addAction(opening, QLineEdit.ActionPosition.TrailingPosition)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Open the calendar by keyboard, as a box of choices opens."""
        is_opening = event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier
        if is_opening or event.key() == Qt.Key.Key_F4:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Let a day be chosen; the text is it afterwards."""
        calendar = QCalendarWidget(self)
        calendar.setWindowFlag(Qt.WindowType.Popup)
        calendar.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = QDate.fromString(self.text(), Qt.DateFormat.ISODate)
        calendar.setSelectedDate(day if day.isValid() else QDate.currentDate())
        calendar.clicked.connect(self._choose)
        calendar.activated.connect(self._choose)
        calendar.move(self.mapToGlobal(self.rect().bottomLeft()))
        calendar.show()
        calendar.setFocus()

    def _choose(self, day: QDate) -> None:
        self.setText(day.toString(Qt.DateFormat.ISODate))
        for popup in self.findChildren(QCalendarWidget):
            popup.close()
        self.setFocus()


class CheckEditor(QComboBox):
    """Edits a box that is ticked or not."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Ticked or not"))
        for text, value in (("yes", True), ("no", False)):
            self.addItem(yes_or_no(value), text)


class CellDelegate(QStyledItemDelegate):
    """Draws cells in the direction of their text, marks the current one, and edits each by its kind."""

    def __init__(self, model: ResultsModel, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._theme = theme

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: N802 - Qt's name
        """Draw from the side at which the text begins; icons stand where they move no digit."""
        super().initStyleOption(option, index)
        column = self._model.columns[index.column()]
        if option.text and column.fixed not in _OF_THE_DESK:
            is_right = is_right_to_left(option.text)
            option.direction = Qt.LayoutDirection.RightToLeft if is_right else Qt.LayoutDirection.LeftToRight
        cell = index.data(CellRole.CELL)
        if isinstance(cell, Cell) and cell.entry.field.kind not in _NUMBERS:
            option.decorationPosition = QStyleOptionViewItem.Position.Right

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell with room around its text, and a frame where the keyboard is or comes back to."""
        drawn = QStyleOptionViewItem(option)
        self.initStyleOption(drawn, index)
        painter.fillRect(drawn.rect, drawn.backgroundBrush)
        if drawn.state & QStyle.StateFlag.State_Selected:
            ground = self._theme.color("accent")
            ground.setAlpha(_CHOSEN)
            painter.fillRect(drawn.rect, ground)
        view = option.widget
        if isinstance(view, QAbstractItemView) and view.currentIndex() == index:
            self._frame(painter, drawn)
        drawn.rect = drawn.rect.adjusted(_INSET, 0, -_INSET, 0)
        drawn.backgroundBrush = QBrush()
        drawn.state &= ~(QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus)
        style = view.style() if isinstance(view, QWidget) else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, drawn, painter, view)

    def _frame(self, painter: QPainter, drawn: QStyleOptionViewItem) -> None:
        has_keyboard = bool(drawn.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painter.setPen(
            QPen(self._theme.color("accent" if has_keyboard else "muted"), 2 if has_keyboard else 1)
        )
        painter.drawRect(drawn.rect.adjusted(1, 1, -1, -1))
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:  # noqa: ARG002, N802
        """Return the editor for a value of this kind."""
        cell = self._model.cell(index)
        kind = cell.entry.field.kind if cell is not None else FieldKind.TEXT
        editor: QWidget
        if kind in _NUMBERS:
            is_money = cell is not None and kind is FieldKind.AMOUNT
            editor = AmountEditor(
                parent, (cell.entry.currency or "") if cell is not None and is_money else ""
            )
        elif kind is FieldKind.DATE:
            editor = DateEditor(parent, self._theme)
        elif kind is FieldKind.CHECKBOX:
            editor = CheckEditor(parent)
        else:
            is_known = kind is FieldKind.TEXT
            column = self._model.columns[index.column()]
            editor = TextEditor(parent, self._model.texts_of(column.key) if is_known else [])
        editor.setStyleSheet(_SHEET.format(self._theme.accent))
        editor.setAutoFillBackground(True)
        return editor

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802
        """Begin with what stands there; never again, for what is typed meanwhile is the person's."""
        if editor.property("begun"):
            return
        editor.setProperty("begun", True)
        cell = self._model.cell(index)
        text = edited_text(cell.entry) if cell is not None else ""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(text)))
        elif isinstance(editor, QLineEdit):
            editor.setText(text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:  # noqa: N802
        """Put in what was typed; where it is refused the editor says so and keeps the text."""
        text = typed_text(editor)
        is_refused = editor.property(REFUSED) == text and not _is_asked(editor)
        if not is_refused:
            is_refused = not model.setData(index, text, Qt.ItemDataRole.EditRole)
        editor.setProperty(REFUSED, text if is_refused else None)
        editor.setStyleSheet(_SHEET.format(self._theme.bad if is_refused else self._theme.accent))

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:  # noqa: ARG002, N802
        """Lay the editor over its whole cell."""
        editor.setGeometry(option.rect)

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:  # noqa: N802
        """Remember whether it is a key or a loss of the keyboard that ends an edit."""
        if event.type() is QEvent.Type.KeyPress:
            editor.setProperty("asked", True)
        elif event.type() is QEvent.Type.FocusOut:
            editor.setProperty("asked", False)
        return super().eventFilter(editor, event)


def typed_text(editor: QWidget) -> str:
    """Return what stands in an editor."""
    if isinstance(editor, QComboBox):
        return str(editor.currentData())
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _is_asked(editor: QWidget) -> bool:
    return bool(editor.property("asked"))
