"""What several tests of the intake do: bytes that look like an invoice, a source listed, a file fetched."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from invoice_desk.intake.source import Found, Listing, Source
from invoice_desk.intake.web import Rules, Web

HERE = Rules(is_http_allowed=True, is_private_allowed=True, connecting=2.0, reading=0.5)
"""Rules for a server on loopback."""


def pdf(number: int = 1, size: int = 200_000) -> bytes:
    """Return bytes that begin as a PDF does, others for each number."""
    head = b"%%PDF-1.7 %d\n" % number
    return head + (f"{number:08d}".encode() * (size // 8 + 1))[: size - len(head)]


def web(rules: Rules = HERE) -> Web:
    """Return a client that may ask a server on loopback."""
    return Web(rules)


def listed(source: Source) -> list[Listing]:
    """Return all pages of a listing from the beginning."""
    return list(source.list_changes({}))


def found_in(source: Source) -> list[Found]:
    """Return all files of a listing."""
    return [one for page in listed(source) for one in page.found]


def fetch(source: Source, found: Found, target: Path, counts: list[int] | None = None) -> str:
    """Fetch a file; return its name."""
    return source.fetch(found, target, (counts if counts is not None else []).append).name


def names(founds: Sequence[Found]) -> list[str]:
    """Return the names of files."""
    return [one.name for one in founds]
