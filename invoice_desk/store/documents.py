"""The invoices of a desk: taken in, found again, and led from one state to the next."""

from __future__ import annotations

import json
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, exists, func, insert, select, update

from invoice_desk.errors import Problem, Refused
from invoice_desk.invoice.document import Document
from invoice_desk.invoice.filed import NEXT, SETTLED, Duplicate, Filed, Origin, Sameness, State
from invoice_desk.store.change import Change, What, accepted_since
from invoice_desk.store.coding import (
    dump,
    index_key,
    pages_from_json,
    pages_to_json,
    problem_from_text,
    problem_to_text,
)
from invoice_desk.store.database import MAX_KEY, Connection, key_of
from invoice_desk.store.duplicates import find_before
from invoice_desk.store.originals import Originals, suffix_of
from invoice_desk.store.schema import corrections, documents
from invoice_desk.store.search_index import index_words
from invoice_desk.values.searching import index_form

_LONGEST_NAME = 500  # characters
_AT_ONCE = 500  # invoices of one statement
_READ_AGAIN = (State.REVIEW, State.FAILED)
_WAY_OUT: Mapping[State, str] = {
    State.NEW: "invoice-desk read",
    State.READING: "wait until it is read",
    State.REVIEW: "",
    State.ACCEPTED: "invoice-desk reopen {}",
    State.EXPORTED: "invoice-desk reopen {}",
    State.FAILED: "invoice-desk read {}",
    State.DUPLICATE: "invoice-desk not-duplicate {}",
    State.REJECTED: "invoice-desk bring-back {}",
}
"""What leads an invoice on from where it stands, for the messages."""


@dataclass(frozen=True, slots=True)
class Claim:
    """An invoice that is to be read now. token: of this one reading; nothing else may keep its outcome."""

    filed: Filed
    token: str


def add_document(
    change: Change, document: Document, origin: Origin, *, template: str, duplicate: Duplicate | None
) -> int:
    """Add an invoice whose original is kept already; return its number.

    It is NEW, or set aside as a duplicate. The database refuses the same bytes from the same place twice.
    """
    state = State.DUPLICATE if duplicate is not None else State.NEW
    added = change.connection.execute(
        insert(documents).values(
            sha256=document.sha256,
            suffix=suffix_of(document.name),
            name=_shortened(document.name),
            origin=origin.kind,
            origin_item=index_key(origin.item),
            origin_version=origin.version,
            source_id=origin.source_id,
            pages=dump(pages_to_json(document.pages)),
            state=state.value,
            added_at=change.at,
            template=template,
            duplicate_of=duplicate.of if duplicate is not None else None,
            sameness=duplicate.sameness.name if duplicate is not None else None,
        )
    )
    key = key_of(added)
    index_words(change.connection, key, index_form(document.name))
    change.tell(key, What.ADDED, subject=origin.kind, new=document.name)
    if duplicate is not None:
        change.tell(key, What.FOUND_DUPLICATE, new=duplicate.words)
    return key


def _shortened(name: str) -> str:
    """Return a name that an index takes; none that a disk has is longer."""
    return name if len(name) <= _LONGEST_NAME else f"{name[:_LONGEST_NAME]}…"


def find_arrival(connection: Connection, origin: Origin, sha256: str) -> int | None:
    """Return the number of the invoice that came from the same place with the same bytes."""
    return connection.execute(
        select(documents.c.id).where(
            documents.c.origin == origin.kind,
            documents.c.origin_item == index_key(origin.item),
            documents.c.sha256 == sha256,
        )
    ).scalar()


def get_filed(connection: Connection, originals: Originals, key: int) -> Filed:
    """Return an invoice by its number. Raises Refused where the desk has none of it."""
    row = _row(connection, key, documents)
    if row is None:
        raise Refused(f"the desk has no invoice {key}", remedy="invoice-desk list shows the numbers")
    return filed_of(row, originals)


