"""A record: all that is known of one invoice after reading, and what people made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from invoice_desk.errors import Problem
from invoice_desk.invoice.document import Document
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.fields import Field
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Reading
from invoice_desk.invoice.template import Template

Value = str | Decimal | date | bool
"""What a text means: a name or identifier, a number or amount, a date, a ticked box."""


class Status(StrEnum):
    """What is to be done with a record: nothing, a person's look, or a mended file."""

    OK = "ok"
    REVIEW = "review"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Correction:
    """What a person put in place of the machine's reading."""

    text: str
    value: Value | None
    who: str
    when: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of one invoice.

    reading: None where nothing was found; value: None where the text means nothing certain
    enough; currency: ISO 4217 of an amount; box: where it lies on the page, None where it
    lies on none; reasons: why a person should look; correction: shown instead, if there is one.
    """

    field: Field
    reading: Reading | None = None
    value: Value | None = None
    currency: str | None = None
    box: Box | None = None
    reasons: tuple[Reason, ...] = ()
    correction: Correction | None = None
    accepted: bool = False

    @property
    def shown_text(self) -> str:
        """The person's text where there is one, else the printed text, else ""."""
        if self.correction is not None:
            return self.correction.text
        return self.reading.text if self.reading is not None else ""

    @property
    def shown_value(self) -> Value | None:
        """The person's value where there is one, else the machine's."""
        return self.correction.value if self.correction is not None else self.value

    @property
    def confidence(self) -> float:
        """0..1; 1 for a correction, 0 where nothing was read."""
        if self.correction is not None:
            return 1.0
        return self.reading.confidence if self.reading is not None else 0.0

    @property
    def is_settled(self) -> bool:
        """Whether a person has said what it is."""
        return self.accepted or self.correction is not None

    @property
    def is_open(self) -> bool:
        """Whether a person has still to look at it."""
        return self.is_doubtful and not self.is_settled

    @property
    def is_doubtful(self) -> bool:
        """Whether a person should look at it; that an optional field is blank is no doubt."""
        return any(self.field.required or one.doubt is not Doubt.NOTHING_FOUND for one in self.reasons)


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one rule: its name, whether it holds, what it says, and the fields it is about."""

    name: str
    ok: bool
    message: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Code:
    """A QR or bar code: its symbology, text, place, and what its text means (key to value), if known."""

    format: str
    text: str
    page: int
    box: Box
    meaning: Mapping[str, str] | None = None


Row = Mapping[str, Entry]
"""One line of a table: column name to Entry."""


@dataclass(frozen=True, slots=True)
class Record:
    """One invoice, read.

    document: None when the file could not even be opened; file: its name as given;
    tables: table field name to rows; problem: why it failed, None otherwise; fingerprint: the
    perceptual hash of the first page that was read (imaging.fingerprints), "" for none.
    """

    file: str
    template: Template
    document: Document | None = None
    entries: tuple[Entry, ...] = ()
    tables: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    codes: tuple[Code, ...] = ()
    checks: tuple[Check, ...] = ()
    status: Status = Status.OK
    problem: Problem | None = None
    fingerprint: str = ""
