"""What the actions of export do. Methods are named as the actions are (actions.py)."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from invoice_desk.desktop.background.work import DeskWork
from invoice_desk.desktop.dialogs.export.export_dialog import ExportDialog, Wish
from invoice_desk.desktop.session import Session
from invoice_desk.desktop.words.filling import fill
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.exporting import Exported, Selection, default_path, report_invoice
from invoice_desk.workflow.previewing import Preview, preview_export


class ExportCommands(QObject):
    """Writes what is on the desk to files. written: in words, and the file's path."""

    written = Signal(str, object)

    def __init__(self, window: QWidget, session: Session, work: DeskWork) -> None:
        super().__init__(window)
        self._window, self._session, self._work = window, session, work
        self._desk = session.desk

    def export(self) -> None:
        """Ask what goes where, and write all that is accepted in the background."""
        self.ask(())

    def ask(self, keys: tuple[int, ...]) -> None:
        """Ask what goes out where for these invoices; none means all that are accepted."""
        with self._session.told():
            dialog = ExportDialog(partial(self._preview, keys), default_path(self._desk), self._window)
            dialog.accepted.connect(lambda: self.export_as(dialog.wish(), keys))
            dialog.open()

    def _preview(self, keys: tuple[int, ...], has_unaccepted: bool) -> Preview:  # noqa: FBT001 - a tick
        return preview_export(self._desk, Selection(keys, has_unaccepted=has_unaccepted))

    def export_as(self, wish: Wish, keys: tuple[int, ...] = ()) -> None:
        """Write what a person chose in the dialog."""
        selection = Selection(
            keys, has_unaccepted=wish.has_unaccepted, has_failed_checks=wish.has_failed_checks
        )
        self._work.export(wish.path, selection, wish.options, has_crops=wish.has_crops)

    def report(self) -> None:
        """Ask for a place and write the report of the open invoice."""
        filed = self._session.filed
        if filed is None:
            return
        path = self._desk.store.folder.exports / f"invoice-{filed.id}.pdf"
        name, _kind = QFileDialog.getSaveFileName(
            self._window, self.tr("Report"), str(path), self.tr("PDF (*.pdf)")
        )
        if name:
            desk, key = self._desk, filed.id
            self._work.errands.run(self.tr("Writing the report"), lambda _: _reporting(desk, key, Path(name)))

    def tell(self, done: Exported | Reported) -> None:
        """Say that a file is written, and offer to open it."""
        self.written.emit(fill(self.tr("Written: %1"), done.path), done.path)

    def hear(self, told: object) -> None:
        """Say that a report is written."""
        if isinstance(told, Reported):
            self.tell(told)


@dataclass(frozen=True, slots=True)
class Reported:
    """A report that is written."""

    path: Path


def _reporting(desk: Desk, key: int, path: Path) -> Generator[object, None, None]:
    report_invoice(desk, key, path)
    yield Reported(path)
