"""Pixels of a page become a picture that Qt can draw; nothing is copied."""

from __future__ import annotations

from typing import Any

from PySide6.QtGui import QImage


def picture_of(pixels: Any) -> QImage:  # noqa: ANN401  (numpy is not for the desktop)
    """Return a picture over a page's pixels (H x W x 3, uint8, BGR); it keeps them alive.

    That is this object: a copy of it, as a signal makes one, only borrows the memory.
    """
    height, width = pixels.shape[:2]
    return QImage(pixels.data, width, height, pixels.strides[0], QImage.Format.Format_BGR888)
