"""What the canvas is told to show: regions as they look, tools, and the edges they can be aligned to."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.geometry import Box

MIN_SIDE = 3  # pixels of the page; a smaller box is a slip of the hand


class Tool(Enum):
    """What the left button does on the page."""

    SELECT = auto()
    DRAW = auto()
    PAN = auto()


class Edge(Enum):
    """What selected regions are brought in line with."""

    LEFT = auto()
    RIGHT = auto()
    TOP = auto()
    BOTTOM = auto()
    CENTER = auto()  # their middles, left to right
    MIDDLE = auto()  # their middles, top to bottom


class Arrangement(Enum):
    """How selected regions are made alike, or spread."""

    SAME_WIDTH = auto()  # as the widest
    SAME_HEIGHT = auto()  # as the highest
    ACROSS = auto()  # equal gaps from left to right
    DOWN = auto()  # equal gaps from top to bottom


@dataclass(frozen=True, slots=True)
class RegionLook:
    """One region as it is to be shown.

    name: its key; title: what a person calls it; box: pixels of the page; color: #rrggbb of its kind;
    text: what was read there; tone: the theme's colour of that text: "", "sure", "doubt", "bad", "typed".
    """

    name: str
    title: str
    box: Box
    kind: FieldKind
    color: str
    is_locked: bool = False
    text: str = ""
    tone: str = ""
