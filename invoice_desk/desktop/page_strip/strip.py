"""The strip of pages beside the page: shown for what has several, with the open one marked."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QWidget

from invoice_desk.desktop.page_strip.pictures import PagePictures
from invoice_desk.desktop.page_strip.rows import PICTURE, PageLook, PageRows
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.invoice.filed import Filed

_WIDTH = PICTURE.width() + 2 * SPACE + 14  # pixels; the last for the scroll bar
_Index = QModelIndex | QPersistentModelIndex


class PageStrip(QListView):
    """A click, or an arrow key, goes to a page. page_chosen: its index, from 0."""

    page_chosen = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = PagePictures(self)
        self._rows, self._look = PageRows(self._pictures, self), PageLook(self)
        self._shown = 0
        self.setModel(self._rows)
        self.setItemDelegate(self._look)
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setFixedWidth(_WIDTH)
        self.setAccessibleName(self.tr("Pages"))
        self.set_theme(theme)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._look.theme = theme
        self.setStyleSheet(
            f"QListView {{ background: {theme.window}; border: 1px solid transparent; border-radius: 6px; }}"
            f"QListView:focus {{ border-color: {theme.accent}; }}"
        )
        self.viewport().update()

    def show_invoice(self, filed: Filed | None) -> None:
        """Show the pages of an invoice; nothing where it has one."""
        document = filed.document if filed is not None and len(filed.document.pages) > 1 else None
        self._rows.take(document)
        self.setVisible(document is not None)
        self._mark()

    def show_page(self, number: int, _total: int) -> None:
        """Mark the page that is shown, by its number from 1."""
        self._shown = number - 1
        self._mark()

    def finish(self) -> None:
        """Wait for what is being decoded."""
        self._pictures.close()

    def currentChanged(self, current: _Index, previous: _Index) -> None:  # noqa: N802 - Qt's
        """Go to the page that a person chose."""
        super().currentChanged(current, previous)
        if current.isValid() and current.row() != self._shown:
            self.page_chosen.emit(current.row())

    def _mark(self) -> None:
        index = self._rows.index(self._shown)
        if index.isValid() and index != self.currentIndex():
            self.setCurrentIndex(index)
