"""Regions are drawn by a drag or by two clicks, at any zoom and turn, and tightened to the ink."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from invoice_desk.desktop.canvas import Tool
from invoice_desk.invoice.geometry import Box
from tests.desktop.canvas_owner import ALT, PAGE, Owner, look


@pytest.fixture
def owner(qtbot: QtBot) -> Owner:
    owner = Owner(qtbot, look("other", Box(100, 1500, 300, 1600)))
    owner.canvas.set_tool(Tool.DRAW)
    owner.forget()
    return owner


def is_near(one: Box, other: Box, by: int) -> bool:
    return all(abs(a - b) <= by for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
@pytest.mark.parametrize("steps", [-3, 0, 4])
@pytest.mark.parametrize("how", ["drag", "clicks"])
def test_a_box_is_where_it_was_drawn(owner: Owner, turns: int, steps: int, how: str) -> None:
    owner.canvas.rotate_view(turns)
    for _ in range(abs(steps)):
        (owner.canvas.zoom_in if steps > 0 else owner.canvas.zoom_out)()
    start, end = owner.at(600, 800), owner.at(700, 900)
    if how == "clicks":
        owner.click(start)
        assert not owner.said["region_drawn"]
        owner.click(end)
    else:
        owner.drag(start, end)
    (box,) = owner.said["region_drawn"]
    assert is_near(box, Box(600, 800, 700, 900), 1 + round(1 / owner.canvas.view.scale))


def test_a_box_between_two_clicks_follows_the_pointer_and_escape_ends_it(owner: Owner) -> None:
    owner.click(owner.at(600, 800))
    owner.move(owner.at(650, 850), buttons=Qt.MouseButton.NoButton)
    assert owner.canvas.grab().toImage() is not None
    owner.key(Qt.Key.Key_Escape)
    owner.move(owner.at(700, 900), buttons=Qt.MouseButton.NoButton)
    assert not owner.said["region_drawn"]
    owner.click(owner.at(700, 900))
    assert not owner.said["region_drawn"], "this is the first corner of the next box"


def test_escape_ends_a_drag(owner: Owner) -> None:
    owner.press(owner.at(600, 800))
    owner.move(owner.at(700, 900))
    owner.key(Qt.Key.Key_Escape)
    owner.move(owner.at(720, 900))
    owner.release(owner.at(720, 900))
    assert not owner.said["region_drawn"]


def test_a_box_ends_at_the_edge_of_the_page(owner: Owner) -> None:
    start, end = owner.at(1100, 1700), owner.at(1500, 2000)
    owner.drag(start, end)
    (box,) = owner.said["region_drawn"]
    assert (box.x1, box.y1) == PAGE


def test_a_slip_draws_nothing(owner: Owner) -> None:
    owner.canvas.actual_size()
    start = owner.at(600, 800)
    owner.drag(start, start + owner.at(602, 860) - owner.at(600, 800))
    assert not owner.said["region_drawn"]


def test_a_rough_box_is_tightened_to_the_ink(owner: Owner) -> None:
    owner.canvas.set_snapping(lambda box: box.grown(-10))
    owner.canvas.actual_size()
    owner.canvas.reveal("other")
    owner.drag(owner.at(500, 1500), owner.at(600, 1560))
    owner.canvas.set_snapping(lambda _: Box(5, 5, 5, 5))
    owner.drag(owner.at(500, 1500), owner.at(600, 1560))
    tight, rough = owner.said["region_drawn"]
    assert tight == rough.grown(-10)
    assert is_near(rough, Box(500, 1500, 600, 1560), 6), "where no ink is found the box stays as it was drawn"


def test_edges_meet_those_of_other_regions_unless_alt_is_held(owner: Owner) -> None:
    owner.canvas.actual_size()
    owner.canvas.reveal("other")
    near, far = owner.at(304, 1496), owner.at(500, 1550)
    owner.drag(near, far)
    owner.drag(near, far, keys=ALT)
    met, free = owner.said["region_drawn"]
    assert (met.x0, met.y0) == (300, 1500)
    assert (free.x0, free.y0) == (304, 1496)
    assert (free.x1, free.y1) == (met.x1, met.y1)


def test_there_is_nothing_to_draw_on_without_a_page(owner: Owner) -> None:
    start, end = owner.at(600, 800), owner.at(700, 900)
    owner.canvas.show_page(None)
    owner.drag(start, end)
    owner.key(Qt.Key.Key_Left)
    owner.canvas.zoom_in()
    owner.canvas.fit_width()
    owner.canvas.grab()
    assert not owner.said["region_drawn"]
