"""The outline of a part tells where each element stands, so that bytes can be put in."""

import io

import pytest

from invoice_desk.export.workbook.outline import Element, Refused, tree_of
from invoice_desk.export.workbook.places import Range, cell_at, column_name, range_at
from invoice_desk.export.workbook.rows import serial_of
from invoice_desk.export.workbook.splicing import added_inside, spliced, tag_changed
from invoice_desk.export.workbook.strings import meant, written

PART = (
    '<?xml version="1.0"?>\n<!-- c --><x:a xmlns:x="u" xmlns="v" n="1">\n<x:b r="&lt;/>"/> '
    "<c>t&amp;ع</c><d></d><e>/></e><x:a/></x:a>\n<!-- end -->"
).encode()


def outline(part: bytes = PART) -> Element:
    return tree_of(io.BytesIO(part), name="x.xml")


def changed(part: bytes, *edits) -> bytes:
    return b"".join(spliced(io.BytesIO(part), [one for some in edits for one in some]))


def test_every_element_is_found_at_its_bytes():
    root = outline()
    found = {
        one.qname: (PART[one.start : one.inner], PART[one.inner : one.close], PART[one.close : one.end])
        for one in root.children
    }
    assert found == {
        "x:b": (b'<x:b r="&lt;/>"/>', b"", b""),
        "c": (b"<c>", "t&amp;ع".encode(), b"</c>"),
        "d": (b"<d>", b"", b"</d>"),
        "e": (b"<e>", b"/>", b"</e>"),
        "x:a": (b"<x:a/>", b"", b""),
    }
    assert [one.qname for one in root.children if one.is_empty] == ["x:b", "x:a"]
    assert PART[root.close : root.end] == b"</x:a>"
    assert (root.space, root.children[1].space, root.children[0].get("r")) == ("u", "v", "</>")
    assert root.child("c") is None  # of another namespace


def test_without_edits_a_part_stays_byte_for_byte():
    assert changed(PART) == PART


def test_bytes_are_put_in_and_all_others_stay():
    root = outline()
    last = root.children[-1]
    new = changed(PART, added_inside(last, b"<!-- in -->"), [tag_changed(root.children[0], s='"')])
    assert new == PART.replace(b"<x:a/>", b"<x:a><!-- in --></x:a>").replace(
        b'<x:b r="&lt;/>"/>', b'<x:b r="&lt;/&gt;" s=\'"\'/>'
    )


@pytest.mark.parametrize("part", [b"", b"<a>", b"<a></b>", b"\xff<a/>", b"<a>\x00</a>", b"<a>&b;</a>"])
def test_what_is_no_sound_xml_is_refused(part):
    with pytest.raises(Refused, match=r"x\.xml"):
        outline(part)


def test_places_are_read_and_written_as_excel_does():
    assert [column_name(one) for one in (1, 26, 27, 702, 703, 16_384)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]
    assert cell_at("XFD1048576") == (16_384, 1_048_576)
    assert (cell_at("A"), cell_at("1"), cell_at("A1:B2"), range_at("A1:B")) == (None, None, None, None)
    assert (range_at("B2:A1"), str(Range(1, 1, 3, 5)), str(Range(2, 2, 2, 2))) == (
        Range(1, 1, 2, 2),
        "A1:C5",
        "B2",
    )


@pytest.mark.parametrize(
    "text", ["_x0041_", "_x005F_", "_x005F_x0041_", "__x0041__", "_x004_", "a & <b>", "_"]
)
def test_texts_that_look_like_excel_s_escapes_come_back(text):
    back = meant(written(text).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">"))
    assert back == text


def test_days_are_counted_as_excel_does():
    from datetime import date

    assert serial_of(date(1900, 3, 1), is_from_1904=False) == 61
    assert (
        serial_of(date(2026, 4, 3), is_from_1904=False) - serial_of(date(2026, 4, 3), is_from_1904=True)
        == 1462
    )