def filed_of(row: Row[Any], originals: Originals) -> Filed:
    """Return the invoice of a row of the table."""
    same = row.duplicate_of is not None and row.sameness is not None
    return Filed(
        id=row.id,
        document=Document(
            row.sha256,
            originals.path_of(row.sha256, row.suffix),
            row.name,
            row.origin,
            pages_from_json(json.loads(row.pages)),
        ),
        state=State(row.state),
        added=row.added_at,
        template=row.template,
        duplicate=Duplicate(row.duplicate_of, Sameness[row.sameness]) if same else None,
        problem=problem_from_text(row.problem),
        deaths=row.deaths,
        is_deleted=row.is_deleted,
        is_read=row.record_id is not None,
    )


def set_state(
    change: Change,
    key: int,
    state: State,
    what: What,
    *,
    only_from: Collection[State] = frozenset(State),
    subject: str = "",
    **values: Any,  # noqa: ANN401 - columns of the table
) -> State:
    """Lead an invoice to another state, with more columns of its row; return the state before.

    One row of history says so, and of what (subject). only_from: the states in which this may happen
    to it. Raises Refused where it may not, or there is no such invoice.
    """
    before = state_of(change.connection, key)
    if state not in NEXT[before] or before not in only_from:
        remedy = _WAY_OUT[before].format(key) if before is not state else ""
        raise Refused(f"invoice {key} is {before}, so it cannot be {what.value}", remedy=remedy)
    _set(change, key, state=state.value, **values)
    change.tell(key, what, subject=subject, old=before.value, new=state.value)
    return before


def state_of(connection: Connection, key: int) -> State:
    """Return where an invoice stands. Raises Refused for one that is deleted or not there."""
    row = _row(connection, key, documents.c.state, documents.c.is_deleted)
    if row is None:
        raise Refused(f"the desk has no invoice {key}", remedy="invoice-desk list shows the numbers")
    if row.is_deleted:
        raise Refused(f"invoice {key} is deleted", remedy=f"invoice-desk bring-back {key}")
    return State(row.state)


def _row(connection: Connection, key: int, *columns: Any) -> Row[Any] | None:  # noqa: ANN401 - or the table
    """Return columns of an invoice; None for a number that the desk has not, however large it is."""
    if not 0 < key <= MAX_KEY:
        return None
    return connection.execute(select(*columns).where(documents.c.id == key)).first()


def _set(change: Change, key: int, **values: Any) -> None:  # noqa: ANN401 - columns of the table
    change.connection.execute(update(documents).where(documents.c.id == key).values(**values))


def choose_template(change: Change, key: int, template: str) -> None:
    """Say by which template an invoice is to be read from now on."""
    before = change.connection.execute(select(documents.c.template).where(documents.c.id == key)).scalar()
    if before == template:
        return
    _set(change, key, template=template)
    change.tell(key, What.TEMPLATE_CHOSEN, old=before or None, new=template)


def reject(change: Change, key: int) -> None:
    """Set an invoice aside that is not to be booked. Raises Refused."""
    before = state_of(change.connection, key)
    set_state(change, key, State.REJECTED, What.REJECTED, state_before=before.value)


def restore(change: Change, key: int) -> None:
    """Bring a deleted invoice back, or a rejected one to the state before. Raises Refused for any other.

    One that was accepted when it was rejected comes back to be accepted anew; so does a deleted one
    where the same invoice came in or was booked meanwhile.
    """
    columns = (documents.c.is_deleted, documents.c.state, documents.c.state_before)
    row = _row(change.connection, key, *columns)
    if row is None:
        raise Refused(f"the desk has no invoice {key}", remedy="invoice-desk list shows the numbers")
    if row.is_deleted:
        state = State.REVIEW if _is_booked_anew(change.connection, key, row.state) else State(row.state)
        _set(change, key, is_deleted=False, state=state.value)
        change.tell(key, What.RESTORED, old="deleted", new=state.value)
        return
    if row.state != State.REJECTED.value:
        raise Refused(f"invoice {key} is neither deleted nor rejected")
    before = State.REVIEW if row.state_before == State.ACCEPTED.value else State(row.state_before)
    set_state(change, key, before, What.RESTORED, state_before=None)


