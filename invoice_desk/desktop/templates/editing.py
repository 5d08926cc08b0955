"""The template of the open invoice while a person edits it: every gesture a step that can be undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from invoice_desk.desktop.regions.clipboard import Clip, placed, with_box
from invoice_desk.desktop.regions.new_fields import fitted, new_field
from invoice_desk.desktop.regions.usual_fields import USUAL, as_usual, free_name
from invoice_desk.desktop.templates.drafts import Drafts
from invoice_desk.desktop.templates.steps import RenamingStep, TemplateStep
from invoice_desk.errors import DeskError
from invoice_desk.invoice.fields import Field
from invoice_desk.invoice.filed import Filed
from invoice_desk.invoice.geometry import Box, Size
from invoice_desk.invoice.laying import Laying, scaling
from invoice_desk.invoice.template import PageSize, Template, template_name
from invoice_desk.store.templates import check_free, newest_template, template_stems
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.templates import rename, save

_MAX_NAME = 100


@dataclass(frozen=True, slots=True)
class Draft:
    """A template as it was being edited on an invoice (its number), to be kept later."""

    template: Template
    stem: str
    invoice: int | None


class TemplateEditor(QObject):
    """Edits one template at a time, on pages of any size. Boxes come and go in pixels of the shown page.

    changed: the Template or None; fields_changed: names whose reading may be another now; field_renamed: a
    field's name and what it is called instead, told before `changed`, of a step that is undone, too;
    template_renamed: the same of a template; kept_renamed: one that the desk keeps; problem: a Problem.
    Each step is written to a draft at once, so that a crash loses at most the drag in progress;
    `keep` makes a version of it.
    """

    changed = Signal(object)
    fields_changed = Signal(object)
    field_renamed = Signal(str, str)
    template_renamed = Signal(str, str)
    kept_renamed = Signal()
    problem = Signal(object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.undo_stack = QUndoStack(self)
        self.template: Template | None = None
        self._desk, self._drafts = desk, Drafts(desk)
        self._filed: Filed | None = None
        self._kept: Template | None = None
        self._laid: tuple[int, Laying] | None = None
        self.finish_template: Callable[[Template], Template] = lambda template: template

    @property
    def is_edited(self) -> bool:
        """Whether there is something that is no version yet."""
        return self.template is not None and self.template != self._kept and bool(self.template.fields)

    def open_for(self, filed: Filed | None) -> None:
        """Take up the template of an invoice, none where it has none; the steps before are over."""
        self._filed = filed
        self._laid = None
        self.undo_stack.clear()
        drafted = self._drafts.read(filed.id) if filed is not None else None
        name = drafted.name if drafted is not None else filed.template if filed is not None else ""
        with self._desk.reading() as connection:
            saved = newest_template(connection, name) if name else None
        self._kept = saved.template if saved is not None else None
        self.template = drafted or self._kept
        self.changed.emit(self.template)

    def follow(self, filed: Filed | None) -> None:
        """Take up the template that the open invoice was given since; what is being edited stays."""
        before, self._filed = self._filed, filed
        if filed is None or before is None or before.id != filed.id or before.template == filed.template:
            return
        name = self._kept.name if self._kept is not None else ""
        if filed.template and filed.template != name and not self.is_edited:
            self.open_for(filed)

    @property
    def kept(self) -> Template | None:
        """The version that the desk keeps, None where it keeps none yet."""
        return self._kept

    def begin_new(self) -> None:
        """Begin a template without fields for the open invoice; what was edited is kept first.

        The steps before are over. Raises DeskError.
        """
        if self._filed is None:
            return
        self.keep()
        self.undo_stack.clear()
        self._kept = None
        self.template = self._begun(self._filed.document.pages[0].size)
        self.changed.emit(self.template)

    def lay(self, page: int, laying: Laying | None) -> None:
        """Take how the template lies on a page (from 0) that is shown; None where the sizes alone say it."""
        self._laid = (page, laying) if laying is not None else None

    def boxes_on(self, page: int, size: Size) -> dict[str, Box]:
        """Return the boxes of the fields of a page (from 0), in pixels of the page as it is shown."""
        template = self.template
        if template is None:
            return {}
        return {
            field.name: self._laying(page, size).on_page(field.box)
            for field in template.fields
            if self._page_of(field) == page
        }

    def draw(self, box: Box, page: int, size: Size) -> str:
        """Add a field where a person drew a box; return its name."""
        template = self.template or self._begun(size)
        name = free_name("field", {field.name for field in template.fields})
        drawn = new_field(name, self._laying(page, size).on_template(box), page + 1, self._desk.settings)
        self._push(self.tr("draw a region"), _with(template, (*template.fields, drawn)), (name,))
        return name

    def move(self, boxes: Mapping[str, Box], size: Size, words: str = "") -> None:
        """Give fields other boxes. words: what the step is called."""
        template = self.template
        if template is None:
            return
        fields = tuple(
            with_box(field, self._laying(self._page_of(field), size).on_template(boxes[field.name]))
            if field.name in boxes
            else field
            for field in template.fields
        )
        words = words or self.tr("move %n region(s)", "", len(boxes))
        self._push(words, _with(template, fields), tuple(boxes))

    def delete(self, names: Sequence[str], *, words: str = "") -> None:
        """Take fields out. words: what the step is called."""
        if self.template is not None:
            left = tuple(field for field in self.template.fields if field.name not in names)
            many = len(self.template.fields) - len(left)
            self._push(words or self.tr("delete %n region(s)", "", many), _with(self.template, left), ())

    def paste(
        self, clip: Clip, page: int, size: Size, *, at: tuple[int, int] | None = None, words: str = ""
    ) -> list[str]:
        """Add fields from the clipboard to a page (from 0), under names of their own; return the names.

        size: of the page that is shown; at: a point of it where they are to lie, None for the same place.
        """
        template = self.template or self._begun(size)
        point = self._laying(page, size).on_template(Box(*at, *at)) if at is not None else None
        others = [field.box for field in template.fields if self._page_of(field) == page]
        corner = (point.x0, point.y0) if point is not None else None
        new = placed(clip, template.size, at=corner, others=others)
        taken = {field.name for field in template.fields}
        added = []
        for field in new:
            name = free_name(field.name, taken)
            taken.add(name)
            added.append(field.model_copy(update={"name": name, "page": page + 1}))
        names = [field.name for field in added]
        words = words or self.tr("paste %n region(s)", "", len(names))
        self._push(words, _with(template, (*template.fields, *added)), names)
        return names

    def duplicate(self, names: Sequence[str], *, by: int = 12) -> list[str]:
        """Add a copy of fields, `by` pixels aside; return the copies' names."""
        template = self.template
        if template is None:
            return []
        taken = {field.name for field in template.fields}
        copies = []
        for field in (field for field in template.fields if field.name in names):
            name = free_name(field.name, taken)
            taken.add(name)
            box = field.box.moved(dx=by, dy=by)
            if box.share_inside(template.size.box) > 0:
                copies.append(with_box(field, box).model_copy(update={"name": name}))
        names_of_copies = [copy.name for copy in copies]
        words = self.tr("duplicate %n region(s)", "", len(copies))
        self._push(words, _with(template, (*template.fields, *copies)), names_of_copies)
        return names_of_copies

    def edit(self, name: str, field: Field, *, words: str = "") -> None:
        """Put another field in place of the one of this name; where its kind is new, with what suits it.

        words: what the step is called.
        """
        before = self.field(name)
        if self.template is not None and before is not None:
            field = fitted(field, before.kind, self._desk.settings)
            fields = tuple(field if one.name == name else one for one in self.template.fields)
            renamed = (name, field.name) if name != field.name else None
            words = words or self.tr("edit the field")
            self._push(words, _with(self.template, fields), (field.name,), renamed=renamed)

    def make_usual(self, name: str, key: int) -> str | None:
        """Make a field the usual one of a key (1 to 9); return its new name."""
        field = self.field(name)
        if field is None or self.template is None or not 1 <= key <= len(USUAL):
            return None
        others = {one.name for one in self.template.fields if one.name != name}
        new = free_name(USUAL[key - 1].name, others)
        self.edit(name, as_usual(field, USUAL[key - 1], name=new), words=self.tr("name the region"))
        return new

    def rename(self, name: str) -> None:
        """Give the template another name, at once where the desk keeps it; the step can be undone."""
        template = self.template
        if template is None:
            return
        try:
            new = template_name(name)
            if new == template.name:
                return
            with self._desk.reading() as connection:
                check_free(connection, new, but=template.name if self._kept is not None else "")
        except DeskError as error:
            self.problem.emit(error.problem)
            self.changed.emit(template)
            return
        if self._kept is None:
            self._push(self.tr("rename"), template.model_copy(update={"name": new}), ())
        else:
            self.undo_stack.push(RenamingStep(self, self.tr("rename"), template.name, new))

    def rename_kept(self, name: str, new: str) -> None:
        """Give a template another name on the desk, as a step or its undoing brings it."""
        try:
            rename(self._desk, name, new)
        except DeskError as error:
            self.problem.emit(error.problem)
            return
        self.note_renamed(name, new)
        self.kept_renamed.emit()

    def note_renamed(self, name: str, new: str) -> None:
        """Take a new name that a template of the desk was given; its steps stay, under that name."""
        self._drafts.rename(name, new)
        if self._kept is not None and self._kept.name == name:
            self._kept = self._kept.model_copy(update={"name": new})
            self.template = _named(self.template, new)
            self.template_renamed.emit(name, new)
            self.changed.emit(self.template)

    def field(self, name: str) -> Field | None:
        """Return a field by its name."""
        fields = self.template.fields if self.template is not None else ()
        return next((field for field in fields if field.name == name), None)

    def keep(self) -> str | None:
        """Make a version of what was edited; return the template's name, None where nothing was.

        Raises DeskError.
        """
        if self.template is None or not self.is_edited:
            return None
        saved = save(self._desk, self.finish_template(self.template), stem=self._stem())
        self.template = self._kept = saved.template
        self._drafts.drop(self._key)
        self.changed.emit(self.template)
        return saved.template.name

    def draft(self) -> Draft | None:
        """Return the template as it is now, to be kept later; None where there is nothing to read by it."""
        if self.template is None or not self.template.fields:
            return None
        return Draft(self.template, self._stem(), self._key)

    def keep_draft(self, draft: Draft) -> str:
        """Make a version of a template as it was; return its name. Raises DeskError.

        Of what is open now, only what is the same is taken for kept.
        """
        if draft.invoice == self._key and draft.template == self.template:
            return self.keep() or draft.template.name
        saved = save(self._desk, draft.template, stem=draft.stem)
        if self._drafts.read(draft.invoice) == draft.template:
            self._drafts.drop(draft.invoice)
        return saved.template.name

    def keep_drafts(self) -> list[str]:
        """Make versions of what an earlier run of the program left as drafts; return the templates' names."""
        return self._drafts.keep_all()

    @property
    def _key(self) -> int | None:
        return self._filed.id if self._filed is not None else None

    def _begun(self, size: Size) -> Template:
        """Return a new template for the open invoice, named as its file is."""
        name = Path(self._filed.document.name).stem if self._filed is not None else self.tr("Template")
        with self._desk.reading() as connection:
            taken = set(template_stems(connection).values())
        page = PageSize(width=size.width, height=size.height)
        return Template(name=free_name(name.strip()[:_MAX_NAME] or "template", taken), page=page)

    def _stem(self) -> str:
        """Return by what files of a new layout are known: the letters that this one's name begins with."""
        if self._kept is not None or self._filed is None:
            return ""
        name = Path(self._filed.document.name).stem
        letters = name.rstrip("0123456789٠١٢٣٤٥٦٧٨٩-_. ()")
        return letters or name

    def _laying(self, page: int, size: Size) -> Laying:
        """Return how the template lies on a page (from 0) of this size."""
        if self._laid is not None and self._laid[0] == page:
            return self._laid[1]
        drawn_on = self.template.size if self.template is not None else size
        return scaling(drawn_on=drawn_on, page=size)

    def _page_of(self, field: Field) -> int:
        pages = len(self._filed.document.pages) if self._filed is not None else 1
        return field.page - 1 if field.page > 0 else pages + field.page

    def _push(
        self,
        words: str,
        template: Template,
        names: Sequence[str],
        *,
        renamed: tuple[str, str] | None = None,
    ) -> None:
        if template != self.template:
            self.undo_stack.push(TemplateStep(self, words, self.template, template, names, renamed))

    def show(self, template: Template | None, names: Sequence[str]) -> None:
        """Take a state of the template, as a step or its undoing brings it."""
        before = self.template
        self.template = template if self._kept is None else _named(template, self._kept.name)
        if before is not None and self.template is not None and before.name != self.template.name:
            self.template_renamed.emit(before.name, self.template.name)
        self._write_draft()
        self.changed.emit(template)
        self.fields_changed.emit(tuple(names))

    def _write_draft(self) -> None:
        if self.is_edited and self.template is not None:
            self._drafts.write(self._key, self.template)
        else:
            self._drafts.drop(self._key)


def _named(template: Template | None, name: str) -> Template | None:
    """Return a template under a name."""
    return template.model_copy(update={"name": name}) if template is not None else None


def _with(template: Template, fields: tuple[Field, ...]) -> Template:
    return template.model_copy(update={"fields": fields})
