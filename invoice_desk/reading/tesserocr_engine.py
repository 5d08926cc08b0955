"""Tesseract in this process through tesserocr: one warm engine per thread and language."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from invoice_desk.errors import MissingPart
from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.engine import Letter, Look, Word, without_direction
from invoice_desk.reading.tessdata import check_languages

_DPI = 300  # said of every look, so that Tesseract does not guess and warn


class TesserocrEngine:
    """Keeps Tesseract's models loaded. Each thread gets engines of its own, made on first use."""

    def __init__(self, tessdata: Path) -> None:
        """tessdata: folder of the *.traineddata files."""
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # threads of its own only slow it down
        self._tessdata = tessdata
        self._of_thread = threading.local()

    def recognise(self, look: Look) -> tuple[Word, ...]:
        """Return the words in reading order; none where there is no print. Raises MissingPart."""
        api = self._api("+".join(look.languages))
        height, width = look.pixels.shape
        api.SetPageSegMode(int(look.layout))
        api.SetVariable("tessedit_char_blacklist", look.forbidden)
        api.SetImageBytes(np.ascontiguousarray(look.pixels).tobytes(), width, height, 1, width)
        api.SetSourceResolution(_DPI)
        try:
            return tuple(_words(api)) if api.Recognize() else ()
        finally:
            api.Clear()

    def orientation(self, look: Look) -> tuple[int, float] | None:
        """Return (degrees clockwise by which the print is turned, Tesseract's certainty), or None."""
        import tesserocr

        api = self._api("osd")
        height, width = look.pixels.shape
        api.SetPageSegMode(tesserocr.PSM.OSD_ONLY)
        api.SetImageBytes(np.ascontiguousarray(look.pixels).tobytes(), width, height, 1, width)
        api.SetSourceResolution(_DPI)
        try:
            found = api.DetectOrientationScript()
        finally:
            api.Clear()
        return (int(found["orient_deg"]), float(found["orient_conf"])) if found else None

    def _api(self, languages: str) -> Any:  # noqa: ANN401 - tesserocr has no types
        engines: dict[str, Any] = self._of_thread.__dict__
        if languages not in engines:
            engines[languages] = self._start(languages)
        return engines[languages]

    def _start(self, languages: str) -> Any:  # noqa: ANN401
        import tesserocr

        check_languages(self._tessdata, tuple(languages.split("+")))
        tesserocr.set_leptonica_log_level(tesserocr.LeptLogLevel.NONE)  # it would write to standard error
        mode = tesserocr.OEM.DEFAULT if languages == "osd" else tesserocr.OEM.LSTM_ONLY
        try:
            api = tesserocr.PyTessBaseAPI(path=f"{self._tessdata}/", lang=languages, oem=mode)
        except RuntimeError as error:
            raise MissingPart(
                f"Tesseract cannot load the language data {languages!r}",
                where=str(self._tessdata),
                remedy="install it again: invoice-desk doctor tells how",
            ) from error
        api.SetVariable("debug_file", os.devnull)
        return api


def _words(api: Any) -> Iterator[Word]:  # noqa: ANN401
    import tesserocr

    symbol, word, line = tesserocr.RIL.SYMBOL, tesserocr.RIL.WORD, tesserocr.RIL.TEXTLINE
    at = api.GetIterator()
    if at is None or at.Empty(word):
        return
    number = -1
    while True:
        number += int(at.IsAtBeginningOf(line)) or int(number < 0)
        bounds, confidence = at.BoundingBox(word), at.Confidence(word)
        letters, is_more = _letters(at, symbol, word)
        # tesserocr gives a right-to-left word's text from left to right, but its symbols in order
        text = "".join(letter.char for letter in letters).strip()
        if text and bounds:
            yield Word(text, Box(*bounds), _share(confidence), number, letters)
        if not is_more:
            return


def _letters(at: Any, symbol: int, word: int) -> tuple[tuple[Letter, ...], bool]:  # noqa: ANN401
    """Walk over the symbols of one word; return them and whether another word follows."""
    found: list[Letter] = []
    while True:
        if not at.Empty(symbol):
            bounds = at.BoundingBox(symbol)
            if bounds:
                text, confidence = without_direction(at.GetUTF8Text(symbol)), at.Confidence(symbol)
                found.append(Letter(text, Box(*bounds), _share(confidence)))
        if not at.Next(symbol):
            return tuple(found), False
        if at.IsAtBeginningOf(word):
            return tuple(found), True


def _share(percent: float) -> float:
    return min(max(percent / 100.0, 0.0), 1.0)
