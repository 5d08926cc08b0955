"""The page: shown at any zoom, with the boxes that are drawn on it."""

from __future__ import annotations

from invoice_desk.desktop.canvas.canvas import PageCanvas
from invoice_desk.desktop.canvas.look import Arrangement, Edge, RegionLook, Tool
from invoice_desk.desktop.canvas.picture import picture_of

__all__ = ["Arrangement", "Edge", "PageCanvas", "RegionLook", "Tool", "picture_of"]
