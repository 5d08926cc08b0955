"""Where the real test documents lie, which are not part of the project."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from invoice_desk.invoice.geometry import Box

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_folder(name: str) -> Path:
    """Return ../shared/data/NAME; ends the program with a word where it is not there."""
    folder = SHARED / name
    if not folder.is_dir():
        sys.exit(f"{folder} is not there: this benchmark needs the real documents")
    return folder


def receipt_lines(name: str) -> Iterator[tuple[Box, str]]:
    """Yield the box around each line of one receipt and what is printed in it."""
    path = SHARED / "receipts" / "box" / f"{name}.csv"
    for row in path.read_text(encoding="utf-8").splitlines():
        *corners, text = row.split(",", 8)
        if len(corners) == 8:
            xs, ys = [int(x) for x in corners[::2]], [int(y) for y in corners[1::2]]
            yield Box(min(xs), min(ys), max(xs), max(ys)), text


def write_rows(path: Path, rows: list[tuple[str, ...]]) -> None:
    """Write rows as CSV, so that what was wrong can be looked at."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
