"""Models of a desk: one is chosen, the way back is one step, and a broken one never stops the reading."""

from __future__ import annotations

import json
import logging
import shutil
import zipfile
from pathlib import Path

import pytest

from invoice_desk.errors import BadFile, Refused
from invoice_desk.reading.digits.model_files import CARD, MODEL
from invoice_desk.workflow import digit_models
from invoice_desk.workflow.digit_models import SHIPPED, SHIPPED_FOLDER, DigitModels
from invoice_desk.workflow.readers import build_digits


def own(folder: Path, name: str) -> Path:
    """Put a copy of the shipped model among a desk's own."""
    place = folder / name
    place.mkdir(parents=True)
    for file in (CARD, MODEL):
        shutil.copy(SHIPPED_FOLDER / file, place)
    return place


def test_the_shipped_model_reads_where_there_is_no_other(tmp_path: Path) -> None:
    models = DigitModels(tmp_path / "models")
    assert [(one.name, one.is_in_use, one.number) for one in models.all()] == [(SHIPPED, True, 0)]
    assert models.readable() == SHIPPED_FOLDER
    assert models.before() is None
    with pytest.raises(Refused):
        models.go_back()


def test_another_one_is_chosen_and_the_way_leads_back_step_by_step(tmp_path: Path) -> None:
    own(tmp_path, "own-1")
    own(tmp_path, "own-2")
    models = DigitModels(tmp_path)
    models.choose("own-1")
    models.choose("own-2")
    assert models.readable() == tmp_path / "own-2"
    models.go_back()
    assert DigitModels(tmp_path).in_use().name == "own-1"
    models.go_back()
    assert models.readable() == SHIPPED_FOLDER
    assert models.before() is None


def test_a_deleted_model_reads_no_more_and_its_number_is_not_given_again(tmp_path: Path) -> None:
    own(tmp_path, "own-1")
    own(tmp_path, "own-2")
    models = DigitModels(tmp_path)
    models.choose("own-2")
    models.choose("own-1")
    models.delete("own-1")
    assert models.in_use().name == SHIPPED
    assert models.before() == "own-2"
    assert not (tmp_path / "own-1").exists()
    assert models.next_name() == "own-3"
    with pytest.raises(Refused):
        models.delete(SHIPPED)


def changed(place: Path) -> None:
    (place / MODEL).write_bytes(b"another")


def without_card(place: Path) -> None:
    (place / CARD).unlink()


def not_a_card(place: Path) -> None:
    (place / CARD).write_text("{}", encoding="utf-8")


@pytest.mark.parametrize("breaks", [changed, without_card, not_a_card])
def test_a_broken_model_is_told_and_the_shipped_one_reads(tmp_path: Path, breaks, caplog) -> None:
    place = own(tmp_path, "own-1")
    models = DigitModels(tmp_path)
    models.choose("own-1")
    breaks(place)
    problem = models.problem()
    assert problem is not None
    assert "own-1" in problem.where
    with caplog.at_level(logging.WARNING):
        assert models.readable() == SHIPPED_FOLDER
    assert "the shipped model reads" in caplog.text
    models.choose(SHIPPED)
    with pytest.raises(Refused, match="the model"):
        models.choose("own-1")


def test_a_name_that_leads_elsewhere_is_never_followed(tmp_path: Path) -> None:
    for name in ("../models", "/etc", "own-0", 7):
        (tmp_path / "chosen.json").write_text(
            json.dumps({"model": name, "earlier": [name]}), encoding="utf-8"
        )
        assert DigitModels(tmp_path).readable() == SHIPPED_FOLDER
        assert DigitModels(tmp_path).before() is None
    (tmp_path / "chosen.json").write_bytes(b"\xff\x00")
    assert DigitModels(tmp_path).readable() == SHIPPED_FOLDER


def test_a_model_that_cannot_be_loaded_leaves_the_reading_to_the_shipped_one(tmp_path: Path) -> None:
    """Its card tells its hash rightly, but it is no network: that shows only when it is loaded."""
    import hashlib

    pytest.importorskip("torch")
    place = own(tmp_path, "own-1")
    with zipfile.ZipFile(place / MODEL, "w") as archive:
        archive.writestr("weights_config.json", "{}")
    card = json.loads((place / CARD).read_text(encoding="utf-8"))
    card["sha256"] = hashlib.sha256((place / MODEL).read_bytes()).hexdigest()
    (place / CARD).write_text(json.dumps(card), encoding="utf-8")
    models = DigitModels(tmp_path)
    models.choose("own-1")
    assert models.problem() is None
    reader = build_digits(tmp_path)
    assert reader is not None
    assert list(reader.read([])) == []
    problem = DigitModels(tmp_path).problem()
    assert problem is not None
    assert "cannot be loaded" in problem.what
    assert models.readable() == SHIPPED_FOLDER
    assert "own-1" in problem.where
    models.choose(SHIPPED)
    with pytest.raises(Refused, match="cannot be loaded"):
        models.choose("own-1")


def test_a_model_that_another_pytorch_could_not_load_is_tried_again(tmp_path: Path, monkeypatch) -> None:
    own(tmp_path, "own-1")
    models = DigitModels(tmp_path)
    models.choose("own-1")
    models.note_broken("own-1", BadFile("cannot be loaded", where=tmp_path))
    assert models.problem() is not None
    monkeypatch.setattr(digit_models, "version", lambda _name: "9.9")
    assert models.problem() is None
    assert models.readable() == tmp_path / "own-1"
