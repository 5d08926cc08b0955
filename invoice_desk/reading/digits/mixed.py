"""Numbers that may be printed in either family of digits: the digits reader, OCR, or the better of both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from invoice_desk.invoice.reading import Reading
from invoice_desk.reading.reader import Reader, Region
from invoice_desk.values.digits import DigitFamily, to_latin_digits

_LATIN = frozenset(DigitFamily.LATIN)


class MixedReader:
    """Reads fields of DIGITED kinds by what is printed in them. Serves many threads.

    Where the digits reader sees Arabic-Indic or Persian digits, it is believed, for OCR misreads
    them. Latin digits, and letters among them, are OCR's; a number that both read alike is as sure
    as the surer of them.
    """

    name = "numbers"

    def __init__(self, digits: Reader, ocr: Reader | None) -> None:
        """ocr: None where there is none; then the digits reader serves for all."""
        self._digits, self._ocr = digits, ocr

    def read(self, regions: Sequence[Region]) -> Iterator[Reading | None]:
        """Yield one Reading or None a region; the digits reader takes all at once."""
        for region, seen in zip(regions, self._digits.read(regions), strict=True):
            if self._ocr is None or (seen is not None and _is_eastern(seen.text)):
                yield seen
            else:
                yield _better(seen, next(iter(self._ocr.read([region]))))


def _is_eastern(text: str) -> bool:
    """Whether most digits of a text are Arabic-Indic or Persian."""
    digits = [char for char in text if char.isdecimal()]
    return 2 * sum(char not in _LATIN for char in digits) > len(digits)


def _better(seen: Reading | None, read: Reading | None) -> Reading | None:
    """Return OCR's reading, surer where the digits reader saw the same; the other's where it saw nothing."""
    if read is None or seen is None:
        return read or seen
    if to_latin_digits(seen.text) != "".join(read.text.split()):
        return read
    return replace(read, confidence=max(read.confidence, seen.confidence))
