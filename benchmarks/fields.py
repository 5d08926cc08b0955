"""Fields that must be right: the Latin ones of arabic_invoice, and four of each untouched billing invoice.

Boxes of arabic_invoice are the truth's, as they are and moved by up to 4 px; billing is read by
one template of fixed boxes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.shared_data import shared_folder
from invoice_desk.export.rows import value_words
from invoice_desk.extraction.extract import extract
from invoice_desk.imaging.opening import inspect
from invoice_desk.invoice.fields import Field, FieldKind, Options
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.template import PageSize, Template
from invoice_desk.reading.choosing import Readers
from invoice_desk.workflow.readers import build_readers
from invoice_desk.workflow.settings import Settings

LATIN = ("date", "due_date", "trn", "customer_trn", "quantity_total")
SHIFTS = ((0, 0, 0), (-4, 0, 0), (4, 0, 0), (0, -4, 0), (0, 4, 0), (0, 0, 2), (0, 0, 4), (0, 0, 6))
BILLING = ("FAC_2018_0001-654.png", "FAC1_OK.png", "FAC2_OK.png", "FAC3_OK.png")
BILLING_BOXES = {
    "invoice_number": (FieldKind.IDENTIFIER, Box(120, 18, 460, 46)),
    "date": (FieldKind.DATE, Box(110, 49, 400, 74)),
    "customer": (FieldKind.TEXT, Box(75, 79, 460, 101)),
    "email": (FieldKind.IDENTIFIER, Box(54, 99, 460, 117)),
}


@dataclass(frozen=True)
class Outcome:
    """One field of one file: what it should be, what was read, and its confidence."""

    file: str
    field: str
    wanted: str
    found: str | None
    confidence: float

    @property
    def is_right(self) -> bool:
        """Whether the value is exactly the truth's."""
        return self.found == self.wanted


def main() -> None:
    """Print each figure and what was wrong."""
    readers = build_readers(Settings())
    for dx, dy, by in SHIFTS:
        _print(f"arabic_invoice, boxes moved ({dx}, {dy}) grown {by}", list(arabic(readers, dx, dy, by)))
    _print("billing, one template of fixed boxes", list(billing(readers)))


def arabic(readers: Readers, dx: int, dy: int, by: int) -> Iterator[Outcome]:
    """Read the five Latin fields from the truth's boxes, moved by dx, dy and grown by `by` pixels."""
    folder = shared_folder("arabic_invoice")
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    wanted = {one["name"]: one for one in truth["fields"] if one["name"] in LATIN}
    fields = tuple(_arabic_field(one, dx, dy, by) for one in wanted.values())
    size = PageSize(width=truth["width"], height=truth["height"])
    template = Template(name="arabic", page=size, fields=fields)
    values = {name: str(one["value"]) for name, one in wanted.items()}
    yield from _outcomes(folder / truth["image"], template, values, readers)


def billing(readers: Readers) -> Iterator[Outcome]:
    """Read number, date, customer and email of the four untouched invoices."""
    folder = shared_folder("billing")
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))["invoices"]
    fields = tuple(Field(name=name, kind=kind, box=box) for name, (kind, box) in BILLING_BOXES.items())
    template = Template(name="billing", page=PageSize(width=850, height=1100), fields=fields)
    for name in BILLING:
        values = {field: str(truth[name][field]) for field in BILLING_BOXES}
        yield from _outcomes(folder / name, template, values, readers)


def _arabic_field(truth: dict[str, Any], dx: int, dy: int, by: int) -> Field:
    kind = FieldKind.NUMBER if truth["kind"] == "amount" else FieldKind(truth["kind"])
    box = Box(*truth["box"]).moved(dx=dx, dy=dy).grown(by)
    return Field(
        name=truth["name"], kind=kind, box=box, options=Options(date_order=truth.get("order", "auto"))
    )


def _outcomes(file: Path, template: Template, wanted: dict[str, str], readers: Readers) -> Iterator[Outcome]:
    record = extract(inspect(file), [template], readers)
    for entry in record.entries:
        name, value = entry.field.name, value_words(entry.value)
        yield Outcome(file.name, name, wanted[name], value, entry.confidence)


def _print(title: str, outcomes: list[Outcome]) -> None:
    right = sum(one.is_right for one in outcomes)
    print(f"{title}: {right} of {len(outcomes)} right")
    for one in outcomes:
        if not one.is_right:
            sure = f"{one.confidence:.0%}"
            print(f"    {one.file} {one.field}: wanted {one.wanted!r}, read {one.found!r} ({sure} sure)")


if __name__ == "__main__":
    main()
