"""Pixels of a drawn document."""

from __future__ import annotations

import numpy as np
import pypdfium2

from resources.make_samples.sheet import Drawing
from resources.make_samples.spoiling import Picture

POINTS = 72.0  # per inch


def render_pages(drawing: Drawing, *, dpi: float) -> list[Picture]:
    """Return each page as H x W x 3 BGR."""
    pdf = pypdfium2.PdfDocument(drawing.pdf)
    try:
        return [_rendered(pdf, index, dpi) for index in range(len(pdf))]
    finally:
        pdf.close()


def _rendered(pdf: pypdfium2.PdfDocument, index: int, dpi: float) -> Picture:
    page = pdf[index]
    bitmap = page.render(scale=dpi / POINTS)
    pixels = np.array(bitmap.to_numpy()[:, :, :3], np.uint8)
    bitmap.close()
    page.close()
    return np.ascontiguousarray(pixels)