def _is_booked_anew(connection: Connection, key: int, state: str) -> bool:
    """Whether a deleted invoice was accepted, and another one stands in its place by now."""
    is_doubled = state == State.ACCEPTED.value and find_before(connection, key) is not None
    return is_doubled and not is_own(connection, key)


def delete(change: Change, key: int) -> None:
    """Take an invoice out of all lists; its original and values stay, and `restore` brings it back.

    Raises Refused while it is being read, and for one that was exported: what was booked stays.
    """
    state = state_of(change.connection, key)
    if state in {State.READING, State.EXPORTED}:
        raise Refused(
            f"invoice {key} is {state}, so it cannot be deleted",
            remedy="wait until it is read" if state is State.READING else "reopen and reject it instead",
        )
    _set(change, key, is_deleted=True)
    change.tell(key, What.DELETED, old=state.value)


def set_aside(change: Change, key: int, duplicate: Duplicate) -> None:
    """Set an invoice aside as a duplicate, with a link to the first. Raises Refused."""
    before = state_of(change.connection, key)
    if State.DUPLICATE not in NEXT[before]:
        raise Refused(f"invoice {key} is {before}, so it cannot be set aside as a duplicate")
    _set(
        change,
        key,
        state=State.DUPLICATE.value,
        duplicate_of=duplicate.of,
        sameness=duplicate.sameness.name,
    )
    change.tell(key, What.FOUND_DUPLICATE, old=before.value, new=duplicate.words)


def overrule(change: Change, key: int) -> None:
    """Take a person's word that an invoice is no duplicate: it is never set aside again. Raises Refused."""
    if state_of(change.connection, key) is not State.DUPLICATE:
        _set(change, key, is_own=True)
        change.tell(key, What.OVERRULED)
        return
    record = change.connection.execute(select(documents.c.record_id).where(documents.c.id == key)).scalar()
    state = State.REVIEW if record is not None else State.NEW
    set_state(change, key, state, What.OVERRULED, is_own=True, duplicate_of=None, sameness=None)


def is_untouched(connection: Connection, key: int) -> bool:
    """Whether an invoice waits in review and nobody has said anything of it yet."""
    said = exists().where(corrections.c.document_id == documents.c.id)
    untouched = select(documents.c.id).where(
        documents.c.id == key, documents.c.state == State.REVIEW.value, ~documents.c.is_own, ~said
    )
    return connection.execute(untouched).first() is not None


def is_own(connection: Connection, key: int) -> bool:
    """Whether a person said that the invoice is no duplicate."""
    return bool(connection.execute(select(documents.c.is_own).where(documents.c.id == key)).scalar())


def note_exported(change: Change, keys: Sequence[int], subject: str, *, since: int = MAX_KEY) -> None:
    """Say of invoices that they were exported; one that nobody accepted stays where it is.

    since: the last row of history that the export saw. What a person accepted after it stays
    accepted: other values than those in the file.
    """
    for start in range(0, len(keys), _AT_ONCE):
        some = documents.c.id.in_(keys[start : start + _AT_ONCE])
        before = change.connection.execute(select(documents.c.id, documents.c.state).where(some)).all()
        anew = accepted_since(change.connection, [row.id for row in before], since)
        exported = {row.id for row in before if State(row.state) in SETTLED} - anew
        change.connection.execute(
            update(documents).where(documents.c.id.in_(exported)).values(state=State.EXPORTED.value)
        )
        change.tell_all(
            What.EXPORTED,
            subject,
            [
                (row.id, row.state, State.EXPORTED.value if row.id in exported else row.state)
                for row in before
            ],
        )


