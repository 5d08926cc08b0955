"""Doubtful glyphs of all invoices in review: gathered, shown, and what a person marks becomes corrections."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QWidget

from invoice_desk.desktop.dialogs.glyphs_dialog import GlyphsDialog
from invoice_desk.desktop.jobs import Job
from invoice_desk.desktop.review.gathering import MOST, Gathered, gather_glyphs
from invoice_desk.desktop.review.glyph_groups import GroupedGlyph, MarkedGlyph, corrected_texts
from invoice_desk.desktop.review.threshold import Standing, standing_of
from invoice_desk.desktop.session import Session
from invoice_desk.desktop.tables.results_rows import Edit
from invoice_desk.desktop.theme import Theme
from invoice_desk.desktop.value_editing import ValueEditor
from invoice_desk.desktop.words.counting import Counts
from invoice_desk.desktop.words.filling import fill, isolated, number_words
from invoice_desk.desktop.words.floor_words import problem_line
from invoice_desk.errors import DeskError, Problem, shown
from invoice_desk.progress import Progress
from invoice_desk.store.corrections import Spot
from invoice_desk.store.records import load_record
from invoice_desk.workflow import reviewing

_TOLD = 3  # corrections that are named in words


class GlyphReview(QObject):
    """One dialog from its opening to its end. Each correction is a step of the values' undo."""

    def __init__(self, session: Session, values: ValueEditor, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._values = session, values
        self._desk = desk = session.desk
        self._names: dict[int, str] = {}
        self._standings: dict[int, Standing] = {}
        self._glyphs: list[GroupedGlyph] = []
        self._left_out = 0
        self.dialog = GlyphsDialog(theme, desk.settings.threshold, parent)
        self.dialog.panel.marked.connect(self._correct)
        self.dialog.finished.connect(self._end)
        QCoreApplication.instance().aboutToQuit.connect(self.dialog.reject)  # type: ignore[union-attr]
        self._job = Job(lambda is_stopped: gather_glyphs(desk, is_stopped), self)
        self._job.told.connect(self._hear)
        self._job.failed.connect(session.meet)
        self._job.ended.connect(self._show)

    def open(self) -> None:
        """Show the dialog and begin to gather."""
        self.dialog.open()
        self._job.start()

    def _hear(self, told: object) -> None:
        match told:
            case Progress():
                self.dialog.go_on(told.subject, told.done, told.total)
            case Gathered():
                self._names[told.invoice] = told.name
                self._standings[told.invoice] = told.standing
                self._glyphs += told.glyphs
                self._left_out += told.is_left_out
            case Problem():
                self._session.meet(told)

    def _show(self) -> None:
        self._show_glyphs()
        if self._left_out:
            words = self.tr("%1 more invoices have doubtful glyphs; %2 are shown at a time.")
            self.dialog.say(fill(words, number_words(self._left_out), number_words(MOST)))

    def _show_glyphs(self) -> None:
        self.dialog.show_gathered(self._glyphs, list(self._standings.values()))

    def _correct(self, marked: Sequence[MarkedGlyph]) -> None:
        """Keep what was marked, value by value; what is refused is told and stays as it was."""
        done: list[str] = []
        refused: list[str] = []
        for key in dict.fromkeys(one.invoice for one in marked):
            for spot, text in self._texts(key, [one for one in marked if one.invoice == key]).items():
                try:
                    self._keep(key, spot, text)
                    done.append(f"{isolated(shown(self._names[key]))}, {spot}: {isolated(text)}")
                except DeskError as error:
                    refused.append(f"{isolated(shown(self._names[key]))}, {problem_line(error.problem)}")
                    self._session.meet(error.problem)
        self._show_glyphs()
        self.dialog.say(_words(done, refused))

    def _texts(self, key: int, marked: Sequence[MarkedGlyph]) -> dict[Spot, str]:
        with self._desk.reading() as connection:
            record = load_record(connection, self._desk.store.originals, key)
        return corrected_texts(record, marked) if record is not None else {}

    def _keep(self, key: int, spot: Spot, text: str) -> None:
        record = reviewing.correct(self._desk, key, spot, text)
        self._values.note(Edit(key, spot, None, text))  # this looks at the desk again, too
        self._standings[key] = standing_of(record)
        self._glyphs = [one for one in self._glyphs if (one.invoice, one.spot) != (key, spot)]

    def _end(self) -> None:
        if self._job.is_running:
            self._job.close()
        self.dialog.deleteLater()
        self.deleteLater()


def _words(done: Sequence[str], refused: Sequence[str]) -> str:
    """Say what was corrected, the first few by name, and what was refused."""
    lines = []
    if done:
        more = f" … (+{len(done) - _TOLD})" if len(done) > _TOLD else ""
        said = Counts().values_corrected(len(done))
        lines.append(f"{said} {'; '.join(done[:_TOLD])}{more}")
    lines += refused[:_TOLD]
    return "\n".join(lines)
