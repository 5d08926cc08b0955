"""`invoice-desk digits train` and `export`: which of the networks they make."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from cli_runs import invoke

pytest.importorskip("torch")

from invoice_desk.reading.digits.model_files import CARD
from invoice_desk.training import (
    band_shipping,
    band_training,
    font_folders,
    glyph_shipping,
    glyph_training,
    shipping,
    training,
)
from invoice_desk.training.evaluation import Score
from invoice_desk.training.fonts import find_fonts
from invoice_desk.training.learning import STATE, Epoch
from invoice_desk.training.log import SCORES


@pytest.fixture
def learnt(monkeypatch: pytest.MonkeyPatch) -> dict[str, float]:
    """Learn nothing: return how much each network was asked to learn from, and log one epoch of it."""
    asked: dict[str, float] = {}

    def lines(fonts, validation, folder, recipe, *, start, is_stopped) -> Iterator[Epoch]:
        asked["lines"] = recipe.lines
        if start is not None:
            asked["rate"] = recipe.rate
        yield Epoch(1, 0.5, Score(4, 3, {}, np.zeros((34, 34), np.int64)), 1.0)

    def glyphs(fonts, validation, folder, recipe, *, is_stopped) -> Iterator[Epoch]:
        asked["glyphs"] = recipe.glyphs
        yield Epoch(1, 0.5, Score(4, 2, {}, np.zeros((34, 34), np.int64)), 1.0)

    def bands(fonts, validation, folder, recipe, *, is_stopped) -> Iterator[Epoch]:
        asked["views"] = recipe.views
        yield Epoch(1, 0.5, Score(4, 2, {}, None), 1.0)

    monkeypatch.setattr(font_folders, "fonts_of", lambda folder, split: ())
    monkeypatch.setattr(band_training, "train_bands", bands)
    monkeypatch.setattr(training, "train", lines)
    monkeypatch.setattr(glyph_training, "train_glyphs", glyphs)
    return asked


@pytest.mark.parametrize(
    ("options", "made"),
    [
        ((), {"lines": 500_000, "glyphs": 300_000, "views": 160_000}),
        (("--reader", "lines", "--lines", "640"), {"lines": 640}),
        (("--reader", "glyphs", "--glyphs", "5120"), {"glyphs": 5120}),
        (("--reader", "bands", "--views", "1280"), {"views": 1280}),
        (("--reader", "lines", "--start", __file__, "--rate", "0.001"), {"lines": 500_000, "rate": 0.001}),
    ],
)
def test_all_networks_are_trained_or_the_one_that_is_asked_for(learnt, tmp_path: Path, options, made):
    result = invoke("digits", "train", "--out", tmp_path, *options)

    assert result.exit_code == 0, result.stderr
    assert learnt == made
    assert (tmp_path / SCORES).exists() is ("lines" in made)
    assert (tmp_path / "glyphs" / SCORES).exists() is ("glyphs" in made)
    assert (tmp_path / "bands" / SCORES).exists() is ("views" in made)


@pytest.mark.parametrize("trained", [{"lines"}, {"glyphs"}, {"bands"}, {"lines", "glyphs", "bands"}])
def test_what_was_trained_is_exported(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, trained):
    states = {
        "lines": tmp_path / STATE,
        "glyphs": tmp_path / "glyphs" / STATE,
        "bands": tmp_path / "bands" / STATE,
    }
    for name in trained:
        states[name].parent.mkdir(exist_ok=True)
        states[name].touch()
    shipped = {}
    monkeypatch.setattr(font_folders, "all_fonts", lambda folder: ())
    monkeypatch.setattr(shipping, "ship", lambda state, out, fonts: shipped.update(lines=state))
    monkeypatch.setattr(glyph_shipping, "ship_glyphs", lambda state, out, fonts: shipped.update(glyphs=state))
    monkeypatch.setattr(band_shipping, "ship_bands", lambda state, out, fonts: shipped.update(bands=state))

    result = invoke("digits", "export", "--training", tmp_path, "--out", tmp_path / "models")

    assert result.exit_code == 0, result.stderr
    assert shipped == {name: states[name] for name in trained}


@pytest.mark.parametrize("trained", ["glyphs", "bands"])
def test_the_confidence_is_learnt_anew_where_lines_were_not_trained(monkeypatch, tmp_path: Path, trained):
    state, models = tmp_path / trained / STATE, tmp_path / "models"
    for path in (state, models / CARD):
        path.parent.mkdir()
        path.touch()
    learnt = []
    monkeypatch.setattr(font_folders, "all_fonts", lambda folder: ())
    monkeypatch.setattr(shipping, "calibrate", lambda out, fonts: learnt.append(out))
    monkeypatch.setattr(glyph_shipping, "ship_glyphs", lambda state, out, fonts: None)
    monkeypatch.setattr(band_shipping, "ship_bands", lambda state, out, fonts: None)

    result = invoke("digits", "export", "--training", tmp_path, "--out", models)

    assert result.exit_code == 0, result.stderr
    assert learnt == [models]


def test_where_nothing_was_trained_the_missing_state_is_named(monkeypatch, tmp_path: Path):
    monkeypatch.setattr(font_folders, "all_fonts", lambda folder: ())

    result = invoke("digits", "export", "--training", tmp_path)

    assert result.exit_code != 0
    assert STATE in result.stderr


def test_evaluate_tells_how_many_numbers_are_exact(monkeypatch: pytest.MonkeyPatch):
    system = Path("/usr/share/fonts")
    fonts = [
        *find_fonts(system / "opentype" / "fonts-hosny-amiri"),
        *find_fonts(system / "truetype" / "dejavu"),
    ]
    if not any(one.has_arabic for one in fonts) or not any(one.has_latin for one in fonts):
        pytest.skip("the fonts Amiri and DejaVu are not installed")
    monkeypatch.setattr(font_folders, "fonts_of", lambda folder, split: fonts)

    result = invoke("digits", "evaluate", "--split", "train", "--lines", "24")

    assert result.exit_code == 0, result.stderr
    assert "24 lines; exact numbers: all " in result.stdout
    assert "calibration error" in result.stdout


def test_evaluate_refuses_a_split_that_there_is_not():
    result = invoke("digits", "evaluate", "--split", "none")

    assert result.exit_code != 0
    assert "'none' is no split" in result.stderr


def test_without_fonts_the_shipped_lines_are_judged_by(monkeypatch: pytest.MonkeyPatch):
    from invoice_desk.training import shipped_lines

    all_lines = shipped_lines.read_lines
    monkeypatch.setattr(
        shipped_lines,
        "read_lines",
        lambda folder: replace(all_lines(folder), judged=all_lines(folder).judged[:1]),
    )

    result = invoke("digits", "evaluate", "--json")

    assert result.exit_code == 0, result.stderr
    found = json.loads(result.stdout)
    assert found["numbers"] == 12
    assert 9 <= found["exact"] <= 12
    assert set(found["digits"]) == set("0123456789")
    table = invoke("digits", "evaluate").stdout
    assert f"{found['exact']} of 12" in table


def test_learning_on_a_desk_with_too_few_corrections_says_how_many_are_needed(tmp_path: Path):
    invoke("add", "--desk", tmp_path / "desk", Path(__file__))  # no invoice, but the desk is made

    result = invoke("digits", "learn", "--desk", tmp_path / "desk")

    assert result.exit_code != 0
    assert "24 and 6 are needed" in result.stderr
