"""Links lead to the desk's files, whatever these are called."""

import os
from pathlib import Path, PureWindowsPath
from urllib.parse import unquote

import pytest
from export_items import noted, read, write

from invoice_desk.export import links
from invoice_desk.export.links import Linker, absolute_link
from invoice_desk.export.workbook import rows as sheet_rows

NAMES = [
    "plain.pdf",
    "two words.pdf",
    "فاتورة ٤٢.pdf",
    "a#b.pdf",
    "50%20 off.pdf",
    "say \"hi\" & 'bye'.pdf",
    "javascript:alert(1).pdf",
    "http:__x.pdf",
    "a?b=c.pdf",
    "<x>&amp;.pdf",
    "back\\slash.pdf",
    "turn\u202efdp.exe",
    "half\udc80.pdf",
    "é.pdf",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_link_leads_to_its_file_and_to_nothing_else(tmp_path: Path, name: str) -> None:
    link = Linker(tmp_path / "out" / "a.xlsx").link_to(tmp_path / "originals" / name)
    assert link is not None
    assert link.startswith("../originals/")
    assert not set("#?:\"'<>&\\ \u202e") & set(link)
    assert os.fsencode(unquote(link, errors="surrogateescape")) == os.fsencode(f"../originals/{name}")


def test_letters_of_other_scripts_stay_readable(tmp_path: Path) -> None:
    assert Linker(tmp_path / "a.xlsx").link_to(tmp_path / "فاتورة ٤٢.pdf") == "فاتورة%20٤٢.pdf"


@pytest.mark.parametrize(
    ("folder", "link"),
    [
        ("C:\\My invoices\\a#b", "file:///C:/My%20invoices/a%23b"),
        ("\\\\server\\share name\\x", "file://server/share%20name/x"),
    ],
)
def test_a_file_on_another_drive_has_an_absolute_link(folder: str, link: str) -> None:
    assert absolute_link(PureWindowsPath(folder)) == link


def test_a_link_longer_than_excel_bears_is_left_out(tmp_path: Path) -> None:
    assert Linker(tmp_path / "a.xlsx").link_to(tmp_path / ("x" * 2_100)) is None


@pytest.mark.parametrize("name", NAMES)
def test_the_original_s_cell_shows_the_name_and_leads_there(tmp_path: Path, name: str) -> None:
    write(tmp_path / "a.xlsx", noted(1, original=tmp_path / name))
    sheet = read(tmp_path / "a.xlsx")["Invoices"]
    (cell,) = (one for one in sheet[2] if one.hyperlink)
    assert sheet.cell(1, cell.column).value == "Original"
    assert cell.data_type == "s"
    assert cell.hyperlink.target == Linker(tmp_path / "a.xlsx").link_to(tmp_path / name)
    assert cell.font.u == "single"


def test_a_value_stays_a_number_and_leads_to_its_crop(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", noted(1, value=5, crops={"total": tmp_path / "c.png"}))
    sheet = read(tmp_path / "a.xlsx")["Invoices"]
    (cell,) = (one for one in sheet[2] if one.hyperlink)
    assert (cell.value, cell.data_type, cell.hyperlink.target) == (5, "n", "c.png")
    assert "picture" in cell.hyperlink.tooltip


def test_without_links_there_are_none(tmp_path: Path) -> None:
    item = noted(1, value=5, original=tmp_path / "o.pdf", crops={"total": tmp_path / "c.png"})
    write(tmp_path / "a.xlsx", item, has_links=False)
    assert not [one for one in read(tmp_path / "a.xlsx")["Invoices"][2] if one.hyperlink]


def test_links_past_excel_s_limit_are_left_out_and_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet_rows, "MOST_LINKS", 3)
    monkeypatch.setattr(sheet_rows, "MOST_CROP_LINKS", 1)
    items = [
        noted(n, value=n, original=tmp_path / "o.pdf", crops={"total": tmp_path / "c.png"})
        for n in range(1, 5)
    ]
    assert write(tmp_path / "a.xlsx", *items[:3]).links_left_out == 3
    assert write(tmp_path / "a.xlsx", *items, append=True).links_left_out == 2
    linked = [one for row in read(tmp_path / "a.xlsx")["Invoices"] for one in row if one.hyperlink]
    assert [one.hyperlink.target for one in linked] == ["c.png", "o.pdf", "o.pdf"]


def test_there_is_room_for_originals_beside_crops() -> None:
    assert links.MOST_LINKS == 65_530
    assert links.MOST_CROP_LINKS < links.MOST_LINKS
