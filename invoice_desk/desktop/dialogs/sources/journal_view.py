"""The files of a source: all, or those that were set aside, each to be tried again or opened."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.dialogs.settings.page import OneOf
from invoice_desk.desktop.sources.words import item_state_words
from invoice_desk.desktop.tables.journal_model import Column, JournalModel
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.store.sources import Item, ItemState


class JournalView(QWidget):
    """retry_asked: the id of a file at its source; open_asked: the number of an invoice."""

    retry_asked = Signal(str)
    open_asked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model, self.table = JournalModel(theme, self), QTableView()
        choices: list[tuple[str, object]] = [(self.tr("All files"), None)]
        self.filter = OneOf(choices + [(item_state_words(state), state) for state in ItemState])
        self.filter.setMinimumContentsLength(16)
        self.filter.setAccessibleName(self.tr("Which files"))
        self.retry, self.open = QPushButton(self.tr("Retry this file")), QPushButton(self.tr("Open invoice"))
        self._count = QLabel()
        self._count.setProperty("muted", True)
        self._dress_table()
        self._lay_out()
        self.filter.currentIndexChanged.connect(self._ask)
        self.table.selectionModel().selectionChanged.connect(self._follow)
        self.model.modelReset.connect(self._follow)
        self.table.doubleClicked.connect(self._open)
        self.open.clicked.connect(self._open)
        self.retry.clicked.connect(self._retry)
        self._follow()

    def show_items(self, items: Sequence[Item]) -> None:
        """Show these; the chosen file stays chosen."""
        chosen = self._chosen()
        self.model.show_items(items)
        row = self.model.row_of(chosen.item) if chosen is not None else None
        if row is not None:
            self.table.selectRow(row)
        self._follow()

    def choose(self, state: ItemState | None) -> None:
        """Show the files that stand so."""
        self.filter.choose(state)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.model.theme = theme
        self.table.viewport().update()

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("Files of the source"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setStyleSheet("QTableView::item { padding: 0 8px; }")  # as the headings
        table.verticalHeader().hide()
        heading = table.horizontalHeader()
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        heading.setHighlightSections(False)
        heading.setSectionResizeMode(Column.WHY, QHeaderView.ResizeMode.Stretch)
        for column, width in ((Column.NAME, 210), (Column.STATE, 130), (Column.TRIES, 60)):
            heading.resizeSection(column, width)

    def _lay_out(self) -> None:
        top, whole = QHBoxLayout(), QVBoxLayout(self)
        top.setSpacing(SPACE)
        top.addWidget(self.filter)
        top.addWidget(self._count, 1)
        for button in (self.open, self.retry):
            button.setAutoDefault(False)
            top.addWidget(button)
        whole.setContentsMargins(0, SPACE, 0, 0)
        whole.setSpacing(SPACE)
        whole.addLayout(top)
        whole.addWidget(self.table, 1)

    def _ask(self) -> None:
        state = self.filter.value
        self.model.ask(state if isinstance(state, ItemState) else None)

    def _chosen(self) -> Item | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.item(rows[0].row()) if rows else None

    def _follow(self) -> None:
        item = self._chosen()
        self.retry.setEnabled(item is not None and item.state is ItemState.SET_ASIDE)
        self.open.setEnabled(item is not None and item.document is not None)
        self._count.setText(self.tr("%n file(s)", "", self.model.rowCount()))

    def _open(self) -> None:
        item = self._chosen()
        if item is not None and item.document is not None:
            self.open_asked.emit(item.document)

    def _retry(self) -> None:
        item = self._chosen()
        if item is not None:
            self.retry_asked.emit(item.item)
