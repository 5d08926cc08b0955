"""The form of a folder of Google Drive: whose it is, which folder, and what of it comes."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from invoice_desk.desktop.dialogs.sources.drive_accounts import DriveAccounts
from invoice_desk.desktop.dialogs.sources.drive_folders import DriveFolders
from invoice_desk.desktop.dialogs.sources.form import SourceForm
from invoice_desk.desktop.theme import SPACE
from invoice_desk.desktop.words.filling import fill
from invoice_desk.desktop.words.floor_words import problem_line
from invoice_desk.errors import BadSetting, Problem, shown
from invoice_desk.intake.drive.choice import FileKind
from invoice_desk.intake.drive.folders import Folder
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.drive_browsing import Browsing
from invoice_desk.workflow.drive_sources import drive_draft
from invoice_desk.workflow.source_choices import Choice, DriveFolderChoice
from invoice_desk.workflow.source_drafts import Draft
from invoice_desk.workflow.sync_rhythm import Rhythm

_LINK_MS = 500  # after the last key: then the folder of a link is looked for


class DriveForm(SourceForm):
    """A folder of Google Drive."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._folder: Folder | None = None
        self._is_fixed = False
        self._of: str | None = None
        self.accounts, self.folders, self.link = DriveAccounts(desk), DriveFolders(), QLineEdit()
        self.chosen = QLabel(wordWrap=True)
        self.chosen.setTextFormat(Qt.TextFormat.PlainText)
        self.with_subfolders = QCheckBox(self.tr("Subfolders, too"))
        self.kinds = {
            FileKind.PDF: QCheckBox(self.tr("PDF")),
            FileKind.IMAGE: QCheckBox(self.tr("Pictures")),
            FileKind.GOOGLE: QCheckBox(self.tr("Google's documents and sheets, as PDF")),
        }
        self._looking = QTimer(self, singleShot=True, interval=_LINK_MS)
        self._lay_out()
        self._looking.timeout.connect(self._find)
        self.accounts.changed.connect(self._follow_account)
        self.folders.picked.connect(self._take)
        self.folders.failed.connect(self._fail)
        self.link.textEdited.connect(self._note_link)
        for one in (self.with_subfolders, *self.kinds.values()):
            one.setChecked(True)
            one.toggled.connect(self.changed)

    def is_begun(self) -> bool:
        """Whether somebody is signed in and a folder is chosen."""
        return self.accounts.account is not None and self._folder is not None

    def draft(self, rhythm: Rhythm) -> Draft:
        """Return the watched folder. Raises BadSetting."""
        account = self.accounts.account
        if account is None:
            raise BadSetting(self.tr("nobody is signed in to Google Drive"), remedy=self.tr("sign in"))
        if self._folder is None:
            raise BadSetting(
                self.tr("no folder is chosen"), remedy=self.tr("pick one in the tree, or paste its address")
            )
        kinds = frozenset(kind for kind, box in self.kinds.items() if box.isChecked())
        deep = self.with_subfolders.isChecked()
        return drive_draft(account, self._folder, rhythm, with_subfolders=deep, kinds=kinds)

    def usual_name(self) -> str:
        """Return the folder's name."""
        return self._folder.name if self._folder is not None else ""

    def fill(self, choice: Choice) -> None:
        """Show what was chosen before; account and folder stay."""
        if isinstance(choice, DriveFolderChoice):
            self._is_fixed = True
            self._folder = Folder(choice.folder, choice.name or choice.folder)
            self.link.setText(shown(self._folder.name))
            self.link.setReadOnly(True)
            self.accounts.require(choice.account, choice.email)
            self.with_subfolders.setChecked(choice.with_subfolders)
            for kind, box in self.kinds.items():
                box.setChecked(kind in choice.kinds)
            self.folders.hide()

    def focus_secret(self) -> None:
        """Sign in again at once."""
        self.accounts.sign_in.setFocus()
        if self.accounts.sign_in.isEnabled():
            self.accounts.begin_sign_in()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Show the folders of the account once a person looks here: nobody is asked before."""
        super().showEvent(event)
        self._follow_account()

    def end(self) -> None:
        """Give up what runs."""
        self._looking.stop()
        self.accounts.end()
        self.folders.end()

    def _lay_out(self) -> None:
        self.link.setPlaceholderText(self.tr("Pick a folder below, or paste its address from the browser"))
        kinds = QHBoxLayout()
        kinds.setSpacing(2 * SPACE)
        kinds.setContentsMargins(0, 6, 0, 0)
        for box in self.kinds.values():
            kinds.addWidget(box)
        kinds.addStretch(1)
        self.add_row(self.tr("&Account"), self.accounts)
        self.add_row(self.tr("&Folder"), self.link, name=self.tr("Address of the folder"))
        self.add_wide(self.folders)
        self.add_wide(self.chosen)
        self.add_wide(self.with_subfolders)
        self.add_row(self.tr("Files"), kinds)
        self.chosen.hide()

    @Slot()
    def _follow_account(self) -> None:
        """Show another account's folders."""
        account = self.accounts.account
        key = f"{account.key} {account.signed_in}" if account is not None else ""
        if self._is_fixed or not self.isVisible() or key == self._of:
            self.changed.emit()
            return
        self._of = key
        self._show_folder(None)
        self.link.clear()
        vault = self.accounts.vault
        self.folders.browse(Browsing(account, self.desk.settings, vault) if account is not None else None)
        self.folders.setVisible(account is not None)
        self.link.setEnabled(account is not None)

    def _note_link(self) -> None:
        self._show_folder(None)
        self._looking.start()

    @Slot()
    def _find(self) -> None:
        link = self.link.text().strip()
        if link:
            self._say(self.tr("Looking for the folder…"))
            self.folders.look_for(link)

    @Slot(object)
    def _take(self, folder: Folder) -> None:
        if not self.link.hasFocus():
            self._looking.stop()
            self.link.clear()
        self._show_folder(folder)

    @Slot(object)
    def _fail(self, problem: Problem) -> None:
        self._say(problem_line(problem))

    def _show_folder(self, folder: Folder | None) -> None:
        self._folder = folder
        self._say(fill(self.tr("Chosen: %1"), shown(folder.name)) if folder is not None else "")
        self.changed.emit()

    def _say(self, words: str) -> None:
        self.chosen.setText(words)
        self.chosen.setVisible(bool(words))
