"""Boxes read as soon as they are drawn, beside the window, to show with them what would be read."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import QObject, Signal

from invoice_desk.desktop.jobs import Job
from invoice_desk.invoice.document import Document
from invoice_desk.invoice.record import Entry
from invoice_desk.invoice.template import Template
from invoice_desk.progress import IsStopped
from invoice_desk.workflow.reading_crew import ReadingCrew


class TrialReader(QObject):
    """Reads the fields that were changed last, by the settings as they are then, in a reading process.

    read: a field's name and its Entry; failed: a Problem; ended: nothing is being read any more.
    """

    read = Signal(str, object)
    failed = Signal(object)
    ended = Signal()

    def __init__(self, crew: ReadingCrew, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._crew = crew
        self._job: Job | None = None
        self._next: tuple[Document, int, Template, tuple[str, ...]] | None = None

    def ask(self, document: Document, page: int, template: Template, names: tuple[str, ...]) -> None:
        """Read these fields of a page (index from 0); what is being read is finished first, and what
        waited is forgotten.
        """
        self._next = (document, page, template, names)
        if self._job is None:
            self._begin()

    def close(self) -> None:
        """Stop what is being read and wait for it."""
        self._next = None
        if self._job is not None:
            self._job.close()
            self._job = None

    def _begin(self) -> None:
        if self._next is None:
            self.ended.emit()
            return
        document, page, template, names = self._next
        self._next = None

        def work(is_stopped: IsStopped) -> Generator[object, None, None]:
            with self._crew.borrowed() as process:
                yield from process.try_fields(document, page, template, names, is_stopped=is_stopped)

        job = Job(work, self)
        job.told.connect(self._take)
        job.failed.connect(self.failed)
        job.ended.connect(self._end)
        self._job = job
        job.start()

    def _take(self, told: tuple[str, Entry]) -> None:
        self.read.emit(*told)

    def _end(self) -> None:
        self._job = None
        self._begin()
