"""The sample invoices: their templates, their truth and their files agree, and their sums are right."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageOps

from invoice_desk.invoice.fields import Field, FieldKind
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.template import Template, template_from_json

FOLDER = Path(__file__).parents[2] / "resources" / "samples"
DPI = 200
POINTS = 72
MAX_BYTES = 4_000_000

LIST: dict[str, str] = json.loads((FOLDER / "samples.json").read_text(encoding="utf-8"))
TRUTH: dict[str, Any] = json.loads((FOLDER / "truth.json").read_text(encoding="utf-8"))
PDFS = [name for name in LIST if name.endswith(".pdf")]

each_sample = pytest.mark.parametrize("name", LIST)


def load_template(name: str) -> Template:
    file = FOLDER / LIST[name]
    return template_from_json(file.read_text(encoding="utf-8"), where=file.name)


def load_pages(name: str) -> list[np.ndarray]:
    """Return each page upright as grey H x W."""
    if name in PDFS:
        with pypdfium2.PdfDocument(FOLDER / name) as pdf:
            return [page.render(scale=DPI / POINTS, grayscale=True).to_numpy().squeeze() for page in pdf]
    with Image.open(FOLDER / name) as image:
        pages = []
        for index in range(getattr(image, "n_frames", 1)):
            image.seek(index)
            pages.append(np.asarray(ImageOps.exif_transpose(image).convert("L")))
        return pages


def field_pages(template: Template, count: int) -> Iterator[tuple[Field, int]]:
    for field in template.fields:
        yield field, field.page - 1 if field.page > 0 else count + field.page


def amount(name: str, field: str) -> Decimal:
    return Decimal(TRUTH[name]["fields"][field]["value"])


def test_list_truth_and_folder_name_the_same_files() -> None:
    kept = {path.name for path in FOLDER.iterdir()} - {"README.md", "samples.json", "truth.json"}
    assert kept == set(LIST) | set(LIST.values())
    assert {name: of["template"] for name, of in TRUTH.items()} == LIST


def test_samples_are_small_and_many() -> None:
    assert len(LIST) >= 10
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MAX_BYTES


def test_one_template_serves_two_invoices() -> None:
    assert len(set(LIST.values())) < len(LIST)


@each_sample
def test_truth_and_template_have_the_same_fields(name: str) -> None:
    template, truth = load_template(name), TRUTH[name]
    tables = {field.name for field in template.fields if field.kind is FieldKind.TABLE}
    assert set(truth["tables"]) == tables
    assert set(truth["fields"]) == {field.name for field in template.fields} - tables
    for field in template.fields:
        names = {column.name for column in field.columns}
        assert all(set(row) == names for row in truth["tables"].get(field.name, []))


@each_sample
def test_boxes_lie_on_the_page_without_touching(name: str) -> None:
    template = load_template(name)
    for field in template.fields:
        assert field.box.share_inside(template.size.box) == 1
        assert all(field.box.x0 <= c.x0 < c.x1 <= field.box.x1 for c in field.columns)
    for one, other in itertools.combinations(template.fields, 2):
        if one.page == other.page:
            assert one.box.clipped(other.box).is_empty, (one.name, other.name)


@each_sample
def test_page_has_the_template_s_size_and_ink_in_each_field(name: str) -> None:
    template, pages = load_template(name), load_pages(name)
    for page in pages:
        assert Size(page.shape[1], page.shape[0]) == template.size
    for field, index in field_pages(template, len(pages)):
        box = Box(*TRUTH[name]["fields"].get(field.name, {"box": field.box})["box"])
        crop = pages[index][box.y0 : box.y1, box.x0 : box.x1]
        assert int(crop.min()) < int(np.median(crop)) - 60 or field.kind is FieldKind.CODE, field.name


@each_sample
def test_sums_are_right(name: str) -> None:
    truth = TRUTH[name]
    cents = Decimal("0.01")
    rows = [row for table in truth["tables"].values() for row in table]
    for row in rows:
        product = Decimal(row["quantity"]["value"]) * Decimal(row["price"]["value"])
        assert Decimal(row["amount"]["value"]) == product.quantize(cents, ROUND_HALF_UP)
    subtotal, tax = amount(name, "subtotal"), amount(name, "tax")
    discount = amount(name, "discount") if "discount" in truth["fields"] else Decimal(0)
    assert sum(Decimal(row["amount"]["value"]) for row in rows) == subtotal
    rate = amount(name, "tax_rate") / 100
    assert ((subtotal + discount) * rate).quantize(cents, ROUND_HALF_UP) == tax
    assert amount(name, "total") == subtotal + discount + tax


@pytest.mark.parametrize("name", [name for name in LIST if TRUTH[name]["codes"]])
def test_codes_decode_to_the_truth(name: str) -> None:
    box = Box(*TRUTH[name]["fields"]["code"]["box"])
    found = zxingcpp.read_barcodes(
        np.ascontiguousarray(load_pages(name)[0][box.y0 : box.y1, box.x0 : box.x1])
    )
    assert [{"format": code.format.name, "text": code.text} for code in found] == TRUTH[name]["codes"]


@pytest.mark.parametrize("name", PDFS)
def test_text_layer_holds_each_field_s_text(name: str) -> None:
    template = load_template(name)
    with pypdfium2.PdfDocument(FOLDER / name) as pdf:
        for field, index in field_pages(template, len(pdf)):
            if field.kind in {FieldKind.TABLE, FieldKind.CODE, FieldKind.CHECKBOX}:
                continue
            text = text_in(pdf[index], field.box)
            printed = TRUTH[name]["fields"][field.name]["text"]
            assert sorted(text) == sorted(printed.replace(" ", "")), field.name


@pytest.mark.parametrize("name", [name for name in LIST if name not in PDFS])
def test_only_arabic_indic_digits_need_the_digit_reader(name: str) -> None:
    cells = [cell for table in TRUTH[name]["tables"].values() for row in table for cell in row.values()]
    for value in [*TRUTH[name]["fields"].values(), *cells]:
        has_indic = any("٠" <= char <= "٩" for char in value["text"])
        assert value.get("needs") == ("digits" if has_indic else None)


def text_in(page: Any, box: Box) -> str:
    """Return the letters whose middle lies in a box of the page at 200 dpi, in any order."""
    letters, height = page.get_textpage(), page.get_height()
    found = []
    for index in range(letters.count_chars()):
        left, bottom, right, top = letters.get_charbox(index)
        x, y = (left + right) / 2 * DPI / POINTS, (height - (bottom + top) / 2) * DPI / POINTS
        if box.x0 <= x < box.x1 and box.y0 <= y < box.y1:
            found.append(letters.get_text_range(index, 1))
    return "".join("".join(found).split())
