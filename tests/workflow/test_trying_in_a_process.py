"""A reading process tries some fields of a page, and no answer of it reaches another request."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from small_invoices import draw_invoice, small_template

from invoice_desk.errors import DeskError
from invoice_desk.imaging.opening import inspect
from invoice_desk.invoice.document import Document
from invoice_desk.progress import never_stopped
from invoice_desk.workflow.reading_process import ReadingProcess, reading_process
from invoice_desk.workflow.settings import Settings

pytestmark = pytest.mark.usefixtures("tessdata")
ALL = ("number", "date", "total")


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return inspect(draw_invoice(tmp_path / "a.png", number="INV-7731", total="640.25"))


@pytest.fixture(scope="module")
def process() -> Iterator[ReadingProcess]:
    with reading_process(Settings()) as one:
        yield one


def test_the_named_fields_are_read_as_the_whole_invoice_is(
    process: ReadingProcess, document: Document
) -> None:
    record = process.read(document, small_template(), is_stopped=never_stopped)
    assert record is not None
    tried = dict(process.try_fields(document, 0, small_template(), ("number", "total")))
    whole = {entry.field.name: entry.value for entry in record.entries}
    assert {name: entry.value for name, entry in tried.items()} == {
        name: whole[name] for name in ("number", "total")
    }
    assert tried["number"].field == small_template().fields[0]


def test_what_is_given_up_half_way_does_not_answer_the_next_request(
    process: ReadingProcess, document: Document, tmp_path: Path
) -> None:
    steps = process.try_fields(document, 0, small_template(), ALL)
    next(steps)
    steps.close()
    other = inspect(draw_invoice(tmp_path / "b.png", number="INV-2046"))
    ((_name, entry),) = process.try_fields(other, 0, small_template(), ("number",))
    assert entry.shown_text == "INV-2046"


def test_who_stops_gets_nothing_more_and_the_process_ends(
    process: ReadingProcess, document: Document
) -> None:
    assert list(process.try_fields(document, 0, small_template(), ALL, is_stopped=lambda: True)) == []
    assert process.pid is None
    assert len(list(process.try_fields(document, 0, small_template(), ALL))) == len(ALL)


def test_a_page_that_cannot_be_opened_is_told(process: ReadingProcess, document: Document) -> None:
    document.path.write_bytes(b"no picture")
    other = Document("f" * 64, document.path, document.name, document.origin, document.pages)
    with pytest.raises(DeskError) as told:
        list(process.try_fields(other, 0, small_template(), ALL))
    assert told.value.problem.kind == "BadFile"
    assert told.value.problem.where
