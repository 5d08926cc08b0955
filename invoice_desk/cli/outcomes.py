"""What became of a file that was taken in or read, in one line."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING

from invoice_desk.cli.running import complain, results
from invoice_desk.cli.terminal import one_line, show_line
from invoice_desk.errors import Problem

if TYPE_CHECKING:
    from invoice_desk.invoice.filed import Filed
    from invoice_desk.invoice.record import Record
    from invoice_desk.workflow.done import Done


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line. id: None where the file could not be taken in; is_new: whether it was added just now;
    status: of the record, None where it was not read just now; duplicate_of: while it is set aside.
    """

    file: str
    id: int | None
    is_new: bool
    state: str
    status: str | None = None
    template: str | None = None
    duplicate_of: int | None = None
    message: str = ""
    error: Problem | None = None


def outcome_of_reading(done: Done, name: str, *, is_new: bool) -> Outcome:
    """Return what became of an invoice that was read."""
    if done.record is None:
        return Outcome(name, done.id, is_new, "failed", "failed", error=done.problem)
    record = done.record
    read = Outcome(name, done.id, is_new, "review", record.status.value, record.template.name)
    if done.duplicate is None:
        return replace(read, message=left_to_do(record))
    return replace(read, state="duplicate", duplicate_of=done.duplicate.of, message=done.duplicate.words)


def outcome_as_filed(filed: Filed, name: str, *, is_new: bool) -> Outcome:
    """Return how an invoice stands that this command did not read."""
    known = "" if is_new else f"is already there as invoice {filed.id}"
    words = "; ".join(one for one in (known, _how_it_stands(filed)) if one)
    found = Outcome(name, filed.id, is_new, filed.state.value, template=filed.template or None, message=words)
    return found if filed.duplicate is None else replace(found, duplicate_of=filed.duplicate.of)


def print_outcome(one: Outcome, *, is_json: bool) -> None:
    """Print a line; a pipe that was closed early does not keep the others from being read."""
    with results(goes_on=True):
        show_line(_json(one) if is_json else _words(one))
    if is_json and one.error is not None:
        complain(one.error)


def _words(one: Outcome) -> str:
    mark = one.status if one.state == "review" and one.status else one.state
    message = one.message if one.error is None else str(replace(one.error, where=""))
    return f"{mark:<9} {one.id or '-':>6}  {one_line(one.file)}  {one_line(message)}".rstrip()


def _json(one: Outcome) -> str:
    from invoice_desk.export.json_lines import line_of

    found = asdict(replace(one, error=None))
    del found["error"]
    return line_of(found | ({"error": str(one.error)} if one.error is not None else {}))


def left_to_do(record: Record) -> str:
    """Return what a person has to look at, "" for nothing."""
    cells = [cell for rows in record.tables.values() for row in rows for cell in row.values()]
    doubts = sum(entry.is_open for entry in [*record.entries, *cells])
    failed = sum(not check.ok for check in record.checks)
    words = [f"{doubts} in doubt"] if doubts else []
    words += [f"{failed} failed {'check' if failed == 1 else 'checks'}"] if failed else []
    return ", ".join(words)


def _how_it_stands(filed: Filed) -> str:
    if filed.duplicate is not None and filed.state == "duplicate":
        return f"set aside: {filed.duplicate.words}"
    if filed.state != "new":
        return "" if filed.problem is None else str(replace(filed.problem, where=""))
    if not filed.template:
        return "no template is chosen for it"
    return f"waits to be read by the template {filed.template}"
