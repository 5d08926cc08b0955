"""The invoices of the desk as a list: what is asked for, in an order, loaded where it is looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from invoice_desk.desktop.asking import Asking
from invoice_desk.desktop.tables.loading import Loading
from invoice_desk.desktop.tables.row_window import Found, RowWindow, found
from invoice_desk.desktop.words.counting import Counts
from invoice_desk.desktop.words.filling import fill
from invoice_desk.desktop.words.floor_words import problem_line
from invoice_desk.desktop.words.states import state_word
from invoice_desk.errors import DeskError, shown
from invoice_desk.invoice.filed import SETTLED, State, Summary
from invoice_desk.store.searching import Filter, count_states, find_numbers, summaries_of
from invoice_desk.workflow.desk import Desk

Index = QModelIndex | QPersistentModelIndex
_QUIET = SETTLED | {State.DUPLICATE, State.REJECTED}  # what is done or set aside is nothing new


class ListRole(IntEnum):
    """What a row gives beside Qt's own roles."""

    SUMMARY = Qt.ItemDataRole.UserRole + 1
    ID = Qt.ItemDataRole.UserRole + 2
    IS_NEW = Qt.ItemDataRole.UserRole + 3
    SHARE = Qt.ItemDataRole.UserRole + 4  # how far it is read, 0..1; None where it is not being read


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the desk answered: the rows, and how many invoices stand in each state."""

    rows: Found[Summary]
    counts: Mapping[State, int]


class InvoiceList(QAbstractListModel):
    """A row an invoice, newest first; those that it has stay until those that were asked for are there.

    problem: a Problem where the desk could not be asked; answered: how many invoices stand in each
    state, once the rows are as the desk has them.
    New is what came after the invoice of the number `seen` and was not opened yet.
    """

    problem = Signal(object)
    answered = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._asked = Filter()
        self.seen: int | None = None
        self._opened: set[int] = set()
        self._rows: RowWindow[Summary] = RowWindow(lambda ids: _load(desk, ids))
        self.loading = Loading(self._rows, self)
        self.loading.loaded.connect(self._show_again)
        self.loading.failed.connect(self.problem)
        self._shares: Mapping[int, float] = {}
        self._asking = Asking(self)
        self._asking.answered.connect(self._take)
        self._asking.failed.connect(self.problem)

    @property
    def asked(self) -> Filter:
        """Which invoices the list shows."""
        return self._asked

    def set_asked(self, asked: Filter) -> None:
        """Show other invoices from the next `refresh` on."""
        self._asked = asked

    @property
    def is_asking(self) -> bool:
        """Whether an answer of the desk is still to come."""
        return self._asking.is_open

    def refresh(self) -> None:
        """Ask the desk anew, off the screen's thread."""
        desk, asked, blocks = self._desk, self._asked, self._rows.in_sight()
        self._asking.ask(asked, lambda: _ask(desk, asked, blocks))

    def refresh_now(self) -> None:
        """Ask the desk and wait for it, as before the window is there."""
        try:
            self._take(self._asked, _ask(self._desk, self._asked, self._rows.in_sight()))
        except DeskError as error:
            self.problem.emit(error.problem)

    def finish(self) -> None:
        """Wait for what is being asked."""
        self._asking.close()
        self.loading.finish()

    def set_shares(self, shares: Mapping[int, float]) -> None:
        """Show which invoices are being read, and how far each is, 0..1."""
        others = {key for key in {*shares, *self._shares} if shares.get(key) != self._shares.get(key)}
        self._shares = dict(shares)
        for row in self._rows.rows_of(others):
            self.dataChanged.emit(self.index(row), self.index(row))

    def _take(self, _asked: object, answer: _Answer) -> None:
        if self._rows.is_same(answer.rows):
            self._rows.reset(answer.rows)
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        else:
            self.beginResetModel()
            self._rows.reset(answer.rows)
            self.endResetModel()
        self.answered.emit(answer.counts)

    def refresh_invoice(self, key: int) -> None:
        """Show what has become of one invoice, wherever it stands."""
        row = self._rows.forget(key)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))

    def note_opened(self, key: int) -> None:
        """Note that an invoice was opened: it is not new any more."""
        if key not in self._opened:
            self._opened.add(key)
            row = self.row_of(key)
            if row is not None:
                self.dataChanged.emit(self.index(row), self.index(row))

    def is_new(self, one: Summary) -> bool:
        """Whether an invoice came since the last start, waits for a person, and was not opened yet."""
        came = self.seen is not None and one.id > self.seen
        return came and one.id not in self._opened and one.state not in _QUIET

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802 - Qt's name
        """Return how many invoices there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - as Qt has it
        """Return what a row shows."""
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        if role == ListRole.ID:
            return self._rows.id_at(index.row())
        if role == ListRole.SHARE:
            return self._shares.get(self._rows.id_at(index.row())) if self._shares else None
        if role not in {
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
            ListRole.SUMMARY,
            ListRole.IS_NEW,
        }:
            return None
        one: Summary | None = self.loading.at(index.row())
        return None if one is None else self._by_role(one, role)

    def id_at(self, row: int) -> int:
        """Return the number of the invoice in a row."""
        return self._rows.id_at(row)

    def ids_between(self, first: int, last: int) -> list[int]:
        """Return the numbers of the rows from first to last, both included."""
        return self._rows.ids_between(first, last)

    def row_of(self, key: int) -> int | None:
        """Return in which row an invoice stands."""
        return self._rows.row_of(key)

    def rows_of(self, keys: Sequence[int]) -> list[int]:
        """Return in which rows invoices stand; those that are in none are left out."""
        return self._rows.rows_of(keys)

    def _by_role(self, one: Summary, role: int) -> Summary | str | bool:
        if role == ListRole.SUMMARY:
            return one
        if role == ListRole.IS_NEW:
            return self.is_new(one)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._words(one)
        return heading(one) if role == Qt.ItemDataRole.DisplayRole else self._tip(one)

    def _tip(self, one: Summary) -> str:
        lines = [shown(one.name), self._words(one)]
        if self.is_new(one):
            lines.append(self.tr("Came since the last start, not opened yet"))
        if one.problem is not None:
            lines.append(problem_line(one.problem))
        if one.duplicate_of is not None:
            lines.append(fill(self.tr("The same as invoice %1"), one.duplicate_of))
        if one.doubtful:
            lines.append(Counts().values_to_look_at(one.doubtful))
        if one.failed_checks:
            lines.append(Counts().checks_that_fail(one.failed_checks))
        return "\n".join(lines)

    def _words(self, one: Summary) -> str:
        said = fill(self.tr("Invoice %1: %2, %3"), one.id, heading(one), state_word(one.state))
        return fill(self.tr("%1, new"), said) if self.is_new(one) else said

    def _show_again(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first), self.index(last))


def _ask(desk: Desk, asked: Filter, blocks: Sequence[int]) -> _Answer:
    with desk.reading() as connection:
        ids = find_numbers(connection, asked, is_descending=True)
        counts = count_states(connection)
    return _Answer(found(ids, lambda some: _load(desk, some), blocks), counts)


def _load(desk: Desk, ids: Sequence[int]) -> dict[int, Summary]:
    with desk.reading() as connection:
        return {one.id: one for one in summaries_of(connection, ids)}


def heading(one: Summary) -> str:
    """Return what an invoice is called in a list: its number, or its file's name where none was read."""
    return shown(one.number) or shown(one.name)
