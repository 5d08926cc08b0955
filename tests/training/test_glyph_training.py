"""The glyph network: what it learns from, that it learns, goes on, and becomes a model file."""

import json
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch

from invoice_desk.errors import BadFile
from invoice_desk.imaging.splitting import split
from invoice_desk.progress import Progress
from invoice_desk.reading.digits.classes import CLASSES, INDEX, OTHER
from invoice_desk.reading.digits.glyph_model import GLYPH_CARD, GLYPH_MODEL, GlyphModel
from invoice_desk.reading.digits.glyph_reader import GlyphReader
from invoice_desk.training.dataset import LineMaker
from invoice_desk.training.glyph_dataset import UNCLEAR, glyph_batches, glyph_line_of, labels_of
from invoice_desk.training.glyph_evaluation import (
    LiveScorer,
    evaluate_glyphs,
    glyphs_right,
    number_lines,
)
from invoice_desk.training.glyph_network import GlyphNetwork, GlyphNetworkSize
from invoice_desk.training.glyph_shipping import ship_glyphs
from invoice_desk.training.glyph_training import GlyphRecipe, glyph_learner, train_glyphs
from invoice_desk.training.judging import region_of
from invoice_desk.training.learning import STATE, load_state, weights_of
from invoice_desk.training.rendering import PlacedGlyph
from tests.training.courses import gone_on, state_of

TINY = GlyphNetworkSize((4, 6, 8), 16)
RECIPE = GlyphRecipe(glyphs=256, epoch_glyphs=128, batch=64, validation_lines=6, size=TINY)


def two_bars():
    strip = np.zeros((40, 60), np.uint8)
    strip[8:32, 10:18] = strip[8:32, 22:30] = 255
    return split(strip)


def placed(char, x0, x1):
    return PlacedGlyph(char, x0, 8, x1, 32)


@pytest.mark.parametrize(
    ("truth", "classes"),
    [
        ([("١", 10, 18), ("٢", 22, 30)], ["١", "", "٢"]),
        ([("٣", 10, 30)], ["", "٣", ""]),
        ([(OTHER, 10, 30)], [OTHER, OTHER, OTHER]),
        ([("١", 10, 18)], ["١", None, OTHER]),  # dirt beside it: neither a whole glyph nor none
        ([], [OTHER, OTHER, OTHER]),
    ],
)
def test_a_proposal_is_what_its_ink_is_of(truth, classes):
    parted = two_bars()
    assert [(one.first, one.end) for one in parted.proposals] == [(0, 1), (0, 2), (1, 2)]

    labels = labels_of(parted, [placed(*one) for one in truth])

    assert labels.tolist() == [UNCLEAR if one is None else INDEX[one] for one in classes]


def test_nearly_each_glyph_of_drawn_lines_is_proposed(fonts):
    """What is not proposed is never read."""
    wanted = proposed = 0
    for line in islice(LineMaker(fonts, 4, with_shapes=False).lines(families="arabic"), 60):
        made = glyph_line_of(line)
        if made is not None:
            wanted += len(line.text)
            proposed += min(len(line.text), int(((made.labels > 0) & (made.labels < INDEX[OTHER])).sum()))
    assert proposed > 0.85 * wanted


def test_batches_are_the_same_for_the_same_seed_and_hold_both_glyphs_and_none(fonts):
    one, again, other = (next(glyph_batches(fonts, seed, 64)) for seed in (1, 1, 2))

    assert np.array_equal(one.windows.pixels, again.windows.pixels)
    assert np.array_equal(one.labels, again.labels)
    assert not np.array_equal(one.labels[:32], other.labels[:32])
    assert one.labels.min() == 0
    assert (one.labels > 0).mean() > 0.4


def test_it_learns(fonts):
    _, learner = glyph_learner(GlyphRecipe(glyphs=2_400, batch=32, size=TINY))
    batch = next(glyph_batches(fonts, 1, 32))

    losses = [learner.step(batch) for _ in range(40)]

    assert losses[-1] < 0.7 * losses[0]


def test_training_that_was_stopped_goes_on_with_the_next_epoch(fonts, tmp_path: Path):
    epochs = gone_on(train_glyphs, fonts, tmp_path, RECIPE)

    assert [one.number for one in epochs] == [1, 2]
    assert all(0 <= one.score.exact <= one.score.lines == 6 for one in epochs)
    assert all(0 <= glyphs_right(one.score.confusion) <= 1 for one in epochs)


