"""The folders of a Google Drive as a tree that is filled as it is opened, to pick one of them."""

from __future__ import annotations

from collections.abc import Generator

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from invoice_desk.desktop.jobs import Job, Work
from invoice_desk.errors import Problem, shown
from invoice_desk.intake.drive.choice import ROOT, SHARED
from invoice_desk.intake.drive.folders import Folder, FolderPage, Top
from invoice_desk.progress import IsStopped
from invoice_desk.workflow.drive_browsing import Browsing

_NUMBER = Qt.ItemDataRole.UserRole  # of what lies behind an item; Qt would make a plain text of a Top
_WHOLE = {Top.MY_DRIVE: ROOT, Top.SHARED_WITH_ME: SHARED}  # what can be watched as a whole
_INDICATOR = QTreeWidgetItem.ChildIndicatorPolicy


class DriveFolders(QTreeWidget):
    """picked: a Folder, in the tree or by its link; failed: the Problem that kept one from being shown."""

    picked = Signal(object)
    failed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._browsing: Browsing | None = None
        self._jobs: dict[int, Job] = {}
        self._items: dict[int, QTreeWidgetItem] = {}
        self._behind: dict[int, Top | Folder] = {}
        self.setHeaderHidden(True)
        self.setAccessibleName(self.tr("Folders of Google Drive"))
        self.setMinimumHeight(150)
        self.itemExpanded.connect(self._open)
        self.currentItemChanged.connect(self._pick)

    def browse(self, browsing: Browsing | None) -> None:
        """Show the folders of an account from the top, None for nobody's."""
        self.end()
        self._browsing = browsing
        self.clear()
        self._items.clear()
        if browsing is None:
            return
        tops = {
            Top.MY_DRIVE: self.tr("My Drive"),
            Top.SHARED_WITH_ME: self.tr("Shared with me"),
            Top.SHARED_DRIVES: self.tr("Shared drives"),
        }
        for top, words in tops.items():
            self._add(self.invisibleRootItem(), words, top)
        self.expandItem(self._items[1])

    def look_for(self, link: str) -> None:
        """Look for the folder of a link; `picked` or `failed` says what became of it."""
        browsing = self._browsing
        if browsing is None:
            return

        def work(is_stopped: IsStopped) -> Generator[object, None, None]:
            yield browsing.find(link, is_stopped=is_stopped)

        self._start(0, work)

    def end(self) -> None:
        """Give up what runs."""
        for number in list(self._jobs):
            self._let_go(number)

    def _let_go(self, number: int) -> None:
        job = self._jobs.pop(number, None)
        if job is not None:
            job.told.disconnect(self._hear)
            job.failed.disconnect(self._fail)
            job.cancel()

    def _add(self, parent: QTreeWidgetItem, words: str, what: Top | Folder) -> None:
        item = QTreeWidgetItem(parent, [words])
        number = len(self._items) + 1  # 0 is of a link that is looked for
        self._items[number] = item
        self._behind[number] = what
        item.setData(0, _NUMBER, number)
        item.setChildIndicatorPolicy(_INDICATOR.ShowIndicator)

    @Slot(QTreeWidgetItem)
    def _open(self, item: QTreeWidgetItem) -> None:
        """Ask what lies in a folder, the first time that it is opened."""
        browsing, number = self._browsing, item.data(0, _NUMBER)
        what = self._behind[number]
        if browsing is None or item.childCount() or number in self._jobs:
            return

        def work(is_stopped: IsStopped) -> Generator[object, None, None]:
            for page in browsing.folders(what, is_stopped=is_stopped):
                yield number, page

        self._start(number, work)

    def _start(self, number: int, work: Work) -> None:
        self._let_go(number)
        self._jobs[number] = job = Job(work, self)
        job.told.connect(self._hear)
        job.failed.connect(self._fail)
        job.start()

    @Slot(object)
    def _hear(self, told: object) -> None:
        match told:
            case Folder():
                self._jobs.pop(0, None)
                self.picked.emit(told)
            case (int() as number, FolderPage() as page):
                self._fill(self._items[number], page)
                if not page.more:
                    self._jobs.pop(number, None)

    def _fill(self, item: QTreeWidgetItem, page: FolderPage) -> None:
        for folder in page.folders:
            self._add(item, shown(folder.name), folder)
        if not item.childCount() and not page.more:
            item.setChildIndicatorPolicy(_INDICATOR.DontShowIndicator)

    @Slot(object)
    def _fail(self, problem: Problem) -> None:
        """Close what could not be opened, so that it can be opened again."""
        for number in [one for one, job in self._jobs.items() if not job.is_running]:
            self._let_go(number)
            if number in self._items:
                self._items[number].setExpanded(False)
        self.failed.emit(problem)

    @Slot(QTreeWidgetItem, QTreeWidgetItem)
    def _pick(self, item: QTreeWidgetItem | None, _before: QTreeWidgetItem | None) -> None:
        what = self._behind.get(item.data(0, _NUMBER)) if item is not None else None
        if isinstance(what, Top) and what in _WHOLE and item is not None:
            self.picked.emit(Folder(_WHOLE[what], item.text(0)))
        elif isinstance(what, Folder):
            self.picked.emit(what)
