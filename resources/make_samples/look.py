"""How an invoice looks: fonts, colours, reading direction."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from fontTools.ttLib import TTFont

Colour = tuple[int, int, int]
Logo = Literal["waves", "peaks", "grid", "drop", "star"]

_TRUETYPE = Path("/usr/share/fonts/truetype")
_OPENTYPE = Path("/usr/share/fonts/opentype")


@cache
def known_characters(font: Path) -> frozenset[int]:
    """Return the code points that a font file can draw."""
    with TTFont(font) as opened:
        return frozenset(opened.getBestCmap())


def _liberation(face: str) -> Path:
    return _TRUETYPE / "liberation" / f"Liberation{face}.ttf"


def _noto(face: str) -> Path:
    return _TRUETYPE / "noto" / f"Noto{face}.ttf"


def _amiri(face: str) -> Path:
    return _OPENTYPE / "fonts-hosny-amiri" / f"Amiri-{face}.ttf"


def _dejavu(face: str) -> Path:
    return _TRUETYPE / "dejavu" / f"DejaVu{face}.ttf"


@dataclass(frozen=True)
class Look:
    """Three fonts (for text, for what is strong, for headings), the accent colour and the logo's kind.

    latin: the fonts for text without Arabic letters and for what the three lack; none: the three have all.
    """

    plain: Path
    strong: Path
    head: Path
    accent: Colour
    logo: Logo
    is_rtl: bool = False
    latin: tuple[Path, Path] | None = None


_NOTO_SANS = (_noto("Sans-Regular"), _noto("Sans-Bold"))

HARBOUR = Look(
    _liberation("Sans-Regular"), _liberation("Sans-Bold"), _liberation("Sans-Bold"), (0, 92, 122), "waves"
)
PRINTER = Look(_noto("Sans-Regular"), _noto("Sans-Bold"), _noto("Serif-Bold"), (52, 58, 64), "grid")
ENGINEER = Look(
    _liberation("Serif-Regular"), _liberation("Serif-Bold"), _liberation("Serif-Bold"), (94, 44, 60), "peaks"
)
CATERER = Look(_dejavu("Sans"), _dejavu("Sans-Bold"), _dejavu("Serif-Bold"), (168, 84, 20), "drop")
FREIGHT = Look(
    _liberation("Mono-Regular"), _liberation("Mono-Bold"), _liberation("Mono-Bold"), (0, 0, 0), "grid"
)
WORKSHOP = Look(_noto("Sans-Regular"), _noto("Sans-Bold"), _noto("Serif-Bold"), (46, 84, 150), "peaks")
CARRIER = Look(
    _noto("Serif-Regular"), _noto("Serif-Bold"), _noto("Serif-Bold"),
    (30, 60, 50), "waves",
)  # fmt: skip
BAKERY = Look(
    _liberation("Sans-Regular"), _liberation("Sans-Bold"), _liberation("Serif-Bold"), (122, 62, 30), "drop"
)
PALM = Look(
    _noto("SansArabic-Regular"), _noto("SansArabic-Bold"), _noto("KufiArabic-Bold"),
    (18, 104, 72), "star", is_rtl=True, latin=_NOTO_SANS,
)  # fmt: skip
CONTRACTOR = Look(
    _noto("NaskhArabic-Regular"), _noto("NaskhArabic-Bold"), _noto("KufiArabic-Bold"),
    (40, 52, 92), "grid", is_rtl=True, latin=_NOTO_SANS,
)  # fmt: skip
BOOKSHOP = Look(
    _amiri("Regular"), _amiri("Bold"), _amiri("Bold"), (110, 40, 48), "star", is_rtl=True
)  # fmt: skip
ROASTER = Look(
    _dejavu("Sans"), _dejavu("Sans-Bold"), _noto("KufiArabic-Bold"), (120, 74, 28), "drop", is_rtl=True
)  # fmt: skip
