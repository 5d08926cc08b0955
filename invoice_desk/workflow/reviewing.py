"""What a person says of invoices: corrected, confirmed, accepted, reopened, rejected, read again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from invoice_desk.errors import BadSetting, BadTemplate, Refused
from invoice_desk.extraction.checking import recheck
from invoice_desk.invoice.fields import Field, FieldKind
from invoice_desk.invoice.filed import SETTLED, Filed, State
from invoice_desk.invoice.record import Correction, Entry, Record, Value
from invoice_desk.store import documents
from invoice_desk.store.change import Change, What
from invoice_desk.store.corrections import (
    Corrections,
    Kept,
    Spot,
    corrections_of,
    keep_correction,
    withdraw_correction,
)
from invoice_desk.store.duplicates import find_before
from invoice_desk.store.outcome import all_entries
from invoice_desk.store.records import keep_outcome, load_opened, load_record
from invoice_desk.store.templates import newest_template
from invoice_desk.values.meaning import understand
from invoice_desk.workflow.desk import Desk

_YES = frozenset({"yes", "true", "1", "x", "☑", "نعم", "oui"})
_NO = frozenset({"no", "false", "0", "", "☐", "لا", "non"})


@dataclass(frozen=True, slots=True)
class Difference:
    """A value where the machine reads another thing than the person said.

    person: the person's text; machine: what is read now, "" for nothing; before: what was read when
    the person said so; is_new: the machine reads another thing now than then.
    """

    spot: Spot
    person: str
    machine: str
    before: str

    @property
    def is_new(self) -> bool:
        """Whether the machine has read otherwise since."""
        return self.machine != self.before


@dataclass(frozen=True, slots=True)
class Opened:
    """An invoice as it is now. record: None where it was never read; differences: as `differences` tells."""

    filed: Filed
    record: Record | None
    differences: list[Difference]


def open_invoice(desk: Desk, key: int) -> Opened:
    """Return an invoice with all that is shown of it. Raises Refused where the desk has none of it."""
    originals = desk.store.originals
    with desk.reading() as connection:
        read = next(load_opened(connection, originals, [key]), None)
        if read is None:
            return Opened(documents.get_filed(connection, originals, key), None, [])
    filed, record, said = read
    return Opened(filed, record, _differences(said, record))


def correct(desk: Desk, key: int, spot: Spot, text: str) -> Record:
    """Put a person's text in place of a reading; return the record as it is now.

    The machine's reading stays beside it, and no later reading takes its place. Raises Refused
    where the invoice is not in review or has no such value, BadSetting where the text is no value
    of the field's kind: a date that is none, an amount without digits.
    """
    with desk.change() as change:
        entry = _entry_at(_in_review(desk, change, key), key, spot)
        value = value_of(text, entry.field)
        correction = Correction(text, value, desk.who, datetime.now(UTC))
        keep_correction(change, key, spot, Kept(correction, entry.reading, is_confirmation=False))
        return _settled(desk, change, key)


def confirm(desk: Desk, key: int, spot: Spot) -> Record:
    """Say that a doubtful reading is right; return the record as it is now. Raises Refused."""
    with desk.change() as change:
        entry = _entry_at(_in_review(desk, change, key), key, spot)
        if entry.correction is not None:
            raise Refused(f"{spot} of invoice {key} was corrected already")
        text = entry.reading.text if entry.reading is not None else ""
        correction = Correction(text, entry.value, desk.who, datetime.now(UTC))
        keep_correction(change, key, spot, Kept(correction, entry.reading, is_confirmation=True))
        return _settled(desk, change, key)


def withdraw(desk: Desk, key: int, spot: Spot) -> Record:
    """Take a correction or confirmation back; return the record as it is now. Raises Refused."""
    with desk.change() as change:
        _in_review(desk, change, key)
        withdraw_correction(change, key, spot)
        return _settled(desk, change, key)


def value_of(text: str, field: Field) -> Value | None:
    """Return what a person's text means in a field, None for a blank. Raises BadSetting for no such value."""
    if field.kind is FieldKind.CHECKBOX:
        return _ticked(text, field)
    if not text.strip():
        return None
    value = understand(text, field.kind, field.options).value
    if value is None:
        raise BadSetting(f"{text!r} is no {field.kind.value}", where=field.title, remedy=_example(field))
    return value


