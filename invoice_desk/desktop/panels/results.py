"""The results: a table of all values, which is sorted, arranged and edited as a spreadsheet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.tables.arranging import Arrangement
from invoice_desk.desktop.tables.empty import EmptyState
from invoice_desk.desktop.tables.results_model import ResultsModel
from invoice_desk.desktop.tables.results_view import ResultsView
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.desktop.words.filling import fill, number_words
from invoice_desk.store.searching import Filter
from invoice_desk.values.digits import DigitFamily
from invoice_desk.workflow.desk import Desk


class ResultsPanel(QWidget):
    """A row an invoice, a column a field.

    cell_chosen: the invoice's number and the Spot, None for what every invoice has; changed: an
    invoice after an edit; edited: the Edit, to be undone; problem: a Problem.
    """

    cell_chosen = Signal(int, object)
    changed = Signal(int)
    edited = Signal(object)
    problem = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._family: DigitFamily | None = DigitFamily.LATIN
        self._theme = theme
        self._is_stale = False
        self._kept: tuple[int | None, str, tuple[int, int], dict[str, Any]] = (None, "", (0, 0), {})
        self.model = ResultsModel(desk, theme, self)
        self.view = ResultsView(self.model, theme)
        self.model.is_held = self._is_editing
        self._arrangement = Arrangement(self.view, self.model)
        self._count = QLabel()
        self._count.setProperty("muted", True)
        self._button = QToolButton()
        self._empty = EmptyState("table-2", theme)
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.model.refresh_now()

    def refresh(self) -> None:
        """Ask the desk anew; the chosen cell and the place stay. While a cell is edited it waits."""
        if not self._is_editing():
            self.model.refresh_soon()

    def _note_place(self) -> None:
        """Note the chosen cell and the place, before other rows take the place of these."""
        current = self.view.currentIndex()
        key = self.model.id_at(current.row()) if current.isValid() else None
        field = self.model.columns[current.column()].key if current.isValid() else ""
        place = self.view.verticalScrollBar().value(), self.view.horizontalScrollBar().value()
        self._kept = (key, field, place, self.state())
        self.view.selectionModel().blockSignals(True)

    def _find_place(self) -> None:
        key, field, place, arrangement = self._kept
        self.restore(arrangement)
        self._choose(key, field)
        self.view.selectionModel().blockSignals(False)
        self.view.verticalScrollBar().setValue(place[0])
        self.view.horizontalScrollBar().setValue(place[1])

    def refresh_invoice(self, key: int) -> None:
        """Show what has become of one invoice."""
        self.model.refresh_invoice(key)

    def ask(self, asked: Filter) -> None:
        """Show other invoices, as the list of invoices is filtered."""
        self.model.ask(asked)

    def select(self, key: int, field: str = "") -> bool:
        """Go to an invoice, in a field's column or the current one; False where it is not shown."""
        current = self.view.currentIndex()
        if not field and current.isValid():
            field = self.model.columns[current.column()].key
        return self._choose(key, field)

    def set_digits(self, family: DigitFamily | None) -> None:
        """Show digits of another family; None shows values as they are printed."""
        self._family = family
        self.model.set_look(self._theme, family)

    def set_theme(self, theme: Theme) -> None:
        """Show in other colours."""
        self._theme = theme
        self.model.set_look(theme, self._family)
        self.view.set_theme(theme)
        self._button.setIcon(icon("table-2", theme))
        self._empty.set_theme(theme)

    def state(self) -> dict[str, Any]:
        """Return how the columns are arranged and the rows sorted, for the next start."""
        return self._arrangement.state()

    def restore(self, state: Mapping[str, Any]) -> None:
        """Arrange columns and sort rows as they were left; what it does not name stays."""
        self._arrangement.restore(state)

    def finish(self) -> None:
        """Put in all that still waits to be put in, before the window closes."""
        self.view.sheet.applier.finish()

    def _lay_out(self) -> None:
        self._button.setText(self.tr("Columns"))
        self._button.setToolTip(self.tr("Choose which columns are shown"))
        self._button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        top = QHBoxLayout()
        top.setContentsMargins(SPACE + 4, SPACE // 2, SPACE // 2, SPACE // 2)
        top.addWidget(self._count)
        top.addStretch()
        top.addWidget(self._button)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(top)
        whole.addWidget(self._stack)
        self._empty.say(self.tr("No results yet: what is read of your invoices stands here"))

    def _connect(self) -> None:
        self.model.problem.connect(self.problem)
        self.model.changed.connect(self.changed)
        self.model.edited.connect(self.edited)
        self.view.sheet.problem.connect(self.problem)
        self.view.edit_ended.connect(self._catch_up)
        self.model.modelAboutToBeReset.connect(self._note_place)
        self.model.modelReset.connect(self._find_place)
        self.model.answered.connect(self._tell_count)
        self.view.selectionModel().currentChanged.connect(self._tell_cell)
        self._button.clicked.connect(self._open_columns)

    def _choose(self, key: int | None, field: str) -> bool:
        row = self.model.row_of(key) if key is not None else None
        if row is None:
            return False
        keys = [one.key for one in self.model.columns]
        self.view.setCurrentIndex(self.model.index(row, keys.index(field) if field in keys else 0))
        return True

    def _tell_cell(self, current: QModelIndex) -> None:
        if current.isValid():
            self.cell_chosen.emit(self.model.id_at(current.row()), self.model.spot(current))

    def _tell_count(self) -> None:
        many = self.model.rowCount()
        self._count.setText(fill(self.tr("Invoices: %1"), number_words(many)))
        self._stack.setCurrentWidget(self.view if many else self._empty)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's
        """Wait for what is being asked."""
        self.model.finish()
        super().closeEvent(event)

    def _is_editing(self) -> bool:
        """Whether a cell is edited; what the desk has by then is asked for when that is over."""
        self._is_stale = self._is_stale or self.view.is_editing
        return self.view.is_editing

    def _catch_up(self) -> None:
        if self._is_stale:
            self._is_stale = False
            self.refresh()

    def _open_columns(self) -> None:
        menu: QMenu = self._arrangement.menu()
        menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))
