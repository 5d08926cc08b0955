"""A template tried on many invoices before it is kept: what would be read, beside what is kept now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from invoice_desk.errors import Problem
from invoice_desk.extraction.checking import recheck
from invoice_desk.invoice.doubts import Reason
from invoice_desk.invoice.filed import Filed
from invoice_desk.invoice.record import Check, Entry, Record, Status
from invoice_desk.invoice.template import Template
from invoice_desk.progress import IsStopped, Progress, never_stopped
from invoice_desk.store.corrections import Corrections, Kept, Spot, corrections_of
from invoice_desk.store.documents import get_filed
from invoice_desk.store.records import load_record
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.reading_crew import ReadingCrew
from invoice_desk.workflow.trial_reading import read_beside

MOST = 500
"""Invoices that are tried at a time."""


class Verdict(Enum):
    """How a value that was tried stands to the one that is kept: NEW where none is."""

    SAME = auto()
    BETTER = auto()
    WORSE = auto()
    DIFFERENT = auto()
    NEW = auto()


@dataclass(frozen=True, slots=True)
class TriedValue:
    """One field as the tried template reads it; of a table its lines.

    now, before: what the machine would read, and what it reads by the kept version, as printed; doubts,
    failed: why it would be doubted, and the checks that would fail; person: what a person said that it
    is, None where nobody did; is_right, was_right: whether that is read, tried and as it is kept.
    """

    field: str
    now: str
    before: str
    verdict: Verdict
    doubts: tuple[Reason, ...] = ()
    failed: tuple[Check, ...] = ()
    person: str | None = None
    is_right: bool | None = None
    was_right: bool | None = None

    @property
    def is_sure(self) -> bool:
        """Whether nobody would have to look at it."""
        return not self.doubts and not self.failed


@dataclass(frozen=True, slots=True)
class TriedInvoice:
    """One invoice, tried. is_sure, was_sure: without a doubt and a failed check, tried and as it is kept."""

    id: int
    name: str
    values: tuple[TriedValue, ...] = ()
    is_sure: bool = False
    was_sure: bool = False
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class TrialCount:
    """What came of a trial, in numbers.

    invoices: that were tried; sure, was_sure: read without a doubt, tried and kept; failed: could not be
    read; mended, spoiled: values that a person had corrected and that are read right now, or no longer.
    """

    invoices: int
    sure: int
    was_sure: int
    failed: int
    better: int
    worse: int
    different: int
    mended: int
    spoiled: int


def try_template(
    desk: Desk,
    template: Template,
    keys: Sequence[int],
    *,
    crew: ReadingCrew,
    is_stopped: IsStopped = never_stopped,
) -> Generator[Progress | TriedInvoice, None, None]:
    """Read invoices by a template and keep nothing; yield what was tried, and Progress after each.

    Of more than MOST the first ones; of those that are not there, nothing. crew: the processes that
    read. Raises MissingPart where a language is missing.
    """
    alike: dict[str, list[Filed]] = {}  # the same bytes are read once
    many = 0
    for filed in _filed_of(desk, keys[:MOST]):
        alike.setdefault(str(filed.document.path), []).append(filed)
        many += 1
    yield Progress("", 0, many)
    documents = [some[0].document for some in alike.values()]
    done = 0
    for document, record in read_beside(desk, template, documents, crew, is_stopped):
        for filed in alike[str(document.path)]:
            done += 1
            yield _tried(desk, filed, record)
            yield Progress(filed.document.name, done, many)


def count_trial(tried: Sequence[TriedInvoice]) -> TrialCount:
    """Return what came of a trial, in numbers."""
    values = [value for one in tried for value in one.values]
    verdicts = Counter(value.verdict for value in values)
    return TrialCount(
        invoices=len(tried),
        sure=sum(one.is_sure for one in tried),
        was_sure=sum(one.was_sure for one in tried),
        failed=sum(one.problem is not None for one in tried),
        better=verdicts[Verdict.BETTER],
        worse=verdicts[Verdict.WORSE],
        different=verdicts[Verdict.DIFFERENT],
        mended=sum(value.is_right is True and value.was_right is False for value in values),
        spoiled=sum(value.is_right is False and value.was_right is True for value in values),
    )


def _filed_of(desk: Desk, keys: Iterable[int]) -> list[Filed]:
    with desk.reading() as connection:
        return [get_filed(connection, desk.store.originals, key) for key in dict.fromkeys(keys)]


def _tried(desk: Desk, filed: Filed, now: Record) -> TriedInvoice:
    """Compare what was read just now with what is kept of an invoice, and with what people said of it."""
    with desk.reading() as connection:
        kept = load_record(connection, desk.store.originals, filed.id)
        said = corrections_of(connection, [filed.id]).get(filed.id, {})
    before = _without_corrections(kept) if kept is not None else None
    name, was_sure = filed.document.name, before is not None and before.status is Status.OK
    if now.problem is not None:
        problem = replace(now.problem, where=name)
        return TriedInvoice(filed.id, name, was_sure=was_sure, problem=problem)
    values = tuple(_compared(field.name, now, before, said) for field in now.template.fields)
    return TriedInvoice(filed.id, name, values, now.status is Status.OK, was_sure)


def _without_corrections(record: Record) -> Record:
    """Return what the machine alone read, with the checks as they were then."""
    entries = tuple(_bare(entry) for entry in record.entries)
    tables = {
        name: tuple({column: _bare(cell) for column, cell in row.items()} for row in rows)
        for name, rows in record.tables.items()
    }
    return recheck(replace(record, entries=entries, tables=tables))


def _bare(entry: Entry) -> Entry:
    return replace(entry, correction=None, accepted=False)


def _compared(name: str, now: Record, before: Record | None, said: Corrections) -> TriedValue:
    """Return how one field stands, tried and kept."""
    mine = {spot: kept for spot, kept in said.items() if spot.field == name}
    new = _entries_at(now, name) or {}
    old = _entries_at(before, name) if before is not None else None
    is_right = _agrees(new, mine) if mine else None
    was_right = _agrees(old or {}, mine) if mine and old is not None else None
    doubts = tuple(reason for entry in new.values() if entry.is_doubtful for reason in entry.reasons)
    failed = tuple(check for check in now.checks if not check.ok and name in check.fields)
    value = TriedValue(
        field=name,
        now=_text(new),
        before=_text(old or {}),
        verdict=Verdict.NEW,
        doubts=doubts,
        failed=failed,
        person=", ".join(kept.correction.text for kept in mine.values()) if mine else None,
        is_right=is_right,
        was_right=was_right,
    )
    if before is None or old is None:
        return value
    was_sure = not any(entry.is_doubtful for entry in old.values()) and not any(
        not check.ok and name in check.fields for check in before.checks
    )
    return replace(value, verdict=_verdict(value, is_same=_is_same(new, old), was_sure=was_sure))


def _verdict(value: TriedValue, *, is_same: bool, was_sure: bool) -> Verdict:
    """Weigh a value: a person's word first, then how sure it is, then what is read at all."""
    if value.is_right != value.was_right:
        return Verdict.BETTER if value.is_right else Verdict.WORSE
    if is_same:
        if value.is_sure == was_sure:
            return Verdict.SAME
        return Verdict.BETTER if value.is_sure else Verdict.WORSE
    if not value.now or (was_sure and not value.is_sure):
        return Verdict.WORSE
    return Verdict.BETTER if not value.before and value.is_sure else Verdict.DIFFERENT


