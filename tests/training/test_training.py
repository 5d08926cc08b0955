"""Training learns, can be stopped, and goes on where it was."""

import hashlib
import json
from itertools import islice
from pathlib import Path

import pytest
import torch

from invoice_desk.errors import BadFile
from invoice_desk.progress import Progress
from invoice_desk.training.batches import batches
from invoice_desk.training.evaluation import spelling, validation_lines
from invoice_desk.training.learning import STATE, Epoch, load_state, weights_of
from invoice_desk.training.log import CONFUSION, EPOCHS, SCORES, Log
from invoice_desk.training.network import DigitNetwork, NetworkSize, strips_of
from invoice_desk.training.shipping import fused
from invoice_desk.training.training import Recipe, line_learner, train
from tests.training.courses import gone_on

TINY = NetworkSize((4, 6, 8, 16), 3, (1, 2))
RECIPE = Recipe(lines=128, epoch_lines=64, batch=16, validation_lines=12, size=TINY)


def epochs(fonts, folder, recipe=RECIPE, **more):
    return [one for one in train(fonts, fonts, folder, recipe, **more) if isinstance(one, Epoch)]


def test_the_network_scores_every_class_at_each_second_pixel():
    scores = DigitNetwork()(torch.zeros(3, 1, 32, 90))

    assert scores.shape == (3, 2, 34, 45)


def test_a_network_for_reading_alone_holds_its_normalisations_in_its_convolutions():
    torch.manual_seed(3)
    network = DigitNetwork(TINY)
    network.train()(torch.rand(8, 1, 32, 64))  # so that the normalisations are not neutral
    strips = torch.rand(2, 1, 32, 64)

    small = fused(network)

    assert not any(isinstance(one, torch.nn.BatchNorm2d) for one in small.modules())
    assert torch.allclose(small(strips), network.eval()(strips), atol=1e-4)


def test_it_learns(fonts):
    _, learner = line_learner(Recipe(lines=4_800, batch=16, size=TINY))
    batch = next(batches(fonts, 1, 16))

    losses = [learner.step(batch) for _ in range(60)]

    assert losses[-1] < 0.7 * losses[0]


def test_training_that_was_stopped_goes_on_with_the_next_epoch(fonts, tmp_path: Path):
    assert [one.number for one in gone_on(train, fonts, tmp_path, RECIPE)] == [1, 2]


def test_the_weights_to_read_by_are_the_mean_of_the_last_steps_and_are_kept_when_training_goes_on(
    fonts, tmp_path: Path
):
    _, learner = line_learner(RECIPE)
    batch = next(batches(fonts, 1, 16))
    last = [learner.step(batch) and learner.network.heads.bias.detach().clone() for _ in range(6)]

    learner.save(tmp_path / STATE, 1)
    kept = weights_of(load_state(tmp_path / STATE))["heads.bias"]
    _, later = line_learner(RECIPE)
    later.load(tmp_path / STATE)

    assert torch.allclose(kept, later.average.network.heads.bias)
    assert (torch.stack(last).min(0).values <= kept + 1e-6).all()
    assert (kept <= torch.stack(last).max(0).values + 1e-6).all()
    assert not torch.allclose(kept, last[-1])


def test_a_training_may_begin_with_the_weights_of_another_and_says_so(fonts, tmp_path: Path):
    first, other = tmp_path / "first", tmp_path / "other"
    epochs(fonts, first)
    begun = Recipe(lines=64, epoch_lines=64, batch=16, rate=1e-9, validation_lines=12, size=TINY)

    epochs(fonts, other, begun, start=first / STATE)
    old, new = (load_state(folder / STATE) for folder in (first, other))

    assert torch.allclose(weights_of(new)["heads.bias"], weights_of(old)["heads.bias"], atol=1e-5)
    assert new["recipe"]["start"] == hashlib.sha256((first / STATE).read_bytes()).hexdigest()
    assert old["recipe"]["start"] == ""
    with pytest.raises(BadFile, match="another size"):
        epochs(fonts, tmp_path / "third", Recipe(lines=64, size=NetworkSize()), start=first / STATE)


def test_a_state_without_averaged_weights_gives_its_last(tmp_path: Path):
    line_learner(RECIPE)[1].save(tmp_path / STATE, 1)
    state = load_state(tmp_path / STATE)
    del state["average"]

    assert weights_of(state) is state["network"]


def test_a_stop_between_steps_ends_the_training(fonts, tmp_path: Path):
    events = list(train(fonts, fonts, tmp_path, RECIPE, is_stopped=lambda: True))

    assert events == [Progress("epoch 1 of 2", 1, 4)]


def test_a_state_of_another_recipe_or_no_state_at_all_is_refused(tmp_path: Path):
    line_learner(RECIPE)[1].save(tmp_path / STATE, 1)
    with pytest.raises(BadFile, match="another recipe"):
        line_learner(Recipe(lines=256, size=TINY))[1].load(tmp_path / STATE)

    (tmp_path / STATE).write_bytes(b"PK no archive")
    with pytest.raises(BadFile, match="no state of training"):
        load_state(tmp_path / STATE)


class Planted:
    """Would run code if it were unpickled."""

    def __reduce__(self):
        return Path.touch, (Path("planted"),)


def test_code_in_a_state_is_never_run(tmp_path: Path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    torch.save({"recipe": Planted(), "epochs": 1}, tmp_path / STATE)

    with pytest.raises(BadFile):
        load_state(tmp_path / STATE)
    assert not (tmp_path / "planted").exists()


def test_scores_and_plots_are_kept_for_each_epoch(fonts, tmp_path: Path):
    log = Log(tmp_path)
    for epoch in epochs(fonts, tmp_path):
        log.add(epoch)

    scores = json.loads((tmp_path / SCORES).read_text(encoding="utf-8"))
    assert [one["epoch"] for one in scores] == [1, 2]
    assert all(0 <= one["exact"] <= 1 for one in scores)
    for name in (EPOCHS, CONFUSION):
        assert (tmp_path / name).read_bytes().startswith(b"\x89PNG")
    assert Log(tmp_path).epochs == 2


def test_a_line_is_spelt_by_its_columns(fonts):
    """The truth of the columns, taken for scores, spells the number wherever its glyphs stand apart."""
    judged = validation_lines(fonts, 40, seed=3)
    right = 0
    for one in judged:
        scores = torch.nn.functional.one_hot(torch.from_numpy(one.sample.columns), 34).T.float().numpy()
        right += spelling(scores) == one.line.text
    assert right >= 30


def test_strips_go_from_paper_to_ink(fonts):
    batch = next(islice(batches(fonts, 2, 4), 1))

    strips = strips_of(batch)

    assert strips.shape == (4, 1, *batch.strips.shape[1:])
    assert 0 <= float(strips.min()) < 0.1 < 0.9 < float(strips.max()) <= 1
