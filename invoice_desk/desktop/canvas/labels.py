"""The words beside regions: the title above, what was read below, where they cover nothing or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
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
_FREE = 0.02  # share of a place that may have print: a speck, not a letter
_DARKER = {False: 135, True: 185}  # percent that a kind's colour is darker as letters on paper
_CALM = 225  # of 255: how solid the ground of such letters is

Covers = Callable[[QRectF], float]
"""Gives the share (0..1) of a place on the screen that has print."""


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


def lay_out(
    placed: Sequence[Placed], theme: Theme, screen: QRectF, covers: Covers = lambda _area: 0.0
) -> list[Label]:
    """Return the labels of regions; the strong ones are placed first and lie on top.

    covers: the share of a place that has print. Words that are not strong are left out where they would
    cover print, another region or other words; the strong ones cover as little as can be.
    """
    shown = [one for one in placed if one.has_room(_TITLE_FROM) and one.area.intersects(screen)]
    shown.sort(key=lambda one: not one.is_strong)
    in_sight = [one.area for one in placed if one.area.intersects(screen)]
    ground = _Ground(in_sight, screen, covers)
    labels: list[Label] = []
    for one in shown:
        _put(labels, ground, _title(one, ground, theme))
    for one in shown:
        if one.region.text and one.has_room(_TEXT_FROM):
            _put(labels, ground, _reading(one, ground, theme))
    return labels[::-1]


def _put(labels: list[Label], ground: _Ground, label: Label | None) -> None:
    if label is not None:
        labels.append(label)
        ground.taken.append(label.area)


def _title(one: Placed, ground: _Ground, theme: Theme) -> Label | None:
    color = QColor(one.region.color)
    text, size = _fitted(one.region.title, one.area, is_bold=True)
    if one.region.is_locked:
        size.setWidth(size.width() + _LOCK + 4)
    area = ground.place(one, size, "above below right left", to_right=is_rtl(one.region.title))
    if area is None:
        return None
    if not one.is_strong:  # calm: the colour of the kind as if it were printed, whatever the theme
        calm = color.darker(_DARKER[theme.is_dark])
        paper = QColor(255, 255, 255, _CALM)
        return Label(text, area, calm, paper, QColor(0, 0, 0, 0), is_locked=one.region.is_locked)
    ink = QColor("#ffffff") if _lightness(color) < _WHITE_TO else QColor("#10131a")
    return Label(text, area, ink, color, color, is_bold=True, is_locked=one.region.is_locked)


def _lightness(color: QColor) -> float:
    """Return how light a colour is to the eye, 0..1 (relative luminance, WCAG 2.2, with a plain square)."""
    return 0.2126 * color.redF() ** 2 + 0.7152 * color.greenF() ** 2 + 0.0722 * color.blueF() ** 2


def _reading(one: Placed, ground: _Ground, theme: Theme) -> Label | None:
    text, size = _fitted(one.region.text, one.area, is_bold=False)
    area = ground.place(one, size, "below right left above", to_right=is_rtl(one.region.title))
    if area is None:
        return None
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


class _Ground:
    """Where words may go: what is taken by regions and words, and where there is print."""

    def __init__(self, regions: Sequence[QRectF], screen: QRectF, covers: Covers) -> None:
        self._regions, self._screen, self._covers = regions, screen, covers
        self.taken: list[QRectF] = []

    def place(self, one: Placed, size: QSizeF, sides: str, *, to_right: bool) -> QRectF | None:
        """Return the first place beside a region that covers nothing.

        Without one: None, or for strong words the place that covers least.
        """
        places = list(_places(one.area, size, sides.split(), to_right=to_right))
        visible = [place for place in places if self._screen.contains(place)]
        for place in visible:
            if self._cost(place) <= _FREE:
                return place
        return min(visible or places, key=self._cost) if one.is_strong else None

    def _cost(self, place: QRectF) -> float:
        """Return how much it would hide: print counts for its share, a region or other words for more."""
        if any(place.intersects(other) for other in self.taken):
            return 4.0
        if any(place.intersects(other) for other in self._regions):
            return 2.0
        return self._covers(place)


def _places(area: QRectF, size: QSizeF, sides: Sequence[str], *, to_right: bool) -> Iterator[QRectF]:
    x = area.right() - size.width() if to_right else area.left()
    other = area.left() if to_right else area.right() - size.width()
    middle = area.center().y() - size.height() / 2
    above, below = area.top() - _GAP - size.height(), area.bottom() + _GAP
    corners = {
        "above": ((x, above), (other, above)),
        "below": ((x, below), (other, below)),
        "right": ((area.right() + _GAP, middle),),
        "left": ((area.left() - _GAP - size.width(), middle),),
    }
    for side in sides:
        for left, top in corners[side]:
            yield QRectF(QPointF(round(left), round(top)), size)


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
