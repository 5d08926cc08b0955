"""The band network: what it learns from, that it learns, goes on, and becomes a model file."""

import json
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import torch

from invoice_desk.errors import BadFile
from invoice_desk.imaging.band_views import VIEW_ROWS
from invoice_desk.reading.digits.band_model import BAND_CARD, BAND_MODEL, BandModel
from invoice_desk.training.band_dataset import band_batches
from invoice_desk.training.band_network import BandNetwork, BandNetworkSize, LiveBands, view_tensors
from invoice_desk.training.band_shipping import ship_bands
from invoice_desk.training.band_training import (
    BandRecipe,
    band_learner,
    evaluate_bands,
    is_right,
    train_bands,
)
from invoice_desk.training.dataset import LineMaker, band_of
from invoice_desk.training.glyph_evaluation import number_lines
from invoice_desk.training.learning import STATE, load_state, weights_of
from invoice_desk.workflow.readers import MODELS
from tests.training.courses import gone_on, state_of

TINY = BandNetworkSize((4, 6, 8, 8, 12), 8)
RECIPE = BandRecipe(views=256, epoch_views=128, batch=32, validation_lines=6, size=TINY)


def test_the_true_band_of_a_line_lies_on_its_digits(fonts):
    for line in islice(LineMaker(fonts, 4, with_shapes=False).lines(families="arabic"), 40):
        band, digits = band_of(line), [one for one in line.patch.glyphs if one.char in "١٢٣٤٦٧٨٩"]
        assert all(one.y0 - 2 <= band.middle <= one.y1 + 2 for one in digits)
        assert all(one.y1 - one.y0 <= 1.35 * band.height for one in digits)


def test_batches_are_the_same_for_the_same_seed(fonts):
    one, again, other = (next(band_batches(fonts, seed, 8)) for seed in (1, 1, 2))

    assert np.array_equal(one.shifts, again.shifts)
    assert not np.array_equal(one.shifts, other.shifts)
    assert all(
        np.array_equal(a.pixels, b.pixels) and a.hint == b.hint
        for a, b in zip(one.views, again.views, strict=True)
    )


def test_it_learns(fonts):
    _, learner = band_learner(BandRecipe(views=480, batch=16, size=TINY))
    batch = next(band_batches(fonts, 1, 16))

    losses = [learner.step(batch) for _ in range(30)]

    assert losses[-1] < losses[0] - 0.3


def test_training_that_was_stopped_goes_on_with_the_next_epoch(fonts, tmp_path: Path):
    epochs = gone_on(train_bands, fonts, tmp_path, RECIPE)

    assert [one.number for one in epochs] == [1, 2]
    assert all(0 <= one.score.exact <= one.score.lines == 6 for one in epochs)


@pytest.fixture(scope="module")
def trained(fonts, tmp_path_factory) -> Path:
    """Return the state of a training of a few steps."""
    batches = islice(band_batches(fonts, 1, 16), 4)
    return state_of(band_learner(RECIPE)[1], batches, tmp_path_factory.mktemp("bands") / STATE)


@pytest.fixture(scope="module")
def shipped(fonts, trained, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    ship_bands(trained, folder, fonts)
    return folder


def test_the_model_file_says_what_the_network_says_for_any_number_of_views(fonts, trained, shipped):
    network = BandNetwork(TINY)
    network.load_state_dict(weights_of(load_state(trained)))
    live, model = LiveBands(network), BandModel(shipped)
    views = next(band_batches(fonts, 3, 40)).views
    alone = [one for one in views if one.pixels.shape[2] % 4 == 0][:7]

    assert len(model.shifts(views)) == 40
    for one, other in zip(live.shifts(alone), [model.shifts([one])[0] for one in alone], strict=True):
        assert (one.down, one.growth, one.doubt) == pytest.approx(
            (other.down, other.growth, other.doubt), abs=1e-3
        )
    assert model.shifts([]) == []


def test_a_shipped_model_has_a_card_and_a_changed_one_is_refused(shipped, tmp_path: Path):
    card = json.loads((shipped / BAND_CARD).read_text(encoding="utf-8"))
    assert card["format"] == "invoice-desk-bands/1"
    assert card["epochs"] == 2

    (tmp_path / BAND_CARD).write_bytes((shipped / BAND_CARD).read_bytes())
    (tmp_path / BAND_MODEL).write_bytes((shipped / BAND_MODEL).read_bytes() + b"more")
    with pytest.raises(BadFile, match="not the model that its card describes"):
        BandModel(tmp_path)


def test_the_network_that_is_shipped_is_small(fonts):
    network = BandNetwork().eval()
    views = next(band_batches(fonts, 3, 5)).views

    assert network(*view_tensors(views)).shape == (5, 3)
    assert sum(one.numel() for one in network.parameters()) * 4 < 1e6
    with torch.no_grad():
        assert torch.isfinite(network(torch.zeros(1, 2, VIEW_ROWS, 16), torch.zeros(1, 2))).all()


def test_lines_are_found_better_with_the_shipped_network_than_by_their_ink(fonts):
    lines = number_lines(fonts, 50, seed=11)
    bands = BandModel(MODELS)

    by_ink, by_network = (sum(is_right(one, told) for one in lines) for told in (None, bands))

    assert by_network > by_ink
    assert by_network >= 0.8 * len(lines)
    assert evaluate_bands(BandNetwork(TINY), []).lines == 0
