"""The choice of a template for the open invoice: typed with completion, or taken from the list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QToolButton, QWidget

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.theme import SPACE, Theme


class TemplateChoice(QWidget):
    """chosen: the name of another template than the one that is shown; library_asked: all of them."""

    chosen = Signal(str)
    library_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.combo = QComboBox(editable=True, insertPolicy=QComboBox.InsertPolicy.NoInsert)
        self._library = QToolButton()
        self._shown = ""
        self._dress()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(self.combo, 1)
        layout.addWidget(self._library)
        self.combo.activated.connect(self._take)
        self.combo.installEventFilter(self)
        self._library.clicked.connect(self.library_asked)
        self.set_theme(theme)

    def show_names(self, names: Sequence[str]) -> None:
        """Offer these names, the shown one among them."""
        self.combo.blockSignals(True)
        self.combo.clear()
        self.combo.addItems(list(names))
        self.combo.blockSignals(False)
        self.show_name(self._shown)

    def show_name(self, name: str) -> None:
        """Show which one it is, "" for none."""
        self._shown = name
        self.combo.setCurrentIndex(self.combo.findText(name, Qt.MatchFlag.MatchExactly) if name else -1)
        self.combo.setEditText(name)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._library.setIcon(icon("layout-template", theme))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        """Put the name back on Escape, and when the box is left with something that was not taken."""
        is_left = (
            isinstance(event, QFocusEvent)
            and event.type() is QEvent.Type.FocusOut
            and event.reason() is not Qt.FocusReason.PopupFocusReason
        )
        is_escape = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if is_left or (is_escape and event.type() is QEvent.Type.KeyPress):
            self.show_name(self._shown)
        return super().eventFilter(watched, event)

    def _dress(self) -> None:
        combo = self.combo
        combo.setAccessibleName(self.tr("Template of this invoice"))
        combo.setToolTip(self.tr("Template of this invoice: another one reads it again"))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(12)
        completer, line = combo.completer(), combo.lineEdit()
        if isinstance(completer, QCompleter) and isinstance(line, QLineEdit):
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            line.setPlaceholderText(self.tr("Choose a template for this invoice"))
            line.returnPressed.connect(self._take)
        self._library.setAccessibleName(self.tr("Template library"))
        self._library.setToolTip(self.tr("Template library"))
        self._library.setIconSize(QSize(18, 18))

    def _take(self) -> None:
        """Take what is typed or chosen, if there is such a template and it is another one."""
        typed = self.combo.currentText().strip()
        at = self.combo.findText(typed, Qt.MatchFlag.MatchFixedString)
        name = self.combo.itemText(at) if at >= 0 else ""
        before = self._shown
        self.show_name(name or before)
        if name and name != before:
            self.chosen.emit(name)
