"""Where on a page there is print, roughly: so that words beside regions need not cover any."""

from __future__ import annotations

from itertools import accumulate

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage

_SIDE = 320  # cells of the longer side; a line of print is two or three of them high
_FAINTEST = 12  # tones of 255 that print, small and grey, differs from the paper on the average


class InkMap:
    """Counts the cells with print in any part of a page, at once: a table of sums (Crow 1984).

    page: width and height that places refer to, in pixels; image: the page at any size.
    """

    def __init__(self, image: QImage, page: tuple[int, int]) -> None:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        small = image.scaled(_SIDE, _SIDE, keep, smooth).convertToFormat(QImage.Format.Format_Grayscale8)
        self._wide, self._high = small.width(), small.height()
        self._per_x, self._per_y = self._wide / page[0], self._high / page[1]
        self._sums = _sums(small)

    def share(self, area: QRectF) -> float:
        """Return the share (0..1) of a part of the page that has print; 0 beside the page."""
        x0, x1 = _cells(area.left() * self._per_x, area.right() * self._per_x, self._wide)
        y0, y1 = _cells(area.top() * self._per_y, area.bottom() * self._per_y, self._high)
        if x1 <= x0 or y1 <= y0:
            return 0.0
        sums = self._sums
        inked = sums[y1][x1] - sums[y0][x1] - sums[y1][x0] + sums[y0][x0]
        return inked / ((x1 - x0) * (y1 - y0))


def _cells(start: float, end: float, count: int) -> tuple[int, int]:
    """Return the first cell that a stretch touches, and the one behind its last."""
    return max(0, int(start)), min(count, int(end) + 1)


def _sums(small: QImage) -> list[list[int]]:
    """Return for each corner of a cell how many cells above and left of it have print."""
    wide, high, step = small.width(), small.height(), small.bytesPerLine()
    content = bytes(small.constBits())
    rows = [content[row * step : row * step + wide] for row in range(high)]
    paper = sorted(b"".join(rows))[wide * high // 2]
    has_ink = bytes(abs(tone - paper) > _FAINTEST for tone in range(256))
    sums = [[0] * (wide + 1)]
    for row in rows:
        counted = accumulate(row.translate(has_ink), initial=0)
        sums.append([above + here for above, here in zip(sums[-1], counted, strict=True)])
    return sums
