"""What the action of the sources does, and what they do beside the window. Named as the actions are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication

from invoice_desk.desktop.sources.arrival_news import ArrivalNews
from invoice_desk.desktop.sources.sign import SourceSign
from invoice_desk.desktop.sources.syncing import Syncing
from invoice_desk.desktop.sources.words import views_of
from invoice_desk.desktop.theme import Theme
from invoice_desk.desktop.tray import Tray, TrayMaker, system_tray

if TYPE_CHECKING:
    from invoice_desk.desktop.main_window import MainWindow
    from invoice_desk.desktop.sources.deeds import SourceDeeds


class SourceCommands(QObject):
    """Syncs while the window is open, shows the sources, and tells of what came."""

    def __init__(self, window: MainWindow, make_tray: TrayMaker = system_tray) -> None:
        super().__init__(window)
        self._window, self.make_tray = window, make_tray
        self.syncing = Syncing(window.session.desk, self)
        self.news = ArrivalNews(window.session.desk, self)
        self.sign = SourceSign(window.theme)
        self.deeds: SourceDeeds | None = None
        self.tray: Tray | None = None
        self._is_ending = False
        window.status.addPermanentWidget(self.sign)
        self.sign.clicked.connect(self.sources)
        self.syncing.changed.connect(self._show)
        self.syncing.came.connect(self._take)
        self.syncing.rested.connect(self._tell)
        window.work.idle.connect(self._tell)
        window.preferences.changed.connect(self.follow_settings)

    def begin(self) -> None:
        """Sync from now on."""
        self.follow_settings()
        self.syncing.begin()

    def sources(self) -> None:
        """Show the sources."""
        if self.deeds is None:
            from invoice_desk.desktop.dialogs.sources.sources_dialog import SourcesDialog
            from invoice_desk.desktop.sources.deeds import SourceDeeds  # with what speaks HTTP

            window = self._window
            dialog = SourcesDialog(window.theme, window)
            self.deeds = SourceDeeds(window.session.desk, self.syncing, dialog, window.theme)
            self.deeds.invoice_asked.connect(window.go_to)
            dialog.finished.connect(self._forget)
            self.syncing.look()
            dialog.show()
        self.deeds.dialog.raise_()
        self.deeds.dialog.activateWindow()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.sign.set_theme(theme)
        if self.tray is not None:
            self.tray.set_theme(theme)
        if self.deeds is not None:
            self.deeds.theme = theme
            self.deeds.dialog.set_theme(theme)

    def end(self) -> None:
        """Let the next closing of the window be the end, wherever it would go to otherwise."""
        self._is_ending = True

    def stays(self) -> bool:
        """Whether a window that is closed goes on in the tray, because the person chose so."""
        is_wanted = self._window.preferences.settings.keep_in_tray and self.tray is not None
        application = QGuiApplication.instance()
        is_logout = isinstance(application, QGuiApplication) and application.isSavingSession()
        return is_wanted and not self._is_ending and not is_logout

    def close(self) -> None:
        """End what runs, with the window."""
        self.syncing.cancel()
        if self.deeds is not None:
            self.deeds.dialog.close()
        if self.tray is not None:
            self.tray.close()
            self.tray = None
        self.syncing.close()

    @Slot()
    def follow_settings(self) -> None:
        """Have an icon in the tray, or none, as the person chose."""
        is_wanted = self._window.preferences.settings.tray
        if is_wanted and self.tray is None:
            made = self.make_tray(self._window)
            if made is not None:
                self.tray = Tray(made, self._window.theme, self._window)
                self._join_tray(self.tray)
                self._show()
        elif not is_wanted and self.tray is not None:
            self.tray.close()
            self.tray = None

    def _join_tray(self, tray: Tray) -> None:
        self.news.told.connect(tray.tell)
        tray.open_asked.connect(self._open_window)
        tray.sync_asked.connect(self.syncing.ask)
        tray.pause_asked.connect(self.syncing.hold_or_go_on)
        tray.quit_asked.connect(self._window.actions_["quit"].trigger)

    @Slot()
    def _open_window(self) -> None:
        window = self._window
        window.show()
        window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
        window.raise_()
        window.activateWindow()

    @Slot()
    def _show(self) -> None:
        syncing = self.syncing
        views = views_of(syncing)
        self.sign.show_sources(views, is_elsewhere=syncing.is_elsewhere, is_held=syncing.is_held)
        if self.tray is not None:
            self.tray.show_standing(is_held=syncing.is_held, has_sources=bool(views))

    @Slot(object)
    def _take(self, keys: tuple[int, ...]) -> None:
        """Show what came, and read it unless the person paused the reading."""
        self.news.note(keys)
        self._window.session.note_changes(frozenset(keys))
        if keys and not self._window.work.is_paused:
            self._window.work.read()

    @Slot()
    def _tell(self) -> None:
        """Tell what came, once no more comes and all is read; where the reading is paused, at once."""
        work = self._window.work
        if not self.syncing.is_asking and (not work.is_running or work.is_paused):
            self.news.tell(is_read=not work.is_paused)

    @Slot()
    def _forget(self) -> None:
        if self.deeds is not None:
            self.deeds.dialog.deleteLater()
        self.deeds = None
