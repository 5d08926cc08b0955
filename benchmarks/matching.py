"""How well a page finds its template by its look, and how exactly the template is laid on it.

Run: python -m benchmarks.matching

Pages: the sample invoices with their templates, and of ../shared/data the Arabic invoice and seven invoices
of one biller (template: the first of them, its fields unknown); receipts, which have no template. Each is
tried as it is, and shifted, turned up to 3 degrees, scaled, with noise and JPEG as a scan; as a photo with
perspective, shadow and blur; and as a fax of two tones. The error is by how much the corners of the boxes
miss where they lay on the page before it was moved, in hundredths of the page's width.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.shared_data import shared_folder
from invoice_desk.extraction.matching import find_template, lay_on
from invoice_desk.imaging.opening import inspect, open_page
from invoice_desk.imaging.page import Page, Pixels, protected
from invoice_desk.imaging.references import reference_of
from invoice_desk.invoice.document import Document
from invoice_desk.invoice.template import PageSize, Template
from invoice_desk.store.template_files import read_template, template_files_in
from invoice_desk.workflow.pairing import name_fitting

_SAMPLES = Path(__file__).resolve().parents[1] / "resources" / "samples"
_KINDS = ("as it is", "scan", "photo", "fax")
_RECEIPTS = 20
_SEED = 20261121


@dataclass(frozen=True, slots=True)
class _Try:
    """A page, its document and the name of its template, "" for one that has none."""

    document: Document
    page: Page
    name: str


@dataclass(slots=True)
class _Score:
    right: int = 0
    none: int = 0
    wrong: int = 0
    seconds: float = 0.0

    def row(self, name: str, errors: list[float]) -> str:
        tried = self.right + self.none + self.wrong
        placed = (
            f"{np.median(errors):7.2f} {np.percentile(errors, 95):7.2f} {max(errors):7.2f}" if errors else ""
        )
        return f"{name:10} {self.right:4} of {tried:3}  {self.none:4}  {self.wrong:5}  {placed}"


def main() -> None:
    """Print the table."""
    templates, tries = _pages()
    print(f"{len(tries)} pages, {len(templates)} templates")
    print("           right        none  wrong  error: median, 95 %, most (% of the width)")
    rng, seconds = np.random.default_rng(_SEED), 0.0
    for kind in _KINDS:
        score, errors = _Score(), list[float]()
        for one in tries:
            page, moved = _spoiled(one.page, kind, rng)
            _count(score, page, one.name, templates)
            errors.extend(_missed(one, page, moved, templates))
        print(score.row(kind, errors))
        seconds += score.seconds
    print(
        f"finding a template among {len(templates)} / opening the page: {seconds / _opening(tries):.1f} times"
    )


def _count(score: _Score, page: Page, name: str, templates: list[Template]) -> None:
    begin = time.perf_counter()
    match = find_template(page, templates)
    score.seconds += time.perf_counter() - begin
    found = match.template.name if match is not None else ""
    if found == name:
        score.right += 1
    elif not found:
        score.none += 1
    else:
        score.wrong += 1


def _missed(one: _Try, page: Page, moved: NDArray[np.float64], templates: list[Template]) -> list[float]:
    """Return by how much the template's corners miss where they lay before the page was moved."""
    template = next((known for known in templates if known.name == one.name), None)
    before = lay_on(template, one.page) if template is not None else None
    after = lay_on(template, page) if template is not None else None
    if template is None or before is None or after is None or not before.quality or not after.quality:
        return []
    return _errors(template, after.transform, moved @ before.transform, page)


def _errors(
    template: Template, transform: NDArray[np.float64], moved: NDArray[np.float64], page: Page
) -> list[float]:
    boxes = [field.box for field in template.fields if field.page == 1]
    corners = np.array(
        [[x, y, 1] for box in boxes for x in (box.x0, box.x1) for y in (box.y0, box.y1)], float
    )
    if not len(corners):
        width, height = template.size.width, template.size.height
        corners = np.array([[x * width, y * height, 1] for x in (0.1, 0.9) for y in (0.1, 0.9)])
    found, right = transform @ corners.T, moved @ corners.T
    missed = np.hypot(*(found[:2] / found[2] - right[:2] / right[2]))
    return [float(one) * 100 / page.size.width for one in missed]


