"""The reference of a template: a small grey picture of its page as base64 PNG, made and opened."""

from __future__ import annotations

import base64
import binascii
import struct

import cv2
import numpy as np

from invoice_desk.imaging import cleaning
from invoice_desk.imaging.page import Pixels

_LONGER = 1240  # pixels of the longer side: enough to lay it on a page, some 100 KB
_MAX_PIXELS = 40_000_000  # of a reference that somebody else made
_TONES = 16  # that are kept: fewer are smaller, and print stays print
_PNG = b"\x89PNG\r\n\x1a\n"
_HEAD = 24  # bytes up to width and height


def reference_of(pixels: Pixels) -> str:
    """Return the reference of a page (H x W x 3 BGR, uint8)."""
    grey = cleaning.grey(pixels)
    longer = max(grey.shape)
    shrunk = cleaning.scale(grey, _LONGER / longer) if longer > _LONGER else grey
    step = 256 // _TONES
    even = (shrunk // step * step + step // 2).astype(np.uint8)
    _, content = cv2.imencode(".png", even, [cv2.IMWRITE_PNG_COMPRESSION, 9])
    return base64.b64encode(content.tobytes()).decode("ascii")


def open_reference(reference: str) -> Pixels | None:
    """Return the grey pixels (H x W, uint8) of a reference; None for one that is no picture, or too large.

    It may come from a stranger's template file: its size is looked at before it is decoded.
    """
    try:
        content = base64.b64decode(reference.rpartition(",")[2], validate=True)
    except (binascii.Error, ValueError):
        return None
    if len(content) < _HEAD or not content.startswith(_PNG):
        return None
    width, height = struct.unpack(">II", content[16:_HEAD])
    if not (0 < width * height <= _MAX_PIXELS and max(width, height) <= 32_767):
        return None
    try:
        found = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_GRAYSCALE)
    except cv2.error:
        return None
    return None if found is None else np.asarray(found, np.uint8)
