"""Writes docs/desktop-*.png and docs/screens/; docs/make-desktop-screenshots gives it a screen.

The window itself is written in English light, English dark and Arabic light; every screen is written once
with its four looks side by side: English and Arabic, light and dark. The samples are read once.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from PySide6.QtWidgets import QApplication, QWidget

from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.desktop.place.remembered import Remembered
from invoice_desk.desktop.theme import DARK, LIGHT, Theme, apply_theme
from invoice_desk.desktop.words.languages import use_language
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.settings import ScreenLanguage, Settings, ThemeChoice
from resources.desktop_pictures.screens import SCREENS, shut
from resources.desktop_pictures.waiting import rest, wait

_COLORS, _WIDTH, _HEIGHT, _GAP = 192, 1440, 900, 12
_LOOKS = (
    (ScreenLanguage.ENGLISH, LIGHT),
    (ScreenLanguage.ENGLISH, DARK),
    (ScreenLanguage.ARABIC, LIGHT),
    (ScreenLanguage.ARABIC, DARK),
)
_WHOLE = {0: "desktop-light.png", 1: "desktop-dark.png", 2: "desktop-arabic.png"}  # of the review, by look


def main(folder: Path) -> None:
    """Write all pictures into a folder."""
    application = QApplication(sys.argv[:1])
    shots: dict[str, list[Path]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        place = Path(temporary)
        _read_samples(application, place / "samples")
        for number, (language, theme) in enumerate(_LOOKS):
            shutil.copytree(place / "samples", place / f"desk-{number}")
            shots.setdefault("empty", []).append(_picture_empty(application, place, number, language, theme))
            with _opened(application, place / f"desk-{number}", language, theme) as window:
                for name, screen in SCREENS.items():
                    path = place / f"{name}-{number}.png"
                    _keep(screen(window), path)
                    shut(window)
                    shots.setdefault(name, []).append(path)
        (folder / "screens").mkdir(exist_ok=True)
        for name, paths in shots.items():
            _write(_beside(paths), folder / "screens" / f"{name}.png")
        for number, name in _WHOLE.items():
            _write(Image.open(shots["review"][number]), folder / name)
        _write(Image.open(shots["empty"][0]), folder / "desktop-empty.png")


def _read_samples(application: QApplication, folder: Path) -> None:
    with _opened(application, folder, ScreenLanguage.ENGLISH, LIGHT) as window:
        window.guide.end()
        window.commands.samples()
        wait(lambda: not window.work.is_running)
        rest(1)


def _picture_empty(
    application: QApplication, place: Path, number: int, language: ScreenLanguage, theme: Theme
) -> Path:
    path = place / f"empty-{number}.png"
    with _opened(application, place / f"empty-{number}", language, theme) as window:
        _keep(window, path)
    return path


@contextmanager
def _opened(
    application: QApplication, folder: Path, language: ScreenLanguage, theme: Theme
) -> Iterator[MainWindow]:
    """Give a shown window on a desk."""
    choice = ThemeChoice.DARK if theme.is_dark else ThemeChoice.LIGHT
    desk = Desk.open(folder, Settings(language=language, theme=choice), who="Amal")
    use_language(application, language)
    apply_theme(application, theme)
    window = MainWindow(desk, theme, Remembered(folder / "window.json"))
    window.setGeometry(0, 0, _WIDTH, _HEIGHT)
    window.show()
    window.docks.arrange()
    rest(1)
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        desk.close()
        rest(0.2)


def _keep(widget: QWidget, path: Path) -> None:
    """Write a widget as it is on the screen."""
    rest(0.7)
    widget.grab().save(str(path))


def _beside(paths: list[Path]) -> Image.Image:
    """Return pictures two by two."""
    pictures = [Image.open(path).convert("RGB") for path in paths]
    wide = max(one.width for one in pictures)
    high = max(one.height for one in pictures)
    sheet = Image.new("RGB", (2 * wide + _GAP, 2 * high + _GAP), "#9aa3b2")
    for number, one in enumerate(pictures):
        sheet.paste(one, ((number % 2) * (wide + _GAP), (number // 2) * (high + _GAP)))
    if sheet.width > 2 * _WIDTH * 0.7:
        scale = 2 * _WIDTH * 0.7 / sheet.width
        sheet = sheet.resize(
            (round(sheet.width * scale), round(sheet.height * scale)), Image.Resampling.LANCZOS
        )
    return sheet


def _write(picture: Image.Image, path: Path) -> None:
    """Write a picture in few colours."""
    picture.convert("RGB").quantize(_COLORS).save(path, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
