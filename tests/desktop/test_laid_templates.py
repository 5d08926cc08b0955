"""A template on a page that was shifted and turned: its regions lie on the print, and are edited there."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from pytestqt.qtbot import QtBot
from window_tools import WAIT, draw, open_window, small

from invoice_desk.desktop.main_window import MainWindow
from invoice_desk.invoice.geometry import Box
from invoice_desk.store.template_files import read_template
from invoice_desk.store.templates import newest_template
from invoice_desk.workflow.templates import save

pytestmark = pytest.mark.usefixtures("tessdata")
SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
SHIFT, TURN = (45, 60), 1.0  # pixels; degrees clockwise about the middle


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    opened = open_window(tmp_path / "desk")
    qtbot.addWidget(opened)
    opened.show()
    yield opened
    opened.close()
    opened.session.desk.close()


def add(qtbot: QtBot, window: MainWindow, *files: Path) -> None:
    with qtbot.waitSignal(window.work.idle, timeout=WAIT):
        window.commands.add(files)
    qtbot.waitUntil(lambda: window.page_view.is_shown, timeout=WAIT)


def moved(sample: Path, path: Path) -> Path:
    """Write a sample as a scanner would that pulls the paper in askew."""
    page = Image.open(sample).convert("RGB")
    turned = page.rotate(-TURN, Image.Resampling.BICUBIC, fillcolor="white", translate=SHIFT)
    turned.save(path)
    return path


def where(x: float, y: float, size: tuple[int, int]) -> tuple[float, float]:
    """Return where a point of the sample lies on the moved page."""
    dx, dy = x - size[0] / 2, y - size[1] / 2
    cos, sin = math.cos(math.radians(TURN)), math.sin(math.radians(TURN))
    return cos * dx - sin * dy + size[0] / 2 + SHIFT[0], sin * dx + cos * dy + size[1] / 2 + SHIFT[1]


def middle(box: Box) -> tuple[float, float]:
    return (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2


def test_regions_lie_on_the_print_of_a_moved_page_and_are_edited_there(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    template = read_template(SAMPLES / "en-printing.template.json")
    save(window.session.desk, template, stem="scan")
    add(qtbot, window, moved(SAMPLES / "en-printing-may.png", tmp_path / "scan-1.png"))
    first, size = template.fields[0], (template.page.width, template.page.height)

    def missed() -> float:
        region = window.canvas.shown.find(first.name)
        return math.dist(middle(region.box), where(*middle(first.box), size)) if region is not None else 99.0

    qtbot.waitUntil(lambda: missed() < 5, timeout=WAIT)
    assert window.session.record is not None
    total = next(one for one in window.session.record.entries if one.field.name == "total")
    assert total.shown_value is not None
    region = window.canvas.shown.find(first.name)
    assert region is not None
    window.canvas.regions_changed.emit({first.name: region.box.moved(dx=30, dy=0)})
    edited = window.template_editor.field(first.name)
    assert edited is not None
    x, y = middle(edited.box)
    old_x, old_y = middle(first.box)
    assert abs(x - old_x - 30) < 3
    assert abs(y - old_y) < 3
    others = [window.template_editor.field(one.name) for one in template.fields[1:]]
    assert others == list(template.fields[1:])


def test_a_new_template_keeps_the_picture_of_its_page(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    add(qtbot, window, draw(tmp_path / "in", "new-1.png"))
    window.canvas.region_drawn.emit(small().fields[0].box)
    name = window.template_editor.keep()
    assert name is not None
    with window.session.desk.reading() as connection:
        saved = newest_template(connection, name)
    assert saved is not None
    assert saved.template.reference is not None
    assert window.template_editor.template == saved.template
