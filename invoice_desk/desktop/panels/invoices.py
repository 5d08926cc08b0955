"""The invoices of the desk on one side: searched, filtered by state, gone through one by one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.tables.empty import EmptyState
from invoice_desk.desktop.tables.invoice_list import InvoiceList
from invoice_desk.desktop.tables.invoice_menu import InvoiceMenu
from invoice_desk.desktop.tables.invoice_view import InvoiceView
from invoice_desk.desktop.tables.state_chips import STATES, Chip, StateChips
from invoice_desk.desktop.tables.thumbnails import ThumbnailLoader
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.desktop.words.filling import fill, number_words
from invoice_desk.errors import DeskError
from invoice_desk.invoice.filed import State
from invoice_desk.store.searching import Filter, find
from invoice_desk.values.digits import DigitFamily
from invoice_desk.workflow.desk import Desk

_DEBOUNCE = 150  # milliseconds after the last key before the desk is asked


class InvoicesPanel(QWidget):
    """The list of invoices.

    invoice_chosen: the number of the one that was gone to; action_asked: what is to be done (accept,
    reopen, read_again, not_duplicate, export, show_history, reject, restore, delete) and a list of
    the chosen numbers; asked_changed: the Filter that holds now; refreshed: the rows are as the desk has
    them; problem: a Problem.
    """

    invoice_chosen = Signal(int)
    action_asked = Signal(str, object)
    asked_changed = Signal(object)
    refreshed = Signal()
    problem = Signal(object)

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._all = 0
        self._is_first_wanted = False
        self.model = InvoiceList(desk, self)
        self._thumbnails = ThumbnailLoader(desk, self)
        self.view = InvoiceView(self.model, theme, self._thumbnails)
        self.search, self.chips = QLineEdit(), StateChips(theme)
        self._glass = QAction(self)
        self._count, self.pictures = QLabel(), QToolButton()
        self._empty = EmptyState("inbox", theme)
        self._stack = QStackedWidget()
        self._timer = QTimer(self)
        self._menu = InvoiceMenu(theme, self)
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self.model.refresh_now()

    @property
    def is_empty(self) -> bool:
        """Whether the desk has no invoice at all, deleted ones aside."""
        return not self._all

    @property
    def words(self) -> str:
        """What stands in place of the list while it is empty."""
        return self._empty.words

    @property
    def count_text(self) -> str:
        """What stands below the list."""
        return self._count.text()

    def refresh(self) -> None:
        """Ask the desk anew, off the screen's thread; what is chosen and the place stay."""
        self.model.refresh()

    def refresh_invoice(self, key: int) -> None:
        """Show what has become of one invoice, without moving it."""
        self.model.refresh_invoice(key)
        self.model.refresh()

    def restore(self, state: Any) -> None:  # noqa: ANN401 - whatever was remembered
        """Come back as the list was left: with or without pictures, and what is new since then marked."""
        known = state if isinstance(state, dict) else {}
        self.pictures.setChecked(known.get("pictures") is not False)
        seen = known.get("seen")
        self.model.seen = seen if isinstance(seen, int) else self._newest()

    def state(self) -> dict[str, object]:
        """Return what `restore` brings back."""
        return {"pictures": self.pictures.isChecked(), "seen": self._newest()}

    def finish(self) -> None:
        """Wait for what is being asked and for the picture that is being made; no more are made."""
        self.model.finish()
        self._thumbnails.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's
        """End what runs, where the panel is a window of its own."""
        self.finish()
        super().closeEvent(event)

    def _show_pictures(self, is_wanted: bool) -> None:  # noqa: FBT001 - Qt's
        self.view.show_pictures(is_wanted=is_wanted)

    def _newest(self) -> int:
        """Return the highest number of an invoice; 0 on an empty desk."""
        try:
            with self._desk.reading() as connection:
                newest = find(connection, Filter(states=frozenset(State)), limit=1)
        except DeskError as error:
            self.problem.emit(error.problem)
            return 0
        return newest[0].id if newest else 0

    def select(self, key: int) -> bool:
        """Go to an invoice; False where the list does not show it."""
        row = self.model.row_of(key)
        if row is not None:
            self.view.go_to(row)
        return row is not None

    def step(self, by: int) -> bool:
        """Go on by so many invoices, or back; False at the end of the list."""
        index = self.view.currentIndex()
        row = index.row() + by if index.isValid() else (0 if by > 0 else self.model.rowCount() - 1)
        if not 0 <= row < self.model.rowCount():
            return False
        self.view.go_to(row)
        return True

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._glass.setIcon(icon("search", theme, color=theme.muted))
        self.pictures.setIcon(icon("image", theme))
        self.view.cells.set_theme(theme)
        self.view.viewport().update()
        self.chips.set_theme(theme)
        self._empty.set_theme(theme)
        self._menu.set_theme(theme)

    def set_digits(self, family: DigitFamily | None) -> None:
        """Show digits of another family; None leaves them as the desk keeps them."""
        self.view.cells.family = family
        self.view.viewport().update()

    def find_list(self, words: str, chip: Chip) -> None:
        """Search and filter as it was left, before the window is there."""
        self.search.blockSignals(True)
        self.search.setText(words)
        self.search.blockSignals(False)
        self.chips.choose(chip)
        asked = Filter(words=words, states=STATES[chip])
        if asked != self.model.asked:
            self.model.set_asked(asked)
            self.model.refresh_now()
            self.asked_changed.emit(asked)

    def clear_filters(self) -> None:
        """Show all invoices again."""
        self.search.clear()
        self.chips.choose(Chip.ALL)
        self._ask()

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(self.tr("Search invoices"))
        self.search.setAccessibleName(self.tr("Search invoices"))
        self.search.setClearButtonEnabled(True)
        self.search.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._count.setProperty("muted", True)
        self._count.setContentsMargins(2, 0, 2, 0)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        whole.setSpacing(SPACE)
        for part in (self.search, self.chips):
            whole.addWidget(part)
        whole.addWidget(self._stack, stretch=1)
        whole.addLayout(self._footer())

    def _footer(self) -> QHBoxLayout:
        """Lay out what stands below the list: where in it the person is, and the switch of the pictures."""
        words = self.tr("Show the first pages in the list")
        self.pictures.setToolTip(words)
        self.pictures.setAccessibleName(words)
        self.pictures.setCheckable(True)
        self.pictures.setChecked(True)
        footer = QHBoxLayout()
        footer.addWidget(self._count, 1)
        footer.addWidget(self.pictures)
        return footer

    def _connect(self) -> None:
        self._timer.setSingleShot(True)
        self._timer.setInterval(_DEBOUNCE)
        self._timer.timeout.connect(self._ask)
        self.search.textChanged.connect(self._timer.start)
        self.search.returnPressed.connect(self._go_to_first)
        self.chips.chosen.connect(self._ask)
        self.view.chosen.connect(self._tell_chosen)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.model.problem.connect(self.problem)
        self.model.answered.connect(self._take)
        self._menu.asked.connect(self._tell_action)
        self._empty.asked.connect(self.clear_filters)
        self.pictures.toggled.connect(self._show_pictures)
        cleared = QShortcut(Qt.Key.Key_Escape, self.search, self.search.clear)
        cleared.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _ask(self) -> None:
        self._timer.stop()
        asked = Filter(words=self.search.text(), states=STATES[self.chips.chip])
        if asked == self.model.asked:
            return
        self.model.set_asked(asked)
        self.model.refresh()
        self.asked_changed.emit(asked)

    def _take(self, counts: Mapping[State, int]) -> None:
        self._all = sum(counts.values())
        self.chips.set_counts(counts)
        self._show()
        if self._is_first_wanted:
            self._go_on_to_first()
        self.refreshed.emit()

    def _show(self) -> None:
        """Show the list, or why it is empty, and where in it the person is."""
        many = self.model.rowCount()
        if not self._all:
            self._empty.say(self.tr("Nothing here yet: drop invoices here"), icon_name="inbox")
        elif not many:
            words = self.tr("No invoice matches")
            self._empty.say(words, button=self.tr("Show all"), icon_name="search")
        self._stack.setCurrentWidget(self.view if many else self._empty)
        row = self.view.currentIndex().row()
        place = number_words(row + 1) if row >= 0 else "–"
        self._count.setText(fill(self.tr("%1 of %2"), place, number_words(many)) if many else "")

    def _tell_chosen(self, key: int) -> None:
        self._show()
        self.model.note_opened(key)
        self.invoice_chosen.emit(key)

    def _go_to_first(self) -> None:
        """Take the search's first invoice, without waiting for the pause after the last key."""
        self._ask()
        self._is_first_wanted = True
        if not self.model.is_asking:
            self._go_on_to_first()

    def _go_on_to_first(self) -> None:
        self._is_first_wanted = False
        if self.model.rowCount():
            self.view.go_to(0)
            self.view.setFocus()

    def focus_search(self) -> None:
        """Go to the search field, with what stands in it selected."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _open_menu(self, place: QPoint) -> None:
        states = self.view.chosen_states()
        if states:
            self._menu.fit(states)
            self._menu.popup(self.view.viewport().mapToGlobal(place))

    def _tell_action(self, name: str) -> None:
        self.action_asked.emit(name, self.view.chosen_ids())