def _pages() -> tuple[list[Template], list[_Try]]:
    paths = template_files_in(_SAMPLES)
    known = {name: read_template(path) for name, path in paths.items()}
    tries = []
    for file in sorted(_SAMPLES.iterdir()):
        if file.suffix in {".pdf", ".png", ".jpg", ".tif"}:
            fitting = name_fitting(file.name, paths)
            assert fitting is not None
            tries.append(_try(file, known[fitting].name))
    templates = list(known.values())
    for folder, name in (("arabic_invoice", "arabic"), ("billing", "billing")):
        files = sorted(
            one for one in shared_folder(folder).iterdir() if one.suffix in {".png", ".jpg", ".jpeg"}
        )
        more = [_try(file, name) for file in files]
        first = more[0].page
        size = PageSize(width=first.size.width, height=first.size.height)
        templates.append(Template(name=name, page=size, reference=reference_of(first.pixels)))
        tries.extend(more)
    receipts = sorted((shared_folder("receipts") / "img").iterdir())[:_RECEIPTS]
    tries.extend(_try(file, "") for file in receipts)
    return templates, tries


def _opening(tries: list[_Try]) -> float:
    """Return the seconds that it takes to open all pages as often as they were tried."""
    begin = time.perf_counter()
    for one in tries:
        open_page(one.document, 0)
    return (time.perf_counter() - begin) * len(_KINDS)


def _try(file: Path, name: str) -> _Try:
    document = inspect(file)
    return _Try(document, open_page(document, 0), name)


def _spoiled(page: Page, kind: str, rng: np.random.Generator) -> tuple[Page, NDArray[np.float64]]:
    """Return the page as a scan, photo or fax of it, and where its pixels went (3 x 3)."""
    if kind == "as it is":
        return page, np.eye(3)
    height, width = page.pixels.shape[:2]
    scale = rng.uniform(0.8, 1.2)
    moved = _moving(width, height, rng, is_photo=kind == "photo", scale=scale)
    size = (round(width * scale), round(height * scale))
    pixels = cv2.warpPerspective(
        page.pixels, moved, size, flags=cv2.INTER_AREA, borderValue=(245, 245, 245)
    ).astype(np.float32)
    if kind == "photo":
        shadow = np.linspace(0.7, 1.0, size[0], dtype=np.float32)[None, :, None]
        pixels = np.asarray(cv2.GaussianBlur(pixels * shadow, (0, 0), 1.0), np.float32)
    spoiled: Pixels = np.clip(pixels + rng.normal(0, 10, pixels.shape), 0, 255).astype(np.uint8)
    if kind == "fax":
        _, tones = cv2.threshold(cv2.cvtColor(spoiled, cv2.COLOR_BGR2GRAY), 150, 255, cv2.THRESH_BINARY)
        spoiled = np.asarray(cv2.cvtColor(tones, cv2.COLOR_GRAY2BGR), np.uint8)
    _, content = cv2.imencode(".jpg", spoiled, [cv2.IMWRITE_JPEG_QUALITY, 50])
    decoded = np.asarray(cv2.imdecode(content, cv2.IMREAD_COLOR), np.uint8)
    return Page(page.info, protected(decoded)), moved


def _moving(
    width: int, height: int, rng: np.random.Generator, *, is_photo: bool, scale: float
) -> NDArray[np.float64]:
    turn = np.asarray(cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-3, 3), 1.0), np.float64)
    turn[:, 2] += rng.uniform(-0.03, 0.03, 2) * (width, height)
    moved = np.vstack([turn, [0, 0, 1]])
    if is_photo:
        corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        shaken = corners + rng.uniform(-0.02, 0.02, corners.shape).astype(np.float32) * width
        moved = np.asarray(cv2.getPerspectiveTransform(corners, shaken), np.float64) @ moved
    return np.asarray(np.diag([scale, scale, 1.0]) @ moved, np.float64)


if __name__ == "__main__":
    main()
