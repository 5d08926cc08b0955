"""The review lane: walk through the values of an invoice, settle the doubtful ones, accept, go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from invoice_desk.desktop.review.crops import page_of
from invoice_desk.desktop.review.keys import DIGITS, Chord, Keys, alt, ctrl, plain
from invoice_desk.desktop.review.lane import Lane, Then
from invoice_desk.desktop.review.lane_view import LaneView
from invoice_desk.desktop.review.values import next_open, step
from invoice_desk.desktop.theme import LIGHT, Theme
from invoice_desk.errors import Problem
from invoice_desk.invoice.filed import Filed
from invoice_desk.invoice.record import Entry, Record
from invoice_desk.store.corrections import Spot
from invoice_desk.values.digits import DigitFamily
from invoice_desk.workflow.reviewing import Difference


class ReviewPanel(QWidget):
    """Shows an invoice's values and says what the person makes of them; the owner keeps it and shows it anew.

    correction_typed: Spot and text; confirmed, withdrawn, spot_chosen: Spot; skip_asked: 1 for the next
    invoice, -1 for the one before; link_followed: the id of the invoice that this one repeats; drafted:
    something was typed, or is no longer to be kept.
    """

    correction_typed = Signal(object, str)
    confirmed = Signal(object)
    withdrawn = Signal(object)
    accept_asked = Signal()
    reject_asked = Signal()
    skip_asked = Signal(int)
    spot_chosen = Signal(object)
    link_followed = Signal(int)
    drafted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lane = Lane()
        self._pages: dict[int, QImage] = {}
        self._view = LaneView(self._lane)
        self.header, self.footer, self.empty = self._view.header, self._view.footer, self._view.empty
        self.card, self.list = self._view.card, self._view.list
        self._keys = Keys(self._actions(), self)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._view)
        self.setMinimumWidth(320)
        self._connect()
        self.set_theme(LIGHT)
        self.show_record(None, None)

    def _connect(self) -> None:
        card, footer = self.card, self.footer
        card.edited.connect(self._note_edit)
        card.confirm_asked.connect(self._keep)
        card.withdraw_asked.connect(self._withdraw)
        card.resized.connect(self.list.fit_card)
        self.list.line_chosen.connect(self._go_to)
        self.header.link_followed.connect(self.link_followed)
        self.header.check_chosen.connect(self._go_to_field)
        footer.accept_asked.connect(self._accept)
        footer.reject_asked.connect(self.reject_asked)
        footer.skip_asked.connect(self.skip_asked)
        self._keys.watch(*card.editor.inputs(), self.list, footer.accept, footer.reject, footer.skip)

    def _actions(self) -> dict[Chord, Callable[[], object]]:
        keys, card = Qt.Key, self.card
        return {
            plain(keys.Key_Return): self._enter,
            plain(keys.Key_Enter): self._enter,
            ctrl(keys.Key_Return): self._accept,
            ctrl(keys.Key_Enter): self._accept,
            plain(keys.Key_Escape): self._put_back,
            plain(keys.Key_F2): self._edit,
            plain(keys.Key_PageDown): partial(self.skip_asked.emit, 1),
            plain(keys.Key_PageUp): partial(self.skip_asked.emit, -1),
            plain(keys.Key_Down): partial(self._walk_line, 1),
            plain(keys.Key_Up): partial(self._walk_line, -1),
            alt(keys.Key_W): self._withdraw,
            alt(DIGITS[0]): card.take_second,
            **{alt(DIGITS[key]): partial(card.swap_by_key, key) for key in range(1, 10)},
        }

    def set_theme(self, theme: Theme) -> None:
        """Draw in these colours."""
        self._view.set_theme(theme)

    def set_digit_family(self, family: DigitFamily | None) -> None:
        """Show digits in this family, None for as they are printed."""
        self._view.family = family
        self._refresh()

    def show_record(
        self, filed: Filed | None, record: Record | None, differences: Sequence[Difference] = ()
    ) -> None:
        """Show an invoice, or show it as it is now. What is typed and not kept stays; pages come after."""
        is_other = self._lane.show(filed, record, differences)
        is_done = self._lane.came_true()
        has_focus = self._has_focus()
        if is_other:
            self._pages = {}
            self.card.forget()
        self._refresh()
        if is_other and self._lane.chosen is not None:
            self.spot_chosen.emit(self._lane.chosen)
            if has_focus:
                self._edit()
        if is_done:
            self._go_on(self._lane.then)

    def drafts(self) -> list[list[object]]:
        """Return what was typed and not kept, for the next start."""
        return self._lane.all_drafts()

    def restore_drafts(self, drafts: Sequence[object]) -> None:
        """Bring back what was typed and not kept before the program ended."""
        self._lane.restore_drafts(drafts)
        self._refresh()

    def set_page(self, index: int, image: QImage) -> None:
        """Take a page of the invoice that is shown, index from 0; its crops appear."""
        self._pages[index] = image
        value = self._lane.value_at(self._lane.chosen)
        record = self._lane.record
        if value is not None and record is not None and page_of(value.entry, record.document) == index:
            self._view.show_card(self._pages)

    def choose(self, spot: Spot | None) -> None:
        """Open a value, chosen elsewhere; the focus stays where it is."""
        if spot != self._lane.chosen and self._lane.value_at(spot) is not None:
            self._lane.chosen = spot
            self._refresh()

    def start(self) -> None:
        """Take the keys, at the first value that is in doubt, else at the one that is open."""
        to = next_open(self._lane.values, None)
        if to is not None:
            self._go_to(to)
        else:
            self._edit()

    def show_problem(self, problem: Problem | None) -> None:
        """Say beside the value it is about why it is not kept; what was typed stays. None: it is over.

        A problem with no value, such as an invoice that may not be accepted, is said at the foot.
        """
        spot = self._lane.note_problem(problem)
        if problem is None:
            self._refresh()
        elif spot is None:
            self.footer.show_problem(problem)
        elif spot is not None and spot != self._lane.chosen:
            self._go_to(spot)
        else:
            self._view.show_card(self._pages)

    def _has_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _refresh(self) -> None:
        self._view.show_lane(self._pages)

    def _go_to(self, spot: Spot) -> None:
        self._lane.chosen = spot
        self._refresh()
        self.spot_chosen.emit(spot)
        self._edit()

    def _go_to_field(self, name: str) -> None:
        found = next((one.spot for one in self._lane.values if one.spot.field == name), None)
        if found is not None:
            self._go_to(found)

    def _edit(self) -> None:
        self.card.editor.start()

    def focusNextPrevChild(self, is_next: bool) -> bool:  # noqa: FBT001, N802 - Qt's name
        """Walk to the next or former value, and beyond either end out of the list."""
        focus = QApplication.focusWidget()
        if focus is not None and (focus is self.list or self.list.isAncestorOf(focus)):
            to = step(self._lane.values, self._lane.chosen, 1 if is_next else -1)
            if to is not None:
                self._go_to(to)
                return True
        return super().focusNextPrevChild(is_next)

    def _walk_line(self, by: int) -> bool:
        focus = QApplication.focusWidget()
        if focus not in (self.list, self.card.editor.line):
            return False
        to = step(self._lane.values, self._lane.chosen, by)
        if to is not None:
            self._go_to(to)
        return True

    def _entry(self) -> Entry | None:
        value = self._lane.value_at(self._lane.chosen)
        return value.entry if value is not None else None

    def _note_edit(self, text: str) -> None:
        if self._lane.note_text(text):
            self.card.show_problem(None)
            self._view.show_typed()
            self.drafted.emit()

    def _put_back(self) -> bool:
        spot = self._lane.chosen
        if spot is None or (self._lane.draft_of(spot) is None and self._lane.problem_at(spot) is None):
            return False
        self._lane.note_draft(spot, None)
        self._refresh()
        return True

    def _enter(self) -> None:
        focus = QApplication.focusWidget()
        if isinstance(focus, QPushButton):
            focus.click()
        else:
            self._keep()

    def _keep(self, then: Then = Then.NEXT) -> None:
        """Keep what is typed, or confirm what is doubted; then go on."""
        spot, entry = self._lane.chosen, self._entry()
        if spot is None or entry is None:
            return
        draft = self._lane.draft_of(spot)
        if draft is not None:
            self._lane.await_word(spot, draft, then)
            self.correction_typed.emit(spot, draft)
        elif entry.is_open and self._lane.is_open:
            self._lane.await_word(spot, None, then)
            self.confirmed.emit(spot)
        else:
            self._go_on(then)

    def _go_on(self, then: Then) -> None:
        if then is Then.ACCEPT:
            self._accept()
            return
        to = next_open(self._lane.values, self._lane.chosen)
        if to is not None:
            self._go_to(to)
        elif self._lane.is_open:
            self.footer.accept.setFocus(Qt.FocusReason.OtherFocusReason)

    def _accept(self) -> None:
        """Keep all that is typed, one after the other, then ask to accept the invoice."""
        if not self._lane.is_open:
            return
        drafts = self._lane.drafts()
        if drafts:
            self._lane.chosen = drafts[0][0]
            self._refresh()
            self._keep(Then.ACCEPT)
        else:
            self.accept_asked.emit()

    def _withdraw(self) -> None:
        spot, entry = self._lane.chosen, self._entry()
        if spot is not None and entry is not None and entry.is_settled and self._lane.is_open:
            self._lane.note_draft(spot, None)
            self.withdrawn.emit(spot)
