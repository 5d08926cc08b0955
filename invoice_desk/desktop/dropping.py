"""What is dropped or pasted becomes arrivals: files, folders of them, and pictures without a file."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage

from invoice_desk.imaging.opening import SUFFIXES
from invoice_desk.invoice.filed import Arrival, Origin
from invoice_desk.store.template_files import SUFFIX
from invoice_desk.workflow.taking_in import arrival_of

PASTED = "pasted"
"""The origin of a picture that came without a file."""


def can_take(mime: QMimeData) -> bool:
    """Whether there is something in it that could be an invoice or a template."""
    return mime.hasImage() or any(url.isLocalFile() for url in mime.urls())


def paths_in(mime: QMimeData) -> list[Path]:
    """Return the files and folders of this machine in it; links to elsewhere are not followed."""
    return [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]


def arrivals_in(mime: QMimeData) -> list[Arrival]:
    """Return what was dropped or pasted as arrivals: the files, else the picture itself."""
    files = arrivals_of(paths_in(mime))
    if files or not mime.hasImage():
        return files
    return [_arrival_of_image(QImage(mime.imageData()))]


def arrivals_of(paths: Iterable[Path]) -> list[Arrival]:
    """Return files as arrivals, and of folders those files that can be opened, in order."""
    return [arrival_of(path) for path in _files_in(paths) if not is_template(path)]


def is_template(path: Path) -> bool:
    """Whether a file is a template, by its name."""
    return path.name.lower().endswith(SUFFIX)


def _files_in(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        for root, folders, names in os.walk(path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                if not name.startswith(".") and name.lower().endswith(SUFFIXES):
                    yield Path(root) / name


def _arrival_of_image(image: QImage) -> Arrival:
    """Return a picture without a file as a PNG, called after the moment."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    now = datetime.now().astimezone()
    name = f"pasted-{now:%Y-%m-%d-%H%M%S}.png"
    return Arrival(name, Origin(PASTED, now.isoformat()), content=bytes(content.data()))
