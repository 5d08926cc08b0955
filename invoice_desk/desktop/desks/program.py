"""The running program: the desk and the window that are open, and how others take their place."""

from __future__ import annotations

import gc
from collections.abc import Generator, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from invoice_desk.desktop.crash_news import tell_crash
from invoice_desk.desktop.jobs import Job
from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.place.remembered import Remembered
from invoice_desk.desktop.settings.effects import chosen_theme
from invoice_desk.desktop.theme import apply_theme
from invoice_desk.desktop.words.languages import use_language
from invoice_desk.errors import DeskError
from invoice_desk.imaging.opening import load_decoders
from invoice_desk.progress import IsStopped
from invoice_desk.shipped import shipped
from invoice_desk.workflow.crashes import Crashes
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.recent_desks import RecentDesks
from invoice_desk.workflow.settings import ThemeChoice, read_settings, settings_path

_WARMED_MS = 250  # after the window stands


class Program(QObject):
    """Holds one desk and one window on it; every object of the desktop is built here, once for each desk."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        application.styleHints().colorSchemeChanged.connect(self._follow_system)
        self.desk: Desk | None = None
        self.window: MainWindow | None = None
        self.crashes: Crashes | None = None
        self._warming: Job | None = None

    def open(self, folder: Path) -> MainWindow:
        """Open the desk in a folder and show its window. Raises DeskError; then nothing is open."""
        return self._show(Desk.open(folder.absolute(), read_settings(settings_path())))

    def begin(self, files: Sequence[Path] = ()) -> None:
        """Add files, and read what a crash left unread."""
        if self.window is None:
            return
        if files:
            self.window.commands.add(files)
        else:
            self.window.work.read()
        QTimer.singleShot(_WARMED_MS, self, self._warm)
        gc.enable()
        gc.freeze()  # to walk all that stays, which is 0.1 s for each full collection, would stop the window

    def change_desk(self, folder: Path) -> None:
        """Open another desk, or the same one anew, once the event that asked for it has ended."""
        QTimer.singleShot(0, self, lambda: self._change_desk(folder))

    def close(self) -> None:
        """Close the window and the desk."""
        gc.unfreeze()
        if self._warming is not None:
            self._warming.close()
            self._warming = None
        if self.window is not None:
            self.window.sources.end()
            self.window.close()
            self.window.deleteLater()
        if self.desk is not None:
            self.desk.close()
        if self.crashes is not None:
            self.crashes.end()
        self.desk = self.window = self.crashes = None

    def _show(self, desk: Desk) -> MainWindow:
        """Show a window on a desk, in its language and colours, and remember the desk."""
        use_language(self._application, desk.settings.language)
        theme = chosen_theme(desk.settings.theme)
        apply_theme(self._application, theme)
        self._application.setWindowIcon(QIcon(str(shipped("resources/invoice-desk.svg"))))
        window = MainWindow(desk, theme, Remembered(desk.store.folder.root / "window.json"))
        window.desk_asked.connect(self.change_desk)
        self.desk, self.window = desk, window
        RecentDesks().note(desk.store.folder.root)
        window.show()
        self.crashes = Crashes(desk.store.folder.crashes)
        self.crashes.begin()
        tell_crash(window, self.crashes.earlier)
        return window

    def _warm(self) -> None:
        """Load what decodes pages while nothing else is to be done: not with the first page, in its way."""
        if self._warming is None and self.window is not None:
            self._warming = Job(_load_decoders, self)
            self._warming.start()

    def _change_desk(self, folder: Path) -> None:
        """Open the other desk first: where it cannot be opened, the person stays where they are."""
        try:
            desk = Desk.open(folder.absolute(), read_settings(settings_path()))
        except DeskError as error:
            if self.window is not None:
                self.window.session.meet(error.problem)
            return
        is_quitting = self._application.quitOnLastWindowClosed()
        self._application.setQuitOnLastWindowClosed(False)
        self.close()
        self._show(desk)
        self.begin()
        self._application.setQuitOnLastWindowClosed(is_quitting)

    def _follow_system(self) -> None:
        """Take the colours of the system when they change, where the person chose none."""
        if self.window is not None and self.window.preferences.settings.theme is ThemeChoice.SYSTEM:
            self.window.set_theme(chosen_theme(ThemeChoice.SYSTEM))


def _load_decoders(_is_stopped: IsStopped) -> Generator[object, None, None]:
    load_decoders()
    yield from ()
