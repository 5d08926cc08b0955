"""The menu of the desks that were opened last."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QWidget

from invoice_desk.desktop.words.filling import fill
from invoice_desk.errors import shown
from invoice_desk.workflow.desk import Desk, default_folder
from invoice_desk.workflow.recent_desks import RecentDesks, is_desk


class RecentMenu(QMenu):
    """Asks anew each time it opens; a desk that is gone is greyed. asked: a desk's folder (a Path)."""

    asked = Signal(object)

    def __init__(self, desk: Desk, recent: RecentDesks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._recent = desk, recent
        self.setTitle(self.tr("Re&cent desks"))
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """List the desks, but not the one that is open."""
        self.clear()
        others = [one for one in self._recent.folders() if one != self._desk.store.folder.root]
        for folder in others:
            self._add(folder)
        if not others:
            self.addAction(self.tr("No other desk yet")).setEnabled(False)
            return
        self.addSeparator()
        self.addAction(self.tr("Clear the list")).triggered.connect(self._forget)

    def _add(self, folder: Path) -> None:
        is_there = is_desk(folder, self._desk.settings)
        words = self.tr("%1    in %2") if is_there else self.tr("%1    in %2 (not there)")
        name = fill(words, desk_name(folder), shown(folder.parent))
        action = self.addAction(name.replace("&", "&&"))
        action.setToolTip(shown(folder))
        action.setEnabled(is_there)
        action.triggered.connect(lambda _checked=False: self.asked.emit(folder))

    def _forget(self) -> None:
        self._recent.clear()


def desk_name(folder: Path) -> str:
    """Return what a desk is called: the name of its folder; a person's own desk has a name of its own."""
    if folder == default_folder():
        return QCoreApplication.translate("RecentMenu", "My desk")
    return shown(folder.name or folder)
