"""A model file is checked before it is loaded."""

import json
import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from invoice_desk.errors import BadFile
from invoice_desk.reading.digits.model import DigitModel, read_card
from invoice_desk.reading.digits.model_files import CARD, MODEL, check_model
from invoice_desk.workflow.readers import MODELS

pytest.importorskip("torch")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the shipped model."""
    for name in (MODEL, CARD):
        shutil.copy(MODELS / name, tmp_path)
    return tmp_path


@pytest.fixture(scope="module")
def model() -> DigitModel:
    return DigitModel(MODELS)


def card_of(path: Path, **changed) -> None:
    card = json.loads((MODELS / CARD).read_text(encoding="utf-8"))
    path.write_text(json.dumps(card | changed), encoding="utf-8")


def test_the_shipped_model_is_the_one_of_its_card_and_small(model):
    assert (MODELS / MODEL).stat().st_size < 8 * 1024 * 1024
    assert model.card.classes[0] == ""


def test_families_of_acceptance_were_never_seen(model):
    fonts = model.card.model_extra["fonts"]

    assert len(fonts["acceptance"]) == 14
    assert not set(fonts["acceptance"]) & set(fonts["train"] + fonts["validation"])


def test_scores_are_probabilities_of_each_column_whatever_else_is_in_the_batch(model):
    dice = np.random.default_rng(1)
    strips = [dice.integers(0, 255, (32, width), dtype=np.uint8) for width in (60, 200, 7, 61)]

    together = model.scores(strips)

    assert [one.shape for one in together] == [(2, 34, 30), (2, 34, 100), (2, 34, 4), (2, 34, 30)]
    for one in together:
        assert np.exp(one).sum(axis=1) == pytest.approx(1, abs=1e-3)
    alone = model.scores([strips[1]])[0]
    assert alone == pytest.approx(together[1], abs=1e-2)


def test_a_model_that_was_changed_is_refused(folder: Path):
    content = bytearray((folder / MODEL).read_bytes())
    content[len(content) // 2] ^= 1
    (folder / MODEL).write_bytes(content)

    with pytest.raises(BadFile, match="not the model that its card describes"):
        DigitModel(folder)


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x03\x04 half"])
def test_a_foreign_file_is_refused_even_with_a_card_of_its_own(folder: Path, content: bytes):
    import hashlib

    (folder / MODEL).write_bytes(content)
    card_of(folder / CARD, sha256=hashlib.sha256(content).hexdigest())

    with pytest.raises(BadFile, match=r"no model of torch\.export"):
        DigitModel(folder)


def test_pickled_weights_are_refused(folder: Path, tmp_path: Path):
    import hashlib

    planted = tmp_path / "planted.zip"
    with zipfile.ZipFile(planted, "w") as archive:
        archive.writestr(
            "m/data/weights/model_weights_config.json", '{"config": {"a": {"use_pickle": true}}}'
        )
    shutil.move(planted, folder / MODEL)
    card_of(folder / CARD, sha256=hashlib.sha256((folder / MODEL).read_bytes()).hexdigest())

    with pytest.raises(BadFile, match="pickled"):
        check_model(folder / MODEL, read_card(folder / CARD))


def test_a_model_that_is_large_once_unpacked_is_refused(folder: Path):
    import hashlib

    with zipfile.ZipFile(folder / MODEL, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("m/data/weights/model_weights_config.json", "{}")
        archive.writestr("m/data/weights/weight_0", bytes(40 * 1024 * 1024))
    card_of(folder / CARD, sha256=hashlib.sha256((folder / MODEL).read_bytes()).hexdigest())

    with pytest.raises(BadFile, match="too large unpacked"):
        check_model(folder / MODEL, read_card(folder / CARD))


@pytest.mark.parametrize(
    "change", [{"format": "other/1"}, {"sha256": "short"}, {"classes": ["", "a"]}, {"calibration": {}}]
)
def test_a_wrong_card_is_refused(folder: Path, change):
    card_of(folder / CARD, **change)

    with pytest.raises(BadFile, match=CARD):
        read_card(folder / CARD)


def test_a_card_of_the_first_format_is_as_sure_as_it_was(folder: Path):
    old = {"weights": [0.5, 0.2, 0.1, 0.8, -0.1], "bias": -1.5}
    asked = {"weights": [0.4, 0.2, 0.1, 0.8, -0.1, 0.7], "bias": -1.0}
    card_of(folder / CARD, format="invoice-desk-digits/1", calibration=old, seconded=asked)

    card = read_card(folder / CARD)

    assert card.calibration.weights == (0.5, 0.2, 0.1, 0.8, -0.1, 0.0, 0.0)
    assert card.seconded is not None
    assert card.seconded.weights == (0.4, 0.2, 0.1, 0.8, -0.1, 0.0, 0.0, 0.7)
    assert card.seconded.bias == -1.0


@pytest.mark.parametrize("curve", [{}, {"weights": "0", "bias": 0}, {"weights": [0.1], "bias": 0}, 7])
def test_a_wrong_card_of_the_first_format_is_refused(folder: Path, curve):
    card_of(folder / CARD, format="invoice-desk-digits/1", calibration=curve)

    with pytest.raises(BadFile, match=CARD):
        read_card(folder / CARD)


def test_two_threads_that_load_at_the_same_time_both_get_a_model() -> None:
    """As where a box is tried while invoices are read: torch.export.load serves only one at a time."""
    with ThreadPoolExecutor(4) as pool:
        loaded = [one.result() for one in [pool.submit(DigitModel, MODELS) for _ in range(8)]]
    assert all(one.card.classes[0] == "" for one in loaded)
