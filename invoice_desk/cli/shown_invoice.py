"""What a person sees of one invoice: how it stands, its values beside the machine's readings, its checks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from invoice_desk.cli.desks import spot_name
from invoice_desk.cli.screen import value_words
from invoice_desk.cli.terminal import console, local_time, one_line, table_of

if TYPE_CHECKING:
    from rich.table import Table

    from invoice_desk.cli.showing import Invoice
    from invoice_desk.invoice.filed import Filed
    from invoice_desk.invoice.record import Entry, Record, Row
    from invoice_desk.workflow.reviewing import Difference

_OPEN = "?"  # behind a value that a person has still to look at


def print_invoice(invoice: Invoice) -> None:
    """Print an invoice."""
    from rich.text import Text

    screen = console()

    def say(line: str) -> None:
        screen.print(Text(one_line(line)), soft_wrap=True)

    for line in _head(invoice.filed):
        say(line)
    if invoice.record is None:
        say("nothing was read of it yet")
        return
    if invoice.record.entries:
        screen.print(_values(invoice.record))
    for name, rows in invoice.record.tables.items():
        screen.print(_lines(name, rows))
    for line in (*_facts(invoice.record), *map(_difference, invoice.differences)):
        say(line)


def _head(filed: Filed) -> Iterator[str]:
    state = f"{filed.state}, deleted" if filed.is_deleted else filed.state
    template = filed.template or "no template is chosen"
    added = f"added {local_time(filed.added)}"
    yield " · ".join((f"invoice {filed.id}", state, filed.document.name, template, added))
    if filed.duplicate is not None:
        yield f"set aside: {filed.duplicate.words} (invoice-desk not-duplicate {filed.id} overrules it)"
    if filed.problem is not None:
        yield f"failed: {filed.problem}"
    yield f"original: {filed.document.path}"


def _values(record: Record) -> Table:
    """Return a row a value: what counts, who says so, and what the machine reads there."""
    rows = [
        (
            _name(entry),
            _marked(entry),
            _who(entry),
            entry.reading.text if entry.reading is not None else "",
            f"{entry.reading.confidence:.0%}" if entry.reading is not None else "",
            "; ".join(one.words for one in entry.reasons),
        )
        for entry in record.entries
    ]
    headings = ("field", "value", "said by", "machine reads", "sure", "why it is doubted")
    return table_of(rows, *headings, right=("sure",))


def _name(entry: Entry) -> str:
    """Return what a person types to name a field, and what it is called where that is another thing."""
    name, title = entry.field.name, entry.field.title
    return name if title == name else f"{name} ({title})"


def _lines(name: str, rows: Sequence[Row]) -> Table:
    """Return a row a line, with the number that names it; of a cell that a person changed both are shown."""
    columns = list(rows[0]) if rows else []
    cells = [(str(number), *map(_cell, row.values())) for number, row in enumerate(rows, start=1)]
    return table_of(cells, "line", *columns, title=name)


def _cell(entry: Entry) -> str:
    if entry.correction is None:
        return _marked(entry)
    return f"{_marked(entry)} (machine: {entry.reading.text if entry.reading is not None else 'nothing'})"


def _marked(entry: Entry) -> str:
    """Return a value as it counts, its text alone where that means nothing certain, and the mark of doubt."""
    words = value_words(entry) or entry.shown_text
    return f"{words} {_OPEN}".lstrip() if entry.is_open else words


def _who(entry: Entry) -> str:
    if entry.correction is not None:
        return entry.correction.who
    return "confirmed" if entry.accepted else ""


def _facts(record: Record) -> Iterator[str]:
    for code in record.codes:
        yield f"{code.format}: {code.text}"
    failed = [check for check in record.checks if not check.ok]
    yield from (f"check fails: {check.name}: {check.message}" for check in failed)
    if record.checks:
        yield f"{len(record.checks) - len(failed)} of {len(record.checks)} checks hold"


def _difference(one: Difference) -> str:
    person, machine, before = (text or "nothing" for text in (one.person, one.machine, one.before))
    since = f", and read {before} before" if one.is_new else ""
    return f"differs: {spot_name(one.spot)}: a person said {person}, the machine reads {machine}{since}"
