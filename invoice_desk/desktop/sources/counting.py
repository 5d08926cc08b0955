"""Counts of sources in words: lupdate sees a count only in a class of Qt."""

from __future__ import annotations

from PySide6.QtCore import QObject


class SourceCounts(QObject):
    """Says how many, and how long ago."""

    def minutes_ago(self, many: int) -> str:
        """Say how many minutes have passed."""
        return self.tr("%n minute(s) ago", "", many)

    def hours_ago(self, many: int) -> str:
        """Say how many hours have passed."""
        return self.tr("%n hour(s) ago", "", many)

    def new_invoices(self, many: int) -> str:
        """Say how many invoices came."""
        return self.tr("%n new invoice(s)", "", many)

    def to_review(self, many: int) -> str:
        """Say how many of them a person should look at."""
        return self.tr("%n to review", "", many)

    def failed(self, many: int) -> str:
        """Say how many of them could not be read."""
        return self.tr("%n could not be read", "", many)
