"""Every control has a name for those who do not see it, and can be reached by those who have no mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from opening_dialogs import DIALOGS, GUIDES, opened, shut
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QMenuBar,
    QScrollBar,
    QTabBar,
    QToolBar,
    QWidget,
)
from pytestqt.qtbot import QtBot
from read_desks import ReadDesks, read
from window_tools import WAIT, draw, open_window, small

from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.templates import save

pytestmark = pytest.mark.usefixtures("tessdata")
BY_KEY = {
    "Confirm": "Enter",
    "Withdraw": "Alt+W",
    "Second reader": "Alt+0",
    "Values": "Up, Down",
    **{f"{number}  ": f"{number}" for number in range(1, 10)},
}
"""What Tab passes over, for it walks the values: each has a key in docs/desktop.md."""


def fill(desk: Desk, folder: Path) -> None:
    save(desk, small())
    read(desk, draw(folder / "in"))


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, read_desks: ReadDesks) -> Iterator[MainWindow]:
    """Return a shown window with an invoice in review."""
    shown = open_window(read_desks.copy(fill, tmp_path / "desk"))
    qtbot.addWidget(shown)
    shown.resize(1280, 720)
    shown.show()
    shown.go_to(1)
    qtbot.waitUntil(lambda: shown.page_view.is_shown, timeout=WAIT)
    yield shown
    shown.close()
    shown.session.desk.close()


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
        if not one.focusPolicy() & Qt.FocusPolicy.TabFocus and not is_reached_otherwise(one)
    ]


def is_reached_otherwise(widget: QWidget) -> bool:
    """Whether the menus have it, a key of its own, or the arrows from the one of its group that is chosen."""
    has_tab = any(one.focusPolicy() & Qt.FocusPolicy.TabFocus for one in group_of(widget))
    return isinstance(widget.parentWidget(), QToolBar) or has_key(widget) or has_tab


def has_key(widget: QWidget) -> bool:
    """Whether it has a key of its own."""
    return any(name_of(widget).startswith(name) for name in BY_KEY)


def group_of(widget: QWidget) -> list[QAbstractButton]:
    """Return the buttons of which only one is chosen at a time, with this one; none where it stands alone."""
    group = widget.group() if isinstance(widget, QAbstractButton) else None
    return group.buttons() if group is not None and group.exclusive() else []


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


@pytest.mark.parametrize("name", GUIDES)
def test_the_first_steps_are_used_by_keys_alone(name: str, window: MainWindow, qtbot: QtBot) -> None:
    guide = opened(GUIDES[name], window, qtbot)
    assert nameless(guide) == []
    assert out_of_reach(guide) == []
    first = next(one for one in window.guide.numbers if one.isChecked())
    assert walked(first) == set(window.guide.numbers)


@pytest.mark.parametrize("name", DIALOGS)
def test_a_dialog_is_used_by_keys_alone(name: str, window: MainWindow, qtbot: QtBot) -> None:
    dialog = opened(DIALOGS[name], window, qtbot)
    focused = activated(dialog, qtbot)
    assert nameless(dialog) == []
    assert out_of_reach(dialog) == []
    there = set(controls_of(dialog))
    reached = set()
    for _ in range(80):
        reached.add(focused())
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    choices = {one for one in reached if group_of(one)}
    reached |= {one for choice in choices for one in walked(choice)}
    missed = {one for one in there - reached if one.focusProxy() not in reached}
    unreached = [described(one) for one in missed if not has_key(one)]
    assert unreached == []
    shut(window)


def activated(dialog: QWidget, qtbot: QtBot) -> Callable[[], QWidget]:
    """Bring a dialog to the front; return who has the focus in it."""

    def has_focus() -> bool:
        dialog.activateWindow()
        focused = QApplication.focusWidget()
        return focused is not None and (dialog.isAncestorOf(focused) or focused is dialog)

    qtbot.waitUntil(has_focus)
    return QApplication.focusWidget


def walked(choice: QWidget) -> set[QWidget]:
    """Return what the arrows come to in a group of which one is chosen."""
    reached, one = {choice}, choice
    one.setFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down, Qt.Key.Key_Up):
        for _ in group_of(choice):
            QTest.keyClick(one, key)
            one = QApplication.focusWidget() or one
            reached.add(one)
    return reached
