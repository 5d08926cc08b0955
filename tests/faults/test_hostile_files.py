"""Each broken or hostile file alone: one clear line that names it, in a sane time; odd ones are read."""

import unicodedata
from pathlib import Path

import pytest
from hostile_files import HostileFile, broken_files, odd_files

from invoice_desk.errors import BadFile, shown
from invoice_desk.imaging import pdf_process
from invoice_desk.imaging.opening import inspect, open_page
from invoice_desk.imaging.page import Page

sane = pytest.mark.timeout(60)  # seconds; most take a thousandth
JARGON = (
    "PosixPath",
    "WindowsPath",
    "object at",
    "Errno",
    "Traceback",
    "Error(",
    "decoder",
    "IDAT",
    "None",
    "%r",
)


def read_pages(path: Path) -> list[Page]:
    document = inspect(path)
    return [open_page(document, info.index) for info in document.pages[:3]]


def is_one_line(words: str) -> bool:
    return not any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in words)


def test_there_are_more_than_a_hundred_broken_files() -> None:
    names = [file.name for file in broken_files()]
    assert len(set(names)) == len(names) > 100


@sane
@pytest.mark.parametrize("file", broken_files(), ids=lambda file: file.label)
def test_a_broken_file_gives_one_clear_line_that_names_it(file: HostileFile, broken_folder: Path) -> None:
    with pytest.raises(BadFile) as caught:
        read_pages(broken_folder / file.name)
    message = str(caught.value)
    assert is_one_line(message)
    assert message.startswith(f"{shown(broken_folder / file.name)}: ")
    said = message.removeprefix(f"{shown(broken_folder / file.name)}: ")
    assert said.split()[0] in {"is", "has", "holds", "takes", "would", "cannot", "page"}
    assert said.endswith(")"), "it says what to do about it"
    assert file.says in said
    assert not [word for word in JARGON if word in said]


@sane
@pytest.mark.parametrize("file", odd_files(), ids=lambda file: file.label)
def test_an_odd_file_is_read(file: HostileFile, odd_folder: Path) -> None:
    document = inspect(odd_folder / file.name)
    pages = [open_page(document, info.index) for info in document.pages[:3]]
    for info, page in zip(document.pages, pages, strict=False):
        assert page.pixels.shape == (info.size.height, info.size.width, 3)
        assert page.info == info


def test_moving_pictures_are_one_page(odd_folder: Path) -> None:
    for name in ("moving.png", "moving.webp"):
        assert len(inspect(odd_folder / name).pages) == 1


def test_an_invoice_is_read_after_a_pdf_that_ended_its_process(broken_folder: Path, odd_folder: Path) -> None:
    with pytest.raises(BadFile, match="takes too much memory"):
        inspect(broken_folder / "forms-in-forms.pdf")
    assert read_pages(odd_folder / "garbage-after.pdf")[0].letters


def test_a_pdf_that_takes_too_long_is_given_up(odd_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_process, "SECONDS", 0.005)
    with pytest.raises(BadFile, match=r"takes more than 0.005 seconds to open"):
        inspect(odd_folder / "content-bomb.pdf")
    monkeypatch.undo()
    assert read_pages(odd_folder / "garbage-after.pdf")


def test_an_invoice_is_read_after_somebody_ended_the_pdf_process(odd_folder: Path) -> None:
    read_pages(odd_folder / "garbage-after.pdf")
    process = pdf_process._IDLE.take()
    process._child.kill()
    process._child.wait()
    pdf_process._IDLE.give_back(process)
    assert read_pages(odd_folder / "garbage-after.pdf")


def test_a_file_that_is_gone_or_changed_after_it_was_inspected_gives_one_line(
    tmp_path: Path, odd_folder: Path
) -> None:
    path = tmp_path / "invoice.png"
    path.write_bytes((odd_folder / "UPPER.PNG").read_bytes())
    document = inspect(path)
    path.write_bytes(b"%PDF-1.4")
    with pytest.raises(BadFile, match=r"invoice\.png: is a PDF with the ending \.png"):
        open_page(document, 0)
    path.unlink()
    with pytest.raises(BadFile, match="is not there"):
        open_page(document, 0)


def test_a_page_that_a_document_has_not_is_a_fault_of_the_program(odd_folder: Path) -> None:
    document = inspect(odd_folder / "UPPER.PNG")
    for index in (-1, 1):
        with pytest.raises(IndexError):
            open_page(document, index)
