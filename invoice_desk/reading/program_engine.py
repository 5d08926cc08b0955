"""Tesseract as a program of its own through pytesseract, where tesserocr is not to be had."""

from __future__ import annotations

import os
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytesseract
from PIL import Image

from invoice_desk.errors import MissingPart
from invoice_desk.imaging.page import Pixels
from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.engine import Letter, Look, Word, without_direction
from invoice_desk.reading.tessdata import check_languages

_BBOX = re.compile(r"(?:x_bboxes|bbox) (\d+) (\d+) (\d+) (\d+)")
_CONF = re.compile(r"x_w?conf ([\d.]+)")
_LINES = {"ocr_line", "ocr_caption", "ocr_header", "ocr_textfloat"}
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
        forbidden = "".join(char for char in look.forbidden if char not in "\"'\\ ")
        blacklist = f'-c "tessedit_char_blacklist={forbidden}"' if forbidden else ""
        options = f"--psm {int(look.layout)} --oem 1 --dpi 300 -c hocr_char_boxes=1 {blacklist}"
        hocr = self._run(look.pixels, "+".join(look.languages), options)
        return tuple(_words(ET.fromstring(hocr)))  # noqa: S314

    def orientation(self, look: Look) -> tuple[int, float] | None:
        """Return (degrees clockwise by which the print is turned, Tesseract's certainty), or None."""
        try:
            found = pytesseract.image_to_osd(
                Image.fromarray(look.pixels),
                config=f'--dpi 300 --tessdata-dir "{self._tessdata}"',
                output_type=pytesseract.Output.DICT,
                timeout=_TIMEOUT,
            )
        except (pytesseract.TesseractError, RuntimeError):
            return None
        return int(found["orientation"]), float(found["orientation_conf"])

    def _run(self, pixels: Pixels, languages: str, options: str) -> bytes:
        image = Image.fromarray(np.ascontiguousarray(pixels))
        config = f'{options} --tessdata-dir "{self._tessdata}"'
        try:
            return bytes(
                pytesseract.image_to_pdf_or_hocr(
                    image, lang=languages, config=config, extension="hocr", timeout=_TIMEOUT
                )
            )
        except pytesseract.TesseractNotFoundError as error:
            raise MissingPart("the program tesseract is not there", remedy=_INSTALL) from error
        except (pytesseract.TesseractError, RuntimeError) as error:
            words = " ".join(str(error).split())[:200]
            raise MissingPart(f"the program tesseract failed: {words}", remedy=_INSTALL) from error


def _words(root: ET.Element) -> Iterator[Word]:
    lines = (
        at
        for at in root.iter()
        if at.get("class", "") in {"ocr_line", "ocr_caption", "ocr_header", "ocr_textfloat"}
    )
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
