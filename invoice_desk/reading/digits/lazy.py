"""The digits reader that loads PyTorch and its model when the first number is read, once."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from invoice_desk.invoice.reading import Reading
from invoice_desk.reading.digits.glyph_model import GLYPH_CARD, GlyphModel
from invoice_desk.reading.digits.glyph_reader import GlyphReader
from invoice_desk.reading.digits.model import DigitModel
from invoice_desk.reading.digits.reader import DigitReader
from invoice_desk.reading.reader import Region


def load_reader(folder: Path) -> DigitReader:
    """Return the reader of a folder's models: that of lines, and that of glyphs where it is there.

    Raises BadFile where a model is not the one of its card; MissingPart without PyTorch.
    """
    has_second = (folder / GLYPH_CARD).is_file()
    return DigitReader(DigitModel(folder), GlyphReader(GlyphModel(folder)) if has_second else None)


class LazyDigitReader:
    """Stands for a DigitReader until it is needed: PyTorch takes a second to load. Serves many threads."""

    name = DigitReader.name

    def __init__(self, folder: Path) -> None:
        """folder: of the model and its card."""
        self._folder = folder
        self._lock = threading.Lock()
        self._reader: DigitReader | None = None

    def read(self, regions: Sequence[Region]) -> Iterator[Reading | None]:
        """Yield one Reading or None a region. Raises BadFile where a model is not the one of its card."""
        with self._lock:
            if self._reader is None:
                self._reader = load_reader(self._folder)
        yield from self._reader.read(regions)
