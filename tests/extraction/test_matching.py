"""Pages find their template by their look, and its boxes find their place on pages that were moved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from invoice_desk.extraction.extract import extract
from invoice_desk.extraction.locating import Carrying
from invoice_desk.extraction.matching import SURE, find_template, lay_on
from invoice_desk.imaging.opening import inspect, open_page
from invoice_desk.imaging.page import Page, protected
from invoice_desk.imaging.references import reference_of
from invoice_desk.invoice.template import Template
from invoice_desk.reading.choosing import Readers
from invoice_desk.store.template_files import read_template

SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
NAMES = ("en-printing", "en-marine", "fr-transport", "ar-palm")


@pytest.fixture(scope="module")
def templates() -> dict[str, Template]:
    return {name: read_template(SAMPLES / f"{name}.template.json") for name in NAMES}


def page_of(name: str) -> Page:
    return open_page(inspect(SAMPLES / name), 0)


def moved(page: Page, *, turn: float = 0.0, shift: tuple[float, float] = (0, 0), scale: float = 1.0) -> Page:
    """Return a page turned by degrees about its middle, shifted by pixels, then scaled."""
    pixels = cv2.warpPerspective(
        page.pixels, moving(page, turn, shift, scale), size(page, scale), borderValue=(250, 250, 250)
    )
    return replace(page, pixels=protected(np.asarray(pixels, np.uint8)), letters=())


def size(page: Page, scale: float) -> tuple[int, int]:
    return round(page.size.width * scale), round(page.size.height * scale)


def moving(page: Page, turn: float, shift: tuple[float, float], scale: float) -> NDArray[np.float64]:
    middle = (page.size.width / 2, page.size.height / 2)
    found = np.vstack([cv2.getRotationMatrix2D(middle, turn, 1.0), [0, 0, 1]])
    found[:2, 2] += shift
    return np.diag([scale, scale, 1.0]) @ found


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("en-printing-may.png", "en-printing"),
        ("en-printing-june.png", "en-printing"),
        ("en-marine-april.pdf", "en-marine"),
        ("en-marine-march.pdf", "en-marine"),
        ("fr-transport.tif", "fr-transport"),
        ("ar-palm.pdf", "ar-palm"),
    ],
)
def test_a_page_finds_its_template_among_others(templates: dict[str, Template], file: str, name: str) -> None:
    match = find_template(page_of(file), list(templates.values()))
    assert match is not None
    assert match.template is templates[name]
    assert match.quality >= SURE


def test_a_page_of_another_layout_finds_none(templates: dict[str, Template]) -> None:
    page = page_of("fr-fournil.jpg")
    assert find_template(page, list(templates.values())) is None
    laid = lay_on(templates["en-printing"], page)
    assert laid is not None
    assert laid.quality < SURE


def test_of_two_templates_alike_none_is_chosen(templates: dict[str, Template]) -> None:
    one = templates["en-printing"]
    twin = one.model_copy(update={"name": "twin"})
    assert find_template(page_of("en-printing-may.png"), [one, twin]) is None


def test_a_template_without_a_reference_is_passed_over(templates: dict[str, Template]) -> None:
    bare = templates["en-printing"].model_copy(update={"reference": None})
    assert find_template(page_of("en-printing-may.png"), [bare]) is None
    assert lay_on(bare, page_of("en-printing-may.png")) is None


@pytest.mark.parametrize(
    "reference", ["", "no base64!", "aGVsbG8=", "iVBORw0KGgoAAAANSUhEUgAA//8AAP//CAAAAAA="]
)
def test_a_reference_that_is_no_picture_is_as_good_as_none(
    templates: dict[str, Template], reference: str
) -> None:
    broken = templates["en-printing"].model_copy(update={"reference": reference})
    assert lay_on(broken, page_of("en-printing-may.png")) is None


@pytest.mark.parametrize(
    ("turn", "shift", "scale"),
    [(0.0, (40.0, -60.0), 1.0), (2.0, (0.0, 0.0), 1.0), (-1.5, (-30.0, 25.0), 0.8), (0.0, (0.0, 0.0), 1.3)],
)
def test_boxes_are_carried_to_where_the_page_was_moved(
    templates: dict[str, Template], turn: float, shift: tuple[float, float], scale: float
) -> None:
    template, page = templates["fr-transport"], page_of("fr-transport.tif")
    other = moved(page, turn=turn, shift=shift, scale=scale)
    match = lay_on(template, other)
    assert match is not None
    right = moving(page, turn, shift, scale)
    for field in template.fields:
        corner = np.array([field.box.x0, field.box.y0, 1.0])
        found, wanted = match.transform @ corner, right @ corner
        assert np.hypot(*(found[:2] / found[2] - wanted[:2])) < 4, field.name


def test_a_page_in_its_place_is_not_moved(templates: dict[str, Template]) -> None:
    match = lay_on(templates["en-printing"], page_of("en-printing-may.png"))
    assert match is not None
    assert not match.is_moved


@pytest.mark.usefixtures("tessdata")
def test_a_moved_page_is_read_as_one_in_its_place(
    templates: dict[str, Template], readers: Readers, tmp_path: Path
) -> None:
    template, page = templates["en-printing"], page_of("en-printing-may.png")
    Image.fromarray(moved(page, turn=1.0, shift=(50, 70)).pixels[:, :, ::-1]).save(tmp_path / "moved.png")

    def values(file: Path, by: Template) -> dict[str, object]:
        record = extract(inspect(file), [by], readers)
        return {one.field.name: one.shown_value for one in record.entries}

    wanted = values(SAMPLES / "en-printing-may.png", template)
    assert values(tmp_path / "moved.png", template) == wanted
    blind = template.model_copy(update={"reference": None})
    assert values(tmp_path / "moved.png", blind) != wanted


def test_a_reference_is_small_and_shows_the_page(templates: dict[str, Template]) -> None:
    page = page_of("en-printing-may.png")
    made = templates["en-printing"].model_copy(update={"reference": reference_of(page.pixels)})
    assert made.reference is not None
    assert len(made.reference) < 200_000
    match = find_template(moved(page, turn=1.0), [made])
    assert match is not None


def test_carrying_keeps_boxes_on_the_page() -> None:
    from invoice_desk.invoice.geometry import Box, Size

    carrying = Carrying(Size(100, 100), Size(100, 100), np.array([[1.0, 0, 90], [0, 1, -5], [0, 0, 1]]))
    assert carrying.carry(Box(0, 0, 20, 20)) == Box(90, 0, 100, 15)
