"""What is done in the dialog of the sources: each deed on the desk, and what goes wrong said there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from invoice_desk.desktop.dialogs.sources.source_dialog import SourceDialog
from invoice_desk.desktop.dialogs.sources.sources_dialog import SourcesDialog
from invoice_desk.desktop.sources.secret_words import kept_words, secrets_words
from invoice_desk.desktop.sources.syncing import Syncing
from invoice_desk.desktop.sources.words import SourceView, views_of
from invoice_desk.desktop.theme import Theme
from invoice_desk.errors import DeskError
from invoice_desk.intake.secrets import place_of
from invoice_desk.store.sources import all_sources
from invoice_desk.workflow import sources as kept
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.source_choices import Kind, choice_of
from invoice_desk.workflow.source_drafts import Added, Draft, add_draft, change_source
from invoice_desk.workflow.source_items import journal_of, retry_items
from invoice_desk.workflow.sync_log import read_log

_AGAIN_MS = 10_000  # "3 minutes ago" is said anew
_LINES = 1000


class SourceDeeds(QObject):
    """Holds the dialog while it is open. invoice_asked: the number of one that a person wants to see."""

    invoice_asked = Signal(int)

    def __init__(self, desk: Desk, syncing: Syncing, dialog: SourcesDialog, theme: Theme) -> None:
        super().__init__(dialog)
        self._desk, self._syncing, self.dialog, self.theme = desk, syncing, dialog, theme
        self.source_dialog: SourceDialog | None = None
        self._again = QTimer(self, interval=_AGAIN_MS)
        self._again.timeout.connect(self.show_all)
        self._again.start()
        syncing.changed.connect(self.show_all)
        dialog.asked.connect(self._do)
        dialog.chosen.connect(self.show_files)
        dialog.add_asked.connect(self.add)
        details = dialog.details
        details.journal.retry_asked.connect(self._retry_one)
        details.journal.open_asked.connect(self.invoice_asked)
        details.tabs.currentChanged.connect(self.show_files)
        self.show_all()

    @Slot()
    def show_all(self) -> None:
        """Show how all sources stand, and the files of the chosen one."""
        self.dialog.show_sources(views_of(self._syncing))
        self._show_standing()
        self.show_files()

    @Slot()
    def show_files(self) -> None:
        """Show the files of the chosen source, or its log."""
        view = self.dialog.chosen_view()
        if view is None:
            return
        details = self.dialog.details
        with suppress(DeskError):  # it was removed by another program just now
            if details.tabs.currentWidget() is details.journal:
                details.journal.show_items(journal_of(self._desk, view.status.name))
            else:
                path = self._desk.store.folder.sync_log
                details.log.show_lines(read_log(path, source=view.status.name, last=_LINES))

    @Slot()
    def add(self) -> None:
        """Ask for a source."""
        self._open(self._new_dialog(self._add))

    def _show_standing(self) -> None:
        """Say where another program syncs this desk, or nothing can be synced at all."""
        standing = self.dialog.standing
        if self._syncing.problem is not None:
            standing.show_problem(self._syncing.problem)
        elif self._syncing.is_held:
            standing.show_standing(self.tr("The sync is paused. Sync now goes on with it."))
        elif self._syncing.is_elsewhere:
            standing.show_standing(
                self.tr("Another program syncs this desk, such as the service; what comes is shown here.")
            )
        else:
            standing.hide()

    @Slot(str, object)
    def _do(self, deed: str, view: SourceView) -> None:
        name, key = view.status.name, view.status.id
        match deed:
            case "sync":
                self._told(partial(self._syncing.ask, (key,)))
            case "pause":
                self._syncing.between(partial(self._told, partial(kept.pause, self._desk, name)))
            case "resume":
                self._told(partial(kept.resume, self._desk, name))
                self._syncing.ask((key,))
            case "retry":
                self._told(partial(kept.retry_source, self._desk, name))
                self._syncing.ask((key,))
            case "edit" | "reconnect":
                self._edit(view, is_secret=deed == "reconnect")
            case "removed":
                gone = partial(kept.remove, self._desk, self._syncing.vault, name)
                self._syncing.between(partial(self._told, gone))

    def _edit(self, view: SourceView, *, is_secret: bool) -> None:
        with self._desk.reading() as connection:
            known = next((one for one in all_sources(connection) if one.id == view.status.id), None)
        if known is None:
            return
        try:
            choice = choice_of(known)
        except DeskError as error:
            self.dialog.notice.show_problem(error.problem)
            return
        dialog = self._new_dialog(partial(self._change, known.name))
        dialog.edit(known.name, Kind(known.kind), choice, is_secret=is_secret)
        self._open(dialog)

    def _new_dialog(self, keep: Callable[[str, Draft], None]) -> SourceDialog:
        names = {one.name for one in self._syncing.statuses}
        said = secrets_words(place_of(self._syncing.vault))
        dialog = SourceDialog(self._desk, self.theme, names=names, secrets_kept=said, parent=self.dialog)
        dialog.kept.connect(keep)
        return dialog

    def _open(self, dialog: SourceDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.destroyed.connect(self._forget)
        self.source_dialog = dialog
        dialog.open()

    def _forget(self) -> None:
        self.source_dialog = None

    @Slot(str, object)
    def _add(self, name: str, draft: Draft) -> None:
        try:
            added = add_draft(self._desk, self._syncing.vault, name, draft)
        except DeskError as error:
            if self.source_dialog is not None:
                self.source_dialog.show_problem(error.problem)
            return
        self._close_source(added)
        self._syncing.look()
        self.dialog.show_sources(views_of(self._syncing), choose=added.id)
        self._syncing.ask((added.id,))

    def _change(self, name: str, called: str, draft: Draft) -> None:
        """Keep what was edited once no round runs, which would write over it."""
        if self.source_dialog is not None:
            self.source_dialog.setEnabled(False)
        self._syncing.between(partial(self._change_now, name, called, draft))

    def _change_now(self, name: str, called: str, draft: Draft) -> None:
        try:
            added = change_source(self._desk, self._syncing.vault, name, draft, called=called)
        except DeskError as error:
            if self.source_dialog is not None:
                self.source_dialog.setEnabled(True)
                self.source_dialog.show_problem(error.problem)
            return
        self._close_source(added)
        self._syncing.ask((added.id,))

    def _close_source(self, added: Added) -> None:
        if self.source_dialog is not None:
            self.source_dialog.accept()
        if added.place is not None:
            self.dialog.notice.show_word(kept_words(added.place))

    @Slot(str)
    def _retry_one(self, item: str) -> None:
        view = self.dialog.chosen_view()
        if view is not None:
            self._told(partial(retry_items, self._desk, view.status.name, (item,)))
            self._syncing.ask((view.status.id,))

    def _told(self, act: Callable[[], object]) -> None:
        """Do something, and say in the dialog what goes wrong; then show how all stands."""
        try:
            act()
        except DeskError as error:
            self.dialog.notice.show_problem(error.problem)
        self._syncing.look()
