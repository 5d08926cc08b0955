"""The report of an invoice: read it back with pypdfium2, and look at its pixels."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from export_records import BOX, entry, failed, field, record, text_entry, whole
from PIL import Image

from invoice_desk.errors import BadFile, MissingPart, NotWritten
from invoice_desk.export import fonts
from invoice_desk.export.items import Item
from invoice_desk.export.report import CORRECTED, DOUBTFUL, SURE, report_of, write_report
from invoice_desk.export.report_parts import HistoryLine, PagePicture
from invoice_desk.export.report_sheet import printable
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.record import Check, Correction

WHEN = datetime(2026, 11, 21, 10, 3, tzinfo=UTC)


def picture(index: int = 0, kind: str = "PNG") -> PagePicture:
    content = io.BytesIO()
    Image.new("RGB", (376, 487), "white").save(content, kind)
    return PagePicture(index, 752, 973, content.getvalue())


def texts(content: bytes) -> list[str]:
    """Return the text of each page."""
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range() for page in document]


def report(
    *entries: Any, pages: Sequence[PagePicture] = (), history: Sequence[HistoryLine] = (), **more: Any
) -> bytes:
    return report_of(Item(record(*entries, **more), "142", "accepted"), pages, history)


def test_it_tells_everything_of_an_invoice(tmp_path: Path) -> None:
    history = [HistoryLine(WHEN, "Sara", "corrected total", "1,234", "1234.00")]
    write_report(Item(whole(), "142", "accepted", duplicate_of="7"), [picture()], history, tmp_path / "a.pdf")
    text = "\n".join(texts((tmp_path / "a.pdf").read_bytes()))
    told = [
        "142",
        "accepted",
        "Duplicate of 7",
        "00042",
        "2026-04-03",
        "1234 AED",
        "1.234 AED",
        "90.0%",
        "Pen",
    ]
    told += ["1.50 AED", "subtotal and tax do not make the total", "Sara", "1234.00", "2026-11-21 10:03:00"]
    for words in told:
        assert words in text, words


def test_a_corrected_value_stands_beside_what_the_machine_read() -> None:
    correction = Correction("99.00", Decimal("99.00"), "sara", WHEN)
    one = entry(field(), "9900 AED", Decimal(9900), currency="AED", correction=correction)
    (text,) = texts(report(one))
    assert [words for words in ("99.00 AED", "9900 AED", "9900", "person") if words not in text] == []


@pytest.mark.parametrize(
    ("more", "colour"),
    [
        ({}, SURE),
        ({"reasons": (Reason(Doubt.NOT_A_NUMBER),)}, DOUBTFUL),
        ({"correction": Correction("5", Decimal(5), "sara", WHEN)}, CORRECTED),
    ],
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_each_box_is_framed_in_the_colour_of_its_trust(more: dict[str, Any], colour: Any, kind: str) -> None:
    content = report(entry(field(), "5", Decimal(5), **more), pages=[picture(kind=kind)])
    page = pypdfium2.PdfDocument(content)[0].render(scale=3).to_pil().convert("RGB")
    found = pypdfium2.PdfDocument(content)[0].get_objects()
    (place,) = [one.get_bounds() for one in found if one.type == 3]  # the picture
    left, _bottom, right, top = place
    scale = (right - left) / 752
    x = round(3 * (left + scale * (BOX.x0 + BOX.width / 2)))
    y = round(3 * (page.height / 3 - top + scale * BOX.y0))
    near = [page.getpixel((x, y + step)) for step in range(-3, 4)]
    assert min(max(abs(a - b) for a, b in zip(one, colour, strict=True)) for one in near) < 40


def test_each_page_has_the_boxes_that_were_read_on_it() -> None:
    content = report(text_entry("x"), pages=[picture(0), picture(1)])
    first, second, *_ = texts(content)
    assert "Page 1" in first
    assert "Page 2" in second
    assert len(pypdfium2.PdfDocument(content)) == 3


def test_arabic_is_shaped_and_runs_from_right_to_left() -> None:
    """Its letters are joined: the glyphs are those of the middle of a word, and the first is rightmost."""
    content = report(text_entry("شركة النور 42"))
    page = pypdfium2.PdfDocument(content)[0].get_textpage()
    text = page.get_text_range()
    assert "شركة" in text or "ةكرش" in text
    at = {char: page.get_charbox(place)[0] for place, char in enumerate(text) if char in "شة4"}
    assert at["ش"] > at["ة"] > at["4"]


def test_it_has_no_link_no_script_and_nothing_from_outside() -> None:
    hostile = "https://evil.example/ <script>alert(1)</script> {nb} /JavaScript (x) Tj"
    content = report(text_entry(hostile), pages=[picture()])
    for sign in (
        b"/URI",
        b"/JavaScript",
        b"/JS",
        b"/Annot",
        b"/Launch",
        b"/OpenAction /",
        b"/AA",
        b"/EmbeddedFile",
    ):
        assert sign not in content
    assert "{nb}" in "".join(texts(content))


@pytest.mark.parametrize(
    "text",
    [
        "\x00\x01\x1b[31m\x7f\x9b",
        "x" * 100_000,
        "ش" * 100_000,
        "a b " * 25_000,
        "\n" * 5_000,
        "\u202egpj.exe\u2066\u2069\u200f",
        "\ud800 half",
        "👍 漢字 \u0301\u0301\u0301 \ufffe",
        "**bold** __x__ --u--",
        "\u200b" * 500,
        "\u0300" * 3_000,
        "." * 5_000,
        "1" * 1_100,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_does_not_break_it(text: str) -> None:
    history = [HistoryLine(WHEN, text, text, text, text)]
    checks = (Check(text, False, text),)
    content = report(text_entry(text), file=text, checks=checks, history=history, pages=[picture()])
    assert len(pypdfium2.PdfDocument(content)) < 15


def test_signs_that_turn_text_are_shown() -> None:
    assert printable("a\u202eb\u200fc") == "a\\u202eb\\u200fc"
    assert printable("x" * 2_000).endswith("… (cut)")


def test_a_failed_invoice_has_a_report_too() -> None:
    (text,) = texts(report_of(Item(failed(), "1", "failed"), [], []))
    assert "is broken" in text


def test_many_columns_of_lines_are_told_in_parts() -> None:
    row = {f"column {number}": text_entry(f"v{number}") for number in range(25)}
    text = "\n".join(texts(report(tables={"items": (row, row)})))
    assert all(f"v{number}" in text for number in range(25))


def test_a_picture_that_cannot_be_read_is_said() -> None:
    with pytest.raises(BadFile, match="picture of page 1 cannot be read"):
        report(text_entry("x"), pages=[PagePicture(0, 10, 10, b"no picture")])
    with pytest.raises(BadFile, match="page 1 has no size"):
        report(text_entry("x"), pages=[PagePicture(0, 0, 10, b"")])


def test_a_failed_write_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(NotWritten, match=r"a\.pdf"):
        write_report(Item(record(), "1", "new"), [], [], tmp_path / "a.pdf")
    assert [one.name for one in tmp_path.iterdir()] == ["a.pdf"]


def test_the_font_is_shipped_with_its_licence(monkeypatch: pytest.MonkeyPatch) -> None:
    assert fonts.font_file().parent.name == "fonts"
    assert fonts.font_file(is_bold=True).is_file()
    assert "Bitstream" in (fonts.font_file().parent / "LICENSE_DEJAVU").read_text("utf-8")
    monkeypatch.setattr(fonts, "_SHIPPED", Path("/nowhere"))
    monkeypatch.setattr(fonts, "_INSTALLED", ())
    with pytest.raises(MissingPart, match="fonts-dejavu-core"):
        fonts.font_file()
