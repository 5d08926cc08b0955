"""An invoice as the desk keeps it: its state, what became of it, and what may become of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from invoice_desk.errors import Problem
from invoice_desk.invoice.document import Document


class State(StrEnum):
    """Where an invoice stands in the day's work.

    NEW waits to be read, REVIEW for a person; FAILED could not be read; DUPLICATE is set aside with
    a link to the first; REJECTED is not to be booked.
    """

    NEW = "new"
    READING = "reading"
    REVIEW = "review"
    ACCEPTED = "accepted"
    EXPORTED = "exported"
    FAILED = "failed"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


NEXT: Mapping[State, frozenset[State]] = {
    State.NEW: frozenset({State.READING, State.FAILED, State.DUPLICATE, State.REJECTED}),
    State.READING: frozenset({State.NEW, State.REVIEW, State.FAILED, State.DUPLICATE}),
    State.REVIEW: frozenset({State.NEW, State.ACCEPTED, State.DUPLICATE, State.REJECTED}),
    State.ACCEPTED: frozenset({State.REVIEW, State.EXPORTED, State.REJECTED}),
    State.EXPORTED: frozenset({State.REVIEW, State.EXPORTED}),
    State.FAILED: frozenset({State.NEW, State.DUPLICATE, State.REJECTED}),
    State.DUPLICATE: frozenset({State.NEW, State.REVIEW, State.FAILED, State.REJECTED}),
    State.REJECTED: frozenset({State.NEW, State.REVIEW, State.FAILED, State.DUPLICATE}),
}
"""Which states may follow each: what a person vouched for is read anew only after it is reopened."""

SETTLED = frozenset({State.ACCEPTED, State.EXPORTED})
"""The states in which a person has vouched for the values: no machine changes them."""


class Sameness(StrEnum):
    """Why an invoice is taken for a duplicate. The value is its English words, {} the first one's number."""

    BYTES = "the file has the same bytes as invoice {}"
    PAGE = "the page looks the same as that of invoice {}"
    INVOICE = "seller, number, date and total are the same as of invoice {}"
    VERSION = "the same file came again in a newer version, as invoice {}"


@dataclass(frozen=True, slots=True)
class Duplicate:
    """That an invoice was taken for a duplicate: of which (its id), and why."""

    of: int
    sameness: Sameness

    @property
    def words(self) -> str:
        """The reason as an English sentence."""
        return self.sameness.value.format(self.of)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a file came from: its kind ("file", or the name of a source) and what it is called there.

    source_id: of a source of the desk, None for a file that a person added; version: of the
    item there, "" where it has none.
    """

    kind: str
    item: str
    source_id: int | None = None
    version: str = ""


@dataclass(frozen=True, slots=True)
class Filed:
    """One invoice of the desk.

    id: its number on this desk, never given twice; document: path is its original in the desk's
    folder, or where that is not there the place where it should be; template: the name of the one
    chosen for it, "" for none; duplicate: while it is set aside as one; problem: why reading failed;
    deaths: how often the program died while reading it; is_deleted: out of all lists, can be restored.
    """

    id: int
    document: Document
    state: State
    added: datetime
    template: str = ""
    duplicate: Duplicate | None = None
    problem: Problem | None = None
    deaths: int = 0
    is_deleted: bool = False
    is_read: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What a list shows of one invoice; values are the person's where there is one.

    doubtful: how many values a person should look at; failed_checks: how many checks fail.
    """

    id: int
    name: str
    state: State
    added: datetime
    template: str
    seller: str
    number: str
    issued: date | None
    total: Decimal | None
    currency: str
    doubtful: int
    failed_checks: int
    duplicate_of: int | None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file that is to be taken in: what it is called, where it came from, and its path or its bytes."""

    name: str
    origin: Origin
    path: Path | None = None
    content: bytes | None = None
