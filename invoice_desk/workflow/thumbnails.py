"""Small pictures of first pages, for lists: made once, kept in the desk's folder, at most so many bytes."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path

from invoice_desk.errors import NotWritten
from invoice_desk.files import write_bytes_whole
from invoice_desk.imaging.opening import open_page
from invoice_desk.invoice.document import Document

SIDE = 192  # pixels of the longer side: 56 on the screen, three times as dense
MAX_BYTES = 96 * 1024  # of one file; 192 x 192 pixels as JPEG take a tenth
_MAX_TOTAL = 128 * 1024 * 1024  # bytes of all files: some 20,000 of them
_LEFT = 0.75  # share of the total that stays when the oldest go
_SHA256 = re.compile(r"[0-9a-f]{64}")


class Thumbnails:
    """The files of one folder, which may be deleted at any time. To be used by one thread."""

    def __init__(self, folder: Path, *, max_total: int = _MAX_TOTAL) -> None:
        self._folder = folder
        self._max_total = max_total
        self._total: int | None = None

    def kept(self, document: Document) -> bytes | None:
        """Return the file's content that was made earlier; None where there is none of a sane size."""
        try:
            with self._path(document).open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        except OSError:
            return None
        return content if 0 < len(content) <= MAX_BYTES else None

    def make(self, document: Document) -> bytes:
        """Return a JPEG of a document's first page, made now and kept; a full disk only keeps none.

        Raises BadFile.
        """
        from invoice_desk.imaging.encoding import jpeg_of  # OpenCV is not for the way to the first window

        content = jpeg_of(open_page(document, 0).pixels, longest=SIDE)
        with suppress(NotWritten):
            write_bytes_whole(self._path(document), content)
            self._count(len(content))
        return content

    def _path(self, document: Document) -> Path:
        """Return where a picture lies. Raises ValueError for what is no SHA-256."""
        if not _SHA256.fullmatch(document.sha256):
            raise ValueError(f"no SHA-256: {document.sha256[:80]!r}")
        return self._folder / document.sha256[:2] / f"{document.sha256}.jpg"

    def _count(self, added: int) -> None:
        """Note that a file came; where they are too many bytes the oldest go."""
        if self._total is None:
            self._total = sum(size for _, size, _ in self._files())
        else:
            self._total += added
        if self._total > self._max_total:
            self._total = self._tidied()

    def _tidied(self) -> int:
        """Delete the oldest files; return how many bytes are left."""
        files = sorted(self._files())
        left = sum(size for _, size, _ in files)
        for _, size, path in files:
            if left <= _LEFT * self._max_total:
                break
            with suppress(OSError):
                path.unlink()
                left -= size
        return left

    def _files(self) -> list[tuple[float, int, Path]]:
        """Return age, size and place of every picture."""
        found = []
        for path in self._folder.glob("*/*.jpg"):
            with suppress(OSError):
                facts = path.stat()
                found.append((facts.st_mtime, facts.st_size, path))
        return found
