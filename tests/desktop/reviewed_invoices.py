"""Invoices made by hand for the tests of the review lane, and an owner that keeps what is said of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtGui import QColor, QImage

from invoice_desk.desktop.panels.review import ReviewPanel
from invoice_desk.errors import BadSetting, Problem
from invoice_desk.invoice.document import Document, PageInfo
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.fields import Column, Field, FieldKind
from invoice_desk.invoice.filed import Filed, State
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.reading import Glyph, Reading
from invoice_desk.invoice.record import Check, Correction, Entry, Record
from invoice_desk.invoice.template import PageSize, Template
from invoice_desk.store.corrections import Kept, Spot, corrected
from invoice_desk.values.meaning import understand
from invoice_desk.workflow.reviewing import value_of

LOW = Reason(Doubt.LOW_CONFIDENCE, "63%")
TOTAL, SELLER, DATE, NUMBER = Spot("total"), Spot("seller"), Spot("date"), Spot("number")


def glyphs_of(text: str, runners: dict[int, str] | None = None, y: int = 100) -> tuple[Glyph, ...]:
    """Return the glyphs of a text; runners: those of some of its characters, which are unsure."""
    runners = runners or {}
    printed = [char for char in text if not char.isspace()]
    return tuple(
        Glyph(
            char,
            Box(50 + 20 * at, y, 66 + 20 * at, y + 24),
            0.6 if at in runners else 0.99,
            runners.get(at, ""),
        )
        for at, char in enumerate(printed)
    )


def entry_of(
    name: str,
    kind: FieldKind,
    text: str,
    *reasons: Reason,
    runners: dict[int, str] | None = None,
    otherwise: str = "",
    confidence: float = 0.97,
) -> Entry:
    """Return an entry as it is read."""
    of = Field(name=name, label=name.capitalize(), kind=kind, box=Box(40, 90, 400, 140))
    if not text:
        return Entry(of.model_copy(update={"required": True}), box=of.box, reasons=reasons)
    reading = Reading(text, confidence, "digits", 0, of.box, glyphs_of(text, runners), otherwise)
    if kind is FieldKind.CHECKBOX:
        return Entry(of, reading, text == "☑", None, of.box, reasons)
    return Entry(of, reading, understand(text, kind, of.options).value, None, of.box, reasons)


def record_of(*entries: Entry, cells: Sequence[Entry] = (), checks: Sequence[Check] = ()) -> Record:
    """Return a record; cells: of a table of one column, a line each."""
    items = Field(
        name="items",
        label="Items",
        kind=FieldKind.TABLE,
        box=Box(0, 200, 600, 400),
        columns=(Column(name="what", x0=0, x1=600),),
    )
    fields = tuple(entry.field for entry in entries)
    template = Template(
        name="By hand",
        page=PageSize(width=640, height=480),
        fields=(*fields, items),
    )
    document = Document("0" * 64, Path("no-file.png"), "no-file.png", "file", (PageInfo(0, Size(640, 480)),))
    tables = {"items": tuple({"what": cell} for cell in cells)} if cells else {}
    return Record("no-file.png", template, document, entries, tables, checks=tuple(checks))


def filed_of(record: Record, key: int = 1, state: State = State.REVIEW, **more: object) -> Filed:
    """Return the invoice of a record as the desk keeps it."""
    assert record.document is not None
    filed = Filed(key, record.document, state, datetime.now(UTC), record.template.name, is_read=True)
    return replace(filed, **more)  # type: ignore[arg-type]


def page(color: str = "#ffffff") -> QImage:
    """Return a picture of a page."""
    image = QImage(640, 480, QImage.Format.Format_BGR888)
    image.fill(QColor(color))
    return image


@dataclass
class Owner:
    """Keeps what the panel says, as the window does by workflow.reviewing, and shows the record again."""

    panel: ReviewPanel
    records: list[Record]
    at: int = 0
    said: list[tuple[object, ...]] = field(default_factory=list)
    kept: dict[int, dict[Spot, Kept]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.panel.correction_typed.connect(self.correct)
        self.panel.confirmed.connect(self.confirm)
        self.panel.withdrawn.connect(self.withdraw)
        self.panel.accept_asked.connect(self.accept)
        self.panel.skip_asked.connect(self.skip)
        self.panel.spot_chosen.connect(self.see)
        self.chosen: list[Spot] = []
        self.show()

    def show(self) -> None:
        record = corrected(self.records[self.at], self.kept.get(self.at, {}))
        self.panel.show_record(filed_of(record, self.at + 1), record)
        self.panel.set_page(0, page())

    def correct(self, spot: Spot, text: str) -> None:
        self.said.append(("correct", spot, text))
        entry = self._entry(spot)
        try:
            value = value_of(text, entry.field)
        except BadSetting as error:
            self.panel.show_problem(error.problem)
            return
        correction = Correction(text, value, "Amal", datetime.now(UTC))
        self.kept.setdefault(self.at, {})[spot] = Kept(correction, entry.reading, is_confirmation=False)
        self.show()

    def confirm(self, spot: Spot) -> None:
        self.said.append(("confirm", spot))
        entry = self._entry(spot)
        correction = Correction(entry.shown_text, entry.value, "Amal", datetime.now(UTC))
        self.kept.setdefault(self.at, {})[spot] = Kept(correction, entry.reading, is_confirmation=True)
        self.show()

    def withdraw(self, spot: Spot) -> None:
        self.said.append(("withdraw", spot))
        self.kept[self.at].pop(spot)
        self.show()

    def accept(self) -> None:
        self.said.append(("accept", self.at + 1))
        if self.at + 1 < len(self.records):
            self.at += 1
            self.show()

    def skip(self, by: int) -> None:
        self.said.append(("skip", by))

    def see(self, spot: Spot) -> None:
        self.chosen.append(spot)

    def _entry(self, spot: Spot) -> Entry:
        record = self.records[self.at]
        if spot.line:
            return record.tables[spot.field][spot.line - 1][spot.column]
        return next(entry for entry in record.entries if entry.field.name == spot.field)


PROBLEM = Problem("Refused", "no such value", "Total", "type it as 1234.50")
