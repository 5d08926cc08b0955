"""Small pictures of a document's pages: decoded off the screen's thread, only of those that are seen."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from invoice_desk.desktop.picture_line import PictureLine
from invoice_desk.errors import DeskError
from invoice_desk.imaging.opening import open_page
from invoice_desk.invoice.document import Document

_SIDE = 256  # pixels of the longer side: what the strip shows, on screens three times as dense
_WAITING = 16  # pages
_PAUSE = 80  # milliseconds
_Place = tuple[Document, int]


class PagePictures(QObject):
    """Gives pictures by page, from 0. arrived: a page whose picture is there now."""

    arrived = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._pictures: dict[int, QImage] = {}
        self._line = PictureLine(
            lambda place: _made(*cast("_Place", place)), most=_WAITING, pause=_PAUSE, parent=self
        )
        self._line.made.connect(self._take_picture)

    def take(self, document: Document | None) -> None:
        """Take another document, or none; the pictures of the one before go."""
        self._document = document
        self._pictures.clear()
        self._line.forget()

    def picture(self, index: int) -> QImage | None:
        """Return the picture of a page; None until it `arrived`. One that cannot be made is null."""
        if index not in self._pictures and self._document is not None:
            self._line.ask((self._document, index))
        return self._pictures.get(index)

    def close(self) -> None:
        """Wait for the one that is being made; no more are made."""
        self.take(None)
        self._line.close()

    def _take_picture(self, place: _Place, image: QImage) -> None:
        document, index = place
        if document is self._document:
            self._pictures[index] = image
            self.arrived.emit(index)


def _made(document: Document, index: int) -> QImage:
    """Return a page as a small picture, null where it cannot be shown; the page itself says why."""
    from invoice_desk.imaging.encoding import jpeg_of  # OpenCV is not on the way to the first window

    try:
        return QImage.fromData(jpeg_of(open_page(document, index).pixels, longest=_SIDE))
    except (DeskError, ValueError, IndexError):
        return QImage()
