"""Small pictures of invoices for the list: decoded off the screen's thread, only of rows that are seen."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Generator

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QImageReader

from invoice_desk.desktop.jobs import Job
from invoice_desk.errors import DeskError
from invoice_desk.progress import IsStopped
from invoice_desk.store.documents import get_filed
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.thumbnails import SIDE, Thumbnails

AREA = QSize(44, 56)  # pixels of the screen that a picture may take
_KEPT = 400  # pictures in memory; 10 KB each, 90 on the densest screens
_WAITING = 48  # rows that are asked for; what was scrolled past long ago is forgotten
_PAUSE = 60  # milliseconds after the last row came into sight, so that a flick decodes nothing
_Answer = tuple[int, QImage | None]


class ThumbnailLoader(QObject):
    """Gives pictures by the numbers of invoices. arrived: a number whose picture is there now."""

    arrived = Signal(int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._files = Thumbnails(desk.store.folder.thumbnails)
        self._pictures: OrderedDict[int, QImage | None] = OrderedDict()
        self._waiting: deque[int] = deque()  # the last one asked for is made first
        self._asked: set[int] = set()
        self._density = 1.0
        self._job: Job | None = None
        self._is_closed = False
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._begin)

    def picture(self, key: int, density: float) -> QImage | None:
        """Return the picture of an invoice; None until it `arrived`, and where there can be none.

        density: pixels of the device a pixel of the screen.
        """
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        if key not in self._asked and not self._is_closed:
            self._density = density
            self._ask(key)
        return None

    def close(self) -> None:
        """Wait for the one that is being made; no more are made."""
        self._is_closed = True
        self._pause.stop()
        self._waiting.clear()
        if self._job is not None:
            self._job.close()
            self._job = None

    def _ask(self, key: int) -> None:
        self._asked.add(key)
        self._waiting.append(key)
        while len(self._waiting) > _WAITING:
            self._asked.discard(self._waiting.popleft())
        self._pause.start()

    def _begin(self) -> None:
        if self._job is not None or not self._waiting or self._is_closed:
            return
        self._job = job = Job(self._work, self)
        job.told.connect(self._take)
        job.ended.connect(self._end)
        job.start()

    def _work(self, _is_stopped: IsStopped) -> Generator[object, None, None]:
        """Make what waits, on a thread of its own."""
        while self._waiting:
            try:
                key = self._waiting.pop()
            except IndexError:  # the screen's thread took the last one
                return
            yield key, self._made(key)

    def _made(self, key: int) -> QImage | None:
        try:
            with self._desk.reading() as connection:
                document = get_filed(connection, self._desk.store.originals, key).document
            image = _decoded(self._files.kept(document)) or _decoded(self._files.make(document))
        except (DeskError, ValueError, IndexError):  # its page cannot be shown; the row says why
            return None
        return _fitted(image, self._density) if image is not None else None

    def _take(self, answer: _Answer) -> None:
        key, image = answer
        self._asked.discard(key)
        self._pictures[key] = image
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        self.arrived.emit(key)

    def _end(self) -> None:
        if self._job is not None:
            self._job.deleteLater()
        self._job = None
        self._begin()


def _decoded(content: bytes | None) -> QImage | None:
    """Return the picture in a file's content; None where it is broken or larger than any that was made."""
    if content is None:
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"jpeg"))
    size = reader.size()
    if not size.isValid() or max(size.width(), size.height()) > SIDE:
        return None
    image = reader.read()
    return None if image.isNull() else image


def _fitted(image: QImage, density: float) -> QImage:
    """Return a picture as large as it is drawn."""
    keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    fitted = image.scaled(AREA * density, keep, smooth)
    fitted.setDevicePixelRatio(density)
    return fitted
