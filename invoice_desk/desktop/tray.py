"""The icon in the system's tray: it tells what came, and leads back to the window."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.theme import Theme

_SHOWN_MS = 8000


class TrayIcon(Protocol):
    """What is used of QSystemTrayIcon."""

    activated: SignalInstance
    messageClicked: SignalInstance  # noqa: N815 - Qt's name

    def setIcon(self, icon: QIcon) -> None: ...  # noqa: N802, D102
    def setToolTip(self, tip: str) -> None: ...  # noqa: N802, D102
    def setContextMenu(self, menu: QMenu) -> None: ...  # noqa: N802, D102
    def showMessage(  # noqa: N802, D102
        self, title: str, message: str, icon: QSystemTrayIcon.MessageIcon, msecs: int
    ) -> None: ...
    def show(self) -> None: ...  # noqa: D102
    def hide(self) -> None: ...  # noqa: D102


TrayMaker = Callable[[QObject], TrayIcon | None]
"""Makes the icon, None where the system has no tray."""


def system_tray(parent: QObject) -> TrayIcon | None:
    """Return an icon in the system's tray, None where it has none."""
    return QSystemTrayIcon(parent) if QSystemTrayIcon.isSystemTrayAvailable() else None


class Tray(QObject):
    """open_asked, sync_asked, pause_asked, quit_asked: by a click on the icon, or in its menu."""

    open_asked = Signal()
    sync_asked = Signal()
    pause_asked = Signal()
    quit_asked = Signal()

    def __init__(self, made: TrayIcon, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._icon = made
        self.menu = QMenu(window)
        self.open = self.menu.addAction(self.tr("Open Invoice Desk"))
        self.sync = self.menu.addAction(self.tr("Sync now"))
        self.pause = self.menu.addAction(self.tr("Pause the sync"))
        self.menu.addSeparator()
        self.quit = self.menu.addAction(self.tr("Quit"))
        self.open.triggered.connect(self.open_asked)
        self.sync.triggered.connect(self.sync_asked)
        self.pause.triggered.connect(self.pause_asked)
        self.quit.triggered.connect(self.quit_asked)
        made.setContextMenu(self.menu)
        made.activated.connect(self._activate)
        made.messageClicked.connect(self.open_asked)
        self.set_theme(theme)
        self.show_standing(is_held=False, has_sources=False)
        made.show()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self._icon.setIcon(QIcon(icon("scan", theme, color=theme.accent).pixmap(64, 64)))

    def show_standing(self, *, is_held: bool, has_sources: bool) -> None:
        """Offer what can be done."""
        self.pause.setText(self.tr("Resume the sync") if is_held else self.tr("Pause the sync"))
        self.pause.setEnabled(has_sources)
        self.sync.setEnabled(has_sources)
        self._icon.setToolTip(self.tr("Invoice Desk: the sync is paused") if is_held else "Invoice Desk")

    @Slot(str, str)
    def tell(self, title: str, words: str) -> None:
        """Tell of something, beside the icon."""
        self._icon.showMessage(title, words, QSystemTrayIcon.MessageIcon.Information, _SHOWN_MS)

    def close(self) -> None:
        """Take the icon away."""
        self._icon.hide()
        self._icon.activated.disconnect(self._activate)
        self._icon.messageClicked.disconnect(self.open_asked)
        self.deleteLater()

    @Slot(object)
    def _activate(self, reason: object) -> None:
        """Open the window by a click; the other button opens the menu."""
        if reason in {
            QSystemTrayIcon.ActivationReason.Trigger,
            QSystemTrayIcon.ActivationReason.DoubleClick,
        }:
            self.open_asked.emit()
