"""The regions on the canvas: which are selected or under the pointer, and where a gesture would put them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF

from invoice_desk.desktop.canvas.boxes import in_reading_order
from invoice_desk.desktop.canvas.directions import is_rtl
from invoice_desk.desktop.canvas.look import RegionLook
from invoice_desk.desktop.canvas.view import View
from invoice_desk.invoice.geometry import Box

_NEAR = 3.0  # pixels of the screen beside a region that still hit it


@dataclass(slots=True, eq=False)
class Shown:
    """What is shown now. preview: boxes that differ while a gesture lasts; nothing is edited in place."""

    regions: tuple[RegionLook, ...] = ()
    selected: tuple[str, ...] = ()
    hovered: str = ""
    preview: Mapping[str, Box] = field(default_factory=dict)

    def find(self, name: str) -> RegionLook | None:
        """Return the region of a name, or None."""
        return next((region for region in self.regions if region.name == name), None)

    def box(self, region: RegionLook) -> Box:
        """Return where a region is shown."""
        return self.preview.get(region.name, region.box)

    def pick(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return those of the names that a region has, in the order of the regions."""
        wanted = set(names)
        return tuple(region.name for region in self.regions if region.name in wanted)

    def selected_boxes(self, *, is_free: bool = False) -> dict[str, Box]:
        """Return the boxes of the selected regions; is_free: only of those that are not locked."""
        chosen = set(self.selected)
        return {
            region.name: region.box
            for region in self.regions
            if region.name in chosen and not (is_free and region.is_locked)
        }

    def others(self, names: Mapping[str, Box]) -> list[Box]:
        """Return the boxes of all but these regions."""
        return [region.box for region in self.regions if region.name not in names]

    def at(self, point: QPointF, view: View) -> RegionLook | None:
        """Return the region under a point of the screen: the smallest, for it may lie on a larger one."""
        under = [region for region in self.regions if self._is_under(point, region, view)]
        return min(under, key=lambda region: region.box.area, default=None)

    def selected_at(self, point: QPointF, view: View) -> RegionLook | None:
        """Return a selected region under a point of the screen."""
        return next(
            (r for r in self.regions if r.name in self.selected and self._is_under(point, r, view)), None
        )

    def _is_under(self, point: QPointF, region: RegionLook, view: View) -> bool:
        return view.to_screen(region.box).adjusted(-_NEAR, -_NEAR, _NEAR, _NEAR).contains(point)

    def only_selected(self) -> RegionLook | None:
        """Return the selected region where it is the only one."""
        return self.find(self.selected[0]) if len(self.selected) == 1 else None

    def touching(self, box: Box) -> list[str]:
        """Return the names of the regions that a box touches."""
        return [
            region.name
            for region in self.regions
            if region.box.x0 < box.x1 and box.x0 < region.box.x1
            and region.box.y0 < box.y1 and box.y0 < region.box.y1
        ]  # fmt: skip

    def reading_order(self, view: View | None) -> list[str]:
        """Return the names as one reads them on the screen, from the right where most titles are Arabic."""
        turn = view.turn if view else None
        boxes = {}
        for region in self.regions:
            x0, y0, x1, y1 = region.box
            corners: list[tuple[float, float]] = [(x0, y0), (x1, y1)]
            if turn is not None:
                corners = [(p.x(), p.y()) for p in (turn.map(QPointF(*corner)) for corner in corners)]
            xs, ys = [round(x) for x, _ in corners], [round(y) for _, y in corners]
            boxes[region.name] = Box(min(xs), min(ys), max(xs), max(ys))
        rtl = sum(is_rtl(region.title) for region in self.regions)
        return in_reading_order(boxes, is_rtl=2 * rtl > len(self.regions))
