"""The readers of a desk: the engine that the settings choose, and what serves without one."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_invoices import VALUES, draw_invoice, field, small_template, template_of

from invoice_desk.errors import MissingPart
from invoice_desk.export.rows import value_words
from invoice_desk.extraction.extract import extract
from invoice_desk.imaging.opening import inspect
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.record import Record, Status
from invoice_desk.reading.choosing import Readers
from invoice_desk.reading.program_engine import ProgramEngine
from invoice_desk.reading.tesserocr_engine import TesserocrEngine
from invoice_desk.store.template_files import read_template
from invoice_desk.workflow import readers as building
from invoice_desk.workflow.readers import build_engine, build_readers, has_program
from invoice_desk.workflow.settings import EngineChoice, Settings

needs_program = pytest.mark.skipif(not has_program(), reason="the program tesseract is not there")


def values(record: Record) -> dict[str, str | None]:
    return {one.field.name: value_words(one.value) for one in record.entries}


def lacking(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    for name in names:
        monkeypatch.setattr(building, name, lambda: False)


@needs_program
def test_the_program_reads_the_same_values_as_tesserocr(samples: Path, readers: Readers) -> None:
    template = read_template(samples / "en-catering.template.json")
    document = inspect(samples / "en-catering.jpg")
    slow = build_readers(Settings(engine=EngineChoice.PYTESSERACT))
    assert values(extract(document, [template], slow)) == values(extract(document, [template], readers))


@needs_program
def test_without_tesserocr_the_program_serves(
    tmp_path: Path, tessdata: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking(monkeypatch, "has_tesserocr")
    assert isinstance(build_engine(Settings()), ProgramEngine)
    record = extract(inspect(draw_invoice(tmp_path / "a.png")), [small_template()], build_readers(Settings()))
    assert values(record) == VALUES


def test_tesserocr_is_taken_where_it_is_there(tessdata: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lacking(monkeypatch, "has_program")
    for choice in (EngineChoice.AUTO, EngineChoice.TESSEROCR):
        assert isinstance(build_engine(Settings(engine=choice)), TesserocrEngine)


@pytest.mark.parametrize(
    ("choice", "lacks", "says"),
    [
        (EngineChoice.TESSEROCR, "has_tesserocr", "tesserocr is not installed (install it: pip install"),
        (EngineChoice.PYTESSERACT, "has_program", "the program tesseract is not there (install it: sudo apt"),
    ],
)
def test_an_engine_that_is_asked_for_and_missing_is_said(
    tessdata: Path, monkeypatch: pytest.MonkeyPatch, choice: EngineChoice, lacks: str, says: str
) -> None:
    lacking(monkeypatch, lacks)
    with pytest.raises(MissingPart) as caught:
        build_readers(Settings(engine=choice))
    assert says in str(caught.value)


def test_without_tesseract_a_born_digital_pdf_is_read(samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lacking(monkeypatch, "has_tesserocr", "has_program")
    readers = build_readers(Settings())
    assert readers.ocr is None
    template = read_template(samples / "en-marine.template.json")
    record = extract(inspect(samples / "en-marine-march.pdf"), [template], readers)
    found = values(record)
    assert (found["invoice_number"], found["total"]) == ("NMS-2026-0318", "18553.71")
    assert record.status is Status.OK


def test_without_tesseract_a_picture_s_fields_say_why_they_are_blank(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lacking(monkeypatch, "has_tesserocr", "has_program")
    path = draw_invoice(tmp_path / "a.png")
    record = extract(inspect(path), [small_template()], build_readers(Settings()))
    for entry in record.entries:
        words = [reason.words for reason in entry.reasons]
        assert words[0].startswith("no reader for this field: Tesseract is not installed")
    assert record.status is Status.REVIEW


def test_without_language_data_those_that_need_none_still_serve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    assert build_readers(Settings()).ocr is None


def test_a_folder_of_language_data_that_a_person_chose_must_hold_some(tmp_path: Path) -> None:
    with pytest.raises(MissingPart) as caught:
        build_readers(Settings(tessdata=tmp_path))
    assert str(caught.value) == (
        f"{tmp_path}: Tesseract's language data is not there "
        "(install it: sudo apt-get install tesseract-ocr-eng)"
    )


@pytest.mark.parametrize(
    "change",
    [{"kind": "code"}, {"kind": "checkbox"}, {"reader": "codes"}, {"reader": "text_layer"}],
)
def test_a_field_that_needs_no_ocr_needs_no_language_data(tessdata: Path, change: dict[str, str]) -> None:
    template = template_of(field(Box(0, 0, 9, 9), **({"languages": ["cym"]} | change)))
    assert build_readers(Settings(), [template]).ocr is not None


def test_a_language_that_a_template_names_is_missing_before_anything_is_read(tessdata: Path) -> None:
    with pytest.raises(MissingPart, match="apt-get install tesseract-ocr-cym"):
        build_readers(Settings(), [small_template(), template_of(field(Box(0, 0, 9, 9), languages=["cym"]))])


def test_an_arabic_number_needs_the_latin_model_too(tmp_path: Path, tessdata: Path) -> None:
    (tmp_path / "ara.traineddata").symlink_to(tessdata / "ara.traineddata")
    with pytest.raises(MissingPart, match="apt-get install tesseract-ocr-eng"):
        build_readers(Settings(tessdata=tmp_path), [template_of(field(Box(0, 0, 9, 9), languages=["ara"]))])


def test_without_tesseract_no_language_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking(monkeypatch, "has_tesserocr", "has_program")
    assert build_readers(Settings(), [template_of(field(Box(0, 0, 9, 9), languages=["cym"]))]).ocr is None


def test_a_language_that_is_missing_is_said_with_the_command(tmp_path: Path, readers: Readers) -> None:
    template = small_template()
    welsh = tuple(one.model_copy(update={"languages": ("cym",)}) for one in template.fields)
    document = inspect(draw_invoice(tmp_path / "a.png"))
    with pytest.raises(MissingPart, match="apt-get install tesseract-ocr-cym"):
        extract(document, [template.model_copy(update={"fields": welsh})], readers)
