"""The ground and the page as last painted: kept, so that a pan paints only what came into sight."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, QRect, QRectF, QSize
from PySide6.QtGui import QImage, QPainter

from invoice_desk.desktop.canvas.pyramid import Pyramid
from invoice_desk.desktop.canvas.sheet import EyeLook, paint_shadow, paint_sheet, seen_by
from invoice_desk.desktop.canvas.view import View
from invoice_desk.desktop.theme import Theme

_SAME = 1e-3  # device pixels


@dataclass(frozen=True, slots=True, eq=False)
class Scene:
    """All that the backdrop is painted from. density: pixels of the device a pixel of the screen."""

    pyramid: Pyramid
    view: View
    theme: Theme
    eye: EyeLook
    size: QSize
    density: float
    levels: int

    def way_from(self, other: Scene) -> QPoint | None:
        """Return by how many device pixels the other only has to be moved to be this, or None."""
        has_same_parts = self.pyramid is other.pyramid and self.theme is other.theme and self.eye == other.eye
        has_same_size = (self.size, self.density, self.levels) == (other.size, other.density, other.levels)
        if (
            not has_same_parts
            or not has_same_size
            or replace(self.view, x=0, y=0) != replace(other.view, x=0, y=0)
        ):
            return None
        dx, dy = (self.view.x - other.view.x) * self.density, (self.view.y - other.view.y) * self.density
        if max(abs(dx - round(dx)), abs(dy - round(dy))) > _SAME:
            return None
        return QPoint(round(dx), round(dy))


class Backdrop:
    """Holds the picture that was painted last, and of what."""

    def __init__(self) -> None:
        self._image = QImage()
        self._scene: Scene | None = None

    def paint(self, painter: QPainter, scene: Scene) -> bool:
        """Draw the scene; return whether it is as sharp as the levels that there are allow."""
        way = scene.way_from(self._scene) if self._scene is not None else None
        is_whole = True
        if way is None:
            self._image = _blank(scene)
            is_whole = _fill(self._image, scene, [self._image.rect()])
        elif not way.isNull():
            before, self._image = self._image, _blank(scene)
            is_whole = _fill(self._image, scene, _uncovered(self._image.rect(), way), before=before, way=way)
        self._scene = scene if is_whole else None
        painter.drawImage(0, 0, self._image)
        return is_whole


def _blank(scene: Scene) -> QImage:
    image = QImage(scene.size * scene.density, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scene.density)
    return image


def _uncovered(area: QRect, way: QPoint) -> Iterator[QRect]:
    """Give the strips of an area that a picture of the same size leaves bare when it is moved."""
    moved = area.translated(way).intersected(area)
    if moved.isEmpty():
        yield area
        return
    if way.y():
        top = moved.bottom() + 1 if way.y() < 0 else 0
        yield QRect(0, top, area.width(), area.height() - moved.height())
    if way.x():
        left = moved.right() + 1 if way.x() < 0 else 0
        yield QRect(left, moved.top(), area.width() - moved.width(), moved.height())


def _fill(
    image: QImage,
    scene: Scene,
    strips: Iterable[QRect],
    *,
    before: QImage | None = None,
    way: QPoint | None = None,
) -> bool:
    """Paint the strips (device pixels) of an image anew, and the rest from the picture before."""
    painter = QPainter(image)
    density = scene.density
    if before is not None and way is not None:
        painter.drawImage(QRectF(way.x() / density, way.y() / density, *_extent(before, density)), before)
    is_whole = True
    strips = list(strips)
    for strip in strips:
        area = QRectF(
            strip.x() / density, strip.y() / density, strip.width() / density, strip.height() / density
        )
        painter.setClipRect(area)
        is_whole = _paint(painter, scene, area) and is_whole
    painter.end()
    if not scene.eye.is_plain:
        _light(image, scene, strips)
    return is_whole


def _light(image: QImage, scene: Scene, strips: Iterable[QRect]) -> None:
    """Show what was painted anew of the page as the eye is to see it; the ground around stays."""
    density = scene.density
    sheet = scene.view.sheet
    page = QRectF(sheet.topLeft() * density, sheet.size() * density).toRect()
    changed = []
    for strip in strips:
        area = strip.intersected(page)
        if not area.isEmpty():
            part = image.copy(area)
            part.setDevicePixelRatio(1)
            changed.append((area, seen_by(scene.eye, part)))
    image.setDevicePixelRatio(1)
    painter = QPainter(image)
    for area, part in changed:
        painter.drawImage(area, part)
    painter.end()
    image.setDevicePixelRatio(density)


def _extent(image: QImage, density: float) -> tuple[float, float]:
    return image.width() / density, image.height() / density


def _paint(painter: QPainter, scene: Scene, area: QRectF) -> bool:
    painter.fillRect(area, scene.theme.color("page"))
    paint_shadow(painter, scene.view.sheet, scene.theme)
    return paint_sheet(painter, scene.pyramid, scene.view, screen=area, density=scene.density)
