"""Our workbooks in LibreOffice: the same values and types, hostile texts are texts (make test-office)."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from export_items import all_kinds, noted, rows, write
from test_export_excel import HOSTILE
from test_workbook_appending import made

_TRUTHS = {"=TRUE()": ("b", True), "=FALSE()": ("b", False)}  # LibreOffice saves them as such

pytestmark = pytest.mark.office


@pytest.fixture
def reopened(tmp_path: Path) -> Any:
    """Give a function that opens a workbook in LibreOffice and returns the path of what it saves."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed: run make test-office")

    def convert(path: Path) -> Path:
        profile, out = tmp_path / "profile", tmp_path / "saved"
        command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(path)]
        subprocess.run(command, capture_output=True, timeout=240, check=True)
        return out / path.name

    return convert


def values(path: Path, sheet: str) -> list[list[tuple[str, Any]]]:
    """Return type and value of all cells."""
    found = openpyxl.load_workbook(path)[sheet].iter_rows()
    return [[_TRUTHS.get(one.value, (one.data_type, one.value)) for one in row] for row in found]


def test_a_new_workbook_keeps_its_values_types_and_links(tmp_path: Path, reopened: Any) -> None:
    path = tmp_path / "a.xlsx"
    original = tmp_path / "فاتورة #1 50%.pdf"
    original.write_bytes(b"x")
    write(
        path,
        all_kinds(1, original=original, crops={"total": original}),
        noted(2, value=-7),
        has_readings=True,
    )
    saved = reopened(path)
    for sheet in ("Invoices", "Lines", "Readings"):
        assert values(saved, sheet) == values(path, sheet)
    cells = {one.column_letter: one for one in openpyxl.load_workbook(saved)["Invoices"][2]}
    links = [one.hyperlink.target for one in cells.values() if one.hyperlink]
    assert len(links) == 2
    assert all(link.endswith("%231%2050%25.pdf") for link in links)
    assert any("AED" in one.number_format for one in cells.values())


def test_a_workbook_that_was_added_to_keeps_what_was_there(tmp_path: Path, reopened: Any) -> None:
    path = made(tmp_path / "a.xlsx")
    write(path, noted(2, "second", 9), noted(3, "=1+1"), append=True)
    saved = reopened(path)
    assert values(saved, "Invoices") == values(path, "Invoices")


def test_what_libreoffice_saved_is_added_to(tmp_path: Path, reopened: Any) -> None:
    path = tmp_path / "a.xlsx"
    write(path, all_kinds(1), all_kinds(2))
    saved = reopened(path)
    written = write(saved, all_kinds(2), all_kinds(3), append=True)
    assert (written.added, written.already_there) == (1, 1)
    shutil.move(saved, path)
    again = reopened(path)
    assert values(again, "Invoices") == values(path, "Invoices")
    assert [row["ID"] for row in rows(again)] == ["1", "2", "3"]
    assert [row["ID"] for row in rows(again, "Lines")] == ["1", "1", "2", "2", "3", "3"]


def test_hostile_texts_are_texts(tmp_path: Path, reopened: Any) -> None:
    path = tmp_path / "a.xlsx"
    texts = [*HOSTILE, "_x0041_", "_x005F_x0041_"]
    write(path, *(noted(number, text) for number, text in enumerate(texts, start=1)))
    saved = openpyxl.load_workbook(reopened(path))["Invoices"]
    kinds = {one.data_type for row in saved.iter_rows(min_row=2) for one in row if one.value is not None}
    assert kinds == {"s"}
    assert not [one for row in saved for one in row if one.hyperlink]
    (column,) = (one.column for one in saved[1] if one.value == "note")
    assert saved.cell(len(texts), column).value == "_x0041_"
