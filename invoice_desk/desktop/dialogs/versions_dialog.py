"""The versions of a template: when each was saved, by whom, what it changed, and how to take one back."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.templates.words import change_words
from invoice_desk.desktop.theme import SPACE
from invoice_desk.desktop.words.filling import fill, number_words
from invoice_desk.errors import shown
from invoice_desk.store.template_versions import Version


class VersionsDialog(QDialog):
    """A row a version, the newest first. restore_asked: the number of the version that is to hold again."""

    restore_asked = Signal(int)

    def __init__(self, name: str, versions: Sequence[Version], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(fill(self.tr("Versions of %1"), shown(name)))
        self._versions: Sequence[Version] = ()
        self.table = QTableWidget(0, 5)
        self.restore = QPushButton(self.tr("Make it the newest version"))
        self.restore.setAutoDefault(False)
        self._lay_out()
        self.table.currentCellChanged.connect(self._follow)
        self.restore.clicked.connect(self._ask)
        self.show_versions(versions)

    def show_versions(self, versions: Sequence[Version]) -> None:
        """Show these, the newest first, which is chosen."""
        self._versions = versions
        self.table.setRowCount(len(versions))
        for row, one in enumerate(versions):
            before = versions[row + 1].template if row + 1 < len(versions) else None
            when = QLocale().toString(
                QDateTime.fromSecsSinceEpoch(int(one.at.timestamp())), QLocale.FormatType.ShortFormat
            )
            words = change_words(before, one.template)
            numbers = number_words(one.template.version), number_words(one.readings)
            cells = (numbers[0], when, shown(one.who), words, numbers[1])
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)
        self.table.setCurrentCell(0, 0)
        self._follow()

    def _lay_out(self) -> None:
        table = self.table
        table.setHorizontalHeaderLabels(
            [
                self.tr("Version"),
                self.tr("When"),
                self.tr("Who"),
                self.tr("What changed"),
                self.tr("Invoices"),
            ]
        )
        table.setAccessibleName(self.tr("Versions"))
        table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)  # Tab goes on to the buttons
        table.setStyleSheet("QTableView::item { padding: 0 8px; }")  # as the headings
        table.verticalHeader().hide()
        heading = table.horizontalHeader()
        heading.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        heading.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        heading.setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        words = QLabel(
            self.tr("Invoices that were read keep their values and the version that read them."),
            wordWrap=True,
        )
        words.setProperty("muted", True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.addButton(self.restore, QDialogButtonBox.ButtonRole.ActionRole)
        for button in buttons.buttons():
            button.setAutoDefault(False)  # type: ignore[attr-defined]  # Enter never closes it
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(table, 1)
        layout.addWidget(words)
        layout.addWidget(buttons)
        self.resize(820, 420)

    def _follow(self) -> None:
        self.restore.setEnabled(self.table.currentRow() > 0)

    def _ask(self) -> None:
        row = self.table.currentRow()
        if 0 < row < len(self._versions):
            self.restore_asked.emit(self._versions[row].template.version)
