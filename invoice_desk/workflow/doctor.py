"""What this machine has of all that Invoice Desk needs, and the command that installs the rest."""

from __future__ import annotations

import ctypes
import importlib.metadata
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from invoice_desk.errors import BadFile, MissingPart
from invoice_desk.reading.digits.band_model import BAND_CARD, BAND_MODEL, BandCard
from invoice_desk.reading.digits.glyph_model import GLYPH_CARD, GLYPH_MODEL, GlyphCard
from invoice_desk.reading.digits.model import read_card
from invoice_desk.reading.digits.model_files import CARD, MODEL, check_model, read_card_as
from invoice_desk.reading.tessdata import find_tessdata, languages_in
from invoice_desk.shipped import is_bundle
from invoice_desk.workflow.readers import MODELS, has_program, has_tesserocr
from invoice_desk.workflow.settings import Settings, settings_path

LANGUAGES = ("eng", "ara", "fra", "osd")
_AGAIN = "install Invoice Desk again: it brings this part with it"
_PACKAGES = (
    "numpy",
    "opencv-python-headless",
    "pillow",
    "pillow-heif",
    "pypdfium2",
    "zxing-cpp",
    "xlsxwriter",
    "sqlalchemy",
    "alembic",
    "filelock",
    "fpdf2",
    "uharfbuzz",
    "babel",
    "hijridate",
)
_QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libdbus-1.so.3": "libdbus-1-3",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One part: whether it is needed by what this version does, is there, and how it is mended."""

    part: str
    is_needed: bool
    is_there: bool
    detail: str
    remedy: str = ""


def examine(settings: Settings) -> list[Finding]:
    """Return a finding for each part; nothing is changed and nothing is sent anywhere."""
    return [
        _python(),
        *(_package(name) for name in _PACKAGES),
        _tesserocr(),
        _program(),
        *_languages(settings),
        _torch(),
        _digit_model(),
        _arabic_fonts(),
        _qt(),
        *_qt_libraries(),
        Finding("settings", False, True, str(settings_path())),
    ]


def _finding(part: str, is_there: bool, detail: str, *, install: str, is_needed: bool = True) -> Finding:  # noqa: FBT001
    """Return a finding whose remedy is the command `install`, where the part is missing."""
    return Finding(part, is_needed, is_there, detail, "" if is_there else install)


def _apt(packages: str) -> str:
    return _AGAIN if is_bundle() and "tesseract" in packages else f"sudo apt-get install {packages}"


def _pip(package: str) -> str:
    return _AGAIN if is_bundle() else f"{sys.executable} -m pip install {package}"


def _python() -> Finding:
    is_there = sys.version_info >= (3, 11)
    return _finding("Python", is_there, platform.python_version(), install=_apt("python3"))


def _package(name: str) -> Finding:
    version = _version(name)
    return _finding(name, bool(version), version or "not installed", install=_pip(name))


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _tesserocr() -> Finding:
    is_there, is_needed = has_tesserocr(), not has_program()
    detail = "not installed; the tesseract program serves, slower"
    if is_there:
        import tesserocr

        engine = str(tesserocr.tesseract_version()).splitlines()[0]
        detail = f"{_version('tesserocr')} ({engine})"
    return _finding("tesserocr", is_there, detail, install=_pip("tesserocr"), is_needed=is_needed)


def _program() -> Finding:
    found, is_needed = shutil.which("tesseract"), not has_tesserocr()
    detail, install = found or "not there", _apt("tesseract-ocr")
    return _finding("tesseract (program)", bool(found), detail, install=install, is_needed=is_needed)


def _languages(settings: Settings) -> Iterator[Finding]:
    try:
        tessdata = find_tessdata(settings.tessdata)
    except MissingPart as error:
        packages = " ".join(f"tesseract-ocr-{name}" for name in LANGUAGES)
        yield _finding("language data", False, error.problem.what, install=_apt(packages))
        return
    there = languages_in(tessdata)
    for name in LANGUAGES:
        detail, install = str(tessdata / f"{name}.traineddata"), _apt(f"tesseract-ocr-{name}")
        yield _finding(f"language data {name}", name in there, detail, install=install)


def _torch() -> Finding:
    version, install = _version("torch"), _pip("torch==2.13.0")
    detail = version or "not installed; Arabic-Indic digits in scans are not read"
    return _finding("PyTorch (digits)", bool(version), detail, install=install, is_needed=False)


def _digit_model() -> Finding:
    """Find the models of the digits reader; they are held against their cards."""
    try:
        check_model(MODELS / MODEL, read_card(MODELS / CARD))
        for model, card, kind in (
            (GLYPH_MODEL, GLYPH_CARD, GlyphCard),
            (BAND_MODEL, BAND_CARD, BandCard),
        ):
            if (MODELS / card).is_file():
                check_model(MODELS / model, read_card_as(MODELS / card, kind))
    except BadFile as error:
        return _finding(
            "digit model", False, error.problem.what, install=error.problem.remedy, is_needed=False
        )
    return _finding("digit model", True, str(MODELS / MODEL), install="")


def _arabic_fonts() -> Finding:
    """Find fonts that show Arabic on the screen and in our samples."""
    families: set[str] = set()
    if shutil.which("fc-list"):
        command = ["fc-list", ":lang=ar", "family"]
        with suppress(OSError, subprocess.SubprocessError):
            listed = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)  # noqa: S603
            families = set(listed.stdout.splitlines())
    install = _apt("fontconfig fonts-noto-core fonts-hosny-amiri")
    detail = f"{len(families)} families"
    return _finding("Arabic fonts", bool(families), detail, install=install, is_needed=False)


def _qt() -> Finding:
    version = _version("PySide6-Essentials")
    install = _pip("'PySide6-Essentials>=6.11,<6.12'")
    detail = version or "not installed"
    return _finding("PySide6 (desktop)", bool(version), detail, install=install, is_needed=False)


def _qt_libraries() -> Iterator[Finding]:
    if not sys.platform.startswith("linux"):
        return
    for library, package in _QT_LIBRARIES.items():
        part, is_there = f"{library} (desktop)", _can_load(library)
        yield _finding(part, is_there, package, install=_apt(package), is_needed=False)


def _can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
