"""The template library at work: what a person asks of it is done on the desk, and undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from invoice_desk.desktop.dialogs.library_dialog import LibraryDialog
from invoice_desk.desktop.dialogs.versions_dialog import VersionsDialog
from invoice_desk.desktop.dropping import is_template
from invoice_desk.desktop.session import Session
from invoice_desk.desktop.templates.editing import TemplateEditor
from invoice_desk.desktop.theme import Theme
from invoice_desk.desktop.words.filling import fill, number_words
from invoice_desk.errors import DeskError, Refused
from invoice_desk.invoice.geometry import Size
from invoice_desk.store.searching import Filter, find_ids
from invoice_desk.store.template_versions import list_templates, versions_of
from invoice_desk.workflow import templates as kept

PageOf = Callable[[], tuple[Size, int] | None]
"""Says the size and number (from 1) of the page that is open, None where none is."""


class TemplateLibrary(QObject):
    """One dialog from its opening to its end.

    new_asked: begin a template for the open invoice; open_asked: the number of an invoice that is to be
    opened with its template; try_asked: the name of a template; imported: a template that came in.
    """

    new_asked = Signal()
    open_asked = Signal(int)
    try_asked = Signal(str)
    imported = Signal(str)

    def __init__(
        self, session: Session, editor: TemplateEditor, theme: Theme, page: PageOf, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._session, self._editor, self._page = session, editor, page
        self._desk = session.desk
        self._undo: list[tuple[str, Callable[[], object]]] = []
        self._versions: VersionsDialog | None = None
        self.dialog = LibraryDialog(theme, has_invoice=session.filed is not None, parent=parent)
        self.dialog.asked.connect(self._do)
        self.dialog.renamed.connect(self._rename)
        self.dialog.finished.connect(self._end)
        QCoreApplication.instance().aboutToQuit.connect(self.dialog.reject)  # type: ignore[union-attr]

    def open(self, name: str = "") -> None:
        """Show the dialog, at a template where one is named."""
        self._refresh(name)
        self.dialog.open()
        self.dialog.view.setFocus()

    def _do(self, what: str, names: Sequence[str]) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "new": self._begin,
            "open": lambda: self._open(names[0]),
            "duplicate": lambda: self._duplicate(names[0]),
            "versions": lambda: self._show_versions(names[0]),
            "try": lambda: self._try(names[0]),
            "import": self._import,
            "export": lambda: self._export(names),
            "delete": lambda: self._delete(names),
            "bring_back": lambda: self._bring_back(names),
            "undo": self._undo_last,
        }
        with self._told():
            deeds[what]()

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Show in the dialog what goes wrong in the body."""
        try:
            yield
        except DeskError as error:
            self.dialog.notice.show_problem(error.problem)

    def _refresh(self, name: str = "") -> None:
        with self._told(), self._desk.reading() as connection:
            self.dialog.show_templates(list_templates(connection), choose=name)

    def _done(self, words: str, undo: Callable[[], object] | None = None, *, choose: str = "") -> None:
        """Show the desk as it is now, say what was done, and remember the way back."""
        self._session.refresh()
        self._refresh(choose)
        if undo is None:
            self.dialog.notice.show_word(words)
        else:
            self._undo.append((words, undo))
            self.dialog.notice.offer(words)

    def _undo_last(self) -> None:
        if self._undo:
            words, undo = self._undo.pop()
            undo()
            self._session.refresh()
            self._refresh()
            self.dialog.notice.show_word(fill(self.tr("Undone: %1"), words))

    def _begin(self) -> None:
        if self._session.filed is None:
            raise Refused(self.tr("no invoice is open"), remedy=self.tr("open one, then begin its template"))
        self.dialog.accept()
        self.new_asked.emit()

    def _open(self, name: str) -> None:
        """Open an invoice of a template: the one that is open, else the newest."""
        filed = self._session.filed
        with self._desk.reading() as connection:
            keys = find_ids(connection, Filter(template=name), is_descending=True)
        if filed is not None and filed.template == name:
            keys = [filed.id]
        if not keys:
            raise Refused(
                fill(self.tr("no invoice uses “%1” yet"), name),
                remedy=self.tr("open an invoice of this layout and choose the template beside its page"),
            )
        self.dialog.accept()
        self.open_asked.emit(keys[0])

    def _try(self, name: str) -> None:
        self.dialog.accept()
        self.try_asked.emit(name)

    def _rename(self, name: str, new: str) -> None:
        with self._told():
            new = self._renamed(name, new)
            words = fill(self.tr("Renamed “%1” to “%2”"), name, new)
            self._done(words, lambda: self._renamed(new, name), choose=new)

    def _renamed(self, name: str, new: str) -> str:
        saved = kept.rename(self._desk, name, new)
        self._editor.note_renamed(name, saved.template.name)
        return saved.template.name

    def _duplicate(self, name: str) -> None:
        saved = kept.duplicate(self._desk, name, kept.free_name(self._desk, name))
        copy = saved.template.name
        words = fill(self.tr("Copied “%2” as “%1”"), copy, name)
        self._done(words, lambda: kept.remove(self._desk, copy), choose=copy)
        self.dialog.edit_name()

    def _delete(self, names: Sequence[str]) -> None:
        """Set templates aside; what is drawn on the open invoice is a version of its template first."""
        if self._editor.kept is not None and self._editor.kept.name in names:
            self._editor.keep()
        self._removed(names)
        one = fill(self.tr("Deleted “%1”; invoices keep their values"), names[0])
        many = self.tr("%n template(s) deleted; invoices keep their values", "", len(names))
        self._done(one if len(names) == 1 else many, lambda: self._brought_back(names))

    def _bring_back(self, names: Sequence[str]) -> None:
        self._brought_back(names)
        words = self.tr("%n template(s) brought back", "", len(names))
        self._done(words, lambda: self._removed(names))

    def _removed(self, names: Sequence[str]) -> None:
        for name in names:
            kept.remove(self._desk, name)
        self._look_again(names)

    def _brought_back(self, names: Sequence[str]) -> None:
        for name in names:
            kept.bring_back(self._desk, name)
        self._look_again(names)

    def _look_again(self, names: Sequence[str]) -> None:
        """Let the editor see that the template of the open invoice went, came back or is another version."""
        filed = self._session.filed
        if filed is not None and filed.template in names and not self._editor.is_edited:
            self._editor.open_for(filed)

    def _show_versions(self, name: str) -> None:
        with self._desk.reading() as connection:
            versions = versions_of(connection, name)
        dialog = VersionsDialog(name, versions, self.dialog)
        dialog.restore_asked.connect(self._restore)
        dialog.setProperty("template", name)
        self._versions = dialog
        dialog.open()

    def _restore(self, version: int) -> None:
        """Make an old version the newest one; an edited draft of the open invoice is a version before."""
        dialog = self._versions
        if dialog is None:
            return
        name = str(dialog.property("template"))
        with self._told():
            if self._editor.kept is not None and self._editor.kept.name == name:
                self._editor.keep()
            with self._desk.reading() as connection:
                before = versions_of(connection, name)[0].template.version
            self._take_back(name, version)
            words = fill(self.tr("Version %2 of “%1” holds again"), name, number_words(version))
            self._done(words, lambda: self._take_back(name, before), choose=name)
        dialog.accept()

    def _take_back(self, name: str, version: int) -> None:
        kept.take_back_version(self._desk, name, version)
        self._look_again([name])

    def _import(self) -> None:
        kinds = self.tr("Templates and corner points (*.json)")
        names, _kind = QFileDialog.getOpenFileNames(
            self.dialog, self.tr("Import templates"), _documents(), kinds
        )
        if names:
            self.take_in([Path(name) for name in names])

    def take_in(self, paths: Sequence[Path]) -> None:
        """Keep template files and files of corner points; of the first that is refused, and why, is told."""
        with self._told():
            saved = kept.import_files(self._desk, paths, self._page())
            name = saved[-1].template.name
            if self._session.filed is not None:
                self._look_again([one.template.name for one in saved])
            self._done(self.tr("%n template(s) imported.", "", len(saved)), choose=name)
            if len(saved) == 1 and not is_template(paths[0]):
                self.imported.emit(name)

    def _export(self, names: Sequence[str]) -> None:
        folder = QFileDialog.getExistingDirectory(self.dialog, self.tr("Export templates to"), _documents())
        if folder:
            paths = kept.export_templates(self._desk, names, Path(folder))
            words = fill(self.tr("%n template(s) written to %1", "", len(paths)), folder)
            self._done(words)

    def _end(self) -> None:
        self.dialog.deleteLater()
        self.deleteLater()


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
