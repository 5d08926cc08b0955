"""How a value looks by how sure it is, and in words why: the icon, the colour and the tooltip of a cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from invoice_desk.desktop.words.filling import fill, percent_words
from invoice_desk.desktop.words.floor_words import doubt_words, failed_check_words
from invoice_desk.errors import shown
from invoice_desk.invoice.record import Check, Entry, Record

_MAX_QUOTED = 80  # characters of a printed text that a tooltip quotes


class Look(StrEnum):
    """What a cell says at a glance; the value is the name of its colour in the theme."""

    SURE = "text"
    CONFIRMED = "sure"
    TYPED = "typed"
    DOUBT = "doubt"
    BAD = "bad"


LOOK_ICONS: Mapping[Look, str] = {
    Look.CONFIRMED: "check",
    Look.TYPED: "pencil",
    Look.DOUBT: "triangle-alert",
    Look.BAD: "circle-x",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of an invoice with the checks that fail because of it."""

    entry: Entry
    failed: tuple[Check, ...] = ()

    @property
    def look(self) -> Look:
        """How it looks: a failed check first, then a doubt, then what a person said."""
        if self.failed:
            return Look.BAD
        if self.entry.is_open:
            return Look.DOUBT
        if self.entry.correction is not None:
            return Look.TYPED
        return Look.CONFIRMED if self.entry.accepted else Look.SURE

    @property
    def words(self) -> str:
        """Why it looks so, in lines of words."""
        entry = self.entry
        lines = [_said(failed_check_words(check)) for check in self.failed]
        if not entry.is_settled and entry.is_doubtful:
            lines += [_said(doubt_words(reason)) for reason in entry.reasons]
        return "\n".join([*lines, *_origin(entry)])


def cells_of(record: Record) -> dict[str, Cell]:
    """Return the values of a record by the names of their fields."""
    failed = [check for check in record.checks if not check.ok]
    return {
        entry.field.name: Cell(entry, tuple(one for one in failed if entry.field.name in one.fields))
        for entry in record.entries
    }


def _origin(entry: Entry) -> list[str]:
    """Return where the value comes from: a person, or the reader and how sure it was."""
    lines = []
    if entry.correction is not None:
        lines.append(fill(QCoreApplication.translate("Cell", "Typed by %1"), shown(entry.correction.who)))
    elif entry.accepted:
        lines.append(QCoreApplication.translate("Cell", "Confirmed by a person"))
    if entry.reading is not None:
        printed = QCoreApplication.translate("Cell", "Read as %1 (%2 sure)")
        lines.append(fill(printed, _quoted(entry.reading.text), percent_words(entry.reading.confidence)))
    elif entry.correction is None:
        lines.append(QCoreApplication.translate("Cell", "Nothing was read here"))
    return lines


def _said(words: str) -> str:
    """Return a sentence with a capital."""
    return words[:1].upper() + words[1:]


def _quoted(text: str) -> str:
    return shown(" ".join(text[:_MAX_QUOTED].split()))
