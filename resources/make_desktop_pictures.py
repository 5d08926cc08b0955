"""Makes the pictures of the window that the docs show; docs/make-desktop-screenshots gives it a screen."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.remembered import Remembered
from invoice_desk.desktop.theme import LIGHT, Theme, apply_theme
from invoice_desk.store.searching import Filter, find
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import Settings

SHOWN = "ar-furniture.png"  # its last line has a doubtful value
COLORS, WIDTH, HEIGHT = 192, 1440, 900


def main(folder: Path) -> None:
    """Write the three pictures into a folder."""
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as temporary:
        desk = Desk.open(Path(temporary) / "empty", Settings(), who="Amal")
        window = opened(application, desk, LIGHT)
        keep(window, folder / "desktop-empty.png")
        close(window, desk)
        desk = Desk.open(Path(temporary) / "samples", Settings(), who="Amal")
        window = opened(application, desk, LIGHT)
        window.guide.end()
        window.commands.samples()
        wait(lambda: not window.work.is_running)
        show_invoice(window)
        keep(window, folder / "desktop-light.png")
        window.actions_["theme"].trigger()
        keep(window, folder / "desktop-dark.png")
        close(window, desk)


def opened(application: QApplication, desk: Desk, theme: Theme) -> MainWindow:
    """Return a shown window."""
    apply_theme(application, theme)
    window = MainWindow(desk, theme, Remembered(desk.store.folder.root / "window.json"))
    window.setGeometry(0, 0, WIDTH, HEIGHT)
    window.show()
    window.docks.arrange()
    rest(1)
    return window


def show_invoice(window: MainWindow) -> None:
    """Open the Arabic invoice at the first value that is in doubt."""
    with window.session.desk.reading() as connection:
        key = next(one.id for one in find(connection, Filter()) if one.name == SHOWN)
    window.session.open_invoice(key)
    window.invoices.select(key)
    wait(lambda: window.page_view.is_shown)
    window.activateWindow()
    window.review.card.editor.start()
    rest(1)
    window.canvas.fit_width()
    rest(1)


def keep(window: MainWindow, path: Path) -> None:
    """Write the window as it is on the screen, in few colours."""
    rest(1)
    window.screen().grabWindow(0).save(str(path))
    Image.open(path).convert("RGB").quantize(COLORS).save(path, optimize=True)


def close(window: MainWindow, desk: Desk) -> None:
    """Close the window and its desk."""
    window.close()
    desk.close()


def rest(seconds: float) -> None:
    """Let the window work for a time."""
    loop = QEventLoop()
    QTimer.singleShot(round(1000 * seconds), loop.quit)
    loop.exec()


def wait(until: Callable[[], bool], most: float = 120) -> None:
    """Let the window work until something is so. Raises TimeoutError."""
    end = time.monotonic() + most
    while not until():
        if time.monotonic() > end:
            raise TimeoutError("the window did not come so far")
        rest(0.1)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
