"""Values, readings and entries as text for the database and for another process, and back again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from invoice_desk.errors import Problem
from invoice_desk.invoice.document import PageInfo
from invoice_desk.invoice.doubts import Doubt, Reason
from invoice_desk.invoice.fields import Field
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.reading import Glyph, Reading
from invoice_desk.invoice.record import Check, Code, Entry, Value

Json = dict[str, Any]

_MAX_INDEXED = 1500  # bytes of a text in an index; PostgreSQL takes 2,704 for all columns of it together

_DECIMAL, _DATE, _BOOL, _TEXT = "decimal", "date", "bool", "text"


def dump(data: object) -> str:
    """Return `data` as JSON in one line, letters of all scripts as they are."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def index_key(text: str) -> str:
    """Return what stands for a text in an index: itself, or its beginning and hash where it is too long."""
    content = text.encode("utf-8", "backslashreplace")
    if len(content) <= _MAX_INDEXED:
        return text
    return f"{text[:200]}…{hashlib.sha256(content).hexdigest()}"


def value_to_text(value: Value | None) -> tuple[str | None, str | None]:
    """Return a value in characters and its kind; two None for none."""
    match value:
        case None:
            return None, None
        case bool():
            return ("true" if value else "false"), _BOOL
        case Decimal():
            return str(value), _DECIMAL
        case date():
            return value.isoformat(), _DATE
        case str():
            return value, _TEXT


def value_from_text(text: str | None, kind: str | None) -> Value | None:
    """Return the value that `value_to_text` wrote."""
    if text is None:
        return None
    match kind:
        case "decimal":
            return Decimal(text)
        case "date":
            return date.fromisoformat(text)
        case "bool":
            return text == "true"
    return text


def reading_to_json(reading: Reading | None) -> Json | None:
    """Return a reading as JSON, None for none."""
    if reading is None:
        return None
    glyphs = [[one.char, list(one.box), round(one.probability, 4), one.runner_up] for one in reading.glyphs]
    return {
        "text": reading.text,
        "confidence": reading.confidence,
        "reader": reading.reader,
        "page": reading.page,
        "box": list(reading.box),
        "glyphs": glyphs,
        "otherwise": reading.otherwise,
    }


def reading_from_json(data: Json | None) -> Reading | None:
    """Return the reading that `reading_to_json` wrote."""
    if data is None:
        return None
    glyphs = tuple(Glyph(char, Box(*box), sure, second) for char, box, sure, second in data["glyphs"])
    return Reading(
        data["text"],
        data["confidence"],
        data["reader"],
        data["page"],
        Box(*data["box"]),
        glyphs,
        data["otherwise"],
    )


def entry_to_json(entry: Entry) -> Json:
    """Return what the machine made of an entry; a person's correction is kept apart."""
    value, kind = value_to_text(entry.value)
    return {
        "reading": reading_to_json(entry.reading),
        "value": value,
        "kind": kind,
        "currency": entry.currency,
        "box": _box_to_json(entry.box),
        "reasons": [[reason.doubt.name, reason.detail] for reason in entry.reasons],
    }


def entry_from_json(data: Json, field: Field) -> Entry:
    """Return the entry of `field` that `entry_to_json` wrote."""
    return Entry(
        field,
        reading_from_json(data["reading"]),
        value_from_text(data["value"], data["kind"]),
        data["currency"],
        _box_from_json(data["box"]),
        reasons_from_json(data["reasons"]),
    )


def reasons_from_json(data: Sequence[Sequence[str]]) -> tuple[Reason, ...]:
    """Return reasons for doubt from pairs of name and detail."""
    return tuple(Reason(Doubt[name], detail) for name, detail in data)


def codes_to_json(codes: Sequence[Code]) -> list[Json]:
    """Return QR and bar codes as JSON."""
    return [
        {
            "format": one.format,
            "text": one.text,
            "page": one.page,
            "box": list(one.box),
            "meaning": dict(one.meaning) if one.meaning is not None else None,
        }
        for one in codes
    ]


def codes_from_json(data: Sequence[Json]) -> tuple[Code, ...]:
    """Return the codes that `codes_to_json` wrote."""
    return tuple(
        Code(one["format"], one["text"], one["page"], Box(*one["box"]), one["meaning"]) for one in data
    )


def checks_to_json(checks: Sequence[Check]) -> list[Json]:
    """Return the outcomes of rules as JSON."""
    return [
        {"name": one.name, "ok": one.ok, "message": one.message, "fields": list(one.fields)} for one in checks
    ]


def checks_from_json(data: Sequence[Json]) -> tuple[Check, ...]:
    """Return the checks that `checks_to_json` wrote."""
    return tuple(Check(one["name"], one["ok"], one["message"], tuple(one["fields"])) for one in data)


def pages_to_json(pages: Sequence[PageInfo]) -> list[Json]:
    """Return the facts of pages as JSON."""
    return [
        {
            "width": one.size.width,
            "height": one.size.height,
            "dpi": one.dpi,
            "has_text_layer": one.has_text_layer,
        }
        for one in pages
    ]


def pages_from_json(data: Sequence[Json]) -> tuple[PageInfo, ...]:
    """Return the pages that `pages_to_json` wrote, counted from 0."""
    return tuple(
        PageInfo(index, Size(one["width"], one["height"]), one["dpi"], one["has_text_layer"])
        for index, one in enumerate(data)
    )


def problem_to_text(problem: Problem | None) -> str | None:
    """Return a problem as JSON text, None for none."""
    if problem is None:
        return None
    return dump([problem.kind, problem.what, problem.where, problem.remedy])


def problem_from_text(text: str | None) -> Problem | None:
    """Return the problem that `problem_to_text` wrote."""
    return Problem(*json.loads(text)) if text else None


def cells_to_text(row: Mapping[str, Entry]) -> str:
    """Return the cells of a table's line as JSON text, with each cell's box."""
    return dump(
        {column: entry_to_json(entry) | {"cell": list(entry.field.box)} for column, entry in row.items()}
    )


def column_fields(table: Field) -> dict[str, Field]:
    """Return a field for each column of a table, of which `cells_from_text` makes that of each cell."""
    return {column.name: table.of_cell(column, table.box) for column in table.columns}


def cells_from_text(text: str, columns: Mapping[str, Field]) -> dict[str, Entry]:
    """Return the cells that `cells_to_text` wrote; what is in none of these columns is left out."""
    return {
        name: entry_from_json(data, columns[name].model_copy(update={"box": Box(*data["cell"])}))
        for name, data in json.loads(text).items()
        if name in columns
    }


def _box_to_json(box: Box | None) -> list[int] | None:
    return list(box) if box is not None else None


def _box_from_json(data: Sequence[int] | None) -> Box | None:
    return Box(*data) if data is not None else None
