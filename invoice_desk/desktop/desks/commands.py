"""What the actions of desks do: another one, a new one. Methods are named as the actions are (actions.py)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from invoice_desk.desktop.session import Session
from invoice_desk.errors import BadDesk
from invoice_desk.workflow.recent_desks import is_desk, is_free


class DeskCommands(QObject):
    """Chooses desks. asked: the folder (a Path) of the desk that is to be opened instead."""

    asked = Signal(object)

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session

    def open_desk(self) -> None:
        """Choose the folder of a desk and open it."""
        folder = self._chosen(self.tr("Open another desk"))
        if folder is not None:
            self.open_at(folder)

    def new_desk(self) -> None:
        """Choose an empty folder and make a desk of it; a desk that is there already is opened."""
        folder = self._chosen(self.tr("New desk: choose an empty folder"))
        if folder is not None:
            self.make_at(folder)

    def open_at(self, folder: object) -> None:
        """Open the desk in a folder; where there is none, a person is told."""
        place = Path(str(folder))
        with self._session.told():
            if not is_desk(place, self._session.desk.settings):
                raise BadDesk(
                    self.tr("there is no desk in this folder"),
                    where=place,
                    remedy=self.tr("choose another folder, or make a desk with File > New desk"),
                )
            self.asked.emit(place)

    def make_at(self, folder: Path) -> None:
        """Make a desk in an empty folder, or open the one that is there."""
        with self._session.told():
            if not is_desk(folder, self._session.desk.settings) and not is_free(folder):
                raise BadDesk(
                    self.tr("other files lie in this folder"),
                    where=folder,
                    remedy=self.tr("choose an empty folder; the dialog can make one"),
                )
            self.asked.emit(folder)

    def _chosen(self, title: str) -> Path | None:
        start = str(self._session.desk.store.folder.root.parent)
        name = QFileDialog.getExistingDirectory(self._window, title, start)
        return Path(name) if name else None
