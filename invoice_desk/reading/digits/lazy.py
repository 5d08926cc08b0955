"""The digits reader that loads PyTorch and its model when the first number is read, once."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from invoice_desk.errors import BadFile
from invoice_desk.invoice.reading import Reading
from invoice_desk.reading.digits.band_model import BAND_CARD, BandModel
from invoice_desk.reading.digits.glyph_model import GLYPH_CARD, GlyphModel
from invoice_desk.reading.digits.glyph_reader import GlyphReader
from invoice_desk.reading.digits.model import DigitModel
from invoice_desk.reading.digits.reader import DigitReader
from invoice_desk.reading.reader import Region

_LOG = logging.getLogger(__name__)


def load_reader(folder: Path, second: Path | None = None) -> DigitReader:
    """Return the reader of a folder's models: that of lines, and those of glyphs and bands that are there.

    second: the folder of the models of glyphs and bands, where they lie in another.
    Raises BadFile where a model is not the one of its card; MissingPart without PyTorch.
    """
    beside = second or folder
    glyphs = GlyphReader(GlyphModel(beside)) if (beside / GLYPH_CARD).is_file() else None
    bands = BandModel(beside) if (beside / BAND_CARD).is_file() else None
    return DigitReader(DigitModel(folder), glyphs, bands)


class LazyDigitReader:
    """Stands for a DigitReader until it is needed: PyTorch takes a second to load. Serves many threads."""

    name = DigitReader.name

    def __init__(
        self,
        folder: Path,
        *,
        shipped: Path | None = None,
        note_broken: Callable[[BadFile], None] | None = None,
    ) -> None:
        """folder: of the model and its card; shipped: of the models of glyphs and bands, and of the one that
        reads where that in `folder` turns out to be broken, of which `note_broken` is told.
        """
        self._folder, self._shipped = folder, shipped or folder
        self._note_broken = note_broken
        self._lock = threading.Lock()
        self._reader: DigitReader | None = None

    def read(self, regions: Sequence[Region]) -> Iterator[Reading | None]:
        """Yield one Reading or None a region. Raises BadFile where a model is not the one of its card."""
        with self._lock:
            if self._reader is None:
                self._reader = self._load()
        yield from self._reader.read(regions)

    def _load(self) -> DigitReader:
        try:
            return load_reader(self._folder, self._shipped)
        except BadFile as error:
            broken = error
            if self._folder == self._shipped:
                raise
            _LOG.warning("%s; the shipped model reads", error)
            reader = load_reader(self._shipped)
        if self._note_broken is not None:
            self._note_broken(broken)
        return reader
