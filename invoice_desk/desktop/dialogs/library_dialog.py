"""The template library: every template of the desk, found, looked at, and what can be done with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from invoice_desk.desktop.dialogs.undo_notice import UndoNotice
from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.tables.empty import EmptyState
from invoice_desk.desktop.tables.template_delegate import TemplateDelegate
from invoice_desk.desktop.tables.template_list import TemplateList, TemplateRole
from invoice_desk.desktop.theme import SPACE, Theme
from invoice_desk.store.template_versions import Listed


@dataclass(frozen=True, slots=True)
class _Deed:
    """One thing that can be done. needs: "" nothing, "invoice" an open one, else templates."""

    name: str
    words: str
    icon: str
    keys: str = ""
    needs: str = ""


class LibraryDialog(QDialog):
    """Shows templates. asked: what is to be done, and the names of the chosen templates; renamed: from, to.

    What is asked: new, open, rename (done here), duplicate, versions, try, import, export, delete,
    bring_back, undo.
    """

    asked = Signal(str, object)
    renamed = Signal(str, str)

    def __init__(self, theme: Theme, *, has_invoice: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._has_invoice = has_invoice
        self.setWindowTitle(self.tr("Templates"))
        self.model, self.view = TemplateList(self), QListView()
        self.search, self.deleted = QLineEdit(), QCheckBox(self.tr("Deleted ones"))
        self.notice = UndoNotice(theme)
        self._empty = EmptyState("layout-template", theme)
        self._middle = QStackedWidget()
        self._count = QLabel()
        self._has_any = False
        self.actions_ = {deed.name: self._action(deed, theme) for deed in self._deeds()}
        self._needs = {deed.name: deed.needs for deed in self._deeds()}
        self._dress_view(theme)
        self._lay_out()
        self._connect()
        self._follow()
        self.resize(820, 600)

    def show_templates(self, listed: Sequence[Listed], *, choose: str = "") -> None:
        """Show these; the chosen one stays chosen, or `choose` is."""
        names = self.chosen_names()
        row = self.view.currentIndex().row()
        self._has_any = any(not one.is_deleted for one in listed)
        self.model.show_templates(listed)
        self._choose([choose] if choose else names, row)
        self._follow()

    def choose(self, name: str) -> None:
        """Choose a template."""
        self._choose([name], 0)
        self._follow()

    def edit_name(self) -> None:
        """Let the name of the chosen template be typed where it stands."""
        index = self.view.currentIndex()
        self.view.doItemsLayout()  # else a row that came just now is not where it is edited
        self.view.scrollTo(index)
        self.view.edit(index)

    def chosen(self) -> list[Listed]:
        """Return the chosen templates, in their order."""
        rows = sorted(self.view.selectionModel().selectedIndexes(), key=lambda index: index.row())
        return [index.data(TemplateRole.LISTED) for index in rows]

    def chosen_names(self) -> list[str]:
        """Return the names of the chosen templates."""
        return [one.template.name for one in self.chosen()]

    def _deeds(self) -> tuple[_Deed, ...]:
        return (
            _Deed("new", self.tr("New from this invoice"), "plus", "Ctrl+N", "invoice"),
            _Deed("open", self.tr("Open for editing"), "layout-template", "", "one"),
            _Deed("rename", self.tr("Rename"), "pencil", "F2", "one"),
            _Deed("duplicate", self.tr("Duplicate"), "copy", "Ctrl+D", "one"),
            _Deed("versions", self.tr("Versions…"), "history", "Ctrl+H", "one"),
            _Deed("try", self.tr("Try on invoices…"), "play", "Ctrl+T", "one"),
            _Deed("import", self.tr("Import…"), "file-plus", "Ctrl+O"),
            _Deed("export", self.tr("Export…"), "download", "Ctrl+E", "some"),
            _Deed("delete", self.tr("Delete"), "trash-2", "Del", "some"),
            _Deed("bring_back", self.tr("Bring back"), "archive-restore", "Ctrl+B", "deleted"),
        )

    def _action(self, deed: _Deed, theme: Theme) -> QAction:
        action = QAction(icon(deed.icon, theme), deed.words, self)
        action.setObjectName(deed.name)
        action.setShortcut(QKeySequence(deed.keys))
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) or self.tr("Enter")
        action.setToolTip(f"{deed.words.rstrip('…')} ({keys})")
        name = deed.name
        if name == "rename":
            action.triggered.connect(self.edit_name)
        else:
            action.triggered.connect(lambda: self.asked.emit(name, tuple(self.chosen_names())))
        self.addAction(action)
        return action

    def _dress_view(self, theme: Theme) -> None:
        view = self.view
        view.setModel(self.model)
        view.setItemDelegate(TemplateDelegate(theme, view))
        view.setAccessibleName(self.tr("Templates of the desk"))
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setUniformItemSizes(True)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(self.tr("Search templates"))
        self.search.setAccessibleName(self.tr("Search templates"))
        self.search.setClearButtonEnabled(True)
        self._count.setProperty("muted", True)
        self._middle.addWidget(self.view)
        self._middle.addWidget(self._empty)
        top, bottom, middle = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.deleted)
        middle.addWidget(self._middle, 1)
        middle.addLayout(self._buttons())
        close = QPushButton(self.tr("Close"))
        close.setAutoDefault(False)
        close.clicked.connect(self.reject)
        bottom.addWidget(self._count, 1)
        bottom.addWidget(close)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        whole.setSpacing(SPACE + 4)
        for layout in (top, middle):
            whole.addLayout(layout, 1 if layout is middle else 0)
            middle.setSpacing(SPACE + 4)
        whole.addWidget(self.notice)
        whole.addLayout(bottom)

    def _buttons(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        for name, action in self.actions_.items():
            if name in {"open", "import", "delete"}:
                column.addSpacing(SPACE)
            button = QToolButton()
            button.setDefaultAction(action)
            button.setIconSize(QSize(18, 18))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            column.addWidget(button)
        column.addStretch(1)
        return column

    def _connect(self) -> None:
        self.search.textChanged.connect(self._ask)
        self.deleted.toggled.connect(self._ask)
        self.view.selectionModel().selectionChanged.connect(self._follow)
        self.view.activated.connect(self._open)
        self.view.customContextMenuRequested.connect(self._open_menu)
        self.model.renamed.connect(self.renamed)
        self.notice.undo_asked.connect(lambda: self.asked.emit("undo", ()))
        self._empty.asked.connect(lambda: self.asked.emit("import", ()))
        for keys, handler in (
            (QKeySequence(QKeySequence.StandardKey.Undo), lambda: self.asked.emit("undo", ())),
            (QKeySequence(QKeySequence.StandardKey.Find), self.search.setFocus),
        ):
            action = QAction(self)
            action.setShortcut(keys)
            action.triggered.connect(handler)
            self.addAction(action)

    def _ask(self) -> None:
        names = self.chosen_names()
        self.model.ask(self.search.text(), has_deleted=self.deleted.isChecked())
        self._choose(names, 0)
        self._follow()

    def _choose(self, names: Sequence[str], row: int) -> None:
        """Choose templates by name; where none of them is shown, the one that stands there now."""
        rows = [found for name in names if (found := self.model.row_of(name)) is not None]
        if not rows and self.model.rowCount():
            rows = [min(max(row, 0), self.model.rowCount() - 1)]
        for number, at in enumerate(rows):
            index = self.model.index(at)
            if not number:
                self.view.setCurrentIndex(index)
            self.view.selectionModel().select(index, self.view.selectionModel().SelectionFlag.Select)

    def _follow(self) -> None:
        """Let only that be done which can be done with what is chosen, and say what is shown."""
        chosen = self.chosen()
        here = [one for one in chosen if not one.is_deleted]
        can = {
            "": True,
            "invoice": self._has_invoice,
            "one": len(here) == 1,
            "some": bool(here),
            "deleted": len(chosen) > len(here),
        }
        for name, action in self.actions_.items():
            action.setEnabled(can[self._needs[name]])
        many = self.model.rowCount()
        self._middle.setCurrentWidget(self.view if many else self._empty)
        self._count.setText(self.tr("%n template(s)", "", many) if many else "")
        if self.search.text() or self.deleted.isChecked() or self._has_any:
            self._empty.say(self.tr("No template matches"), icon_name="search")
        else:
            words = self.tr("No template yet: draw regions on an invoice, or import a template file")
            self._empty.say(words, button=self.tr("Import…"), icon_name="layout-template")

    def _open(self) -> None:
        if self.actions_["open"].isEnabled():
            self.actions_["open"].trigger()

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addActions([action for action in self.actions_.values() if action.isEnabled()])
        menu.popup(self.view.viewport().mapToGlobal(place))
