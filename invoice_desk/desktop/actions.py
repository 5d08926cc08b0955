"""What a person can do, as data: words, key, icon and name. Menus and toolbar are made of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QToolBar

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.theme import Theme

_CONTEXT = "actions"
SEPARATOR = ""


@dataclass(frozen=True, slots=True)
class Spec:
    """One action. name: by which menus and the window know it; words: in English, & before the key letter."""

    name: str
    words: object
    icon: str = ""
    keys: str = ""
    is_checkable: bool = False


_N = QT_TRANSLATE_NOOP
SPECS = (
    Spec("open", _N("actions", "&Open files…"), "file-plus", "Ctrl+O"),
    Spec("open_folder", _N("actions", "Open a &folder…"), "folder-plus", "Ctrl+Shift+O"),
    Spec("paste", _N("actions", "&Paste"), "clipboard-paste", "Ctrl+Shift+V"),
    Spec("samples", _N("actions", "Add the &samples"), "image"),
    Spec("sources", _N("actions", "So&urces…"), "cloud", "Ctrl+Shift+S"),
    Spec("export", _N("actions", "&Export…"), "download", "Ctrl+E"),
    Spec("report", _N("actions", "&Report of this invoice…"), "file-text"),
    Spec("open_desk", _N("actions", "Open another &desk…"), "inbox"),
    Spec("new_desk", _N("actions", "&New desk…"), "plus"),
    Spec("settings", _N("actions", "Se&ttings…"), "settings", "Ctrl+,"),
    Spec("quit", _N("actions", "&Quit"), "", "Ctrl+Q"),
    Spec("undo", _N("actions", "&Undo"), "undo-2", "Ctrl+Z"),
    Spec("redo", _N("actions", "&Redo"), "redo-2", "Ctrl+Shift+Z"),
    Spec("find", _N("actions", "&Find an invoice"), "search", "Ctrl+F"),
    Spec("draw", _N("actions", "&Draw regions"), "square-dashed-mouse-pointer", "Ctrl+R", is_checkable=True),
    Spec("zoom_in", _N("actions", "Zoom &in"), "zoom-in", "Ctrl++"),
    Spec("zoom_out", _N("actions", "Zoom &out"), "zoom-out", "Ctrl+-"),
    Spec("fit_page", _N("actions", "Fit the &page"), "maximize", "Ctrl+0"),
    Spec("fit_width", _N("actions", "Fit the &width"), "move-horizontal", "Ctrl+9"),
    Spec("actual_size", _N("actions", "&Actual size"), "", "Ctrl+1"),
    Spec("fit_selection", _N("actions", "Fit the &selection"), "scan", "Ctrl+2"),
    Spec("appearance", _N("actions", "&Brightness and contrast…"), "contrast", "Ctrl+B"),
    Spec("rotate", _N("actions", "&Rotate the view"), "rotate-cw", "Ctrl+T"),
    Spec("previous_page", _N("actions", "Previous page"), "chevron-left", "Ctrl+PgUp"),
    Spec("next_page", _N("actions", "Next page"), "chevron-right", "Ctrl+PgDown"),
    Spec("theme", _N("actions", "Dar&k"), "moon", "", is_checkable=True),
    Spec("read", _N("actions", "&Read this invoice"), "play", "F5"),
    Spec("read_all", _N("actions", "Read all that &wait"), "refresh-cw", "Shift+F5"),
    Spec("pause", _N("actions", "Paus&e or go on"), "pause", "Ctrl+Shift+P"),
    Spec("stop", _N("actions", "&Stop reading"), "square"),
    Spec("activity", _N("actions", "What runs in the &background"), "loader-circle", "Ctrl+J"),
    Spec("accept", _N("actions", "&Accept and go on"), "check", "Ctrl+Return"),
    Spec("accept_sure", _N("actions", "Accept all that are s&ure"), "check-check"),
    Spec("reopen", _N("actions", "Re&open"), "archive-restore"),
    Spec("reject", _N("actions", "Re&ject"), "ban"),
    Spec("to_doubt", _N("actions", "Go to what is in doub&t"), "triangle-alert", "F8"),
    Spec("delete", _N("actions", "&Delete the invoice"), "trash-2", "Ctrl+Backspace"),
    Spec("not_duplicate", _N("actions", "Is no dup&licate"), "copy"),
    Spec("next_invoice", _N("actions", "&Next invoice"), "", "Ctrl+Down"),
    Spec("previous_invoice", _N("actions", "&Previous invoice"), "", "Ctrl+Up"),
    Spec("history", _N("actions", "&History…"), "history", "Ctrl+H"),
    Spec("glyphs", _N("actions", "Doubtful &glyphs…"), "fingerprint", "Ctrl+G"),
    Spec("new_template", _N("actions", "&New template from this invoice"), "plus"),
    Spec("library", _N("actions", "Template &library…"), "layout-template", "Ctrl+Shift+L"),
    Spec("import_templates", _N("actions", "&Import templates…"), "file-plus"),
    Spec("rename_template", _N("actions", "&Rename the template"), "pencil"),
    Spec("try_page", _N("actions", "Read all &fields of this page for a try"), "scan"),
    Spec("try_template", _N("actions", "&Try the template on invoices…"), "play", "Ctrl+Shift+T"),
    Spec("training", _N("actions", "D&igits: how well they are read…"), "hash"),
    Spec("palette", _N("actions", "&Command palette…"), "command", "Ctrl+K"),
    Spec("first_steps", _N("actions", "&First steps"), "hand"),
    Spec("about", _N("actions", "&About Invoice Desk"), "info"),
)

MENUS: Mapping[object, tuple[str, ...]] = {
    _N("actions", "&File"): (
        *("open", "open_folder", "paste", "samples", SEPARATOR, "sources", SEPARATOR),
        *("export", "report", SEPARATOR, "open_desk", "new_desk", SEPARATOR, "settings", SEPARATOR, "quit"),
    ),
    _N("actions", "&Edit"): ("undo", "redo", SEPARATOR, "find", "palette"),
    _N("actions", "&Template"): (
        *("new_template", "library", "import_templates", SEPARATOR, "rename_template", SEPARATOR),
        *("try_page", "try_template"),
    ),
    _N("actions", "&Invoice"): (
        *("read", "read_all", "pause", "stop", "activity", SEPARATOR, "to_doubt", "accept", "accept_sure"),
        *(
            SEPARATOR,
            "reopen",
            "reject",
            "not_duplicate",
            "delete",
            SEPARATOR,
            "history",
            "glyphs",
            "training",
        ),
        *(SEPARATOR, "previous_invoice", "next_invoice"),
    ),
    _N("actions", "&View"): (
        *("draw", SEPARATOR, "zoom_in", "zoom_out", "actual_size", SEPARATOR),
        *("fit_page", "fit_width", "fit_selection", SEPARATOR, "rotate", "appearance", SEPARATOR),
        *("previous_page", "next_page", SEPARATOR, "theme"),
    ),
    _N("actions", "&Help"): ("first_steps", SEPARATOR, "about"),
}
ZOOMS = ("fit_page", "fit_width", "fit_selection", "actual_size")
"""What the menu behind the zoom in the status bar offers."""
TOOLBAR = (
    *("open", SEPARATOR, "undo", "redo", SEPARATOR, "draw", "read", SEPARATOR),
    *("zoom_out", "zoom_in", "fit_page", "fit_width", "rotate", "appearance", SEPARATOR),
    *("accept", "export", SEPARATOR, "palette"),
)


def translated(words: object) -> str:
    """Return the words of an action or menu in the person's language."""
    return QCoreApplication.translate(_CONTEXT, str(words))


