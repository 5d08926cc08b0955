"""Small pictures of invoices for the list: decoded off the screen's thread, only of rows that are seen."""

from __future__ import annotations

from collections import OrderedDict
from typing import cast

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader

from invoice_desk.desktop.picture_line import PictureLine
from invoice_desk.errors import DeskError
from invoice_desk.store.documents import get_filed
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.thumbnails import SIDE, Thumbnails

AREA = QSize(44, 56)  # pixels of the screen that a picture may take
_KEPT = 400  # pictures in memory; 10 KB each, 90 on the densest screens
_WAITING = 48  # rows
_PAUSE = 60  # milliseconds


class ThumbnailLoader(QObject):
    """Gives pictures by the numbers of invoices. arrived: a number whose picture is there now."""

    arrived = Signal(int)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._files = Thumbnails(desk.store.folder.thumbnails)
        self._pictures: OrderedDict[int, QImage | None] = OrderedDict()
        self._line = PictureLine(
            lambda key: self._made(cast("int", key)), most=_WAITING, pause=_PAUSE, parent=self
        )
        self._line.made.connect(self._take)
        self._density = 1.0

    def picture(self, key: int, density: float) -> QImage | None:
        """Return the picture of an invoice; None until it `arrived`, and where there can be none.

        density: pixels of the device a pixel of the screen.
        """
        if key in self._pictures:
            self._pictures.move_to_end(key)
            return self._pictures[key]
        self._density = density
        self._line.ask(key)
        return None

    def close(self) -> None:
        """Wait for the one that is being made; no more are made."""
        self._line.close()

    def _made(self, key: int) -> QImage | None:
        try:
            with self._desk.reading() as connection:
                document = get_filed(connection, self._desk.store.originals, key).document
            image = _decoded(self._files.kept(document)) or _decoded(self._files.make(document))
        except (DeskError, ValueError, IndexError):  # its page cannot be shown; the row says why
            return None
        return _fitted(image, self._density) if image is not None else None

    def _take(self, key: int, image: QImage | None) -> None:
        self._pictures[key] = image
        while len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)
        self.arrived.emit(key)


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
