"""A model file that learns again: its weights in a network of PyTorch, and that network as a model."""

from __future__ import annotations

import threading
from pathlib import Path

import torch
from pydantic import TypeAdapter, ValidationError
from torch import nn

from invoice_desk.errors import BadFile
from invoice_desk.reading.digits.model import Card, DigitModel, read_card
from invoice_desk.reading.digits.model_files import CARD, MODEL, check_model
from invoice_desk.training.network import DigitNetwork, NetworkSize
from invoice_desk.training.shipping import fused

_REMEDY = "go back to the model that came with the program"


class LiveModel(DigitModel):
    """A network in memory that is asked as a model file is."""

    def __init__(self, network: nn.Module, card: Card) -> None:
        """network: for reading alone; it is not copied; card: whose calibration holds."""
        self.card = card
        self._network = network.eval()
        self._lock = threading.Lock()


def network_of(folder: Path) -> nn.Module:
    """Return the network of a folder's model file with its weights, ready to learn.

    The file holds plain tensors beside its program; nothing is unpickled that reading would not load. Its
    normalisations are part of its convolutions already, and stay so. Raises BadFile.
    """
    card = read_card(folder / CARD)
    check_model(folder / MODEL, card)
    foreign = BadFile("is of another network than this program learns by", where=folder, remedy=_REMEDY)
    try:
        network = fused(DigitNetwork(size_of(card)))
        network.load_state_dict(torch.export.load(folder / MODEL).state_dict)
    except Exception as error:
        raise foreign from error
    return _sharp(network)


def size_of(card: Card) -> NetworkSize:
    """Return the size of the network that a card tells of. Raises BadFile where it tells of none."""
    recipe = (card.model_extra or {}).get("recipe")
    size = recipe.get("size") if isinstance(recipe, dict) else None
    try:
        return TypeAdapter(NetworkSize).validate_python(size)
    except ValidationError as error:
        raise BadFile("says no size of its network", where=CARD, remedy=_REMEDY) from error


def _sharp(network: nn.Module) -> nn.Module:
    """Let nothing be left out by chance: what is held to what it was must not be blurred."""
    for part in network.modules():
        if isinstance(part, nn.Dropout):
            part.p = 0.0
    return network
