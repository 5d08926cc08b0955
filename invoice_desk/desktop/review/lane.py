"""Where a person stands in the review of an invoice: the chosen value, and what is typed and not kept yet."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from invoice_desk.desktop.review.values import YES, Mark, Shown, index_of, values_of
from invoice_desk.errors import Problem
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.filed import Filed, State
from invoice_desk.invoice.record import Entry, Record
from invoice_desk.store.corrections import Spot
from invoice_desk.values.digits import to_latin_digits
from invoice_desk.workflow.reviewing import Difference

_DRAFTS = 200  # texts that were typed and not kept which outlive the program


class Then(Enum):
    """What comes after a word of the person's is kept."""

    STAY = auto()
    NEXT = auto()
    ACCEPT = auto()


class Lane:
    """The state of the review lane; no window is needed to ask it.

    drafts: what is typed and not kept, by invoice and spot: it outlives the showing of other values.
    """

    def __init__(self) -> None:
        self.filed: Filed | None = None
        self.record: Record | None = None
        self.values: tuple[Shown, ...] = ()
        self.chosen: Spot | None = None
        self.then = Then.STAY
        self._differences: dict[Spot, Difference] = {}
        self._drafts: dict[tuple[int, Spot], str] = {}
        self._problems: dict[Spot, Problem] = {}
        self._awaited: tuple[Spot, str | None] | None = None

    def show(self, filed: Filed | None, record: Record | None, differences: Sequence[Difference]) -> bool:
        """Take an invoice in; return whether it is another one than before."""
        is_other = (filed.id if filed else None) != (self.filed.id if self.filed else None)
        self.filed, self.record = filed, record
        self.values = values_of(record) if record is not None else ()
        self._differences = {one.spot: one for one in differences}
        if is_other:
            self._problems, self._awaited, self.then = {}, None, Then.STAY
        if is_other or index_of(self.values, self.chosen) is None:
            first_open = (one.spot for one in self.values if one.entry.is_open)
            self.chosen = next(first_open, self.values[0].spot if self.values else None)
        return is_other

    @property
    def is_open(self) -> bool:
        """Whether the values can be changed."""
        return self.filed is not None and self.filed.state is State.REVIEW and self.record is not None

    @property
    def left(self) -> int:
        """How many values a person has still to look at."""
        return sum(one.entry.is_open for one in self.values)

    def value_at(self, spot: Spot | None) -> Shown | None:
        """Return the value at a spot, None for no such one."""
        at = index_of(self.values, spot)
        return self.values[at] if at is not None else None

    def mark_of(self, value: Shown) -> Mark:
        """Return how a value stands, a draft among them."""
        return Mark.DRAFT if self.draft_of(value.spot) is not None else value.mark

    def difference_at(self, spot: Spot) -> Difference | None:
        """Return where the machine reads otherwise than the person said."""
        return self._differences.get(spot)

    def draft_of(self, spot: Spot) -> str | None:
        """Return what is typed at a spot of this invoice and not kept, None for nothing."""
        return self._drafts.get((self.filed.id, spot)) if self.filed is not None else None

    def drafts(self) -> list[tuple[Spot, str]]:
        """Return all that is typed in this invoice and not kept, in the order of its values."""
        found = ((one.spot, self.draft_of(one.spot)) for one in self.values)
        return [(spot, text) for spot, text in found if text is not None]

    def all_drafts(self) -> list[list[object]]:
        """Return what is typed in all invoices and not kept, as lists that can be written down."""
        found = self._drafts.items()
        return [[key, spot.field, spot.line, spot.column, text] for (key, spot), text in found][:_DRAFTS]

    def restore_drafts(self, drafts: Sequence[object]) -> None:
        """Take drafts as `all_drafts` gave them; what is none is passed over."""
        for one in drafts:
            match one:
                case [int(key), str(field), int(line), str(column), str(text)]:
                    self._drafts[key, Spot(field, line, column)] = text

    def note_draft(self, spot: Spot, text: str | None) -> None:
        """Remember what is typed at a spot, or forget it (None); a problem with it is over."""
        self._problems.pop(spot, None)
        if self.filed is None:
            return
        if text is None:
            self._drafts.pop((self.filed.id, spot), None)
        else:
            self._drafts[self.filed.id, spot] = text

    def note_text(self, text: str) -> bool:
        """Take what stands in the editor of the chosen value; return whether it can be changed at all."""
        value = self.value_at(self.chosen)
        if value is None or not self.is_open:
            return False
        self.note_draft(value.spot, None if _is_same(value.entry, text) else text)
        return True

    def problem_at(self, spot: Spot) -> Problem | None:
        """Return why what was typed at a spot is not kept."""
        return self._problems.get(spot)

    def note_problem(self, problem: Problem | None) -> Spot | None:
        """Put a problem beside the value it is about; return where. None ends all problems.

        It is about what was said last, else about what is typed just now, else about no value at all.
        """
        if problem is None:
            self._problems = {}
            return None
        spot = self._awaited[0] if self._awaited is not None else self.chosen
        if self._awaited is None and (spot is None or self.draft_of(spot) is None):
            spot = None
        if spot is not None:
            self._problems[spot] = problem
        self._awaited, self.then = None, Then.STAY
        return spot

    def await_word(self, spot: Spot, text: str | None, then: Then) -> None:
        """Wait until a typed text, or a confirmation (None), is kept; then go on."""
        self._awaited, self.then = (spot, text), then

    def came_true(self) -> bool:
        """Whether what was waited for is kept now; its draft is over then."""
        if self._awaited is None:
            return False
        spot, text = self._awaited
        value = self.value_at(spot)
        if value is None or not value.entry.is_settled:
            return False
        if text is not None and value.entry.shown_text != text:
            return False
        self._awaited = None
        self.note_draft(spot, None)
        return True


def _is_same(entry: Entry, text: str) -> bool:
    """Whether a text says what the value shows already, in whichever digits."""
    if entry.field.kind is FieldKind.CHECKBOX:
        return (text == YES) == (entry.shown_value is True)
    return to_latin_digits(text) == to_latin_digits(entry.shown_text)
