"""What kind of field a printed text is guessed to be."""

from __future__ import annotations

import pytest

from invoice_desk.invoice.fields import FieldKind
from invoice_desk.values.guessing import guess_kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("06/04/2026", FieldKind.DATE),
        ("٢٠٢٦/٠٤/٠٥", FieldKind.DATE),
        ("1447/10/18 هـ", FieldKind.DATE),
        ("1,234.50", FieldKind.AMOUNT),
        ("AED 500", FieldKind.AMOUNT),
        ("١٬٢٣٤٫٥٠", FieldKind.AMOUNT),
        ("INV-2045", FieldKind.IDENTIFIER),
        ("300648217500003", FieldKind.IDENTIFIER),
        ("2026/00731", FieldKind.IDENTIFIER),
        ("12", FieldKind.NUMBER),
        ("Nile Trading", FieldKind.TEXT),
        ("12 Main Street, Cairo", FieldKind.TEXT),
        ("", FieldKind.TEXT),
    ],
)
def test_the_kind_that_a_text_can_only_be(text: str, kind: FieldKind) -> None:
    assert guess_kind(text) is kind
