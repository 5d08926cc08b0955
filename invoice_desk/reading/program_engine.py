"""Tesseract as a program of its own through pytesseract, where tesserocr is not to be had."""

from __future__ import annotations

import os
import re
import shlex
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytesseract
from PIL import Image

from invoice_desk.errors import MissingPart
from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.engine import Letter, Look, Word, without_direction
from invoice_desk.reading.tessdata import check_languages

_BBOX = re.compile(r"(?:x_bboxes|bbox) (\d+) (\d+) (\d+) (\d+)")
_CONF = re.compile(r"x_w?conf ([\d.]+)")
_LINES = {"ocr_line", "ocr_caption", "ocr_header", "ocr_textfloat"}  # classes of hOCR
_TIMEOUT = 120  # seconds for one look; a program that hangs is ended
_INSTALL = "install it: sudo apt-get install tesseract-ocr"


class ProgramEngine:
    """Starts the `tesseract` program for each look and reads the hOCR that it writes."""

    def __init__(self, tessdata: Path) -> None:
        """tessdata: folder of the *.traineddata files."""
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")
        self._tessdata = tessdata

    def recognise(self, look: Look) -> tuple[Word, ...]:
        """Return the words in reading order; none where there is no print. Raises MissingPart."""
        check_languages(self._tessdata, look.languages)
        options = ["--psm", str(int(look.layout)), "--oem", "1", "-c", "hocr_char_boxes=1"]
        if look.forbidden:
            options += ["-c", f"tessedit_char_blacklist={look.forbidden}"]
        with _translated():
            hocr = pytesseract.image_to_pdf_or_hocr(
                Image.fromarray(np.ascontiguousarray(look.pixels)),
                lang="+".join(look.languages),
                config=self._config(options),
                extension="hocr",
                timeout=_TIMEOUT,
            )
            return tuple(_words(ET.fromstring(hocr)))  # noqa: S314

    def orientation(self, look: Look) -> tuple[int, float] | None:
        """Return (degrees clockwise by which the print is turned, Tesseract's certainty), or None."""
        check_languages(self._tessdata, ("osd",))
        with _translated():
            try:
                found = pytesseract.image_to_osd(
                    Image.fromarray(np.ascontiguousarray(look.pixels)),
                    config=self._config([]),
                    output_type=pytesseract.Output.DICT,
                    timeout=_TIMEOUT,
                )
            except pytesseract.TesseractError:  # "Too few characters"
                return None
        return int(found["orientation"]), float(found["orientation_conf"])

    def _config(self, options: Sequence[str]) -> str:
        given = ["--dpi", "300", "--tessdata-dir", str(self._tessdata), *options]
        return " ".join(given if os.name == "nt" else map(shlex.quote, given))  # as pytesseract parts them


@contextmanager
def _translated() -> Iterator[None]:
    """Say what is wrong with the program where it is not there, hangs, crashes or talks rubbish."""
    try:
        yield
    except pytesseract.TesseractNotFoundError as error:
        raise MissingPart("the program tesseract is not there", remedy=_INSTALL) from error
    except (RuntimeError, OSError, ET.ParseError) as error:
        words = " ".join(str(error).split())[:200]
        raise MissingPart(f"the program tesseract failed: {words}", remedy=_INSTALL) from error


def _words(root: ET.Element) -> Iterator[Word]:
    lines = (node for node in root.iter() if node.get("class") in _LINES)
    for number, line in enumerate(lines):
        for node in line.iter():
            if node.get("class") == "ocrx_word":
                letters = tuple(_letters(node))
                text = "".join(without_direction("".join(node.itertext())).split())
                if text:
                    yield Word(text, _box(node), _confidence(node), number, letters)


def _letters(word: ET.Element) -> Iterator[Letter]:
    for node in word.iter():
        if node.get("class") == "ocrx_cinfo" and node.text:
            yield Letter(without_direction(node.text), _box(node), _confidence(node))


def _box(node: ET.Element) -> Box:
    found = _BBOX.search(node.get("title", ""))
    if found is None:
        return Box(0, 0, 0, 0)
    x0, y0, x1, y1 = (int(edge) for edge in found.groups())
    return Box(x0, y0, max(x0, x1), max(y0, y1))


def _confidence(node: ET.Element) -> float:
    found = _CONF.search(node.get("title", ""))
    return min(float(found.group(1)) / 100, 1.0) if found else 0.0
