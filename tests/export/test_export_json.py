import json
from decimal import Decimal
from pathlib import Path

import pytest
from export_records import entry, failed, field, record, text_entry, whole
from hypothesis import example, given
from hypothesis import strategies as st

from invoice_desk.errors import NotWritten
from invoice_desk.export.text import json_line, record_to_dict, write_json
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.template import PageSize, Template


def test_the_object_has_the_shape_that_others_rely_on() -> None:
    found = json.loads(json_line(whole()))
    assert list(found) == ["file", "template", "status", "fields", "tables", "codes", "checks"]
    assert (found["file"], found["template"], found["status"]) == ("الفاتورة 1.pdf", "Acme", "review")
    assert found["fields"]["number"] == {
        "text": "00042",
        "value": "00042",
        "confidence": 0.9,
        "box": [10, 20, 110, 40],
        "reader": "tesseract",
        "reasons": [],
    }
    assert found["fields"]["issued"]["value"] == "2026-04-03"
    assert found["fields"]["paid"]["value"] == "true"
    assert found["codes"] == [
        {"format": "QR Code", "text": "AQVTYWxhbQ==", "meaning": {"seller": "Salam"}},
        {"format": "EAN-13", "text": "400", "meaning": None},
    ]
    assert found["checks"] == [
        {"name": "sum", "ok": False, "message": "subtotal and tax do not make the total"}
    ]


def test_amounts_name_their_currency_and_reasons_are_sentences() -> None:
    total = record_to_dict(whole())["fields"]["total"]
    assert (total["value"], total["currency"]) == ("1234", "AED")
    assert total["reasons"] == [". may be a decimal or a thousands mark"]


def test_nothing_found_is_null_and_never_an_empty_text() -> None:
    due = record_to_dict(whole())["fields"]["due"]
    assert (due["text"], due["value"], due["reader"], due["confidence"]) == (None, None, None, 0.0)
    assert due["reasons"] == ["nothing is printed in the box"]


def test_confidence_has_four_digits() -> None:
    found = record_to_dict(record(entry(field(), "5", Decimal(5), confidence=0.961234569)))
    assert found["fields"]["total"]["confidence"] == 0.9612


def test_lines_of_tables_stand_under_the_name_of_their_field() -> None:
    first, second = record_to_dict(whole())["tables"]["items"]
    assert first["item"] == {"text": "Pen", "value": "Pen", "confidence": 0.9, "reasons": []}
    assert first["price"] == {
        "text": "1.50",
        "value": "1.50",
        "confidence": 0.9,
        "reasons": [],
        "currency": "AED",
    }
    assert second["price"]["value"] is None


def test_a_cell_of_a_table_says_why_it_is_doubted() -> None:
    doubt = (Reason(Doubt.NOT_A_NUMBER),)
    lines = ({"price": entry(field("price"), "l.5O", reasons=doubt)},)
    (row,) = record_to_dict(record(tables={"items": lines}))["tables"]["items"]
    assert row["price"]["reasons"] == ["no number can be understood in it"]


def test_a_record_without_a_template_names_none() -> None:
    nameless = Template.model_construct(name="", page=PageSize(width=1, height=1))
    assert record_to_dict(record(template=nameless))["template"] is None


def test_a_failed_record_keeps_all_keys_and_says_why() -> None:
    found = json.loads(json_line(failed("bad\udc80.pdf")))
    assert found == {
        "file": "bad\udc80.pdf",
        "template": "Acme",
        "status": "failed",
        "fields": {},
        "tables": {},
        "codes": [],
        "checks": [],
        "error": "bad\\udc80.pdf: is broken\\nor not a PDF (scan it again)",
    }


@pytest.mark.parametrize("value", ["1E+30", "1E-30", "-0.00", "123456789012345678901234567890.123"])
def test_decimals_never_have_an_exponent(value: str) -> None:
    words = record_to_dict(record(entry(field(), "x", Decimal(value))))["fields"]["total"]["value"]
    assert "E" not in words
    assert Decimal(words) == Decimal(value)


@given(st.text(st.characters(exclude_categories=()), min_size=1))
@example("half \udc80 \ud800")
@example("a\u2028b\x85c\x1c")
def test_every_record_is_one_line_of_utf8_that_reads_back(text: str) -> None:
    line = json_line(record(text_entry(text), file=text))
    assert len(line.encode("utf-8").decode().splitlines()) == 1
    found = json.loads(line)
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert (found["file"], found["fields"]["note"]["text"]) == (joined, joined)


def test_letters_of_all_scripts_stay_readable() -> None:
    assert "شركة النور" in json_line(whole())


def test_a_file_is_an_array(tmp_path: Path) -> None:
    write_json([whole(), failed()], tmp_path / "out.json")
    found = json.loads((tmp_path / "out.json").read_text("utf-8"))
    assert [one["status"] for one in found] == ["review", "failed"]
    write_json([], tmp_path / "none.json")
    assert json.loads((tmp_path / "none.json").read_text("utf-8")) == []


def test_a_folder_in_the_way_is_said_and_stays(tmp_path: Path) -> None:
    (tmp_path / "out.json").mkdir()
    with pytest.raises(NotWritten, match=r"out\.json"):
        write_json([whole()], tmp_path / "out.json")
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]