def is_waiting(connection: Connection, *, is_suspect: bool) -> bool:
    """Whether an invoice waits to be read, as `claim_next` would take it."""
    return connection.execute(_waiting(is_suspect=is_suspect)).first() is not None


def count_waiting(connection: Connection) -> int:
    """Return how many invoices wait to be read and have a template, and those that a crash left unread."""
    left = documents.c.state.in_((State.NEW.value, State.READING.value))
    waiting = select(func.count()).where(left, documents.c.template != "", ~documents.c.is_deleted)
    return int(connection.execute(waiting).scalar_one())


def waiting_templates(connection: Connection) -> list[str]:
    """Return the names of the templates of all invoices that wait to be read."""
    waiting = select(documents.c.template).where(
        documents.c.state == State.NEW.value, documents.c.template != "", ~documents.c.is_deleted
    )
    return [row.template for row in connection.execute(waiting.distinct())]


def claim_next(change: Change, originals: Originals, *, is_suspect: bool) -> Claim | None:
    """Take the next invoice that waits to be read and has a template; None where none does.

    is_suspect: one at which the program died before, else one at which it did not.
    """
    row = change.connection.execute(_waiting(is_suspect=is_suspect)).first()
    if row is None:
        return None
    token = str(uuid.uuid4())
    set_state(change, row.id, State.READING, What.READING_BEGUN, claim=token, problem=None)
    return Claim(filed_of(row, originals), token)


def _waiting(*, is_suspect: bool) -> Select[Any]:
    deaths = documents.c.deaths > 0 if is_suspect else documents.c.deaths == 0
    return (
        select(documents)
        .where(documents.c.state == State.NEW.value, documents.c.template != "", deaths)
        .where(~documents.c.is_deleted)
        .order_by(documents.c.deaths, documents.c.id)
        .limit(1)
    )


def is_claimed(connection: Connection, claim: Claim) -> bool:
    """Whether an invoice is still being read under this claim."""
    asked = select(documents.c.claim).where(documents.c.id == claim.filed.id)
    return connection.execute(asked).scalar() == claim.token


def release(change: Change, claim: Claim) -> None:
    """Let an invoice wait again that a person's stop left unread."""
    if is_claimed(change.connection, claim):
        set_state(change, claim.filed.id, State.NEW, What.READING_STOPPED, claim=None)


def fail(change: Change, claim: Claim, problem: Problem, *, died: bool = False) -> None:
    """Say why an invoice could not be read. died: its reader took the process along."""
    if is_claimed(change.connection, claim):
        deaths = claim.filed.deaths + died
        text = problem_to_text(problem)
        set_state(change, claim.filed.id, State.FAILED, What.FAILED, claim=None, problem=text, deaths=deaths)


def note_death(change: Change, claim: Claim) -> None:
    """Let an invoice wait again that took its reader's process along: it is a suspect from now on."""
    if is_claimed(change.connection, claim):
        deaths = claim.filed.deaths + 1
        set_state(change, claim.filed.id, State.NEW, What.READING_BROKEN_OFF, claim=None, deaths=deaths)


def queue_again(change: Change, keys: Iterable[int]) -> None:
    """Let invoices wait to be read anew; what a person typed stays. Raises Refused for a settled one."""
    for key in keys:
        set_state(change, key, State.NEW, What.QUEUED, only_from=_READ_AGAIN, problem=None, deaths=0)


def recover(change: Change) -> int:
    """Let those wait again that were being read when the program ended, each with a death more.

    Only for who holds the reading lock: then nobody reads. Returns how many there were.
    """
    left = select(documents.c.id, documents.c.deaths).where(documents.c.state == State.READING.value)
    rows = change.connection.execute(left.order_by(documents.c.id)).all()
    for row in rows:
        _set(change, row.id, state=State.NEW.value, claim=None, deaths=row.deaths + 1)
        change.tell(row.id, What.READING_BROKEN_OFF, old=State.READING.value, new=State.NEW.value)
    return len(rows)
