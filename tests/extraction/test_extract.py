"""One invoice all the way: the sample invoices by their truth, and what happens on the way."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fake_readers import readers_with
from PIL import Image
from small_invoices import VALUES, draw_invoice, field, small_template, table_field, template_of

from invoice_desk.errors import BadSetting
from invoice_desk.export.rows import value_words
from invoice_desk.extraction.extract import extract, extracting
from invoice_desk.imaging.opening import inspect
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.record import Record, Status
from invoice_desk.invoice.template import Template
from invoice_desk.progress import Progress
from invoice_desk.reading.choosing import Readers
from invoice_desk.store.template_files import read_template

SHOWN = (  # a born-digital PDF right to left, two pages of PDF, a shifted scan, a fax, a photo on its side
    "ar-palm.pdf",
    "en-engineering.pdf",
    "en-printing-june.png",
    "en-freight-fax.tif",
    "fr-fournil.jpg",
    "en-catering.jpg",
)


def read_sample(folder: Path, name: str, readers: Readers) -> tuple[Record, dict[str, Any]]:
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))[name]
    template = read_template(folder / truth["template"])
    return extract(inspect(folder / name), [template], readers), truth


def steps_of(path: Path, template: Template, readers: Readers) -> tuple[list[Progress], Record]:
    steps = extracting(inspect(path), [template], readers)
    seen = []
    while True:
        try:
            seen.append(next(steps))
        except StopIteration as end:
            return seen, end.value


@pytest.mark.parametrize("name", SHOWN)
def test_every_value_of_a_sample_is_right(samples: Path, readers: Readers, name: str) -> None:
    record, truth = read_sample(samples, name, readers)
    wanted = {key: one["value"] for key, one in truth["fields"].items() if "needs" not in one}
    found = {one.field.name: value_words(one.value) for one in record.entries if one.field.name in wanted}
    assert found == wanted
    assert {code.text for code in record.codes} == {code["text"] for code in truth["codes"]}
    for table, rows in truth["tables"].items():
        assert len(record.tables[table]) == len(rows)


@pytest.mark.parametrize("name", ["en-marine-march.pdf", "fr-atelier.pdf"])
def test_every_cell_of_a_born_digital_table_is_right(samples: Path, readers: Readers, name: str) -> None:
    record, truth = read_sample(samples, name, readers)
    for table, rows in truth["tables"].items():
        wanted = [{column: cell["value"] for column, cell in row.items()} for row in rows]
        found = [
            {column: value_words(cell.value) for column, cell in row.items()} for row in record.tables[table]
        ]
        assert found == wanted
    assert record.status is Status.OK


def test_entries_stand_in_the_order_of_the_template_and_boxes_on_the_page(
    tmp_path: Path, readers: Readers
) -> None:
    template = small_template()
    record = extract(inspect(draw_invoice(tmp_path / "a.png")), [template], readers)
    assert {one.field.name: value_words(one.value) for one in record.entries} == VALUES
    assert [one.field for one in record.entries] == list(template.fields)
    assert [one.box for one in record.entries] == [one.box for one in template.fields]
    assert (record.status, record.problem, record.file) == (Status.OK, None, str(tmp_path / "a.png"))
    assert record.document is not None
    assert record.document.name == "a.png"


def test_a_field_on_a_page_that_is_not_there_is_an_entry_with_the_reason(
    tmp_path: Path, readers: Readers
) -> None:
    more = field(Box(0, 0, 50, 50), "elsewhere", page=2, required=True)
    record = extract(inspect(draw_invoice(tmp_path / "a.png")), [small_template(more)], readers)
    entry = record.entries[-1]
    assert [one.words for one in entry.reasons] == ["the document has no page 2", "the field is required"]
    assert record.status is Status.REVIEW
    assert {one.field.name: value_words(one.value) for one in record.entries[:-1]} == VALUES


def test_a_template_without_fields_still_gives_the_codes(samples: Path, readers: Readers) -> None:
    document = inspect(samples / "en-catering.jpg")
    record = extract(document, [template_of(size=document.pages[0].size)], readers)
    assert record.entries == ()
    assert [code.format for code in record.codes] == ["QRCode"]


def test_a_required_table_without_a_line_calls_for_a_look(tmp_path: Path, readers: Readers) -> None:
    blank = Box(20, 190, 620, 238)
    columns = ("price", FieldKind.AMOUNT, 400, 620)
    path = draw_invoice(tmp_path / "a.png")
    needed = small_template(table_field(blank, columns, required=True, label="Lines"))
    record = extract(inspect(path), [needed], readers)
    assert record.tables == {"lines": ()}
    (failed,) = [one for one in record.checks if not one.ok]
    assert (failed.name, failed.message) == ("required: lines", "Lines is required and nothing was read")
    assert failed.fields == ("lines",)
    assert record.status is Status.REVIEW
    optional = small_template(table_field(blank, columns))
    assert extract(inspect(path), [optional], readers).status is Status.OK


def test_a_required_table_with_lines_passes(tmp_path: Path, readers: Readers) -> None:
    needed = small_template(
        table_field(Box(20, 130, 620, 180), ("total", FieldKind.AMOUNT, 230, 620), required=True)
    )
    record = extract(inspect(draw_invoice(tmp_path / "a.png")), [needed], readers)
    assert [one.ok for one in record.checks if one.name == "required: lines"] == [True]
    assert record.status is Status.OK


@pytest.mark.parametrize(
    ("kind", "reader"), [("amount", "text_layer"), ("amount", "codes"), ("code", "auto")]
)
def test_print_that_its_reader_cannot_read_calls_for_a_look_and_blank_paper_does_not(
    tmp_path: Path, readers: Readers, kind: str, reader: str
) -> None:
    printed = field(Box(230, 128, 620, 178), "total", FieldKind(kind), reader=reader)
    blank = field(Box(230, 190, 620, 230), "blank", FieldKind(kind), reader=reader)
    path = draw_invoice(tmp_path / "a.png")
    record = extract(inspect(path), [template_of(printed, blank)], readers)
    doubts = {one.field.name: [reason.doubt for reason in one.reasons] for one in record.entries}
    assert doubts == {"total": [Doubt.NOT_READ], "blank": [Doubt.NOTHING_FOUND]}
    assert record.status is Status.REVIEW


def test_a_number_longer_than_its_box_calls_for_a_look(tmp_path: Path, readers: Readers) -> None:
    path = draw_invoice(tmp_path / "a.png", total="18,553.71")
    cut = field(Box(280, 128, 620, 178), "total", FieldKind.AMOUNT)
    (entry,) = extract(inspect(path), [template_of(cut)], readers).entries
    assert [reason.doubt for reason in entry.reasons] == [Doubt.PRINT_GOES_ON]


def test_progress_is_said_after_each_field_and_reaches_its_total(tmp_path: Path, readers: Readers) -> None:
    table = table_field(Box(20, 190, 620, 238), ("price", FieldKind.AMOUNT, 400, 620))
    template = small_template(table)
    seen, _ = steps_of(draw_invoice(tmp_path / "a.png"), template, readers)
    assert seen == [Progress("a.png", done, 4) for done in (1, 2, 3, 4)]


def test_nothing_is_read_before_it_is_asked_for(tmp_path: Path) -> None:
    read: list[str] = []

    def answer(region: object) -> str:
        read.append("one")
        return "x"

    steps = extracting(inspect(draw_invoice(tmp_path / "a.png")), [small_template()], readers_with(answer))
    next(steps)
    steps.close()
    assert len(read) == 1


@pytest.mark.parametrize("count", [0, 2])
def test_exactly_one_template_must_be_chosen(tmp_path: Path, readers: Readers, count: int) -> None:
    document = inspect(draw_invoice(tmp_path / "a.png"))
    with pytest.raises(BadSetting, match=f"one template is to be chosen, not {count}"):
        extract(document, [small_template()] * count, readers)


def test_a_page_of_another_shape_than_the_template_s_puts_every_value_and_cell_in_doubt(
    tmp_path: Path, readers: Readers
) -> None:
    box = Box(230, 8, 620, 60)
    template = small_template(table_field(box, ("text", FieldKind.TEXT, 230, 620)))
    picture = draw_invoice(tmp_path / "a.png")
    with Image.open(picture) as narrow:
        narrow.crop((0, 0, 600, 240)).save(picture)
    record = extract(inspect(picture), [template], readers)
    (row,) = record.tables["lines"]
    wanted = Reason(Doubt.OTHER_SHAPE, "600 x 240, not 640 x 240")
    assert all(wanted in one.reasons for one in (*record.entries, row["text"]))
    assert record.status is Status.REVIEW
