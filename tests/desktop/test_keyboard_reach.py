"""Every control has a name for those who do not see it, and can be reached by those who have no mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QDialog,
    QLineEdit,
    QMenuBar,
    QScrollBar,
    QTabBar,
    QToolBar,
    QWidget,
)
from pytestqt.qtbot import QtBot
from window_tools import WAIT, draw, open_window, small

from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.workflow.templates import save

pytestmark = pytest.mark.usefixtures("tessdata")
BY_KEY = {
    "Confirm": "Enter",
    "Withdraw": "Alt+W",
    "Second reader": "Alt+0",
    "Values": "Up, Down",
}
"""What Tab passes over, for it walks the values: each has a key in docs/desktop.md."""


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    """Return a shown window with an invoice in review."""
    opened = open_window(tmp_path / "desk")
    save(opened.session.desk, small())
    qtbot.addWidget(opened)
    opened.resize(1280, 720)
    opened.show()
    with qtbot.waitSignal(opened.work.idle, timeout=WAIT):
        opened.commands.add([draw(tmp_path / "in")])
    qtbot.waitUntil(lambda: opened.page_view.is_shown, timeout=WAIT)
    yield opened
    opened.close()
    opened.session.desk.close()


def controls_of(root: QWidget) -> list[QWidget]:
    """Return what of a window can be seen and used: what takes the focus, and what is clicked."""
    return [one for one in root.findChildren(QWidget) if one.isVisibleTo(root) and is_control(one)]


def is_control(widget: QWidget) -> bool:
    if isinstance(widget, (QScrollBar, QMenuBar)) or is_inside_of_another(widget):
        return False
    takes_focus = widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
    return (takes_focus or isinstance(widget, QAbstractButton)) and widget.isEnabled()


def is_inside_of_another(widget: QWidget) -> bool:
    """Whether it is a part of a control: an area's viewport, a tool bar's or tab bar's or title's button."""
    parent = widget.parentWidget()
    if widget.objectName().startswith(("qt_", "QLineEdit")):
        return True
    if isinstance(parent, QAbstractScrollArea) and widget is parent.viewport():
        return True
    is_part = (
        isinstance(parent, (QTabBar, QAbstractSpinBox, QLineEdit)) or type(parent).__name__ == "QComboBox"
    )
    return is_part or type(widget).__name__ in {"QLineEditIconButton", "QDockWidgetTitleButton"}


def name_of(widget: QWidget) -> str:
    found = QAccessible.queryAccessibleInterface(widget)
    return found.text(QAccessible.Text.Name) if found is not None else widget.accessibleName()


def nameless(root: QWidget) -> list[str]:
    return [described(one) for one in controls_of(root) if not name_of(one).strip()]


def out_of_reach(root: QWidget) -> list[str]:
    """Return the controls that no Tab comes to, but those of a tool bar, which the menus have, too."""
    return [
        f"{described(one)} {name_of(one)}"
        for one in controls_of(root)
        if not one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(one.parentWidget(), QToolBar)
        and not any(name_of(one).startswith(name) for name in BY_KEY)
    ]


def described(widget: QWidget) -> str:
    parents = [type(one).__name__ for one in (widget.parentWidget(), widget) if one is not None]
    return " > ".join(parents) + f" {widget.objectName()}"


def test_every_control_of_the_window_has_a_name(window: MainWindow) -> None:
    for dock in window.docks:
        dock.raise_()
        assert nameless(window) == []


def test_every_control_of_the_window_is_reached_by_keys(window: MainWindow) -> None:
    for dock in window.docks:
        dock.raise_()
        assert out_of_reach(window) == []


def test_every_tool_stands_in_a_menu_too(window: MainWindow) -> None:
    in_menus = {action for menu in window.menus.values() for action in menu.actions()}
    tools = [one for one in window.findChild(QToolBar, "toolbar").actions() if not one.isSeparator()]
    assert [one.text() for one in tools if one not in in_menus] == []


DIALOGS: dict[str, Callable[[MainWindow], object]] = {
    "export": lambda window: window.exporting.export(),
    "history": lambda window: window.commands.history(),
    "palette": lambda window: window.actions_["palette"].trigger(),
    "glyphs": lambda window: window.actions_["glyphs"].trigger(),
    "field": lambda window: window.commands.name_field("total"),
}


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_used_by_keys_alone(name: str, window: MainWindow, qtbot: QtBot) -> None:
    DIALOGS[name](window)
    dialogs = [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog)]
    dialog = next(one for one in dialogs if one.isVisible())
    qtbot.wait(200)  # the glyphs are gathered, and the dialog has come to the front
    focused = activated(dialog, qtbot)
    assert nameless(dialog) == []
    assert out_of_reach(dialog) == []
    reached = set()
    for _ in range(80):
        reached.add(focused())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    unreached = [described(one) for one in controls_of(dialog) if one not in reached]
    assert unreached == []
    dialog.close()


def activated(dialog: QDialog, qtbot: QtBot) -> Callable[[], QWidget]:
    """Bring a dialog to the front; return who has the focus in it."""

    def has_focus() -> bool:
        dialog.activateWindow()
        focused = QApplication.focusWidget()
        return focused is not None and focused.window() is dialog

    qtbot.waitUntil(has_focus)
    return QApplication.focusWidget
