"""What is done to regions beside drawing: copied, pasted, locked, told what they are, read again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QGuiApplication

from invoice_desk.desktop.canvas.canvas import PageCanvas
from invoice_desk.desktop.dropping import can_take
from invoice_desk.desktop.page.page_view import PageView
from invoice_desk.desktop.regions.clipboard import from_mime, has_regions, to_mime
from invoice_desk.desktop.regions.locks import Locks
from invoice_desk.desktop.session import Session
from invoice_desk.desktop.templates.editing import TemplateEditor
from invoice_desk.invoice.fields import FieldKind


class RegionCommands(QObject):
    """Joins the canvas to the clipboard and the template. files_pasted: files or a picture lie there."""

    files_pasted = Signal()

    def __init__(
        self,
        canvas: PageCanvas,
        page_view: PageView,
        session: Session,
        editor: TemplateEditor,
        locks: Locks,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._canvas, self._page_view, self._session = canvas, page_view, session
        self._editor, self._locks = editor, locks
        canvas.regions_copied.connect(self.copy)
        canvas.regions_cut.connect(self.cut)
        canvas.paste_asked.connect(self.paste)
        canvas.lock_asked.connect(locks.toggle)
        canvas.regions_deleted.connect(self.delete)
        canvas.regions_duplicated.connect(self.duplicate)

    def copy(self, names: Sequence[str]) -> None:
        """Put regions into the clipboard."""
        template = self._editor.template
        fields = [field for field in template.fields if field.name in names] if template is not None else []
        if template is not None and fields:
            QGuiApplication.clipboard().setMimeData(to_mime(fields, template.page))
            self._session.say(self.tr("%n region(s) copied.", "", len(fields)))

    def cut(self, names: Sequence[str]) -> None:
        """Put regions into the clipboard and take them out; locked ones stay."""
        free = self._locks.free(names)
        self.copy(free)
        self._editor.delete(free, words=self.tr("cut %n region(s)", "", len(free)))

    def paste(self, at: tuple[int, int] | None = None) -> None:
        """Add the regions of the clipboard; what is no region is an invoice, or is told."""
        mime: QMimeData | None = QGuiApplication.clipboard().mimeData()
        size = self._page_view.size
        if mime is None or size is None:
            return
        if not has_regions(mime):
            if can_take(mime):
                self.files_pasted.emit()
            else:
                self._session.say(self.tr("There are no regions in the clipboard."))
            return
        with self._session.told():
            names = self._editor.paste(from_mime(mime), self._page_view.index, size, at=at)
            self._canvas.select(names)

    def duplicate(self, names: Sequence[str]) -> None:
        """Add copies of regions a little aside, and select them."""
        self._canvas.select(self._editor.duplicate(names))

    def delete(self, names: Sequence[str]) -> None:
        """Take regions out; locked ones stay, which is said."""
        free = self._locks.free(names)
        if free:
            self._editor.delete(free)
        else:
            self._session.say(self.tr("A locked region is not deleted. Ctrl+L unlocks it."))

    def set_kind(self, name: str, kind: FieldKind) -> None:
        """Say what kind of value a region holds."""
        field = self._editor.field(name)
        if field is not None and field.kind is not kind:
            changed = field.model_copy(update={"kind": kind})
            self._editor.edit(name, changed, words=self.tr("change the kind"))
