"""Letters of a text layer put into reading order, right-to-left lines too."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from invoice_desk.imaging.page import Letter
from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.reading_order import in_reading_order, is_right_to_left

_GLUED = 0.1  # of a word's height: a blank is two to three times as wide
_NUMBER = r"(?<![\w.,٫٬])(\d++(?:[.,٫٬]\d+)*+)"
_PERCENT_FIRST = re.compile(rf"(?<!\w)([%٪]){_NUMBER}(?!\w)")  # stands left of it, but is read after it
_PLUS_LAST = re.compile(rf"{_NUMBER}\+(?!\S)")  # stands right of it, but is read before it
_TURNED = str.maketrans("()[]{}", ")(][}{")


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    box: Box


def text_of(letters: Sequence[Letter]) -> str:
    """Return the text of letters: words by blanks, lines by newlines, in logical order.

    Within a word the file's order stands (PDFium has made it logical); the order of words comes
    from their places.
    """
    lines = _lines([_word(list(part)) for _, part in groupby(letters, key=lambda one: one.word)])
    return "\n".join(_logical(_joined(in_reading_order(line))) for line in lines)


def _logical(line: str) -> str:
    """Return a line with the signs as they are read where it runs from the right: 15% stands as %15."""
    if not any(unicodedata.bidirectional(char) in {"AL", "R", "AN"} for char in line):
        return line
    turned = line.translate(_TURNED)  # some PDFs name brackets by their look, some by their sense
    facing = turned if _is_paired(turned) and not _is_paired(line) else line
    return _PLUS_LAST.sub(r"+\1", _PERCENT_FIRST.sub(r"\2\1", facing))


def _is_paired(line: str) -> bool:
    """Whether each bracket is opened before it is closed, and closed in the end."""
    depth = 0
    for char in line:
        depth += (char in "([{") - (char in ")]}")
        if depth < 0:
            return False
    return depth == 0


def _joined(words: list[_Word]) -> str:
    """Return the words of a line parted by blanks; PDFium also parts what stands glued: DK -1447."""
    text = words[0].text
    for before, word in pairwise(words):
        is_glued = _is_glued(before, word)
        text += word.text if is_glued else f" {word.text}"
    return text


def _is_glued(before: _Word, word: _Word) -> bool:
    """Whether no blank fits between two left-to-right words."""
    if is_right_to_left(before.text + word.text):
        return False
    height = max(before.box.height, word.box.height)
    return -height < word.box.x0 - before.box.x1 < _GLUED * height


def _word(letters: list[Letter]) -> _Word:
    box = letters[0].box
    for letter in letters[1:]:
        box = box.joined(letter.box)
    text = "".join(_glyph_text(list(part)) for _, part in groupby(letters, key=lambda one: one.box))
    return _Word(unicodedata.normalize("NFKC", text), box)


def _glyph_text(letters: list[Letter]) -> str:
    """Return the letters of one glyph: PDFium turns a right-to-left ligature such as لا back to front."""
    text = "".join(letter.char for letter in letters)
    return text[::-1] if is_right_to_left(text) else text


def _lines(words: list[_Word]) -> list[list[_Word]]:
    """Group words whose middles lie within each other's height, from top to bottom."""
    lines: list[list[_Word]] = []
    for word in sorted(words, key=lambda one: one.box.y0 + one.box.y1):
        if lines and _is_beside(lines[-1], word):
            lines[-1].append(word)
        else:
            lines.append([word])
    return lines


def _is_beside(line: list[_Word], word: _Word) -> bool:
    tallest = max(line, key=lambda one: one.box.height).box
    middle = (word.box.y0 + word.box.y1) / 2
    line_middle = (tallest.y0 + tallest.y1) / 2
    reach = max(tallest.height, word.box.height) / 2
    return abs(middle - line_middle) < reach
