"""How a template lies on a page that is open, for who draws on it."""

from __future__ import annotations

from typing import cast

import numpy as np

from invoice_desk.extraction.matching import carrying_on
from invoice_desk.imaging.page import Page
from invoice_desk.imaging.references import reference_of
from invoice_desk.invoice.laying import Laying, Matrix
from invoice_desk.invoice.template import Template


def laying_on(template: Template, page: Page) -> Laying | None:
    """Return how a template lies on a page that was moved under it; None where the sizes alone say it."""
    transform = carrying_on(template, page).transform
    if transform is None:
        return None
    onto, back = (
        cast(Matrix, tuple(float(one) for one in matrix.ravel()))
        for matrix in (transform, np.linalg.inv(transform))
    )
    return Laying(onto, back)


def with_reference(template: Template, page: Page | None) -> Template:
    """Return a template with the picture of the page that it was drawn on, where it has none yet.

    By it pages of the layout are known again, and its boxes laid on them.
    """
    is_drawn_on_it = page is not None and page.info.index == 0 and page.size == template.size
    if template.reference is not None or page is None or not is_drawn_on_it:
        return template
    return template.model_copy(update={"reference": reference_of(page.pixels)})
