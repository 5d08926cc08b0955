"""A person reads a folder of invoices of several layouts into one Excel file."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime
from pathlib import Path

import openpyxl

FILES = ("en-marine-march.pdf", "en-printing-june.png", "fr-fournil.jpg", "ar-bookshop.pdf")
TITLES = {"invoice_number": "Invoice no.", "issue_date": "Invoice date", "total": "Total", "seller": "Seller"}


def test_invoices_of_four_layouts_become_typed_rows_of_one_sheet(
    samples: Path, tmp_path: Path, tessdata: Path
) -> None:
    out = tmp_path / "march.xlsx"
    files = [str(samples / name) for name in FILES]
    command = [sys.executable, "-m", "invoice_desk", "extract", *files, "-t", str(samples), "--out", str(out)]
    child = subprocess.run(command, capture_output=True, timeout=120)
    assert (child.returncode, child.stderr.decode()) == (0, f"written: {out}\n")
    assert "18553.71 AED" in child.stdout.decode()
    truth = json.loads((samples / "truth.json").read_text(encoding="utf-8"))
    header, *rows = openpyxl.load_workbook(out).worksheets[0].values
    column = {str(title): index for index, title in enumerate(header)}
    assert len(rows) == len(FILES)
    for name, row in zip(FILES, rows, strict=True):
        assert Path(str(row[column["File"]])).name == name
        found = {field: row[column[title]] for field, title in TITLES.items()}
        assert isinstance(found["issue_date"], (date, datetime)), "a date is a date, not a text"
        assert isinstance(found["total"], (int, float)), "an amount is a number, not a text"
        words = {
            "invoice_number": found["invoice_number"],
            "issue_date": found["issue_date"].strftime("%Y-%m-%d"),
            "total": f"{found['total']:.2f}",
            "seller": found["seller"],
        }
        assert words == {field: truth[name]["fields"][field]["value"] for field in TITLES}
