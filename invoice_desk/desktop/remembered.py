"""What the window remembers from one day to the next: its docks, theme and the invoice that was open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray
from PySide6.QtWidgets import QDockWidget, QMainWindow

from invoice_desk.errors import NotWritten
from invoice_desk.files import write_text_whole

_WIDEST = 10_000  # pixels; no dock is wider
_LAYOUT = 1  # of the docks; another number leaves a remembered layout aside


class Remembered:
    """One JSON file in the desk's folder; a broken one is as good as none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._data: dict[str, Any] = _read(path)

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return what was remembered under a name."""
        return self._data.get(name, default)

    def set(self, name: str, value: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        """Remember something; a disk that takes nothing is no reason to stop."""
        if self._data.get(name) == value:
            return
        self._data[name] = value
        try:
            write_text_whole(self._path, json.dumps(self._data, ensure_ascii=False, indent=1) + "\n")
        except NotWritten:
            return

    def keep_window(self, window: QMainWindow) -> None:
        """Remember the size of the window and where its docks are."""
        self.set("geometry", window.saveGeometry().toBase64().toStdString())
        self.set("docks", window.saveState(_LAYOUT).toBase64().toStdString())
        self.set("is_right_to_left", window.isRightToLeft())
        seen = [one for one in window.findChildren(QDockWidget) if not one.visibleRegion().isEmpty()]
        self.set("widths", {dock.objectName(): dock.width() for dock in seen})

    def restore_window(self, window: QMainWindow) -> bool:
        """Bring the window back as it was left; False where nothing is remembered.

        Where it was left in a language of the other direction, `is_of_other_direction` says so.
        """
        geometry, docks = self.get("geometry"), self.get("docks")
        if not (isinstance(geometry, str) and isinstance(docks, str)):
            return False
        window.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        return window.restoreState(QByteArray.fromBase64(docks.encode()), _LAYOUT)

    def widths(self) -> dict[str, int]:
        """Return how wide each dock was that could be seen, in pixels, by its name."""
        kept = self.get("widths")
        known = kept.items() if isinstance(kept, dict) else ()
        return {str(name): wide for name, wide in known if isinstance(wide, int) and 0 < wide < _WIDEST}

    def is_of_other_direction(self, window: QMainWindow) -> bool:
        """Whether the window was left in a language that runs the other way."""
        return bool(self.get("is_right_to_left", False)) is not window.isRightToLeft()


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
