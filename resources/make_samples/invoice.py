"""An invented invoice: who sells what to whom, and the arithmetic that must come out right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

_CENT = Decimal("0.01")


def _cents(amount: Decimal) -> Decimal:
    return amount.quantize(_CENT, rounding=ROUND_HALF_UP)


@dataclass(frozen=True)
class Party:
    """A seller or buyer; `place` are the lines of the address, `tax_id` as it is printed."""

    name: str
    place: tuple[str, ...]
    tax_id: str
    contact: str = ""


@dataclass(frozen=True)
class Line:
    """One line of an invoice."""

    description: str
    quantity: Decimal
    price: Decimal

    @property
    def amount(self) -> Decimal:
        """Quantity times price, to the cent."""
        return _cents(self.quantity * self.price)


@dataclass(frozen=True)
class Invoice:
    """All that a layout prints. tax_rate: in percent; currency: ISO 4217; discount: taken off before tax."""

    number: str
    issued: date
    due: date
    seller: Party
    buyer: Party
    lines: tuple[Line, ...]
    tax_rate: Decimal
    currency: str
    discount: Decimal = Decimal(0)
    is_paid: bool = False
    reference: str = ""

    @property
    def subtotal(self) -> Decimal:
        """The sum of the lines."""
        return sum((line.amount for line in self.lines), Decimal(0))

    @property
    def tax(self) -> Decimal:
        """The tax on what is left after the discount."""
        return _cents((self.subtotal - self.discount) * self.tax_rate / 100)

    @property
    def total(self) -> Decimal:
        """What is to be paid."""
        return self.subtotal - self.discount + self.tax


def lines_of(*rows: tuple[str, str, str]) -> tuple[Line, ...]:
    """Return lines from (description, quantity, price) in plain digits."""
    return tuple(Line(what, Decimal(quantity), Decimal(price)) for what, quantity, price in rows)