def make_actions(window: QMainWindow, theme: Theme) -> dict[str, QAction]:
    """Return all actions by name; they belong to the window, so that their keys work in all of it."""
    actions = {}
    for spec in SPECS:
        action = QAction(translated(spec.words), window)
        action.setObjectName(spec.name)
        action.setCheckable(spec.is_checkable)
        if spec.keys:
            action.setShortcut(QKeySequence(spec.keys))
        window.addAction(action)
        actions[spec.name] = action
    dress_actions(actions, theme)
    return actions


def dress_actions(actions: Mapping[str, QAction], theme: Theme) -> None:
    """Draw the icons in the theme's colours."""
    for spec in SPECS:
        if spec.icon:
            actions[spec.name].setIcon(icon(spec.icon, theme))


def fill_menus(window: QMainWindow, actions: Mapping[str, QAction]) -> dict[str, QMenu]:
    """Fill the menu bar; return the menus by their English names without &."""
    menus = {}
    for title, names in MENUS.items():
        menu = window.menuBar().addMenu(translated(title))
        _fill(menu, names, actions)
        menus[str(title).replace("&", "")] = menu
    return menus


def fill_toolbar(toolbar: QToolBar, actions: Mapping[str, QAction]) -> None:
    """Fill the toolbar; what matters most has words beside its icon."""
    _fill(toolbar, TOOLBAR, actions)
    for name in ("open", "read", "accept", "export"):
        button = toolbar.widgetForAction(actions[name])
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)  # type: ignore[attr-defined]


def plain(action: QAction) -> str:
    """Return an action's words without the mark of its key letter."""
    return action.text().replace("&", "").rstrip("…")


def _fill(place: QMenu | QToolBar, names: tuple[str, ...], actions: Mapping[str, QAction]) -> None:
    for name in names:
        if name == SEPARATOR:
            place.addSeparator()
        else:
            place.addAction(actions[name])
