"""Regions over the page: shown, selected, brought into sight, and what is asked to be done with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtWidgets import QWidget

from invoice_desk.desktop.canvas.boxes import aligned, around, arranged, is_big_enough
from invoice_desk.desktop.canvas.look import Arrangement, Edge, RegionLook
from invoice_desk.desktop.canvas.page_view import PageView
from invoice_desk.desktop.canvas.shown import Shown
from invoice_desk.desktop.canvas.view import View
from invoice_desk.invoice.geometry import Box

Tighten = Callable[[Box], Box]
_MAX_REVEALED = 3.0  # screen pixels a page pixel; a small box is not blown up further than that


class RegionView(PageView):
    """Never edits a region: what a person wants goes out as a signal, and the owner sets the regions anew."""

    region_drawn = Signal(object)  # Box
    regions_changed = Signal(object)  # dict[str, Box]
    regions_deleted = Signal(object)  # tuple[str, ...]
    regions_duplicated = Signal(object)  # tuple[str, ...]
    selection_changed = Signal(object)  # tuple[str, ...]
    region_activated = Signal(str)
    regions_copied = Signal(object)  # tuple[str, ...]
    regions_cut = Signal(object)  # tuple[str, ...]
    paste_asked = Signal(object)  # (x, y) in pixels of the page, or None for the same place
    lock_asked = Signal(object)  # tuple[str, ...]

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = Shown()
        self._tighten: Tighten | None = None

    # What is shown

    @property
    def selection(self) -> tuple[str, ...]:
        """The names of the selected regions, in the order of the regions."""
        return self.shown.selected

    def set_regions(self, regions: Sequence[RegionLook]) -> None:
        """Show these regions; those that were selected and are still there stay so."""
        self.shown.regions = tuple(regions)
        names = {region.name for region in regions}
        self.shown.preview = {name: box for name, box in self.shown.preview.items() if name in names}
        self.select(self.shown.selected)
        self.viewport().update()

    def select(self, names: Sequence[str]) -> None:
        """Select these regions alone; selection_changed follows where that is a change."""
        chosen = self.shown.pick(names)
        if chosen == self.shown.selected:
            return
        self.settle()
        self.shown.selected = chosen
        self._describe()
        self.viewport().update()
        self.selection_changed.emit(chosen)

    def reveal(self, name: str) -> None:
        """Bring a region into sight: nothing moves where it is seen well already."""
        region, view = self.shown.find(name), self.view
        if region is None or view is None:
            return
        area = view.to_screen(region.box)
        screen = QRectF(self.viewport().rect())
        if area.height() < 8 or area.width() > screen.width() or area.height() > screen.height():
            margin = max(region.box.height, region.box.width // 4)
            self.fit_box(region.box.grown(margin), max_scale=_MAX_REVEALED)
        elif not screen.adjusted(8, 8, -8, -8).contains(area):
            self.center_on(QPointF((region.box.x0 + region.box.x1) / 2, (region.box.y0 + region.box.y1) / 2))

    def set_snapping(self, boxes_of_ink: Tighten | None) -> None:
        """Give what tightens a rough box to the ink under it, or None for no tightening."""
        self._tighten = boxes_of_ink

    def fit_selection(self) -> None:
        """Show the selected regions as large as there is room."""
        boxes = list(self.shown.selected_boxes().values())
        if boxes:
            self.fit_box(around(boxes), max_scale=2 * _MAX_REVEALED)

    # What the person wants

    def select_all(self) -> bool:
        """Select every region; return whether there is one."""
        self.select([region.name for region in self.shown.regions])
        return bool(self.shown.regions)

    def delete(self) -> bool:
        """Ask for the selected regions to be deleted, but for locked ones; return whether there are any."""
        names = tuple(self.shown.selected_boxes(is_free=True))
        if names:
            self.settle()
            self.regions_deleted.emit(names)
        return bool(names)

    def duplicate(self) -> bool:
        """Ask for the selected regions to be duplicated; return whether there are any."""
        if self.shown.selected:
            self.regions_duplicated.emit(self.shown.selected)
        return bool(self.shown.selected)

    def copy(self) -> bool:
        """Ask for the selected regions to be copied; return whether there are any."""
        if self.shown.selected:
            self.regions_copied.emit(self.shown.selected)
        return bool(self.shown.selected)

    def cut(self) -> bool:
        """Ask for the selected regions to be copied and deleted, but for locked ones."""
        names = tuple(self.shown.selected_boxes(is_free=True))
        if names:
            self.settle()
            self.regions_cut.emit(names)
        return bool(names)

    def paste(self, at: tuple[int, int] | None = None) -> bool:
        """Ask for what lies in the clipboard. at: a point of the page, None for the same place."""
        self.settle()
        self.paste_asked.emit(at)
        return True

    def lock(self) -> bool:
        """Ask for the selected regions to be locked or unlocked; return whether there are any."""
        if self.shown.selected:
            self.settle()
            self.lock_asked.emit(self.shown.selected)
        return bool(self.shown.selected)

    def activate(self) -> bool:
        """Ask for the one selected region to be named; return whether it is one."""
        only = self.shown.only_selected()
        if only is not None:
            self.region_activated.emit(only.name)
        return only is not None

    def align(self, edge: Edge) -> None:
        """Bring one edge of all selected regions in line with the outermost of them; locked ones stay."""
        chosen = self.shown.selected_boxes()
        if len(chosen) > 1:
            free = self.shown.selected_boxes(is_free=True)
            self.change(aligned(free, edge, to=around(list(chosen.values()))))

    def arrange(self, how: Arrangement) -> None:
        """Make the selected regions alike, or spread them; locked ones stay."""
        free = self.shown.selected_boxes(is_free=True)
        if len(free) > 1:
            self.change(arranged(free, how, self.sure_view.page))

    def snap_to_ink(self) -> None:
        """Tighten the selected regions to the ink under them; locked ones stay."""
        free = self.shown.selected_boxes(is_free=True)
        self.change({name: self._tightened(box) for name, box in free.items()})

    def draw(self, box: Box) -> None:
        """Ask for a new region, tightened to the ink where that is wanted."""
        self.region_drawn.emit(self._tightened(box))

    def change(self, boxes: Mapping[str, Box]) -> None:
        """Ask for regions to lie elsewhere; nothing is said of those that stay."""
        changed = {}
        for name, box in boxes.items():
            region = self.shown.find(name)
            if region is not None and region.box != box:
                changed[name] = box
        if changed:
            self.regions_changed.emit(changed)

    def _tightened(self, box: Box) -> Box:
        if self._tighten is None:
            return box
        tight = self._tighten(box).clipped(self.sure_view.page.box)
        return tight if is_big_enough(tight) else box

    @property
    def sure_view(self) -> View:
        """The view, where there is a page: nothing begins without one."""
        if self.view is None:
            raise RuntimeError("there is no page")
        return self.view

    def settle(self) -> None:
        """End what is under way before something else begins."""

    def show_preview(self, boxes: Mapping[str, Box]) -> None:
        """Show regions where a gesture would put them."""
        self.shown.preview = boxes
        self.viewport().update()

    def _describe(self) -> None:
        """Tell a screen reader what is selected."""
        chosen = [region for region in self.shown.regions if region.name in self.shown.selected]
        words = [f"{one.title}: {one.text}" if one.text else one.title for one in chosen]
        self.setAccessibleDescription(", ".join(words))