def accept(desk: Desk, keys: Iterable[int], *, only_sure: bool = False) -> list[int]:
    """Take invoices as they stand: a person vouches for their values. Returns which ones.

    only_sure: those with a doubtful value or failed check are passed over, and those of which a line
    is read otherwise than when a person corrected it: it may be another line now. Raises Refused, and accepts
    none, where one of them is not in review or is the same invoice as another one.
    """
    accepted = []
    with desk.change() as change:
        for key in keys:
            if only_sure and not _is_sure(change, key, _in_review(desk, change, key)):
                continue
            _check_booked_once(change, key)
            documents.set_state(change, key, State.ACCEPTED, What.ACCEPTED, only_from={State.REVIEW})
            accepted.append(key)
    return accepted


def reopen(desk: Desk, key: int) -> None:
    """Put an accepted or exported invoice back into review. Raises Refused."""
    with desk.change() as change:
        documents.set_state(change, key, State.REVIEW, What.REOPENED, only_from=SETTLED)


def reject(desk: Desk, keys: Iterable[int]) -> None:
    """Set invoices aside that are not to be booked. Raises Refused, and rejects none."""
    with desk.change() as change:
        for key in keys:
            documents.reject(change, key)


def restore(desk: Desk, keys: Iterable[int]) -> None:
    """Bring deleted or rejected invoices back. Raises Refused, and restores none."""
    with desk.change() as change:
        for key in keys:
            documents.restore(change, key)


def delete(desk: Desk, keys: Iterable[int]) -> None:
    """Take invoices out of all lists; `restore` undoes it. Raises Refused, and deletes none."""
    with desk.change() as change:
        for key in keys:
            documents.delete(change, key)


def overrule(desk: Desk, key: int) -> None:
    """Say that an invoice is no duplicate; it is never held back as one again. Raises Refused."""
    with desk.change() as change:
        documents.overrule(change, key)


def read_again(desk: Desk, keys: Iterable[int], *, template: str | None = None) -> list[int]:
    """Let invoices wait to be read anew, by another template where one is named; return which.

    What a person typed stays. Raises Refused for one that is accepted or exported (reopen it first), is
    being read, set aside or deleted, and BadTemplate; then none is.
    """
    queued = []
    with desk.change() as change:
        if template is not None and newest_template(change.connection, template) is None:
            raise BadTemplate(f"the desk has no template {template!r}", remedy="invoice-desk templates list")
        for key in keys:
            filed = documents.get_filed(change.connection, desk.store.originals, key)
            _check_readable(filed)
            if template is not None:
                documents.choose_template(change, key, template)
            if not (template or filed.template):
                raise Refused(f"no template is chosen for invoice {key}", remedy="name one with --template")
            if filed.state is not State.NEW:
                documents.queue_again(change, [key])
            queued.append(key)
    return queued


def differences(desk: Desk, key: int) -> list[Difference]:
    """Return where the machine reads another thing now than the person said, in the order of the fields."""
    return open_invoice(desk, key).differences


def _differences(said: Mapping[Spot, Kept], record: Record) -> list[Difference]:
    found = []
    for spot, kept in said.items():
        entry = _find(record, spot)
        machine = _read_in(entry)
        value = entry.value if entry is not None else None
        before = kept.reading.text if kept.reading is not None else ""
        if machine != kept.correction.text and (value is None or value != kept.correction.value):
            found.append(Difference(spot, kept.correction.text, machine, before))
    return found


