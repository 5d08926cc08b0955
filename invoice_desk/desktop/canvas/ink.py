"""Where on a page there is print, roughly: so that words beside regions need not cover any."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage

_SIDE = 320  # cells of the longer side; a line of print is two or three of them high
_INK = 1
_SAMPLE = 7  # of so many cells one tells the paper's tone
_FAINTEST = 12  # tones of 255 that print, small and grey, differs from the paper on the average


class InkMap:
    """Counts the cells with print in any part of a page.

    page: width and height that places refer to, in pixels; image: the page at any size.
    """

    def __init__(self, image: QImage, page: tuple[int, int]) -> None:
        keep, smooth = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        small = image.scaled(_SIDE, _SIDE, keep, smooth).convertToFormat(QImage.Format.Format_Grayscale8)
        self._wide, self._high = small.width(), small.height()
        self._per_x, self._per_y = self._wide / page[0], self._high / page[1]
        self._rows = _rows(small)

    def share(self, area: QRectF) -> float:
        """Return the share (0..1) of a part of the page that has print; 0 beside the page."""
        x0, x1 = _cells(area.left() * self._per_x, area.right() * self._per_x, self._wide)
        y0, y1 = _cells(area.top() * self._per_y, area.bottom() * self._per_y, self._high)
        if x1 <= x0 or y1 <= y0:
            return 0.0
        inked = sum(row.count(_INK, x0, x1) for row in self._rows[y0:y1])
        return inked / ((x1 - x0) * (y1 - y0))


def _cells(start: float, end: float, count: int) -> tuple[int, int]:
    """Return the first cell that a stretch touches, and the one behind its last."""
    return max(0, int(start)), min(count, int(end) + 1)


def _rows(small: QImage) -> list[bytes]:
    """Return for each line of cells which of them have print: 1, and 0 where the paper is bare."""
    wide, high, step = small.width(), small.height(), small.bytesPerLine()
    content = bytes(small.constBits())
    rows = [content[row * step : row * step + wide] for row in range(high)]
    sample = sorted(b"".join(rows)[::_SAMPLE])
    paper = sample[len(sample) // 2]
    has_ink = bytes(abs(tone - paper) > _FAINTEST for tone in range(256))
    return [row.translate(has_ink) for row in rows]
