import importlib.util
from pathlib import Path

import pytest

from invoice_desk.training.fonts import FontFile, find_fonts

SYSTEM = Path("/usr/share/fonts")
collect_ignore = (
    []
    if importlib.util.find_spec("torch")
    else [
        "test_training.py",
        "test_glyph_training.py",
        "test_band_training.py",
        "test_figures.py",
        "test_optimising.py",
    ]
)


@pytest.fixture(scope="session")
def fonts() -> tuple[FontFile, ...]:
    """Return a few fonts with Arabic-Indic digits and a few with Latin ones, of those that are installed."""
    found = find_fonts(SYSTEM / "opentype" / "fonts-hosny-amiri") + find_fonts(SYSTEM / "truetype" / "dejavu")
    if not any(one.has_arabic and one.has_persian for one in found) or not any(
        one.has_latin for one in found
    ):
        pytest.skip("the fonts Amiri and DejaVu are not installed")
    return found
