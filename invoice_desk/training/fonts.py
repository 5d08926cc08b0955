"""The fonts that lines are drawn from, parted by family: no family is in two splits."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from invoice_desk.values.digits import DigitFamily

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

ARABIC_DIGITS = DigitFamily.ARABIC.value
PERSIAN_DIGITS = "۴۵۶"
LATIN_DIGITS = DigitFamily.LATIN.value


class Split(StrEnum):
    """What a font family is used for."""

    TRAIN = "train"
    VALIDATION = "validation"
    ACCEPTANCE = "acceptance"


ACCEPTANCE = frozenset(
    {"almarai", "aref ruqaa", "cairo", "changa", "el messiri", "ibm plex sans arabic", "lalezar", "mada",
     "markazi text", "mirza", "readex pro", "reem kufi", "tajawal", "vazirmatn"}
)  # fmt: skip
"""Families kept for acceptance: never seen in training, validation or tuning."""

VALIDATION = frozenset(
    {"alexandria", "kufam", "rakkas", "noto naskh arabic", "thabit", "parastoo", "tarablus", "kacstone"}
)

_SAME_DESIGN = {
    "cairo play": "cairo", "vazir": "vazirmatn", "reem kufi fun": "reem kufi", "aref ruqaa ink": "aref ruqaa",
    "amiri quran": "amiri", "amiri quran colored": "amiri", "scheherazade new": "scheherazade",
    "noto naskh arabic ui": "noto naskh arabic", "noto sans arabic ui": "noto sans arabic",
    "noto kufi arabic": "noto kufi", "dejavu sans mono": "dejavu sans", "freefarsi monospace": "freefarsi",
    "mry_kacstqurn": "kacstqurn",
}  # fmt: skip
_KACST_TEXT = {
    "kacstart",
    "kacstbook",
    "kacstdecorative",
    "kacstdigital",
    "kacstfarsi",
    "kacstletter",
    "kacstnaskh",
    "kacstoffice",
    "kacstpen",
    "kacstposter",
}  # fmt: skip - one set of digits in ten fonts
_NOT_AS_PRINTED = frozenset(
    {
        "zain", "badeen display",  # Latin shapes at the Arabic-Indic code points
        "homa", "nazli", "titr",  # Persian shapes there
        "haramain", "nada", "japan", "vibes", "qahiri", "almanzomah",  # shapes that no invoice has
        "kacsttitlel", "shado", "oi", "blaka",  # outlines, shadows, blots
        "playpen sans arabic", "electron",  # a handwritten and a seven-segment ٣, which are others' ٢
        "handjet",  # fine dots, of which small print keeps nothing
        "noto sans indic siyaq numbers",
    }
)  # fmt: skip
_URDU = frozenset(
    {"noto nastaliq urdu", "baloo bhaijaan 2", "paktype naskh basic urdu",
     "paktype naskh basic sindhi", "lemonada", "gulzar"}
)  # fmt: skip
"""Families whose U+06F4 to U+06F6 have the Urdu shapes."""

_LATIN_FAMILIES = frozenset(
    {"dejavu sans", "dejavu serif", "dejavu sans mono", "freesans", "freeserif", "freemono", "noto sans",
     "noto serif", "noto mono", "noto sans display", "liberation sans", "liberation serif", "liberation mono"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FontFile:
    """A font file. family: its design's, lower case; chars: all that it can draw."""

    path: Path
    family: str
    split: Split
    has_arabic: bool
    has_persian: bool
    has_latin: bool
    chars: frozenset[str]


def find_fonts(folder: Path) -> tuple[FontFile, ...]:
    """Return the usable fonts under `folder`, in the order of their names."""
    found: list[FontFile] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix.lower() in {".ttf", ".otf", ".woff"}:
            found.extend(_read(path))
    return tuple(found)


def split_of(family: str) -> Split:
    """Return the split of a family by its lower-case name."""
    if family in ACCEPTANCE:
        return Split.ACCEPTANCE
    return Split.VALIDATION if family in VALIDATION else Split.TRAIN


def _read(path: Path) -> Iterator[FontFile]:
    from fontTools.ttLib import TTFont, TTLibError  # only here: what learns without fonts needs none

    try:
        with path.open("rb") as file, TTFont(file, lazy=True) as font:
            charted, name = font.getBestCmap() or {}, _family(path, font)
    except (TTLibError, OSError, KeyError, AssertionError, ValueError, struct.error):
        return
    family = _design(name)
    chars = frozenset(map(chr, charted))
    has_arabic = chars.issuperset(ARABIC_DIGITS) and family not in _NOT_AS_PRINTED
    has_persian = has_arabic and chars.issuperset(PERSIAN_DIGITS) and family not in _URDU
    has_latin = chars.issuperset(LATIN_DIGITS) and (has_arabic or name in _LATIN_FAMILIES or _is_latin(path))
    if has_arabic or has_latin:
        yield FontFile(path, family, split_of(family), has_arabic, has_persian, has_latin, chars)


def _is_latin(path: Path) -> bool:
    return "-latin-" in path.name and "-latin-ext" not in path.name


def _family(path: Path, font: TTFont) -> str:
    """Return the lower-case family: of a fontsource package by its folder, else by the name table."""
    package = next((part for part in path.parts if part.startswith("fontsource-")), None)
    if package is not None:
        return package.removeprefix("fontsource-").replace("-", " ")
    names = font["name"]
    return str(names.getDebugName(16) or names.getDebugName(1) or path.stem).lower()


def _design(name: str) -> str:
    return "kacst text" if name in _KACST_TEXT else _SAME_DESIGN.get(name, name)
