"""The page as it is painted: the tiles that are seen, and its brightness and contrast for the eye."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform

from invoice_desk.desktop.canvas.pyramid import TILE, Pyramid, TileKey
from invoice_desk.desktop.canvas.view import View
from invoice_desk.desktop.theme import Theme

_BUDGET = 0.008  # seconds that a frame may spend on making tiles
_BLOCKY = 6.0  # device pixels a page pixel, from which single pixels are shown as squares
_SHADOW = 9  # pixels of the screen
_GREY = 128  # what contrast turns about


@dataclass(frozen=True, slots=True)
class EyeLook:
    """brightness: -1 black .. 1 white, 0 as it is; contrast: 0 grey .. 1 as it is .. 4."""

    brightness: float = 0.0
    contrast: float = 1.0
    is_inverted: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether the page is seen as it is."""
        return self == EyeLook()

    def tones(self) -> bytes:
        """Return what each tone (0..255) becomes: contrast about the middle grey, brightness, inside out."""
        seen = ((tone - _GREY) * self.contrast + _GREY + 255 * self.brightness for tone in range(256))
        whole = [min(max(round(tone), 0), 255) for tone in seen]
        return bytes(255 - tone if self.is_inverted else tone for tone in whole)


def seen_by(look: EyeLook, image: QImage) -> QImage:
    """Return a picture (RGB32) as the eye is to see it: one table for all tones, no work on single pixels."""
    content = bytes(image.constBits()).translate(look.tones())
    changed = QImage(content, image.width(), image.height(), image.bytesPerLine(), image.format())
    return changed.copy()  # with pixels of its own: the bytes end here


def paint_sheet(painter: QPainter, pyramid: Pyramid, view: View, *, screen: QRectF, density: float) -> bool:
    """Paint what is seen of the page; return whether it is as sharp as it gets.

    density: pixels of the device a pixel of the screen.
    """
    seen = view.sheet.intersected(screen)
    if seen.isEmpty():
        return True
    level = pyramid.level_for(view.scale * density)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, view.scale * density < _BLOCKY)
    if not pyramid.has_level(level):
        _paint_image(painter, pyramid.rough, view, screen)
        return False
    return _paint_tiles(painter, pyramid, view, screen=screen, level=min(level, len(pyramid.levels) - 1))


def _paint_tiles(painter: QPainter, pyramid: Pyramid, view: View, *, screen: QRectF, level: int) -> bool:
    until = time.perf_counter() + _BUDGET
    image = pyramid.levels[level]
    unit = QTransform.fromScale(view.page.width / image.width(), view.page.height / image.height())
    to_screen = unit * view.transform
    seen = to_screen.inverted()[0].mapRect(screen).intersected(QRectF(image.rect()))
    missing = []
    for key in _tiles_in(seen, level, view.turns):
        tile = pyramid.cached(key) or (pyramid.tile(key) if time.perf_counter() < until else None)
        if tile is None:
            missing.append(to_screen.mapRect(QRectF(pyramid.area(key))))
        else:
            painter.drawImage(to_screen.mapRect(QRectF(pyramid.area(key))), tile)
    coarser = pyramid.levels[level + 1] if level + 1 < len(pyramid.levels) else pyramid.rough
    for place in missing:
        _paint_image(painter, coarser, view, place.intersected(screen))
    return not missing


def _tiles_in(seen: QRectF, level: int, turns: int) -> Iterator[TileKey]:
    for row in range(int(seen.top()) // TILE, int(seen.bottom()) // TILE + 1):
        for column in range(int(seen.left()) // TILE, int(seen.right()) // TILE + 1):
            yield TileKey(level, column, row, turns)


def _paint_image(painter: QPainter, image: QImage, view: View, area: QRectF) -> None:
    """Paint the part of a picture of the whole page that lies in an area of the screen."""
    painter.save()
    painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
    unit = QTransform.fromScale(view.page.width / image.width(), view.page.height / image.height())
    painter.setTransform(unit * view.transform, combine=True)
    painter.drawImage(0, 0, image)
    painter.restore()


def paint_shadow(painter: QPainter, sheet: QRectF, theme: Theme) -> None:
    """Lift the page off its ground: a soft shadow of thin frames, which cost nothing, and a hairline."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for step in range(_SHADOW):
        strength = (_SHADOW - step) / _SHADOW
        painter.setPen(QColor(0, 0, 0, round((110 if theme.is_dark else 26) * strength**2)))
        painter.drawRect(sheet.adjusted(-step - 1, -step, step, step + 1))
    painter.setPen(theme.color("border"))
    painter.drawRect(sheet.adjusted(-1, -1, 0, 0))
