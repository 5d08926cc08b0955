"""Writes the samples, their templates and what is true of them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from invoice_desk.files import write_text_whole, write_whole
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.template import template_to_json
from resources.make_samples.finishing import Finished
from resources.make_samples.mark import MEANT, Mark, Value
from resources.make_samples.samples import Sample
from resources.make_samples.speech import NO_BREAK
from resources.make_samples.templates import box_of, has_indic_digits, make_template

Truth = dict[str, Any]


def write_samples(folder: Path, samples: tuple[Sample, ...]) -> Iterator[Path]:
    """Make each sample, write it and its template, then the truth and the list; give each path written."""
    truth: Truth = {}
    templates: set[str] = set()
    for sample in samples:
        drawing = sample.layout(sample.invoice, sample.speech, sample.look, sample.options)
        done = sample.finish(drawing)
        yield _write_bytes(folder / sample.file, done.data)
        truth[sample.file] = _truth_of(sample, drawing.marks, done)
        if sample.template not in templates:
            templates.add(sample.template)
            made = make_template(sample.title, drawing.marks, sample.speech, sample.invoice.currency, done)
            yield _write_text(folder / _template_file(sample), template_to_json(made))
    yield _write_text(folder / "truth.json", _as_json(truth))
    yield _write_text(folder / "samples.json", _as_json({s.file: _template_file(s) for s in samples}))


def _template_file(sample: Sample) -> str:
    return f"{sample.template}.template.json"


def _truth_of(sample: Sample, marks: tuple[Mark, ...], done: Finished) -> Truth:
    fields, tables, codes = {}, {}, []
    for mark in marks:
        kind = MEANT[mark.name].kind
        if kind is FieldKind.TABLE:
            tables[mark.name] = [
                {name: _truth_of_value(value, done) for name, value in row.items()} for row in mark.rows
            ]
            continue
        fields[mark.name] = _truth_of_value(mark.printed, done) | {"box": list(box_of(mark, done))}
        if kind is FieldKind.CODE:
            codes.append({"format": "QRCode", "text": mark.printed.text})
    return {"template": _template_file(sample), "fields": fields, "tables": tables, "codes": codes}


def _truth_of_value(value: Value, done: Finished) -> Truth:
    """Return text and value; "needs" says that only the reader of Arabic-Indic digits can read it."""
    found = {
        "text": value.text.replace(NO_BREAK, " "),
        "value": value.value.replace(NO_BREAK, " "),
    }
    if has_indic_digits(value.text) and not done.has_text_layer:
        found["needs"] = "digits"
    return found


def _as_json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _write_text(path: Path, text: str) -> Path:
    write_text_whole(path, text)
    return path


def _write_bytes(path: Path, data: bytes) -> Path:
    def write(temporary: Path) -> None:
        temporary.write_bytes(data)

    write_whole(path, write)
    return path
