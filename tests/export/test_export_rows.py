from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from export_records import BOX, entry, failed, field, record, template, text_entry, whole

from invoice_desk.export.rows import cell_of, distinct, error_words, table_of, value_words
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.record import Check, Correction, Status

DOUBT = (Reason(Doubt.NOT_A_NUMBER),)


def test_columns_are_the_union_of_all_templates_in_order_of_appearance() -> None:
    first = template(field("number", "identifier"), field("items", "table"), field("total"))
    second = template(field("date", "date"), field("total"), field("tax"), name="Beta")
    table = table_of([record(template=first), record(template=second)])
    assert [heading.name for heading in table.headings] == ["number", "total", "date", "tax"]


def test_a_field_that_the_template_no_longer_has_keeps_its_column() -> None:
    table = table_of([record(text_entry("x", "gone"), template=template(field("total")))])
    assert [heading.name for heading in table.headings] == ["total", "gone"]


def test_titles_are_labels_and_are_made_distinct() -> None:
    of = template(field("a", label="Total"), field("b", label="Total"), field("c"))
    table = table_of([record(template=of)])
    assert [heading.title for heading in table.headings] == ["Total", "Total (2)", "c"]


def test_distinct_never_repeats_a_name() -> None:
    assert distinct(["a", "a (2)", "a", "a", "b"]) == ["a", "a (2)", "a (3)", "a (4)", "b"]


def test_table_fields_give_lines_instead_of_columns() -> None:
    table = table_of([whole()])
    assert "items" not in [heading.name for heading in table.headings]
    assert [heading.name for heading in table.line_headings] == ["item", "price"]
    assert [(line.table, line.number, line.cells["item"].value) for line in table.lines] == [
        ("items", 1, "Pen"),
        ("items", 2, "قلم"),
    ]


def test_a_correction_is_shown_and_the_printed_text_stays_beside_it() -> None:
    correction = Correction("99.00", Decimal("99.00"), "sara", datetime(2026, 1, 1, tzinfo=UTC))
    cell = cell_of(entry(field(), "9900", Decimal(9900), reasons=DOUBT, correction=correction))
    assert (cell.value, cell.text, cell.printed) == (Decimal("99.00"), "99.00", "9900")
    assert (cell.confidence, cell.reader, cell.is_doubtful) == (1.0, "person", False)


def test_an_accepted_doubt_is_no_longer_open() -> None:
    row = table_of([record(entry(field(), "x1", accepted=True, value="x1", reasons=DOUBT))]).invoices[0]
    assert not row.cells["total"].is_doubtful
    assert row.reasons == ()


def test_a_failed_check_makes_its_fields_doubtful_and_is_told_once() -> None:
    checks = (Check("sum", False, "does not add up", ("total",)), Check("dates", True, "fine", ("total",)))
    row = table_of([record(entry(field(), "5", Decimal(5)), checks=checks)]).invoices[0]
    assert row.cells["total"].is_doubtful
    assert row.cells["total"].reasons == ("does not add up",)
    assert row.reasons == ("sum: does not add up",)


@pytest.mark.parametrize("is_accepted", [False, True])
def test_text_without_a_value_is_told_among_the_reasons(*, is_accepted: bool) -> None:
    one = entry(field(), "12,3x\nz", reasons=DOUBT, accepted=is_accepted)
    assert table_of([record(one)]).invoices[0].reasons == (
        "total: no number can be understood in it (printed: 12,3x\\nz)",
    )


def test_doubts_in_table_lines_reach_the_invoice() -> None:
    rows = ({"price": entry(field("price"), "x", reasons=DOUBT)},)
    row = table_of([record(tables={"items": rows})]).invoices[0]
    assert row.reasons == ("items 1, price: no number can be understood in it (printed: x)",)


def test_a_failed_record_says_why_in_one_line() -> None:
    assert error_words(failed()) == "broken.pdf: is broken\\nor not a PDF (scan it again)"
    assert error_words(record(status=Status.FAILED)) == "the reason is not known"
    assert error_words(record()) == ""


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (Decimal("1E+3"), "1000"),
        (Decimal("1E-9"), "0.000000001"),
        (Decimal("-12.50"), "-12.50"),
        (date(2026, 4, 3), "2026-04-03"),
        (True, "true"),
        (False, "false"),
        ("٣", "٣"),
        (None, None),
    ],
)
def test_values_in_words_that_every_program_reads(value: Any, words: str | None) -> None:
    assert value_words(value) == words


def test_the_table_runs_from_right_to_left_where_most_templates_are_arabic() -> None:
    arabic = record(template=template(field(languages=("ara", "eng"))))
    english = record(template=template(field(languages=("eng",))))
    assert table_of([arabic, arabic, english]).is_right_to_left
    assert not table_of([arabic, english]).is_right_to_left
    assert not table_of([]).is_right_to_left


def test_amounts_boxed_as_english_do_not_make_an_arabic_template_run_left_to_right() -> None:
    amounts = [field(name, languages=("eng",)) for name in ("tax", "total")]
    of = template(field("seller", "text", languages=("ara",)), *amounts)
    assert table_of([record(template=of)]).is_right_to_left


def test_a_cell_knows_its_page_from_one_and_its_box() -> None:
    cell = cell_of(entry(field(), "5", Decimal(5)))
    assert (cell.page, cell.box) == (1, BOX)
    assert cell_of(entry(field())).page is None
