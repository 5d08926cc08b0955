"""A try of a source that is not there yet: its first files are listed, and nothing is fetched."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QPushButton, QVBoxLayout, QWidget

from invoice_desk.desktop.jobs import Job
from invoice_desk.desktop.theme import SPACE
from invoice_desk.desktop.words.floor_words import problem_line
from invoice_desk.errors import Problem, shown
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.source_drafts import Draft, Seen, look_into


class Trying(QWidget):
    """asked: the person wants to see what would come."""

    asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._job: Job | None = None
        self.button, self.words = QPushButton(self.tr("&Try")), QLabel(wordWrap=True)
        self.button.setAutoDefault(False)
        self.button.setToolTip(self.tr("List the first files; nothing is fetched"))
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setProperty("muted", True)
        self.files = QListWidget()
        self.files.setAccessibleName(self.tr("Files that would come"))
        self.files.setMaximumHeight(110)
        self.files.hide()
        line, whole = QHBoxLayout(), QVBoxLayout(self)
        line.setSpacing(SPACE)
        line.addWidget(self.button)
        line.addWidget(self.words, 1)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(SPACE)
        whole.addLayout(line)
        whole.addWidget(self.files)
        self.button.clicked.connect(self.asked)

    def set_ready(self, *, is_ready: bool) -> None:
        """Let it be tried, or not yet."""
        self.button.setEnabled(is_ready)

    def begin(self, draft: Draft) -> None:
        """List the files of a source."""
        self.close_job()
        self.clear()
        self.words.setText(self.tr("Looking…"))
        desk = self._desk
        self._job = job = Job(lambda is_stopped: look_into(desk, draft, is_stopped=is_stopped), self)
        job.told.connect(self._show)
        job.failed.connect(self._fail)
        job.start()

    def clear(self) -> None:
        """Forget what was seen: something else was typed."""
        self.words.clear()
        self.files.clear()
        self.files.hide()

    def close_job(self) -> None:
        """End a try that runs; what it finds is no longer heard."""
        if self._job is not None:
            self._job.told.disconnect(self._show)
            self._job.failed.disconnect(self._fail)
            self._job.cancel()
            self._job = None

    @Slot(object)
    def _show(self, seen: Seen) -> None:
        many = len(seen.wanted)
        words = [self.tr("%n file(s) would come.", "", many)]
        if seen.has_more:
            words = [self.tr("The first %n file(s); there are more.", "", many)]
        if seen.passed_over:
            words.append(self.tr("%n would be passed over.", "", seen.passed_over))
        if seen.is_growing:
            words.append(self.tr("Others are still being written."))
        self.words.setText(" ".join(words))
        self.files.clear()
        self.files.addItems([shown(name) for name in seen.wanted])
        self.files.setVisible(bool(seen.wanted))

    @Slot(object)
    def _fail(self, problem: Problem) -> None:
        self.words.setText(problem_line(problem))
