"""What each action does. Methods are named as the actions are (actions.py)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from invoice_desk.desktop.background.work import DeskWork
from invoice_desk.desktop.dialogs.field_dialog import FieldDialog
from invoice_desk.desktop.dialogs.history_dialog import HistoryDialog
from invoice_desk.desktop.dropping import arrivals_in, arrivals_of, can_take, is_template, paths_in
from invoice_desk.desktop.session import Session
from invoice_desk.desktop.templates.editing import TemplateEditor
from invoice_desk.desktop.words.filling import fill
from invoice_desk.imaging.opening import SUFFIXES
from invoice_desk.invoice.filed import State
from invoice_desk.shipped import shipped
from invoice_desk.store.change import history_of
from invoice_desk.store.template_files import SUFFIX
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.templates import importing

SAMPLES = shipped("resources/samples")


_QUEUING = frozenset({"read_again", "not_duplicate", "restore"})  # what may let an invoice wait to be read


class Commands(QObject):
    """Acts on the session. step_asked: the invoice after or before; export_asked: the numbers of invoices."""

    step_asked = Signal(int)
    export_asked = Signal(tuple)

    def __init__(self, window: QWidget, session: Session, work: DeskWork, editor: TemplateEditor) -> None:
        super().__init__(window)
        self._window, self._session, self._work, self._editor = window, session, work, editor
        self._desk = session.desk

    def open(self) -> None:
        """Choose files and take them in."""
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        kinds = fill(self.tr("Invoices (%1)"), patterns)
        names, _kind = QFileDialog.getOpenFileNames(self._window, self.tr("Open invoices"), _home(), kinds)
        self.add(Path(name) for name in names)

    def open_folder(self) -> None:
        """Choose a folder and take in what is in it, and in its folders."""
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Open a folder"), _home())
        if name:
            self.add([Path(name)])

    def paste(self) -> None:
        """Take in what lies in the clipboard: files, or a picture."""
        mime = QGuiApplication.clipboard().mimeData()
        if mime is not None and can_take(mime):
            self.drop(mime)
        else:
            self._session.say(self.tr("There is no file and no picture in the clipboard."))

    def samples(self) -> None:
        """Add the sample invoices with their templates."""
        self.add([SAMPLES])

    def add(self, paths: object) -> None:
        """Take files and folders in; template files among them are imported."""
        given = [Path(path) for path in paths]  # type: ignore[attr-defined]
        self._import([path for path in given if is_template(path) or _has_templates(path)])
        arrivals = arrivals_of(path for path in given if not is_template(path))
        if arrivals:
            self._work.add(arrivals)

    def read(self) -> None:
        """Read the open invoice by the template as it is now."""
        filed = self._session.filed
        if filed is None:
            return
        with self._session.told():
            name = self._editor.keep() or filed.template
            reviewing.read_again(self._desk, [filed.id], template=name or None)
            self._session.refresh()
            self._work.read()

    def read_all(self) -> None:
        """Read all that wait."""
        self.keep_template()
        self._work.read()

    def accept(self) -> None:
        """Accept the open invoice and go on to the next."""
        if self._act(lambda key: reviewing.accept(self._desk, [key])):
            self.step_asked.emit(1)

    def reopen(self) -> None:
        """Put the open invoice back into review."""
        self._act(lambda key: reviewing.reopen(self._desk, key))

    def reject(self) -> None:
        """Set the open invoice aside, or bring a rejected one back."""
        filed = self._session.filed
        if filed is not None and filed.state is State.REJECTED:
            self._act(lambda key: reviewing.restore(self._desk, [key]))
        else:
            self._act(lambda key: reviewing.reject(self._desk, [key]))

    def delete(self) -> None:
        """Take the open invoice out of all lists; adding its file again brings it back."""
        if self._act(lambda key: reviewing.delete(self._desk, [key])):
            self._session.open_invoice(None)

    def not_duplicate(self) -> None:
        """Say that the open invoice is no duplicate, and read it where it waits for that."""
        if self._act(lambda key: reviewing.overrule(self._desk, key)):
            self._work.read()

    def history(self) -> None:
        """Show what happened to the open invoice."""
        filed = self._session.filed
        if filed is not None:
            self._show_history(filed.id)

    def _show_history(self, key: int) -> None:
        with self._desk.reading() as connection:
            events = history_of(connection, key)
        HistoryDialog(events, self._window).open()

    def for_many(self, name: str, ids: Sequence[int]) -> None:
        """Do something to several invoices, all or none, as the menu of the list asks for."""
        desk, keys = self._desk, list(ids)
        acts: dict[str, Callable[[], object]] = {
            "accept": lambda: reviewing.accept(desk, keys),
            "reopen": lambda: _each(keys, partial(reviewing.reopen, desk)),
            "read_again": lambda: reviewing.read_again(desk, keys),
            "not_duplicate": lambda: _each(keys, partial(reviewing.overrule, desk)),
            "reject": lambda: reviewing.reject(desk, keys),
            "restore": lambda: reviewing.restore(desk, keys),
            "delete": lambda: reviewing.delete(desk, keys),
        }
        if name == "show_history":
            self._show_history(keys[0])
        elif name == "export":
            self.export_asked.emit(tuple(keys))
        else:
            with self._session.told():
                acts[name]()
                self._session.refresh()
                if name in _QUEUING:
                    self._work.read()

    def _import(self, paths: Sequence[Path]) -> None:
        if paths:
            desk = self._desk
            self._work.errands.run(
                self.tr("Importing templates"),
                lambda is_stopped: importing(desk, paths, is_stopped=is_stopped),
            )

    def name_field(self, name: str) -> None:
        """Ask for name and kind of a field of the template."""
        field, template = self._editor.field(name), self._editor.template
        if field is None or template is None:
            return
        dialog = FieldDialog(field, [one.name for one in template.fields], self._window)
        dialog.accepted.connect(lambda: self._editor.edit(name, dialog.field()))
        dialog.open()

    def drop(self, mime: QMimeData) -> None:
        """Take in what was dropped: files, folders, templates, or a picture."""
        paths = paths_in(mime)
        if paths:
            self.add(paths)
        else:
            self._work.add(arrivals_in(mime))

    def keep_template(self) -> None:
        """Make a version of the template that was edited."""
        with self._session.told():
            self._editor.keep()

    def _act(self, act: Callable[[int], object]) -> bool:
        """Do something to the open invoice; return whether it was done."""
        filed = self._session.filed
        if filed is None:
            return False
        with self._session.told() as done:
            act(filed.id)
            self._session.refresh()
            done.append(True)
        return bool(done)


def _each(keys: Sequence[int], act: Callable[[int], None]) -> None:
    for key in keys:
        act(key)


def _has_templates(path: Path) -> bool:
    return path.is_dir() and any(path.glob(f"*{SUFFIX}"))


def _home() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
