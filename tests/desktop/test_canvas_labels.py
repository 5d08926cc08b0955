"""The words beside regions are legible, cover nothing where there is room, and go when the page is far."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF
from pytestqt.qtbot import QtBot

from invoice_desk.desktop.canvas.labels import Label, Placed, lay_out
from invoice_desk.desktop.theme import DARK, LIGHT, Theme
from invoice_desk.invoice.geometry import Box
from tests.desktop.canvas_owner import Owner, look

SCREEN = QRectF(0, 0, 800, 600)
REGION = look("total", Box(0, 0, 1, 1), title="Total", text="1,234.50")


def labels_of(*placed: Placed, theme: Theme = LIGHT) -> dict[str, Label]:
    """Return the labels by their words."""
    return {label.text: label for label in lay_out(placed, theme, SCREEN)}


def test_the_title_is_above_and_the_text_below(qtbot: QtBot) -> None:
    area = QRectF(100, 100, 200, 40)
    labels = labels_of(Placed(REGION, area, is_strong=False))
    assert labels["Total"].area.bottom() <= area.top()
    assert labels["1,234.50"].area.top() >= area.bottom()
    assert labels["Total"].area.left() == area.left()


def test_an_arabic_title_is_at_the_right(qtbot: QtBot) -> None:
    area = QRectF(100, 100, 200, 40)
    labels = labels_of(Placed(replace(REGION, title="الإجمالي"), area, is_strong=False))
    assert labels["الإجمالي"].area.right() == pytest.approx(area.right(), abs=1)
    assert labels["1,234.50"].area.right() == pytest.approx(area.right(), abs=1)


@pytest.mark.parametrize("height", [30, 3000])
def test_words_are_as_large_at_any_zoom(qtbot: QtBot, height: float) -> None:
    labels = labels_of(Placed(REGION, QRectF(100, 100, 300, height), is_strong=False))
    assert 12 <= labels["Total"].area.height() <= 20


def test_far_away_only_what_is_selected_has_words(qtbot: QtBot) -> None:
    tiny = QRectF(100, 100, 20, 4)
    assert not labels_of(Placed(REGION, tiny, is_strong=False))
    assert set(labels_of(Placed(REGION, tiny, is_strong=True))) == {"Total", "1,234.50"}


def test_words_cover_no_region_and_no_other_words_where_there_is_room(qtbot: QtBot) -> None:
    areas = [QRectF(300, 100 + 30 * row, 120, 26) for row in range(4)]
    regions = [replace(REGION, title=f"Title {row}", text=f"Text {row}") for row in range(4)]
    placed = [Placed(region, area, is_strong=False) for region, area in zip(regions, areas, strict=True)]
    labels = list(labels_of(*placed).values())
    assert len(labels) == 8
    for label in labels:
        assert not any(label.area.intersects(area) for area in areas), label.text
        others = [other.area for other in labels if other is not label]
        assert not any(label.area.intersects(other) for other in others), label.text


def test_words_stay_on_the_screen(qtbot: QtBot) -> None:
    labels = labels_of(Placed(REGION, QRectF(10, 2, 200, 590), is_strong=False))
    assert all(SCREEN.contains(label.area) for label in labels.values())


def test_a_long_text_is_cut(qtbot: QtBot) -> None:
    region = replace(REGION, text="a very long description " * 20)
    texts = list(labels_of(Placed(region, QRectF(100, 100, 90, 30), is_strong=True)))
    assert max(map(len, texts)) < 60


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_text_has_the_colour_of_its_tone(qtbot: QtBot, theme: Theme) -> None:
    for tone in ("sure", "doubt", "bad", "typed"):
        placed = Placed(replace(REGION, tone=tone), QRectF(100, 100, 90, 30), is_strong=True)
        assert labels_of(placed, theme=theme)["1,234.50"].ink == theme.color(tone)


def test_titles_can_be_read_on_every_colour(qtbot: QtBot) -> None:
    for theme in (LIGHT, DARK):
        for color in theme.kinds.values():
            for is_strong, least in ((True, 3), (False, 4)):
                placed = Placed(replace(REGION, color=color), QRectF(100, 100, 90, 30), is_strong=is_strong)
                label = labels_of(placed, theme=theme)["Total"]
                one, other = sorted(_lightness(tone.getRgbF()[:3]) for tone in (label.ink, label.ground))
                assert (other + 0.05) / (one + 0.05) >= least, (color, is_strong)


def _lightness(parts: tuple[float, ...]) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_selected_regions_look_stronger_and_locked_ones_are_told_apart(qtbot: QtBot) -> None:
    box = Box(300, 500, 700, 700)
    owner = Owner(qtbot, look("one", box))
    plain = owner.canvas.viewport().grab().toImage()
    owner.canvas.select(["one"])
    assert owner.canvas.viewport().grab().toImage() != plain
    owner.canvas.select([])
    owner.canvas.set_regions([look("one", box, is_locked=True)])
    assert owner.canvas.viewport().grab().toImage() != plain
    middle = QPointF(owner.at(500, 600)).toPoint()
    assert plain.pixelColor(middle).blue() > plain.pixelColor(middle).red(), "the colour of its kind"
