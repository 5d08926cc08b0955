"""The typeface of reports, DejaVu Sans: it has Latin and Arabic letters and both families of digits."""

from __future__ import annotations

from pathlib import Path

from invoice_desk.errors import MissingPart
from invoice_desk.shipped import shipped

_SHIPPED = shipped("resources/fonts")
_INSTALLED = (
    Path("/usr/share/fonts/truetype/dejavu"),
    Path("/usr/share/fonts/dejavu-sans-fonts"),
    Path("/usr/share/fonts/TTF"),
)


def font_file(*, is_bold: bool = False) -> Path:
    """Return the typeface's file: the shipped one, or one that is installed. Raises MissingPart."""
    name = "DejaVuSans-Bold.ttf" if is_bold else "DejaVuSans.ttf"
    for folder in (_SHIPPED, *_INSTALLED):
        if (folder / name).is_file():
            return folder / name
    raise MissingPart(
        f"the font {name} is not there",
        where=_SHIPPED,
        remedy="install it: apt-get install fonts-dejavu-core",
    )
