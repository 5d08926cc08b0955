"""Numbered pairs of corner points: every form that is accepted, and every one that is refused by name."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoice_desk.errors import BadTemplate
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.store.corner_pairs import read_corner_pairs, template_of_corners

BOXES = {1: Box(10, 20, 110, 60), 2: Box(5, 100, 50, 140)}
A, B, C, D = [10, 20], [110, 60], [5, 100], [50, 140]
PAGE = Size(640, 240)


def write(folder: Path, content: object) -> Path:
    path = folder / "coordinates_data.json"
    path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "content",
    [
        {"1": [A, B], "2": [C, D]},
        {"2": [C, D], "1": [A, B]},
        {"roi_1": [A, B], "roi_2": [C, D]},
        {"٢": [C, D], "١": [A, B]},
        {"1": [*A, *B], "2": [*C, *D]},
        {"1": {"x1": 10, "y1": 20, "x2": 110, "y2": 60}, "2": {"x1": 5, "y1": 100, "x2": 50, "y2": 140}},
        {"1": {"x0": 10, "y0": 20, "x1": 110, "y1": 60}, "2": [C, D]},
        {"1": {"left": 10, "top": 20, "right": 110, "bottom": 60}, "2": [*C, *D]},
        {"1": {"start": A, "end": B}, "2": {"top_left": C, "bottom_right": D}},
        {"1": {"x": 10, "y": 20, "width": 100, "height": 40}, "2": [C, D]},
        {"1": [{"x": 10, "y": 20}, {"x": 110, "y": 60}], "2": [C, D]},
        [[A, B], [C, D]],
        [[*A, *B], [*C, *D]],
        [A, B, C, D],
        {"1": A, "2": B, "3": C, "4": D},
        {"4": D, "3": C, "2": B, "1": A},
        {"1": {"x": 10, "y": 20}, "2": {"x": 110, "y": 60}, "3": C, "4": D},
        {"coordinates": {"1": [A, B], "2": [C, D]}},
        {"rois": [[A, B], [C, D]]},
        {"1": [B, A], "2": [[50, 100], [5, 140]]},
        {"1": [["10", "20"], ["110.0", "60"]], "2": [["٥", "١٠٠"], D]},
        {"1": [[9.6, 20.4], [110.2, 59.8]], "2": [C, D]},
    ],
)
def test_each_form_gives_the_same_boxes(tmp_path: Path, content: object) -> None:
    assert {one.number: one.box for one in read_corner_pairs(write(tmp_path, content))} == BOXES


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "c.json"
    path.write_text(json.dumps({"1": [A, B]}), encoding="utf-8-sig")
    assert [one.box for one in read_corner_pairs(path)] == [BOXES[1]]


def test_numbers_with_gaps_name_their_fields(tmp_path: Path) -> None:
    pairs = read_corner_pairs(write(tmp_path, {"7": [C, D], "3": [A, B]}))
    made = template_of_corners(pairs, name="old", page=PAGE, number=2, where=tmp_path)
    assert [(one.name, one.box, one.kind, one.page) for one in made.fields] == [
        ("field_3", BOXES[1], FieldKind.TEXT, 2),
        ("field_7", BOXES[2], FieldKind.TEXT, 2),
    ]
    assert (made.name, made.size) == ("old", PAGE)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "is not JSON"),
        ("{", "is not JSON"),
        ("\x00", "is not JSON"),
        ("[" * 30_000, "is not JSON"),
        ('{"a":' * 9000, "is not JSON"),
        ("null", "neither a JSON object nor a list"),
        ("3", "neither a JSON object nor a list"),
        ('"1"', "neither a JSON object nor a list"),
        ({}, "holds no pair"),
        ([], "holds no pair"),
        ({"rois": {}}, "holds no pair"),
        ([10, 20, 110, 60], "box 1 is no pair"),
        ({"1": [A, B], "total": [C, D]}, "'total' is no number of a box"),
        ({"1": [A, B], "1_2": [C, D]}, "'1_2' is no number of a box"),
        ({"1": [A, B], "roi_1": [C, D]}, "the number 1 stands there twice"),
        ('{"1": [[1, 2], [3, 4]], "1": [[5, 6], [7, 8]]}', "'1' stands there twice"),
        ({"1": A, "2": B, "3": C}, "point 3 has no partner"),
        ({"1": [A, B], "2": C}, "box 2 is no pair"),
        ({"1": [A, B, C]}, "box 1 is no pair"),
        ({"1": [A, [1, 2, 3]]}, "box 1 is no pair"),
        ({"1": "10, 20, 110, 60", "2": [A, B]}, "box 1 is no pair"),
        ({"1": {"x1": 1, "y1": 2}, "2": [A, B]}, "box 1 is no pair"),
        ({"1": {"x1": 1, "y1": 2, "x2": 3, "y2": 4, "z": 5}, "2": [A, B]}, "box 1 is no pair"),
        ({"1": [A, None]}, "box 1 is no pair"),
        ({"1": [[True, 20], B]}, "a coordinate that is no number"),
        ({"1": [["ten", 20], B]}, "a coordinate that is no number"),
        ({"1": [["1_0", 20], B]}, "a coordinate that is no number"),
        ({"1": [["", 20], B]}, "a coordinate that is no number"),
        ({"1": [["inf", 20], B]}, "a coordinate that is no number"),
        ('{"1": [[NaN, 20], [110, 60]]}', "further out than any page"),
        ('{"1": [[10, 20], [Infinity, 60]]}', "further out than any page"),
        ('{"1": [[10, 20], [1e999, 60]]}', "further out than any page"),
        ('{"1": [[10, 20], [%s, 60]]}' % ("9" * 400), "further out than any page"),
        ('{"1": [[10, 20], [%s, 60]]}' % ("9" * 5000), "is not JSON"),
        ({"1": [A, ["999999999", 60]]}, "further out than any page"),
        ([[1, 2, 3, 4]] * 1001, "holds more than 1000 boxes"),
        ([[1, 2]] * 2002, "holds more than 1000 boxes"),
        ({"format": "invoice-desk-template/1", "fields": []}, "is a template file"),
    ],
)
def test_anything_else_is_refused_with_the_file_and_the_reason(
    tmp_path: Path, content: object, says: str
) -> None:
    path = write(tmp_path, content)
    with pytest.raises(BadTemplate) as caught:
        read_corner_pairs(path)
    assert str(caught.value).startswith(f"{path}: ")
    assert says in str(caught.value)


def test_a_file_that_is_too_large_missing_or_a_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate, match="is larger than 64 KB"):
        read_corner_pairs(write(tmp_path, " " * (64 * 1024 + 1)))
    with pytest.raises(BadTemplate, match="No such file"):
        read_corner_pairs(tmp_path / "gone.json")
    with pytest.raises(BadTemplate, match="Is a directory"):
        read_corner_pairs(tmp_path)


def test_a_box_beyond_the_page_is_cut_and_one_outside_refused_by_number(tmp_path: Path) -> None:
    pairs = read_corner_pairs(write(tmp_path, {"1": [[-5, -5], [50, 50]], "2": [[600, 200], [900, 900]]}))
    made = template_of_corners(pairs, name="old", page=PAGE, where=tmp_path)
    assert [one.box for one in made.fields] == [Box(0, 0, 50, 50), Box(600, 200, 640, 240)]
    for content, says in (
        ({"1": [A, B], "4": [[700, 10], [800, 50]]}, "box 4 lies outside the page of 640 x 240 pixels"),
        ({"2": [A, A]}, "box 2 has no area"),
    ):
        path = write(tmp_path, content)
        with pytest.raises(BadTemplate, match=says) as caught:
            template_of_corners(read_corner_pairs(path), name="old", page=PAGE, where=path)
        assert str(path) in str(caught.value)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("123ab_", max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(content=_JSON)
def test_whatever_json_it_is_it_is_read_or_refused(
    content: object, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(content))
    with suppress(BadTemplate):
        pairs = read_corner_pairs(path)
        made = template_of_corners(pairs, name="any", page=PAGE, where=path)
        assert len(made.fields) == len(pairs)
