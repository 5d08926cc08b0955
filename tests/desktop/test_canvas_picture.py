"""Pages become pictures without a copy, and large ones are drawn from halves of halves."""

from __future__ import annotations

import gc
import itertools
import os
import subprocess
import sys
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from invoice_desk.desktop.canvas import picture_of, sheet
from invoice_desk.desktop.canvas.pyramid import Pyramid, TileKey
from tests.desktop.canvas_owner import Owner, page


def test_a_protected_page_becomes_a_picture_that_keeps_it_alive(qtbot: QtBot) -> None:
    pixels = np.zeros((51, 33, 3), np.uint8)
    pixels[:, :, 2] = 200  # red, in BGR
    pixels.flags.writeable = False
    picture = picture_of(pixels)
    del pixels
    gc.collect()
    _ = [np.full((51, 33, 3), 7, np.uint8) for _ in range(20)]
    assert (picture.width(), picture.height()) == (33, 51)
    assert picture.pixelColor(32, 50) == QColor(200, 0, 0)


@pytest.mark.parametrize("size", [(5001, 3001), (3000, 2333), (700, 300), (1, 1), (40, 9000)])
def test_every_level_is_the_page_at_half_the_size(qtbot: QtBot, size: tuple[int, int]) -> None:
    image = QImage(*size, QImage.Format.Format_BGR888)
    image.fill(QColor("white"))
    for x in range(size[0] // 2):
        for y in range(0, size[1] // 2, max(1, size[1] // 40)):
            image.setPixelColor(x, y, QColor("white"))
    pyramid = Pyramid(image)
    steps = 0
    while pyramid.grow():
        steps += 1
    assert pyramid.is_grown
    for level, shown in enumerate(pyramid.levels):
        assert abs(shown.width() - size[0] / 2**level) <= 1
        assert abs(shown.height() - size[1] / 2**level) <= 1
        for x, y in (
            (0, 0),
            (shown.width() - 1, shown.height() - 1),
            (shown.width() // 2, shown.height() // 2),
        ):
            assert shown.pixelColor(x, y) == QColor("white"), "no part is left undrawn"
    assert (steps > 0) is (size[0] * size[1] > 6_000_000)


def test_a_tile_is_turned_and_made_once(qtbot: QtBot) -> None:
    image = QImage(600, 300, QImage.Format.Format_BGR888)
    image.fill(QColor("white"))
    image.setPixelColor(0, 0, QColor("red"))
    pyramid = Pyramid(image)
    tile = pyramid.tile(TileKey(0, 0, 0, 1))
    assert (tile.width(), tile.height()) == (300, 513)
    assert tile.pixelColor(299, 0) == QColor("red")
    assert pyramid.tile(TileKey(0, 0, 0, 1)) is tile


def test_a_large_page_is_there_at_once_and_sharp_a_moment_later(qtbot: QtBot) -> None:
    owner = Owner(qtbot)
    image = QImage(5000, 5000, QImage.Format.Format_BGR888)
    image.fill(QColor("#4080c0"))
    owner.canvas.show_page(image)
    assert not owner.canvas.is_sharp
    assert owner.canvas.viewport().grab().toImage().pixelColor(400, 300) == QColor("#4080c0")
    qtbot.waitUntil(lambda: owner.canvas.is_sharp)
    assert owner.canvas.viewport().grab().toImage().pixelColor(400, 300) == QColor("#4080c0")


def test_a_frame_that_takes_too_long_is_finished_by_the_next(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner = Owner(qtbot)
    owner.canvas.show_page(page(3000, 2000))
    qtbot.waitUntil(lambda: owner.canvas.is_sharp)
    owner.canvas.zoom(0.6 / owner.canvas.view.scale, QPointF(400, 300))
    owner.canvas.center_on(QPointF(300, 700))
    qtbot.waitUntil(owner.canvas.verticalScrollBar().isVisible)
    sharp = owner.canvas.viewport().grab().toImage()
    owner.canvas.show_page(page(3000, 2000), keep_view=True)
    qtbot.waitUntil(lambda: owner.canvas.is_sharp)
    clock = itertools.count(0, 0.005)  # each look at it takes 5 ms, so that a frame has time for one tile
    monkeypatch.setattr(sheet, "time", SimpleNamespace(perf_counter=lambda: next(clock)))
    owner.canvas._pyramid._tiles.clear()
    owner.canvas._backdrop._scene = None
    assert owner.canvas.viewport().grab().toImage() != sharp
    qtbot.waitUntil(lambda: owner.canvas._backdrop._scene is not None)
    assert owner.canvas.viewport().grab().toImage() == sharp


_DENSE = """
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from invoice_desk.desktop.canvas import PageCanvas
application = QApplication([])
image = QImage(600, 800, QImage.Format.Format_BGR888)
image.fill(0)
for x in range(600):
    for y in range(x % 2, 800, 2):
        image.setPixel(x, y, 0xffffff)
canvas = PageCanvas()
canvas.resize(400, 300)
canvas.show_page(image)
canvas.show()
canvas.actual_size()
canvas.center_on(QPointF(300, 400))
shown = canvas.viewport().grab().toImage()
print(shown.devicePixelRatio(), *(shown.pixelColor(300 + step, 200).lightness() for step in range(6)))
"""


@pytest.mark.parametrize("factor", ["1", "1.5", "2"])
def test_on_a_dense_screen_each_pixel_of_the_page_has_its_own(factor: str) -> None:
    variables = {**os.environ, "QT_SCALE_FACTOR": factor, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _DENSE], env=variables, capture_output=True, text=True, timeout=60, check=True
    )
    density, *tones = map(float, done.stdout.split())
    assert density == float(factor)
    assert tones in ([0, 255] * 3, [255, 0] * 3)
