"""What a layout may show or leave out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from resources.make_samples.invoice import Invoice
from resources.make_samples.look import Look
from resources.make_samples.sheet import Drawing
from resources.make_samples.speech import Speech
from resources.make_samples.totals import plain_payload, zatca_payload


@dataclass(frozen=True)
class Options:
    """The choices of a layout's owner; every invoice of one layout has the same."""

    has_hijri: bool = False
    has_tick: bool = False
    has_discount: bool = False
    code: Literal["", "zatca", "plain"] = ""
    slots: int = 8

    def payload(self, invoice: Invoice) -> str:
        """Return the QR code's content, empty for none."""
        if self.code == "zatca":
            return zatca_payload(invoice)
        return plain_payload(invoice) if self.code == "plain" else ""


Layout = Callable[[Invoice, Speech, Look, Options], Drawing]
