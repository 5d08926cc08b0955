"""All actions with their keys, under the menus they stand in; found by a few letters."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QBrush, QColor, QIcon, QPalette, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from invoice_desk.desktop.actions import MENUS, plain, translated
from invoice_desk.desktop.settings.shortcuts import native, usual_keys

_NAME = Qt.ItemDataRole.UserRole


class ShortcutTable(QTreeWidget):
    """A row an action: its words and its key. chosen: the name of the action that is gone to."""

    chosen = Signal(str)

    def __init__(self, actions: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Commands and their keys"))
        self.setColumnCount(2)
        self.setHeaderLabels([self.tr("Command"), self.tr("Key")])
        self.setRootIsDecorated(False)
        self.setIndentation(14)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.setStyleSheet(
            "QTreeWidget { border-radius: 8px; } QTreeWidget::item { padding: 4px 0; }"
            "QHeaderView { border: none; }"
        )
        blank = QPixmap(self.iconSize() if self.iconSize().isValid() else QSize(16, 16))
        blank.fill(Qt.GlobalColor.transparent)
        self._blank = QIcon(blank)  # or the words of an action without an icon would stand further out
        self._items: dict[str, QTreeWidgetItem] = {}
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        left = dict(actions)
        for title, names in MENUS.items():
            self._add_group(translated(title), {name: left.pop(name) for name in names if name in left})
        self._add_group(self.tr("Other"), left)
        self.expandAll()
        self.currentItemChanged.connect(self._tell)

    def show_keys(self, keys: Mapping[str, str]) -> None:
        """Show the key of each action; one that is not the usual one stands out."""
        usual = usual_keys()
        for name, item in self._items.items():
            key = keys.get(name, "")
            item.setText(1, native(key))
            font = item.font(1)
            font.setBold(key != usual.get(name, ""))
            item.setFont(1, font)

    def show_matching(self, words: str) -> None:
        """Show only the actions that have all of these words, in their own, their menu's or their key's."""
        wanted = words.casefold().split()
        for group, items in self._groups:
            for item in items:
                text = f"{group.text(0)} {item.text(0)} {item.text(1)}".casefold()
                item.setHidden(not all(word in text for word in wanted))
            group.setHidden(all(item.isHidden() for item in items))

    def choose(self, name: str) -> None:
        """Go to an action."""
        self.setCurrentItem(self._items[name])

    def choose_first(self) -> None:
        """Go to the first action that is shown."""
        first = next((one for _group, items in self._groups for one in items if not one.isHidden()), None)
        if first is not None:
            self.setCurrentItem(first)

    @property
    def name(self) -> str:
        """The name of the action that is chosen, "" for none."""
        item = self.currentItem()
        return str(item.data(0, _NAME) or "") if item is not None else ""

    def _add_group(self, title: str, actions: Mapping[str, QAction]) -> None:
        if not actions:
            return
        group = QTreeWidgetItem(self, [title.replace("&", "")])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        group.setFirstColumnSpanned(True)
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        muted = self.palette().color(QPalette.ColorRole.PlaceholderText)
        group.setForeground(0, QBrush(QColor(muted)))
        for name, action in actions.items():
            item = QTreeWidgetItem(group, [plain(action)])
            item.setData(0, _NAME, name)
            item.setIcon(0, action.icon() if not action.icon().isNull() else self._blank)
            self._items[name] = item
        self._groups.append((group, [self._items[name] for name in actions]))

    def _tell(self) -> None:
        self.chosen.emit(self.name)
