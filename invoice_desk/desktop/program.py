"""The running program: the desk and the window that are open, and how others take their place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.languages import use_language
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.remembered import Remembered
from invoice_desk.desktop.theme import DARK, LIGHT, Theme, apply_theme, system_theme
from invoice_desk.errors import DeskError
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import read_settings, settings_path


class Program(QObject):
    """Holds one desk and one window on it; every object of the desktop is built here, once for each desk."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self.desk: Desk | None = None
        self.window: MainWindow | None = None

    def open(self, folder: Path) -> MainWindow:
        """Open the desk in a folder and show its window. Raises DeskError; then nothing is open."""
        settings = read_settings(settings_path())
        desk = Desk.open(folder.absolute(), settings)
        use_language(self._application, settings.language)
        remembered = Remembered(desk.store.folder.root / "window.json")
        theme = chosen_theme(self._application, remembered)
        apply_theme(self._application, theme)
        self._application.setWindowIcon(QIcon(icon("scan", theme, color=theme.accent).pixmap(64, 64)))
        window = MainWindow(desk, theme, remembered)
        window.desk_asked.connect(self.change_desk)
        self.desk, self.window = desk, window
        window.show()
        return window

    def begin(self, files: Sequence[Path] = ()) -> None:
        """Add files, and read what a crash left unread."""
        if self.window is None:
            return
        if files:
            self.window.commands.add(files)
        else:
            self.window.work.read()

    def change_desk(self, folder: Path) -> None:
        """Open another desk, or the same one anew, once the event that asked for it has ended."""
        QTimer.singleShot(0, self, lambda: self._change_desk(folder))

    def close(self) -> None:
        """Close the window and the desk."""
        if self.window is not None:
            self.window.close()
            self.window.deleteLater()
        if self.desk is not None:
            self.desk.close()
        self.desk = self.window = None

    def _change_desk(self, folder: Path) -> None:
        before = self.desk.store.folder.root if self.desk is not None else folder
        is_quitting = self._application.quitOnLastWindowClosed()
        self._application.setQuitOnLastWindowClosed(False)
        self.close()
        try:
            self.open(folder)
        except DeskError as error:
            self.open(before).session.meet(error.problem)
        self.begin()
        self._application.setQuitOnLastWindowClosed(is_quitting)


def chosen_theme(application: QApplication, remembered: Remembered) -> Theme:
    """Return the theme that the person chose, else that of the system."""
    known = {"dark": DARK, "light": LIGHT}
    return known.get(str(remembered.get("theme")), system_theme(application))
