"""The dialog of digits at work: jobs that evaluate and learn, and the models that are chosen."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from invoice_desk.desktop.dialogs.training_dialog import TrainingDialog
from invoice_desk.desktop.jobs import Job, Work
from invoice_desk.desktop.learning.comparison import model_words
from invoice_desk.desktop.session import Session
from invoice_desk.desktop.theme import Theme
from invoice_desk.desktop.words.filling import fill
from invoice_desk.desktop.words.floor_words import problem_line
from invoice_desk.errors import Problem
from invoice_desk.training.epochs import EpochFigures
from invoice_desk.workflow.digit_models import DigitModels
from invoice_desk.workflow.learning import (
    INSTALL,
    Evaluated,
    Gathered,
    Learnt,
    Stage,
    Step,
    evaluate_digits,
    has_torch,
    learn_digits,
)


class DigitTraining(QObject):
    """One dialog from its opening to its end. A job runs at most; closing the dialog stops it."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._desk = session, session.desk
        self._models = DigitModels(session.desk.store.folder.models)
        self._job: Job | None = None
        self._stage: Stage | None = None
        self._began = 0.0
        self._said = ""
        self.dialog = dialog = TrainingDialog(theme, parent)
        dialog.evaluate_asked.connect(self.evaluate)
        dialog.learn_asked.connect(self.learn)
        dialog.stop_asked.connect(self.stop)
        dialog.models.use_asked.connect(self._use)
        dialog.models.back_asked.connect(self._go_back)
        dialog.models.delete_asked.connect(self._delete)
        dialog.finished.connect(self._end)
        QCoreApplication.instance().aboutToQuit.connect(dialog.reject)  # type: ignore[union-attr]

    def open(self) -> None:
        """Show the dialog; other windows stay usable."""
        self._show_models()
        problem = self._models.problem()
        if problem is not None:
            self._fail(problem)
        if not has_torch():
            words = self.tr("PyTorch is not installed, which reading digits needs. Install it: %1")
            self.dialog.refuse(fill(words, INSTALL))
        self.dialog.show()

    def evaluate(self) -> None:
        """Judge the model in use."""
        desk = self._desk
        self._run(lambda is_stopped: evaluate_digits(desk, is_stopped=is_stopped))

    def learn(self) -> None:
        """Teach the model in use."""
        desk = self._desk
        self.dialog.curves.clear()
        self.dialog.comparison.clear()
        self._run(lambda is_stopped: learn_digits(desk, is_stopped=is_stopped))

    def stop(self) -> None:
        """Stop what runs; nothing of it is kept."""
        if self._job is not None:
            self.dialog.show_running(self.tr("Stopping…"), 0, 0)
            self._job.cancel()

    def _run(self, work: Work) -> None:
        if self._job is not None:
            return
        self._said, self._stage = "", None
        self.dialog.show_running(self.tr("Starting…"), 0, 0)
        job = Job(work, self)
        job.told.connect(self._hear)
        job.failed.connect(self._fail)
        job.cancelled.connect(self._note_stop)
        job.ended.connect(self._rest)
        self._job = job
        job.start()

    def _hear(self, told: object) -> None:
        dialog = self.dialog
        match told:
            case Step():
                self._show_step(told)
            case Gathered():
                dialog.figures.show_gathered(told)
            case Evaluated():
                dialog.figures.show_evaluated(told)
            case EpochFigures():
                dialog.curves.add(told)
            case Learnt():
                dialog.comparison.show_learnt(told)
                dialog.figures.show_evaluated(told.after if told.is_in_use else told.before)
                self._said = dialog.comparison.verdict.text()

    def _show_step(self, step: Step) -> None:
        if step.stage is not self._stage:
            self._stage, self._began = step.stage, time.monotonic()
        gone = time.monotonic() - self._began
        words = self._stage_words(step.stage)
        if step.done > 1 and gone > 2:
            left = round(gone / step.done * (step.total - step.done))
            words += " " + self.tr("(about %n second(s) left)", "", left)
        self.dialog.show_running(words, step.done, step.total)

    def _stage_words(self, stage: Stage) -> str:
        match stage:
            case Stage.GATHERING:
                return self.tr("Looking through the invoices…")
            case Stage.JUDGING:
                return self.tr("Reading numbers that are known…")
            case Stage.LEARNING:
                return self.tr("Learning…")
            case Stage.WRITING:
                return self.tr("Fitting the confidence…")
            case Stage.JUDGING_AGAIN:
                return self.tr("Reading them with the new model…")

    def _fail(self, problem: Problem) -> None:
        self._said = problem_line(problem)
        self.dialog.show_rest(self._said)

    def _note_stop(self) -> None:
        self._said = self.tr("Stopped. Nothing was changed.")

    def _rest(self) -> None:
        self._job = None
        self._show_models()
        self.dialog.show_rest(self._said)

    def _use(self, name: str) -> None:
        words = fill(self.tr("In use from the next invoice on: %1"), model_words(name))
        self._change(lambda: self._models.choose(name), words)

    def _go_back(self) -> None:
        to = model_words(self._models.before() or "")
        self._change(self._models.go_back, fill(self.tr("Back to: %1"), to))

    def _delete(self, name: str) -> None:
        words = fill(self.tr("Deleted: %1"), model_words(name))
        self._change(lambda: self._models.delete(name), words)

    def _change(self, act: Callable[[], None], words: str) -> None:
        with self._session.told() as done:
            act()
            done.append(True)
        self._show_models()
        self.dialog.show_rest(words if done else "")

    def _show_models(self) -> None:
        self.dialog.models.show_models(self._models.all(), before=self._models.before())

    def _end(self) -> None:
        if self._job is not None:
            self._job.close()
            self._job = None
        self.dialog.deleteLater()
        self.deleteLater()
