"""`coordinates_data.json` of the earlier project: numbered pairs of corner points become a template."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from invoice_desk.errors import BadTemplate
from invoice_desk.invoice.fields import MAX_EDGE, Field
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.template import PageSize, Template

MAX_BYTES = 64 * 1024
MAX_BOXES = 1000

Point = tuple[float, float]

_NUMBER = re.compile(r"\s*[+-]?\d{1,9}([.]\d{1,20})?\s*")
_NUMBERED = re.compile(r"\D*?(\d{1,9})\D*")
_CORNERS = (("x1", "y1", "x2", "y2"), ("x0", "y0", "x1", "y1"), ("left", "top", "right", "bottom"))
_POINTS = (("start", "end"), ("top_left", "bottom_right"), ("p1", "p2"))


@dataclass(frozen=True, slots=True)
class CornerPair:
    """Two opposite corners of a box, in pixels, in whichever order they were clicked. number: its key."""

    number: int
    one: Point
    other: Point

    @property
    def box(self) -> Box:
        """The box between them, in whole pixels; it may be empty."""
        xs, ys = sorted((self.one[0], self.other[0])), sorted((self.one[1], self.other[1]))
        return Box(round(xs[0]), round(ys[0]), round(xs[1]), round(ys[1]))


class _WrongError(Exception):
    """What is wrong with the content, in words."""


def read_corner_pairs(path: Path) -> list[CornerPair]:
    """Return the pairs in a file, by number. Raises BadTemplate that names the file and the reason.

    Accepted forms: see docs/templates.md.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "its name is none"
        raise BadTemplate(f"cannot be read: {reason}", where=path) from error
    if len(content) > MAX_BYTES:
        raise BadTemplate(f"is larger than {MAX_BYTES // 1024} KB, which no such file is", where=path)
    try:
        data = json.loads(content.decode("utf-8-sig"), object_pairs_hook=_without_doubles)
        return _pairs_of(data)
    except (ValueError, RecursionError) as error:
        raise BadTemplate("is not JSON in UTF-8", where=path, remedy=_REMEDY) from error
    except _WrongError as error:
        raise BadTemplate(str(error), where=path, remedy=_REMEDY) from error


_REMEDY = 'it should hold numbers with two corner points each: {"1": [[x0, y0], [x1, y1]], ...}'


def template_of_corners(
    pairs: Sequence[CornerPair], *, name: str, page: Size, number: int = 1, where: Path
) -> Template:
    """Return a template with a text field for each pair, drawn on a page of this size.

    number: which page of its invoices, from 1; a box that goes beyond the page is cut there. Raises
    BadTemplate that names the file (where) and the pair of which nothing lies on the page.
    """
    fields = []
    for pair in pairs:
        box = pair.box.clipped(page.box)
        if pair.box.is_empty or box.is_empty:
            what = (
                "has no area" if pair.box.is_empty else f"lies outside the page of {_words_of(page)} pixels"
            )
            remedy = "" if pair.box.is_empty else "open an invoice of the size on which the boxes were drawn"
            raise BadTemplate(f"box {pair.number} {what}", where=where, remedy=remedy)
        fields.append(
            Field(name=f"field_{pair.number}", page=number, box=box, languages=("ara", "eng", "fra"))
        )
    return Template(name=name, page=PageSize(width=page.width, height=page.height), fields=tuple(fields))


def _words_of(page: Size) -> str:
    return f"{page.width} x {page.height}"


