"""Regions are moved, resized and nudged; each gesture is one wish, and nothing is edited in place."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from invoice_desk.desktop.canvas import Edge
from invoice_desk.desktop.canvas.handles import ALL_SIDES
from invoice_desk.invoice.geometry import Box
from tests.desktop.canvas_owner import ALT, PAGE, SHIFT, Owner, look

BOX = Box(500, 700, 700, 800)


@pytest.fixture
def owner(qtbot: QtBot) -> Owner:
    return Owner(qtbot, look("total", BOX), look("fixed", Box(100, 100, 300, 200), is_locked=True))


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("scale", [0.4, 1.0, 2.5])
def test_a_region_is_moved(owner: Owner, turns: int, scale: float) -> None:
    owner.canvas.rotate_view(turns)
    owner.canvas.zoom(scale / owner.canvas.view.scale, QPointF(400, 300))
    owner.canvas.center_on(QPointF(600, 750))
    owner.drag(owner.at(600, 750), owner.at(640, 800), keys=ALT)
    (said,) = owner.said["regions_changed"]
    moved = said["total"]
    assert (moved.width, moved.height) == (200, 100)
    assert moved.x0 == pytest.approx(540, abs=1 + 1.5 / scale)
    assert moved.y0 == pytest.approx(750, abs=1 + 1.5 / scale)
    assert owner.said["selection_changed"] == [("total",)]


@pytest.mark.parametrize("turns", [0, 1])
@pytest.mark.parametrize("sides", ALL_SIDES, ids=str)
def test_each_handle_moves_its_sides_alone(owner: Owner, sides: tuple[int, int], turns: int) -> None:
    owner.canvas.select(["total"])
    owner.canvas.rotate_view(turns)
    x = (BOX.x0, 600, BOX.x1)[sides[0] + 1]
    y = (BOX.y0, 750, BOX.y1)[sides[1] + 1]
    owner.drag(owner.at(x, y), owner.at(x + 30 * (sides[0] or 1), y + 20 * (sides[1] or 1)))
    (said,) = owner.said["regions_changed"]
    wanted = Box(BOX.x0 - 30 * (sides[0] < 0), BOX.y0 - 20 * (sides[1] < 0),
                 BOX.x1 + 30 * (sides[0] > 0), BOX.y1 + 20 * (sides[1] > 0))  # fmt: skip
    for got, want, before in zip(said["total"], wanted, BOX, strict=True):
        assert got == before if want == before else got == pytest.approx(want, abs=4)


def test_a_side_never_passes_the_one_across_from_it(owner: Owner) -> None:
    owner.canvas.select(["total"])
    owner.drag(owner.at(700, 750), owner.at(300, 750))
    assert owner.box("total") == Box(500, 700, 503, 800)


def test_a_region_stays_on_the_page(owner: Owner) -> None:
    owner.drag(owner.at(600, 750), owner.at(2000, 3000))
    assert owner.box("total") == Box(PAGE[0] - 200, PAGE[1] - 100, *PAGE)
    owner.key(Qt.Key.Key_Right, SHIFT)
    assert len(owner.said["regions_changed"]) == 1, "it cannot go further, so nothing is wanted"


def test_a_locked_region_can_be_selected_but_not_changed(owner: Owner) -> None:
    owner.drag(owner.at(200, 150), owner.at(400, 400))
    assert owner.canvas.shown.selected == ("fixed",)
    owner.drag(owner.at(300, 200), owner.at(400, 400))
    owner.canvas.select(["fixed"])
    owner.key(Qt.Key.Key_Left)
    owner.key(Qt.Key.Key_Delete)
    assert not owner.said["regions_changed"]
    assert not owner.said["regions_deleted"]


@pytest.mark.usefixtures("unhurried")
def test_the_old_place_is_shown_where_the_owner_does_nothing(qtbot: QtBot) -> None:
    owner = Owner(qtbot, look("total", BOX), does_it=False)
    before = owner.canvas.grab().toImage()
    owner.press(owner.at(600, 750))
    owner.move(owner.at(800, 900))
    assert owner.canvas.grab().toImage() != before
    assert owner.canvas.shown.regions[0].box == BOX
    owner.release(owner.at(800, 900))
    assert len(owner.said["regions_changed"]) == 1
    owner.canvas.select([])
    owner.move(owner.at(20, 20), buttons=Qt.MouseButton.NoButton)
    assert owner.canvas.grab().toImage() == before


def test_escape_puts_a_dragged_region_back(owner: Owner) -> None:
    owner.press(owner.at(600, 750))
    owner.move(owner.at(800, 900))
    owner.key(Qt.Key.Key_Escape)
    owner.release(owner.at(800, 900))
    assert not owner.said["regions_changed"]
    assert not owner.canvas.shown.preview


@pytest.mark.parametrize(
    ("key", "keys", "way"),
    [
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, (-1, 0)),
        (Qt.Key.Key_Right, SHIFT, (10, 0)),
        (Qt.Key.Key_Up, SHIFT, (0, -10)),
        (Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier, (0, 1)),
    ],
)
def test_an_arrow_nudges(owner: Owner, key: Qt.Key, keys: Qt.KeyboardModifier, way: tuple[int, int]) -> None:
    owner.canvas.select(["total", "fixed"])
    owner.key(key, keys)
    assert owner.said["regions_changed"] == [{"total": BOX.moved(dx=way[0], dy=way[1])}]


def test_an_arrow_points_the_way_of_the_screen_on_a_turned_page(owner: Owner) -> None:
    owner.canvas.rotate_view(1)
    owner.canvas.select(["total"])
    owner.key(Qt.Key.Key_Right)
    assert owner.said["regions_changed"] == [{"total": BOX.moved(dx=0, dy=-1)}]


def _send(owner: Owner, kind: QEvent.Type, *, is_repeat: bool) -> None:
    event = QKeyEvent(kind, Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, "", is_repeat)
    QApplication.sendEvent(owner.canvas, event)


def test_a_held_arrow_is_one_change_when_it_is_let_go(owner: Owner) -> None:
    owner.canvas.select(["total"])
    _send(owner, QEvent.Type.KeyPress, is_repeat=False)
    for _ in range(7):
        _send(owner, QEvent.Type.KeyRelease, is_repeat=True)
        _send(owner, QEvent.Type.KeyPress, is_repeat=True)
    assert not owner.said["regions_changed"]
    _send(owner, QEvent.Type.KeyRelease, is_repeat=False)
    assert owner.said["regions_changed"] == [{"total": BOX.moved(dx=8, dy=0)}]


def test_a_nudge_is_kept_when_the_keyboard_goes_elsewhere(owner: Owner) -> None:
    owner.canvas.select(["total"])
    _send(owner, QEvent.Type.KeyPress, is_repeat=False)
    owner.canvas.clearFocus()
    assert owner.said["regions_changed"] == [{"total": BOX.moved(dx=1, dy=0)}]


def test_a_moved_edge_meets_that_of_another_region_and_a_line_shows_it(owner: Owner) -> None:
    owner.canvas.actual_size()
    owner.canvas.center_on(QPointF(400, 450))
    start = owner.at(600, 750)
    owner.press(start)
    owner.move(start + (owner.at(100, 0) - owner.at(500 - 4, 0)))
    guides = owner.canvas._hand.gesture.guides
    assert [(guide.is_upright, guide.at) for guide in guides] == [(True, 100), (True, 300)]
    owner.canvas.grab()
    owner.release(start + (owner.at(100, 0) - owner.at(500 - 4, 0)))
    assert owner.box("total").x0 == 100


def test_with_alt_an_edge_lies_where_the_hand_puts_it(owner: Owner) -> None:
    owner.canvas.actual_size()
    owner.canvas.center_on(QPointF(400, 450))
    start = owner.at(600, 750)
    owner.drag(start, start + (owner.at(104, 0) - owner.at(500, 0)), keys=ALT)
    assert owner.box("total").x0 == 104


def test_regions_are_aligned_with_the_outermost(qtbot: QtBot) -> None:
    boxes = {"a": Box(100, 100, 200, 150), "b": Box(120, 200, 300, 250), "c": Box(90, 300, 140, 350)}
    owner = Owner(qtbot, *(look(name, box, is_locked=name == "c") for name, box in boxes.items()))
    owner.canvas.select_all()
    owner.canvas.align(Edge.LEFT)
    assert owner.said["regions_changed"] == [
        {"a": Box(90, 100, 190, 150), "b": Box(90, 200, 270, 250)},
    ]


def test_selected_regions_are_tightened_to_the_ink_when_asked(owner: Owner) -> None:
    owner.canvas.set_snapping(lambda box: box.grown(-5))
    owner.canvas.select_all()
    owner.canvas.snap_to_ink()
    assert owner.said["regions_changed"] == [{"total": BOX.grown(-5)}]


def test_regions_set_anew_during_a_drag_do_not_end_it(owner: Owner) -> None:
    owner.press(owner.at(600, 750))
    owner.move(owner.at(640, 790))
    owner.canvas.set_regions((look("total", BOX, text="42"),))
    owner.move(owner.at(650, 800))
    owner.release(owner.at(650, 800))
    assert len(owner.said["regions_changed"]) == 1


def test_a_region_that_is_gone_is_not_moved(owner: Owner) -> None:
    owner.press(owner.at(600, 750))
    owner.move(owner.at(640, 790))
    owner.canvas.set_regions(())
    owner.release(owner.at(650, 800))
    assert not owner.said["regions_changed"]


def test_the_page_moves_on_while_a_drag_is_held_outside(owner: Owner) -> None:
    owner.canvas.actual_size()
    owner.canvas.center_on(QPointF(600, 750))
    before = owner.canvas.view.y
    owner.press(owner.at(600, 750))
    outside = owner.at(600, 750) + QPoint(0, 400)
    owner.move(outside)
    owner.bot.waitUntil(lambda: owner.canvas.view.y < before - 150)
    owner.release(outside)
    assert owner.box("total").y0 > BOX.y0 + 500
    held = owner.canvas.view
    owner.bot.wait(80)
    assert owner.canvas.view == held