def _entries_at(record: Record, name: str) -> dict[Spot, Entry] | None:
    """Return the entries of a field, of a table all its cells; None where the record has no such field."""
    if name in record.tables:
        return {
            Spot(name, number, column): cell
            for number, row in enumerate(record.tables[name], start=1)
            for column, cell in row.items()
        }
    entry = next((one for one in record.entries if one.field.name == name), None)
    return {Spot(name): entry} if entry is not None else None


def _agrees(read: Mapping[Spot, Entry], said: Corrections) -> bool:
    return all(_reads(read.get(spot), kept) for spot, kept in said.items())


def _reads(entry: Entry | None, kept: Kept) -> bool:
    """Whether the machine reads what a person said."""
    text = entry.reading.text if entry is not None and entry.reading is not None else ""
    value = entry.value if entry is not None else None
    return text == kept.correction.text or (value is not None and value == kept.correction.value)


def _is_same(new: Mapping[Spot, Entry], old: Mapping[Spot, Entry]) -> bool:
    if new.keys() != old.keys():
        return False
    return all(_is_same_value(entry, old[spot]) for spot, entry in new.items())


def _is_same_value(one: Entry, other: Entry) -> bool:
    if one.value is not None and one.value == other.value:
        return one.currency == other.currency
    return one.value == other.value and one.shown_text.split() == other.shown_text.split()


def _text(read: Mapping[Spot, Entry]) -> str:
    """Return what is read, the cells of a table's line side by side and each line on its own."""
    lines: dict[int, list[str]] = {}
    for spot, entry in read.items():
        lines.setdefault(spot.line, []).append(" ".join(entry.shown_text.split()))
    return "\n".join("  ".join(cells).strip() for cells in lines.values())
