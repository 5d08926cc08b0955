"""A template tried on many invoices in the background; what was tried can be kept and read by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

from invoice_desk.desktop.dialogs.trial_dialog import Scope, TrialDialog
from invoice_desk.desktop.jobs import Job
from invoice_desk.desktop.templates.editing import Draft
from invoice_desk.desktop.words.filling import fill, number_words
from invoice_desk.desktop.words.floor_words import problem_line
from invoice_desk.errors import Problem
from invoice_desk.invoice.filed import State
from invoice_desk.progress import Progress
from invoice_desk.store.corrections import Spot
from invoice_desk.store.searching import Filter, find_ids, summaries_of
from invoice_desk.store.templates import newest_template
from invoice_desk.workflow import reviewing
from invoice_desk.workflow.template_trial import MOST, TrialCount, TriedInvoice, count_trial, try_template

if TYPE_CHECKING:
    from invoice_desk.desktop.main_window import MainWindow

_READ_AGAIN = frozenset({State.NEW, State.REVIEW, State.FAILED})


class TemplateTrial(QObject):
    """One dialog from its opening to its end; the window can be worked in beside it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        self._desk = window.session.desk
        self._draft: Draft | None = None
        self._dialog: TrialDialog | None = None
        self._job: Job | None = None
        self._again: list[int] = []
        self._failed = ""

    def open(self, name: str) -> None:
        """Ask on which invoices to try a template, the one of that name or, for "", the one being drawn."""
        with self._session.told():
            self._draft = self._of_name(name)
            if self._draft is None:
                self._session.say(self.tr("There is nothing to try yet: draw a region first."))
                self.deleteLater()
                return
            dialog = TrialDialog(
                self._window.theme,
                self._draft.template.name,
                self._scopes(self._draft.template.name),
                self._window,
            )
            dialog.started.connect(self._begin)
            dialog.stopped.connect(self._stop)
            dialog.invoice_asked.connect(self._show_invoice)
            dialog.applied.connect(self._apply)
            dialog.finished.connect(self._end)
            self._dialog = dialog
            self._window.installEventFilter(self)
            dialog.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's
        """Go with the window."""
        if watched is self._window and event.type() is QEvent.Type.Close and self._dialog is not None:
            self._dialog.reject()
        return False

    def _of_name(self, name: str) -> Draft | None:
        drawn = self._window.template_editor.draft()
        if not name or (drawn is not None and drawn.template.name == name):
            return drawn
        with self._desk.reading() as connection:
            saved = newest_template(connection, name)
        return Draft(saved.template, "", None) if saved is not None else None

    def _scopes(self, name: str) -> list[Scope]:
        """Return on which invoices it can be tried: those of the template, of the list, the open one."""
        with self._desk.reading() as connection:
            mine = find_ids(connection, Filter(template=name), is_descending=True)
            listed = find_ids(connection, self._window.invoices.model.asked, is_descending=True)
        scopes = [
            Scope(fill(self.tr("Invoices of this template (%1)"), _many(mine)), tuple(mine)),
            Scope(fill(self.tr("Invoices that the list shows (%1)"), _many(listed)), tuple(listed)),
        ]
        filed = self._session.filed
        if filed is not None:
            scopes.append(Scope(self.tr("The open invoice"), (filed.id,)))
        return [one for one in scopes if one.keys]

    def _begin(self, scope: Scope | None) -> None:
        if self._draft is None or self._dialog is None or self._job is not None or scope is None:
            return
        template, desk, keys = self._draft.template, self._desk, scope.keys
        self._failed = ""
        self._dialog.model.begin(template.fields)
        self._dialog.begin()
        crew = self._window.work.crew
        job = Job(
            lambda is_stopped: try_template(desk, template, keys, crew=crew, is_stopped=is_stopped), self
        )
        job.told.connect(self._hear)
        job.failed.connect(self._fail)
        job.ended.connect(self._rest)
        self._job = job
        job.start()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _hear(self, told: object) -> None:
        if self._dialog is None:
            return
        match told:
            case Progress():
                self._dialog.go_on(told.subject, told.done, told.total)
            case TriedInvoice():
                self._dialog.model.add(told)

    def _fail(self, problem: Problem) -> None:
        self._failed = problem_line(problem)

    def _rest(self) -> None:
        self._job = None
        self._window.work.rest_soon()
        if self._dialog is None or self._draft is None:
            return
        tried = self._dialog.model.rows
        self._again = self._readable([one.id for one in tried], self._draft.template.name)
        words = self._failed or self._words(count_trial(tried))
        left = len(tried) - len(self._again)
        if left and self._again:
            more = self.tr("%n of them would stay as they are: accepted, or of another template.", "", left)
            words = f"{words}\n{more}"
        self._dialog.rest(words, len(self._again))

    def _readable(self, keys: list[int], name: str) -> list[int]:
        """Return which of these would be read again: of this template or of none, and not settled."""
        with self._session.told(), self._desk.reading() as connection:
            return [
                one.id
                for one in summaries_of(connection, keys)
                if one.template in {"", name} and one.state in _READ_AGAIN
            ]
        return []

    def _words(self, count: TrialCount) -> str:
        """Say what came of it."""
        if not count.invoices:
            return self.tr("Nothing was tried.")
        first = self.tr("%1 of %n invoice(s) read without a doubt", "", count.invoices)
        parts = [f"{fill(first, number_words(count.sure))}, {self._more(count.sure - count.was_sure)}"]
        if count.mended:
            parts.append(
                self.tr("%n value(s) that a person had corrected would be read right", "", count.mended)
            )
        if count.spoiled:
            words = self.tr(
                "%n value(s) that a person corrected would no longer be read right", "", count.spoiled
            )
            parts.append(words)
        values = (
            (count.better, self.tr("%n value(s) better", "", count.better)),
            (count.worse, self.tr("%n value(s) worse", "", count.worse)),
            (count.different, self.tr("%n value(s) different", "", count.different)),
            (count.failed, self.tr("%n invoice(s) could not be read", "", count.failed)),
        )
        return "; ".join([*parts, *(words for many, words in values if many)]) + "."

    def _more(self, by: int) -> str:
        if not by:
            return self.tr("as many as now")
        return self.tr("%n more than now", "", by) if by > 0 else self.tr("%n fewer than now", "", -by)

    def _show_invoice(self, key: int, field: str) -> None:
        self._window.go_to_cell(key, Spot(field) if field else None)

    def _apply(self) -> None:
        """Keep what was tried as a version, and let the invoices be read by it."""
        if self._draft is None or self._dialog is None:
            return
        editor = self._window.template_editor
        with self._session.told() as done:
            name = editor.keep_draft(self._draft)
            reviewing.read_again(self._desk, self._again, template=name)
            self._session.say(fill(self.tr("Kept “%1”; its invoices are read again."), name))
            done.append(True)
        self._session.refresh()
        filed = self._session.filed
        if filed is not None and filed.id != self._draft.invoice and not editor.is_edited:
            editor.open_for(filed)  # it may be of this template, too
        if done:
            self._dialog.accept()
            self._window.work.read()

    def _end(self) -> None:
        self._window.removeEventFilter(self)
        if self._job is not None:
            self._job.close()
            self._job = None
        if self._dialog is not None:
            self._dialog.deleteLater()
            self._dialog = None
        self.deleteLater()


def _many(keys: list[int]) -> str:
    """Return how many there are, and how many of them are tried where those are fewer."""
    many = number_words(len(keys))
    return many if len(keys) <= MOST else f"{number_words(MOST)} / {many}"
