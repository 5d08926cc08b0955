"""A small picture of a template's layout: its reference, or a blank page, with the regions on it."""

from __future__ import annotations

import base64
import binascii

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPen, QPixmap

from invoice_desk.desktop.theme import Theme
from invoice_desk.invoice.template import Template

_PAPER, _EDGE = "#ffffff", "#c4cad6"
_FILL = 70  # of 255: how much of a region's colour covers the page


def layout_picture(template: Template, theme: Theme, room: QSize, density: float = 1.0) -> QPixmap:
    """Return the first page's regions in their colours, as large as there is room, on a page of its shape."""
    pixmap = QPixmap(room * density)
    pixmap.setDevicePixelRatio(density)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    page = _page(template, room)
    painter.setPen(QPen(QColor(_EDGE), 1))
    painter.setBrush(QColor(_PAPER))
    painter.drawRoundedRect(page, 2, 2)
    reference = _reference(template, page.size().toSize() * density)
    if reference is not None:
        painter.drawImage(page.adjusted(1, 1, -1, -1), reference)
    scale = page.width() / template.page.width
    for field in template.fields:
        if field.page == 1:
            box = field.box.clipped(template.size.box)
            place = QRectF(box.x0 * scale, box.y0 * scale, box.width * scale, box.height * scale)
            _draw_region(painter, place.translated(page.topLeft()), theme.kinds[field.kind])
    painter.end()
    return pixmap


def _draw_region(painter: QPainter, place: QRectF, color: str) -> None:
    fill = QColor(color)
    painter.setPen(QPen(fill, 1))
    fill.setAlpha(_FILL)
    painter.setBrush(fill)
    painter.drawRect(QRectF(place.topLeft(), place.size().expandedTo(QRectF(0, 0, 2, 2).size())))


def _page(template: Template, room: QSize) -> QRectF:
    """Return where the page lies in the room: whole, in the middle."""
    size = QSize(template.page.width, template.page.height).scaled(
        room - QSize(1, 1), Qt.AspectRatioMode.KeepAspectRatio
    )
    size = size.expandedTo(QSize(8, 8))
    left, top = (room.width() - size.width()) / 2, (room.height() - size.height()) / 2
    return QRectF(left, top, size.width(), size.height())


def _reference(template: Template, size: QSize) -> QImage | None:
    """Return the reference picture, decoded no larger than it is shown; None where it is none."""
    if template.reference is None:
        return None
    try:
        content = QByteArray(base64.b64decode(template.reference))
    except (binascii.Error, ValueError):
        return None
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"png"))
    reader.setScaledSize(size)
    image = reader.read()
    return None if image.isNull() else image
