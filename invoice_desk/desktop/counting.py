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
