"""The print of whole pages as JSON and CSV, as `invoice-desk ocr` gives it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from invoice_desk.export.guarding import guarded
from invoice_desk.export.json_lines import line_of
from invoice_desk.files import write_text_whole
from invoice_desk.invoice.geometry import Box
from invoice_desk.reading.whole_page import PageLine, PageText
from invoice_desk.values.payloads import payload_meaning


def pages_to_dict(file: str, pages: Sequence[PageText], *, min_confidence: float) -> dict[str, Any]:
    """Return one file's pages as they stand in JSON. min_confidence: 0..100; less sure lines are left out."""
    return {
        "file": file,
        "pages": [_page(number, page, min_confidence) for number, page in enumerate(pages, 1)],
    }


def failed_to_dict(file: str, error: str) -> dict[str, Any]:
    """Return what stands in JSON for a file that could not be read."""
    return {"file": file, "status": "failed", "error": error, "pages": []}


def pages_line(one: dict[str, Any]) -> str:
    """Return what `pages_to_dict` gave as one line of JSON: no text of a code can break or forge one."""
    return line_of(one)


def write_pages(path: Path, found: Sequence[dict[str, Any]]) -> None:
    """Write what `pages_to_dict` gave to a .csv or .json file, whole or not at all. Raises NotWritten."""
    if path.suffix.lower() == ".csv":
        write_text_whole(path, regions_csv(found), encoding="utf-8-sig")
        return
    content = found[0] if len(found) == 1 else found
    text = json.dumps(content, ensure_ascii=False, indent=1)
    write_text_whole(path, text.encode("utf-8", "backslashreplace").decode() + "\n")


def regions_csv(found: Iterable[dict[str, Any]]) -> str:
    """Return CSV with a header and one row `text,confidence` a region; no cell can become a formula."""
    rows = io.StringIO()
    writer = csv.writer(rows)
    writer.writerow(("text", "confidence"))
    for file in found:
        for page in file["pages"]:
            writer.writerows((guarded(one["text"]), one["confidence"]) for one in page["regions"])
    return rows.getvalue()


def _page(number: int, page: PageText, min_confidence: float) -> dict[str, Any]:
    lines = [line for line in page.lines if line.confidence * 100 >= min_confidence]
    codes = [{**_code(one.format, one.text), "bounds": _bounds(one.box)} for one in page.codes]
    return {
        "page": number,
        "turned": page.turned,
        "skew": page.skew,
        "regions": [_region(line) for line in lines],
        "codes": codes,
    }


def _region(line: PageLine) -> dict[str, Any]:
    words = [
        {"text": word.text, "confidence": _percent(word.confidence), "bounds": _bounds(word.box)}
        for word in line.words
    ]
    confidence = _percent(line.confidence)
    return {"text": line.text, "confidence": confidence, "bounds": _bounds(line.box), "words": words}


def _code(symbology: str, text: str) -> dict[str, Any]:
    meaning = payload_meaning(text)
    return {"format": symbology, "text": text, "meaning": dict(meaning) if meaning else None}


def _bounds(box: Box) -> dict[str, int]:
    return {"x": box.x0, "y": box.y0, "width": box.width, "height": box.height}


def _percent(confidence: float) -> float:
    return round(confidence * 100, 1)
