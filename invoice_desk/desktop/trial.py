"""Boxes read as soon as they are drawn, off the screen's thread, to show beside them what would be read."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from invoice_desk.desktop.jobs import Job
from invoice_desk.invoice.document import Document
from invoice_desk.invoice.record import Entry
from invoice_desk.invoice.template import Template
from invoice_desk.progress import IsStopped
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.digit_models import DigitModels
from invoice_desk.workflow.settings import EngineChoice

if TYPE_CHECKING:  # what reads is loaded with the first wish
    from invoice_desk.imaging.page import Page
    from invoice_desk.reading.choosing import Readers


class TrialReader(QObject):
    """Reads the fields that were changed last, by the settings as they are then.

    read: a field's name and its Entry.
    """

    read = Signal(str, object)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._readers: Readers | None = None
        self._built_for: tuple[EngineChoice, Path | None, Path | None] | None = None
        self._job: Job | None = None
        self._next: tuple[Document, Page, Template, tuple[str, ...]] | None = None

    def ask(self, document: Document, page: Page, template: Template, names: tuple[str, ...]) -> None:
        """Read these fields of a page; what is being read is finished first, what waited is forgotten."""
        self._next = (document, page, template, names)
        if self._job is None:
            self._begin()

    def close(self) -> None:
        """Wait for what is being read."""
        self._next = None
        if self._job is not None:
            self._job.close()
            self._job = None

    def _begin(self) -> None:
        if self._next is None:
            return
        document, page, template, names = self._next
        self._next = None
        threshold = self._desk.settings.threshold

        def work(_is_stopped: IsStopped) -> Generator[object, None, None]:
            from invoice_desk.workflow.trying import try_fields

            yield from try_fields(document, page, template, names, self._built(), threshold=threshold)

        job = Job(work, self)
        job.told.connect(self._take)
        job.ended.connect(self._end)
        self._job = job
        job.start()

    def _built(self) -> Readers:
        """Return the readers, built on the first wish, for that takes a second, and for another choice."""
        settings, models = self._desk.settings, self._desk.store.folder.models
        wanted = settings.engine, settings.tessdata, DigitModels(models).readable()
        if self._readers is None or self._built_for != wanted:
            from invoice_desk.workflow.readers import build_readers

            self._readers = build_readers(settings, models=models)
            self._built_for = wanted
        return self._readers

    def _take(self, told: tuple[str, Entry]) -> None:
        self.read.emit(*told)

    def _end(self) -> None:
        self._job = None
        self._begin()
