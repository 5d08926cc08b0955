"""Cells as text that spreadsheets copy and paste: a line a row, a tab between two columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

MIME = "application/x-invoice-desk-cells"
MAX_PASTED = 2_000_000  # characters


def copy_cells(raw: Sequence[Sequence[str]], guarded: Sequence[Sequence[str]]) -> None:
    """Put cells on the clipboard. raw: for this program; guarded: for others, where no formula may run."""
    data = QMimeData()
    data.setText(to_lines(guarded))
    data.setData(MIME, to_lines(raw).encode("utf-8", "replace"))
    QApplication.clipboard().setMimeData(data)


def pasted_cells() -> list[list[str]]:
    """Return the cells on the clipboard. Raises ValueError where there are too many."""
    data = QApplication.clipboard().mimeData()
    own = data.data(MIME).data() if data.hasFormat(MIME) else b""
    text = bytes(own).decode("utf-8") if own else data.text()
    if len(text) > MAX_PASTED:
        raise ValueError("too much")
    return from_lines(text)


def to_lines(cells: Sequence[Sequence[str]]) -> str:
    """Return cells as Excel writes them: a cell with a tab, a quote or a line break stands in quotes."""
    written = io.StringIO()
    csv.writer(written, dialect="excel-tab", lineterminator="\n").writerows(cells)
    return written.getvalue()


def from_lines(text: str) -> list[list[str]]:
    """Return the cells of such a text, at least a blank one; lines of different length stay so."""
    lines = io.StringIO(text.replace("\r\n", "\n").replace("\r", "\n"), newline="")
    try:
        rows = list(csv.reader(lines, dialect="excel-tab"))
    except csv.Error:  # a cell beyond csv's limit
        rows = [line.split("\t") for line in text.splitlines()]
    return [row or [""] for row in rows] or [[""]]
