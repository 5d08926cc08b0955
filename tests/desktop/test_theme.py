"""The look: both palettes are whole, readable, and the icons are drawn in their colours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from invoice_desk.desktop.icons import icon
from invoice_desk.desktop.theme import DARK, ICONS, LIGHT, Theme, apply_theme
from invoice_desk.invoice.fields import FieldKind
from invoice_desk.invoice.filed import State

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1..21 (WCAG 2.2)."""

    def luminance(color: str) -> float:
        parts = [part / 255 for part in QColor(color).getRgb()[:3]]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@THEMES
def test_words_can_be_read_on_all_they_stand_on(theme: Theme) -> None:
    for name in ("text", "muted", "sure", "doubt", "bad", "typed"):
        for ground in ("surface", "window"):
            assert contrast(getattr(theme, name), getattr(theme, ground)) >= 4.5, (name, ground)
    assert contrast(theme.on_accent, theme.accent) >= 4.5


@THEMES
def test_every_kind_and_state_has_its_colour(theme: Theme) -> None:
    assert set(theme.kinds) == set(FieldKind)
    assert set(theme.states) == set(State)


@THEMES
def test_every_icon_is_drawn(theme: Theme, qtbot: QtBot) -> None:
    for path in ICONS.glob("*.svg"):
        picture = icon(path.stem, theme, color="#ff0000").pixmap(QSize(24, 24)).toImage()
        colors = {picture.pixelColor(x, y).name() for x in range(24) for y in range(24)}
        assert "#ff0000" in colors, path.name


@THEMES
def test_the_drawings_of_the_style_sheet_are_there_in_its_colours(theme: Theme, qapp: QApplication) -> None:
    before = qapp.styleSheet()
    apply_theme(qapp, theme)
    paths = {Path(path) for path in re.findall(r'url\("(.+?)"\)', qapp.styleSheet())}
    qapp.setStyleSheet(before)
    drawings = {path.parent.name: path.read_text(encoding="utf-8") for path in paths}
    assert {"ticks", "chevrons", "docks"} == set(drawings)
    assert theme.muted in drawings["docks"]
    assert theme.muted in drawings["chevrons"]
    assert theme.on_accent in drawings["ticks"]


def test_an_icon_that_is_not_there_is_said() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no-such-icon", LIGHT)


def colors_of(widget: QWidget) -> set[str]:
    picture = widget.grab().toImage()
    return {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}


@THEMES
def test_a_button_that_cannot_be_pressed_does_not_look_as_if_it_could(theme: Theme, qtbot: QtBot) -> None:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    apply_theme(application, theme)
    button = QPushButton("Export", default=True, enabled=False)  # type: ignore[call-overload]
    qtbot.addWidget(button)
    assert theme.accent not in colors_of(button)
    button.setEnabled(True)
    assert theme.accent in colors_of(button)
