"""The settings that change what is read: the threshold of doubt reaches every way of reading."""

from __future__ import annotations

from pathlib import Path

import pytest
from desks import add_and_read, draw, record_of
from small_invoices import draw_invoice, small_template

from invoice_desk.extraction.batch import extract_all
from invoice_desk.imaging.opening import inspect, open_page
from invoice_desk.invoice.doubts import Doubt
from invoice_desk.invoice.fields import Column, Field, FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.record import Entry, Record
from invoice_desk.progress import never_stopped
from invoice_desk.reading.choosing import Readers
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.reading_process import reading_process
from invoice_desk.workflow.settings import Settings
from invoice_desk.workflow.trying import try_fields

pytestmark = pytest.mark.usefixtures("tessdata")
STRICT, LENIENT = Settings(threshold=1.0), Settings(threshold=0.5)


def unsure(entries: tuple[Entry, ...]) -> list[str]:
    """Return the fields that are in doubt only because the reader is not sure."""
    return [
        one.field.name for one in entries if Doubt.LOW_CONFIDENCE in {reason.doubt for reason in one.reasons}
    ]


def test_the_next_reading_on_the_desk_takes_the_new_threshold(desk: Desk, tmp_path: Path) -> None:
    desk.take_settings(LENIENT)
    (calm,) = add_and_read(desk, draw(tmp_path / "in"))
    desk.take_settings(STRICT)
    (strict,) = add_and_read(desk, draw(tmp_path / "in", "small-2.png", number="INV-2046"))
    assert unsure(record_of(desk, calm).entries) == []
    assert unsure(record_of(desk, strict).entries) == ["number", "date", "total"]


@pytest.mark.parametrize(("settings", "doubted"), [(STRICT, 3), (LENIENT, 0)])
def test_a_suspect_in_a_process_of_its_own_is_read_by_it_too(
    tmp_path: Path, settings: Settings, doubted: int
) -> None:
    document = inspect(draw_invoice(tmp_path / "a.png"))
    with reading_process(settings) as process:
        record = process.read(document, small_template(), is_stopped=never_stopped)
    assert record is not None
    assert len(unsure(record.entries)) == doubted


@pytest.mark.parametrize(("threshold", "doubted"), [(1.0, 3), (0.5, 0)])
def test_a_batch_of_the_commands_takes_it(
    tmp_path: Path, readers: Readers, threshold: float, doubted: int
) -> None:
    jobs = [(draw_invoice(tmp_path / "a.png"), small_template())]
    (record,) = [one for one in extract_all(jobs, readers, threshold=threshold) if isinstance(one, Record)]
    assert len(unsure(record.entries)) == doubted


@pytest.mark.parametrize(("threshold", "doubted"), [(1.0, 3), (0.5, 0)])
def test_the_cells_of_a_table_take_it(
    tmp_path: Path, readers: Readers, threshold: float, doubted: int
) -> None:
    columns = (Column(name="what", x0=230, x1=620),)
    table = Field(name="items", kind=FieldKind.TABLE, box=Box(230, 8, 620, 180), columns=columns)
    template = small_template().model_copy(update={"fields": (table,)})
    jobs = [(draw_invoice(tmp_path / "a.png"), template)]
    (record,) = [one for one in extract_all(jobs, readers, threshold=threshold) if isinstance(one, Record)]
    cells = tuple(row["what"] for row in record.tables["items"])
    assert len(unsure(cells)) == doubted


@pytest.mark.parametrize(("threshold", "doubted"), [(1.0, ["total"]), (0.5, [])])
def test_what_is_tried_while_it_is_drawn_takes_it(
    tmp_path: Path, readers: Readers, threshold: float, doubted: list[str]
) -> None:
    document = inspect(draw_invoice(tmp_path / "a.png"))
    page = open_page(document, 0)
    tried = try_fields(document, page, small_template(), ("total",), readers, threshold=threshold)
    assert unsure(tuple(entry for _name, entry in tried)) == doubted
