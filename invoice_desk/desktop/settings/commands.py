"""What the actions of settings do. Methods are named as the actions are (actions.py)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from invoice_desk.desktop.dialogs.settings.dialog import SettingsDialog
from invoice_desk.desktop.settings.effects import take_effect
from invoice_desk.workflow.settings import Settings, ThemeChoice

if TYPE_CHECKING:
    from invoice_desk.desktop.main_window import MainWindow


class SettingsCommands(QObject):
    """Changes the settings; whatever goes wrong is told."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.preferences.changed.connect(self._take)

    def settings(self) -> None:
        """Ask for all settings."""
        window = self._window
        folder = window.session.desk.store.folder.root
        dialog = SettingsDialog(window.preferences, window.actions_, folder, window.theme, window)
        dialog.desk_asked.connect(window.actions_["open_desk"].trigger)
        dialog.open()

    def theme(self) -> None:
        """Take the dark colours, or the light ones, and remember it."""
        is_dark = self._window.actions_["theme"].isChecked()
        self._change({"theme": ThemeChoice.DARK if is_dark else ThemeChoice.LIGHT})
        self._window.actions_["theme"].setChecked(self._window.theme.is_dark)

    def _change(self, changes: Mapping[str, object]) -> None:
        with self._window.session.told():
            self._window.preferences.change(changes)

    def _take(self, before: Settings, after: Settings) -> None:
        take_effect(self._window, before, after)
