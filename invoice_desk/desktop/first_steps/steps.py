"""The three first steps, as data, and how far a desk has come with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from invoice_desk.invoice.filed import State
from invoice_desk.store.searching import count_states
from invoice_desk.workflow.desk import Desk

_CONTEXT = "first_steps"
_N = QT_TRANSLATE_NOOP
_READ = frozenset({State.REVIEW, State.ACCEPTED, State.EXPORTED})


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its title and words in English, and the names of the actions that do it."""

    title: object
    words: object
    actions: tuple[str, ...]


STEPS = (
    Step(
        _N("first_steps", "Bring invoices in"),
        _N(
            "first_steps",
            "Open files, drop them anywhere on the window, let a source bring them, or try the samples.",
        ),
        ("open", "open_folder", "sources", "samples"),
    ),
    Step(
        _N("first_steps", "Draw a box around each value"),
        _N(
            "first_steps",
            "Once for each layout: switch drawing on, drag a box around a value and name it; then read. "
            "Invoices that look alike read themselves from then on.",
        ),
        ("draw", "read"),
    ),
    Step(
        _N("first_steps", "Check what is in doubt, and export"),
        _N(
            "first_steps",
            "Enter goes from doubt to doubt; accept the invoice when all is right. "
            "What is accepted goes to Excel, CSV or JSON.",
        ),
        ("to_doubt", "export"),
    ),
)


def done_steps(desk: Desk) -> tuple[bool, bool, bool]:
    """Return which steps are done: there are invoices, one is read, one is exported. Raises DeskError."""
    with desk.reading() as connection:
        states: Mapping[State, int] = count_states(connection)
    there = {state for state, many in states.items() if many}
    return bool(there), bool(there & _READ), State.EXPORTED in there


def say(words: object) -> str:
    """Return words of a step in the person's language."""
    return QCoreApplication.translate(_CONTEXT, str(words))
