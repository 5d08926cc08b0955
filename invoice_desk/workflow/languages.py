"""Whether the data of all languages is there that templates name; nothing that reads is loaded for it."""

from __future__ import annotations

from collections.abc import Iterable

from invoice_desk.errors import MissingPart
from invoice_desk.invoice.fields import FieldKind, ReaderChoice
from invoice_desk.invoice.template import Template
from invoice_desk.reading.tessdata import LATIN, check_languages, find_tessdata
from invoice_desk.workflow.settings import EngineChoice, Settings

_NO_PRINT = {FieldKind.CODE, FieldKind.CHECKBOX}
_NO_OCR = {ReaderChoice.TEXT_LAYER, ReaderChoice.CODES}


def check_templates(settings: Settings, templates: Iterable[Template]) -> None:
    """Raise MissingPart where the data of a language is not there that a field names.

    Where there is no Tesseract at all and the settings do not ask for it, the other readers serve.
    """
    try:
        tessdata = find_tessdata(settings.tessdata)
    except MissingPart:
        if settings.engine is not EngineChoice.AUTO or settings.tessdata is not None:
            raise
        return
    check_languages(tessdata, _languages_of(templates))


def _languages_of(templates: Iterable[Template]) -> tuple[str, ...]:
    """Return the languages of all fields that Tesseract may have to read, each once."""
    fields = [field for template in templates for field in template.fields]
    read = [one for one in fields if one.kind not in _NO_PRINT and one.reader not in _NO_OCR]
    named = [language for one in read for language in one.languages]
    more = LATIN if "ara" in named else ()  # for numbers, which may be printed in either digits
    return tuple(dict.fromkeys((*named, *more)))
