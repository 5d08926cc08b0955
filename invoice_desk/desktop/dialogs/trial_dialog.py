"""A template tried on many invoices: on which, how far it is, what would be read, and what to do then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.tables.trial_model import VERDICT_ICONS, TrialModel, TrialRole
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.desktop.words.filling import fill, number_words
from invoice_desk.errors import shown
from invoice_desk.workflow.template_trial import Verdict

_WIDEST = 240  # pixels of a column


@dataclass(frozen=True, slots=True)
class Scope:
    """Invoices on which a template can be tried. words: how they are called; keys: their numbers."""

    words: str
    keys: tuple[int, ...]


class TrialDialog(QDialog):
    """started: the Scope; stopped; invoice_asked: its number and a field, "" for none; applied: keep it."""

    started = Signal(object)
    stopped = Signal()
    invoice_asked = Signal(int, str)
    applied = Signal()

    def __init__(
        self, theme: Theme, name: str, scopes: Sequence[Scope], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(fill(self.tr("Try the template %1"), shown(name)))
        self.scope, self.start, self.apply = QComboBox(), QPushButton(), QPushButton()
        self.model, self.table = TrialModel(theme, self), QTableView()
        self.words, self.details = QLabel(wordWrap=True), QLabel(wordWrap=True)
        self._bar, self._is_running = QProgressBar(textVisible=False), False
        self._legend = self._made_legend(theme)
        for one in scopes:
            self.scope.addItem(one.words, one)
        self._dress_table()
        self._lay_out()
        self.start.clicked.connect(self._begin_or_stop)
        self.apply.clicked.connect(self.applied)
        self.table.clicked.connect(self._ask)
        self.table.activated.connect(self._ask)
        self.table.selectionModel().currentChanged.connect(self._show_details)
        self.rest(self.tr("Nothing of it changes the desk until you keep it."), 0)
        self.resize(900, 560)

    def begin(self) -> None:
        """Show that it runs."""
        self._is_running = True
        self._bar.setRange(0, 0)
        self._bar.show()
        self.start.setText(self.tr("Stop"))
        self.scope.setEnabled(False)
        self.apply.hide()
        self.details.clear()
        self.words.setText(self.tr("Reading…"))

    def go_on(self, name: str, done: int, total: int) -> None:
        """Say how far it is."""
        self._bar.setRange(0, max(total, 1))
        self._bar.setValue(done)
        self.words.setText(f"{number_words(done)} / {number_words(total)}   {shown(name)}")

    def rest(self, words: str, again: int) -> None:
        """Say what came of it. again: how many invoices can be read again by what was tried."""
        self._is_running = False
        self._bar.hide()
        self.start.setText(self.tr("Try"))
        self.scope.setEnabled(True)
        self.words.setText(words)
        self.apply.setText(self.tr("Keep it and read %n invoice(s) again", "", again))
        self.apply.setVisible(again > 0)
        for column in range(self.model.columnCount()):
            self.table.resizeColumnToContents(column)
            self.table.setColumnWidth(column, min(self.table.columnWidth(column) + SPACE, _WIDEST))

    def _dress_table(self) -> None:
        table = self.table
        table.setModel(self.model)
        table.setAccessibleName(self.tr("What would be read"))
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)  # Tab goes on to the buttons
        table.setStyleSheet("QTableView::item { padding: 0 8px; }")  # as the headings
        table.setIconSize(QSize(14, 14))
        table.verticalHeader().hide()
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.horizontalHeader().setHighlightSections(False)

    def _made_legend(self, theme: Theme) -> QWidget:
        legend = QWidget()
        layout = QHBoxLayout(legend)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        words = {
            Verdict.BETTER: self.tr("better"),
            Verdict.WORSE: self.tr("worse"),
            Verdict.DIFFERENT: self.tr("different"),
            Verdict.NEW: self.tr("new"),
        }
        for verdict, (name, color) in VERDICT_ICONS.items():
            sign, label = QLabel(), QLabel(words[verdict])
            sign.setPixmap(icon(name, theme, color=getattr(theme, color)).pixmap(14, 14))
            label.setProperty("muted", True)
            layout.addWidget(sign)
            layout.addWidget(label)
            layout.addSpacing(SPACE)
        layout.addStretch(1)
        return legend

    def _lay_out(self) -> None:
        self.scope.setAccessibleName(self.tr("On which invoices"))
        self._bar.setAccessibleName(self.tr("Progress"))
        self.apply.setProperty("primary", True)
        self.details.setTextFormat(Qt.TextFormat.PlainText)
        self.details.setProperty("muted", True)
        self.details.setMinimumHeight(3 * self.details.fontMetrics().height())
        self.details.setAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.reject)
        for button in (self.start, self.apply, close):
            button.setAutoDefault(False)
        top, bottom = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.scope, 1)
        top.addWidget(self.start)
        bottom.addWidget(self._legend, 1)
        bottom.addWidget(self.apply)
        bottom.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        whole.setSpacing(SPACE + 2)
        whole.addLayout(top)
        whole.addWidget(self._bar)
        whole.addWidget(self.words)
        whole.addWidget(self.table, 1)
        whole.addWidget(self.details)
        whole.addLayout(bottom)

    def _begin_or_stop(self) -> None:
        if self._is_running:
            self.stopped.emit()
        else:
            self.started.emit(self.scope.currentData())

    def _ask(self, index: QModelIndex) -> None:
        self.invoice_asked.emit(index.data(TrialRole.INVOICE), index.data(TrialRole.FIELD) or "")

    def _show_details(self, index: QModelIndex) -> None:
        self.details.setText(index.data(Qt.ItemDataRole.ToolTipRole) or "")
