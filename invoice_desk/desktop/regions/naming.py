"""Names regions where they lie: a card stands beside the box, and what was typed becomes one step."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from invoice_desk.desktop.canvas.canvas import PageCanvas
from invoice_desk.desktop.regions.name_popup import NamePopup
from invoice_desk.desktop.regions.suggestions import Suggestion, suggestions
from invoice_desk.desktop.regions.usual_fields import free_name
from invoice_desk.desktop.session import Session
from invoice_desk.desktop.templates.editing import TemplateEditor
from invoice_desk.desktop.theme import Theme
from invoice_desk.desktop.words.filling import fill
from invoice_desk.desktop.words.floor_words import told
from invoice_desk.invoice.fields import Field
from invoice_desk.invoice.record import Entry
from invoice_desk.values.guessing import guess_kind


class Naming(QObject):
    """Holds which region is being named. more_asked: the name of a field, for all that it has."""

    more_asked = Signal(str)

    def __init__(
        self, canvas: PageCanvas, session: Session, editor: TemplateEditor, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._canvas, self._session, self._editor = canvas, session, editor
        self._name = ""
        self.popup = NamePopup(canvas.viewport())
        self.popup.kept.connect(self.keep)
        self.popup.dropped.connect(self.leave)
        self.popup.usual_chosen.connect(self._take_usual)
        self.popup.more_asked.connect(self._ask_more)
        canvas.view_changed.connect(self._place)
        editor.changed.connect(self._follow)
        session.invoice_opened.connect(self.leave)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._keep_when_left)

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.popup.set_theme(theme)

    def ask(self, name: str) -> None:
        """Ask for the name of a region; what was typed for another one is kept."""
        self.keep()
        field = self._editor.field(name)
        if field is None or self._canvas.shown.find(name) is None:
            return
        self._name = name
        self.popup.ask(field, suggestions(self._session.desk))
        self._place()

    def keep(self) -> None:
        """Name the region as it was typed; without a name it stays as it is."""
        name, title = self._name, self.popup.title.text().strip()
        field = self._editor.field(name)
        is_open = bool(name)
        self._close()
        if not is_open or field is None or not title:
            return
        changed = self._named(field, title)
        if changed != field:
            self._change(name, changed)

    def leave(self, _other: object = None) -> None:
        """Leave the region as it is."""
        if self._name:
            self._close()

    def hear(self, name: str, entry: Entry) -> None:
        """Propose the kind that what was read in the region suggests."""
        if name == self._name and entry.reading is not None:
            self.popup.guess(guess_kind(entry.reading.text))

    def _named(self, field: Field, title: str) -> Field:
        """Return the field with its new name, unchanged where no field can be called so."""
        known = self.popup.suggestion or Suggestion(title, title, field.kind, field.role)
        if title == title.casefold():  # typed in haste: as it is usually written
            title = known.title
        others = {one.name for one in self._fields() if one.name != field.name}
        name = field.name if title == field.title else free_name(known.name, others)
        kind = self.popup.kind.currentData() if not self.popup.kind.isHidden() else field.kind
        changes = {"name": name, "label": title, "kind": kind, "role": known.role}
        try:
            return Field.model_validate(field.model_dump() | changes)
        except ValueError as error:
            self._session.say(fill(self.tr("The region keeps its name: %1"), told(_reason(error))))
            return field

    def _change(self, name: str, field: Field) -> None:
        self._editor.edit(name, field, words=self.tr("name the region"))
        self._canvas.select((field.name,))

    def _take_usual(self, number: int) -> None:
        name = self._name
        self._close()
        new = self._editor.make_usual(name, number)
        if new is not None:
            self._canvas.select((new,))

    def _ask_more(self) -> None:
        name = self._name
        self._close()
        self.more_asked.emit(name)

    def _close(self) -> None:
        self._name = ""
        has_focus = self.popup.isAncestorOf(QApplication.focusWidget() or self.popup)
        self.popup.hide()
        if has_focus:
            self._canvas.setFocus()

    def _fields(self) -> tuple[Field, ...]:
        return self._editor.template.fields if self._editor.template is not None else ()

    def _place(self) -> None:
        """Follow the region when the page is zoomed or moved."""
        region, view = self._canvas.shown.find(self._name), self._canvas.view
        if self._name and region is not None and view is not None:
            self.popup.place(view.to_screen(region.box).toRect())

    def _follow(self, _template: object) -> None:
        """Leave a region that is gone, as by undo."""
        if self._name and self._editor.field(self._name) is None:
            self.leave()

    def _keep_when_left(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Keep what was typed when the keyboard goes elsewhere in the window."""
        if self._name and new is not None and not _is_in(new, self.popup):
            self.keep()


def _is_in(widget: QWidget | None, whole: QWidget) -> bool:
    """Whether a widget belongs to another one, lists that drop down from it included."""
    while widget is not None and widget is not whole:
        widget = widget.parentWidget()
    return widget is not None


def _reason(error: ValueError) -> str:
    lines = str(error).splitlines()
    return (lines[-2:-1] or lines)[0].strip()
