"""What lies over the page: regions, handles, guides, and the box in hand. Pixels of the screen."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from invoice_desk.desktop.canvas.gestures import Banding, Gesture
from invoice_desk.desktop.canvas.handles import SIDE, handles_of
from invoice_desk.desktop.canvas.ink import InkMap
from invoice_desk.desktop.canvas.labels import Placed, font_of, lay_out, paint_labels
from invoice_desk.desktop.canvas.look import RegionLook
from invoice_desk.desktop.canvas.shown import Shown
from invoice_desk.desktop.canvas.snapping import Guide
from invoice_desk.desktop.canvas.view import View
from invoice_desk.desktop.theme import Theme
from invoice_desk.invoice.geometry import Box

_FILL, _FILL_HOVERED, _FILL_SELECTED = 22, 40, 46  # of 255
_ROUND = 2.0
_GUIDE = "#e5399b"  # magenta, which no kind of field and no print has


def paint_overlay(
    painter: QPainter,
    view: View,
    shown: Shown,
    gesture: Gesture | None,
    *,
    theme: Theme,
    screen: QRectF,
    ink: InkMap | None,
) -> None:
    """Draw everything in order: plain regions, selected ones, words, handles, and the gesture on top."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    chosen = set(shown.selected)
    placed = [
        Placed(
            region, view.to_screen(shown.box(region)), region.name in chosen or region.name == shown.hovered
        )
        for region in shown.regions
    ]
    for one in sorted(placed, key=lambda one: one.region.name in chosen):
        if one.area.intersects(screen):
            is_selected = one.region.name in chosen
            _paint_region(painter, one, is_selected=is_selected, is_hovered=one.region.name == shown.hovered)
    if gesture is None or not gesture.preview:
        to_page = view.transform.inverted()[0]
        if ink is None:
            paint_labels(painter, lay_out(placed, theme, screen))
        else:
            covers = partial(_print_under, ink, to_page)
            paint_labels(painter, lay_out(placed, theme, screen, covers))
    only = shown.only_selected()
    if only is not None and not only.is_locked:
        _paint_handles(painter, only, shown.box(only), view)
    if gesture is not None:
        _paint_gesture(painter, gesture, view, theme)


def _print_under(ink: InkMap, to_page: QTransform, area: QRectF) -> float:
    return ink.share(to_page.mapRect(area))


def _paint_region(painter: QPainter, one: Placed, *, is_selected: bool, is_hovered: bool) -> None:
    color = QColor(one.region.color)
    fill = QColor(color)
    fill.setAlpha(_FILL_SELECTED if is_selected else _FILL_HOVERED if is_hovered else _FILL)
    if is_selected:  # a light rim keeps the line apart from print of any colour
        painter.setPen(QPen(QColor(255, 255, 255, 200), 4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(one.area, _ROUND, _ROUND)
    pen = QPen(color, 2.0 if is_selected else 1.5 if is_hovered else 1.2)
    if one.region.is_locked:
        pen.setDashPattern([4, 3])
    painter.setPen(pen)
    painter.setBrush(fill)
    painter.drawRoundedRect(one.area, _ROUND, _ROUND)


def _paint_handles(painter: QPainter, region: RegionLook, box: Box, view: View) -> None:
    painter.setBrush(QColor("#ffffff"))
    painter.setPen(QPen(QColor(region.color), 1.6))
    for _, middle in handles_of(box, view):
        painter.drawRoundedRect(QRectF(middle.x() - SIDE / 2, middle.y() - SIDE / 2, SIDE, SIDE), 2, 2)


def _paint_gesture(painter: QPainter, gesture: Gesture, view: View, theme: Theme) -> None:
    paint_guides(painter, gesture.guides, view)
    if gesture.frame is not None:
        frame = view.to_screen(gesture.frame)
        color = theme.color("accent")
        fill = QColor(color)
        fill.setAlpha(36)
        style = Qt.PenStyle.DashLine if isinstance(gesture, Banding) else Qt.PenStyle.SolidLine
        painter.setPen(QPen(color, 1.5, style))
        painter.setBrush(fill)
        painter.drawRect(frame)
    measured = gesture.frame if not isinstance(gesture, Banding) else None
    if measured is None and len(gesture.preview) == 1:
        measured = next(iter(gesture.preview.values()))
    if measured is not None:
        _paint_size(painter, measured, view, theme)


def _paint_size(painter: QPainter, box: Box, view: View, theme: Theme) -> None:
    """Tell the width and height of the box in hand, below its corner."""
    area = view.to_screen(box)
    text = f"{box.width} × {box.height}"
    painter.setFont(font_of(is_bold=False))
    room = painter.fontMetrics().boundingRect(text)
    ground = QRectF(area.right() - room.width() - 14, area.bottom() + 8, room.width() + 14, room.height() + 6)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(20, 24, 32, 220))
    painter.drawRoundedRect(ground, 4, 4)
    painter.setPen(QColor("#ffffff") if not theme.is_dark else theme.color("text"))
    painter.drawText(ground, Qt.AlignmentFlag.AlignCenter, text)


def paint_guides(painter: QPainter, guides: Iterable[Guide], view: View) -> None:
    """Draw the lines along which edges meet, a little longer than the edges."""
    painter.setPen(QPen(QColor(_GUIDE), 1))
    for guide in guides:
        start, end = (QPointF(guide.at, guide.start), QPointF(guide.at, guide.end))
        if not guide.is_upright:
            start, end = QPointF(guide.start, guide.at), QPointF(guide.end, guide.at)
        line = QLineF(view.transform.map(start), view.transform.map(end))
        line.setLength(line.length() + 8)
        painter.drawLine(line)
