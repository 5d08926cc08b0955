"""Which character of a text a glyph is, and the text with other characters in their places."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from invoice_desk.invoice.reading import Glyph, Reading
from invoice_desk.values.digits import DigitFamily, to_family, to_latin_digits

KEYS = 9  # glyphs that one key each can replace


def places_of(text: str, glyphs: Sequence[Glyph]) -> tuple[int | None, ...]:
    """Return for each glyph the place of its character in `text`, None where it has none.

    text: the reading's, or what a person made of it; digits of all families are the same. Glyphs
    stand for printed characters, so blanks have none; what a person typed instead of one keeps its place.
    """
    seen = to_latin_digits("".join(glyph.char for glyph in glyphs))
    if any(len(glyph.char) != 1 for glyph in glyphs):
        return (None,) * len(glyphs)
    printed = [at for at, char in enumerate(text) if not char.isspace()]
    there = to_latin_digits("".join(text[at] for at in printed))
    places: list[int | None] = [None] * len(glyphs)
    for tag, one, one_end, other, other_end in SequenceMatcher(
        None, seen, there, autojunk=False
    ).get_opcodes():
        if tag == "equal" or (tag == "replace" and one_end - one == other_end - other):
            for offset in range(one_end - one):
                places[one + offset] = printed[other + offset]
    return tuple(places)


def other_of(glyph: Glyph) -> str:
    """Return a glyph's runner-up in the digits that the glyph is printed in, "" for none.

    The same digit of another family is none: it would change nothing.
    """
    family = next((one for one in DigitFamily if glyph.char in one.value), None)
    other = to_family(glyph.runner_up, family) if family is not None else glyph.runner_up
    return "" if to_latin_digits(other) == to_latin_digits(glyph.char) else other


def swapped(text: str, glyphs: Sequence[Glyph], index: int) -> str | None:
    """Return `text` with a glyph's runner-up in its place, or its first character where that stood there.

    None where the glyph has no runner-up, or its place in the text is not to be found.
    """
    place, glyph = places_of(text, glyphs)[index], glyphs[index]
    other = other_of(glyph)
    if place is None or not other:
        return None
    is_swapped = to_latin_digits(text[place]) == to_latin_digits(other)
    return text[:place] + (glyph.char if is_swapped else other) + text[place + 1 :]


def replaced(reading: Reading, chars: Mapping[int, str]) -> str:
    """Return a reading's text with other characters for some of its glyphs, by their index."""
    places = places_of(reading.text, reading.glyphs)
    letters = list(reading.text)
    for index, char in chars.items():
        place = places[index]
        if place is not None:
            letters[place] = char
    return "".join(letters)


def keys_of(glyphs: Sequence[Glyph]) -> dict[int, int]:
    """Return which key, 1 to 9, stands for which glyph by its index.

    A key is the glyph's place; where there are more than nine glyphs, the least sure ones that have a
    runner-up get the keys, in their order.
    """
    if len(glyphs) <= KEYS:
        return {at + 1: at for at, glyph in enumerate(glyphs) if other_of(glyph)}
    open_ones = [at for at, glyph in enumerate(glyphs) if other_of(glyph)]
    least_sure = sorted(open_ones, key=lambda at: glyphs[at].probability)[:KEYS]
    return dict(enumerate(sorted(least_sure), start=1))
