"""Counts in words that are needed outside of a widget; each language has its own forms of them.

lupdate sees that a text has forms only in `self.tr("… %n …", "", many)` of a class.
"""

from __future__ import annotations

from PySide6.QtCore import QObject


class Counts(QObject):
    """Says how many there are of something."""

    def values_to_look_at(self, many: int) -> str:
        """Return how many values a person should look at."""
        return self.tr("%n value(s) to look at", "", many)

    def values_corrected(self, many: int) -> str:
        """Return how many values were corrected, before their names."""
        return self.tr("%n value(s) corrected:", "", many)

    def lines(self, many: int) -> str:
        """Return how many lines a table has."""
        return self.tr("%n line(s)", "", many)

    def checks_that_fail(self, many: int) -> str:
        """Return how many checks fail."""
        return self.tr("%n check(s) fail", "", many)

    def fields(self, many: int) -> str:
        """Return how many fields a template has."""
        return self.tr("%n field(s)", "", many)

    def invoices(self, many: int) -> str:
        """Return how many invoices a template is chosen for."""
        return self.tr("%n invoice(s)", "", many)

    def first_version(self, many: int) -> str:
        """Return of a template's first version how many fields it has."""
        return self.tr("First version, %n field(s)", "", many)

    def more(self, many: int) -> str:
        """Return how many are not named."""
        return self.tr("and %n more", "", many)
