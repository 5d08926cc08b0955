"""First pages in the list of invoices: made for rows in sight, kept as files, hidden by a switch."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot
from table_desks import keep, open_desk
from window_tools import draw, open_window, settled

from invoice_desk.desktop.panels.invoices import InvoicesPanel
from invoice_desk.desktop.tables.invoice_list import ListRole
from invoice_desk.desktop.theme import LIGHT
from invoice_desk.workflow.desk import Desk
from invoice_desk.workflow.taking_in import arrival_of, take_in_one


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = open_desk(tmp_path)
    yield opened
    opened.close()


def red_invoice(folder: Path, name: str = "red.png") -> Path:
    """Write a page that is red, so that it is known again in the list."""
    folder.mkdir(exist_ok=True)
    image = QImage(600, 840, QImage.Format.Format_RGB32)
    image.fill(QColor(220, 20, 20))
    image.setPixelColor(0, 0, QColor(len(name), 3, 3))
    image.save(str(folder / name))
    return folder / name


def add(desk: Desk, path: Path) -> int:
    key = take_in_one(desk, arrival_of(path), "").id
    assert key is not None
    return key


def panel_of(desk: Desk, qtbot: QtBot, width: int = 320) -> InvoicesPanel:
    panel = InvoicesPanel(desk, LIGHT)
    qtbot.addWidget(panel)
    panel.resize(width, 600)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def is_red(panel: InvoicesPanel, row: int = 0) -> bool:
    """Whether the row's picture is on the screen."""
    place = panel.view.visualRect(panel.model.index(row))
    seen = panel.view.viewport().grab(QRect(place.topLeft(), place.size())).toImage()
    color = seen.pixelColor(QPoint(34, place.height() // 2))
    return color.red() > 180 and color.green() < 80


def files(desk: Desk) -> list[Path]:
    return sorted(desk.store.folder.thumbnails.glob("*/*.jpg"))


def test_the_first_page_stands_before_an_invoice(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    add(desk, red_invoice(tmp_path / "in"))
    panel = panel_of(desk, qtbot)
    qtbot.waitUntil(lambda: is_red(panel))
    (kept,) = files(desk)
    picture = QImage(str(kept))
    assert max(picture.width(), picture.height()) == 192


def test_a_file_that_was_kept_is_not_made_again(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    key = add(desk, red_invoice(tmp_path / "in"))
    panel = panel_of(desk, qtbot)
    qtbot.waitUntil(lambda: is_red(panel))
    panel.close()
    with desk.reading() as connection:
        from invoice_desk.store.documents import get_filed

        original = get_filed(connection, desk.store.originals, key).document.path
    original.chmod(0o600)
    original.unlink()  # nothing to make it of any more
    again = panel_of(desk, qtbot)
    qtbot.waitUntil(lambda: is_red(again))


@pytest.mark.parametrize("content", [b"", b"no picture", b"\xff\xd8\xff\xe0 cut off", b"\xff" * 200_000])
def test_a_broken_file_is_made_again(desk: Desk, qtbot: QtBot, tmp_path: Path, content: bytes) -> None:
    add(desk, red_invoice(tmp_path / "in"))
    panel = panel_of(desk, qtbot)
    qtbot.waitUntil(lambda: is_red(panel))
    panel.close()
    (kept,) = files(desk)
    kept.write_bytes(content)
    again = panel_of(desk, qtbot)
    qtbot.waitUntil(lambda: is_red(again))
    again.close()
    assert not QImage(str(kept)).isNull()


def test_a_file_that_unpacks_to_a_huge_picture_is_not_unpacked(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    add(desk, red_invoice(tmp_path / "in"))
    panel = panel_of(desk, qtbot)
    qtbot.waitUntil(lambda: is_red(panel))
    panel.close()
    (kept,) = files(desk)
    huge = QImage(2400, 2400, QImage.Format.Format_Grayscale8)
    huge.fill(255)
    assert huge.save(str(kept), "JPG", 1)
    assert kept.stat().st_size <= 96 * 1024
    again = panel_of(desk, qtbot)
    qtbot.waitUntil(lambda: is_red(again))
    again.close()
    assert QImage(str(kept)).width() <= 192


def test_an_invoice_whose_file_is_gone_is_listed_without_a_picture(desk: Desk, qtbot: QtBot) -> None:
    key = keep(desk, "gone.pdf", number="INV-1")
    panel = panel_of(desk, qtbot)
    with qtbot.waitSignal(panel._thumbnails.arrived) as arrived:
        pass
    assert arrived.args == [key]
    assert panel.model.index(0).data() == "INV-1"
    assert files(desk) == []


def test_only_what_is_in_sight_is_made(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    for number in range(40):
        add(desk, red_invoice(tmp_path / "in", f"red{'x' * number}.png"))
    panel = panel_of(desk, qtbot)
    qtbot.waitUntil(lambda: is_red(panel))
    qtbot.waitUntil(lambda: not panel._thumbnails._line.is_busy)
    assert 0 < len(files(desk)) < 20


def test_the_switch_hides_the_pictures_and_a_narrow_list_has_none(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    add(desk, red_invoice(tmp_path / "in"))
    panel = panel_of(desk, qtbot)
    qtbot.waitUntil(lambda: is_red(panel))
    high = panel.view.visualRect(panel.model.index(0)).height()
    qtbot.mouseClick(panel.pictures, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.view.visualRect(panel.model.index(0)).height() < high)
    assert not is_red(panel)
    assert panel.state()["pictures"] is False
    qtbot.mouseClick(panel.pictures, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: is_red(panel))
    panel.resize(200, 600)
    qtbot.waitUntil(lambda: not is_red(panel))


def test_what_came_since_the_last_start_is_marked_until_it_is_opened(
    qtbot: QtBot, tmp_path: Path, desk: Desk
) -> None:
    old = keep(desk, "old.pdf", number="OLD")
    panel = panel_of(desk, qtbot)
    panel.restore({})
    assert not panel.model.index(0).data(ListRole.IS_NEW), "what was there at the first start is not new"
    new = keep(desk, "new.pdf", number="NEW")
    panel.refresh()
    settled(qtbot, panel)
    assert panel.model.index(0).data(ListRole.IS_NEW)
    assert panel.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole).endswith(", new")
    assert panel.state()["seen"] == new
    panel.pictures.setChecked(False)
    marked = panel.view.viewport().grab().toImage()
    place = panel.view.visualRect(panel.model.index(0)).center()
    qtbot.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not panel.model.index(0).data(ListRole.IS_NEW)
    assert panel.view.viewport().grab().toImage() != marked
    later = panel_of(desk, qtbot)
    later.restore({"seen": old})
    assert [later.model.index(row).data(ListRole.IS_NEW) for row in range(2)] == [True, False]


def test_the_window_remembers_the_switch_and_closes_while_pictures_are_made(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = open_window(tmp_path / "desk")
    qtbot.addWidget(window)
    for number in range(5):
        add(window.session.desk, draw(tmp_path / "in", f"{number}.png", number=f"INV-{number}"))
    window.show()
    window.refresh_lists()
    qtbot.waitUntil(lambda: window.invoices._thumbnails._line.is_busy)
    window.invoices.pictures.setChecked(False)
    window.close()
    window.session.desk.close()
    again = open_window(tmp_path / "desk")
    qtbot.addWidget(again)
    assert not again.invoices.pictures.isChecked()
    again.close()
    again.session.desk.close()
