"""What happened to an invoice, in order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from invoice_desk.desktop.words.filling import moment_words
from invoice_desk.desktop.words.history_words import changed_words, event_words, subject_words
from invoice_desk.errors import shown
from invoice_desk.store.change import Event


class HistoryDialog(QDialog):
    """A row for each thing that was done: when, who, what, where, before and after."""

    def __init__(self, events: Sequence[Event], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("History"))
        headings = [
            self.tr("When"),
            self.tr("Who"),
            self.tr("What"),
            self.tr("Where"),
            self.tr("Before"),
            self.tr("After"),
        ]
        table = QTableWidget(len(events), len(headings))
        table.setHorizontalHeaderLabels(headings)
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.verticalHeader().hide()
        table.setTabKeyNavigation(False)  # Tab leads out of it, arrows through it
        table.setAccessibleName(self.tr("History"))
        for row, event in enumerate(events):
            said = (shown(event.who), event_words(event.what), subject_words(event), *changed_words(event))
            cells = (moment_words(event.at), *said)
            for column, text in enumerate(cells):
                table.setItem(row, column, QTableWidgetItem(text))
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setStretchLastSection(True)
        layout = QVBoxLayout(self)
        layout.addWidget(table)
        self.resize(820, 420)
