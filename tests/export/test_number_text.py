"""A number read from a picture, as it stands in JSON."""

from pathlib import Path

from invoice_desk.export.number_text import number_to_dict
from invoice_desk.invoice.fields import FieldKind, Options
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.reading import Reading
from invoice_desk.values.meaning import understand


def told(text: str, otherwise: str = "") -> dict[str, object]:
    reading = Reading(text, 0.5, "digits", 0, Box(0, 0, 9, 9), otherwise=otherwise)
    return number_to_dict(Path("n.png"), reading, understand(text, FieldKind.AMOUNT, Options()))


def test_what_a_second_reader_read_otherwise_is_a_reason_to_look():
    assert told("٥٢", "٥٣")["reasons"] == ["a second reader read ٥٣"]
    assert told("٥٢")["reasons"] == []


def test_where_no_number_was_found_nothing_is_claimed():
    assert number_to_dict(Path("n.png"), None, None) == {
        "file": "n.png", "text": None, "value": None, "confidence": 0.0, "glyphs": [], "reasons": [],
    }  # fmt: skip