def _without_doubles(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        double = next(key for key in keys if keys.count(key) > 1)
        raise _WrongError(f"{double[:40]!r} stands there twice")
    return found


def _pairs_of(data: object) -> list[CornerPair]:
    """Return the pairs of a whole file, whichever of the forms it has."""
    if isinstance(data, dict) and "format" in data and "fields" in data:
        raise _WrongError("is a template file; its name should end in .template.json")
    if isinstance(data, dict) and len(data) == 1 and not _NUMBERED.fullmatch(next(iter(data))):
        return _pairs_of(next(iter(data.values())))  # {"coordinates": ...}
    items = _numbered(data)
    if not items:
        raise _WrongError("holds no pair of corner points")
    if len(items) > 2 * MAX_BOXES:
        raise _WrongError(f"holds more than {MAX_BOXES} boxes")
    if all(_is_point(item) for item in items.values()):
        found = _taken_by_two(items)
    else:
        found = [_pair(number, item) for number, item in items.items()]
    if len(found) > MAX_BOXES:
        raise _WrongError(f"holds more than {MAX_BOXES} boxes")
    return found


def _numbered(data: object) -> dict[int, object]:
    """Return the parts of an object by the numbers in their keys, those of a list counted from 1."""
    if isinstance(data, list):
        return dict(enumerate(data, start=1))
    if not isinstance(data, dict):
        raise _WrongError("is neither a JSON object nor a list")
    found: dict[int, object] = {}
    for key, item in data.items():
        match = _NUMBERED.fullmatch(key)
        if match is None:
            raise _WrongError(f"{key[:40]!r} is no number of a box")
        number = int(match[1])
        if number in found:
            raise _WrongError(f"the number {number} stands there twice")
        found[number] = item
    return dict(sorted(found.items()))


def _is_point(item: object) -> bool:
    if isinstance(item, dict):
        return set(item) == {"x", "y"}
    return (
        isinstance(item, list) and len(item) == 2 and not any(isinstance(one, (list, dict)) for one in item)
    )


def _taken_by_two(items: Mapping[int, object]) -> list[CornerPair]:
    """Return the pairs of a list of points: the first with the second, the third with the fourth."""
    numbers = list(items)
    if len(numbers) % 2:
        raise _WrongError(f"holds {len(numbers)} points, so that point {numbers[-1]} has no partner")
    return [
        CornerPair(number, _point(one, items[one]), _point(other, items[other]))
        for number, (one, other) in enumerate(zip(numbers[::2], numbers[1::2], strict=True), start=1)
    ]


def _pair(number: int, item: object) -> CornerPair:
    """Return the pair in one part: two points, four numbers, or an object of either."""
    if isinstance(item, dict):
        return _pair_of_object(number, item)
    if isinstance(item, list) and len(item) == 2:
        return CornerPair(number, _point(number, item[0]), _point(number, item[1]))
    if isinstance(item, list) and len(item) == 4:
        x0, y0, x1, y1 = (_coordinate(number, one) for one in item)
        return CornerPair(number, (x0, y0), (x1, y1))
    raise _WrongError(f"box {number} is no pair of corner points")


def _pair_of_object(number: int, item: Mapping[str, object]) -> CornerPair:
    for keys in _CORNERS:
        if set(item) == set(keys):
            x0, y0, x1, y1 = (_coordinate(number, item[key]) for key in keys)
            return CornerPair(number, (x0, y0), (x1, y1))
    for start, end in _POINTS:
        if set(item) == {start, end}:
            return CornerPair(number, _point(number, item[start]), _point(number, item[end]))
    if set(item) == {"x", "y", "width", "height"}:
        x, y, width, height = (_coordinate(number, item[key]) for key in ("x", "y", "width", "height"))
        return CornerPair(number, (x, y), (x + width, y + height))
    raise _WrongError(f"box {number} is no pair of corner points")


def _point(number: int, item: object) -> Point:
    if isinstance(item, dict) and _is_point(item):
        return _coordinate(number, item["x"]), _coordinate(number, item["y"])
    if isinstance(item, list) and _is_point(item):
        return _coordinate(number, item[0]), _coordinate(number, item[1])
    raise _WrongError(f"box {number} is no pair of corner points")


def _coordinate(number: int, item: object) -> float:
    """Return a coordinate in pixels, written as a number or as text."""
    if isinstance(item, str) and _NUMBER.fullmatch(item):
        item = float(item)
    if isinstance(item, bool) or not isinstance(item, (int, float)):
        raise _WrongError(f"box {number} has a coordinate that is no number")
    if not abs(item) <= MAX_EDGE:  # what is not a number is not less than any
        raise _WrongError(f"box {number} lies further out than any page")
    return float(item)
