"""A page in halves of halves, so that a picture is never shrunk to less than half while it is drawn."""

from __future__ import annotations

import math
from collections import OrderedDict
from dataclasses import dataclass, field

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QTransform

TILE = 512  # pixels
_STRIP = 2_000_000  # pixels that are halved in one step: about 10 ms
_AT_ONCE = 6_000_000  # pixels; a smaller page is halved before it is first seen
_SMALLEST = 400  # pixels of the longer side of the last level
_MAX_TILES = 128  # of 1 MiB each
_ROUGH = 1100  # pixels of the longer side of the rough picture that is there at once
_FORMAT = QImage.Format.Format_RGB32


@dataclass(frozen=True, slots=True)
class TileKey:
    """Which part of which level, turned how often."""

    level: int
    column: int
    row: int
    turns: int


@dataclass(slots=True)
class _Growing:
    """A level that is being made, from the top down to the row `done` of the level below."""

    image: QImage
    done: int = 0


@dataclass(slots=True, eq=False)
class Pyramid:
    """The levels of one page: 0 is the page itself, each further one half of the one before.

    Levels grow by `grow`, a few milliseconds a step, while a rough picture stands in for them.
    """

    page: QImage
    rough: QImage = field(init=False)
    levels: list[QImage] = field(init=False)
    _growing: _Growing | None = field(init=False, default=None)
    _tiles: OrderedDict[TileKey, QImage] = field(init=False, default_factory=OrderedDict)

    def __post_init__(self) -> None:
        self.levels = [self.page]
        self.rough = _shrunk(self.page, _ROUGH)
        if self.page.width() * self.page.height() <= _AT_ONCE:
            while self.grow():
                pass

    @property
    def is_grown(self) -> bool:
        """Whether the last level is there."""
        return max(self.levels[-1].width(), self.levels[-1].height()) <= _SMALLEST

    def grow(self) -> bool:
        """Do one short step of the work; return whether there is more."""
        if self.is_grown:
            return False
        below = self.levels[-1]
        if self._growing is None:
            size = QSize(math.ceil(below.width() / 2), math.ceil(below.height() / 2))
            self._growing = _Growing(QImage(size, _FORMAT))
        self._grow_strip(below, self._growing)
        return not self.is_grown

    def _grow_strip(self, below: QImage, growing: _Growing) -> None:
        rows = max(2, _STRIP // below.width() // 2 * 2)
        rows = min(rows, below.height() - growing.done)
        strip = below.copy(0, growing.done, below.width(), rows).convertToFormat(_FORMAT)
        size = QSize(growing.image.width(), math.ceil(rows / 2))
        half = strip.scaled(
            size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        painter = QPainter(growing.image)
        painter.drawImage(0, growing.done // 2, half)
        painter.end()
        growing.done += rows
        if growing.done >= below.height():
            self.levels.append(growing.image)
            self._growing = None

    def level_for(self, scale: float) -> int:
        """Return the level that suits a scale in pixels of the device a page pixel: drawn at 1/2..1."""
        return max(0, math.floor(math.log2(1 / scale))) if scale < 1 else 0

    def has_level(self, level: int) -> bool:
        """Whether a level, or the last one that there will be, is there."""
        return level < len(self.levels) or self.is_grown

    def cached(self, key: TileKey) -> QImage | None:
        """Return a tile that was made before, or None."""
        tile = self._tiles.get(key)
        if tile is not None:
            self._tiles.move_to_end(key)
        return tile

    def tile(self, key: TileKey) -> QImage:
        """Return a tile, made now where it was not before."""
        found = self.cached(key)
        if found is not None:
            return found
        tile = self.levels[key.level].copy(self.area(key)).convertToFormat(_FORMAT)
        if key.turns:
            tile = tile.transformed(QTransform().rotate(90 * key.turns))
        self._tiles[key] = tile
        while len(self._tiles) > _MAX_TILES:
            self._tiles.popitem(last=False)
        return tile

    def area(self, key: TileKey) -> QRect:
        """Return a tile's place in its level; it reaches one pixel into the next, so that no seam shows."""
        wanted = QRect(key.column * TILE, key.row * TILE, TILE + 1, TILE + 1)
        return wanted.intersected(self.levels[key.level].rect())


def _shrunk(page: QImage, side: int) -> QImage:
    """Return the page, at most `side` pixels long, with pixels left out: quick and rough."""
    if max(page.width(), page.height()) <= side:
        return page.convertToFormat(_FORMAT)
    fast = Qt.TransformationMode.FastTransformation
    return page.scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio, fast).convertToFormat(_FORMAT)
