"""How an invoice speaks: its words, and the way it prints numbers, amounts and dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from hijridate import Gregorian

from resources.make_samples.mark import Value

_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Speech:
    """One way of printing.

    language: as Tesseract names it; months: their names, for dates in words (empty: in digits);
    form: how amounts in the totals print, "{}" is the number; line_form: the same in the lines;
    order: of the parts of a date.
    """

    language: Literal["eng", "fra", "ara"]
    words: Mapping[str, str]
    thousands: str = ","
    decimal: Literal[".", ",", "٫"] = "."
    form: str = "{}"
    line_form: str = "{}"
    months: tuple[str, ...] = ()
    due_in_digits: bool = False
    order: Literal["dmy", "mdy", "ymd"] = "dmy"
    separator: str = "/"
    is_indic: bool = False

    def number(self, number: Decimal) -> Value:
        """Print a quantity: 12 or 2.5."""
        plain = f"{number.normalize():f}"
        return Value(self.digits(plain.replace(".", self.decimal)), plain)

    def amount(self, amount: Decimal) -> Value:
        """Print an amount of the totals."""
        return self._amount(amount, self.form)

    def line_amount(self, amount: Decimal) -> Value:
        """Print an amount of a line."""
        return self._amount(amount, self.line_form)

    def rate(self, percent: Decimal) -> Value:
        """Print a tax rate; its value is in percent."""
        space = NO_BREAK if self.language == "fra" else ""
        sign = "٪" if self.is_indic else "%"
        return Value(self.digits(f"{percent.normalize():f}") + space + sign, f"{percent.normalize():f}")

    def issue_date(self, day: date) -> Value:
        """Print a date: in words where the speech has months, else in digits."""
        if not self.months:
            return self.short_date(day)
        month = self.months[day.month - 1]
        if self.order == "mdy":
            return Value(f"{month} {day.day}, {day.year}", day.isoformat())
        return Value(self.digits(f"{day.day} {month} {day.year}"), day.isoformat())

    def due_date(self, day: date) -> Value:
        """Print the day of payment, which may be in digits where the day of issue is in words."""
        return self.short_date(day) if self.due_in_digits else self.issue_date(day)

    def short_date(self, day: date) -> Value:
        """Print a date in digits."""
        return Value(self.digits(self._ordered(day.year, day.month, day.day)), day.isoformat())

    def hijri(self, day: date) -> Value:
        """Print a date of the Umm al-Qura calendar, year first; its value is the Gregorian day."""
        there = Gregorian.fromdate(day).to_hijri()
        printed = self.digits(f"{there.year}/{there.month:02}/{there.day:02}")
        return Value(f"{printed} هـ", day.isoformat())

    def _amount(self, amount: Decimal, form: str) -> Value:
        plain = f"{amount:,.2f}".replace(",", "_").replace(".", self.decimal).replace("_", self.thousands)
        return Value(form.format(self.digits(plain)), f"{amount:.2f}")

    def _ordered(self, year: int, month: int, day: int) -> str:
        parts = {"y": f"{year}", "m": f"{month:02}", "d": f"{day:02}"}
        return self.separator.join(parts[part] for part in self.order)

    def digits(self, text: str | int) -> str:
        """Return a number's text in the digits of this speech."""
        text = str(text)
        return text.translate(_INDIC) if self.is_indic else text
