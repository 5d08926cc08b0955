"""What a spreadsheet does with chosen cells: copy, paste, fill down, clear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal
from PySide6.QtWidgets import QTableView

from invoice_desk.desktop.tables.applying import Applier, Wanted
from invoice_desk.desktop.tables.clipboard import copy_cells, pasted_cells
from invoice_desk.desktop.tables.results_model import ResultsModel
from invoice_desk.desktop.words.filling import fill, number_words
from invoice_desk.errors import Problem
from invoice_desk.export.guarding import guarded
from invoice_desk.invoice.fields import FieldKind

MAX_ROWS = 2_000  # rows that are copied or changed at once; for more there are exports
_PLAIN = frozenset({FieldKind.AMOUNT, FieldKind.NUMBER, FieldKind.DATE, FieldKind.CHECKBOX})


@dataclass(frozen=True, slots=True)
class Block:
    """The rectangle around the chosen cells. columns: as they stand on the screen, hidden ones left out."""

    first: int
    last: int
    columns: tuple[int, ...]

    @property
    def is_one(self) -> bool:
        """Whether it is a single cell."""
        return self.first == self.last and len(self.columns) == 1


class Sheet(QObject):
    """Works on the chosen cells of a table. problem: a Problem, such as cells that were refused."""

    problem = Signal(object)

    def __init__(self, view: QTableView, model: ResultsModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.applier = Applier(self._put, self)
        self.applier.problem.connect(self.problem)

    def copy(self) -> None:
        """Copy the chosen cells, dates and numbers as values that a spreadsheet understands."""
        block = self._block()
        if block is None:
            return
        raw, safe = [], []
        for row in range(block.first, block.last + 1):
            cells = [self._copied(self._model.index(row, column)) for column in block.columns]
            raw.append([text for text, _ in cells])
            safe.append([text if is_plain else guarded(text) for text, is_plain in cells])
        copy_cells(raw, safe)

    def paste(self) -> None:
        """Put the copied cells in from the first chosen one on; a single one fills all that are chosen."""
        block = self._block()
        if block is None:
            return
        try:
            cells = pasted_cells()
        except ValueError:
            what = self.tr("this is too much to paste")
            self.problem.emit(Problem("Refused", what, remedy=self.tr("paste fewer rows")))
            return
        if len(cells) == 1 and len(cells[0]) == 1:
            wanted = [self._wanted(index, cells[0][0]) for index in self._indexes(block)]
        else:
            wanted = list(self._placed(block, cells))
        self.applier.apply(wanted)

    def fill_down(self) -> None:
        """Put the first chosen row's values into those below; with one row, the one above it is the first."""
        block = self._block()
        if block is None:
            return
        source = block.first if block.last > block.first else block.first - 1
        if source < 0:
            return
        wanted = []
        for column in block.columns:
            above = self._model.cell(self._model.index(source, column))
            if above is None:
                continue
            for row in range(source + 1, block.last + 1):
                index = self._model.index(row, column)
                text, value = above.entry.shown_text, above.entry.shown_value
                wanted.append(Wanted(self._model.id_at(row), self._key(index), text, value))
        self.applier.apply(wanted)

    def clear(self) -> None:
        """Make the chosen values blank."""
        block = self._block()
        if block is not None:
            cells = [index for index in self._indexes(block) if self._model.cell(index) is not None]
            self.applier.apply([self._wanted(index, "") for index in cells])

    def _put(self, wanted: Wanted, step: int) -> Problem | None:
        return self._model.put(wanted.id, wanted.field, wanted.text, value=wanted.value, step=step)

    def _placed(self, block: Block, cells: list[list[str]]) -> Iterator[Wanted]:
        """Give each pasted cell its place; what lies beyond the table's edges is left out."""
        columns = self.visible_columns()
        columns = columns[columns.index(block.columns[0]) :]
        last = self._model.rowCount() - block.first
        for down, line in enumerate(cells[: min(last, MAX_ROWS)]):
            for column, text in zip(columns, line, strict=False):
                yield self._wanted(self._model.index(block.first + down, column), text)

    def visible_columns(self) -> list[int]:
        """Return the columns that are shown, as they stand on the screen."""
        header = self._view.horizontalHeader()
        ordered = [header.logicalIndex(place) for place in range(header.count())]
        return [column for column in ordered if not header.isSectionHidden(column)]

    def _block(self) -> Block | None:
        """Return the chosen cells; None where nothing is chosen or more than can be worked on."""
        ranges = self._view.selectionModel().selection().toList()
        if not ranges:
            return None
        first, last = min(one.top() for one in ranges), max(one.bottom() for one in ranges)
        if last - first >= MAX_ROWS:
            what = fill(self.tr("%1 rows are too many to work on at once"), number_words(last - first + 1))
            remedy = fill(self.tr("choose at most %1, or export them"), number_words(MAX_ROWS))
            self.problem.emit(Problem("Refused", what, remedy=remedy))
            return None
        chosen = {column for one in ranges for column in range(one.left(), one.right() + 1)}
        columns = tuple(column for column in self.visible_columns() if column in chosen)
        return Block(first, last, columns) if columns else None

    def _indexes(self, block: Block) -> Iterator[QModelIndex]:
        for row in range(block.first, block.last + 1):
            for column in block.columns:
                yield self._model.index(row, column)

    def _copied(self, index: QModelIndex) -> tuple[str, bool]:
        """Return a cell's text, and whether it is a number, date or the like, which runs as no formula."""
        cell = self._model.cell(index)
        if cell is None:
            return str(index.data() or ""), False
        entry = cell.entry
        is_plain = entry.field.kind in _PLAIN and entry.shown_value is not None
        return str(self._model.data(index, Qt.ItemDataRole.EditRole)), is_plain

    def _wanted(self, index: QModelIndex, text: str) -> Wanted:
        return Wanted(self._model.id_at(index.row()), self._key(index), text)

    def _key(self, index: QModelIndex) -> str:
        return self._model.columns[index.column()].key
