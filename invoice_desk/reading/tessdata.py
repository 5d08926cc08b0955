"""Where Tesseract's language data lies, and which languages are there."""

from __future__ import annotations

import os
from pathlib import Path

from invoice_desk.errors import MissingPart
from invoice_desk.shipped import shipped

LATIN = ("eng",)
_USUAL = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)


def find_tessdata(chosen: Path | None = None) -> Path:
    """Return the folder of *.traineddata: the chosen one, TESSDATA_PREFIX, or a usual place.

    Where the program brought its own, as the bundle does, that is asked before the machine's.

    Raises MissingPart with the command that installs it.
    """
    own = shipped("tessdata")
    prefix = str(own) if own.is_dir() else os.environ.get("TESSDATA_PREFIX")
    candidates = [chosen] if chosen else [Path(prefix)] if prefix else [Path(place) for place in _USUAL]
    for folder in candidates:
        for place in (folder, folder / "tessdata"):
            if any(place.glob("*.traineddata")):
                return place
    where = str(chosen or prefix or "")
    raise MissingPart("Tesseract's language data is not there", where=where, remedy=_install("eng"))


def languages_in(tessdata: Path) -> tuple[str, ...]:
    """Return the names of the languages in the folder, sorted."""
    return tuple(sorted(file.stem for file in tessdata.glob("*.traineddata")))


def check_languages(tessdata: Path, languages: tuple[str, ...]) -> None:
    """Raise MissingPart where a language has no data, with the command that installs it."""
    for language in languages:
        if not (tessdata / f"{language}.traineddata").is_file():
            raise MissingPart(
                f"Tesseract's data for the language {language!r} is not there", remedy=_install(language)
            )


def _install(language: str) -> str:
    package = f"tesseract-ocr-{language.lower().replace('_', '-')}"
    return f"install it: sudo apt-get install {package}"
