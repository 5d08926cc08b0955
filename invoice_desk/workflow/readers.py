"""The desk's readers, built once from the settings and handed on."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Iterable
from functools import partial
from pathlib import Path

from invoice_desk.errors import MissingPart
from invoice_desk.invoice.template import Template
from invoice_desk.reading.choosing import Readers
from invoice_desk.reading.codes import CodeReader
from invoice_desk.reading.digits.lazy import LazyDigitReader
from invoice_desk.reading.digits.mixed import MixedReader
from invoice_desk.reading.digits.model_files import CARD
from invoice_desk.reading.marks import MarkReader
from invoice_desk.reading.program_engine import ProgramEngine
from invoice_desk.reading.tessdata import find_tessdata
from invoice_desk.reading.tesseract import TesseractReader
from invoice_desk.reading.tesserocr_engine import TesserocrEngine
from invoice_desk.reading.text_layer import TextLayerReader
from invoice_desk.shipped import is_bundle
from invoice_desk.workflow.digit_models import SHIPPED_FOLDER, DigitModels
from invoice_desk.workflow.languages import check_templates
from invoice_desk.workflow.settings import EngineChoice, Settings

MODELS = SHIPPED_FOLDER
"""Where the trained classifier and its card lie."""


def build_engine(settings: Settings) -> TesserocrEngine | ProgramEngine:
    """Return the OCR engine that the settings choose. Raises MissingPart where it is not there."""
    tessdata = find_tessdata(settings.tessdata)
    is_linked, is_program = has_tesserocr(), has_program()
    if settings.engine is not EngineChoice.PYTESSERACT and is_linked:
        return TesserocrEngine(tessdata)
    if settings.engine is not EngineChoice.TESSEROCR and is_program:
        return ProgramEngine(tessdata)
    if settings.engine is EngineChoice.TESSEROCR:
        raise MissingPart("tesserocr is not installed", remedy="install it: pip install tesserocr")
    raise MissingPart(
        "the program tesseract is not there", remedy="install it: sudo apt-get install tesseract-ocr"
    )


def build_readers(
    settings: Settings, templates: Iterable[Template] = (), *, models: Path | None = None
) -> Readers:
    """Return all readers; without Tesseract those that need none still serve.

    models: the folder of a desk's own digit models, of which one may have been chosen.
    Raises MissingPart where the settings ask for an engine that is not there, and where the data
    of a language is not there that a field of `templates` names, even if a text layer could serve.
    """
    try:
        ocr = TesseractReader(build_engine(settings))
    except MissingPart:
        if settings.engine is not EngineChoice.AUTO or settings.tessdata is not None:
            raise
        ocr = None
    if ocr is not None:
        check_templates(settings, templates)
    digits = build_digits(models)
    numbers = MixedReader(digits, ocr) if digits is not None else None
    return Readers(TextLayerReader(ocr), CodeReader(), MarkReader(), ocr, digits, numbers)


def build_digits(models: Path | None = None) -> LazyDigitReader | None:
    """Return the digits reader; None where PyTorch or the model is not there. Nothing is loaded yet.

    models: as `build_readers` takes it.
    """
    if importlib.util.find_spec("torch") is None or not (MODELS / CARD).is_file():
        return None
    if models is None:
        return LazyDigitReader(MODELS)
    own = DigitModels(models)
    folder = own.readable()
    return LazyDigitReader(folder, shipped=MODELS, note_broken=partial(own.note_broken, folder.name))


def has_tesserocr() -> bool:
    """Whether tesserocr is installed; it is not imported."""
    return importlib.util.find_spec("tesserocr") is not None


def has_program() -> bool:
    """Whether a `tesseract` program is on the path; the bundle asks for none, it has its own Tesseract."""
    return not is_bundle() and shutil.which("tesseract") is not None
