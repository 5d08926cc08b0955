"""Invoices read by a template that is tried, in processes of their own, so that a window stays fluid."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

from invoice_desk.errors import DeskError, MissingPart
from invoice_desk.extraction.extract import failed_record
from invoice_desk.invoice.document import Document
from invoice_desk.invoice.record import Record
from invoice_desk.invoice.template import Template
from invoice_desk.progress import IsStopped
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.languages import check_templates
from invoice_desk.workflow.reading_crew import ReadingCrew, processes


def read_beside(
    desk: Desk, template: Template, documents: Sequence[Document], crew: ReadingCrew, is_stopped: IsStopped
) -> Iterator[tuple[Document, Record]]:
    """Yield each document with what was read of it, or why it could not be; less where a person stopped.

    Raises MissingPart where a language is missing.
    """
    check_templates(desk.settings, [template])
    closing = threading.Event()

    def is_over() -> bool:
        return closing.is_set() or is_stopped()

    def read(document: Document) -> Record | None:
        if is_over():
            return None
        try:
            with crew.borrowed() as process:
                return process.read(document, template, is_stopped=is_over)
        except MissingPart:
            raise
        except DeskError as error:
            return failed_record(document.path, template, error.problem)

    with ThreadPoolExecutor(processes(desk.settings.threads), thread_name_prefix="trying") as pool:
        try:
            for document, record in zip(documents, pool.map(read, documents), strict=True):
                if record is None:
                    return
                yield document, record
        finally:
            closing.set()
