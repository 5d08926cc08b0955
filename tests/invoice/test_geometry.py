import pytest
from hypothesis import given
from hypothesis import strategies as st

from invoice_desk.invoice.geometry import Box, Size

EDGES = st.integers(-5_000, 5_000)
BOXES = st.builds(
    lambda x0, y0, width, height: Box(x0, y0, x0 + width, y0 + height),
    EDGES,
    EDGES,
    st.integers(0, 5_000),
    st.integers(0, 5_000),
)
SIZES = st.builds(Size, st.integers(1, 10_000), st.integers(1, 10_000))


def test_a_box_holds_its_left_and_top_and_not_its_right_and_bottom() -> None:
    box = Box(10, 20, 15, 40)
    assert (box.width, box.height, box.area, list(box)) == (5, 20, 100, [10, 20, 15, 40])
    assert not box.is_empty
    assert Box(3, 3, 3, 9).is_empty


@pytest.mark.parametrize("edges", [(5, 0, 4, 1), (0, 5, 1, 4)])
def test_a_box_is_never_turned_inside_out(edges: tuple[int, int, int, int]) -> None:
    with pytest.raises(ValueError, match="must not lie before"):
        Box(*edges)


@pytest.mark.parametrize(("width", "height"), [(0, 1), (1, 0), (-1, 5)])
def test_a_size_has_at_least_one_pixel(width: int, height: int) -> None:
    with pytest.raises(ValueError, match="at least 1 x 1"):
        Size(width, height)


def test_a_size_knows_its_box() -> None:
    assert Size(7, 3).box == Box(0, 0, 7, 3)
    assert Size(7, 3).area == 21


@given(BOXES, EDGES, EDGES)
def test_moving_there_and_back_changes_nothing(box: Box, dx: int, dy: int) -> None:
    moved = box.moved(dx=dx, dy=dy)
    assert (moved.width, moved.height) == (box.width, box.height)
    assert moved.moved(dx=-dx, dy=-dy) == box


@given(BOXES, st.integers(-3_000, 3_000))
def test_growing_adds_to_each_side_and_shrinking_ends_at_empty(box: Box, by: int) -> None:
    grown = box.grown(by)
    assert grown.width == max(0, box.width + 2 * by)
    assert grown.height == max(0, box.height + 2 * by)


@given(BOXES, BOXES)
def test_the_clipped_part_lies_inside(box: Box, to: Box) -> None:
    part = box.clipped(to)
    assert to.x0 <= part.x0 <= part.x1 <= to.x1
    assert to.y0 <= part.y0 <= part.y1 <= to.y1
    assert part.area <= box.area
    assert part.clipped(to) == part


def test_the_part_of_boxes_that_do_not_meet_is_empty() -> None:
    assert Box(0, 0, 5, 5).clipped(Box(10, 10, 20, 20)).is_empty


def test_the_share_inside_is_of_the_boxs_own_area() -> None:
    assert Box(0, 0, 10, 10).share_inside(Box(5, 0, 100, 100)) == 0.5
    assert Box(0, 0, 10, 10).share_inside(Box(-5, -5, 100, 100)) == 1.0
    assert Box(0, 0, 10, 10).share_inside(Box(20, 20, 30, 30)) == 0.0
    assert Box(5, 5, 5, 5).share_inside(Box(0, 0, 10, 10)) == 0.0


@given(BOXES, BOXES)
def test_the_joined_box_is_the_smallest_around_both(one: Box, other: Box) -> None:
    both = one.joined(other)
    assert both == other.joined(one)
    assert one.clipped(both) == one
    assert other.clipped(both) == other
    assert {both.x0, both.y0, both.x1, both.y1} <= {*one, *other}


@given(BOXES, SIZES, SIZES)
def test_a_box_that_held_a_pixel_still_holds_one_at_another_size(
    box: Box, source: Size, target: Size
) -> None:
    scaled = box.scaled(source=source, target=target)
    assert scaled.is_empty <= box.is_empty
    assert box.scaled(source=source, target=source) == box


def test_scaling_follows_the_page() -> None:
    doubled = Box(10, 20, 30, 40).scaled(source=Size(100, 100), target=Size(200, 300))
    assert doubled == Box(20, 60, 60, 120)
