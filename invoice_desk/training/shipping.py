"""A trained network becomes the model file that is shipped, with its card."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Sequence
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from invoice_desk.files import write_text_whole, write_whole
from invoice_desk.imaging.strips import HEIGHT
from invoice_desk.reading.digits.classes import CLASSES
from invoice_desk.reading.digits.confidence import FEATURES
from invoice_desk.reading.digits.lazy import load_reader
from invoice_desk.reading.digits.model import FORMAT, Calibration, Card, DigitModel, read_card
from invoice_desk.reading.digits.model_files import CARD, MODEL, ModelCard
from invoice_desk.reading.digits.reader import DigitReader
from invoice_desk.training.calibrating import calibrated
from invoice_desk.training.fonts import FontFile
from invoice_desk.training.learning import load_state, weights_of
from invoice_desk.training.network import DigitNetwork, NetworkSize

_NEUTRAL = Calibration(weights=(0.0,) * len(FEATURES), bias=0.0)
_SECONDED = 2  # times as many lines, for only some of them are asked about
_MAX_LINES, _MAX_COLUMNS = 512, 384


def ship(state: Path, folder: Path, fonts: Sequence[FontFile], *, lines: int = 3_000) -> Card:
    """Write MODEL and CARD of a training's STATE to `folder`; return the card.

    fonts: of all splits, named on the card; the validation ones are drawn from for `lines` lines,
    on which the confidence is calibrated: alone, and with the glyph network where `folder` has
    one. Raises BadFile, NotWritten.
    """
    kept = load_state(state)
    network = DigitNetwork(NetworkSize(**kept["recipe"]["size"]))
    network.load_state_dict(weights_of(kept))
    write_digits(network, folder / MODEL)
    facts = {"format": FORMAT, **facts_of(folder / MODEL, kept, fonts)}
    write_card(Card(**facts, calibration=_NEUTRAL), folder / CARD)
    return calibrate(folder, fonts, lines=lines)


def calibrate(folder: Path, fonts: Sequence[FontFile], *, lines: int = 3_000) -> Card:
    """Write to CARD of a folder's models what their confidence is worth on validation fonts; return it.

    Raises BadFile, NotWritten.
    """
    card = read_card(folder / CARD)
    alone = calibrated(DigitReader(DigitModel(folder)), fonts, lines)
    write_card(card.model_copy(update={"calibration": alone, "seconded": None}), folder / CARD)
    reader = load_reader(folder)
    both = calibrated(reader, fonts, lines * _SECONDED) if reader.has_second else None
    card = card.model_copy(update={"calibration": alone, "seconded": both})
    write_card(card, folder / CARD)
    return card


def write_digits(network: nn.Module, path: Path) -> None:
    """Write the line network as a model file. Raises NotWritten."""
    lines = torch.export.Dim("lines", min=1, max=_MAX_LINES)
    columns = torch.export.Dim("columns", min=4, max=_MAX_COLUMNS)
    write_model(path, network, (torch.zeros(2, 1, HEIGHT, 64),), {"strips": {0: lines, 3: 2 * columns}})


def write_model(
    path: Path, network: nn.Module, example: tuple[Tensor, ...], shapes: dict[str, dict[int, Any]]
) -> None:
    """Write a network as a model file. example: what it takes; shapes: the sizes of it that may change.

    Raises NotWritten.
    """
    logging.getLogger("torch.export").setLevel(logging.ERROR)
    program = torch.export.export(fused(network), example, dynamic_shapes=shapes)
    program.example_inputs = None  # they would be pickled into the file

    def write(temporary: Path) -> None:
        with temporary.open("wb") as file:
            torch.export.save(program, file)

    write_whole(path, write)


def fused(network: nn.Module) -> nn.Module:
    """Return a network for reading alone, in which each convolution holds its normalisation."""
    found = deepcopy(network).eval()
    for part in found.modules():
        if isinstance(part, nn.Sequential) and len(part) > 1:
            convolution, norm = part[0], part[1]
            if isinstance(convolution, nn.Conv2d) and isinstance(norm, nn.BatchNorm2d):
                part[0] = fuse_conv_bn_eval(convolution, norm)
                part[1] = nn.Identity()
    return found


def facts_of(model: Path, state: dict[str, Any], fonts: Sequence[FontFile]) -> dict[str, Any]:
    """Return what the card of a model file says of it and of its training. fonts: of all splits."""
    return {
        "sha256": hashlib.sha256(model.read_bytes()).hexdigest(),
        "classes": CLASSES,
        "made": date.today().isoformat(),
        "recipe": state["recipe"],
        "epochs": state["epochs"],
        "fonts": _families(fonts),
    }


def write_card(card: ModelCard, path: Path) -> None:
    """Write a model's card. Raises NotWritten."""
    write_text_whole(path, card.model_dump_json(indent=1) + "\n")


def _families(fonts: Sequence[FontFile]) -> dict[str, list[str]]:
    families: dict[str, set[str]] = {}
    for font in fonts:
        if font.has_arabic:
            families.setdefault(str(font.split), set()).add(font.family)
    return {split: sorted(names) for split, names in sorted(families.items())}
