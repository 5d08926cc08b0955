"""What a file is by its first bytes; what a server or a name says about it counts for nothing."""

from __future__ import annotations

from pathlib import Path

from invoice_desk.imaging.opening import KINDS, SUFFIXES
from invoice_desk.intake.faults import BadItem

HEAD = 1024
"""How many bytes tell what a file is (PDF readers find %PDF- anywhere in these; ISO 32000-1, annex H.3)."""

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", ".png"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"II*\0", ".tif"),
    (b"MM\0*", ".tif"),
    (b"II+\0", ".tif"),
    (b"MM\0+", ".tif"),
    (b"BM", ".bmp"),
)
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_WEB_PAGE = (b"<!doctype html", b"<html", b"<head", b"<?xml", b"<script")


def is_invoice_name(name: str) -> bool:
    """Whether a name has the ending of a file that can be an invoice."""
    return name.lower().endswith(SUFFIXES)


def sniff(head: bytes) -> str:
    """Return the ending that a file's first bytes ask for, "" for a file that cannot be an invoice."""
    for magic, suffix in _MAGIC:
        if head.startswith(magic):
            return suffix
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return ".webp"
    if head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS:
        return ".heic"
    return ".pdf" if b"%PDF-" in head[:HEAD] else ""


def suffix_by_content(path: Path, *, where: str) -> str:
    """Return the ending that a file's content asks for. Raises BadItem where it can be no invoice."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    if not head:
        raise BadItem("is empty", where=where, remedy="save it there again")
    suffix = sniff(head)
    if suffix:
        return suffix
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGE):
        raise BadItem(
            "is a web page and no invoice",
            where=where,
            remedy="perhaps one must sign in there first: open it in a browser, save the file, and add that",
        )
    raise BadItem("is no invoice by its content", where=where, remedy=f"put a {KINDS} file there")
