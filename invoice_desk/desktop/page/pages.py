"""Pages decoded off the screen's thread; a later wish makes an earlier one's answer void."""

from __future__ import annotations

from collections.abc import Generator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from invoice_desk.desktop.canvas.picture import picture_of
from invoice_desk.desktop.canvas.pyramid import Pyramid
from invoice_desk.desktop.jobs import Job
from invoice_desk.imaging.opening import open_page
from invoice_desk.invoice.document import Document
from invoice_desk.progress import IsStopped

if TYPE_CHECKING:
    from invoice_desk.imaging.page import Page


class PageLoader(QObject):
    """Decodes one page at a time. loaded: the Page and its Pyramid; failed: a Problem."""

    loaded = Signal(object, object)
    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._job: Job | None = None
        self._old: list[Job] = []
        self._wish: tuple[str, int] | None = None

    def ask(self, document: Document, index: int) -> None:
        """Ask for a page (index from 0); what was asked before is no longer wanted."""
        self.forget()
        self._wish = (document.sha256, index)

        def work(is_stopped: IsStopped) -> Generator[object, None, None]:
            page = open_page(document, index)
            if not is_stopped():
                yield document.sha256, page, Pyramid(image_of(page))

        job = Job(work, self)
        job.told.connect(self._take)
        job.failed.connect(self.failed)
        job.ended.connect(self._sweep)
        self._job = job
        job.start()

    def forget(self) -> None:
        """Want no page any more."""
        self._wish = None
        if self._job is not None:
            self._job.failed.disconnect(self.failed)
            self._job.cancel()
            self._old.append(self._job)
            self._job = None

    def close(self) -> None:
        """Wait for what is being decoded."""
        for job in [*self._old, *([self._job] if self._job is not None else [])]:
            job.close()
        self._old.clear()
        self._job = None

    def _take(self, answer: tuple[str, Page, Pyramid]) -> None:
        sha256, page, pyramid = answer
        if self._wish == (sha256, page.info.index):
            self.loaded.emit(page, pyramid)

    def _sweep(self) -> None:
        self._old = [job for job in self._old if job.is_running]


def image_of(page: Page) -> QImage:
    """Return a page as a picture for the screen, with pixels of its own, so that it may cross threads."""
    return picture_of(page.pixels).copy()
