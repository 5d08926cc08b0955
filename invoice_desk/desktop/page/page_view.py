"""The middle of the window: joins the page of the open invoice, its template's regions and its record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from invoice_desk.desktop.asking import Asking
from invoice_desk.desktop.canvas.canvas import PageCanvas
from invoice_desk.desktop.canvas.look import RegionLook
from invoice_desk.desktop.canvas.pyramid import Pyramid
from invoice_desk.desktop.page.pages import PageLoader
from invoice_desk.desktop.regions.locks import Locks
from invoice_desk.desktop.regions.trial import TrialReader
from invoice_desk.desktop.session import Session
from invoice_desk.desktop.templates.editing import TemplateEditor
from invoice_desk.desktop.theme import Theme
from invoice_desk.invoice.fields import Field
from invoice_desk.invoice.filed import Filed
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.laying import Laying
from invoice_desk.invoice.record import Entry, Record
from invoice_desk.invoice.template import Template
from invoice_desk.store.corrections import Spot
from invoice_desk.values.digits import to_latin_digits
from invoice_desk.workflow.reading_crew import ReadingCrew

if TYPE_CHECKING:
    from invoice_desk.imaging.page import Page

_DIGITS = tuple("123456789")


class PageView(QObject):
    """Joins canvas, template and record: what is drawn becomes a field, what was read stands beside its box.

    page_shown: index and QImage; drawn: the name of a field that was just drawn; number: page n of N;
    tried: the name of a field and its Entry, just read. Zoom and place are kept from page to page of an
    invoice, and from invoice to invoice of one template.
    """

    page_shown = Signal(int, object)
    drawn = Signal(str)
    number = Signal(int, int)
    tried = Signal(str, object)

    def __init__(
        self,
        canvas: PageCanvas,
        session: Session,
        editor: TemplateEditor,
        locks: Locks,
        theme: Theme,
        crew: ReadingCrew,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._canvas, self._session, self._editor, self._theme = canvas, session, editor, theme
        self._locks = locks
        self._layout = ""  # whose zoom and place the canvas has
        self._loader = PageLoader(self)
        self.trial = TrialReader(crew, self)
        self._laying, self._laid_by = Asking(self), ""
        self._laying.answered.connect(self._take_laying)
        editor.finish_template = self._finish_template
        self._page: Page | None = None
        self._index = 0
        self._tried: dict[str, Entry] = {}
        self._wanted: Spot | None = None  # whose region is selected as soon as the page is there
        self._is_reveal_wanted = False
        self._loader.loaded.connect(self._take_page)
        self._loader.failed.connect(session.meet)
        self.trial.read.connect(self._take_trial)
        self.trial.failed.connect(session.meet)
        session.invoice_opened.connect(self._open)
        session.record_changed.connect(self._take_record)
        session.spot_chosen.connect(self.show_spot)
        editor.changed.connect(self._take_template)
        locks.changed.connect(self._draw_regions)
        editor.fields_changed.connect(self._try)
        canvas.region_drawn.connect(self._draw_field)
        canvas.regions_changed.connect(self._move_fields)
        canvas.selection_changed.connect(self._choose)
        canvas.set_snapping(self._tightened)
        canvas.installEventFilter(self)

    @property
    def is_shown(self) -> bool:
        """Whether the page that was asked for is there."""
        return self._page is not None

    @property
    def index(self) -> int:
        """Which page is shown or asked for, from 0."""
        return self._index

    @property
    def size(self) -> Size | None:
        """The size of the page that is shown; None while there is none."""
        return self._page.size if self._page is not None else None

    @property
    def shown_page(self) -> tuple[Size, int] | None:
        """The size of the page that is shown and its number from 1, None where none is."""
        return (self._page.size, self._index + 1) if self._page is not None else None

    def go_to_page(self, index: int) -> None:
        """Go to a page of the document, from 0."""
        self.turn_page(index - self._index)

    def read_again(self, names: Sequence[str]) -> None:
        """Read regions once more, and show what is read beside them."""
        self._try(tuple(names))

    def try_all(self) -> None:
        """Read every field of the shown page by the template as it is now; what is read stands beside it."""
        template = self._editor.template
        self._try(tuple(field.name for field in template.fields) if template is not None else ())

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._canvas.set_theme(theme)
        self._draw_regions()

    def turn_page(self, step: int) -> None:
        """Go to another page of the document."""
        filed = self._session.filed
        if filed is not None and step and 0 <= self._index + step < len(filed.document.pages):
            self._wanted = None
            self._ask(filed, self._index + step)

    def show_spot(self, spot: Spot | None) -> None:
        """Go to the box of a value, on whatever page it lies."""
        if spot is None or self._session.filed is None:
            return
        page = self._page_of(spot)
        if page is not None and page != self._index:
            self._wanted, self._is_reveal_wanted = spot, True
            self._ask(self._session.filed, page)
            return
        if self._page is None:
            self._wanted = spot
            return
        self._canvas.select((spot.field,))
        self._canvas.reveal(spot.field)

    def reveal_cell(self, _key: int, spot: Spot | None) -> None:
        """Go to the box of a value of the open invoice, also where its page is still to come."""
        self._is_reveal_wanted = self._page is None
        self.show_spot(spot)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        """Make the one region that is selected a usual field by its digit, 1 to 9; other keys go on."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress and _is_plain(event):
            digit, names = to_latin_digits(event.text()), self._canvas.shown.selected
            if len(names) == 1 and digit in _DIGITS:
                new = self._editor.make_usual(next(iter(names)), int(digit))
                self._canvas.select((new,) if new is not None else ())
                return True
        return super().eventFilter(watched, event)

    def close(self) -> None:
        """Wait for what is being decoded or read."""
        self._loader.close()
        self.trial.close()
        self._laying.close()

    def _open(self, filed: Filed | None) -> None:
        self._tried.clear()
        self._page, self._wanted, self._is_reveal_wanted = None, None, False
        self._editor.open_for(filed)
        if filed is None:
            self._loader.forget()
            self._canvas.show_page(None)
            self.number.emit(0, 0)
            return
        self._ask(filed, self._first_page())

    def _layout_of(self, filed: Filed | None) -> str:
        """Return what invoices that are seen alike have in common: the template, or being the same one."""
        if filed is None:
            return ""
        return f"template {filed.template}" if filed.template else f"invoice {filed.id}"

    def _first_page(self) -> int:
        record = self._session.record
        pages = [one.reading.page for one in record.entries if one.reading] if record is not None else []
        return min(pages, default=0)

    def _ask(self, filed: Filed, index: int) -> None:
        self._index = index
        self._page = None
        self._loader.ask(filed.document, index)
        self.number.emit(index + 1, len(filed.document.pages))

    def _take_page(self, page: Page, pyramid: Pyramid) -> None:
        self._page = page
        layout = self._layout_of(self._session.filed)
        self._canvas.show_page(pyramid, keep_view=bool(layout) and layout == self._layout)
        self._layout = layout
        self._laid_by = ""
        self._take_template()
        self.page_shown.emit(page.info.index, pyramid.page)
        spot, self._wanted = self._wanted, None
        if spot is not None and self._is_reveal_wanted:
            self.show_spot(spot)
        elif spot is not None:  # the lane opened its first value: zoom and place stay
            self._canvas.select((spot.field,))
        self._is_reveal_wanted = False

    def _take_record(self, _record: object) -> None:
        """Draw what was read, by the template that read it."""
        self._editor.follow(self._session.filed)
        self._draw_regions()

    def _take_template(self, _changed: object = None) -> None:
        """Draw the regions, and lay the template on the page where its reference was not yet."""
        self._draw_regions()
        template, page = self._editor.template, self._page
        reference = template.reference if template is not None else None
        if template is None or page is None or reference is None or reference == self._laid_by:
            return
        self._laid_by = reference

        def question() -> object:
            from invoice_desk.workflow.laying import laying_on  # OpenCV is not on the way to the first window

            return laying_on(template, page)

        self._laying.ask((page.info.index, reference), question)

    def _take_laying(self, subject: tuple[int, str], laying: Laying | None) -> None:
        index, reference = subject
        if self._page is not None and index == self._index and reference == self._laid_by:
            self._editor.lay(index, laying)
            self._draw_regions()

    def _finish_template(self, template: Template) -> Template:
        """Give a template that is about to be kept the picture of its page."""
        from invoice_desk.workflow.laying import with_reference

        return with_reference(template, self._page)

    def _draw_regions(self, _changed: object = None) -> None:
        if self._page is None:
            self._canvas.set_regions(())
            return
        boxes = self._editor.boxes_on(self._index, self._page.size)
        self._canvas.set_regions([self._look(name, box) for name, box in boxes.items()])

    def _look(self, name: str, box: Box) -> RegionLook:
        field = self._editor.field(name)
        if field is None:
            raise KeyError(name)
        entry = self._entry(name)
        text = entry.shown_text if entry is not None else ""
        return RegionLook(
            name=name,
            title=field.title,
            box=box,
            kind=field.kind,
            color=self._theme.kinds[field.kind],
            text=text,
            tone=_tone(entry),
            is_locked=self._locks.has(name),
        )

    def _entry(self, name: str) -> Entry | None:
        """Return what was read in a field: tried just now, else in the record if it was read there."""
        field: Field | None = self._editor.field(name)
        if name in self._tried and self._tried[name].field == field:
            return self._tried[name]
        record: Record | None = self._session.record
        for entry in record.entries if record is not None else ():
            if entry.field.name == name and field is not None and entry.field.box == field.box:
                return entry
        return None

    def _draw_field(self, box: Box) -> None:
        if self._page is not None:
            name = self._editor.draw(box, self._index, self._page.size)
            self._canvas.select((name,))
            self.drawn.emit(name)

    def _move_fields(self, boxes: dict[str, Box]) -> None:
        if self._page is not None:
            before = self._editor.boxes_on(self._index, self._page.size)
            self._editor.move(boxes, self._page.size, self._deed(before, boxes))

    def _deed(self, before: Mapping[str, Box], after: Mapping[str, Box]) -> str:
        """Return what a person did who brought boxes from here to there."""
        pairs = [(before[name], box) for name, box in after.items() if name in before]
        if any((old.width, old.height) != (new.width, new.height) for old, new in pairs):
            return self.tr("resize %n region(s)", "", len(pairs))
        if len({(new.x0 - old.x0, new.y0 - old.y0) for old, new in pairs}) > 1:
            return self.tr("align regions")
        return self.tr("move %n region(s)", "", len(pairs))

    def _choose(self, names: Sequence[str]) -> None:
        if len(names) == 1:
            self._session.choose(Spot(names[0]))

    def _try(self, names: tuple[str, ...]) -> None:
        for name in names:
            self._tried.pop(name, None)
        filed, template = self._session.filed, self._editor.template
        if self._page is not None and filed is not None and template is not None and names:
            self.trial.ask(filed.document, self._index, template, names)

    def _take_trial(self, name: str, entry: Entry) -> None:
        field = self._editor.field(name)
        if field is not None and field == entry.field:
            self._tried[name] = entry
            self.tried.emit(name, entry)
            self._draw_regions()

    def _tightened(self, box: Box) -> Box:
        from invoice_desk.imaging.snapping import tighten  # OpenCV is not on the way to the first window

        return tighten(self._page, box) if self._page is not None else box

    def _page_of(self, spot: Spot) -> int | None:
        record = self._session.record
        for entry in record.entries if record is not None else ():
            if entry.field.name == spot.field and entry.reading is not None:
                return entry.reading.page
        return None


def _is_plain(event: QKeyEvent) -> bool:
    return event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.NoModifier


def _tone(entry: Entry | None) -> str:
    """Return the colour's name of what was read: the person's, in doubt, or sure."""
    if entry is None or not entry.shown_text:
        return ""
    if entry.correction is not None:
        return "typed"
    return "doubt" if entry.is_open else "sure"
