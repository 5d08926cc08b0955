"""Exports: of what a person vouched for, whole or not at all, written down and repeatable."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import pytest
from desks import add, add_and_read, draw, events, filed
from openpyxl import load_workbook

from invoice_desk.errors import BadSetting, NotWritten, Refused
from invoice_desk.export.columns import Columns
from invoice_desk.export.csv_style import CsvStyle
from invoice_desk.export.options import ExportOptions
from invoice_desk.invoice.filed import State
from invoice_desk.progress import Progress
from invoice_desk.store.change import What
from invoice_desk.store.corrections import Spot
from invoice_desk.store.exports import all_exports, exported_ids
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.exporting import (
    Exported,
    Selection,
    default_path,
    export_again,
    export_invoices,
    report_invoice,
)

pytestmark = pytest.mark.usefixtures("tessdata")


def export(
    desk: Desk, path: Path, *keys: int, options: ExportOptions = ExportOptions(), **more: bool
) -> Exported:
    *_, last = export_invoices(desk, path, Selection(keys, **more), options)
    assert isinstance(last, Exported)
    return last


def rows_of(path: Path, sheet: str = "Invoices") -> list[Sequence[object]]:
    return list(load_workbook(path)[sheet].iter_rows(values_only=True))


@pytest.fixture
def keys(desk: Desk, tmp_path: Path) -> list[int]:
    """Return three invoices in review, the second of which lacks its total."""
    folder = tmp_path / "in"
    totals = ["1,234.50", "", "99.00"]
    files = [
        draw(folder, f"small-{number}.png", number=f"INV-204{number}", total=total)
        for number, total in enumerate(totals)
    ]
    return add_and_read(desk, *files)


def test_only_accepted_invoices_are_exported(desk: Desk, keys: list[int], tmp_path: Path) -> None:
    reviewing.accept(desk, [keys[0]])
    told = export(desk, tmp_path / "out.xlsx")
    assert told.written.added == 1
    headings, row = rows_of(tmp_path / "out.xlsx")
    assert dict(zip(headings, row, strict=True))["number"] == "INV-2040"
    assert [filed(desk, key).state for key in keys] == [State.EXPORTED, State.REVIEW, State.REVIEW]
    assert events(desk, keys[0])[-1].what is What.EXPORTED


def test_what_nobody_accepted_needs_a_yes(desk: Desk, keys: list[int], tmp_path: Path) -> None:
    with pytest.raises(Refused, match=f"invoice {keys[2]} is not accepted"):
        export(desk, tmp_path / "out.xlsx", keys[2])
    assert not (tmp_path / "out.xlsx").exists()
    export(desk, tmp_path / "out.xlsx", keys[2], has_unaccepted=True)
    assert filed(desk, keys[2]).state is State.REVIEW


def test_a_failed_check_needs_a_yes(desk: Desk, keys: list[int], tmp_path: Path) -> None:
    reviewing.accept(desk, keys)
    with pytest.raises(Refused, match=f"a check fails on invoice {keys[1]}"):
        export(desk, tmp_path / "out.xlsx")
    assert export(desk, tmp_path / "out.xlsx", has_failed_checks=True).written.added == 3


def test_nothing_to_export_is_said(desk: Desk, keys: list[int], tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no invoice is accepted"):
        export(desk, tmp_path / "out.xlsx")


def test_what_was_never_read_cannot_be_exported(desk: Desk, tmp_path: Path) -> None:
    (taken,) = add(desk, draw(tmp_path / "in", "other.png"))
    with pytest.raises(Refused, match="never read"):
        export(desk, tmp_path / "out.xlsx", taken.id, has_unaccepted=True)


def test_a_persons_values_and_columns_go_out_in_their_order(
    desk: Desk, keys: list[int], tmp_path: Path
) -> None:
    reviewing.correct(desk, keys[0], Spot("total"), "٧٫٢٥")
    reviewing.accept(desk, [keys[0]])
    options = ExportOptions(Columns(("total", "number", "id")), csv=CsvStyle.PLAIN)
    export(desk, tmp_path / "out.csv", options=options)
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows[1][0] == "7.25"
    assert rows[1][-2:] == ["INV-2040", str(keys[0])]


def test_rows_are_added_once_to_a_workbook(desk: Desk, keys: list[int], tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    reviewing.accept(desk, [keys[0]])
    export(desk, path)
    reviewing.accept(desk, [keys[2]])
    told = export(desk, path, keys[0], keys[2], options=ExportOptions(append=True))
    assert (told.written.added, told.written.already_there) == (1, 1)
    assert len(rows_of(path)) == 3


def test_each_export_is_written_down_and_can_be_repeated(desk: Desk, keys: list[int], tmp_path: Path) -> None:
    reviewing.accept(desk, [keys[0], keys[2]])
    options = ExportOptions(Columns(("number", "total")), has_readings=True)
    told = export(desk, tmp_path / "out.xlsx", options=options)
    with desk.reading() as connection:
        (kept,) = all_exports(connection)
        assert list(exported_ids(connection, told.id)) == [keys[0], keys[2]]
    assert (kept.who, kept.added, kept.path) == ("Amal", 2, str(tmp_path / "out.xlsx"))
    list(export_again(desk, told.id, tmp_path / "again.xlsx"))
    for sheet in ("Invoices", "Readings"):
        assert rows_of(tmp_path / "again.xlsx", sheet) == rows_of(tmp_path / "out.xlsx", sheet)


def test_a_repeated_export_asks_again_for_what_is_no_longer_accepted(
    desk: Desk, keys: list[int], tmp_path: Path
) -> None:
    reviewing.accept(desk, [keys[0]])
    told = export(desk, tmp_path / "out.xlsx")
    reviewing.reopen(desk, keys[0])
    with pytest.raises(Refused, match="not accepted"):
        list(export_again(desk, told.id))


def test_links_lead_to_the_original_and_to_the_crop(desk: Desk, keys: list[int], tmp_path: Path) -> None:
    reviewing.accept(desk, [keys[0]])
    *_, told = export_invoices(desk, tmp_path / "out.xlsx", Selection(), has_crops=True)
    assert isinstance(told, Exported)
    sheet = load_workbook(tmp_path / "out.xlsx")["Invoices"]
    links = [cell.hyperlink.target for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert any(link.endswith(".png") and "originals" in link for link in links)
    crops = [link for link in links if "crops" in link]
    assert len(crops) == 3
    assert all((tmp_path / link).is_file() for link in crops)


def test_a_stop_leaves_what_was_there(desk: Desk, keys: list[int], tmp_path: Path) -> None:
    reviewing.accept(desk, [keys[0], keys[2]])
    path = tmp_path / "out.xlsx"
    path.write_bytes(b"what was there")
    running = export_invoices(desk, path, Selection(), is_stopped=lambda: True)
    with pytest.raises(Exception, match="nothing was written"):
        list(running)
    assert path.read_bytes() == b"what was there"
    assert filed(desk, keys[0]).state is State.ACCEPTED


def test_closing_an_export_stops_it(desk: Desk, keys: list[int], tmp_path: Path) -> None:
    reviewing.accept(desk, [keys[0], keys[2]])
    running = export_invoices(desk, tmp_path / "out.xlsx", Selection())
    assert isinstance(next(running), Progress)
    running.close()


def test_a_file_that_cannot_be_written_leaves_the_invoices_to_be_exported(
    desk: Desk, keys: list[int], tmp_path: Path
) -> None:
    reviewing.accept(desk, [keys[0]])
    (tmp_path / "out.xlsx").mkdir()
    with pytest.raises((NotWritten, BadSetting), match=r"out\.xlsx"):
        export(desk, tmp_path / "out.xlsx")
    assert filed(desk, keys[0]).state is State.ACCEPTED


def test_an_export_without_a_name_gets_a_new_file_in_the_desk(desk: Desk, keys: list[int]) -> None:
    reviewing.accept(desk, [keys[0]])
    first = default_path(desk)
    export(desk, first)
    assert first.parent == desk.store.folder.exports
    assert default_path(desk) != first


def test_the_report_of_an_invoice_shows_its_page(desk: Desk, keys: list[int], tmp_path: Path) -> None:
    import pypdfium2

    reviewing.correct(desk, keys[0], Spot("number"), "رقم ٧")
    report_invoice(desk, keys[0], tmp_path / "report.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "report.pdf")
    text = "".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    assert "INV-2040" in text
    assert "corrected" in text


def test_an_unread_invoice_has_no_report(desk: Desk, tmp_path: Path) -> None:
    (taken,) = add(desk, draw(tmp_path / "in", "other.png"))
    with pytest.raises(Refused, match="not read yet"):
        report_invoice(desk, taken.id, tmp_path / "report.pdf")


def test_values_that_were_accepted_while_the_file_was_written_are_still_to_be_exported(
    desk: Desk, keys: list[int], tmp_path: Path
) -> None:
    reviewing.accept(desk, keys)
    changed: list[int] = []

    def change_meanwhile() -> bool:
        if not changed:
            changed.append(keys[0])
            reviewing.reopen(desk, keys[0])
            reviewing.correct(desk, keys[0], Spot("total"), "77.70")
            reviewing.accept(desk, keys[:1])
        return False

    for _ in export_invoices(
        desk, tmp_path / "a.csv", Selection((keys[0], keys[2])), is_stopped=change_meanwhile
    ):
        pass
    assert "77.70" not in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert [filed(desk, key).state for key in (keys[0], keys[2])] == [State.ACCEPTED, State.EXPORTED]
