"""What differs between two versions of a template, field by field."""

from __future__ import annotations

import pytest
from small_invoices import small_template

from invoice_desk.invoice.fields import Field, FieldKind
from invoice_desk.invoice.geometry import Box
from invoice_desk.invoice.template import PageSize, Template
from invoice_desk.invoice.template_changes import Difference, Step, differences_of

BEFORE = small_template()
NUMBER, DATE, TOTAL = BEFORE.fields
NEW = Field(name="seller", label="Seller", box=Box(1, 2, 30, 40))


def having(*fields: Field) -> Template:
    return BEFORE.model_copy(update={"fields": fields})


def changed(field: Field, **values: object) -> Field:
    return field.model_copy(update=values)


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (BEFORE, []),
        (BEFORE.model_copy(update={"version": 9, "name": "other"}), []),
        (having(NUMBER, DATE, TOTAL, NEW), [Difference(Step.ADDED, "Seller")]),
        (having(NUMBER, TOTAL), [Difference(Step.REMOVED, "date")]),
        (having(NUMBER, DATE, changed(TOTAL, box=Box(1, 2, 3, 4))), [Difference(Step.MOVED, "total")]),
        (having(NUMBER, DATE, changed(TOTAL, page=-1)), [Difference(Step.MOVED, "total")]),
        (having(NUMBER, DATE, changed(TOTAL, name="sum")), [Difference(Step.RENAMED, "sum", "total")]),
        (having(NUMBER, DATE, changed(TOTAL, label="Sum")), [Difference(Step.RENAMED, "Sum", "total")]),
        (having(NUMBER, DATE, changed(TOTAL, kind=FieldKind.TEXT)), [Difference(Step.CHANGED, "total")]),
        (having(DATE, NUMBER, TOTAL), [Difference(Step.ORDER)]),
        (BEFORE.model_copy(update={"page": PageSize(width=9, height=9)}), [Difference(Step.PAGE)]),
        (BEFORE.model_copy(update={"reference": "AA=="}), [Difference(Step.REFERENCE)]),
        (
            having(changed(NUMBER, label="No", box=Box(1, 2, 9, 9), required=False), NEW),
            [
                Difference(Step.RENAMED, "No", "number"),
                Difference(Step.MOVED, "No"),
                Difference(Step.CHANGED, "No"),
                Difference(Step.ADDED, "Seller"),
                Difference(Step.REMOVED, "date"),
                Difference(Step.REMOVED, "total"),
            ],
        ),
    ],
)
def test_each_difference_is_found_once(after: Template, found: list[Difference]) -> None:
    assert differences_of(BEFORE, after) == found