def _check_readable(filed: Filed) -> None:
    """Raise Refused for an invoice that is not to be read anew as it stands; the rest `set_state` knows."""
    key = filed.id
    if filed.is_deleted:
        raise Refused(f"invoice {key} is deleted", remedy=f"invoice-desk bring-back {key}")
    match filed.state:
        case State.READING:
            raise Refused(f"invoice {key} is being read", remedy="wait for it, or run invoice-desk read")
        case State.DUPLICATE:
            raise Refused(f"invoice {key} is set aside", remedy=f"invoice-desk not-duplicate {key}")
        case State.REJECTED:
            raise Refused(f"invoice {key} is set aside", remedy=f"invoice-desk bring-back {key}")


def _check_booked_once(change: Change, key: int) -> None:
    """Raise Refused for the same invoice as an earlier or a booked one: corrections can make it so."""
    if documents.is_own(change.connection, key):
        return
    same = find_before(change.connection, key)
    if same is not None:
        raise Refused(
            f"invoice {key} may be a duplicate: {same.words}",
            remedy=f"reject it, or say that it is none: invoice-desk not-duplicate {key}",
        )


def _in_review(desk: Desk, change: Change, key: int) -> Record:
    filed = documents.get_filed(change.connection, desk.store.originals, key)
    record = load_record(change.connection, desk.store.originals, key)
    if filed.is_deleted:
        raise Refused(f"invoice {key} is deleted", remedy=f"invoice-desk bring-back {key}")
    if filed.state is not State.REVIEW or record is None:
        remedy = f"invoice-desk reopen {key}" if filed.state in {State.ACCEPTED, State.EXPORTED} else ""
        raise Refused(f"invoice {key} is {filed.state}, so its values cannot be changed", remedy=remedy)
    return record


def _settled(desk: Desk, change: Change, key: int) -> Record:
    """Check a record anew after a person's word, and keep the outcome."""
    record = load_record(change.connection, desk.store.originals, key)
    if record is None:
        raise Refused(f"invoice {key} was never read")
    checked = recheck(record)
    keep_outcome(change, key, checked)
    return checked


def _is_sure(change: Change, key: int, record: Record) -> bool:
    is_open = any(entry.is_open for entry in all_entries(record))
    said = corrections_of(change.connection, [key]).get(key, {})
    return not is_open and all(check.ok for check in record.checks) and not _has_moved(said, record)


def _has_moved(said: Corrections, record: Record) -> bool:
    """Whether a cell that a person settled is read otherwise now: the lines may have shifted below it."""
    cells = ((_find(record, spot), kept) for spot, kept in said.items() if spot.line)
    return any(_read_in(entry) != (kept.reading.text if kept.reading else "") for entry, kept in cells)


def _read_in(entry: Entry | None) -> str:
    """Return what the machine reads, "" for nothing."""
    return entry.reading.text if entry is not None and entry.reading is not None else ""


def _entry_at(record: Record, key: int, spot: Spot) -> Entry:
    entry = _find(record, spot)
    if entry is None:
        names = ", ".join([*(one.field.name for one in record.entries), *record.tables])
        raise Refused(f"invoice {key} has no value {spot}", remedy=f"its fields are {names}")
    return entry


def _find(record: Record, spot: Spot) -> Entry | None:
    if not spot.line:
        return next((one for one in record.entries if one.field.name == spot.field), None)
    with suppress(IndexError):
        return record.tables.get(spot.field, ())[spot.line - 1].get(spot.column)
    return None


def _ticked(text: str, field: Field) -> bool:
    word = text.strip().casefold()
    if word in _YES | _NO:
        return word in _YES
    raise BadSetting(f"{text!r} is neither yes nor no", where=field.title, remedy="type yes or no")


def _example(field: Field) -> str:
    match field.kind:
        case FieldKind.DATE:
            return "type it as 2026-03-14"
        case FieldKind.AMOUNT | FieldKind.NUMBER:
            return "type it as 1234.50"
    return "type it as it is printed"
