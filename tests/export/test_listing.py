"""Items as a listing to print: read it back with pypdfium2."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from export_items import all_kinds, noted, write

from invoice_desk.errors import BadSetting, NotWritten, Refused
from invoice_desk.export import listing
from invoice_desk.export.columns import Columns


def pages(path: Path) -> list[str]:
    """Return the text of each page, blanks as one."""
    with pypdfium2.PdfDocument(path) as document:
        assert all(page.get_width() > page.get_height() for page in document)
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_a_row_is_an_invoice_with_its_values(tmp_path: Path) -> None:
    items = [noted(1, "pens", "1234.50"), noted(2, "ink", "7")]
    columns = Columns(("id", "note", "total", "state"))
    assert write(tmp_path / "a.pdf", *items, columns=columns).added == 2
    (page,) = pages(tmp_path / "a.pdf")
    assert "2 invoices" in page
    assert "1 pens 1234.50 AED accepted" in page
    assert "2 ink 7 AED accepted" in page


def test_a_value_in_doubt_is_marked(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", all_kinds(), columns=Columns(("id", "total")))
    assert "1.234 AED ?" in pages(tmp_path / "a.pdf")[0]


def test_more_columns_than_fit_go_into_further_tables_that_begin_alike(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", noted(77, "pens", "3"))  # nine columns of the desk and two of the template
    text = " ".join(pages(tmp_path / "a.pdf"))
    assert text.count("77") == 2
    assert text.count("pens") == 1


def test_an_invoice_that_comes_twice_stands_there_once(tmp_path: Path) -> None:
    written = write(tmp_path / "a.pdf", noted(1), noted(1))
    assert (written.added, written.already_there) == (1, 1)


def test_many_invoices_take_many_pages_with_their_headings(tmp_path: Path) -> None:
    write(tmp_path / "a.pdf", *map(noted, range(1, 90)), columns=Columns(("id", "note")))
    found = pages(tmp_path / "a.pdf")
    assert len(found) > 1
    assert all("IDnote" in page.replace(" ", "") for page in found)  # pdfium puts blanks between glyphs


def test_too_many_are_refused_with_the_way_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "MOST_INVOICES", 2)
    with pytest.raises(Refused, match="2 invoices at most") as caught:
        write(tmp_path / "a.pdf", *map(noted, range(3)))
    assert ".xlsx" in caught.value.problem.remedy
    assert not (tmp_path / "a.pdf").exists()


def test_rows_are_not_added_to_a_listing(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="workbook"):
        write(tmp_path / "a.pdf", noted(1), append=True)


def test_a_place_that_takes_no_file_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(NotWritten):
        write(tmp_path / "a.pdf", noted(1))
