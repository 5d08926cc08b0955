"""The icon in the sizes and formats that the systems ask for, drawn from resources/invoice-desk.svg.

python -m installer.icons FOLDER
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
DRAWING = Path(__file__).resolve().parents[1] / "resources" / "invoice-desk.svg"


def draw_icons(folder: Path) -> Path:
    """Write invoice-desk-SIZE.png, invoice-desk.ico and invoice-desk.icns to a folder; return it."""
    from PIL import Image

    folder.mkdir(parents=True, exist_ok=True)
    _draw(folder)
    with Image.open(folder / f"invoice-desk-{SIZES[-1]}.png") as largest:
        largest.save(folder / "invoice-desk.ico", sizes=[(one, one) for one in SIZES if one <= 256])
        largest.save(folder / "invoice-desk.icns")
    return folder


def _draw(folder: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QGuiApplication, QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    application = QGuiApplication.instance() or QGuiApplication(["icons"])
    renderer = QSvgRenderer(str(DRAWING))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        renderer.render(painter)
        painter.end()
        image.save(str(folder / f"invoice-desk-{size}.png"))
    del application


if __name__ == "__main__":
    draw_icons(Path(sys.argv[1]))
