"""The form of a watched folder."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QRadioButton, QVBoxLayout, QWidget

from invoice_desk.desktop.dialogs.sources.form import SourceForm
from invoice_desk.desktop.dialogs.sources.path_row import PathRow
from invoice_desk.desktop.theme import SPACE
from invoice_desk.errors import BadSetting
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.source_choices import Choice, FolderChoice
from invoice_desk.workflow.source_drafts import Draft, folder_draft
from invoice_desk.workflow.sync_rhythm import FOLDER_INTERVAL, Rhythm


class FolderForm(SourceForm):
    """A folder on this machine or a network share; originals are left there or moved away."""

    usual_interval = FOLDER_INTERVAL

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.folder = PathRow(self.tr("Folder"))
        self.is_deep = QCheckBox(self.tr("Subfolders, too"))
        self.leave = QRadioButton(self.tr("Leave the files where they are"))
        self.move_away = QRadioButton(self.tr("Move them, once they are on the desk, to:"))
        self.target = PathRow(self.tr("Folder for taken files"))
        self.is_deep.setChecked(True)
        self.leave.setChecked(True)
        group = QButtonGroup(self)
        originals = QVBoxLayout()
        originals.setSpacing(SPACE)
        for one in (self.leave, self.move_away):
            group.addButton(one)
            originals.addWidget(one)
        originals.addWidget(self.target)
        self.add_row(self.tr("&Folder"), self.folder)
        self.add_wide(self.is_deep)
        self.add_row(self.tr("Originals"), originals)
        for row in (self.folder, self.target):
            row.changed.connect(self.changed)
        self.is_deep.toggled.connect(self.changed)
        self.move_away.toggled.connect(self._follow)
        self._follow()

    def is_begun(self) -> bool:
        """Whether a folder is named."""
        return self.folder.path is not None

    def draft(self, rhythm: Rhythm) -> Draft:
        """Return the watched folder. Raises BadSetting."""
        path = self.folder.path
        if path is None:
            raise BadSetting(
                self.tr("no folder is named"), remedy=self.tr("choose the folder that is to be watched")
            )
        target = self.target.path if self.move_away.isChecked() else None
        if self.move_away.isChecked() and target is None:
            raise BadSetting(
                self.tr("no folder is named for taken files"), remedy=self.tr("choose one, or leave them")
            )
        return folder_draft(self.desk, path, rhythm, is_deep=self.is_deep.isChecked(), move_to=target)

    def usual_name(self) -> str:
        """Return the folder's name."""
        path = self.folder.path
        return path.name if path is not None else ""

    def fill(self, choice: Choice) -> None:
        """Show what was chosen before."""
        if isinstance(choice, FolderChoice):
            self.folder.set_path(choice.path)
            self.folder.set_fixed()
            self.is_deep.setChecked(choice.is_deep)
            self.move_away.setChecked(choice.move_to is not None)
            self.target.set_path(choice.move_to)

    def _follow(self) -> None:
        self.target.setEnabled(self.move_away.isChecked())
        self.changed.emit()
