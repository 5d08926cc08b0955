"""The words beside regions: the title above, what was read below, where they cover nothing if they can."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from invoice_desk.desktop.canvas.directions import is_rtl
from invoice_desk.desktop.canvas.look import RegionLook
from invoice_desk.desktop.theme import Theme

_TITLE_LETTERS, _TEXT_LETTERS = 11, 12  # pixels of the screen, whatever the zoom
_WHITE_TO = 0.25  # lightness of a colour up to which white can be read on it
_PAD_X, _PAD_Y = 5.0, 0.5
_GAP = 2.0  # pixels between a region and its words
_TITLE_FROM = 9.0  # pixels of a region's height on the screen; lower ones show no title
_TEXT_FROM = 22.0  # the same for what was read; at less, words would cover the print around
_MIN_WIDTH, _MAX_WIDTH = 120.0, 280.0  # pixels that words may always, and at most, take
_LOCK = 9.0  # pixels of the lock beside a title
_ROUND = 3.0


@dataclass(frozen=True, slots=True)
class Label:
    """Words in their place on the screen, in their colours."""

    text: str
    area: QRectF
    ink: QColor
    ground: QColor
    rim: QColor
    is_bold: bool = False
    is_locked: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A region with its place on the screen, and whether its words are shown whatever its size."""

    region: RegionLook
    area: QRectF
    is_strong: bool

    def has_room(self, height: float) -> bool:
        """Whether it is high enough for words, or shows them anyway."""
        return self.is_strong or self.area.height() >= height


@cache
def font_of(*, is_bold: bool) -> QFont:
    """Return the font of titles, or of what was read."""
    font = QFont()
    font.setPixelSize(_TITLE_LETTERS if is_bold else _TEXT_LETTERS)
    font.setWeight(QFont.Weight.DemiBold if is_bold else QFont.Weight.Medium)
    return font


def lay_out(placed: Sequence[Placed], theme: Theme, screen: QRectF) -> list[Label]:
    """Return the labels of regions; the strong ones are placed first and lie on top."""
    shown = [one for one in placed if one.has_room(_TITLE_FROM) and one.area.intersects(screen)]
    shown.sort(key=lambda one: not one.is_strong)
    taken = [one.area for one in placed]
    labels: list[Label] = []
    for one in shown:
        labels.append(_title(one, taken, screen))
        taken.append(labels[-1].area)
    for one in shown:
        if one.region.text and one.has_room(_TEXT_FROM):
            labels.append(_reading(one, taken, theme, screen))
            taken.append(labels[-1].area)
    return labels[::-1]


def _title(one: Placed, taken: Sequence[QRectF], screen: QRectF) -> Label:
    color = QColor(one.region.color)
    text, size = _fitted(one.region.title, one.area, is_bold=True)
    if one.region.is_locked:
        size.setWidth(size.width() + _LOCK + 4)
    area = _free(one.area, size, "above below right left", taken, screen, to_right=is_rtl(one.region.title))
    ground = QColor(color)
    ground.setAlpha(255 if one.is_strong else 225)
    ink = QColor("#ffffff") if _lightness(color) < _WHITE_TO else QColor("#10131a")
    return Label(text, area, ink, ground, ground, is_bold=True, is_locked=one.region.is_locked)


def _lightness(color: QColor) -> float:
    """Return how light a colour is to the eye, 0..1 (relative luminance, WCAG 2.2, with a plain square)."""
    return 0.2126 * color.redF() ** 2 + 0.7152 * color.greenF() ** 2 + 0.0722 * color.blueF() ** 2


def _reading(one: Placed, taken: Sequence[QRectF], theme: Theme, screen: QRectF) -> Label:
    text, size = _fitted(one.region.text, one.area, is_bold=False)
    to_right = is_rtl(one.region.title)
    area = _free(one.area, size, "below right left above", taken, screen, to_right=to_right)
    ink = theme.color(one.region.tone) if one.region.tone else theme.color("text")
    rim = QColor(ink) if one.region.tone else theme.color("border")
    rim.setAlpha(120 if one.region.tone else 255)
    return Label(text, area, ink, theme.color("surface"), rim)


def _fitted(text: str, area: QRectF, *, is_bold: bool) -> tuple[str, QSizeF]:
    """Return the text, cut where it is too long, and the room it takes."""
    metrics = QFontMetricsF(font_of(is_bold=is_bold))
    width = min(max(area.width(), _MIN_WIDTH), _MAX_WIDTH) - 2 * _PAD_X
    line = " ".join(text.split())
    cut = metrics.elidedText(line, Qt.TextElideMode.ElideRight, width)
    taken = metrics.horizontalAdvance(cut) + 2 * _PAD_X
    return cut, QSizeF(round(taken + 0.5), round(metrics.height() + 2 * _PAD_Y))


def _free(
    area: QRectF, size: QSizeF, sides: str, taken: Sequence[QRectF], screen: QRectF, *, to_right: bool
) -> QRectF:
    """Return the first place of that size beside `area` that covers nothing; else the first on the screen."""
    places = list(_places(area, size, sides.split(), to_right=to_right))
    visible = [place for place in places if screen.contains(place)] or places
    free = [place for place in visible if not any(place.intersects(other) for other in taken)]
    return (free or visible)[0]


def _places(area: QRectF, size: QSizeF, sides: Sequence[str], *, to_right: bool) -> Iterator[QRectF]:
    x = area.right() - size.width() if to_right else area.left()
    middle = area.center().y() - size.height() / 2
    corners = {
        "above": QPointF(x, area.top() - _GAP - size.height()),
        "below": QPointF(x, area.bottom() + _GAP),
        "right": QPointF(area.right() + _GAP, middle),
        "left": QPointF(area.left() - _GAP - size.width(), middle),
    }
    for side in sides:
        corner = corners[side]
        yield QRectF(QPointF(round(corner.x()), round(corner.y())), size)


def paint_labels(painter: QPainter, labels: Sequence[Label]) -> None:
    """Draw the words, each on a small ground of its own."""
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    for label in labels:
        painter.setPen(label.rim)
        painter.setBrush(label.ground)
        painter.drawRoundedRect(label.area.adjusted(0.5, 0.5, -0.5, -0.5), _ROUND, _ROUND)
        painter.setPen(label.ink)
        painter.setFont(font_of(is_bold=label.is_bold))
        words = label.area
        if label.is_locked:
            _paint_lock(painter, label)
            words = words.adjusted(_LOCK + 4, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine, label.text)


def _paint_lock(painter: QPainter, label: Label) -> None:
    """Draw a closed lock at the left of a label."""
    left, middle = label.area.left() + _PAD_X, label.area.center().y()
    painter.save()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    pen = painter.pen()
    pen.setWidthF(1.4)
    painter.setPen(pen)
    painter.drawArc(QRectF(left + 1.8, middle - 5, _LOCK - 3.6, 8), 0, 180 * 16)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(label.ink)
    painter.drawRoundedRect(QRectF(left, middle - 1, _LOCK, 6), 1.2, 1.2)
    painter.restore()
