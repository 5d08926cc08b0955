"""What the tests of the sources wait for, press and look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QMessageBox
from pytestqt.qtbot import QtBot
from window_tools import WAIT, open_window, small

from invoice_desk.desktop.dialogs.sources.source_dialog import SourceDialog
from invoice_desk.desktop.dialogs.sources.sources_dialog import SourcesDialog
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.invoice.filed import Filed, State
from invoice_desk.store.documents import get_filed
from invoice_desk.store.searching import Filter, find_ids
from invoice_desk.store.sources import ItemState
from invoice_desk.workflow.sources import Status, statuses
from invoice_desk.workflow.templates import save


@contextmanager
def window_on(qtbot: QtBot, folder: Path) -> Iterator[MainWindow]:
    """Give a shown window on a desk that knows the template of the small invoice."""
    window = open_window(folder)
    if not statuses(window.session.desk):
        save(window.session.desk, small())
    qtbot.addWidget(window)
    window.show()
    try:
        yield window
    finally:
        window.sources.end()
        window.close()
        window.session.desk.close()


def press(qtbot: QtBot, button: QAbstractButton) -> None:
    """Click a button that can be clicked."""
    assert button.isEnabled(), button.text()
    assert button.isVisible(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def open_sources(qtbot: QtBot, window: MainWindow) -> SourcesDialog:
    """Open the dialog by its key."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT)
    qtbot.keyClick(
        window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert window.sources.deeds is not None
    return window.sources.deeds.dialog


def adding(qtbot: QtBot, window: MainWindow, dialog: SourcesDialog, kind: str) -> SourceDialog:
    """Press "Add source…" and then the kind."""
    press(qtbot, dialog.add)
    assert window.sources.deeds is not None
    asked = window.sources.deeds.source_dialog
    assert asked is not None
    press(qtbot, next(one for one in asked.kinds.buttons() if one.text().strip() == kind))
    return asked


def keep(qtbot: QtBot, asked: SourceDialog) -> None:
    """Press "Add", once it can be pressed."""
    qtbot.waitUntil(asked.keep.isEnabled, timeout=WAIT)
    press(qtbot, asked.keep)


def source_of(window: MainWindow, name: str) -> Status:
    """Return how a source stands on the desk."""
    return next(one for one in statuses(window.session.desk) if one.name == name)


def many(window: MainWindow, name: str, state: ItemState) -> int:
    """Return how many files of a source stand so."""
    return source_of(window, name).counts.get(state, 0)


def invoices(window: MainWindow) -> list[Filed]:
    """Return the invoices of the desk."""
    desk = window.session.desk
    with desk.reading() as connection:
        return [get_filed(connection, desk.store.originals, key) for key in find_ids(connection, Filter())]


def wait_read(qtbot: QtBot, window: MainWindow, count: int) -> None:
    """Wait until so many invoices are on the desk and read."""

    def is_read() -> bool:
        found = invoices(window)
        return len(found) == count and all(one.state is State.REVIEW for one in found)

    qtbot.waitUntil(is_read, timeout=WAIT)
    qtbot.waitUntil(lambda: not window.work.is_running, timeout=WAIT)


def answer(qtbot: QtBot, words: str) -> None:
    """Press a button of the question that is open."""
    (box,) = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox) and one.isVisible()
    ]
    press(qtbot, next(one for one in box.buttons() if one.text() == words))


class FakeTray(QObject):
    """Stands for QSystemTrayIcon, where the tests have no tray."""

    activated = Signal(object)
    messageClicked = Signal()  # noqa: N815 - Qt's name

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.told: list[tuple[str, str]] = []
        self.tip, self.is_shown = "", False
        self.menu: QMenu | None = None

    def setIcon(self, icon: QIcon) -> None:  # noqa: N802 - Qt's name
        """Take an icon, which must not be empty."""
        assert not icon.isNull()

    def setToolTip(self, tip: str) -> None:  # noqa: N802 - Qt's name
        """Keep it."""
        self.tip = tip

    def setContextMenu(self, menu: QMenu) -> None:  # noqa: N802 - Qt's name
        """Keep it."""
        self.menu = menu

    def showMessage(self, title: str, message: str, _icon: object, _msecs: int) -> None:  # noqa: N802 - Qt's name
        """Keep it."""
        self.told.append((title, message))

    def show(self) -> None:
        """Be there."""
        self.is_shown = True

    def hide(self) -> None:
        """Be gone."""
        self.is_shown = False
