"""What reading the queue tells: how far one invoice is, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from invoice_desk.errors import Problem
from invoice_desk.invoice.filed import Duplicate
from invoice_desk.invoice.record import Record
from invoice_desk.progress import Progress


@dataclass(frozen=True, slots=True)
class InvoiceProgress(Progress):
    """How far one invoice of the desk is read. id: its number."""

    id: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one invoice that was read.

    record: None where it failed, or where another process read and kept it; duplicate: why it was set
    aside after it was read.
    """

    id: int
    name: str
    record: Record | None = None
    duplicate: Duplicate | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many invoices are about to be read, or wait after a pause."""

    invoices: int
