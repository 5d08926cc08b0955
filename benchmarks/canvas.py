"""Zooming and panning over a page of 60 megapixels: frame times of the canvas beside a plain picture item.

The baseline is what Qt does by itself: a QGraphicsView with a QGraphicsPixmapItem, smoothly transformed. It
leaves pixels out where the page is small, so that print cannot be read, and draws no regions.
Both draw the same way over the page, drawn offscreen at 1400 x 900 pixels; the first round is not counted.
The canvas goes the same way once more with brightness and contrast for the eye. One step of their sliders is
measured beside the painter's blending modes, which do the same.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable, Iterator
from statistics import median, quantiles

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QWidget

from invoice_desk.desktop.canvas import PageCanvas, RegionLook
from invoice_desk.desktop.canvas.sheet import EyeLook, seen_by
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box

_SIDE = 7746  # pixels; squared 60 million
_WIDTH, _HEIGHT = 1400, 900
_FRAME = 1000 / 60  # milliseconds
Step = tuple[str, float, QPointF]  # what moves, the scale, the point of the page in the middle


def _page(side: int) -> QImage:
    """Return a page full of print."""
    image = QImage(side, side, QImage.Format.Format_BGR888)
    image.fill(QColor("white"))
    painter = QPainter(image)
    font = QFont()
    font.setPixelSize(48)
    painter.setFont(font)
    for y in range(80, side, 80):
        painter.drawText(60, y, f"{y} Invoice 2026 total 1,234.50 الإجمالي ١٢٣٤ " * 8)
    painter.end()
    return image


def _journey(side: int, least: float) -> Iterator[Step]:
    """Give the frames of a zoom from the whole page to single pixels, then pans at three zooms."""
    middle = QPointF(side / 2, side / 2)
    scale = least
    while scale < 4:
        yield "zoom", scale, middle
        scale *= 1.06
    for scale in (least, 0.3, 0.51, 1.0):
        for step in range(40):
            yield f"pan at {scale:.2f}", scale, middle + QPointF(step * 30 / scale, step * 12 / scale)


def _canvas(image: QImage) -> tuple[QWidget, Callable[[float, QPointF], None]]:
    canvas = PageCanvas()
    canvas.resize(_WIDTH, _HEIGHT)
    canvas.show_page(image)
    boxes = [Box(500 * n, 400 * n, 500 * n + 400, 400 * n + 80) for n in range(15)]
    canvas.set_regions(
        [
            RegionLook(f"r{n}", f"Field {n}", box, FieldKind.TEXT, "#2f7de1", text="1,234.50")
            for n, box in enumerate(boxes)
        ]
    )

    def go(scale: float, point: QPointF) -> None:
        assert canvas.view is not None
        canvas.zoom(scale / canvas.view.scale, QPointF(_WIDTH / 2, _HEIGHT / 2))
        canvas.center_on(point)

    return canvas, go


def _plain(image: QImage) -> tuple[QWidget, Callable[[float, QPointF], None]]:
    scene = QGraphicsScene()
    item = scene.addPixmap(QPixmap.fromImage(image))
    item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
    view = QGraphicsView(scene)
    scene.setParent(view)
    view.resize(_WIDTH, _HEIGHT)

    def go(scale: float, point: QPointF) -> None:
        view.resetTransform()
        view.scale(scale, scale)
        view.centerOn(point)

    return view, go


def _blended(target: QImage, brightness: float, contrast: float) -> None:
    """Change a picture by blending alone: contrast about the middle grey, then brightness."""
    painter = QPainter(target)
    modes = QPainter.CompositionMode

    def shift(by: float) -> None:
        share = round(255 * abs(by))
        steps = [(modes.CompositionMode_Plus, QColor(share, share, share))]
        if by < 0:
            invert = (modes.CompositionMode_Difference, QColor("white"))
            steps = [invert, *steps, invert]
        for mode, color in steps:
            painter.setCompositionMode(mode)
            painter.fillRect(target.rect(), color)

    shift(-128 * (contrast - 1) / contrast / 255)
    tone = round(255 * (1 - 1 / contrast))
    painter.setCompositionMode(modes.CompositionMode_ColorDodge)
    painter.fillRect(target.rect(), QColor(tone, tone, tone))
    shift(brightness)
    painter.end()


def _light(canvas: PageCanvas) -> tuple[list[float], list[float]]:
    """Return the milliseconds that the light of one whole window takes: by our table, and by blending."""
    target = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    QWidget.render(canvas, target)
    ours, blended = [], []
    for step in range(1, 31):
        brightness, contrast = -step / 100, 1 + step / 20
        start = time.perf_counter()
        seen_by(EyeLook(brightness, contrast), target)
        middle = time.perf_counter()
        _blended(target.copy(), brightness, contrast)
        ours.append(1000 * (middle - start))
        blended.append(1000 * (time.perf_counter() - middle))
    return ours, blended


def _measure(widget: QWidget, go: Callable[[float, QPointF], None], side: int) -> dict[str, list[float]]:
    """Return the milliseconds of each frame, by what moved."""
    target = QImage(_WIDTH, _HEIGHT, QImage.Format.Format_RGB32)
    times: dict[str, list[float]] = {}
    for what, scale, point in _journey(side, _HEIGHT / side):
        go(scale, point)
        start = time.perf_counter()
        QWidget.render(widget, target)
        times.setdefault(what, []).append(1000 * (time.perf_counter() - start))
    return times


def _opening(image: QImage) -> tuple[float, float, float, PageCanvas]:
    """Return the milliseconds until a page is seen, until it is sharp, and of the longest stop meanwhile."""
    start = time.perf_counter()
    canvas, _ = _canvas(image)
    canvas.show()
    canvas.grab()
    seen = time.perf_counter()
    longest = seen - start
    assert isinstance(canvas, PageCanvas)
    while not canvas.is_sharp:
        before = time.perf_counter()
        QApplication.processEvents()
        longest = max(longest, time.perf_counter() - before)
    return 1000 * (seen - start), 1000 * (time.perf_counter() - start), 1000 * longest, canvas


def main() -> None:
    """Print the frame times of both, and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--side", type=int, default=_SIDE, help="pixels of the page's side")
    side = parser.parse_args().side
    application = QApplication([])
    image = _page(side)
    seen, sharp, longest, opened = _opening(image)
    print(
        f"page of {side * side / 1e6:.0f} megapixels: seen after {seen:.0f} ms, sharp after {sharp:.0f} ms;"
    )
    print(f"the longest stop of the event loop meanwhile {longest:.0f} ms;")
    canvas, go = _canvas(image)
    while not canvas.is_sharp:  # type: ignore[attr-defined]
        application.processEvents()
    ours = _measure(canvas, go, side)
    canvas.set_look(-0.1, 1.5)  # type: ignore[attr-defined]
    lit = _measure(canvas, go, side)
    table, blended = _light(canvas)  # type: ignore[arg-type]
    start = time.perf_counter()
    plain, go_plain = _plain(image)
    plain.grab()
    print(f"the plain item stops it for {1000 * (time.perf_counter() - start):.0f} ms\n")
    theirs = _measure(plain, go_plain, side)
    print(
        f"{'ms a frame':<14}{'median':>8}{'95 %':>8}{'most':>8}   {'plain median':>14}{'95 %':>8}   ratio   "
        f"{'lit':>8}{'95 %':>8}"
    )
    for what, times in ours.items():
        base = theirs[what]
        print(
            f"{what:<14}{median(times):>8.1f}{_late(times):>8.1f}{max(times):>8.1f}   "
            f"{median(base):>14.1f}{_late(base):>8.1f}{median(base) / median(times):>7.1f}x  "
            f"{median(lit[what]):>8.1f}{_late(lit[what]):>8.1f}"
        )
    every = [one for times in ours.values() for one in times]
    print(f"\n{sum(one <= _FRAME for one in every) / len(every):.0%} of our frames within 1/60 s")
    lights = [one for times in lit.values() for one in times]
    print(f"{sum(one <= _FRAME for one in lights) / len(lights):.0%} with brightness and contrast")
    print(
        f"their change of one whole window takes {median(table):.1f} ms, {_late(table):.1f} at 95 %; "
        f"by blending {median(blended):.1f} and {_late(blended):.1f}: {median(blended) / median(table):.1f}x"
    )
    for widget in (canvas, plain, opened):
        widget.close()


def _late(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


if __name__ == "__main__":
    main()
