"""Print that runs on beyond the sides of a crop: a number longer than the one its box was drawn around."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

import regex

from invoice_desk.imaging.cleaning import ink_mask, pieces
from invoice_desk.imaging.page import Crop, Letter
from invoice_desk.imaging.rulings import without_rulings
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box

_USUAL_GAPS, _ROOM = 1.5, 0.1  # how far a gap may exceed the usual: of that gap, and of the digits' height;
# of 10 fonts at 14 to 40 pixels 93 in 100 cuts are found so, and 99 in 100 words a blank away are let be
_MIN_GLUED, _USUAL_GLUED, _MAX_GLUED = 0.2, 0.3, 0.6  # of that height: italics, one digit alone, typewriters
_MIN_BLANK, _MAX_BLANK = 0.3, 0.7  # of the letters' height: PDFium parts glued letters too, as -45.00
_MAX_REACH = 80  # pixels beside the box that are looked at
_TALLEST = 1.3  # of the digits' height; what is higher is a line or a bracket of a frame
_MARKS = 2  # marks in a row, as ". " and the minus before it; more are a dotted line

_NUMBER = regex.compile(r"(?:(?<!\w)[-−])?\d+(?:[.,،٫٬'’/:\-\u2009\u202f]\d+|\ \d{3}(?!\d))*(?:[-−](?!\w))?")
_IDENTIFIER = regex.compile(r"[\p{Latin}\d]+(?:[-/_#][\p{Latin}\d]+|(?<=\d)\.\d+)*")


def letters_run_on(crop: Crop, kind: FieldKind) -> bool:
    """Whether a number (of an IDENTIFIER, letters too) of the text layer stands on both sides of an edge.

    A label or a currency that PDFium glues to a number is not of it.
    """
    pattern = _IDENTIFIER if kind is FieldKind.IDENTIFIER else _NUMBER
    return any(_is_cut(line, crop.box, pattern) for line in _lines(crop))


def _lines(crop: Crop) -> Iterator[list[Letter]]:
    """Yield the letters of each line of print in a crop, beyond its sides too, from left to right."""
    rest = sorted((one for one in crop.letters if one.char.isalnum()), key=lambda one: one.box.y0)
    while rest:
        top, bottom = rest[0].box.y0, rest[0].box.y1
        rest = [one for one in rest[1:] if one.box.y0 >= (top + bottom) / 2]
        low = bottom + 0.3 * (bottom - top)  # commas hang below
        line = [one for one in crop.page.letters if top <= (one.box.y0 + one.box.y1) / 2 <= low]
        yield sorted(line, key=lambda one: one.box.x0)


def _is_cut(letters: list[Letter], box: Box, pattern: regex.Pattern[str]) -> bool:
    """Whether the pattern matches what stands partly between the sides of the box, and partly beyond."""
    height = max(1, *(letter.box.height for letter in letters))
    chars: list[str] = []
    is_inside: list[bool | None] = []
    for before, letter in pairwise([letters[0], *letters]):
        gap = (letter.box.x0 - before.box.x1) / height
        if letter.word != before.word and gap > _MIN_BLANK:
            chars.append(" " if gap <= _MAX_BLANK else "\n")
            is_inside.append(None)
        chars.append(letter.char[:1])
        is_inside.append(box.x0 <= (letter.box.x0 + letter.box.x1) / 2 < box.x1)
    found = pattern.finditer("".join(chars))
    return any({True, False} <= set(is_inside[match.start() : match.end()]) for match in found)


def print_runs_on(crop: Crop) -> bool:
    """Whether ink as high as a letter follows the crop's print on the left or right, nearer than a blank.

    Ruling lines and frames are no print; a mark, as in 1,250.00, is passed over. A letter half of
    which lies inside is inside, as it is for `print_of`.
    """
    if crop.box.is_empty or not _has_tones_beside(crop):
        return False
    found = _print_around(crop)
    inside = [one for one in found if 2 * crop.box.x0 <= one.x0 + one.x1 <= 2 * crop.box.x1]
    height = max((one.height for one in inside), default=0)
    letters = [one for one in inside if one.height >= 0.5 * height]
    if not letters:
        return False
    last = max(letters, key=lambda one: one.x1)
    first, mirrored = _mirrored(min(letters, key=lambda one: one.x0)), [_mirrored(one) for one in found]
    near = _glued_within(inside, height)
    is_right = _is_followed(last, found, height=height, near=near, edge=crop.box.x1)
    return is_right or _is_followed(first, mirrored, height=height, near=near, edge=-crop.box.x0)


def _has_tones_beside(crop: Crop) -> bool:
    """Whether anything at all stands at the sides of the crop, on its lines: mostly there is bare paper."""
    box, reach = crop.box, round(_MAX_GLUED * crop.box.height) + 1
    sides = (Box(box.x0 - reach, box.y0, box.x0 + 2, box.y1), Box(box.x1 - 2, box.y0, box.x1 + reach, box.y1))
    return any(ink_mask(crop.page.crop(side).grey).any() for side in sides)


def _print_around(crop: Crop) -> list[Box]:
    """Return the boxes (pixels of the page) of the pieces of ink on the crop's lines and beside them."""
    box = crop.box
    reach, room = min(box.height, _MAX_REACH), min(box.height // 4, 12)
    around = Box(box.x0 - reach, box.y0 - room, box.x1 + reach, box.y1 + room)
    wide = crop.page.crop(around.clipped(crop.page.size.box))
    _, stats = pieces(ink_mask(without_rulings(wide, line_height=box.height)))
    found = [Box(int(x), int(y), int(x + width), int(y + height)) for x, y, width, height, _ in stats[1:]]
    placed = [one.moved(dx=wide.box.x0, dy=wide.box.y0) for one in found]
    return [one for one in placed if one.height <= box.height and box.y0 <= (one.y0 + one.y1) / 2 < box.y1]


def _glued_within(inside: Sequence[Box], height: int) -> float:
    """Return the pixels within which two letters are of one number, by the gaps of those inside the crop."""
    ordered = sorted(inside, key=lambda one: one.x0)
    gaps = [after.x0 - before.x1 for before, after in pairwise(ordered)]
    share = _USUAL_GAPS * median(gaps) / height + _ROOM if gaps else _USUAL_GLUED
    return height * min(max(share, _MIN_GLUED), _MAX_GLUED)


def _mirrored(box: Box) -> Box:
    """Return the box with left and right changed, so that what holds of the right side holds of the left."""
    return Box(-box.x1, box.y0, -box.x0, box.y1)


def _is_followed(letter: Box, found: Sequence[Box], *, height: int, near: float, edge: int) -> bool:
    """Whether the last letter inside is followed on its right by another one, or by a minus beyond the edge.

    found: pieces of ink; height: of the letters; near: the widest gap; all in pixels. A colon ends a label,
    and is not passed over.
    """
    at = letter
    for _ in range(_MARKS + 1):
        glued = [one for one in found if _is_glued(one, at, near) and _is_on_line(one, letter, height)]
        if not glued:
            return False
        at_once, *others = sorted(glued, key=lambda one: one.x0)
        if at_once.height >= 0.5 * height or (_is_minus(at_once, letter) and at_once.x0 >= edge):
            return True
        if any(one.x0 < at_once.x1 for one in others):
            return False
        at = at_once
    return False


def _is_glued(one: Box, at: Box, near: float) -> bool:
    """Whether a piece of ink begins about where another one ends, on its right."""
    return one.x1 > at.x1 and -near <= one.x0 - at.x1 <= near


def _is_on_line(one: Box, letter: Box, height: int) -> bool:
    """Whether a piece of ink is a letter or a mark on the line of a letter."""
    top, bottom = letter.y0 - 0.15 * height, letter.y1 + 0.35 * height
    middle = (one.y0 + one.y1) / 2
    return top <= middle <= bottom and one.height <= _TALLEST * height


def _is_minus(one: Box, letter: Box) -> bool:
    """Whether a piece of ink is a dash at about half the height of a letter."""
    place = ((one.y0 + one.y1) / 2 - letter.y0) / letter.height
    return one.width >= max(2 * one.height, 0.25 * letter.height) and 0.3 <= place <= 0.8
