from pathlib import Path

import pytest

from invoice_desk.reading.program_engine import ProgramEngine
from invoice_desk.reading.tesserocr_engine import TesserocrEngine
from invoice_desk.workflow.readers import has_program, has_tesserocr


@pytest.fixture(scope="session")
def linked(tessdata: Path) -> TesserocrEngine:
    """Return Tesseract in this process, kept warm for all tests."""
    if not has_tesserocr():
        pytest.skip("tesserocr is not installed")
    return TesserocrEngine(tessdata)


@pytest.fixture(scope="session")
def program(tessdata: Path) -> ProgramEngine:
    """Return Tesseract as a program of its own."""
    if not has_program():
        pytest.skip("the program tesseract is not there")
    return ProgramEngine(tessdata)