@pytest.fixture(scope="module")
def trained(fonts, tmp_path_factory) -> Path:
    """Return the state of a training of a few steps."""
    batches = islice(glyph_batches(fonts, 1, 32), 4)
    return state_of(glyph_learner(RECIPE)[1], batches, tmp_path_factory.mktemp("glyphs") / STATE)


def test_a_stop_between_steps_ends_the_training(fonts, tmp_path: Path):
    events = list(train_glyphs(fonts, fonts, tmp_path, RECIPE, is_stopped=lambda: True))

    assert events == [Progress("epoch 1 of 2", 1, 2)]


def test_a_state_of_another_recipe_is_refused(trained):
    with pytest.raises(BadFile, match="another recipe"):
        glyph_learner(GlyphRecipe(glyphs=512, size=TINY))[1].load(trained)


@pytest.fixture(scope="module")
def shipped(fonts, trained, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    ship_glyphs(trained, folder, fonts)
    return folder


def test_the_model_file_says_what_the_network_says_for_any_number_of_glyphs(fonts, trained, shipped):
    network = GlyphNetwork(TINY)
    network.load_state_dict(weights_of(load_state(trained)))
    live, model = LiveScorer(network), GlyphModel(shipped)
    windows = next(glyph_batches(fonts, 3, 300)).windows

    assert len(windows.pixels) >= 300
    assert model.scores(windows) == pytest.approx(live.scores(windows), abs=1e-3)
    assert np.exp(model.scores(windows)).sum(axis=1) == pytest.approx(1, abs=1e-3)


def test_a_shipped_model_has_a_card_and_a_changed_one_is_refused(shipped, tmp_path: Path):
    card = json.loads((shipped / GLYPH_CARD).read_text(encoding="utf-8"))
    assert card["format"] == "invoice-desk-glyphs/1"
    assert tuple(card["classes"]) == CLASSES
    assert card["epochs"] == 2

    (tmp_path / GLYPH_CARD).write_bytes((shipped / GLYPH_CARD).read_bytes())
    (tmp_path / GLYPH_MODEL).write_bytes((shipped / GLYPH_MODEL).read_bytes() + b"more")
    with pytest.raises(BadFile, match="not the model that its card describes"):
        GlyphModel(tmp_path)


def test_the_network_that_is_shipped_is_small_and_takes_any_number_of_glyphs():
    network = GlyphNetwork()

    assert network(torch.zeros(5, 3, 40, 32), torch.zeros(5, 4)).shape == (5, len(CLASSES))
    assert sum(one.numel() for one in network.parameters()) * 4 < 3e6


class Oracle:
    """Says of each window what the truth is; all of a page's lines are asked about at once."""

    def __init__(self, lines):
        made = [glyph_line_of(one, is_hinted=False) for one in lines]
        self._labels = np.concatenate([one.labels for one in made if one is not None])

    def scores(self, windows):
        assert len(windows.pixels) == len(self._labels)
        scores = np.full((len(self._labels), len(CLASSES)), 1e-4, np.float32)
        scores[np.arange(len(self._labels)), np.maximum(self._labels, 0)] = 0.99
        return np.log(scores)


def test_a_reader_that_knows_each_glyph_reads_nearly_each_number(fonts):
    """Splitting and decoding alone, without a network's errors, lose few numbers."""
    lines = [one for one in number_lines(fonts, 60, seed=5) if one.box.height >= one.patch.digit_height]
    right = 0
    for line in lines:
        (found,) = GlyphReader(Oracle([line])).look([region_of(line)])
        right += found is not None and found.text.replace("٬", ",") == line.text.replace("٬", ",")
        if found is not None:
            assert len(found.boxes) == len(found.glyphs)
    assert right > 0.7 * len(lines)


def test_a_page_without_numbers_or_without_print_gives_nothing(fonts):
    blank = next(LineMaker(fonts, 1).lines())
    empty = region_of(blank)
    scorer = LiveScorer(GlyphNetwork(TINY))

    assert GlyphReader(scorer).look([]) == []
    assert len(GlyphReader(scorer).look([empty])) == 1
    assert evaluate_glyphs(scorer.network, []).lines == 0
