"""Files that we wrote, opened by the program the person has for them, and shown in their folder."""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices

_LISTENING_MS = 1500  # that a file manager may take to answer


def open_file(path: Path) -> bool:
    """Open a file with the program that the system has for it; False where there is none."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.absolute())))


def show_in_folder(path: Path) -> bool:
    """Open the folder of a file, with the file chosen where the system can do that."""
    place = path.absolute()
    return _chosen(place) or open_file(place.parent)


def _chosen(path: Path) -> bool:
    if sys.platform == "win32":
        return _is_started("explorer", ["/select,", str(path)])
    if sys.platform == "darwin":
        return _is_started("open", ["-R", str(path)])
    return _is_answered(path)


def _is_started(program: str, arguments: list[str]) -> bool:
    return bool(QProcess.startDetached(program, arguments)[0])


def _is_answered(path: Path) -> bool:
    """Ask the file manager over D-Bus (org.freedesktop.FileManager1), as desktops of Linux have it."""
    process = QProcess()
    url = bytes(QUrl.fromLocalFile(str(path)).toEncoded().data()).decode("ascii").replace("'", "%27")
    call = ["--session", "--dest", "org.freedesktop.FileManager1", "--object-path"]
    call += ["/org/freedesktop/FileManager1", "--method", "org.freedesktop.FileManager1.ShowItems"]
    process.start("gdbus", ["call", *call, f"['{url}']", ""])
    return process.waitForFinished(_LISTENING_MS) and process.exitCode() == 0
