"""What the window remembers, for the next day or after a crash: docks, theme, where the person was."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QObject, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow

from invoice_desk.desktop.asking import Asking
from invoice_desk.errors import NotWritten
from invoice_desk.files import write_text_whole

_WIDEST = 10_000  # pixels; no dock is wider
_LAYOUT = 1  # of the docks; another number leaves a remembered layout aside
_DUE_MS = 300  # after a change, so that one of many is written once


class Remembered(QObject):
    """One JSON file in the desk's folder; a broken one is as good as none.

    It is written whole or not at all, a moment after a change and beside the window: disks are slow.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._data: dict[str, Any] = _read(path)
        self._writing = Asking(self)
        self._due = QTimer(self, singleShot=True, interval=_DUE_MS)
        self._due.timeout.connect(self._write)

    def get(self, name: str, default: Any = None) -> Any:  # noqa: ANN401 - whatever JSON holds
        """Return what was remembered under a name."""
        return self._data.get(name, default)

    def set(self, name: str, value: Any) -> None:  # noqa: ANN401 - whatever JSON holds
        """Remember something; a disk that takes nothing is no reason to stop."""
        if self._data.get(name) == value:
            return
        self._data[name] = value
        if not self._due.isActive():
            self._due.start()

    def finish(self) -> None:
        """Write what is not written yet, and wait for it."""
        self._writing.close()
        if self._due.isActive():
            self._due.stop()
        _write(self._path, self._text())

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

    def _text(self) -> str:
        return json.dumps(self._data, ensure_ascii=False, indent=1) + "\n"

    def _write(self) -> None:
        path, text = self._path, self._text()
        self._writing.ask(path, lambda: _write(path, text))


def _write(path: Path, text: str) -> None:
    with suppress(NotWritten):
        write_text_whole(path, text)


def _read(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return data if isinstance(data, dict) else {}
