"""The settings while the window is open: changed in the file at once, and told to whom it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import Settings, change_settings, settings_path


class Preferences(QObject):
    """The settings of an open desk. changed: the Settings before and after."""

    changed = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject | None = None, *, path: Path | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._path = path or settings_path()

    @property
    def settings(self) -> Settings:
        """The settings as they are now."""
        return self._desk.settings

    def change(self, changes: Mapping[str, object]) -> None:
        """Change settings by their names, in the file and in the window, all or none.

        Raises BadSetting where the file is broken or a value is none, NotWritten where the disk is full.
        """
        if not changes:
            return
        before = self._desk.settings
        after = change_settings(self._path, changes)
        self._desk.take_settings(after)
        self.changed.emit(before, after)


def differences(before: Settings, after: Settings) -> dict[str, object]:
    """Return what `after` changes, by the settings' names."""
    names = type(before).model_fields
    return {name: getattr(after, name) for name in names if getattr(after, name) != getattr(before, name)}
