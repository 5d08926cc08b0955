"""The sources of the desk: a list of them, and the chosen one in full."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListView,
    QMessageBox,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.dialogs.sources.details import SourceDetails
from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.notices import Notices
from invoice_desk.desktop.sources.words import SourceView
from invoice_desk.desktop.tables.empty import EmptyState
from invoice_desk.desktop.tables.source_delegate import SourceDelegate
from invoice_desk.desktop.tables.source_list import SourceList, SourceRole
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.errors import shown


class SourcesDialog(QDialog):
    """add_asked: another source; asked: what is to be done, and the view of the chosen one.

    What is asked: what SourceDetails says, "removed" once a person said yes; chosen: another one was.
    """

    add_asked = Signal()
    asked = Signal(str, object)
    chosen = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Sources"))
        self.model, self.view = SourceList(self), QListView()
        self.delegate = SourceDelegate(theme, self.view)
        self.details, self.notice = SourceDetails(theme), Notices(theme)
        self.standing = Notices(theme)
        self.add = QPushButton(self.tr("&Add source…"))
        self.close_ = QPushButton(self.tr("Close"))
        self._empty = EmptyState("inbox", theme)
        self._middle = QStackedWidget()
        self._key: int | None = None
        self._dress_view()
        self._lay_out()
        self.set_theme(theme)
        self.add.clicked.connect(self.add_asked)
        self._empty.asked.connect(self.add_asked)
        self.close_.clicked.connect(self.reject)
        self.details.asked.connect(self._ask)
        self.resize(1000, 620)

    def show_sources(self, views: Sequence[SourceView], *, choose: int | None = None) -> None:
        """Show these; the chosen one stays chosen, or the one with the key `choose` is."""
        key = choose if choose is not None else self._key
        self.model.show_sources(views)
        self._middle.setCurrentIndex(0 if views else 1)
        row = self.model.row_of(key) if key is not None else None
        if views:
            index = self.model.index(row if row is not None else 0)
            if self.view.currentIndex() != index:
                self.view.setCurrentIndex(index)
        self._follow()

    def chosen_view(self) -> SourceView | None:
        """Return the chosen source."""
        view: SourceView | None = self.view.currentIndex().data(SourceRole.VIEW)
        return view

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.delegate.theme = theme
        self.details.set_theme(theme)
        for notice in (self.notice, self.standing, self._empty):
            notice.set_theme(theme)
        self.add.setIcon(icon("plus", theme, color=theme.on_accent))
        self.view.viewport().update()

    def _dress_view(self) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(self.delegate)
        view.setAccessibleName(self.tr("Sources of the desk"))
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setUniformItemSizes(True)
        view.setMinimumWidth(220)
        view.selectionModel().currentChanged.connect(self._choose)

    def _lay_out(self) -> None:
        self._empty.say(
            self.tr(
                "Invoices can come by themselves: from a folder, Google Drive, links or a cloud container."
            ),
            button=self.tr("Add source…"),
        )
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(2 * SPACE)
        split.addWidget(self.view)
        split.addWidget(self.details)
        split.setStretchFactor(1, 1)
        split.setSizes([250, 730])
        self._middle.addWidget(split)
        self._middle.addWidget(self._empty)
        self.add.setProperty("primary", True)
        self.add.setIconSize(QSize(16, 16))
        bottom, whole = QHBoxLayout(), QVBoxLayout(self)
        for button in (self.add, self.close_):
            button.setAutoDefault(False)
        bottom.addWidget(self.add)
        bottom.addStretch(1)
        bottom.addWidget(self.close_)
        whole.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        whole.setSpacing(SPACE + 4)
        whole.addWidget(self.standing)
        whole.addWidget(self.notice)
        whole.addWidget(self._middle, 1)
        whole.addLayout(bottom)

    def _choose(self) -> None:
        view = self.chosen_view()
        key = view.status.id if view is not None else None
        if key is not None and key != self._key:
            self._key = key
            self._follow()
            self.chosen.emit()

    def _follow(self) -> None:
        view = self.chosen_view()
        if view is not None:
            self.details.show_source(view)

    def _ask(self, deed: str) -> None:
        view = self.chosen_view()
        if view is None:
            return
        if deed == "remove":
            self._confirm(view)
        else:
            self.asked.emit(deed, view)

    def _confirm(self, view: SourceView) -> None:
        """Ask whether a source is to go, and say that its invoices stay."""
        words = self.tr("Remove the source %1?").replace("%1", shown(view.status.name))
        box = QMessageBox(QMessageBox.Icon.Question, self.windowTitle(), words, parent=self)
        box.setInformativeText(
            self.tr(
                "All invoices stay on the desk, and nothing is changed at the source. "
                "Its key and the list of what came are forgotten."
            )
        )
        yes = box.addButton(self.tr("Remove"), QMessageBox.ButtonRole.DestructiveRole)
        box.setDefaultButton(box.addButton(self.tr("Keep it"), QMessageBox.ButtonRole.RejectRole))
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        yes.clicked.connect(lambda: self.asked.emit("removed", view))
        box.open()
