"""Small pictures of a document's pages: decoded off the screen's thread, only of those that are seen."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from invoice_desk.desktop.jobs import Job
from invoice_desk.errors import DeskError
from invoice_desk.imaging.opening import open_page
from invoice_desk.invoice.document import Document
from invoice_desk.progress import IsStopped

_SIDE = 256  # pixels of the longer side: what the strip shows, on screens three times as dense
_WAITING = 16  # pages that are asked for; what was scrolled past long ago is forgotten
_PAUSE = 80  # milliseconds after the last page came into sight, so that a flick decodes nothing


class PagePictures(QObject):
    """Gives pictures by page, from 0. arrived: a page whose picture is there now."""

    arrived = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: Document | None = None
        self._pictures: dict[int, QImage] = {}
        self._waiting: deque[int] = deque()  # the last one asked for is made first
        self._asked: set[int] = set()
        self._job: Job | None = None
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._begin)

    def take(self, document: Document | None) -> None:
        """Take another document, or none; the pictures of the one before go."""
        self._document = document
        self._pictures.clear()
        self._waiting.clear()
        self._asked.clear()

    def picture(self, index: int) -> QImage | None:
        """Return the picture of a page; None until it `arrived`. One that cannot be made is null."""
        if index not in self._pictures and index not in self._asked:
            self._asked.add(index)
            self._waiting.append(index)
            while len(self._waiting) > _WAITING:
                self._asked.discard(self._waiting.popleft())
            self._pause.start()
        return self._pictures.get(index)

    def close(self) -> None:
        """Wait for the one that is being made; no more are made."""
        self.take(None)
        self._pause.stop()
        if self._job is not None:
            self._job.close()
            self._job = None

    def _begin(self) -> None:
        document = self._document
        if self._job is not None or not self._waiting or document is None:
            return

        def work(_is_stopped: IsStopped) -> Generator[object, None, None]:
            while self._waiting and self._document is document:
                try:
                    index = self._waiting.pop()
                except IndexError:  # the screen's thread took the last one
                    return
                yield document, index, _made(document, index)

        self._job = job = Job(work, self)
        job.told.connect(self._take_picture)
        job.ended.connect(self._end)
        job.start()

    def _take_picture(self, answer: tuple[Document, int, QImage]) -> None:
        document, index, image = answer
        if document is self._document:
            self._pictures[index] = image
            self._asked.discard(index)
            self.arrived.emit(index)

    def _end(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None
        self._begin()


def _made(document: Document, index: int) -> QImage:
    """Return a page as a small picture, null where it cannot be shown; the page itself says why."""
    from invoice_desk.imaging.encoding import jpeg_of  # OpenCV is not on the way to the first window

    try:
        return QImage.fromData(jpeg_of(open_page(document, index).pixels, longest=_SIDE))
    except (DeskError, ValueError, IndexError):
        return QImage()
